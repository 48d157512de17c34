"""Looking into schemas: references followed, `allOf` merged, the JSON body of a request or a good answer found."""

from collections.abc import Mapping
from typing import Any

from apigen.openapi.model import MediaType, Operation, Schema

_MAX_DEPTH = 20  # references in a chain; a longer one is a circle


def is_json(content_type: str) -> bool:
    """Whether a media type holds JSON: application/json, application/problem+json, text/json."""
    essence = content_type.partition(";")[0].strip().lower()
    return essence.endswith(("/json", "+json")) or essence in {"*/*", "application/*"}


def resolve(schema: Schema | None, definitions: Mapping[str, Schema]) -> Mapping[str, Any]:
    """The schema behind a chain of references, as a mapping; siblings of a reference win over it."""
    siblings: dict[str, Any] = {}
    for _ in range(_MAX_DEPTH):
        if schema is None or isinstance(schema, bool):
            break
        reference = schema.get("$ref")
        if not isinstance(reference, str):
            return {**schema, **siblings} if siblings else schema
        if len(schema) > 1:
            siblings = {**{k: v for k, v in schema.items() if k != "$ref"}, **siblings}
        schema = definitions.get(reference.removeprefix("#/$defs/"))
    return siblings


def merged(schema: Schema | None, definitions: Mapping[str, Schema], depth: int = 0) -> Mapping[str, Any]:
    """The schema with the properties and required members of its `allOf` parts taken in."""
    own = resolve(schema, definitions)
    parts = own.get("allOf")
    if not isinstance(parts, list) or depth > _MAX_DEPTH:
        return own
    whole: dict[str, Any] = {}
    for part in [*(merged(p, definitions, depth + 1) for p in parts), {k: v for k, v in own.items() if k != "allOf"}]:
        properties = {**whole.get("properties", {}), **part.get("properties", {})}
        required = [*whole.get("required", []), *part.get("required", [])]
        whole = {**whole, **part}
        if properties:
            whole["properties"] = properties
        if required:
            whole["required"] = list(dict.fromkeys(required))
    return whole


def properties(schema: Schema | None, definitions: Mapping[str, Schema]) -> Mapping[str, Schema]:
    """The properties of an object schema, those of `allOf` parts and of the first alternative included."""
    whole = merged(schema, definitions)
    found = whole.get("properties")
    if not found:
        for keyword in ("oneOf", "anyOf"):
            for branch in whole.get(keyword) or ():
                if inner := merged(branch, definitions).get("properties"):
                    return dict(inner)
    return found if isinstance(found, Mapping) else {}


def type_of(schema: Mapping[str, Any]) -> str:
    """The first type that is not null; guessed from keywords where none is declared."""
    declared = schema.get("type")
    types = [declared] if isinstance(declared, str) else declared if isinstance(declared, list) else []
    for name in types:
        if name != "null":
            return str(name)
    if "properties" in schema or "additionalProperties" in schema:
        return "object"
    return "array" if "items" in schema else ""


def success_content(operation: Operation) -> tuple[MediaType, ...]:
    """The media types of the first declared 2xx answer that has a body."""
    for response in operation.responses:
        if response.is_success and response.content:
            return response.content
    return ()


def success_schema(operation: Operation) -> Schema | None:
    """The schema of the JSON body of a good answer."""
    return next(
        (m.schema for m in success_content(operation) if is_json(m.content_type) and m.schema is not None), None
    )


def body_media_type(operation: Operation) -> MediaType | None:
    """The media type of the request that a login is written in: JSON, else a form, else the first."""
    content = operation.request_body.content if operation.request_body else ()
    by_kind = sorted(content, key=lambda m: (not is_json(m.content_type), "form" not in m.content_type))
    return by_kind[0] if by_kind else None
