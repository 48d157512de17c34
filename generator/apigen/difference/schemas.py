"""What two schemas of a request differ in, and whether values of the old one may be refused by the new one.

Schemas are followed through references and `allOf`. A difference in a schema that stands in several places is found
once, at the first of them.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apigen.openapi.keywords import ONE_SCHEMA
from apigen.openapi.lookup import merged
from apigen.openapi.model import Schema

_TEXTS = frozenset(("title", "summary", "description", "$comment", "externalDocs", "deprecated", "discriminator"))
_DATA = frozenset(("default", "example", "examples"))
_WALKED = frozenset(("properties", "required", "items", "anyOf", "oneOf", "readOnly", "writeOnly", "$ref")) | ONE_SCHEMA
_LOWER = frozenset(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"))
_UPPER = frozenset(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"))
_LONGEST = 40  # characters of a value that is shown


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference. `member` is its place, `items[].quantity`; empty for the value itself."""

    sort: str  # added, removed, changed; examples: only the data differ
    member: str
    what: str
    is_breaking: bool = False


Definitions = Mapping[str, Schema]


def schema_findings(
    old: Schema | None, new: Schema | None, old_definitions: Definitions, new_definitions: Definitions
) -> list[Finding]:
    """All differences that matter to what is sent; titles and descriptions do not."""
    return list(_Walk(old_definitions, new_definitions).compare(old, new, ""))


class _Walk:
    """Goes through both schemas at once."""

    def __init__(self, old: Definitions, new: Definitions) -> None:
        self._old, self._new = old, new
        self._seen: set[str] = set()

    def compare(self, old: Schema | None, new: Schema | None, place: str) -> Iterator[Finding]:
        if _is_reference(old) or _is_reference(new):  # which may lead back here
            pair = f"{old}\n{new}"
            if pair in self._seen:
                return
            self._seen.add(pair)
        one, other = merged(old, self._old), merged(new, self._new)
        types = _types(one), _types(other)
        if types[0] != types[1]:
            yield _of_types(*types, place)
        if types[0] & types[1] or types == (set(), set()):
            yield from self._keywords(one, other, place)
            yield from self._members(one, other, place)
            yield from self._inside(one, other, place)

    def _keywords(self, old: Mapping[str, Any], new: Mapping[str, Any], place: str) -> Iterator[Finding]:
        names = [name for name in dict.fromkeys((*old, *new)) if name not in _TEXTS | _WALKED | {"type", "allOf"}]
        for name in names:
            before, after = old.get(name), new.get(name)
            if before == after:
                continue
            if name in _DATA or name.startswith("x-"):
                yield Finding("examples", place, f"{name} is another")
            elif name == "enum":
                yield from _of_enum(before, after, place)
            else:
                yield Finding("changed", place, _said(name, before, after), _narrows(name, before, after))

    def _members(self, old: Mapping[str, Any], new: Mapping[str, Any], place: str) -> Iterator[Finding]:
        before, after = self._sent(old, self._old), self._sent(new, self._new)
        needed, needs = set(old.get("required", ())), set(new.get("required", ()))
        is_closed = new.get("additionalProperties") is False
        for name in before:
            if name not in after:
                note = "is gone, and others are refused" if is_closed else "is gone"
                yield Finding("removed", _joined(place, name), note, is_closed)
        for name, schema in after.items():
            where = _joined(place, name)
            if name not in before:
                is_needed = name in needs
                yield Finding("added", where, f"is new, {'required' if is_needed else 'optional'}", is_needed)
                continue
            if (name in needed) != (name in needs):
                is_needed = name in needs
                yield Finding("changed", where, f"is {'required' if is_needed else 'optional'} now", is_needed)
            yield from self.compare(before[name], schema, where)

    def _sent(self, schema: Mapping[str, Any], definitions: Definitions) -> Mapping[str, Schema]:
        """The members of an object that a request may have."""
        members = schema.get("properties") or {}
        return {name: each for name, each in members.items() if not merged(each, definitions).get("readOnly")}

    def _inside(self, old: Mapping[str, Any], new: Mapping[str, Any], place: str) -> Iterator[Finding]:
        if "items" in old and "items" in new:
            yield from self.compare(old["items"], new["items"], f"{place}[]")
        elif "items" in old or "items" in new:
            is_new = "items" in new
            yield Finding("changed", f"{place}[]", "is described now" if is_new else "is anything now", is_new)
        for name in ("oneOf", "anyOf"):
            yield from self._alternatives(old.get(name, ()), new.get(name, ()), place)
        for name in sorted(ONE_SCHEMA & {*old, *new}):
            yield from self._keyword(name, old.get(name, True), new.get(name, True), place)

    def _keyword(self, name: str, old: Schema, new: Schema, place: str) -> Iterator[Finding]:
        if name == "additionalProperties" and isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from self.compare(old, new, _joined(place, "*"))
        elif (old is False) != (new is False) or [*self.compare(old, new, place)]:
            yield Finding("changed", place, f"{name} is another", new is not True)

    def _alternatives(self, old: Any, new: Any, place: str) -> Iterator[Finding]:
        before, after = _labelled(old), _labelled(new)
        for name in before:
            if name not in after:
                yield Finding("changed", place, f"the alternative {name} is gone", is_breaking=bool(after))
        for name, schema in after.items():
            if name in before:
                yield from self.compare(before[name], schema, place)
            else:
                yield Finding("changed", place, f"the alternative {name} is new", is_breaking=not before)


def _is_reference(schema: Schema | None) -> bool:
    return isinstance(schema, Mapping) and "$ref" in schema


def _labelled(schemas: Any) -> dict[str, Schema]:
    """Alternatives by what they refer to, else by their number."""
    found = {}
    for number, schema in enumerate(schemas, 1):
        reference = schema.get("$ref", "") if isinstance(schema, Mapping) else ""
        found[str(reference).rpartition("/")[2] or str(number)] = schema
    return found


def _joined(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _types(schema: Mapping[str, Any]) -> set[str]:
    declared = schema.get("type", [])
    return {declared} if isinstance(declared, str) else set(declared)


def _of_types(old: set[str], new: set[str], place: str) -> Finding:
    accepted = new | ({"integer"} if "number" in new else set())
    names = [" or ".join(sorted(types)) or "anything" for types in (old, new)]
    return Finding("changed", place, f"{names[0]} is {names[1]} now", bool(new) and not (old and old <= accepted))


def _of_enum(old: Any, new: Any, place: str) -> Iterator[Finding]:
    if old is None or new is None:
        said = f"one of {_listed(new)} now" if old is None else "any value now"
        yield Finding("changed", place, said, old is None)
        return
    if gone := [value for value in old if value not in new]:
        yield Finding("changed", place, f"no longer {_listed(gone)}", is_breaking=True)
    if added := [value for value in new if value not in old]:
        yield Finding("changed", place, f"{_listed(added)} as well")


def _listed(values: Any) -> str:
    return ", ".join(map(_shown, values[:5])) + (f" and {len(values) - 5} more" if len(values) > 5 else "")


def _narrows(name: str, old: Any, new: Any) -> bool:
    """Whether the new constraint may refuse what the old one allows."""
    if old is None or new is None:
        return new not in (None, False)
    if name in _LOWER:
        return bool(new > old)
    return bool(new < old) if name in _UPPER else new is not False


def _said(name: str, old: Any, new: Any) -> str:
    if old is None:
        return f"{name} {_shown(new)} is new"
    return f"{name} {_shown(old)} is gone" if new is None else f"{name} {_shown(old)} is {_shown(new)} now"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
