"""A second reading of the request view, to judge values by: read-only properties are not demanded, all else holds."""

import json
import random
import re
from collections.abc import Mapping
from typing import Any

import jsonschema_rs

from apigen.analysis.payloads import FilePart
from apigen.analysis.payloads.model import UNIQUE_NUMBER

_KEPT = (
    "type format enum const minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems "
    "maxItems uniqueItems minContains maxContains minProperties maxProperties dependentRequired"
).split()
_LISTS = ("allOf", "anyOf", "oneOf")
_SAME_PLACE = ("not", "if", "then", "else")
_INSIDE = ("items", "contains", "additionalProperties", "propertyNames")
_MAPS = ("properties", "patternProperties")


class Judge:
    """The schema of one body, compiled with formats asserted."""

    def __init__(self, schema: Any, definitions: Mapping[str, Any], is_mild: bool = False) -> None:
        """A mild judge reads `oneOf` as `anyOf`, `/^a$/` without its slashes, and listed values without their type."""
        self._definitions = definitions
        self._is_mild = is_mild
        self._defs: dict[str, Any] = {}
        self._keys: dict[tuple[str, frozenset[str]], str] = {}
        root = self._read(schema, frozenset())
        self._validator = jsonschema_rs.Draft202012Validator(
            {"allOf": [root], "$defs": self._defs}, validate_formats=True
        )

    def accepts(self, value: Any) -> bool:
        return bool(self._validator.is_valid(value))

    def fault(self, value: Any) -> str:
        error = next(self._validator.iter_errors(value))
        return f"{'.'.join(map(str, error.instance_path))}: {error.message[:120]}"

    def _read(self, schema: Any, hidden: frozenset[str]) -> Any:
        """`hidden` are the read-only names declared beside this schema."""
        if not isinstance(schema, Mapping):
            return schema is not False
        hidden |= self._read_only(schema, set())
        result = {key: schema[key] for key in _KEPT if key in schema}
        if isinstance(pattern := schema.get("pattern"), str) and _compiles(pattern):
            result["pattern"] = re.sub(r"(?s)^/(\^.*)/i?$", r"\1", pattern) if self._is_mild else pattern
        if isinstance(required := schema.get("required"), list | tuple):
            result["required"] = [name for name in required if name not in hidden]
        if self._is_mild and "enum" in result:
            result.pop("type", None)
        for key in filter(schema.get, _LISTS):
            written = "anyOf" if self._is_mild and key == "oneOf" and "anyOf" not in schema else key
            result[written] = [self._read(part, hidden) for part in schema[key]]
        self._read_inner(schema, hidden, result)
        if isinstance(reference := schema.get("$ref"), str):
            result["$ref"] = f"#/$defs/{self._key(_name(reference), hidden)}"
        return result

    def _read_inner(self, schema: Mapping[str, Any], hidden: frozenset[str], result: dict[str, Any]) -> None:
        for key in (*_SAME_PLACE, *_INSIDE):
            if key in schema:
                result[key] = self._read(schema[key], hidden if key in _SAME_PLACE else frozenset())
        if schema.get("prefixItems"):
            result["prefixItems"] = [self._read(part, frozenset()) for part in schema["prefixItems"]]
        for key in _MAPS:
            if isinstance(members := schema.get(key), Mapping):
                result[key] = {name: self._read(member, frozenset()) for name, member in members.items()}

    def _key(self, name: str, hidden: frozenset[str]) -> str:
        """The definition for a reference; its own entry for each set of names that are read-only around it."""
        own = self._read_only(self._definitions.get(name, True), set())
        known = (name, hidden - own)
        if known not in self._keys:
            self._keys[known] = key = f"d{len(self._keys)}"
            self._defs[key] = True
            self._defs[key] = self._read(self._definitions.get(name, True), hidden)
        return self._keys[known]

    def _read_only(self, schema: Any, seen: set[str]) -> frozenset[str]:
        """The read-only properties of a schema over all of its parts."""
        if not isinstance(schema, Mapping):
            return frozenset()
        found = {name for name, member in (schema.get("properties") or {}).items() if self._is_read_only(member, set())}
        for part in schema.get("allOf") or ():
            found |= self._read_only(part, seen)
        if isinstance(reference := schema.get("$ref"), str) and reference not in seen:
            found |= self._read_only(self._definitions.get(_name(reference)), seen | {reference})
        return frozenset(found)

    def _is_read_only(self, member: Any, seen: set[str]) -> bool:
        if not isinstance(member, Mapping):
            return False
        reference = member.get("$ref")
        inner = [*(member.get("allOf") or ())]
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            inner.append(self._definitions.get(_name(reference)))
        return member.get("readOnly") is True or any(self._is_read_only(part, seen) for part in inner)


def _name(reference: str) -> str:
    return reference.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")


_KNOWN_PATTERNS: dict[str, bool] = {}


def _compiles(pattern: str) -> bool:
    if pattern not in _KNOWN_PATTERNS:
        try:
            jsonschema_rs.Draft202012Validator({"pattern": pattern})
            _KNOWN_PATTERNS[pattern] = True
        except ValueError:
            _KNOWN_PATTERNS[pattern] = False
    return _KNOWN_PATTERNS[pattern]


_TOKEN = re.compile(r"([-_. ]?)(\{unique\}|\{UNIQUE\}|\{unique_hex\})")
_ALPHABETS = {
    "{unique}": "0123456789abcdefghijklmnopqrstuvwxyz",
    "{UNIQUE}": "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "{unique_hex}": "0123456789abcdef",
}
_LENGTHS = {"{unique_hex}": 12}  # of the others: 8


def as_sent(value: Any, dice: random.Random | None) -> Any:
    """The value as a run sends it: tokens replaced (without dice: left out where they end a text), files as texts."""
    if isinstance(value, str):
        return _with_tokens(value, dice)
    if isinstance(value, dict):
        return {key: as_sent(member, dice) for key, member in value.items()}
    if isinstance(value, list):
        return [as_sent(member, dice) for member in value]
    if isinstance(value, FilePart):
        return value.content.decode("latin-1")
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _with_tokens(text: str, dice: random.Random | None) -> str | int:
    if text == UNIQUE_NUMBER:
        return dice.randrange(10**14, 10**15) if dice else 123456
    if dice is None:
        bare = _TOKEN.sub(lambda found: found[0] if found[2] == "{unique_hex}" else "", text)
        return _TOKEN.sub(lambda found: found[1] + "0123456789ab", bare)
    return _TOKEN.sub(lambda found: found[1] + _letters(found[2], dice), text)


def _letters(token: str, dice: random.Random) -> str:
    return "".join(dice.choices(_ALPHABETS[token], k=_LENGTHS.get(token, 8)))


def as_text(value: Any) -> str:
    return json.dumps(value, sort_keys=True)
