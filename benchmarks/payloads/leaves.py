"""A value and the schemas that speak about it, walked together: every scalar with its name, its rules and its examples.

Choices are not resolved: all branches that declare a name are asked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_PARTS = ("allOf", "anyOf", "oneOf")
_CONDITIONAL = ("then", "else")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One scalar of a value."""

    path: str  # items[].sku
    name: str  # of the nearest property
    owner: str  # of the property around it, or of the definition
    value: Any
    schemas: tuple[Mapping[str, Any], ...]
    examples: tuple[Any, ...]  # of the author for this place

    @property
    def is_fixed(self) -> bool:
        """Whether the document lists the values, so that there is nothing to find out."""
        return any("enum" in schema or "const" in schema for schema in self.schemas)

    def says(self, keyword: str) -> Any:
        """The first value of a keyword."""
        return next((schema[keyword] for schema in self.schemas if keyword in schema), None)


@dataclass(frozen=True, slots=True)
class Inner:
    """One object of a value."""

    path: str
    owner: str
    value: Mapping[str, Any]
    declared: frozenset[str]
    is_map: bool  # whether it may hold names that are not declared


class Walk:
    """Walks values of one API."""

    def __init__(self, definitions: Mapping[str, Any]) -> None:
        self._definitions = definitions
        self._known: dict[int, tuple[Any, tuple[Mapping[str, Any], ...]]] = {}

    def leaves(self, value: Any, schema: Any, examples: tuple[Any, ...]) -> Iterator[Leaf]:
        """The scalars of a value, null included."""
        return (each for each in self._walk(value, self._parts(schema), examples, "", "", "") if isinstance(each, Leaf))

    def objects(self, value: Any, schema: Any) -> Iterator[Inner]:
        """The objects of a value, the outermost first."""
        return (each for each in self._walk(value, self._parts(schema), (), "", "", "") if isinstance(each, Inner))

    def _walk(
        self,
        value: Any,
        schemas: tuple[Mapping[str, Any], ...],
        examples: tuple[Any, ...],
        path: str,
        name: str,
        owner: str,
    ) -> Iterator[Leaf | Inner]:
        examples = (*examples, *(each for schema in schemas for each in _examples(schema)))
        if isinstance(value, dict):
            declared = {key for schema in schemas for key in _map(schema, "properties")}
            is_map = not declared or any(
                isinstance(schema.get("additionalProperties"), Mapping) or "patternProperties" in schema
                for schema in schemas
            )
            yield Inner(path, name or owner, value, frozenset(declared), is_map)
            for key, member in value.items():
                hints = tuple(each[key] for each in examples if isinstance(each, dict) and key in each)
                inside = self._members(schemas, key)
                is_entry = key not in declared
                yield from self._walk(
                    member, inside, hints, f"{path}.{key}", name if is_entry and name else key, name or owner
                )
        elif isinstance(value, list):
            hints = tuple(item for each in examples if isinstance(each, list) for item in each)
            for position, item in enumerate(value):
                yield from self._walk(item, self._items(schemas, position), hints, f"{path}[]", name, owner)
        else:
            yield Leaf(path, name, owner, value, schemas, tuple(e for e in examples if not isinstance(e, dict | list)))

    def _members(self, schemas: tuple[Mapping[str, Any], ...], key: str) -> tuple[Mapping[str, Any], ...]:
        found: list[Mapping[str, Any]] = []
        for schema in schemas:
            properties = _map(schema, "properties")
            inner = properties[key] if key in properties else schema.get("additionalProperties")
            found += self._parts(inner)
        return tuple(found)

    def _items(self, schemas: tuple[Mapping[str, Any], ...], position: int) -> tuple[Mapping[str, Any], ...]:
        found: list[Mapping[str, Any]] = []
        for schema in schemas:
            prefix = schema.get("prefixItems") or ()
            found += self._parts(prefix[position] if position < len(prefix) else schema.get("items"))
        return tuple(found)

    def _parts(self, schema: Any) -> tuple[Mapping[str, Any], ...]:
        """A schema and everything it refers to or is put together from, on the same level."""
        known = self._known.get(id(schema))
        if known is None or known[0] is not schema:
            known = (schema, tuple(self._unfold(schema, set())))
            self._known[id(schema)] = known
        return known[1]

    def _unfold(self, schema: Any, seen: set[str]) -> Iterator[Mapping[str, Any]]:
        if not isinstance(schema, Mapping):
            return
        yield schema
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            name = reference.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
            yield from self._unfold(self._definitions.get(name), seen)
        for key in _PARTS:
            for part in schema.get(key) or ():
                yield from self._unfold(part, seen)
        for key in _CONDITIONAL:
            yield from self._unfold(schema.get(key), seen)


def _map(schema: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = schema.get(key)
    return found if isinstance(found, Mapping) else {}


def _examples(schema: Mapping[str, Any]) -> Iterator[Any]:
    if "example" in schema:
        yield schema["example"]
    several = schema.get("examples")
    if isinstance(several, list | tuple):
        yield from several
    elif isinstance(several, Mapping):
        yield from (each["value"] for each in several.values() if isinstance(each, Mapping) and "value" in each)
    if "x-example" in schema:
        yield schema["x-example"]
