"""Requests for the operations of an API, and the remarks on those for which there are none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from apigen.analysis.payloads import (
    CannotDraw,
    DrawnRequest,
    DrawOptions,
    Note,
    draw_edge_cases,
    draw_with_notes,
    near_providers,
    provider_fault,
)
from apigen.data_settings import ANCHOR, FieldRule
from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.openapi.model import Api, LeftOut, Operation
from apigen.plan.data.two_processes import results_of
from apigen.settings import Settings

_EDGES = 20  # extreme requests of an operation


@dataclass(frozen=True, slots=True)
class Drawn:
    """What could be drawn, and what could not."""

    requests: Mapping[str, tuple[DrawnRequest, ...]]  # operation key -> distinct requests
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Diagnostic, ...]  # AG501, with the place in the request and the keyword; AG503 to AG505


def draw_all(
    api: Api, operations: Iterable[Operation], settings: Settings, count: int, with_paths: bool = True
) -> Drawn:
    """Up to `count` requests for each operation; `with_paths` as `draw_with_notes` has it."""
    options = draw_options(settings, count)
    drawn = results_of(lambda operation: _drawn(api, operation, options, with_paths), tuple(operations))
    return Drawn(
        {key: found for one in drawn for key, found in one.requests.items()},
        tuple(left for one in drawn for left in one.left_out),
        (*provider_remarks(api, settings.data.fields), *(remark for one in drawn for remark in one.remarks)),
    )


def _drawn(api: Api, operation: Operation, options: DrawOptions, with_paths: bool) -> Drawn:
    """The requests for one operation."""
    try:
        requests, notes = draw_with_notes(api, operation, options, with_paths)
    except CannotDraw as error:
        reason = f"no valid request can be drawn: {error}"
        hint = "check the schema there, or give an example that is valid"
        remark = Diagnostic(Severity.ERROR, "AG501", f"{operation.key}: {reason}", operation.location, hint)
        return Drawn({}, (LeftOut(operation.method, operation.path, reason, operation.location),), (remark,))
    return Drawn({operation.key: requests}, (), tuple(_remark(operation, note) for note in notes))


def _remark(operation: Operation, note: Note) -> Diagnostic:
    """AG504 for values that the user asked for in vain, AG505 for what the document leaves ambiguous."""
    message = f"{operation.key}: {note.where}: {note.message}"
    if note.kind == "refused":
        hint = "correct the rule or the schema; `apigen sample --explain` shows both"
        return Diagnostic(Severity.WARNING, "AG504", message, operation.location, hint)
    hint = "give the branches a discriminator or required members that differ, or write anyOf"
    return Diagnostic(Severity.INFO, "AG505", message, operation.location, hint)


def draw_edges(api: Api, operations: Iterable[Operation], settings: Settings) -> dict[str, tuple[DrawnRequest, ...]]:
    """Requests with extreme values by operation key, where the user wishes them; of operations that can be drawn."""
    options = draw_options(settings, _EDGES)
    wanted = operations if settings.data.edge_cases else ()
    return {operation.key: draw_edge_cases(api, operation, options) for operation in wanted}


def provider_remarks(api: Api, rules: Iterable[FieldRule]) -> list[Diagnostic]:
    """AG503 for providers that a schema or a rule of [data.fields] names and nobody knows."""
    declared = [FieldRule("", name, location=place) for name, place in api.providers.items()]
    named = [rule for rule in (*declared, *rules) if rule.provider]
    found = [(rule, provider_fault(rule.provider, rule.arguments)) for rule in named]
    return [_provider_remark(rule.provider, rule.location, fault) for rule, fault in found if fault]


def _provider_remark(name: str, place: Location | None, fault: str) -> Diagnostic:
    near = near_providers(name)
    hint = f"did you mean {', '.join(near)}?" if near else "use a provider of Faker's, such as ean13"
    hint = "correct its arguments" if name in near else hint
    return Diagnostic(Severity.WARNING, "AG503", f"{fault}; it is ignored", place, hint)


def draw_options(settings: Settings, count: int) -> DrawOptions:
    """What the user may choose about data, for `count` requests."""
    data = settings.data
    return DrawOptions(settings.seed, data.locales or ("en_US",), count, data.anchor or ANCHOR, data.fields)
