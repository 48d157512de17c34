"""From text on the wire to JSON values, by the schema: parameters in every style, and forms.

openapi-core 0.23 reads several styles wrongly (exploded form objects, `%20`-delimited lists, nested brackets,
numbers in multipart parts, type lists of 3.1); read by it, a correct request would be
refused. So values are read here and judged there.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from werkzeug.datastructures import MultiDict

from apigen.mock.brackets import bracketed, cast_tree
from apigen.mock.document import Tree, as_tree
from apigen.mock.schemas import Schemas

_INTEGER = re.compile(r"-?\d+\Z")
_DELIMITERS = {"spaceDelimited": re.compile(r" |%20"), "pipeDelimited": re.compile(r"\|")}
_COMMA = re.compile(",")
_BOOLEANS = {"true": True, "false": False}


def cast(schemas: Schemas, node: Any, text: str) -> Any:
    """The JSON value that `text` stands for; text that is no such value stays, to be refused as text."""
    types = schemas.types(node)
    if "integer" in types and _INTEGER.match(text):
        return int(text)
    if "number" in types:
        try:
            return float(text)
        except ValueError:
            pass
    if "boolean" in types and text in _BOOLEANS:
        return _BOOLEANS[text]
    if "null" in types and "string" not in types and text in ("", "null"):
        return None
    return _read_json(text) if {"array", "object"}.intersection(types) and "string" not in types else text


def _read_json(text: str) -> Any:
    """A list or object inside of another one, for which OpenAPI names no style, as Swagger UI writes it."""
    try:
        return json.loads(text)
    except ValueError:
        return text


def cast_list(schemas: Schemas, node: Any, texts: Sequence[str]) -> list[Any]:
    """The items of an array, each by the schema of items."""
    items = schemas.flat(node).get("items", {})
    return [cast(schemas, items, text) for text in texts]


def cast_object(schemas: Schemas, node: Any, pairs: Mapping[str, str]) -> dict[str, Any]:
    """The properties of an object, each by its schema."""
    properties = schemas.properties(node)
    extra = as_tree(schemas.flat(node).get("additionalProperties"))
    return {name: cast(schemas, properties.get(name, extra), text) for name, text in pairs.items()}


class ParameterReader:
    """Reads one parameter in its style; stands in for openapi-core's style deserializer."""

    def __init__(self, schemas: Schemas, schema: Any, style: str, explode: bool, name: str) -> None:
        self.schemas, self.schema, self.style, self.explode, self.name = schemas, schema, style, explode, name
        types = schemas.types(schema)
        self.kind = next((kind for kind in ("array", "object") if kind in types), "")

    def deserialize(self, location: Mapping[str, Any]) -> Any:
        """The value, or KeyError when the parameter was not sent."""
        if self.style == "deepObject" and self.kind and self.name not in location:
            return self._deep(location)
        if self.kind == "object" and self.style == "form" and self.explode:
            return self._spread(location)
        if self.kind == "array" and self.explode and isinstance(location, MultiDict):
            if self.name not in location:
                raise KeyError(self.name)
            return cast_list(self.schemas, self.schema, location.getlist(self.name))
        return self._from_text(self._bare(str(location[self.name])))

    def _bare(self, text: str) -> str:
        """Without the decoration of the label (`.5`) and matrix (`;id=5`) styles."""
        if self.style == "label":
            return text.removeprefix(".")
        if self.style == "matrix" and not (self.explode and self.kind == "object"):
            return text.removeprefix(f";{self.name}=")
        return text.removeprefix(";") if self.style == "matrix" else text

    def _from_text(self, text: str) -> Any:
        if not self.kind:
            return cast(self.schemas, self.schema, text)
        parts = self._delimiter().split(text)
        if self.kind == "array":
            return cast_list(self.schemas, self.schema, [part.removeprefix(f"{self.name}=") for part in parts])
        if self.explode:
            pairs = dict(part.partition("=")[::2] for part in parts)
        else:
            pairs = dict(zip(parts[0::2], parts[1::2], strict=False))
        return cast_object(self.schemas, self.schema, pairs)

    def _delimiter(self) -> re.Pattern[str]:
        if self.explode and self.style in ("label", "matrix"):
            return re.compile(r"\." if self.style == "label" else ";")
        return _DELIMITERS.get(self.style, _COMMA)

    def _deep(self, location: Mapping[str, Any]) -> Any:
        tree = bracketed(self.name, ((key, str(location[key])) for key in location))
        if not tree:
            raise KeyError(self.name)
        return cast_tree(self.schemas, self.schema, tree, cast)

    def _spread(self, location: Mapping[str, Any]) -> Any:
        """An exploded form object is sent as one parameter per property."""
        known = self.schemas.properties(self.schema)
        pairs = {name: str(location[name]) for name in known if name in location}
        if not pairs:
            raise KeyError(self.name)
        return cast_object(self.schemas, self.schema, pairs)


class ParameterReaders:
    """Makes parameter readers where openapi-core asks for style deserializers."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas

    def create(self, _spec: Any, schema: Any, style: str, explode: bool, name: str) -> ParameterReader:
        """The reader of one parameter or header."""
        return ParameterReader(self.schemas, contents(schema), style, explode, name)


def contents(schema_path: Any) -> Tree:
    """The plain schema to which a `SchemaPath` points."""
    with schema_path.resolve() as resolved:
        return as_tree(resolved.contents)


def read_form(schemas: Schemas, node: Any, encoding: Tree, sent: MultiDict[str, str]) -> dict[str, Any]:
    """The object that a form stands for: lists from repeated fields, objects from JSON parts."""
    properties = schemas.possible_properties(node)
    extra = as_tree(schemas.flat(node).get("additionalProperties"))
    form: dict[str, Any] = {}
    for name in dict.fromkeys(_outer_name(name, encoding) for name in sent):
        part = properties.get(name, extra)
        form[name] = _read_field(schemas, part, as_tree(encoding.get(name)), name, sent)
    return form


def _outer_name(name: str, encoding: Tree) -> str:
    """The property that a field belongs to: `address[city]` is part of the address, where that is a deepObject."""
    outer = name.partition("[")[0]
    return outer if as_tree(encoding.get(outer)).get("style") == "deepObject" else name


def _read_field(schemas: Schemas, node: Any, encoding: Tree, name: str, sent: MultiDict[str, str]) -> Any:
    if name not in sent:
        return cast_tree(schemas, node, bracketed(name, sent.items(multi=True)), cast)
    types, texts = schemas.types(node), sent.getlist(name)
    if "array" in types:
        style = encoding.get("style", "form")
        is_joined = encoding.get("explode", style == "form") is False and len(texts) == 1
        items = _DELIMITERS.get(style, _COMMA).split(texts[0]) if is_joined else texts
        return [_read_part(schemas, schemas.flat(node).get("items", {}), text) for text in items]
    if "object" in types and "style" in encoding and encoding.get("explode") is False:
        parts = _DELIMITERS.get(encoding["style"], _COMMA).split(texts[-1])
        return cast_object(schemas, node, dict(zip(parts[0::2], parts[1::2], strict=False)))
    return _read_part(schemas, node, texts[-1])


def _read_part(schemas: Schemas, node: Any, text: str) -> Any:
    return _read_json(text) if "object" in schemas.types(node) else cast(schemas, node, text)
