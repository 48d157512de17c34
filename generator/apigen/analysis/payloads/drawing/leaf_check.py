"""Whether a scalar fits its place, and small changes of form that make it fit without changing what it means."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from apigen.analysis.payloads.drawing.validity import RENDERINGS, Judge
from apigen.analysis.payloads.model import UNIQUE
from apigen.analysis.payloads.values.numbers import bounds_of
from apigen.analysis.payloads.values.texts import fitted
from apigen.openapi.patterns import python_pattern, readable_by_validator

_KEYWORDS = (
    "format pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf enum const".split()
)
_PLAIN = frozenset((*_KEYWORDS, "type")) - {"pattern"}
"""What a `not` may hold to be checked by itself."""
_SPELLINGS: tuple[Callable[[str], str], ...] = (
    str.upper,
    str.lower,
    lambda text: text.replace(" ", "-").lower(),
    lambda text: text.replace("-", "_"),
    lambda text: text.replace("_", "-"),
    lambda text: text.replace("-", ""),
    lambda text: text.replace("-", "").upper(),
    lambda text: text.replace(" ", ""),
    lambda text: "".join(each for each in text if each.isalnum()),
    lambda text: "".join(each for each in text if each.isalpha()),
    lambda text: text.lstrip("+"),
    lambda text: text.removesuffix("Z"),
)
_DIGITS = r"^-?[0-9]{1,19}$"
_BASE64 = r"^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$"
_SPELLED: Mapping[str, str] = {
    **dict.fromkeys(("int64", "uint64", "int32", "uint32", "fixed64"), _DIGITS), "byte": _BASE64,
}  # fmt: skip
"""Formats that leave a text no other spelling: ProtoJSON has numbers of 64 bits and bytes in texts."""
LONGEST = 2000  # characters of a text without maxLength
_PYTHON: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "boolean": (bool,), "integer": (int,), "number": (int, float),
}  # fmt: skip


class LeafCheck:
    """The constraints of one scalar schema."""

    def __init__(self, schema: Mapping[str, Any], kind: str) -> None:
        self.kind = kind
        self.shortest = int(schema.get("minLength") or 0)
        self.longest = int(schema.get("maxLength", max(LONGEST, self.shortest)))
        self.pattern = schema.get("pattern") or (_SPELLED.get(str(schema.get("format"))) if kind == "string" else None)
        self._readable = python_pattern(str(self.pattern)) if self.pattern else None
        self._bounds = bounds_of(schema, kind == "integer") if kind in ("integer", "number") else None
        rules = {key: schema[key] for key in _KEYWORDS if key in schema}
        if isinstance(forbidden := schema.get("not"), Mapping) and forbidden.keys() <= _PLAIN:
            rules["not"] = forbidden
        if self.pattern:
            rules["pattern"] = readable_by_validator(str(self.pattern))
            rules = {key: value for key, value in rules.items() if value is not None}
        self.rules: Mapping[str, Any] = rules
        self._judge = Judge(rules) if rules else None

    @property
    def hardest(self) -> str:
        """The keyword that most likely stands in the way."""
        return next((key for key in ("pattern", "format", "multipleOf", *self.rules) if key in self.rules), "type")

    def accepts(self, value: Any) -> bool:
        """Whether the value has the right type and keeps all constraints."""
        is_typed = isinstance(value, _PYTHON[self.kind]) and (self.kind == "boolean" or not isinstance(value, bool))
        return is_typed and (self._judge is None or self._judge.accepts(value)) and self._matches(value)

    def _matches(self, value: Any) -> bool:
        """Whether a text fits a pattern that Python can read and the validator cannot."""
        if self._readable is None or "pattern" in self.rules or not isinstance(value, str):
            return True
        return self._readable.search(value.replace(UNIQUE, RENDERINGS[0])) is not None

    def shaped(self, value: Any) -> Any:
        """The value in the type of the place, cut to its length where it is prose; None where it cannot be."""
        if value is None or self.kind == "boolean":
            return value
        if self._bounds is not None:
            return None if isinstance(value, bool) else self._bounds.fitted(value)
        return self._text(value)

    def _text(self, value: Any) -> str | None:
        if isinstance(value, dict | list):
            return None
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if len(text) > self.longest:
            text = fitted(text, self.longest) if " " in text else ""
        if not text and self.longest:
            return None
        return text if self._readable is None or self._readable.search(text) else _respelled(text, self._readable)


def _respelled(text: str, wanted: re.Pattern[str]) -> str:
    """The spelling of the same word that the pattern wants: upper case, lower case, other separators."""
    return next((each for spelled in _SPELLINGS if wanted.search(each := spelled(text))), text)
