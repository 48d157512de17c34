"""Texts that a task puts together when it runs."""

import ast
from collections.abc import Iterator

from apigen.lint.classes import Function


def varying_parts(text: ast.expr, function: Function | None) -> Iterator[ast.expr]:
    """What a text has of values that change from request to request; nothing of a text that is always the same.

    Names in CAPITALS are constants. A local name stands for the only text that the function gives it.
    """
    if isinstance(text, ast.Name) and function:
        given = [node.value for node in ast.walk(function) if isinstance(node, ast.Assign) and _is(node, text.id)]
        if len(given) == 1 and not isinstance(given[0], ast.Name):
            yield from varying_parts(given[0], None)
        return
    parts: list[ast.expr] = []
    if isinstance(text, ast.JoinedStr):
        parts = [value.value for value in text.values if isinstance(value, ast.FormattedValue)]
    elif isinstance(text, ast.BinOp) and (isinstance(text.op, ast.Mod | ast.Add)) and _holds_text(text):
        parts = _operands(text)
    elif isinstance(text, ast.Call) and isinstance(text.func, ast.Attribute) and text.func.attr == "format":
        parts = [*text.args, *(keyword.value for keyword in text.keywords)] if _holds_text(text.func.value) else []
    yield from (part for part in parts if not _is_constant(part))


def _is(node: ast.Assign, name: str) -> bool:
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def _holds_text(node: ast.expr) -> bool:
    """Whether a text stands in it, so that + and % are about texts."""
    if isinstance(node, ast.BinOp):
        return _holds_text(node.left) or _holds_text(node.right)
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _operands(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp):
        return [*_operands(node.left), *_operands(node.right)]
    if isinstance(node, ast.JoinedStr):
        return [value.value for value in node.values if isinstance(value, ast.FormattedValue)]
    return list(node.elts) if isinstance(node, ast.Tuple) else [node]


def _is_constant(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return isinstance(node, ast.Constant) or name.isupper()
