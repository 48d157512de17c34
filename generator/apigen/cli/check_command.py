"""`apigen check`: whether a folder is what its document gives, and what Locust would not tell about the user's code."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from apigen.cli import options
from apigen.cli.command_record import record_of, recorded_command
from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import make_plan
from apigen.cli.summary import show_events
from apigen.cli.terminal import out, show_diagnostics

if TYPE_CHECKING:
    from apigen.diagnostics import Diagnostic


def check(
    folder: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A generated folder.", exists=True, file_okay=False, show_default=False),
    ],
    quiet: options.Quiet = False,
) -> None:
    """Say whether a generated folder is stale against its document, and find Locust's silent traps in its code.

    Writes nothing. Exit code 1: something is stale, or there is a trap. `# noqa: AG801` behind a line suppresses one.

    Example: apigen check generated/shop
    """
    from apigen.diagnostics import Severity

    traps = _traps(folder)
    show_diagnostics(traps, verbose=True, console=out)
    if any(trap.severity is Severity.ERROR for trap in traps):
        raise typer.Exit(2)  # what cannot be read cannot be compared
    is_stale = _is_stale(folder, quiet)
    if not quiet:
        out.print(f"Traps: {len(traps)}." if traps else "No trap of Locust's is in the code.")
    if traps or is_stale:
        raise typer.Exit(1)


def _traps(folder: Path) -> "tuple[Diagnostic, ...]":
    """The traps in all Python files below the folder."""
    from apigen.lint import find_traps
    from apigen.workspace.reading import own_sources

    return find_traps({str(folder / name): content for name, content in own_sources(folder, ()).items()})


def _is_stale(folder: Path, quiet: bool) -> bool:
    """Whether generating again, with the options of the last time, would change a file."""
    spec, wishes = recorded_command(folder)
    plan, _ = make_plan(spec, wishes, folder)
    changes = decide(plan, folder, wishes.templates, command=record_of(spec, wishes, folder))
    if not changes.is_stale and not changes.conflicts:
        if not quiet:
            out.print(f"{escape(str(folder))} is what {escape(spec)} gives.")
        return False
    show_events(changes, folder, verbose=False, every_file=True)
    again = shlex.join(["apigen", "from-spec", spec, "-o", str(folder)])
    out.print(
        f"{escape(str(folder))} is stale: {escape(again)}, with the options of the last time, generates it again."
    )
    return True
