"""Responses of a document and the bytes of a value in a media type."""

import json
import re
from typing import Any
from xml.sax.saxutils import escape

from apigen.mock.document import Document, Operation, Tree, as_tree

_JSON = re.compile(r"[^;]*[/+]json\b|[^;]*json", re.IGNORECASE)
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001"
    "e221bc330000000049454e44ae426082"
)
_NAME_START = re.compile(r"[^A-Za-z_]")
_NAME_REST = re.compile(r"[^A-Za-z0-9_.-]")


def is_json(media_type: str) -> bool:
    """`application/json`, `application/problem+json`, `text/json; charset=utf-8`."""
    return _JSON.match(media_type) is not None


def success_response(document: Document, operation: Operation, preferred: str = "") -> tuple[int, Tree]:
    """The status and response object of a success: the preferred one when declared, else the first 2xx, else 3xx.

    One without content is not preferred to one with content: frameworks add a bare 201 or 204 to each operation.
    """
    declared = document.responses(operation)
    good = [code for code in declared if re.fullmatch(r"2\d\d|2XX", code, re.IGNORECASE)]
    if not good:
        good = [code for code in declared if re.fullmatch(r"3\d\d", code)]
    if preferred in good and ("content" in declared[preferred] or "content" not in declared[good[0]]):
        return int(preferred), declared[preferred]
    if good:
        return int(good[0] if good[0].isdigit() else preferred or 200), declared[good[0]]
    return 200, as_tree(declared.get("default"))


def json_schema_of(document: Document, response: tuple[int, Tree]) -> Tree:
    """The schema of a response's JSON content; empty when it has none."""
    content = as_tree(response[1].get("content"))
    media = next((as_tree(node) for name, node in content.items() if is_json(name) or name == "*/*"), {})
    return document.resolve(media.get("schema"))


def encode(value: Any, media_type: str) -> bytes:
    """The value in the media type; for pictures, archives and the like, bytes of the kind."""
    bare = media_type.partition(";")[0].strip().lower()
    if is_json(bare):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    if "xml" in bare:
        return f'<?xml version="1.0" encoding="UTF-8"?>{_xml("answer", value)}'.encode()
    if bare == "text/event-stream":
        return f"data: {json.dumps(value)}\n\n".encode()
    if bare == "text/html":
        return f"<!doctype html><title>mock</title><p>{escape(_plain(value))}</p>".encode()
    if bare.startswith("text/") or "yaml" in bare:
        return _plain(value).encode()
    return _PNG if bare.startswith("image/") else b"\x00\x01apigen mock\x02\x03"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _xml(name: str, value: Any) -> str:
    tag = _NAME_REST.sub("_", name)
    tag = f"_{tag}" if not tag or _NAME_START.match(tag) else tag
    if isinstance(value, dict):
        inner = "".join(_xml(key, item) for key, item in value.items())
    elif isinstance(value, list):
        inner = "".join(_xml("item", item) for item in value)
    else:
        inner = escape("" if value is None else _plain(value))
    return f"<{tag}>{inner}</{tag}>"
