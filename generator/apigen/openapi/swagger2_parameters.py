"""Parameters of Swagger 2.0: their types move into a schema, and `body` and `formData` become a request body."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from apigen.source import Node, Origin, Pointer

_URLENCODED = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_OWN = frozenset(("name", "in", "description", "required", "allowEmptyValue", "collectionFormat", "schema"))
_STYLES = {
    "csv": {"style": "form", "explode": False},
    "multi": {"style": "form", "explode": True},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
}


@dataclass(frozen=True, slots=True)
class Moved:
    """Where the parts of a rebuilt tree came from."""

    origins: dict[Pointer, Origin] = field(default_factory=dict)

    def note(self, place: Pointer, node: Node) -> None:
        """What stands at `place` in the new tree is `node` of an old one."""
        self.origins[place] = Origin(node.document, node.pointer)


def is_in_body(node: Node) -> bool:
    """Whether a parameter is the body or a part of it."""
    return node.is_map and node.value.get("in") in ("body", "formData")


def upgraded_parameter(node: Node, place: Pointer, moved: Moved) -> Any:
    """A parameter of path, query or header, to stand at `place`."""
    if not node.is_map or "$ref" in node.value:
        return node.value
    value = node.value
    kept = {key: value[key] for key in value if key in _OWN - {"collectionFormat"} or key.startswith("x-")}
    example = {"example": value["x-example"]} if "x-example" in value else {}
    if "schema" not in value:
        moved.note((*place, "schema"), node)
    return {**kept, **_style(node), **example, "schema": value.get("schema", _schema(value))}


def read_body(parts: list[Node], consumes: tuple[str, ...], place: Pointer, moved: Moved) -> dict[str, Any] | None:
    """The request body that an operation's `body` or `formData` parameters make; None where it has neither."""
    body = next((part for part in parts if part.value["in"] == "body"), None)
    if body is not None:
        for name in consumes:
            moved.note((*place, "content", name), body)
        moved.note(place, body)
        return _body(body, consumes)
    return _form(parts, consumes, place, moved) if parts else None


def _body(node: Node, consumes: tuple[str, ...]) -> dict[str, Any]:
    value = node.value
    media: dict[str, Any] = {"schema": value["schema"]} if "schema" in value else {}
    if "x-example" in value:
        media["example"] = value["x-example"]
    kept = {key: value[key] for key in ("description", "required") if key in value}
    return {**kept, "content": dict.fromkeys(consumes, media)}


def _form(parts: list[Node], consumes: tuple[str, ...], place: Pointer, moved: Moved) -> dict[str, Any]:
    """An object with a property per field; files need multipart."""
    named = {part.value["name"]: part for part in parts if isinstance(part.value.get("name"), str)}
    content = _form_types([part.value.get("type") == "file" for part in parts], consumes)
    schema = {
        "type": "object",
        "properties": {name: _field(part.value) for name, part in named.items()},
        "required": [name for name, part in named.items() if part.value.get("required") is True],
    }
    encoding = {name: _style(part) for name, part in named.items() if part.value.get("type") == "array"}
    moved.note(place, parts[0])
    for media in content:
        for name, part in named.items():
            moved.note((*place, "content", media, "schema", "properties", name), part)
    media_type = {"schema": schema, **({"encoding": encoding} if encoding else {})}
    return {"required": bool(schema["required"]), "content": dict.fromkeys(content, media_type)}


def _form_types(are_files: Iterable[bool], consumes: tuple[str, ...]) -> tuple[str, ...]:
    if any(are_files):
        return (_MULTIPART,)
    return tuple(name for name in consumes if name.startswith((_URLENCODED, _MULTIPART))) or (_URLENCODED,)


def _field(value: dict[str, Any]) -> dict[str, Any]:
    description = {"description": value["description"]} if "description" in value else {}
    example = {"example": value["x-example"]} if "x-example" in value else {}
    return {**description, **example, **_schema(value)}


def _schema(value: dict[str, Any]) -> dict[str, Any]:
    """The members that say what the value is (Swagger 2.0, Parameter Object)."""
    schema = {key: value[key] for key in value if key not in _OWN}
    return {**schema, "type": "string", "format": "binary"} if schema.get("type") == "file" else schema


def _style(node: Node) -> dict[str, Any]:
    """How an array is written; `csv` where nothing is said. A list without commas (`tsv`) has no style in 3.0."""
    value = node.value
    if value.get("type") != "array":
        return {}
    name = str(value.get("collectionFormat", "csv"))
    if name not in _STYLES:
        node.warn("AG223", f"the collectionFormat {name!r} cannot be written in OpenAPI 3.0; csv is used")
    style = _STYLES.get(name, _STYLES["csv"])
    return style if value.get("in") in ("query", "formData") else {}
