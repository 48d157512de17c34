"""AG811: a request that goes elsewhere than the run: to a fixed host, or past the statistics.

A URL with a host is sent there, whatever `--host` says (seen in a run; source: `_build_url`). What a task sends with
requests, httpx or urllib reaches the server, and Locust counts nothing of it (seen in a run).
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import decorator, methods
from apigen.lint.module import Module

_LIBRARIES = {"requests", "httpx", "aiohttp", "urllib3"}
_VERBS = {"get", "post", "put", "patch", "delete", "head", "options", "request"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Requests with a host of their own, and calls of other HTTP clients in tasks."""
    for request in module.requests:
        if request.url is not None and _begins(request.url).lower().startswith(("http://", "https://")):
            message = "the URL names a host: the request goes there, whatever --host says"
            yield module.trap("AG811", request.url, message, "begin it with the path")
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef):
            tasks = [method for method in methods(node) if decorator(method, "task")]
            for call in (call for task in tasks for call in ast.walk(task) if isinstance(call, ast.Call)):
                if called := _foreign(call.func):
                    message = f"{called} is no request of Locust's: the statistics do not have it"
                    yield module.trap("AG811", call, message, "use self.rest or self.client")


def _begins(url: ast.expr) -> str:
    """The text that a URL begins with."""
    while isinstance(url, ast.BinOp):
        url = url.left
    if isinstance(url, ast.JoinedStr) and url.values:
        url = url.values[0]
    return url.value if isinstance(url, ast.Constant) and isinstance(url.value, str) else ""


def _foreign(called: ast.expr) -> str:
    """`requests.get` and the like; "" for anything else."""
    name = ast.unparse(called) if isinstance(called, ast.Attribute) else ""
    library, _, verb = name.partition(".")
    is_foreign = (library in _LIBRARIES and verb in _VERBS) or name == "urllib.request.urlopen"
    return name if is_foreign else ""
