"""`apigen cleanup`: delete what runs created and did not delete."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from apigen.cli.terminal import err, out
from apigen.errors import UsageError


def cleanup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The generated folder.")],
    host: Annotated[str, typer.Option("--host", metavar="URL", help="The server that the runs were aimed at.")],
) -> None:
    """Delete what earlier runs created on a server and left there, because they were killed or refused.

    Example: apigen cleanup generated/shop --host http://localhost:8080
    """
    from apigen.run.leftovers import SCRIPT, clean_up, leftovers

    if not (folder / ".apigen").is_dir():
        raise UsageError(f"{folder}: no such generated folder")
    left = leftovers(folder)
    before = left.get(host)
    if not before:
        out.print(f"Nothing of earlier runs is left on {escape(host)}.")
        for other, things in left.items():
            err.print(f"On {escape(other)} there is: {_shown(things)}.")
        return
    if not (folder / SCRIPT).is_file():
        raise UsageError(f"{folder / SCRIPT} is missing: generate the test again")
    log = clean_up(folder, host)
    after = leftovers(folder).get(host, Counter())
    out.print(f"Deleted {_shown(before - after)} on {escape(host)}.")
    if after:
        err.print(escape(log.strip()))
        err.print(f"The server keeps {_shown(after)}; run this again, or see {folder / '.apigen' / 'created'}.")
        raise typer.Exit(1)


def _shown(things: Counter[str]) -> str:
    return ", ".join(f"{count} {escape(kind)}" for kind, count in sorted(things.items())) or "nothing"
