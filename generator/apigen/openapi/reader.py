"""From a document to the API it describes, whatever the document does wrong.

A fault costs the part it stands in and gives a remark with its place. Only a document without a version or without
paths describes no API.
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NoReturn

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import UnreadableDocument
from apigen.openapi.model import Api, LeftOut, Operation
from apigen.openapi.names import referenced_key
from apigen.openapi.operations import METHODS, Defaults, read_operations
from apigen.openapi.reading import Reading, extensions
from apigen.openapi.schemas import Schemas
from apigen.openapi.security import read_requirements, read_schemes, without_credentials
from apigen.openapi.servers import read_servers, read_tags
from apigen.openapi.swagger2 import upgrade
from apigen.source import Node, Notes, SourceDocument
from apigen.source.references import map_member, member, text_member


def read_api(document: SourceDocument) -> tuple[Api, tuple[Diagnostic, ...]]:
    """The API of a document and the remarks of this stage; those of the source are in `document.diagnostics`."""
    notes = Notes()
    root = Node.root(document, notes)
    version = _version(root)
    if version.startswith("2."):
        root = Node.root(upgrade(root), notes)
    paths = member(root, "paths")
    if paths is None or not paths.is_map:
        _refuse(paths or root, "AG203", "the document has no paths, so there is nothing to test", _PATHS_HINT)
    api = _api(root, paths, version)
    if not api.operations and not api.left_out:
        paths.warn("AG222", "the document has no operations, so there is nothing to test", _PATHS_HINT)
    return api, notes.in_order()


_PATHS_HINT = "add paths with operations"


def _api(root: Node, paths: Node, version: str) -> Api:
    schemes, usable = read_schemes(root)
    reading = Reading(Schemas(root, siblings_count=version >= "3.1"), usable)
    security = read_requirements(reading, root) or ()
    servers = read_servers(root)
    methods = (*METHODS, "query") if version >= "3.2" else METHODS
    operations, left_out = read_operations(reading, paths, Defaults(security, servers), methods)
    _check_links(reading, operations, left_out)
    info = map_member(root, "info") or root.child("info", {})
    return Api(
        title=info.text("title"),
        version=info.text("version"),
        openapi=version,
        servers=servers,
        operations=tuple(without_credentials(operation, schemes) for operation in operations),
        security_schemes=tuple(
            replace(scheme, scopes=tuple(reading.scopes.get(scheme.name, ()))) for scheme in schemes
        ),
        definitions=reading.schemas.definitions(),
        security=security,
        tags=read_tags(root),
        left_out=left_out,
        description=text_member(info, "description"),
        extensions=extensions(root),
        digest=_digest(root.document),
        accepted=tuple(reading.accepted),
        providers=reading.schemas.providers,
    )


def _check_links(reading: Reading, operations: Sequence[Operation], left_out: Sequence[LeftOut]) -> None:
    """AG220 for links to what is no operation of this document."""
    ids = {name for operation in operations for name in (operation.id, operation.declared_id)}
    keys = {operation.key for operation in operations} | {f"{each.method} {each.path}" for each in left_out}
    for node, link in reading.links:
        is_known = link.operation_id in ids if link.operation_id else referenced_key(link.operation_ref) in keys
        if not is_known:
            target = link.operation_id or link.operation_ref
            node.warn("AG220", f"the link {link.name!r} leads to no operation: {target!r}", "correct it, or remove it")


def _digest(document: SourceDocument) -> str:
    """SHA-256 of the document's text, and of all others that were opened for it."""
    digest = sha256(document.text.encode(errors="surrogatepass"))
    for other in document.neighbours.opened():
        if other.address != document.address:
            digest.update(other.text.encode(errors="surrogatepass"))
    return digest.hexdigest()


def _version(root: Node) -> str:
    """The version as written; a document that has none could be anything, so it is refused."""
    if not root.is_map:
        _refuse(root, "AG201", f"this is no OpenAPI document, but {root.kind}", "it should begin with openapi: 3.1.0")
    key = "openapi" if "openapi" in root.value else "swagger"
    version = root.text(key)
    if not version.startswith(("2.", "3.")):
        found = f"the version {version!r} is unknown" if version else "the document names no OpenAPI version"
        _refuse(root.get(key) or root, "AG201", found, "begin with openapi: 3.1.0, 3.0.3 or swagger: '2.0'")
    if not version.startswith(("2.0", "3.0", "3.1", "3.2")):
        root.child(key, version).warn("AG202", f"the version {version} is unknown; it is read as 3.1")
    return version


def _refuse(node: Node, code: str, message: str, hint: str) -> NoReturn:
    fault = Diagnostic(Severity.ERROR, code, message, node.location, hint)
    raise UnreadableDocument((*node.document.diagnostics, *node.notes.in_order(), fault))
