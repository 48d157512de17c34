"""`apigen data`: more requests for a folder that was generated before, the first of them as they were."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.markup import escape

from apigen.cli import options
from apigen.cli.command_record import read_record, record_of
from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.cli.summary import show_events
from apigen.cli.terminal import out
from apigen.errors import UnreadableDocument

if TYPE_CHECKING:
    from apigen.diagnostics import Diagnostic


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

    facts = recorded_facts(folder)
    spec, wishes = _command_of(facts, folder)
    wishes = replace(wishes, records=count)
    plan, _ = make_plan(spec, wishes, folder)
    if plan.digest != facts.get("digest"):
        raise UnreadableDocument((_fault("AG604", f"{spec} has changed since {folder} was made from it", folder),))
    changes = decide(plan, folder, command=record_of(spec, wishes, folder))
    apply_changes(folder, changes)
    if not quiet:
        show_events(changes, folder, verbose=False, every_file=False)
        drawn = sum(len(sample.records) for sample in plan.samples)
        out.print(f"Wrote {escape(str(folder / 'data'))}: {drawn} requests of {len(plan.samples)} operations.")
    if changes.conflicts:
        raise typer.Exit(1)


def _command_of(facts: dict[str, Any], folder: Path) -> tuple[str, Wishes]:
    """What the folder was made from; a document that is not there any more is told."""
    try:
        spec, wishes = read_record(facts["command"], folder)
    except (KeyError, TypeError):
        message = f"{folder} does not say from which document it was made"
        raise UnreadableDocument((_fault("AG602", message, folder),)) from None
    is_address = spec.startswith(("http://", "https://"))
    if not is_address and not Path(spec).is_file():
        message = f"{spec}, from which {folder} was made, is not there"
        raise UnreadableDocument((_fault("AG603", message, folder),))
    return spec, wishes


def _fault(code: str, message: str, folder: Path) -> "Diagnostic":
    from apigen.diagnostics import Diagnostic, Severity

    hint = f"generate first: apigen from-spec DOCUMENT -o {folder}"
    return Diagnostic(Severity.ERROR, code, message, None, hint)
