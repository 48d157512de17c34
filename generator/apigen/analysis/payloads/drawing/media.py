"""Which representation of a body is sent, and what it looks like before serialisation."""

from apigen.analysis.payloads.model import json_text
from apigen.openapi.model import MediaType, RequestBody

_WILDCARDS = {
    "*/*": "application/json",
    "application/*": "application/json",
    "text/*": "text/plain",
    "image/*": "image/png",
    "application/form-data": "multipart/form-data",
    "form-data": "multipart/form-data",
}
"""Content types that cannot be sent as they are written, and what is meant."""
_LINES = frozenset(
    f"application/{name}" for name in "x-ndjson ndjson jsonl x-jsonl jsonlines x-jsonlines json-seq".split()
)
"""JSON values one after the other; json-seq is RFC 7464."""
_ORDER = ("json", "form", "multipart", "lines", "xml", "text", "binary")


def essence(content_type: str) -> str:
    """`Application/JSON; charset=utf-8` is application/json."""
    return content_type.partition(";")[0].strip().lower()


def form_of(content_type: str) -> str:
    """json, form, multipart, lines, xml, text or binary: how the bytes are made."""
    kind = _WILDCARDS.get(essence(content_type), essence(content_type))
    if kind == "application/json" or kind.endswith("+json") or kind == "text/json":
        return "json"
    if kind == "application/x-www-form-urlencoded":
        return "form"
    if kind in _LINES:
        return "lines"
    if kind.startswith("multipart/"):
        return "multipart"
    if kind in ("application/xml", "text/xml") or (kind.endswith("+xml") and not kind.startswith("image/")):
        return "xml"
    return "text" if kind.startswith("text/") else "binary"


def chosen_media_type(body: RequestBody) -> MediaType | None:
    """The representation that most servers understand best among those declared."""
    return min(body.content, key=lambda media: _rank(media.content_type), default=None)


def _rank(content_type: str) -> tuple[int, bool]:
    kind = essence(content_type)
    form = form_of(content_type)
    rank = _ORDER.index(form) + (kind != "application/octet-stream" and form == "binary")
    return rank, kind != "application/json"


def sent_content_type(media: MediaType) -> str:
    """The header's value: as declared, with wildcards made concrete."""
    return _WILDCARDS.get(essence(media.content_type), media.content_type)


def json_lines(value: object, content_type: str) -> str:
    """A list as one JSON value a line; any other value is one line, and text stands as it is."""
    start = "\x1e" if essence(content_type) == "application/json-seq" else ""
    if isinstance(value, str):
        return value
    items = value if isinstance(value, list) else [value]
    return "".join(f"{start}{json_text(item)}\n" for item in items)
