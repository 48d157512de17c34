"""AG806: a `failure()` or `success()` that comes to nothing.

The verdict counts while the with-block lasts: afterwards the request has been counted, and nobody hears it (seen in a
run). So with `response.failure` without parentheses, and with code after a return.
"""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import Function
from apigen.lint.module import Module

_VERDICTS = ("failure", "success")


def find(module: Module) -> Iterator[Diagnostic]:
    """Verdicts that are late, never called or never reached."""
    for request in module.requests:
        if request.catches and request.block and request.function:
            for node in _after(request.block, request.variable, request.function):
                message = f"the with-block has ended, and the request is counted: {node.attr}() changes nothing"
                yield module.trap("AG806", node, message, "move it into the with-block")
            for node in _in_vain(request.block, request.variable):
                yield module.trap("AG806", node, f"{node.attr}() is never called here", "call it, where it is reached")


def _after(block: ast.With, variable: str, function: Function) -> Iterator[ast.Attribute]:
    """Verdicts below a block, unless the variable stands for another response by then."""
    lines = [n.lineno for n in ast.walk(function) if _is_verdict_of(n, variable)]
    bound = [
        node.lineno
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and node.id == variable and isinstance(node.ctx, ast.Store)
    ]
    end = block.end_lineno or block.lineno
    again = min((line for line in bound if line > end), default=max(lines, default=0) + 1)
    for node in ast.walk(function):
        if _is_verdict_of(node, variable) and end < node.lineno < again:
            yield node


def _in_vain(block: ast.With, variable: str) -> Iterator[ast.Attribute]:
    """Verdicts in a block that are no calls, or stand behind its end."""
    for node in ast.walk(block):
        if isinstance(node, ast.Expr) and _is_verdict_of(node.value, variable):
            yield node.value
        for name in ("body", "orelse", "finalbody"):
            suite = getattr(node, name, [])
            for statement in _unreachable(suite if isinstance(suite, list) else []):
                yield from (n for n in ast.walk(statement) if _is_verdict_of(n, variable))


def _unreachable(suite: list[ast.stmt]) -> list[ast.stmt]:
    ends = [n for n, node in enumerate(suite) if isinstance(node, ast.Return | ast.Raise | ast.Continue | ast.Break)]
    return suite[ends[0] + 1 :] if ends else []


def _is_verdict_of(node: ast.AST, variable: str) -> TypeGuard[ast.Attribute]:
    if not isinstance(node, ast.Attribute) or node.attr not in _VERDICTS:
        return False
    return isinstance(node.value, ast.Name) and node.value.id == variable
