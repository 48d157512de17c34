"""AG809: a user class without `wait_time`.

The default is `constant(0)`: each user sends as fast as it can, and a run with ten of them measures a flood (source:
`User.wait_time`). A number in its place is called like a function, which ends the user after its first task (seen in a
run).
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import USERS
from apigen.lint.module import Module


def find(module: Module) -> Iterator[Diagnostic]:
    """User classes that run and neither have nor inherit a wait time."""
    for node in ast.walk(module.tree):
        if not isinstance(node, ast.ClassDef) or module.classes.family(node.name) not in USERS:
            continue
        found = module.classes.member(node.name, "wait_time")
        is_run = not module.classes.is_abstract(node.name) and module.classes.is_whole(node.name)
        if found is None and is_run:
            message = f"{node.name} has no wait_time: its users never pause between tasks"
            hint = "wait_time = between(1, 3), or constant(0) where that is meant"
            yield module.trap("AG809", node, message, hint)
        elif found in node.body and isinstance(found, ast.Assign) and _is_number(found.value):
            message = "wait_time is called like a function: a number ends each user after its first task"
            yield module.trap("AG809", found.value, message, f"wait_time = constant({ast.unparse(found.value)})")


def _is_number(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, int | float)
