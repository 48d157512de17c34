"""Servers and tags: where the API stands and how it groups its operations."""

import re

from apigen.openapi.model import Server, Tag
from apigen.openapi.reading import extensions
from apigen.source import Node
from apigen.source.references import text_member

_USER = re.compile(r"^([\w+.-]+://)[^/?#]*@")  # with a password, maybe: nothing that is to be written into files
_VARIABLE = re.compile(r"\{([^{}]+)\}")


def read_servers(node: Node) -> tuple[Server, ...]:
    """The servers that an object declares, in its order."""
    return tuple(server for item in node.sequence("servers") if (server := _server(item)))


def _server(node: Node) -> Server | None:
    if not node.is_map:
        node.expect("a map")
        return None
    url = node.text("url")
    if not url and node.value.get("url") != "":  # which is the address of the document itself
        node.warn("AG221", "this server has no url; it is ignored", "add a url, e.g. https://api.example.com/v1")
    if not url:
        return None
    return Server(_USER.sub(r"\1", _with_defaults(node, url)), node.text("description"))


def _with_defaults(node: Node, url: str) -> str:
    """The URL with each `{variable}` replaced by its default, or by its first allowed value (section 4.8.6)."""
    variables = node.mapping("variables")

    def value(match: re.Match[str]) -> str:
        variable = variables.mapping(match[1]) if variables else None
        allowed = variable.sequence("enum") if variable else ()
        found = variable.text("default", str(allowed[0].value) if allowed else "") if variable else ""
        if not found:
            node.warn("AG221", f"the server variable {match[1]!r} has no default", "give it one under variables")
        return found or match[0]

    return _VARIABLE.sub(value, url)


def read_tags(root: Node) -> tuple[Tag, ...]:
    """The tags that the document describes."""
    return tuple(
        Tag(node.text("name"), text_member(node, "description"), extensions(node))
        for node in root.sequence("tags")
        if _is_tag(node)
    )


def _is_tag(node: Node) -> bool:
    if not node.is_map:
        node.expect("a map")
    return node.is_map and bool(node.text("name"))


def texts(node: Node, key: str) -> tuple[str, ...]:
    """A list of texts, such as the tags of an operation; other items are left out with a remark."""
    items = node.sequence(key)
    for item in items:
        if not isinstance(item.value, str):
            item.expect("text")
    return tuple(item.value for item in items if isinstance(item.value, str))
