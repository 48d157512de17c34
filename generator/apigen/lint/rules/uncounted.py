"""AG804: a request with `catch_response=True`, or by `rest()`, that no with-block is about.

It is counted when the block ends, so it never is; Locust's own `rest()` does not even send it (seen in a run; source:
`ResponseContextManager.__exit__`, `RestMixin.rest`).
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.module import Module
from apigen.lint.requests import Request


def find(module: Module) -> Iterator[Diagnostic]:
    """Such requests, unless somebody else may enter the block: they are returned, or given to a function."""
    for request in module.requests:
        if request.catches and not request.block and _is_dropped(request):
            called = "rest()" if request.is_rest else "a request with catch_response=True"
            message = f"{called} without a with-block: the statistics never have it"
            yield module.trap("AG804", request.call, message, "write `with ... as response:`")


def _is_dropped(request: Request) -> bool:
    parent = request.parents[-1] if request.parents else None
    if isinstance(parent, ast.Expr | ast.Attribute | ast.Subscript):
        return True
    target = parent.targets[0] if isinstance(parent, ast.Assign) and len(parent.targets) == 1 else None
    return isinstance(target, ast.Name) and request.function is not None and _is_only_read(target.id, request.function)


def _is_only_read(name: str, function: ast.AST) -> bool:
    """Whether all that becomes of a variable is that its members are looked at."""
    looked_at = [node.value for node in ast.walk(function) if isinstance(node, ast.Attribute | ast.Subscript)]
    uses = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id == name]
    return all(node in looked_at for node in uses if isinstance(node.ctx, ast.Load))
