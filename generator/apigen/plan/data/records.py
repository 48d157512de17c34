"""From a drawn request to the keyword arguments of `rest()`: what stands in one line of data/<operation>.jsonl."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from apigen.analysis.payloads import NO_BODY, DrawnRequest, FilePart
from apigen.openapi.lookup import is_json
from apigen.openapi.model import Operation
from apigen.openapi.styles import needs_encoding, serialize_cookie, serialize_header
from apigen.plan.data.forms import Pairs, multipart_form, text_of, web_form
from apigen.plan.data.uploads import add_upload
from apigen.plan.model import UploadFile


@dataclass(frozen=True, slots=True)
class Records:
    """The lines of one data file and the files they upload, with those known before."""

    lines: tuple[Mapping[str, Any], ...]
    uploads: tuple[UploadFile, ...]


def make_records(
    operation: Operation,
    drawn: Sequence[DrawnRequest],
    slots: Mapping[str, str],
    known: Mapping[str, UploadFile] = MappingProxyType({}),
) -> Records:
    """One record per drawn request, equal ones once.

    `slots` maps a place to the placeholder of an identifier: `query customerId` or `body items[].product_id`
    to `product_id`, or to `product_id!s` where a number is written as text. `known` are the files that other
    operations upload: they keep their names.
    """
    uploads = dict(known)
    encoded = _encoded_names(operation, drawn)
    lines: dict[str, Mapping[str, Any]] = {}
    for request in _telling(operation, drawn, slots):
        parameters = {**_query(operation, request, slots, encoded), **_headers(operation, request)}
        body = _body(operation, request, slots, uploads)
        record = {**parameters, **body}
        if "headers" in parameters and "headers" in body:
            record["headers"] = {**body["headers"], **parameters["headers"]}
        lines.setdefault(repr(record), record)
    found = tuple(lines.values())
    return Records(() if found == ({},) else found, tuple(uploads.values()))


def _telling(operation: Operation, drawn: Sequence[DrawnRequest], slots: Mapping[str, str]) -> Sequence[DrawnRequest]:
    """The requests that say which things they are about, where some do so by a list of identifiers in the query.

    A list among the filters of a search is one of them: a search without it is as good.
    """
    plain = {each.name for each in operation.parameters if not each.content_type}
    filters = plain if operation.method == "GET" else set()
    lists = {
        name
        for request in drawn
        for name, value in request.query.items()
        if f"query {name}" in slots and isinstance(value, list) and name not in filters
    }
    return [request for request in drawn if lists <= request.query.keys()]


def _encoded_names(operation: Operation, drawn: Sequence[DrawnRequest]) -> frozenset[str]:
    """The query parameters with some value that `params` cannot express; all records write these the same way."""
    return frozenset(
        parameter.name
        for parameter in operation.parameters
        if parameter.location == "query"
        and any(needs_encoding(parameter, r.query[parameter.name]) for r in drawn if parameter.name in r.query)
    )


def _query(
    operation: Operation, request: DrawnRequest, slots: Mapping[str, str], encoded: frozenset[str]
) -> dict[str, Any]:
    """`params`, and in `query` the part of the query string that is encoded already."""
    pairs = Pairs()
    for parameter in operation.parameters:
        if parameter.location != "query" or parameter.name not in request.query:
            continue
        value = request.query[parameter.name]
        if slot := slots.get(f"query {parameter.name}"):
            pairs.plain[parameter.name] = _listed(value, slot) if parameter.content_type else f"{{{slot}}}"
        else:
            pairs.add(parameter, value, parameter.name in encoded)
    text = "&".join(filter(None, pairs.encoded))
    return {key: value for key, value in (("params", pairs.plain), ("query", text)) if value}


def _listed(value: Any, slot: str) -> str:
    """JSON with an identifier in it: a list of one, or the identifier itself."""
    first = value[0] if isinstance(value, list) and value else value
    text = f"{{{slot.removesuffix('!s')}!s}}"
    text = f'"{text}"' if isinstance(first, str) else text
    return f"[{text}]" if isinstance(value, list) else text


def _headers(operation: Operation, request: DrawnRequest) -> dict[str, Any]:
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for parameter in operation.parameters:
        if parameter.location == "header" and parameter.name in request.headers:
            headers[parameter.name] = serialize_header(parameter, request.headers[parameter.name])
        elif parameter.location == "cookie" and parameter.name in request.cookies:
            cookies.append(serialize_cookie(parameter, request.cookies[parameter.name]))
    if any(cookies):
        headers["Cookie"] = "; ".join(filter(None, cookies))
    return {"headers": headers} if headers else {}


def _body(
    operation: Operation, request: DrawnRequest, slots: Mapping[str, str], uploads: dict[str, UploadFile]
) -> dict[str, Any]:
    body, content_type = request.body, request.content_type
    if body is NO_BODY:
        return {}
    pointers = {place.removeprefix("body "): slot for place, slot in slots.items() if place.startswith("body ")}
    for pointer, slot in pointers.items():
        place, _, told = pointer.partition(" if ")
        body = with_placeholder(body, place.split("."), f"{{{slot}}}", told)
    header = {"headers": {"Content-Type": content_type}}
    essence = content_type.partition(";")[0].strip().lower()
    if body is None:  # which is JSON's null, and for Locust no body at all
        return {"data": "null", **header}
    if is_json(content_type):
        return {"json": body} if content_type.lower() in ("application/json", "*/*") else {"json": body, **header}
    if isinstance(body, bytes):
        return {"file": add_upload(FilePart("body.bin", content_type, body), uploads), **header}
    if isinstance(body, Mapping) and essence.startswith("multipart/"):
        form = multipart_form(body, _encoding(operation, content_type), uploads)
        heads = _part_headers(operation, request)
        return {**form, "part_headers": heads} if heads else form
    if isinstance(body, Mapping):
        return {**web_form(body, _encoding(operation, content_type)), **header}
    return {"data": text_of(body), **header}


def _part_headers(operation: Operation, request: DrawnRequest) -> dict[str, dict[str, str]]:
    """The headers of parts as texts, by part."""
    content = operation.request_body.content if operation.request_body else ()
    declared = next((each.part_headers for each in content if each.content_type == request.content_type), {})
    return {
        part: {each.name: serialize_header(each, values[each.name]) for each in declared[part] if each.name in values}
        for part, values in request.part_headers.items()
    }


def _encoding(operation: Operation, content_type: str) -> Mapping[str, Any]:
    """How the properties of a form are written, by the media type that is sent."""
    content = operation.request_body.content if operation.request_body else ()
    return next((media.encoding for media in content if media.content_type == content_type), {})


def with_placeholder(value: Any, steps: Sequence[str], placeholder: str, told: str = "") -> Any:
    """A copy of a body in which the value at a path such as `items[].product_id`, where present, is a placeholder.

    `told` is what a member beside it has to say: `type=product`.
    """
    if not steps:
        return placeholder
    if steps[0] == "[]" and isinstance(value, list):  # of the body itself
        return [with_placeholder(item, steps[1:], placeholder, told) for item in value]
    name, rest = steps[0].removesuffix("[]"), steps[1:]
    if not isinstance(value, Mapping) or name not in value:
        return value
    teller, _, kind = told.partition("=")
    if told and not rest and value.get(teller) != kind:
        return value
    inner = value[name]
    if not steps[0].endswith("[]"):
        return {**value, name: with_placeholder(inner, rest, placeholder, told)}
    if not isinstance(inner, list):
        return value
    return {**value, name: [with_placeholder(item, rest, placeholder, told) for item in inner]}
