"""A drawn request as the generated test sends it: the line with its URL, headers, the bytes of its body.

It takes the way of a line of data/*.jsonl, so that what is shown is what will be sent.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, urlencode

from apigen.analysis.payloads import DrawnRequest
from apigen.openapi.model import Operation
from apigen.openapi.paths import template_parts
from apigen.openapi.styles import encode_path
from apigen.plan.data.records import make_records
from apigen.plan.model import UploadFile

_LITERAL = "/:@!$&'()*+,;=%~"
"""What stands for itself in a path template (RFC 3986, section 3.3), and what is encoded already."""

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a multipart body."""

    name: str
    content: bytes
    content_type: str = ""
    filename: str = ""
    headers: Headers = ()


@dataclass(frozen=True, slots=True)
class WireRequest:
    """What a client sends, but for server and credentials."""

    method: str
    url: str  # path and query
    headers: Headers
    body: bytes = b""
    parts: tuple[Part, ...] = ()  # of which a multipart body is made
    upload: str = ""  # the file under data/files that is the whole body


def wire_request(operation: Operation, drawn: DrawnRequest) -> WireRequest:
    """The request on the wire; a multipart body gets a boundary that follows from its content."""
    records = make_records(operation, [drawn], {})
    line = records.lines[0] if records.lines else {}
    uploads = {upload.name: upload for upload in records.uploads}
    query = _pairs(line.get("params", {}), line.get("query", ""))
    url = _path(operation, drawn) + (f"?{query}" if query else "")
    headers = dict(line.get("headers", {}))
    upload = line.get("file", "")
    if "json" in line:
        headers.setdefault("Content-Type", "application/json")
    parts = tuple(_parts(line, uploads)) if "files" in line else ()
    if parts:
        boundary = blake2b(_bytes(repr(parts)), digest_size=12).hexdigest()
        headers["Content-Type"] = f"{drawn.content_type.partition(';')[0]}; boundary={boundary}"
        body = _multipart(parts, boundary)
    else:
        body = uploads[upload].content if upload else _body(line)
    return WireRequest(operation.method, url, tuple(headers.items()), body, parts, upload)


def _path(operation: Operation, drawn: DrawnRequest) -> str:
    """The path template with its parameters in their styles."""
    known = {parameter.name: parameter for parameter in operation.path_parameters}
    parts = template_parts(operation.path)
    texts = [quote(text, safe=_LITERAL, errors="replace") for text in parts[::2]]
    values = [encode_path(known[name], drawn.path[name]) for name in parts[1::2]]
    return "".join(text + value for text, value in zip(texts, [*values, ""], strict=True))


def _pairs(pairs: Mapping[str, Any], encoded: str) -> str:
    """A query or a form, as `query_string` in samples.py writes it."""
    text = urlencode(pairs, doseq=True, safe=",", quote_via=quote, errors="replace")
    return f"{text}&{encoded}".strip("&")


def _body(line: Mapping[str, Any]) -> bytes:
    if "json" in line:
        return _bytes(json.dumps(line["json"], ensure_ascii=False))
    data = line.get("data", "")
    text = _pairs(data, line.get("form", "")) if isinstance(data, Mapping) else str(data)
    return _bytes(text)


def _bytes(text: str) -> bytes:
    """UTF-8; half of a surrogate pair is an escape, as JSON has it."""
    return text.encode("utf-8", "backslashreplace")


def _parts(line: Mapping[str, Any], uploads: Mapping[str, UploadFile]) -> Iterable[Part]:
    """Fields, parts with a media type and files, as `multipart` in samples.py orders them."""
    heads = {part: tuple(headers.items()) for part, headers in line.get("part_headers", {}).items()}
    for name, value in line.get("data", {}).items():
        texts = value if isinstance(value, list) else [value]
        yield from (Part(name, _bytes(text), headers=heads.get(name, ())) for text in texts)
    for name, value, media_type in line.get("parts", ()):
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        yield Part(name, _bytes(text), media_type, headers=heads.get(name, ()))
    for name, file, media_type in line["files"]:
        yield Part(name, uploads[file].content, media_type, file, heads.get(name, ()))


def _multipart(parts: Iterable[Part], boundary: str) -> bytes:
    """RFC 7578."""
    chunks = [
        b"--%s\r\n%s\r\n\r\n%s\r\n" % (boundary.encode(), _bytes(part_head(part)), part.content) for part in parts
    ]
    return b"".join(chunks) + b"--%s--\r\n" % boundary.encode()


def part_head(part: Part) -> str:
    """The headers of a part."""
    name = f'form-data; name="{_quoted(part.name)}"'
    filename = f'; filename="{_quoted(part.filename)}"' if part.filename else ""
    content_type = f"\r\nContent-Type: {part.content_type}" if part.content_type else ""
    others = "".join(f"\r\n{header}: {text}" for header, text in part.headers)
    return f"Content-Disposition: {name}{filename}{content_type}{others}"


def _quoted(text: str) -> str:
    """A name within quotes, as browsers escape it (WHATWG HTML, multipart/form-data encoding algorithm)."""
    return text.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
