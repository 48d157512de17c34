"""AG808: a task that is never picked.

Locust collects what has `@task` in users, in task sets, and in what inherits from these. Not the tasks of a plain class
that is mixed in, nor of an abstract one that no other inherits from, nor a method without `@task`, nor a task whose
weight is below zero; and no word tells (seen in runs; source: `get_tasks_from_base_classes`). A weight of 0 is taken as
meant. A fraction as the weight of a task is a TypeError when the file is loaded.
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import USERS, Family, Function, decorator, last_name, methods
from apigen.lint.module import Module

_LOCUST_CALLS = {"on_start", "on_stop", "wait_time", "context", "run", "rest", "rest_"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Tasks that do not come to pass, and what looks like one."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            yield from _of_class(module, node)
            yield from _weights(module, node)
            yield from _twice(module, node)
            yield from _undeclared(module, node)


def _of_class(module: Module, owner: ast.ClassDef) -> Iterator[Diagnostic]:
    """A class whose tasks nobody collects."""
    family = module.classes.family(owner.name)
    if not any(decorator(method, "task") for method in methods(owner)):
        return
    if family is Family.PLAIN:
        message = f"{owner.name} is neither user nor task set: Locust does not collect its tasks"
        yield module.trap("AG808", owner, message, f"class {owner.name}(ApiUser), with abstract = True")
    elif family in USERS and module.classes.is_abstract(owner.name) and not _has_heir(module, owner):
        message = f"{owner.name} is abstract, and no class inherits from it: its tasks never run"
        yield module.trap("AG808", owner, message, "remove abstract = True, or inherit from it")


def _weights(module: Module, owner: ast.ClassDef) -> Iterator[Diagnostic]:
    for method in methods(owner):
        called = decorator(method, "task")
        weight = called.args[0] if isinstance(called, ast.Call) and called.args else None
        value = _number(weight)
        if weight is not None and value is not None and value < 0:
            yield module.trap(
                "AG808", weight, f"weight {value}: {method.name} is never picked", "give it a weight above 0"
            )
        elif weight is not None and isinstance(value, float):
            message = f"the weight of a task is a whole number: {value} is a TypeError when Locust loads the file"
            yield module.trap("AG808", weight, message, "multiply all weights, so that none is a fraction")


def _twice(module: Module, owner: ast.ClassDef) -> Iterator[Diagnostic]:
    found = methods(owner)
    last = {method.name: method for method in found}
    for method in found:
        if decorator(method, "task") and last[method.name] is not method:
            message = (
                f"{owner.name} defines {method.name} again in line {last[method.name].lineno}: this one never runs"
            )
            yield module.trap("AG808", method, message, "give one of them another name")


def _undeclared(module: Module, owner: ast.ClassDef) -> Iterator[Diagnostic]:
    """Methods that send requests, and that nobody ever names."""
    if module.classes.family(owner.name) not in (*USERS, Family.TASK_SET):
        return
    senders = {request.function for request in module.requests if request.owner == owner.name}
    for method in methods(owner):
        is_plain = all(last_name(found) == "tag" for found in method.decorator_list)
        is_named = method.name in module.classes.mentioned or method.name in _LOCUST_CALLS
        if method in senders and is_plain and not is_named and not _overrides(module, owner, method):
            message = f"{method.name} has no @task and nobody calls it: it never runs"
            yield module.trap("AG808", method, message, "put @task before it, or call it")


def _overrides(module: Module, owner: ast.ClassDef, method: Function) -> bool:
    """Whether the class inherits such a method, or may."""
    is_known = module.classes.is_whole(owner.name)
    return not is_known or any(module.classes.member(base, method.name) for base in module.classes.bases(owner))


def _has_heir(module: Module, owner: ast.ClassDef) -> bool:
    others = [name for name in module.classes.named if name != owner.name]
    return any(owner in module.classes.lineage(name) for name in others)


def _number(node: ast.expr | None) -> float | None:
    """The number that is written there."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _number(node.operand)
        return None if value is None else -value
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, int | float) else None
