"""AG815: a TaskSet among the tasks of a class that nobody leaves.

A user that has picked it stays in it until the run ends, and the other tasks of the class are never picked again (seen
in a run; documentation: "Interrupting a TaskSet").
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import Family, decorator
from apigen.lint.module import Module


def find(module: Module) -> Iterator[Diagnostic]:
    """Task sets with `@task` beside other tasks that never interrupt."""
    for outer in ast.walk(module.tree):
        members = [s for s in outer.body if isinstance(s, _DEFINED)] if isinstance(outer, ast.ClassDef) else []
        tasks = [member for member in members if decorator(member, "task")]
        for inner in tasks if len(tasks) > 1 else []:
            if isinstance(inner, ast.ClassDef) and _is_endless(module, inner):
                message = f"no task of {inner.name} interrupts it: users never come back to the other tasks"
                yield module.trap("AG815", inner, message, "call self.interrupt() where the visit ends")


def _is_endless(module: Module, inner: ast.ClassDef) -> bool:
    classes = module.classes
    if classes.family(inner.name) is not Family.TASK_SET or not classes.is_whole(inner.name):
        return False
    names = [node for found in classes.lineage(inner.name) for node in ast.walk(found)]
    return not any(_ends(node) for node in names)


def _ends(node: ast.AST) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in ("interrupt", "InterruptTaskSet", "StopUser")


_DEFINED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
