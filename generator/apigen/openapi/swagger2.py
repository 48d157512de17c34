"""Swagger 2.0 as OpenAPI 3.0, so that only one version has to be read.

The tree is rebuilt where the versions differ (servers, bodies, parameters, responses, security) and shared where they
agree; `definitions` stays where it is, so references to it keep their meaning. Path items, parameters and responses in
other files are taken in, because they need rebuilding, too. Every rebuilt part remembers the place it came from, so
remarks show the document that people wrote, and references in it stay relative to that.
"""

from dataclasses import dataclass, replace
from typing import Any

from apigen.openapi.swagger2_parameters import Moved, is_in_body, read_body, upgraded_parameter
from apigen.source import Node, Pointer, SourceDocument
from apigen.source.references import resolve

METHODS = ("get", "put", "post", "delete", "options", "head", "patch")
_FLOWS = {"accessCode": "authorizationCode", "application": "clientCredentials"}
_JSON = ("application/json",)


def upgrade(root: Node) -> SourceDocument:
    """The document in the shape of OpenAPI 3.0; what has the wrong type is left as it is, for the reader to remark."""
    moved = Moved()
    moved.note((), root)
    tree = _Upgrade(root, moved).tree()
    return replace(root.document, root=tree, moved=moved.origins)


@dataclass(slots=True)
class _Upgrade:
    """One upgrade; `moved` grows as parts are rebuilt."""

    root: Node
    moved: Moved

    def tree(self) -> dict[str, Any]:
        """The new root: everything that agrees, and the rebuilt parts over it."""
        self.moved.note(("components", "securitySchemes"), self.root.child("securityDefinitions", None))
        self.moved.note(("servers",), self.root.child("host", None))
        schemes = _schemes(self.root)
        rebuilt = {
            "servers": _servers(self.root),
            "components": {"securitySchemes": schemes} if schemes is not None else None,
            "paths": _each(self.root.get("paths"), self._path_item),
            "parameters": _each(self.root.get("parameters"), self._shared_parameter),
            "responses": _each(self.root.get("responses"), lambda node: self._response(node, node.pointer, _JSON)),
        }
        return {**self.root.value, **{key: value for key, value in rebuilt.items() if value is not None}}

    def _path_item(self, written: Node) -> Any:
        """Parameters of a path item that make a body become part of each of its operations."""
        place = written.pointer
        item = self._taken_in(written, place)
        if not item.is_map:
            return item.value
        shared = item.get("parameters")
        rebuilt = {"parameters": self._parameters(shared, (*place, "parameters"))} if shared else {}
        for name, node in item.items():
            if name in METHODS and node.is_map:
                rebuilt[name] = self._operation(node, (*place, name), shared)
        return {**item.value, **rebuilt}

    def _taken_in(self, node: Node, place: Pointer) -> Node:
        """What a reference to another file leads to, now standing at `place`; any other node itself."""
        target = _target(node)
        if target.document is node.document and node.document is self.root.document:
            return node
        self.moved.note(place, target)
        return target

    def _operation(self, node: Node, place: Pointer, shared: Node | None) -> dict[str, Any]:
        own = node.get("parameters")
        rebuilt: dict[str, Any] = {"parameters": self._parameters(own, (*place, "parameters"))} if own else {}
        consumes = _media_types(self.root, node, "consumes")
        body = read_body(_parts(own) or _parts(shared), consumes, (*place, "requestBody"), self.moved)
        if body is not None:
            rebuilt["requestBody"] = body
        produces = _media_types(self.root, node, "produces")
        responses = node.get("responses")
        if responses and responses.is_map:
            rebuilt["responses"] = {
                status: self._response(response, (*place, "responses", status), produces)
                for status, response in responses.items()
            }
        return {**node.value, **rebuilt}

    def _parameters(self, items: Node, place: Pointer) -> Any:
        """A list without the parameters that make a body; local references stay, as their targets are upgraded."""
        if not isinstance(items.value, list):
            return items.value
        kept = [item for item in items.elements() if not is_in_body(_target(item))]
        return [self._parameter(item, (*place, str(index))) for index, item in enumerate(kept)]

    def _parameter(self, written: Node, place: Pointer) -> Any:
        self.moved.note(place, written)
        return upgraded_parameter(self._taken_in(written, place), place, self.moved)

    def _shared_parameter(self, node: Node) -> Any:
        return node.value if is_in_body(node) else self._parameter(node, node.pointer)

    def _response(self, written: Node, place: Pointer, produces: tuple[str, ...]) -> Any:
        """A response whose schema and examples stand under the media types that the operation produces."""
        node = self._taken_in(written, place)
        if not node.is_map or "$ref" in node.value:
            return node.value
        found = node.get("examples")
        examples = found.value if found and found.is_map else {}
        schema = {"schema": node.value["schema"]} if "schema" in node.value else {}
        content: dict[str, Any] = {}
        for name in dict.fromkeys((*produces, *examples) if schema else examples):
            content[name] = {**schema, **({"example": examples[name]} if name in examples else {})}
            self.moved.note((*place, "content", name), node)
        kept = {key: value for key, value in node.value.items() if key not in {"schema", "examples"}}
        return {**kept, **({"content": content} if content else {})}


def _each(node: Node | None, change: Any) -> Any:
    """The members of a map, changed; anything else as it is."""
    if node is None or not node.is_map:
        return node.value if node else None
    return {key: change(member) for key, member in node.items()}


def _target(node: Node) -> Node:
    """What a reference leads to; a broken one stays, and the reader remarks it."""
    target = resolve(node)
    return target if isinstance(target, Node) else node


def _parts(items: Node | None) -> list[Node]:
    """The parameters of a list that make a body."""
    targets = [_target(item) for item in items.elements()] if items else []
    return [target for target in targets if is_in_body(target)]


def _media_types(root: Node, operation: Node, key: str) -> tuple[str, ...]:
    """`consumes` or `produces` of the operation, else of the document, else JSON."""
    for node in (operation, root):
        names = node.value.get(key)
        texts = tuple(name for name in names if isinstance(name, str)) if isinstance(names, list) else ()
        if texts:
            return texts
    return _JSON


def _servers(root: Node) -> list[dict[str, str]] | None:
    """One server per scheme; https where the document names a host and no scheme, a relative one without a host."""
    host, base = root.text("host"), root.text("basePath").rstrip("/")
    if not host:
        return [{"url": base}] if base else None
    declared = [item.value for item in root.sequence("schemes") if item.value in ("http", "https")]
    return [{"url": f"{scheme}://{host}{base}"} for scheme in declared or ["https"]]


def _schemes(root: Node) -> Any:
    return _each(root.get("securityDefinitions"), lambda node: _scheme(node.value) if node.is_map else node.value)


def _scheme(value: dict[str, Any]) -> dict[str, Any]:
    if value.get("type") == "basic":
        return {**value, "type": "http", "scheme": "basic"}
    if value.get("type") != "oauth2":
        return value
    flow = {key: value[key] for key in ("authorizationUrl", "tokenUrl", "scopes") if key in value}
    kind = str(value.get("flow"))
    return {**value, "flows": {_FLOWS.get(kind, kind): flow}}
