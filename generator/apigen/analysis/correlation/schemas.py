"""Reading JSON Schema for names and types only: references followed, `allOf` and alternatives taken together.

This is no validation: a property that some variant declares may turn up, and that is enough to look for identifiers.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from apigen.openapi.lookup import resolve
from apigen.openapi.model import Schema

_COMPOSED = frozenset({"allOf", "anyOf", "oneOf"})
_TELLING = frozenset({"additionalProperties", "const", "enum", "items", "properties"})
_NO_PROPERTIES: Mapping[str, Any] = {}
_UNRELATED_FORMATS = frozenset({"binary", "byte", "date", "date-time", "duration", "email", "time", "uri", "url"})


class Schemas:
    """The definitions of an API, with what was read of them so far."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self._definitions = definitions
        self._properties: dict[str, Mapping[str, Schema]] = {}

    def resolve(self, schema: Schema | None) -> Mapping[str, Any]:
        """What the schema says itself, behind its references; an empty mapping where it says nothing."""
        return resolve(schema, self._definitions)

    def type_name(self, schema: Schema | None) -> str:
        """The definition that the schema is, directly or as the only part of an `allOf` beside words; else empty."""
        while isinstance(schema, Mapping) and "properties" not in schema:
            parts = [part for part in _list(schema.get("allOf")) if not _are_words(part)]
            if len(parts) != 1:
                break
            schema = parts[0]
        return str(schema.get("$ref", "")) if isinstance(schema, Mapping) else ""

    def variants(self, schema: Schema | None, depth: int = 4) -> Iterator[Mapping[str, Any]]:
        """The schema and everything it is made of through `allOf`, `anyOf` and `oneOf`."""
        own = self.resolve(schema)
        if not own:
            return
        yield own
        if depth and not _COMPOSED.isdisjoint(own):
            for keyword in ("allOf", "anyOf", "oneOf"):
                for part in _list(own.get(keyword)):
                    yield from self.variants(part, depth - 1)

    def properties(self, schema: Schema | None) -> Mapping[str, Schema]:
        """The properties of an object schema in document order, with those of the schemas it is made of."""
        reference = schema.get("$ref") if isinstance(schema, Mapping) else None
        if not isinstance(reference, str):
            return self._merged_properties(schema)
        if reference not in self._properties:
            self._properties[reference] = self._merged_properties(schema)
        return self._properties[reference]

    def _merged_properties(self, schema: Schema | None) -> Mapping[str, Schema]:
        merged: dict[str, Schema] = {}
        for variant in self.variants(schema):
            own = variant.get("properties")
            for name, value in own.items() if isinstance(own, Mapping) else ():
                if str(name) not in merged or self._says_nothing(merged[str(name)]):
                    merged[str(name)] = value
        return merged or _NO_PROPERTIES

    def _says_nothing(self, schema: Schema) -> bool:
        """Whether the schema, or that of its elements, leaves everything open: a page of anything."""
        items = self.items(schema)
        own = self.variants(schema if items is None else items)
        return all(_TELLING.isdisjoint(v) and set(_types(v)) <= {"object", "null"} for v in own)

    def items(self, schema: Schema | None) -> Schema | None:
        """The schema of the elements where the schema can be an array, else None."""
        for variant in self.variants(schema):
            if "array" in _types(variant) or ("items" in variant and "type" not in variant):
                items = variant.get("items", {})
                return items if isinstance(items, Mapping) else {}
        return None

    def map_values(self, schema: Schema | None) -> Schema | None:
        """The schema of the values where the schema is a map with free keys, else None."""
        for variant in self.variants(schema):
            values = variant.get("additionalProperties")
            if isinstance(values, Mapping) and values and not variant.get("properties"):
                return values
        return None

    def scalar(self, schema: Schema | None) -> tuple[str, str]:
        """Type and format of a possible identifier; the type is empty where unknown, `-` where it can be none."""
        kinds: dict[str, str] = {}
        other = False
        for variant in self.variants(schema):
            other = other or bool({"properties", "additionalProperties", "items"} & variant.keys())
            for kind in _types(variant):
                kinds.setdefault(kind, str(variant.get("format", "")))
        for kind in ("string", "integer", "number"):
            if kind in kinds:
                return ("-" if kinds[kind] in _UNRELATED_FORMATS else kind.replace("number", "integer")), kinds[kind]
        return ("-" if other or kinds.keys() - {"null"} else ""), ""

    def alternatives(self, schema: Schema | None) -> list[Schema]:
        """What the schema may be by `anyOf` and `oneOf`, as it is written."""
        own = self.resolve(schema)
        return [each for keyword in ("anyOf", "oneOf") for each in _list(own.get(keyword))]

    def may_be_scalar(self, schema: Schema | None) -> bool:
        """Whether an alternative beside an object is a number or a text."""
        branches = map(self.resolve, self.alternatives(schema))
        return any({"integer", "string"}.intersection(_types(branch)) for branch in branches)

    def takes_numbers(self, schema: Schema | None) -> bool:
        """Whether the value may be a number, beside what else it may be."""
        return any({"integer", "number"}.intersection(_types(variant)) for variant in self.variants(schema))

    def least(self, schema: Schema | None) -> int | None:
        """The least integer that the schema allows; None where it names none."""
        lowest = self.resolve(schema).get("minimum")
        return lowest if isinstance(lowest, int) and self.scalar(schema)[0] == "integer" else None

    def pattern(self, schema: Schema | None) -> str:
        """The pattern that every value has, empty where there is none."""
        own = list(self.variants(schema))
        found = [variant["pattern"] for variant in own if isinstance(variant.get("pattern"), str)]
        return found[0] if found and not any({"anyOf", "oneOf"} & variant.keys() for variant in own) else ""

    def is_open(self, schema: Schema | None) -> bool:
        """Whether the document does not say what the value is, says no more than object, or that there is more."""
        own = list(self.variants(schema))
        if self.properties(schema):
            return any(v.get("additionalProperties") not in (None, False) for v in own)
        return all(set(_types(v)) <= {"object", "null"} and not {"enum", "const"} & v.keys() for v in own)

    def is_closed(self, schema: Schema | None) -> bool:
        """Whether the document lists the possible values itself (`enum`, `const`) or there are but two."""
        own = list(self.variants(schema))
        return any("enum" in v or "const" in v or "boolean" in _types(v) for v in own)

    def listed(self, schema: Schema | None) -> tuple[str, ...]:
        """The texts that the document lists for the value (`enum`, `const`)."""
        own = list(self.variants(schema))
        values = [value for v in own for value in (*_list(v.get("enum")), v.get("const"))]
        return tuple(value for value in values if isinstance(value, str))

    def required(self, schema: Schema | None, depth: int = 4) -> frozenset[str]:
        """The properties that an object must have, whichever alternative it is."""
        own = self.resolve(schema)
        parts = [own, *(self.resolve(part) for part in _list(own.get("allOf")))]
        found = {str(name) for part in parts for name in _list(part.get("required"))}
        alternatives = [each for keyword in ("anyOf", "oneOf") for each in _list(own.get(keyword))] if depth else []
        branches = [self.required(each, depth - 1) for each in alternatives]
        return frozenset(found.union(frozenset.intersection(*branches) if branches else ()))

    def description(self, schema: Schema | None) -> str:
        """What the document says about the value, in words: in the title, where that says more than a name would."""
        own = self.resolve(schema)
        title, said = own.get("title"), own.get("description")
        if isinstance(said, str):
            return said
        return title if isinstance(title, str) and len(title.split()) > _LONGEST_NAME else ""

    def is_request_view(self, schema: Schema | None) -> bool:
        """Whether a request may carry the property: it is not `readOnly`."""
        return self.resolve(schema).get("readOnly") is not True


_LONGEST_NAME = 4  # words that frameworks make a title of: "Source Snapshot Id"


def _are_words(part: Any) -> bool:
    """Whether a part of an `allOf` explains and demands nothing."""
    return isinstance(part, Mapping) and part.keys() <= {"description", "title"}


def _types(schema: Mapping[str, Any]) -> tuple[str, ...]:
    kind = schema.get("type")
    return (kind,) if isinstance(kind, str) else tuple(k for k in _list(kind) if isinstance(k, str))


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
