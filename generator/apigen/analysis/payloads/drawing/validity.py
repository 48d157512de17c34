"""Whether a value may be sent: jsonschema-rs decides, for every record and with formats asserted.

Validators are compiled once per content. A token that stands for a unique value is tried as digits, as letters and
as a mixture, because the run may put any of them there.
"""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from apigen.analysis.payloads.model import UNIQUE, UNIQUE_CAPITALS, UNIQUE_HEX, UNIQUE_NUMBER, FilePart

RENDERINGS = ("a1b2c3d4", "00000000", "zzzzzzzz")
NUMBERS = (441_000_000_000_000, 999_999_999_999_999)
TOKEN = re.compile("|".join(map(re.escape, (UNIQUE, UNIQUE_CAPITALS, UNIQUE_HEX, UNIQUE_NUMBER))))


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a value is refused."""

    path: tuple[str | int, ...]
    keyword: str
    message: str


class Judge:
    """One schema, compiled."""

    def __init__(self, schema: Any, is_mild: bool = False) -> None:
        """`is_mild`: whether `oneOf` is read as `anyOf`."""
        self.is_mild = is_mild
        self._validator = _validator(_text(schema))

    def accepts(self, value: Any) -> bool:
        """Whether the value is valid whatever its tokens become."""
        try:
            return all(self._validator.is_valid(each) for each in _renderings(value))
        except UnicodeEncodeError:
            return bool(self._validator.is_valid(_readable(value)))

    def fault(self, value: Any) -> Fault | None:
        """The first reason to refuse the value."""
        try:
            return self._first_fault(_renderings(value))
        except UnicodeEncodeError:
            return self._first_fault((_readable(value),))

    def _first_fault(self, values: tuple[Any, ...]) -> Fault | None:
        for each in values:
            for error in self._validator.iter_errors(each):
                keyword = next((str(step) for step in reversed(error.schema_path) if isinstance(step, str)), "")
                return Fault(tuple(error.instance_path), keyword, error.message[:200])
        return None


def _readable(value: Any) -> Any:
    """A value that holds half a surrogate pair, as the validator can take it."""
    return json.loads(_text(plain(value)))


def _text(value: Any) -> str:
    """JSON in which half of a surrogate pair, which is no text for the validator, is a question mark."""
    written = json.dumps(value, sort_keys=True, default=str, ensure_ascii=False)
    return written.encode("utf-8", "replace").decode()


@lru_cache(maxsize=8192)
def _validator(text: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.Draft202012Validator(json.loads(text), validate_formats=True)


def _renderings(value: Any) -> tuple[Any, ...]:
    if _is_json(value):
        return (value,)
    if not _has_token(value):
        return (plain(value),)
    return tuple(plain(value, rendering) for rendering in RENDERINGS)


def _is_json(value: Any) -> bool:
    """Whether a validator can read the value as it stands, which holds for most."""
    if isinstance(value, str):
        return "{" not in value or not TOKEN.search(value)
    if isinstance(value, dict):
        return all(map(_is_json, value.values()))
    return all(map(_is_json, value)) if isinstance(value, list) else not isinstance(value, FilePart | bytes)


def _has_token(value: Any) -> bool:
    if isinstance(value, str):
        return bool(TOKEN.search(value))
    if isinstance(value, dict):
        return any(map(_has_token, value.values()))
    return isinstance(value, list) and any(map(_has_token, value))


def plain(value: Any, rendering: str = RENDERINGS[0]) -> Any:
    """The value as JSON that a validator can read: tokens rendered, files and bytes as text."""
    if isinstance(value, str):
        return _rendered(value, rendering) if "{" in value else value
    if isinstance(value, dict):
        return {key: plain(member, rendering) for key, member in value.items()}
    if isinstance(value, list):
        return [plain(member, rendering) for member in value]
    if isinstance(value, FilePart):
        return value.content.decode("latin-1")
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _rendered(value: str, rendering: str) -> str | int:
    """A text with what its tokens become."""
    if value == UNIQUE_NUMBER:
        return NUMBERS[rendering == RENDERINGS[-1]]
    value = value.replace(UNIQUE, rendering).replace(UNIQUE_CAPITALS, rendering.upper())
    return value.replace(UNIQUE_HEX, "5c6d7e8f9a0b")
