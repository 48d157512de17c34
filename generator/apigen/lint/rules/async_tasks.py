"""AG810: `async def` where Locust calls a function.

Locust runs on gevent and awaits nothing: the task makes a coroutine that is thrown away, sends no request, and no
failure tells (seen in a run; source: `TaskSet.execute_task`).
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import USERS, Family, decorator, methods
from apigen.lint.module import Module

_CALLED = {"on_start", "on_stop", "wait_time"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Asynchronous tasks, and asynchronous methods that Locust calls."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            is_known = module.classes.family(node.name) in (*USERS, Family.TASK_SET)
            for method in methods(node):
                is_called = decorator(method, "task") or (is_known and method.name in _CALLED)
                if isinstance(method, ast.AsyncFunctionDef) and is_called:
                    message = f"Locust awaits nothing: async def {method.name} never runs"
                    yield module.trap("AG810", method, message, "write def: gevent switches users at each request")
