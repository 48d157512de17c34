"""The headers that parts of a multipart body have (OpenAPI 3.1, section 4.8.15)."""

import re
from collections.abc import Mapping

from apigen.openapi.model import Parameter
from apigen.openapi.reading import Reading
from apigen.source import Node
from apigen.source.references import follow, map_member

HEADER_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A token (RFC 9110, section 5.6.2)."""

_IGNORED = frozenset(("content-type", "content-disposition"))  # the first has a keyword of its own, the second is ours


def read_part_headers(reading: Reading, encoding: Node) -> Mapping[str, tuple[Parameter, ...]]:
    """The headers of each part that `encoding` gives some, as parameters."""
    found = {}
    for part, node in encoding.items():
        own = follow(node)
        headers = map_member(own, "headers") if own is not None and own.is_map else None
        members = headers.items() if headers else ()
        found[part] = tuple(header for name, each in members if (header := _header(reading, name, each)))
    return {part: headers for part, headers in found.items() if headers}


def _header(reading: Reading, name: str, node: Node) -> Parameter | None:
    target = follow(node)
    if target is None or not target.is_map or name.lower() in _IGNORED or not HEADER_NAME.fullmatch(name):
        return None
    schema = target.get("schema")
    return Parameter(
        name,
        "header",
        target.flag("required"),
        reading.schemas.read(schema) if schema else True,
        "simple",
        target.flag("explode"),
        examples=(target.value["example"],) if "example" in target.value else (),
        description=target.text("description"),
    )
