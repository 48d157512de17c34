"""Producers and consumers that the document states itself: OpenAPI Links and `x-apigen`.

x-apigen:
  produces: {order: data.id}       # resource: place in the answer; a bare name means its `id`
  consumes: {customerRef: customer}  # parameter or body pointer: resource
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from apigen.analysis.correlation.model import Consumer, Producer
from apigen.analysis.correlation.resources import Things
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Api, Link, Operation, Response
from apigen.openapi.names import referenced_key

_EXPRESSION = re.compile(r"\{?\$(response|request)\.(body#|header\.|path\.|query\.)?(.*?)\}?")


def linked_producers(api: Api, things: Things, schemas: Schemas) -> Iterator[Producer]:
    """What Links say: the parameter of the target gets its value from here."""
    by_id = {name: o for o in api.operations for name in (o.id, o.declared_id) if name}
    by_key = {operation.key: operation for operation in api.operations}
    for operation in api.operations:
        for response in operation.responses:
            for link in response.links:
                target = by_id.get(link.operation_id) or by_key.get(referenced_key(link.operation_ref))
                if target is not None:
                    yield from _linked(operation, link, target, things, is_list=_is_list(schemas, response))


def _is_list(schemas: Schemas, response: Response) -> bool:
    return any(schemas.items(medium.schema) is not None for medium in response.content)


def _linked(
    operation: Operation, link: Link, target: Operation, things: Things, *, is_list: bool
) -> Iterator[Producer]:
    """The producers in one link. Pointers into an array that forget its elements mean each of them."""
    each = "[]." if is_list else ""
    sources = {name.removeprefix("path."): _source(value, each) for name, value in link.parameters.items()}
    for place, thing in things.chain(target):
        places = _unfilled([sources.get(name, "") for name in place.parameters], operation)
        if places and all(places) and not places[-1].startswith("request:"):
            kind = "create" if operation.method == "POST" else "list" if is_list else "read"
            source = ", ".join(places)
            reason = f"link {link.name} of {operation.key} gives `{source}` to {target.key}"
            yield Producer(operation.key, thing.name, kind, source, 1.0, reason)


def _unfilled(places: list[str], operation: Operation) -> list[str]:
    """The places without the leading ones that the path of the linking request fills."""
    given = 0
    for place, parameter in zip(places[:-1], operation.path_parameters, strict=False):
        if place not in {"", f"request:{parameter.name}"}:
            break
        given += 1
    return places[given:]


def _source(expression: Any, each: str) -> str:
    """A runtime expression as a place: `$response.body#/data/id` is `data.id`, after `each` where that is missing."""
    match = _EXPRESSION.fullmatch(expression) if isinstance(expression, str) else None
    if match is None or not match[2]:
        return ""
    side, kind, rest = match[1], match[2], match[3]
    if kind == "header.":
        return f"header:{rest}" if side == "response" else ""
    if kind != "body#":
        return f"request:{rest}"
    place = _dotted(rest)
    if side == "request":
        return f"request:{place}"
    return place if place[0] in "[." else each + place


def _dotted(pointer: str) -> str:
    """A JSON pointer as a dotted path; the first element of an array stands for each."""
    parts = [part.replace("~1", "/").replace("~0", "~") for part in pointer.strip("/").split("/") if part]
    return re.sub(r"(^|\.)\d+(?=\.|$)", "[]", ".".join(parts)) or "."


def stated_producers(operation: Operation) -> Iterator[Producer]:
    """What `x-apigen: {produces: ...}` says."""
    stated = operation.stated("produces") or {}
    named = {str(stated): "id"} if isinstance(stated, str) else stated
    kind = {"POST": "create", "PUT": "create"}.get(operation.method, "list")
    for resource, source in named.items() if isinstance(named, Mapping) else ():
        reason = f"x-apigen on {operation.key}"
        yield Producer(operation.key, str(resource), kind, str(source), 1.0, reason)


def stated_consumers(operation: Operation) -> Iterator[Consumer]:
    """What `x-apigen: {consumes: ...}` says."""
    stated = operation.stated("consumes") or {}
    locations = {parameter.name: parameter.location for parameter in operation.parameters}
    for name, resource in stated.items() if isinstance(stated, Mapping) else ():
        location = locations.get(str(name), "body")
        if location in {"path", "query", "body"}:
            reason = f"x-apigen on {operation.key}"
            yield Consumer(operation.key, str(resource), location, (str(name),), "use", 1.0, reason)
