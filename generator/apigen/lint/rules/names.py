"""AG805: a request name that is another one each time.

Locust keeps a row of statistics for each name, so a name with an identifier in it makes a row per request, and none
says anything (documentation: "Grouping requests"; OpenTelemetry drops all after twenty).
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import last_name
from apigen.lint.module import Module
from apigen.lint.requests import Request
from apigen.lint.texts import varying_parts

_NAMELESS = {"sample", "record"}  # of the generated support.py: what they draw holds no name
_GROUPING = {"rename_request", "request_name"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Names with changing parts, and paths with changing parts that have no name."""
    for request in module.requests:
        name, url = request.keywords.get("name"), request.url
        if name is not None:
            text, what = name, "name="
        elif url is not None and not _may_have_name(request):
            text, what = url, "the path, without name=,"
        else:
            continue
        if parts := list(varying_parts(text, request.function)):
            message = f"{what} changes with {ast.unparse(parts[0])}: each value becomes a row of the statistics"
            yield module.trap("AG805", text, message, 'write one text for all, e.g. name="/orders/[id]"')


def _may_have_name(request: Request) -> bool:
    """Whether the name comes from where it cannot be seen."""
    unpacked = [keyword.value for keyword in request.call.keywords if keyword.arg is None]
    around = ast.walk(request.function) if request.function else ()
    is_grouped = any(isinstance(node, ast.Attribute) and node.attr in _GROUPING for node in around)
    return is_grouped or any(last_name(value) not in _NAMELESS for value in unpacked)
