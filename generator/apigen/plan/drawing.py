"""Requests for the operations of an API, and the remarks on those for which there are none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from apigen.analysis.payloads import CannotDraw, DrawnRequest, DrawOptions, draw_requests
from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.model import Api, LeftOut, Operation
from apigen.settings import Settings


@dataclass(frozen=True, slots=True)
class Drawn:
    """What could be drawn, and what could not."""

    requests: Mapping[str, tuple[DrawnRequest, ...]]  # operation key -> distinct requests
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Diagnostic, ...]  # AG501, with the place in the request and the keyword


def draw_all(api: Api, operations: Iterable[Operation], settings: Settings, count: int) -> Drawn:
    """Up to `count` requests for each operation."""
    options = draw_options(settings, count)
    requests: dict[str, tuple[DrawnRequest, ...]] = {}
    left: list[LeftOut] = []
    remarks: list[Diagnostic] = []
    for operation in operations:
        try:
            requests[operation.key] = draw_requests(api, operation, options)
        except CannotDraw as error:
            reason = f"no valid request can be drawn: {error}"
            left.append(LeftOut(operation.method, operation.path, reason, operation.location))
            hint = "check the schema there, or give an example that is valid"
            message = f"{operation.key}: {reason}"
            remarks.append(Diagnostic(Severity.ERROR, "AG501", message, operation.location, hint))
    return Drawn(requests, tuple(left), tuple(remarks))


def draw_options(settings: Settings, count: int) -> DrawOptions:
    """What the user may choose about data, for `count` requests."""
    return DrawOptions(seed=settings.seed, locale=settings.locale, count=count)
