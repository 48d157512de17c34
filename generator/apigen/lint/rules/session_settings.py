"""AG802: settings of the client that come too late, or that it does not have.

`self.client.headers = {...}` succeeds on a FastHttpUser, and the header is never sent; so with auth, verify and the
others of a session of requests (seen in a run). Locust makes the client in `__init__`, from attributes of the class:
"changing them later will have no effect" (source: `FastHttpUser`).
"""

import ast
from collections.abc import Iterator
from typing import TypeGuard

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import Family, Function, decorator, methods
from apigen.lint.module import Module

_SESSION = {"headers", "auth", "verify", "cookies", "timeout", "params", "proxies", "cert", "hooks", "trust_env"}
CLASS = {"default_headers", "network_timeout", "connection_timeout", "max_redirects", "max_retries", "insecure"}
CLASS |= {"concurrency", "proxy_host", "proxy_port", "client_pool", "ssl_context_factory", "host"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Assignments to the client, and to what it was made from."""
    if not module.classes.has_http_user:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute) and node.attr in _SESSION and _is_client(node.value):
                message = f"FastHttpUser's client has no {node.attr}: it sends nothing of what is set there"
                hint = "give headers= or auth= with each request, or set default_headers in the user class"
                yield module.trap("AG802", node, message, hint)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and module.classes.family(node.name) is Family.FAST:
            yield from _late(module, node)


def _is_client(node: ast.expr) -> bool:
    """`self.client`, `user.client`, `self.user.client`."""
    return (
        isinstance(node, ast.Attribute) and node.attr == "client" and isinstance(node.value, ast.Name | ast.Attribute)
    )


def _late(module: Module, owner: ast.ClassDef) -> Iterator[Diagnostic]:
    for method in methods(owner):
        if method.name == "__init__" or decorator(method, "classmethod"):
            continue
        for node in ast.walk(method):
            if _is_late(node, method):
                message = f"{node.attr} is read when the user is made: set here, it does nothing"
                yield module.trap("AG802", node, message, f"set {node.attr} in the body of the class")


def _is_late(node: ast.AST, method: Function) -> TypeGuard[ast.Attribute]:
    if not isinstance(node, ast.Attribute) or not isinstance(node.ctx, ast.Store) or node.attr not in CLASS:
        return False
    first = method.args.args[0].arg if method.args.args else ""
    return isinstance(node.value, ast.Name) and node.value.id == first
