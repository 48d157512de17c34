"""Bodies that may be one thing or a list of such things: one is sent, as that is what documents say is answered."""

from collections.abc import Mapping
from dataclasses import replace

from apigen.openapi.model import Api, MediaType, Operation, Schema

_WORDS = frozenset({"description", "title"})


def with_single_things(api: Api) -> Api:
    """The API in which a body of `oneOf: [X, {type: array, items: X}]` is an X."""
    return replace(api, operations=tuple(map(_with_one, api.operations)))


def _with_one(operation: Operation) -> Operation:
    body = operation.request_body
    content = tuple(map(_single, body.content)) if body else ()
    if body is None or content == body.content:
        return operation
    return replace(operation, request_body=replace(body, content=content))


def _single(medium: MediaType) -> MediaType:
    one = _one(medium.schema)
    return medium if one is None or medium.examples else replace(medium, schema=one)


def _one(schema: Schema | None) -> Schema | None:
    """X, where that is what the schema says; else None."""
    said = {key: value for key, value in schema.items() if key not in _WORDS} if isinstance(schema, Mapping) else {}
    branches = said.get("oneOf", said.get("anyOf", ())) if len(said) == 1 else ()
    items = [each["items"] for each in branches if isinstance(each, Mapping) and each.get("type") == "array"]
    return items[0] if len(branches) == 2 and len(items) == 1 and items[0] in branches else None
