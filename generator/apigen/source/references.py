"""Following `$ref` (RFC 6901 pointers in the fragment, OpenAPI 3.1 section 4.6).

Only what a reader asks for is followed, never every `$ref` in sight: it may be the name of a property, or stand in an
example. References to other files and addresses are reported and not opened.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from apigen.diagnostics import Diagnostic, Severity
from apigen.source.document import Pointer
from apigen.source.node import Node
from apigen.source.notes import Notes


def reference_of(node: Node) -> str | None:
    """The text of the node's `$ref`, where it has one."""
    value = node.value.get("$ref") if isinstance(node.value, dict) else None
    return value if isinstance(value, str) else None


def follow(node: Node) -> Node | None:
    """The node that stands at the end of a chain of references; None, with a remark, where the chain breaks."""
    target = resolve(node)
    if isinstance(target, Node):
        return target
    node.notes.add(target)
    return None


def resolve(node: Node) -> Node | Diagnostic:
    """The node that stands at the end of a chain of references, or what is wrong with the chain."""
    seen = {node.pointer}
    while (reference := reference_of(node)) is not None:
        target = find(node, reference)
        if not isinstance(target, Node):
            return target
        if target.pointer in seen:
            return _fault(node, "AG207", f"the reference {reference} leads back to itself", "write out what is meant")
        seen.add(target.pointer)
        node = target
    return node


def find(origin: Node, reference: str) -> Node | Diagnostic:
    """The node that a reference written at `origin` names, or why it names none."""
    file, _, fragment = reference.partition("#")
    if file and file != PurePosixPath(origin.document.name).name:
        hint = "bundle the document into one file first"
        return _fault(origin, "AG208", f"the reference {reference} leads out of this document", hint)
    root = Node.root(origin.document, origin.notes)
    if fragment and not fragment.startswith("/"):
        found = _anchor(root, fragment)
    else:
        found = _walk(root, parse_pointer(unquote(fragment)))
    if found is None:
        hint = _suggestion(root, unquote(fragment))
        return _fault(origin, "AG206", f"the reference {reference} leads nowhere", hint)
    return found


def _fault(origin: Node, code: str, message: str, hint: str) -> Diagnostic:
    place = origin.get("$ref") or origin
    return Diagnostic(Severity.WARNING, code, message, place.location, hint)


def parse_pointer(text: str) -> Pointer:
    """The steps of a JSON pointer: `/paths/~1orders` -> `("paths", "/orders")`."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:])


def _walk(node: Node, pointer: Pointer, depth: int = 0) -> Node | None:
    """Goes step by step; where a step stands behind another reference, that one is followed first."""
    for step in pointer:
        inner = _step(node, step)
        if inner is None and reference_of(node) is not None and depth < 10:
            target = _walk(Node.root(node.document, Notes()), _local(node), depth + 1)
            inner = _step(target, step) if target else None
        if inner is None:
            return None
        node = inner
    return node


def _local(node: Node) -> Pointer:
    return parse_pointer(unquote((reference_of(node) or "").partition("#")[2]))


def _step(node: Node, step: str) -> Node | None:
    if isinstance(node.value, list) and step.isdecimal() and int(step) < len(node.value):
        return node.child(step, node.value[int(step)])
    return node.get(step)


def _anchor(root: Node, name: str) -> Node | None:
    """The schema that calls itself `name` by `$anchor` or `$dynamicAnchor` (JSON Schema 2020-12, section 8.2.2)."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.is_map and name in (node.value.get("$anchor"), node.value.get("$dynamicAnchor")):
            return node
        waiting += _containers(node)
    return None


def _containers(node: Node) -> Iterator[Node]:
    members = node.elements() if isinstance(node.value, list) else (child for _, child in node.items())
    return (child for child in members if isinstance(child.value, dict | list))


def _suggestion(root: Node, fragment: str) -> str:
    """A hint that names the most similar neighbour of what is missing."""
    *parents, last = parse_pointer(fragment) or ("",)
    around = _walk(root, tuple(parents))
    names: Any = around.value if around and around.is_map else {}
    similar = get_close_matches(last, list(names), n=1)
    return f"did you mean {similar[0]}?" if similar else "add what it names, or correct the reference"
