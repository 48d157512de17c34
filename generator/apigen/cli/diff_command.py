"""`apigen diff`: what a change of the document does to the test."""

import json
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from apigen.cli import options
from apigen.cli.pipeline import Given, Wishes, read_with_wishes
from apigen.cli.terminal import out, printable, show_diagnostics

if TYPE_CHECKING:
    from apigen.difference.model import Difference, Side


_SHOWN = 20  # rows of a section; the rest is counted


class Format(StrEnum):
    """How the difference is shown."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"


def diff(
    *,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The document as it was: a file, an http(s) URL, or -.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The document as it is now.")],
    output_format: Annotated[Format, typer.Option("--format", help="How to show it.")] = Format.TABLE,
    wishes: Wishes,
    output: options.Output = None,
    verbose: options.Verbose = False,
    quiet: options.Quiet = False,
) -> None:
    """Explain what a change of the document does to the load test, and write nothing.

    Example: apigen diff openapi-1.0.yaml openapi-1.1.yaml --format markdown
    """
    from apigen.difference.compare import compare

    before = read_with_wishes(old, wishes, output)
    sides = [_side(before), _side(replace(read_with_wishes(new, wishes, before.folder), folder=before.folder))]
    if not quiet:
        known = {(each.code, each.message) for each in sides[0].plan.diagnostics}
        news = [each for each in sides[1].plan.diagnostics if (each.code, each.message) not in known]
        show_diagnostics([*sides[0].plan.diagnostics, *news] if verbose else news, verbose)
    _show(compare(*sides), output_format, verbose)


def _side(given: Given) -> "Side":
    """The document with its plan; one request of each operation is enough to know that it can be drawn."""
    from apigen.difference.model import Side
    from apigen.plan.build import Output, build_plan

    settings = replace(given.settings, records=1)
    target = Output("", given.folder.resolve().name, given.address)
    return Side(given.api, build_plan(given.api, settings, target, given.diagnostics))


def _show(difference: "Difference", output_format: Format, verbose: bool) -> None:
    from apigen.render.difference_views import as_json, as_markdown

    if output_format is Format.JSON:
        typer.echo(json.dumps(as_json(difference), indent=2, ensure_ascii=False))
    elif output_format is Format.MARKDOWN:
        typer.echo(printable(as_markdown(difference, verbose)), nl=False)
    else:
        _show_tables(difference, verbose)


def _show_tables(difference: "Difference", verbose: bool) -> None:
    from rich.markup import escape
    from rich.table import Table

    from apigen.render.difference_views import COLUMNS, remarks, sections, summary

    out.print(escape(summary(difference)))
    for title, rows in sections(difference):
        table = Table(title=f"\n{title}", title_justify="left", title_style="bold", box=None, pad_edge=False)
        for column in COLUMNS:
            table.add_column(column, overflow="fold")
        shown = rows if verbose else rows[:_SHOWN]
        for row in shown:
            table.add_row(*map(escape, row.cells(verbose)))
        out.print(table, soft_wrap=False)
        if len(rows) > len(shown):
            out.print(f"... and {len(rows) - len(shown)} more (--verbose shows all)")
    for remark in remarks(difference):
        out.print(escape(remark))
