"""`apigen sample`: requests as the test would send them, to look at before anything is generated."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from apigen.cli import options
from apigen.cli.pipeline import Wishes, read_with_wishes
from apigen.cli.terminal import printable, show_diagnostics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from apigen.analysis.payloads import PlanLine
    from apigen.openapi.model import Operation
    from apigen.plan.preview.samples import Sample


class Format(StrEnum):
    """How a request is shown."""

    HTTP = "http"
    CURL = "curl"
    JSON = "json"


def sample(
    *,
    spec: options.Spec,
    operation: Annotated[
        str,
        typer.Argument(metavar="[OPERATION]", help='operationId, or "POST /orders"; default: all.', show_default=False),
    ] = "",
    number: Annotated[int, typer.Option("-n", min=1, help="Requests of each operation.")] = 1,
    with_reasons: Annotated[
        bool, typer.Option("--explain", help="Show the plan instead: each value, its sources and the reasons.")
    ] = False,
    output_format: Annotated[Format, typer.Option("--format", help="How to show them.")] = Format.HTTP,
    wishes: Wishes,
    output: options.Output = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Draw whole requests, valid by the document, and show them; nothing is written or sent.

    Example: apigen sample openapi.yaml createOrder -n 5 --format curl
    """
    from apigen.plan.preview.samples import chosen_operations, explain_operations, make_samples

    given = read_with_wishes(spec, wishes, output)
    chosen = chosen_operations(given.api, given.settings, operation)
    made = make_samples(given.api, chosen, given.settings, given.folder.resolve().name, number, given.address)
    if not quiet:
        show_diagnostics((*given.diagnostics, *made.diagnostics), verbose)
    for each in () if with_reasons else made.found:
        _show(each, output_format)
    if with_reasons:
        for explained, lines in explain_operations(given.api, chosen, given.settings):
            _show_reasons(explained, lines, output_format)
    if not made.found:
        raise typer.Exit(1)


def _show(each: "Sample", output_format: Format) -> None:
    from apigen.plan.preview.sample_views import as_curl, as_http, as_json

    if output_format is Format.JSON:
        typer.echo(json.dumps(as_json(each)))
    else:
        typer.echo(printable(as_curl(each) if output_format is Format.CURL else as_http(each)))


def _show_reasons(operation: "Operation", lines: "Sequence[PlanLine]", output_format: Format) -> None:
    from apigen.plan.preview.sample_views import explanation, explanation_as_json

    if output_format is not Format.JSON:
        typer.echo(printable(explanation(operation, lines)))
        return
    for line in lines:
        typer.echo(json.dumps(explanation_as_json(operation, line)))
