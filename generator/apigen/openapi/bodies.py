"""Bodies on both ways: media types, request bodies, responses and their links (OpenAPI 3.1, 4.8.13 to 4.8.20)."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from apigen.openapi.lookup import is_json
from apigen.openapi.model import Link, MediaType, RequestBody, Response, Schema
from apigen.openapi.part_headers import read_part_headers
from apigen.openapi.reading import Reading
from apigen.source import Node
from apigen.source.references import follow, map_member, member

_STATUS = re.compile(r"[1-5](?:[0-9]{2}|XX)|DEFAULT")
_ERROR = re.compile(r"error|fail|fault(?!\w)|problem|unexpected|invalid|denied", re.IGNORECASE)


def read_examples(node: Node, content_type: str = "") -> tuple[Any, ...]:
    """The values under `example` and `examples` of a parameter or media type; `externalValue` is never fetched.

    A `serializedValue` (OpenAPI 3.2, section 4.15) is read where the content type says that it is JSON.
    """
    own = (node.value["example"],) if "example" in node.value else ()
    examples = member(node, "examples")
    if examples is None:
        return own
    if isinstance(examples.value, list):
        return own + tuple(examples.value)
    return own + tuple(value for _, example in examples.items() for value in _example_values(example, content_type))


def _example_values(node: Node, content_type: str) -> tuple[Any, ...]:
    target = follow(node)
    if target is None or not target.is_map:
        return () if target is None else (target.value,)
    found = tuple(target.value[key] for key in ("value", "dataValue") if key in target.value)
    return found or _deserialized(target.value.get("serializedValue"), content_type)


def _deserialized(text: Any, content_type: str) -> tuple[Any, ...]:
    try:
        return (json.loads(text),) if isinstance(text, str) and is_json(content_type) else ()
    except ValueError:
        return ()


def read_content(reading: Reading, node: Node) -> tuple[MediaType, ...]:
    """The media types under `content`."""
    content = map_member(node, "content")
    return tuple(_media_type(reading, name, media) for name, media in content.items()) if content else ()


def _media_type(reading: Reading, name: str, node: Node) -> MediaType:
    target = follow(node)
    if target is None or not target.is_map:
        if target is not None:
            target.expect("a map")
        return MediaType(name, None)
    schema = _media_schema(reading, target)
    encoding = target.mapping("encoding")
    return MediaType(
        content_type=name,
        schema=schema,
        examples=read_examples(target, name),
        encoding=encoding.value if encoding else {},
        part_headers=read_part_headers(reading, encoding) if encoding else {},
    )


def _media_schema(reading: Reading, node: Node) -> Schema | None:
    """The schema of the whole body; of a sequence, which has `itemSchema` for each item, it is a list (3.2, 4.14)."""
    schema, item = node.get("schema"), node.get("itemSchema")
    if schema is None and item is not None:
        return {"type": "array", "items": reading.schemas.read(item)}
    return reading.schemas.read(schema) if schema else None


def read_request_body(reading: Reading, node: Node) -> RequestBody:
    """What an operation takes; `node` is behind its references and a map."""
    return RequestBody(node.flag("required"), read_content(reading, node), node.text("description"))


def read_responses(reading: Reading, operation: Node) -> tuple[Response, ...]:
    """The responses under their statuses, which are written `200`, `2XX` or `default`.

    A `default` is the good answer where no other is declared: "default: successful operation".
    """
    responses = map_member(operation, "responses")
    members = responses.items() if responses else ()
    read = [_response(reading, status, node) for status, node in members if not status.startswith("x-")]
    found = tuple(response for response in read if response)
    if any(response.status[0] in "23" for response in found):
        return found
    return tuple(replace(r, stands_alone=r.status == "default" and not _speaks_of_error(r)) for r in found)


def _speaks_of_error(response: Response) -> bool:
    types = (str(medium.schema.get("$ref")) for medium in response.content if isinstance(medium.schema, Mapping))
    return _ERROR.search(" ".join([response.description, *types])) is not None


def _response(reading: Reading, key: str, node: Node) -> Response | None:
    status = key.upper()
    if not _STATUS.fullmatch(status):
        node.warn("AG218", f"{key!r} is no response status; it is ignored", "use 200, 2XX or default")
        return None
    status = status.replace("DEFAULT", "default")
    target = follow(node)
    if target is None or not target.is_map:
        if target is not None:
            target.expect("a map")
        return Response(status)
    content, headers, links, description = reading.once(target, _response_parts)
    return Response(status, content, headers, links, description)


def _response_parts(
    reading: Reading, node: Node
) -> tuple[tuple[MediaType, ...], tuple[str, ...], tuple[Link, ...], str]:
    headers, links = map_member(node, "headers"), map_member(node, "links")
    read = [_link(reading, name, link) for name, link in links.items()] if links else []
    return (
        read_content(reading, node),
        tuple(headers.value) if headers else (),
        tuple(link for link in read if link),
        node.text("description"),
    )


def _link(reading: Reading, name: str, node: Node) -> Link | None:
    target = follow(node)
    if target is None:
        return None
    if not target.is_map:
        target.expect("a map")
        return None
    parameters = target.mapping("parameters")
    link = Link(
        name=name,
        operation_id=target.text("operationId"),
        operation_ref=target.text("operationRef"),
        parameters=parameters.value if parameters else {},
        request_body=target.value.get("requestBody"),
    )
    if not link.operation_id and not link.operation_ref:
        target.warn("AG220", f"the link {name!r} names no operation; it is ignored", "add an operationId")
        return None
    reading.links.append((target, link))
    return link
