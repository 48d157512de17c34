"""Which operations the test is about, and why the others are left out."""

from difflib import get_close_matches

from apigen.analysis.priority import is_write
from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.model import Api, LeftOut, Operation
from apigen.plan.scope.dangers import danger
from apigen.settings import Matcher, Settings


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


def idle_filters(api: Api, settings: Settings) -> list[Diagnostic]:
    """AG902 for filter expressions that no operation matches: `tag:order` where the tag is `orders`.

    `deprecated` is meant for whatever there is, so none is as good as some.
    """
    rules = (matcher for matcher, _ in (*settings.traffic, *settings.media_types))
    wishes = (*settings.include, *settings.exclude, *settings.allow, *rules)
    return [
        _idle(each, api) for each in dict.fromkeys(wishes) if each.expression != "deprecated" and _is_idle(each, api)
    ]


def _is_idle(matcher: Matcher, api: Api) -> bool:
    return not any(map(matcher.matches, api.operations))


def _idle(matcher: Matcher, api: Api) -> Diagnostic:
    names = {name for op in api.operations for name in (*(f"tag:{tag}" for tag in op.tags), f"id:{op.id}", op.key)}
    names |= {f"path:{operation.path}" for operation in api.operations}
    near = get_close_matches(matcher.expression, sorted(names), 2)
    hint = f"did you mean {' or '.join(near)}?" if near else "`apigen plan` lists the operations"
    message = f"{matcher.expression!r} matches no operation"
    return Diagnostic(Severity.WARNING, "AG902", message, matcher.location, hint)
