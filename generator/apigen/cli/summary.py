"""What generating did to the folder, in at most a screen."""

import shlex
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from apigen.cli.terminal import err, out
from apigen.workspace.merging.outcome import Event, Kind

if TYPE_CHECKING:
    from apigen.workspace.changes import ChangeSet

_COLORS = {Kind.CONFLICT: "red", Kind.STAYS: "yellow", Kind.DELETED: "yellow", Kind.RENAMED: "cyan"}
_SHOWN = 8  # rows of one kind; the rest is counted


def show_events(changes: "ChangeSet", folder: Path, verbose: bool, every_file: bool) -> None:
    """A line of counts, then what needs the user's eye with its place; everything where `verbose`."""
    events = changes.events
    counts = Counter(event.kind for event in events)
    is_new = set(counts) == {Kind.ADDED}
    if counts and not is_new:
        out.print(", ".join(f"{counts[kind]} {kind}" for kind in Kind if counts[kind]))
    for kind in Kind:
        rows = [event for event in events if event.kind is kind]
        if not (verbose or every_file or (kind in _COLORS) or (kind is Kind.KEPT and len(rows) <= _SHOWN)):
            continue
        shown = rows if verbose or every_file else rows[:_SHOWN]
        for event in shown:
            _show(event, folder)
        if len(rows) > len(shown):
            out.print(f"  ... and {len(rows) - len(shown)} more {kind} (--verbose shows all)")
    for old, new in changes.decisions.likely:
        out.print(f"  {escape(old)} is gone, {escape(new)} is new. If they are one, your edits go along with:")
        out.print(f"    apigen rename {escape(shlex.join([old, new]))} -o {escape(shlex.quote(str(folder)))}")


def _show(event: Event, folder: Path) -> None:
    place = f"{folder / event.path}:{event.line}" if event.line else str(folder / event.path)
    color = _COLORS.get(event.kind)
    kind = f"[{color}]{event.kind:<16}[/{color}]" if color else f"{event.kind:<16}"
    text = "  ".join(part for part in (event.unit, place, event.note) if part)
    (err if event.kind is Kind.CONFLICT else out).print(f"  {kind}  {escape(text)}")
