"""Following `$ref`: a URI relative to where it is written, and an RFC 6901 pointer or an anchor in its fragment
(OpenAPI 3.1 section 4.6, JSON Schema 2020-12 section 8.2.3).

Only what a reader asks for is followed, never every `$ref` in sight: it may be the name of a property, or stand in an
example. So only the files that the API needs are opened.
"""

from dataclasses import replace
from difflib import get_close_matches
from typing import Any
from urllib.parse import unquote

from apigen.diagnostics import Diagnostic, Severity
from apigen.source.addresses import is_remote, joined, uri_joined
from apigen.source.document import Origin, Pointer, Refusal, SourceDocument
from apigen.source.identities import identities
from apigen.source.node import Node

_WRITE_OUT = "write out what is meant"
_LONGEST_CHAIN = 50  # references that lead to references; published documents have up to 4
_MAX_DEPTH = 20  # references that stand on the way of a pointer, one behind the other


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


def member(node: Node, key: str) -> Node | None:
    """A member behind its references: people write `paths: {$ref: paths.yaml}`, which only parts of it may be."""
    found = node.get(key)
    return found if found is None or reference_of(found) is None else follow(found)


def map_member(node: Node, key: str) -> Node | None:
    """A member that should be a map, or a reference to one."""
    found = member(node, key)
    if found is not None and not found.is_map:
        found.expect("a map")
        return None
    return found


def text_member(node: Node, key: str) -> str:
    """A member that should be text, or a reference to one, as descriptions that stand in files of their own."""
    found = node.get(key)
    if found is None or reference_of(found) is None:
        return node.text(key)
    target = follow(found)
    return target.value if target is not None and isinstance(target.value, str) else ""


def resolve(node: Node) -> Node | Diagnostic:
    """The node that stands at the end of a chain of references, or what is wrong with the chain."""
    seen = {place(node)}
    while (reference := reference_of(node)) is not None:
        target = find(node, reference)
        if not isinstance(target, Node):
            return target
        if place(target) in seen:
            return _fault(node, "AG207", f"the reference {reference} leads back to itself", _WRITE_OUT)
        if len(seen) == _LONGEST_CHAIN:
            message = f"the reference {reference} is one of more than {_LONGEST_CHAIN} in a row"
            return _fault(node, "AG207", message, _WRITE_OUT)
        seen.add(place(target))
        node = target
    return node


def place(node: Node) -> tuple[str, Pointer]:
    """What identifies a node among all documents."""
    return node.document.address, node.pointer


def find(origin: Node, reference: str, depth: int = 0) -> Node | Diagnostic:
    """The node that a reference written at `origin` names, or why it names none."""
    uri, _, fragment = reference.partition("#")
    home = _home(origin)
    resource = _resource(home, uri)
    if isinstance(resource, Refusal):
        for remark in resource.diagnostics:
            origin.notes.add(remark)
        message = f"the reference {reference} {resource.reason}"
        return _fault(origin, resource.code, message, resource.hint, resource.severity)
    if resource.document is not home.document:
        for remark in resource.document.diagnostics:
            origin.notes.add(remark)
    return _fragment(origin, resource, fragment, depth) or _nowhere(origin, reference, resource.document)


def address_of(origin: Node, reference: str) -> tuple[str, Pointer] | None:
    """The place that a reference into another file leads to, as `place` would give it; nothing is opened."""
    uri, _, fragment = reference.partition("#")
    address = joined(_home(origin).document.address, uri) if uri else None
    return (address, parse_pointer(unquote(fragment))) if address else None


def _home(node: Node) -> Origin:
    """The document that a node's references are relative to: that in which people wrote them."""
    origin = node.document.origin(node.pointer)
    return Origin(node.document, node.pointer) if origin.document.address == node.document.address else origin


def _resource(home: Origin, uri: str) -> Origin | Refusal:
    """The beginning of what a reference without its fragment names: a document, or a schema with that `$id`."""
    names = identities(home.document)
    around, base = names.around(home.pointer)
    if not uri:
        return Origin(home.document, around)
    wanted = uri_joined(base, uri)
    own = names.resource(wanted)
    if own is not None:
        return Origin(home.document, own)
    address = joined(home.document.address, uri)
    if address is None:
        return Refusal("AG208", "is neither a file nor an http(s) address", "save it beside the document")
    if address == home.document.address:
        return Origin(home.document, ())
    named = _by_name(home.document, wanted) if is_remote(wanted) else None
    opened = named or home.document.neighbours.open(address)
    return Origin(opened, ()) if isinstance(opened, SourceDocument) else opened


def _by_name(document: SourceDocument, uri: str) -> Origin | None:
    """A resource in any open document that calls itself `uri`."""
    for other in document.neighbours.opened():
        pointer = identities(other).resource(uri)
        if pointer is not None:
            return Origin(other, pointer)
    return None


def _fragment(origin: Node, resource: Origin, fragment: str, depth: int) -> Node | None:
    """The part that a fragment names, looked for once: a pointer on whose way references stand costs a search each."""
    known: dict[Any, Node] = resource.document.memory.setdefault("fragments", {})
    key = resource.pointer, fragment
    if key not in known:
        found = _search(Node.root(resource.document, origin.notes), resource.pointer, fragment, depth)
        if found is None:
            return None
        known[key] = found
    return replace(known[key], notes=origin.notes)


def _search(root: Node, resource: Pointer, fragment: str, depth: int) -> Node | None:
    """A part of a resource; a pointer that leads nowhere in it counts from the root of its document."""
    if fragment and not fragment.startswith("/"):
        names = identities(root.document)
        pointer = names.anchor(unquote(fragment), names.around(resource)[1])
        return None if pointer is None else _walk(root, pointer, depth)
    steps = parse_pointer(unquote(fragment))
    found = _walk(root, (*resource, *steps), depth)
    return _walk(root, steps, depth) if found is None and resource else found


def _nowhere(origin: Node, reference: str, document: SourceDocument) -> Diagnostic:
    hint = _suggestion(Node.root(document, origin.notes), unquote(reference.partition("#")[2]))
    return _fault(origin, "AG206", f"the reference {reference} leads nowhere", hint)


def _fault(origin: Node, code: str, message: str, hint: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    at = origin.get("$ref") or origin
    return Diagnostic(severity, code, message, at.location, hint)


def parse_pointer(text: str) -> Pointer:
    """The steps of a JSON pointer: `/paths/~1orders` -> `("paths", "/orders")`."""
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:])


def _walk(node: Node, pointer: Pointer, depth: int) -> Node | None:
    """Goes step by step; where a step stands behind another reference, that one is followed first."""
    for step in pointer:
        inner = _through(node, step, depth)
        if inner is None:
            return None
        node = inner
    return node


def _through(node: Node, step: str, depth: int) -> Node | None:
    inner, reference = _step(node, step), reference_of(node)
    if inner is not None or reference is None or depth >= _MAX_DEPTH:
        return inner
    target = find(node, reference, depth + 1)
    return _through(target, step, depth + 1) if isinstance(target, Node) else None


def _step(node: Node, step: str) -> Node | None:
    if isinstance(node.value, list) and step.isdecimal() and int(step) < len(node.value):
        return node.child(step, node.value[int(step)])
    return node.get(step)


def _suggestion(root: Node, fragment: str) -> str:
    """A hint that names the most similar neighbour of what is missing."""
    *parents, last = parse_pointer(fragment) or ("",)
    around = _walk(root, tuple(parents), _MAX_DEPTH)
    names: Any = around.value if around and around.is_map else {}
    similar = get_close_matches(last, list(names), n=1)
    return f"did you mean {similar[0]}?" if similar else "add what it names, or correct the reference"
