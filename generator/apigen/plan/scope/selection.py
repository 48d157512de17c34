"""Which operations the test is about, and why the others are left out."""

from apigen.analysis.priority import is_write
from apigen.openapi.model import Api, LeftOut, Operation
from apigen.plan.scope.dangers import danger
from apigen.settings import Settings


def select(api: Api, settings: Settings) -> tuple[tuple[Operation, ...], list[LeftOut]]:
    """The wanted operations in the document's order, and the others with their reasons."""
    selected: list[Operation] = []
    left: list[LeftOut] = []
    for operation in api.operations:
        reason = _reason(operation, settings)
        if reason:
            left.append(LeftOut(operation.method, operation.path, reason, operation.location))
        else:
            selected.append(operation)
    return tuple(selected), left


def _reason(operation: Operation, settings: Settings) -> str:
    if operation.stated("skip") is True:
        return "x-apigen says skip"
    if not settings.selects(operation):
        return "not selected by --include/--exclude"
    if settings.read_only and is_write(operation):
        return "writes, and the test is read-only"
    reason = "" if is_asked_for(operation, settings) else danger(operation)
    return f'{reason}: ask for it with --allow "{operation.key}"' if reason else ""


def is_asked_for(operation: Operation, settings: Settings) -> bool:
    """Whether somebody wants the operation to run even if it does harm: the user, or the document by its traffic."""
    return settings.asks_for(operation) or any(name.startswith("x-traffic") for name in operation.extensions)
