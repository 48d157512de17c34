"""What generating does to the folder, decided before anything is written.

Each file is compared three ways: what was generated last (base), what is on disk (ours), what is generated now
(theirs). A file that the user did not touch follows the generator; one that only the user touched stays; where both
changed it, the changes are merged, and what contradicts is the user's decision. What the user deleted stays deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.errors import UnreadableFiles, WorkspaceError
from apigen.workspace.lock import FOLDER, Base
from apigen.workspace.merging.files import merge_file
from apigen.workspace.merging.outcome import Event, Kind, OnConflict
from apigen.workspace.merging.places import located


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
class ChangeSet:
    """All decisions, and what is written besides for apigen itself."""

    changes: tuple[Change, ...]
    own: Mapping[str, bytes]  # .apigen/

    @property
    def is_stale(self) -> bool:
        """Whether generating would change anything that people see."""
        return any(change.action not in (Action.SAME, Action.KEEP) for change in self.changes)

    @property
    def events(self) -> tuple[Event, ...]:
        """What there is to tell, file by file."""
        return tuple(event for change in self.changes for event in change.events)

    @property
    def conflicts(self) -> tuple[Event, ...]:
        """What needs the user: contradictions that are new, and those that still stand in the files."""
        return tuple(event for event in self.events if event.kind is Kind.CONFLICT)


def plan_changes(
    folder: Path,
    base: Base,
    theirs: Mapping[str, bytes],
    own: Mapping[str, bytes],
    on_conflict: OnConflict = OnConflict.MINE,
) -> ChangeSet:
    """Compare and decide; nothing is written.

    Raises UnreadableFiles where a Python file of the user's has a syntax error: merging could lose something.
    """
    changes: list[Change] = []
    faults: list[Diagnostic] = []
    for name in sorted({*theirs, *base.files}):
        ours = _read(folder / name)
        try:
            changes.append(_decide(name, base.files.get(name), ours, theirs.get(name), on_conflict))
        except SyntaxError as error:
            faults.append(_fault(folder / name, error))
    if faults:
        raise UnreadableFiles(tuple(faults))
    return ChangeSet(tuple(changes), own)


def _fault(path: Path, error: SyntaxError) -> Diagnostic:
    place = Location(str(path), error.lineno or 1, error.offset or 1, (error.text or "").rstrip("\n"))
    message = f"the file is no valid Python, so nothing was written: {error.msg}"
    return Diagnostic(Severity.ERROR, "AG601", message, place, "correct it, then generate again")


def _read(path: Path) -> bytes | None:
    """What is there. Raises WorkspaceError where the disk or the rights forbid to look."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise WorkspaceError(f"cannot read {path}: {error.strerror}") from error


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
        return Change(name, Action.UPDATE, theirs, _whole(Kind.UPDATED, name, "yours is in .apigen/backup"))
    note = f"{reason}; yours stays, the new one is {conflict_path(name)}"
    return Change(name, Action.CONFLICT, ours, _whole(Kind.CONFLICT, name, note), {name: theirs})


def conflict_path(name: str) -> str:
    """Where the generator's version of a file is put that the user has edited."""
    return f"{FOLDER}/conflicts/{name}"
