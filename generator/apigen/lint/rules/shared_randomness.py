"""AG813: random values that each worker repeats.

`locust --processes` forks after it has loaded the file, so each worker goes on with a copy of the same
`random.Random()` or `Faker()`: three workers draw the same "unique" names (seen in a run).
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import Function, last_name
from apigen.lint.module import Module

_GENERATORS = {"Random", "Faker"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Generators that are made when the file is loaded."""
    for node in _loaded(module.tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Call):
            made = last_name(node.value)
            if made in _GENERATORS:
                message = f"each worker of --processes continues this {made}() alike: their values are the same"
                hint = "use the functions of the module random, or make it in on_start"
                yield module.trap("AG813", node.value, message, hint)


def _loaded(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the file is loaded: nothing in functions."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, Function | ast.Lambda):
            yield child
            yield from _loaded(child)
