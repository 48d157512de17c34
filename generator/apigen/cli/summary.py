"""What generating did to the folder, in at most a screen."""

import shlex
from collections import Counter
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from apigen.cli.terminal import err, out
from apigen.workspace.merging.outcome import REPLACED, WITH_EDITS, Event, Kind

if TYPE_CHECKING:
    from apigen.workspace.changes import ChangeSet

_COLORS = {Kind.CONFLICT: "red", Kind.STAYS: "yellow", Kind.DELETED: "yellow", Kind.RENAMED: "cyan"}
_NEWS = (Kind.CONFLICT, Kind.STAYS, Kind.DELETED, Kind.RENAMED, Kind.KEPT)  # what needs the user's eye, the first most
_ROWS = 12  # of one run; the rest is counted
_PAIRS = 3


def show_events(changes: "ChangeSet", folder: Path, verbose: bool, every_file: bool) -> None:
    """A line of counts, then what needs the user's eye with its place; everything where `verbose` or `every_file`."""
    events = changes.events
    if any(event.kind is not Kind.ADDED for event in events):
        out.print(headline(events, changes.decisions.tasks))
    if verbose or every_file:
        for event in (event for kind in Kind for event in events if event.kind is kind):
            _show(event, folder)
    else:
        _show_news(events, folder)
    likely = changes.decisions.likely
    for old, new in likely if verbose else likely[:_PAIRS]:
        out.print(f"  {escape(old)} is gone, {escape(new)} is new. If they are one, your edits go along with:")
        out.print(f"    apigen rename {escape(shlex.join([old, new]))} -o {escape(shlex.quote(str(folder)))}")
    if not verbose and len(likely) > _PAIRS:
        out.print(f"  ... and {len(likely) - _PAIRS} more such pairs (--verbose shows all)")


def headline(events: Sequence[Event], tasks: Collection[str]) -> str:
    """What happened, counted; `tasks` are the names of all tasks."""
    parts = [_counted(noun, [event for event in events if _noun(event, tasks) == noun]) for noun in _NOUNS]
    kept = {(e.path, e.unit) for e in events if e.kind is Kind.KEPT or e.note == WITH_EDITS}
    replaced = sum(event.note == REPLACED for event in events)
    counts = Counter(event.kind for event in events)
    mine = [
        f"{len(kept)} edit{'s' * (len(kept) != 1)} kept" if kept else "",
        f"{counts[Kind.DELETED]} stay{'s' * (counts[Kind.DELETED] == 1)} deleted" if counts[Kind.DELETED] else "",
        f"{counts[Kind.STAYS]} kept although no longer generated" if counts[Kind.STAYS] else "",
        f"{replaced} of yours replaced" if replaced else "",
    ]
    conflicts = f"{counts[Kind.CONFLICT]} conflict{'s' * (counts[Kind.CONFLICT] != 1)}"
    return "; ".join(filter(None, (*parts, ", ".join(filter(None, mine)), conflicts)))


_NOUNS = ("task", "definition", "file")


def _noun(event: Event, tasks: Collection[str]) -> str:
    if not event.unit:
        return "file"
    return "task" if event.unit.rpartition(".")[2] in tasks else "definition"


def _counted(noun: str, events: Sequence[Event]) -> str:
    """`2 tasks added, 1 removed`."""
    counts = Counter(event.kind for event in events)
    shown = [kind for kind in (Kind.ADDED, Kind.UPDATED, Kind.REMOVED, Kind.RENAMED) if counts[kind]]
    texts = [f"{counts[kind]} {kind}" for kind in shown]
    if texts:
        texts[0] = f"{counts[shown[0]]} {noun}{'s' * (counts[shown[0]] != 1)} {shown[0]}"
    return ", ".join(texts)


def _show_news(events: Sequence[Event], folder: Path) -> None:
    """At most a screen: what there is of each kind in turn, until it is full."""
    found = {kind: [event for event in events if event.kind is kind] for kind in _NEWS}
    room = dict.fromkeys(_NEWS, 0)
    for _ in range(_ROWS):
        if left := [kind for kind in _NEWS if room[kind] < len(found[kind])]:
            room[min(left, key=room.__getitem__)] += 1
    for kind, rows in found.items():
        for event in rows[: room[kind]]:
            _show(event, folder)
        if len(rows) > room[kind]:
            out.print(f"  ... and {len(rows) - room[kind]} more {kind} (--verbose shows all)")


def _show(event: Event, folder: Path) -> None:
    place = f"{folder / event.path}:{event.line}" if event.line else str(folder / event.path)
    color = _COLORS.get(event.kind)
    kind = f"[{color}]{event.kind:<16}[/{color}]" if color else f"{event.kind:<16}"
    text = "  ".join(part for part in (event.unit, place, event.note) if part)
    (err if event.kind is Kind.CONFLICT else out).print(f"  {kind}  {escape(text)}")
