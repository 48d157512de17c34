"""AG807: a failure text that is another one each time.

Locust counts failures by text, and keeps every text: with an identifier or a body in it, each failure is a row of its
own, and the table cannot be read (Locust issues 451, 452, 2328).
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import last_name
from apigen.lint.module import Module
from apigen.lint.requests import Request
from apigen.lint.texts import varying_parts

_BODY = {"text", "content", "js", "json", "url"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Texts of `failure()` and of asserts in the with-block of a request that hold a body or an identifier."""
    for request in module.requests:
        for text in _texts(request):
            endless = [part for part in varying_parts(text, request.function) if _is_endless(part)]
            if endless:
                message = f"each value of {ast.unparse(endless[0])} becomes a row of the failures"
                hint = "use few fixed words, such as the status; log the rest"
                yield module.trap("AG807", text, message, hint)


def _texts(request: Request) -> Iterator[ast.expr]:
    for node in ast.walk(request.block) if request.block else ():
        if isinstance(node, ast.Call) and node.args and last_name(node.func) == "failure":
            yield node.args[0]
        elif isinstance(node, ast.Assert) and node.msg:
            yield node.msg


def _is_endless(part: ast.expr) -> bool:
    """Whether it is a body, or an identifier by its name."""
    names = {n.attr if isinstance(n, ast.Attribute) else n.id for n in ast.walk(part) if isinstance(n, _NAMED)}
    return bool(names & _BODY) or any(name.lower() == "id" or name.lower().endswith("_id") for name in names)


_NAMED = (ast.Attribute, ast.Name)
