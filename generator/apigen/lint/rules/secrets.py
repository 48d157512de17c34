"""AG812: a secret in the code.

What is committed with a test is read by others, and each environment needs its own. The test reads secrets from the
environment or from `data/accounts.csv`; Locust masks options that are declared with `is_secret=True` (documentation:
"Custom arguments").
"""

import ast
import re
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.module import Module

_SECRET = re.compile(r"(^|[_-])(password|passwd|secret|api[_-]?key|token)$", re.IGNORECASE)
_SENT = re.compile(r"(Bearer|Basic|Token) +[^\s{}]{8,}$", re.IGNORECASE)
_NAME_OF_ONE = re.compile(r"[A-Z][A-Z0-9_]*_[A-Z0-9_]+$")  # an environment variable that holds it
_HINT = "read it when the test runs: self.account[...] or os.environ[...]; see .env.example"


def find(module: Module) -> Iterator[Diagnostic]:
    """Secrets that requests send, and variables that hold them."""
    for request in module.requests:
        for keyword in request.call.keywords:
            pairs = [keyword.value] if keyword.arg in ("headers", "json", "data", "params") else []
            for value in (value for given in pairs for value in _secrets(given)):
                yield module.trap("AG812", value, "a secret stands in the code", _HINT)
            if (
                keyword.arg == "auth"
                and isinstance(keyword.value, ast.Tuple)
                and all(map(_is_text, keyword.value.elts))
            ):
                yield module.trap("AG812", keyword.value, "a secret stands in the code", _HINT)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign) and any(_SECRET.search(_name(target)) for target in node.targets):
            if _is_text(node.value) and not _NAME_OF_ONE.match(_text(node.value)):
                yield module.trap("AG812", node.value, "a secret stands in the code", _HINT)
        elif isinstance(node, ast.Assign) and any(_name(target) == "default_headers" for target in node.targets):
            for value in _secrets(node.value):
                yield module.trap("AG812", value, "a secret stands in the code", _HINT)


def _secrets(given: ast.expr) -> Iterator[ast.expr]:
    """The values of a map that are secrets by their name, or by how they are sent."""
    pairs = zip(given.keys, given.values, strict=True) if isinstance(given, ast.Dict) else ()
    for key, value in pairs:
        if _is_text(value) and ((key and _SECRET.search(_text(key))) or _SENT.match(_text(value))):
            yield value


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(node.value)


def _text(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _name(target: ast.expr) -> str:
    return target.attr if isinstance(target, ast.Attribute) else target.id if isinstance(target, ast.Name) else ""
