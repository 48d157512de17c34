"""AG803: code that may fail in the with-block of a plain `catch_response` request.

An exception there takes the request out of the statistics: no request, no failure, only a line among the exceptions
(seen in a run; source: `ResponseContextManager.__exit__`). The `rest()` of the generated folder counts it as a failure.
"""

import ast
from collections.abc import Iterator, Sequence
from typing import TypeGuard

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import Function, last_name
from apigen.lint.module import Module

_COUNTED = {"ResponseError", "CatchResponseError"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Asserts, raises and `.json()` without `try` in such blocks."""
    for request in module.requests:
        if request.is_rest or not request.catches or not request.block:
            continue
        for node in _failing(request.block.body, request.variable):
            message = f"{_what(node)} takes the request out of the statistics"
            hint = "use `with self.rest(...)`, or call failure() and go on"
            yield module.trap("AG803", node, message, hint)


def _failing(body: Sequence[ast.stmt], variable: str) -> Iterator[ast.stmt | ast.expr]:
    """The first places of these statements that raise, until the request has its verdict."""
    for statement in body:
        if _is_verdict(statement, variable):
            return
        if isinstance(statement, ast.Assert | ast.Raise) and not _is_counted(statement):
            yield statement
        elif isinstance(statement, ast.If | ast.For | ast.While | ast.With):
            yield from _failing(statement.body, variable)
            yield from _failing(getattr(statement, "orelse", []), variable)
        elif not isinstance(statement, ast.Try | Function | ast.ClassDef):
            yield from (node for node in ast.walk(statement) if _is_json(node, variable))


def _is_verdict(statement: ast.stmt, variable: str) -> bool:
    called = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(called, ast.Call) and _is_of(called.func, variable, ("success", "failure"))


def _is_counted(statement: ast.stmt) -> bool:
    raised = statement.exc if isinstance(statement, ast.Raise) else None
    return raised is not None and last_name(raised) in _COUNTED


def _is_json(node: ast.AST, variable: str) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and _is_of(node.func, variable, ("json",))


def _is_of(node: ast.expr, variable: str, names: tuple[str, ...]) -> bool:
    """Whether it is a method of the response."""
    if not isinstance(node, ast.Attribute) or node.attr not in names:
        return False
    return isinstance(node.value, ast.Name) and node.value.id == variable


def _what(node: ast.stmt | ast.expr) -> str:
    names = {ast.Assert: "an assert that fails here", ast.Raise: "an exception here"}
    return names.get(type(node), "a body that is no JSON")
