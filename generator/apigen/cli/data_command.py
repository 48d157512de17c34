"""`apigen data`: more requests for a folder that was generated before, the first of them as they were."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from apigen.cli import options
from apigen.cli.command_record import generate_first, record_of, recorded_command
from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import make_plan
from apigen.cli.summary import show_events
from apigen.cli.terminal import out


def data(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A generated folder.", exists=True, file_okay=False, show_default=False),
    ],
    count: Annotated[int, typer.Option("--count", min=1, max=100_000, help="Requests of each operation.")] = 50,
    quiet: options.Quiet = False,
) -> None:
    """Draw another number of requests for each operation; those that are there stay the first ones.

    Example: apigen data generated/shop --count 200
    """
    from apigen.workspace.lock import recorded_facts
    from apigen.workspace.writing import apply_changes

    spec, wishes = recorded_command(folder)
    wishes = replace(wishes, records=count)
    plan, _ = make_plan(spec, wishes, folder)
    if plan.digest != recorded_facts(folder).get("digest"):
        raise generate_first("AG604", f"{spec} has changed since {folder} was made from it", folder)
    changes = decide(plan, folder, wishes.templates, command=record_of(spec, wishes, folder))
    apply_changes(folder, changes)
    if not quiet:
        show_events(changes, folder, verbose=False, every_file=False)
        drawn = sum(len(sample.records) for sample in plan.samples)
        out.print(f"Wrote {escape(str(folder / 'data'))}: {drawn} requests of {len(plan.samples)} operations.")
    if changes.conflicts:
        raise typer.Exit(1)
