"""XML out of a drawn value, as the `xml` object of its schema asks: names, attributes, wrapped lists, prefixes."""

import re
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.tree.request_view import NAME

_NOT_XML = re.compile(r"[^\w.-]+")


def to_xml(node: Node, value: Any) -> str:
    """The document, with its declaration."""
    name = _own_name(node) or str((node.schema or {}).get(NAME) or (node.place.owners or ("root",))[0])
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{_element(node, value, name, is_root=True)}'


def _element(node: Node, value: Any, name: str, is_root: bool = False) -> str:
    if isinstance(value, list):
        return _list(node, value, name, is_root)
    tag = _tag(node, name)
    if not isinstance(value, dict):
        return f"<{tag}{_namespace(node)}>{escape(_text(value))}</{tag}>"
    members = [(node.member(key), key, member) for key, member in value.items()]
    attributes = "".join(
        f" {_tag(member, _own_name(member) or key)}={quoteattr(_text(each))}"
        for member, key, each in members
        if _xml(member).get("attribute")
    )
    inner = "".join(
        _element(member, each, _own_name(member) or key)
        for member, key, each in members
        if not _xml(member).get("attribute")
    )
    return f"<{tag}{_namespace(node)}{attributes}>{inner}</{tag}>"


def _list(node: Node, values: list[Any], name: str, is_root: bool) -> str:
    """Items one after the other, or inside an element of the list's own."""
    item_name = _own_name(node.item(0)) or name
    items = "".join(_element(node.item(place), each, item_name) for place, each in enumerate(values))
    if not (_xml(node).get("wrapped") or is_root):
        return items
    tag = _tag(node, name)
    return f"<{tag}{_namespace(node)}>{items}</{tag}>"


def _xml(node: Node) -> Mapping[str, Any]:
    found = (node.schema or {}).get("xml")
    return found if isinstance(found, Mapping) else {}


def _own_name(node: Node) -> str:
    return str(_xml(node).get("name") or "")


def _tag(node: Node, name: str) -> str:
    prefix = _xml(node).get("prefix")
    safe = _NOT_XML.sub("_", name) or "item"
    safe = safe if safe[0].isalpha() or safe[0] == "_" else f"_{safe}"
    return f"{prefix}:{safe}" if prefix else safe


def _namespace(node: Node) -> str:
    namespace, prefix = _xml(node).get("namespace"), _xml(node).get("prefix")
    if not namespace:
        return ""
    return f" xmlns{':' + str(prefix) if prefix else ''}={quoteattr(str(namespace))}"


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
