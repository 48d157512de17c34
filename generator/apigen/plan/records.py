"""From a drawn request to the keyword arguments of `rest()`: what stands in one line of data/<operation>.jsonl."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from apigen.analysis.payloads import NO_BODY, DrawnRequest, FilePart
from apigen.openapi.lookup import is_json
from apigen.openapi.model import Operation
from apigen.openapi.styles import serialize_query, serialize_simple
from apigen.plan.model import UploadFile

_FILES = 8  # different contents of one file name: enough to differ, few enough to look through


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
    to `product_id`. `known` are the files that other operations upload: they keep their names.
    """
    uploads = dict(known)
    lines: dict[str, Mapping[str, Any]] = {}
    for request in drawn:
        parameters, body = _parameters(operation, request, slots), _body(request, slots, uploads)
        record = {**parameters, **body}
        if "headers" in parameters and "headers" in body:
            record["headers"] = {**body["headers"], **parameters["headers"]}
        lines.setdefault(repr(record), record)
    found = tuple(lines.values())
    return Records(() if found == ({},) else found, tuple(uploads.values()))


def _parameters(operation: Operation, request: DrawnRequest, slots: Mapping[str, str]) -> dict[str, Any]:
    query: dict[str, Any] = {}
    headers: dict[str, str] = {}
    cookies: list[str] = []
    for parameter in operation.parameters:
        if parameter.location == "query" and parameter.name in request.query:
            if slot := slots.get(f"query {parameter.name}"):
                query[parameter.name] = f"{{{slot}}}"
                continue
            for name, text in serialize_query(parameter, request.query[parameter.name]):
                query[name] = text if name not in query else [*_listed(query[name]), text]
        elif parameter.location == "header" and parameter.name in request.headers:
            headers[parameter.name] = serialize_simple(parameter, request.headers[parameter.name])
        elif parameter.location == "cookie" and parameter.name in request.cookies:
            pairs = serialize_query(parameter, request.cookies[parameter.name])
            cookies += [f"{name}={text}" for name, text in pairs]
    if cookies:
        headers["Cookie"] = "; ".join(cookies)
    return {key: value for key, value in (("params", query), ("headers", headers)) if value}


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _body(request: DrawnRequest, slots: Mapping[str, str], uploads: dict[str, UploadFile]) -> dict[str, Any]:
    body, content_type = request.body, request.content_type
    if body is NO_BODY:
        return {}
    pointers = {place.removeprefix("body "): slot for place, slot in slots.items() if place.startswith("body ")}
    for pointer, slot in pointers.items():
        body = with_placeholder(body, pointer.split("."), f"{{{slot}}}")
    header = {"headers": {"Content-Type": content_type}}
    essence = content_type.partition(";")[0].strip().lower()
    if body is None:  # which is JSON's null, and for Locust no body at all
        return {"data": "null", **header}
    if is_json(content_type):
        return {"json": body} if essence in ("application/json", "*/*") else {"json": body, **header}
    if essence == "multipart/form-data" and isinstance(body, Mapping):
        return _multipart(body, uploads)
    if isinstance(body, bytes):
        return {"file": _upload(FilePart("body.bin", content_type, body), uploads), **header}
    if isinstance(body, Mapping):
        return {"data": {name: _form_value(value) for name, value in body.items()}, **header}
    return {"data": body if isinstance(body, str) else _text(body), **header}


def _multipart(body: Mapping[str, Any], uploads: dict[str, UploadFile]) -> dict[str, Any]:
    """Text fields and files; of a list of files the first one, as a field of a record holds one."""
    parts = {name: _first_file(value) for name, value in body.items()}
    files = {name: [_upload(part, uploads), part.content_type] for name, part in parts.items() if part}
    fields = {name: _form_value(value) for name, value in body.items() if not parts[name]}
    return {key: value for key, value in (("data", fields), ("files", files)) if value or key == "files"}


def _first_file(value: Any) -> FilePart | None:
    first = value[0] if isinstance(value, list) and value else value
    return first if isinstance(first, FilePart) else None


def _upload(part: FilePart, uploads: dict[str, UploadFile]) -> str:
    """The name under data/files; different contents get different names, the first few of them files."""
    stem, dot, ending = part.filename.rpartition(".")
    names = [part.filename]
    names += [f"{stem}-{n}.{ending}" if dot else f"{part.filename}-{n}" for n in range(2, _FILES + 1)]
    name = next((n for n in names if n not in uploads or uploads[n].content == part.content), "")
    if not name:
        return names[len(part.content) % _FILES]
    uploads[name] = UploadFile(name, part.content)
    return name


def _form_value(value: Any) -> Any:
    return [_text(item) for item in value] if isinstance(value, list) else _text(value)


def _text(value: Any) -> str:
    """A decoded value as text of a form field: JSON's spelling for everything that is not text."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def with_placeholder(value: Any, steps: Sequence[str], placeholder: str) -> Any:
    """A copy of a body in which the value at a path such as `items[].product_id`, where present, is a placeholder."""
    if not steps:
        return placeholder
    name, rest = steps[0].removesuffix("[]"), steps[1:]
    if not isinstance(value, Mapping) or name not in value:
        return value
    inner = value[name]
    if not steps[0].endswith("[]"):
        return {**value, name: with_placeholder(inner, rest, placeholder)}
    if not isinstance(inner, list):
        return value
    return {**value, name: [with_placeholder(item, rest, placeholder) for item in inner]}
