"""AG814: an exception that steers the user, inside the with-block of Locust's own `rest()`.

`rest()` takes every exception for a failure of the request, so `StopUser` does not stop and `interrupt()` does not
interrupt (seen in a run; source: `RestMixin.rest`). The `rest()` of the generated folder lets them pass.
"""

import ast
from collections.abc import Iterator

from apigen.diagnostics import Diagnostic
from apigen.lint.classes import USERS, last_name
from apigen.lint.module import Module

_STEERING = {"StopUser", "RescheduleTask", "RescheduleTaskImmediately", "InterruptTaskSet", "StopTest"}


def find(module: Module) -> Iterator[Diagnostic]:
    """Such exceptions in classes whose `rest` is Locust's."""
    for request in module.requests:
        is_user = module.classes.family(request.owner) in USERS and module.classes.is_whole(request.owner)
        if not request.is_rest or not request.block or not is_user or module.classes.member(request.owner, "rest"):
            continue
        for node in ast.walk(request.block):
            steering = last_name(node.exc) if isinstance(node, ast.Raise) and node.exc else ""
            if isinstance(node, ast.Raise) and steering in _STEERING:
                message = f"rest() makes a failed request of {steering}, and the user goes on"
                yield module.trap("AG814", node, message, "raise it after the with-block")
