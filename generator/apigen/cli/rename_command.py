"""`apigen rename`: two operations that are one."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from apigen.cli.summary import show_events
from apigen.cli.terminal import out


def rename(
    old: Annotated[str, typer.Argument(metavar="OLD", help="What was: an operationId, or METHOD /path.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="What it is now.")],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="DIR", help="The generated folder.")] = Path(),
) -> None:
    """Say that an operation that is gone and one that was added are the same, so that your edits go along.

    Example: apigen rename createOrder placeOrder -o generated/shop
    """
    from apigen.workspace.joining import join

    changes = join(output, old, new)
    if changes is None:
        out.print(f"Noted: when {escape(new)} is generated, it gets your edits of {escape(old)}.")
        return
    show_events(changes, output, verbose=False, every_file=False)
    if changes.conflicts:
        raise typer.Exit(1)
