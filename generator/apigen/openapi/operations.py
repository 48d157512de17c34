"""Path items and their operations: every operation of the document is read, or left out with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.bodies import read_request_body, read_responses
from apigen.openapi.model import LeftOut, Operation, RequestBody, SecurityRequirement, Server
from apigen.openapi.names import made_id, unique_ids
from apigen.openapi.parameters import read_parameters
from apigen.openapi.paths import template_fault, usable_template
from apigen.openapi.reading import Reading, extensions
from apigen.openapi.security import read_requirements
from apigen.openapi.servers import read_servers, texts
from apigen.source import Node
from apigen.source.references import follow, member, resolve, text_member

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_FIELDS = frozenset(("$ref", "summary", "description", "servers", "parameters", "additionalOperations"))


@dataclass(frozen=True, slots=True)
class Found:
    """An operation as the document has it."""

    method: str
    path: str
    item: Node  # the path item
    node: Node  # the operation, behind its references


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the root of the document declares for operations that say nothing."""

    security: tuple[SecurityRequirement, ...]
    servers: tuple[Server, ...]


def read_operations(
    reading: Reading, paths: Node, defaults: Defaults, methods: tuple[str, ...]
) -> tuple[tuple[Operation, ...], tuple[LeftOut, ...]]:
    """All operations in the order of the document: those that can be used, and those that cannot."""
    candidates = [found for path, item in paths.items() for found in _find(path, item, methods)]
    ids = iter(_ids([found for found in candidates if isinstance(found, Found)]))
    read = [
        _operation(reading, found, next(ids), defaults) if isinstance(found, Found) else found for found in candidates
    ]
    return (
        tuple(operation for operation in read if isinstance(operation, Operation)),
        tuple(operation for operation in read if isinstance(operation, LeftOut)),
    )


def _find(key: str, item: Node, methods: tuple[str, ...]) -> Iterator[Found | LeftOut]:
    """The operations of a path item; `key` is its path template, or an extension."""
    if key.startswith("x-"):
        return
    path = usable_template(key)
    if path != key:
        item.warn(
            "AG216", f"the path {key} is no path template; {path} is used", "begin it with /, and use single braces"
        )
    members = _members(item)
    if isinstance(members, Diagnostic):
        yield _left_out("*", path, item, members)
        return
    for name, node in members.items():
        yield from _member(path, item, name, node, methods)


def _members(item: Node) -> dict[str, Node] | Diagnostic:
    """The members of a path item, its own before those of the one it refers to; or why there are none."""
    target = resolve(item)
    if isinstance(target, Diagnostic):
        return target
    if target.value is None:
        target.expect("a map")
        return {}
    if not target.is_map:
        return _fault(target, f"the path item is {target.kind}, not a map")
    return {**dict(target.items()), **{key: node for key, node in item.items() if key != "$ref"}}


def _member(path: str, item: Node, name: str, node: Node, methods: tuple[str, ...]) -> Iterator[Found | LeftOut]:
    if name in methods:
        yield _candidate(name.upper(), path, item, node)
    elif name == "additionalOperations":
        for method, operation in node.items():
            yield _candidate(method, path, item, operation)
    elif name.lower() in methods:
        fault = _fault(node, f"the method is written {name}, not {name.lower()}")
        yield _left_out(name.upper(), path, node, fault)
    elif name not in _FIELDS and not name.startswith("x-"):
        node.warn("AG205", f"{name!r} is no method and no other member of a path item; it is ignored")


def _candidate(method: str, path: str, item: Node, node: Node) -> Found | LeftOut:
    problem = template_fault(path)
    if problem:
        return _left_out(method, path, node, _fault(node, f"no request can be made from the path template: {problem}"))
    target = resolve(node)
    if isinstance(target, Diagnostic):
        return _left_out(method, path, node, target)
    if not target.is_map:
        return _left_out(method, path, node, _fault(target, f"it is {target.kind}, not a map"))
    return Found(method, path, item, target)


def _fault(node: Node, message: str) -> Diagnostic:
    return Diagnostic(Severity.ERROR, "AG217", message, node.location, "correct it to have it tested")


def _left_out(method: str, path: str, node: Node, fault: Diagnostic) -> LeftOut:
    """An operation that is lost to a fault; `*` stands for all methods of a path."""
    name = f"all operations of {path} are" if method == "*" else f"{method} {path} is"
    message = f"{name} left out: {fault.message}"
    node.notes.add(replace(fault, severity=Severity.ERROR, message=message))
    return LeftOut(method, path, fault.message, node.location)


def _ids(found: list[Found]) -> list[str]:
    """A unique id per operation, with a remark where two operations declare the same."""
    declared = [each.node.text("operationId") for each in found]
    first: dict[str, Found] = {}
    for name, each in zip(declared, found, strict=True):
        place = each.node.get("operationId") or each.node
        if name in first:
            other = f"{first[name].method} {first[name].path}"
            place.warn("AG211", f"the operationId {name!r} is used again, first by {other}", "make it unique")
        elif name:
            first[name] = each
    return unique_ids(declared, [made_id(each.method, each.path) for each in found])


def _operation(reading: Reading, found: Found, name: str, defaults: Defaults) -> Operation | LeftOut:
    node, item = found.node, follow(found.item) or found.item
    body = _body(reading, node)
    if isinstance(body, Diagnostic):
        return _left_out(found.method, found.path, node, body)
    security = read_requirements(reading, node)
    servers = read_servers(node) or read_servers(item) or read_servers(found.item)
    own, inherited = member(node, "parameters"), member(found.item, "parameters") or member(item, "parameters")
    return Operation(
        id=name,
        method=found.method,
        path=found.path,
        parameters=read_parameters(reading, found.path, item, (inherited, own)),
        request_body=body,
        responses=read_responses(reading, node),
        security=defaults.security if security is None else security,
        location=node.location,
        summary=node.text("summary"),
        description=text_member(node, "description"),
        tags=texts(node, "tags"),
        deprecated=node.flag("deprecated"),
        declared_id=node.text("operationId"),
        declares_security=bool(defaults.security) or security is not None,
        servers=servers if servers != defaults.servers else (),
        extensions=extensions(node),
        path_extensions={**extensions(item), **extensions(found.item)},
    )


def _body(reading: Reading, operation: Node) -> RequestBody | Diagnostic | None:
    """The request body; or why it is unknown, which makes the operation impossible to call."""
    node = operation.get("requestBody")
    if node is None:
        return None
    target = resolve(node)
    if isinstance(target, Diagnostic):
        return target
    if not target.is_map:
        target.expect("a map")
        return None
    return reading.once(target, read_request_body)
