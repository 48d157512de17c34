"""What happens to each file of the folder, from the three versions of all of them: `decide`.

Nothing here touches the disk.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from apigen.workspace.arrangement import Files, Sides, follow_document, follow_user, revive
from apigen.workspace.lock import FOLDER, Base
from apigen.workspace.merging.files import merge_file
from apigen.workspace.merging.outcome import REPLACED, Event, Kind, OnConflict
from apigen.workspace.merging.places import line_of, located
from apigen.workspace.operations import Renamed, follow, likely_renames, replaced


class Action(StrEnum):
    """What happens to one file."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    KEEP = "keep"  # the user edited or deleted it
    CONFLICT = "conflict"  # the user and the generator changed the same thing in it
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """The decision about one file."""

    path: str
    action: Action
    content: bytes | None = None  # what is written; None: nothing, or removal under DELETE
    events: tuple[Event, ...] = ()
    beside: Mapping[str, bytes] = field(default_factory=dict)  # the generator's versions, for .apigen/conflicts/


@dataclass(frozen=True, slots=True)
class Decisions:
    """What becomes of the folder."""

    changes: tuple[Change, ...]
    renamed: tuple[Event, ...] = ()  # operations that were followed to another name or path
    likely: tuple[tuple[str, str], ...] = ()  # keys of operations that are gone and added, and may be one
    tasks: frozenset[str] = frozenset()  # names of all methods that are or were tasks


def decide(
    base: Base, ours: Mapping[str, bytes], new: Base, others: Callable[[], Files], on_conflict: OnConflict
) -> Decisions:
    """The decision about every file.

    `ours` is what is on disk of the files that are or were generated, `others` reads the user's own.
    """
    renamed = follow(base.tasks, new.tasks, base.joined)
    sides = Sides(dict(base.files), dict(ours), dict(new.files))
    follow_document(sides, renamed, *replaced(base.tasks, new.tasks, renamed))
    own: Files = {}
    follow_user(sides, lambda: own.update(others()) or own)
    revive(sides)
    changes = []
    for name in sorted({*sides.theirs, *sides.base}):
        change = _decide(name, sides.base.get(name), sides.ours.get(name), sides.theirs.get(name), on_conflict)
        changes.append(_compared(change, sides.ours.get(name), {**own, **ours}.get(name)))
    changes = [replace(each, events=tuple(_moved(event, sides.theirs) for event in each.events)) for each in changes]
    changes += [Change(name, Action.DELETE) for name in ours if name not in sides.ours and name not in sides.theirs]
    contents = {change.path: change.content for change in changes if change.content is not None}
    news = tuple(_told(each, {**ours, **contents}) for each in renamed if _is_news(each))
    names = frozenset(task.name for task in (*base.tasks.values(), *new.tasks.values()))
    return Decisions(tuple(changes), news, likely_renames(base.tasks, new.tasks, renamed), names)


def _is_news(each: Renamed) -> bool:
    return each.old_key != each.key or each.old.name != each.new.name


def _told(each: Renamed, files: Mapping[str, bytes]) -> Event:
    unit = f"{each.new.owner}.{each.new.name}"
    was = each.old_key if each.old.name == each.new.name else f"{each.old.name}, {each.old_key}"
    return Event(Kind.RENAMED, each.new.file, unit, f"was {was}", line_of(files.get(each.new.file, b""), unit))


def _moved(event: Event, theirs: Mapping[str, bytes]) -> Event:
    """What is said of a definition that stays where the user edited it, but is generated in another file now."""
    if event.kind is not Kind.STAYS or not event.unit:
        return event
    definition = re.compile(rf"^(?:class|def) {re.escape(event.unit.partition('.')[0])}\b".encode(), re.MULTILINE)
    others = (name for name, text in theirs.items() if name.endswith(".py") and definition.search(text))
    file = next(others, event.path)
    if file == event.path:
        return event
    return replace(event, note=f"edited by you; generated in {file} now: take your edit there and delete this one")


def _compared(change: Change, ours: bytes | None, disk: bytes | None) -> Change:
    """The decision for what is on disk, where that was renamed and moved before it was merged."""
    if ours == disk or change.action is Action.DELETE:
        return change
    content = ours if change.content is None else change.content
    if content == disk:
        return replace(change, content=None)
    action = Action.UPDATE if disk is not None else Action.CREATE
    return replace(change, action=change.action if change.action is Action.CONFLICT else action, content=content)


def _decide(name: str, base: bytes | None, ours: bytes | None, theirs: bytes | None, on_conflict: OnConflict) -> Change:
    if theirs is None:
        return _removed(name, base, ours)
    if ours == theirs:
        return Change(name, Action.SAME)
    if ours is None:
        return _missing(name, base, theirs)
    if base is None:
        return _contradicted(name, ours, theirs, on_conflict, "was here before apigen")
    merged = merge_file(name, base, ours, theirs, on_conflict)
    if merged is None:
        if ours == base:
            return Change(name, Action.UPDATE, theirs, _whole(Kind.UPDATED, name))
        if theirs == base:
            return Change(name, Action.KEEP, None, _whole(Kind.KEPT, name))
        note = "edited by you and changed by the generator"
        return _contradicted(name, ours, theirs, on_conflict, note)
    content = theirs if ours == base else ours if theirs == base else merged.content
    events = located(name, content.decode("utf-8", "replace"), merged.events)
    if merged.beside:
        return Change(name, Action.CONFLICT, content, events, merged.beside)
    if content == ours:
        return Change(name, Action.KEEP, None, events or _whole(Kind.KEPT, name))
    return Change(name, Action.UPDATE, content, events or _whole(Kind.UPDATED, name))


def _whole(kind: Kind, name: str, note: str = "") -> tuple[Event, ...]:
    return (Event(kind, name, note=note),)


def _missing(name: str, base: bytes | None, theirs: bytes) -> Change:
    """The file is not there: new, or deleted by the user."""
    if base is None:
        return Change(name, Action.CREATE, theirs, _whole(Kind.ADDED, name))
    return Change(name, Action.KEEP, None, _whole(Kind.DELETED, name, "deleted by you"))


def _removed(name: str, base: bytes | None, ours: bytes | None) -> Change:
    """The generator no longer makes this file."""
    if ours is None:
        return Change(name, Action.SAME)
    if ours == base:
        return Change(name, Action.DELETE, None, _whole(Kind.REMOVED, name))
    return Change(name, Action.KEEP, None, _whole(Kind.STAYS, name, "edited by you; no longer generated"))


def _contradicted(name: str, ours: bytes, theirs: bytes, on_conflict: OnConflict, reason: str) -> Change:
    """A file without parts that could be merged."""
    if on_conflict is OnConflict.THEIRS:
        return Change(name, Action.UPDATE, theirs, _whole(Kind.UPDATED, name, REPLACED))
    note = f"{reason}; yours stays, the new one is {conflict_path(name)}"
    return Change(name, Action.CONFLICT, ours, _whole(Kind.CONFLICT, name, note), {name: theirs})


def conflict_path(name: str) -> str:
    """Where the generator's version of a file is put that the user has edited."""
    return f"{FOLDER}/conflicts/{name}"
