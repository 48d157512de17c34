"""A value that conforms to a schema: enum first, then example, default, and last the type and format.

The first levels get all their properties, because clients look for ids in optional ones too;
below that no optional objects and lists, and a schema that contains itself ends there.
"""

import random
import uuid
from typing import Any

from apigen.mock.document import Tree, as_list, as_tree
from apigen.mock.fitness import fits, limits
from apigen.mock.patterns import draw_text
from apigen.mock.schemas import Schemas

_GENEROUS_DEPTH = 3  # objects down to here get their optional properties
_DEEPEST = 12
_FAULTS = ("error", "errors")  # what goes wrong is not part of an answer that all is well
_WORDS = ["amber", "basil", "cedar", "delta", "ember", "fjord", "grove", "haven", "indigo", "juniper"]
_PLAIN = {
    "date-time": "2024-05-17T09:30:00Z",
    "date": "2024-05-17",
    "time": "09:30:00Z",
    "duration": "PT15M",
    "email": "ada@example.com",
    "idn-email": "ada@example.com",
    "uri": "https://example.com/amber",
    "url": "https://example.com/amber",
    "uri-reference": "/amber",
    "iri": "https://example.com/amber",
    "hostname": "example.com",
    "ipv4": "192.0.2.10",
    "ipv6": "2001:db8::10",
    "byte": "YW1iZXI=",
    "json-pointer": "/amber",
    "regex": "^amber$",
    "uri-template": "https://example.com/{id}",
}


class CircleError(Exception):
    """No value can be made without falling into a circle; the property or item is left out."""


class Synthesizer:
    """Makes values; the same document gives the same values in every run."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas
        self.source = random.Random(20240517)

    def value(self, node: Any, above: tuple[int, ...] = ()) -> Any:
        """A value of the schema; `above` holds the schemas that it is part of."""
        resolved = self.schemas.document.resolve(node)
        if id(resolved) in above or len(above) > _DEEPEST:
            if self.schemas.allows_null(node):
                return None
            raise CircleError
        schema, below = self.schemas.flat(node), (*above, id(resolved))
        declared = self._declared(schema)
        if declared:
            return declared[0]
        types = [name for name in self.schemas.types(node) if name != "null"]
        return self._by_type(types[0] if types else "string", schema, below)

    def _declared(self, schema: Tree) -> list[Any]:
        """The values that the schema itself offers and that fit it, best first."""
        offered = list(as_list(schema.get("enum")))
        if "const" in schema and (not offered or schema["const"] in offered):
            offered = [schema["const"]]
        if offered:
            return [value for value in offered if value is not None] or offered
        for word in ("example", "default"):
            if schema.get(word) is not None:
                offered.append(schema[word])
        offered[1:1] = as_list(schema.get("examples"))[:1]
        return [value for value in offered if _is_telling(value) and fits(self.schemas, schema, value)]

    def _by_type(self, kind: str, schema: Tree, below: tuple[int, ...]) -> Any:
        if kind == "object":
            return self._object(schema, below)
        if kind == "array":
            return self._array(schema, below)
        if kind in ("integer", "number"):
            return self._number(kind, schema)
        return True if kind == "boolean" else self.text(schema)

    def _object(self, schema: Tree, below: tuple[int, ...]) -> dict[str, Any]:
        required = as_list(schema.get("required"))
        made: dict[str, Any] = {}
        for name, part in self.schemas.properties(schema).items():
            is_deep = len(below) > _GENEROUS_DEPTH and self._has_parts(part)
            if name not in required and (is_deep or self._is_hidden(part) or name in _FAULTS):
                continue
            try:
                made[name] = self.value(part, below)
            except CircleError:
                if name in required:
                    raise
        extra = schema.get("additionalProperties")
        for name in required:
            if name not in made:
                made[name] = self.value(as_tree(extra), below)
        for number in range(len(made), schema.get("minProperties", 0)):
            made[_WORDS[number % 10] + str(number)] = self.value(as_tree(extra), below)
        return made

    def _has_parts(self, part: Any) -> bool:
        return bool({"object", "array"} & set(self.schemas.types(part)))

    def _is_hidden(self, part: Any) -> bool:
        return bool(self.schemas.flat(part).get("writeOnly"))

    def _array(self, schema: Tree, below: tuple[int, ...]) -> list[Any]:
        least = schema.get("minItems", 0)
        count = max(least, min(1, schema.get("maxItems", 1)))
        made: list[Any] = []
        for number in range(count):
            try:
                item = self.value(schema.get("items", {}), below)
            except CircleError:
                if len(made) < least:
                    raise
                break
            made.append(self._distinct(schema, item, number))
        return made

    def _distinct(self, schema: Tree, item: Any, number: int) -> Any:
        """The `number`-th item of an array whose items must differ."""
        if not schema.get("uniqueItems") or number == 0:
            return item
        choices = as_list(self.schemas.flat(schema.get("items", {})).get("enum"))
        if number < len(choices):
            return choices[number]
        if isinstance(item, str):
            return f"{item}{number}"
        return item + number if isinstance(item, int | float) else item

    def _number(self, kind: str, schema: Tree) -> float:
        least, most = limits(schema)
        value = 1 if least is None or least <= 1 else least
        if most is not None and value > most:
            value = most
        step = schema.get("multipleOf")
        if step:
            value = -(-value // step) * step
        return int(value) if kind == "integer" else value

    def text(self, schema: Tree) -> str:
        """A text of the schema: its pattern, its format, or a word of the right length."""
        least, most = schema.get("minLength", 0), schema.get("maxLength", 10_000)
        if isinstance(schema.get("pattern"), str):
            drawn = draw_text(schema["pattern"], least, most, self.source)
            if drawn is not None:
                return drawn
        form = schema.get("format")
        if form == "uuid":
            return str(self.uuid())
        plain = _PLAIN.get(str(form)) or self.source.choice(_WORDS)
        return plain.ljust(least, "x")[:most]

    def uuid(self) -> uuid.UUID:
        """A version 4 UUID from the mock's own source of chance."""
        return uuid.UUID(int=self.source.getrandbits(128), version=4)


def _is_telling(value: Any) -> bool:
    """Empty examples (`{}`, `[]`) say nothing and would hide the properties."""
    return value not in ({}, [])
