"""OpenAPI Links, as far as they say which member of an answer another operation takes into its path."""

from collections.abc import Iterator
from urllib.parse import unquote

from apigen.mock.document import Document, Operation, Tree, as_tree

_IN_BODY = "$response.body#/"


def linked_members(document: Document, response: Tree) -> Iterator[tuple[tuple[str, ...], Operation, str]]:
    """Where in the body of a response the member stands, the operation that takes it, and as which parameter."""
    by_id = {one.node.get("operationId"): one for one in document.operations}
    by_reference = {f"#/paths/{one.path.replace('/', '~1')}/{one.method}": one for one in document.operations}
    for link in map(document.resolve, as_tree(response.get("links")).values()):
        operation = by_id.get(link.get("operationId")) or by_reference.get(unquote(str(link.get("operationRef"))))
        for name, expression in as_tree(link.get("parameters")).items():
            if operation is not None and isinstance(expression, str) and expression.startswith(_IN_BODY):
                yield tuple(expression.removeprefix(_IN_BODY).split("/")), operation, name.removeprefix("path.")
