"""`apigen plan`: the test plan without writing anything."""

import json
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from apigen.cli import options
from apigen.cli.pipeline import Wishes, make_plan
from apigen.cli.terminal import out, show_diagnostics

if TYPE_CHECKING:
    from apigen.plan.model import TestPlan


class Format(StrEnum):
    """How the plan is shown."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


def plan(
    *,
    spec: options.Spec,
    output_format: Annotated[Format, typer.Option("--format", help="How to show it.")] = Format.TABLE,
    wishes: Wishes,
    output: options.Output = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Show every operation with its priority, weight, share and the reason, and write nothing.

    Example: apigen plan openapi.yaml --format markdown
    """
    made, _ = make_plan(spec, wishes, output)
    if not quiet:
        show_diagnostics(made.diagnostics, verbose)
    _show(made, output_format)


def _show(made: "TestPlan", output_format: Format) -> None:
    from apigen.plan.views import as_json

    if output_format is Format.JSON:
        typer.echo(json.dumps(as_json(made), indent=2, ensure_ascii=False))
    elif output_format is Format.MARKDOWN:
        from apigen.render.files import render_test_plan

        typer.echo(render_test_plan(made), nl=False)
    else:
        show_table(made)


def show_table(made: "TestPlan") -> None:
    """The plan as a table on the terminal."""
    from rich.markup import escape
    from rich.table import Table

    from apigen.plan.views import COLUMNS, table_rows

    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in COLUMNS:
        table.add_column(column, justify="right" if column in ("Weight", "Share") else "left", overflow="fold")
    for row in table_rows(made):
        table.add_row(*(escape(cell) for cell in row))
    out.print(table, soft_wrap=False)
    for journey in (journey for user in made.user_classes for journey in user.journeys):
        steps = ", ".join(journey.steps)
        out.print(f"journey: {journey.function_name} ({journey.weight}): {steps}: {escape(journey.reason)}")
    for left in made.left_out:
        out.print(f"left out: {left.method} {escape(left.path)}: {escape(left.reason)}")
