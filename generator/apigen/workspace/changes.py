"""What generating does to the folder, decided before anything is written.

Each file is compared three ways: what was generated last (base), what is on disk (ours), what is generated now
(theirs). A file that the user did not touch follows the generator; one that only the user touched stays; where both
changed it, the user's stays and the generator's version is put beside it. A file that the user deleted stays deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from apigen.errors import WorkspaceError
from apigen.workspace.lock import FOLDER, Base

USERS_OWN = frozenset({"data/accounts.csv", "locust.conf", ".env.example"})
"""Files that people are meant to fill in: an edit there is no reason to ask for attention when we change too."""


class Action(StrEnum):
    """What happens to one file."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    KEEP = "keep"  # the user edited or deleted it
    CONFLICT = "conflict"  # the user and the generator changed it
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """The decision about one file."""

    path: str
    action: Action
    content: bytes | None = None  # what is written; None: nothing, or removal under DELETE
    note: str = ""


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
    def conflicts(self) -> tuple[Change, ...]:
        """Files that need the user."""
        return tuple(change for change in self.changes if change.action is Action.CONFLICT)


def plan_changes(folder: Path, base: Base, theirs: Mapping[str, bytes], own: Mapping[str, bytes]) -> ChangeSet:
    """Compare and decide; nothing is written."""
    names = sorted({*theirs, *base.files})
    return ChangeSet(
        tuple(_decide(name, base.files.get(name), _read(folder / name), theirs.get(name)) for name in names), own
    )


def _read(path: Path) -> bytes | None:
    """What is there. Raises WorkspaceError where the disk or the rights forbid to look."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise WorkspaceError(f"cannot read {path}: {error.strerror}") from error


def _decide(name: str, base: bytes | None, ours: bytes | None, theirs: bytes | None) -> Change:
    if theirs is None:
        return _removed(name, base, ours)
    if ours == theirs:
        return Change(name, Action.SAME)
    if ours is None:
        return Change(name, Action.CREATE, theirs) if base is None else Change(name, Action.KEEP, note="deleted by you")
    if ours == base:
        return Change(name, Action.UPDATE, theirs)
    if theirs == base or (base is not None and name in USERS_OWN):
        return Change(name, Action.KEEP, note="edited by you")
    note = "edited by you and changed by the generator" if base is not None else "was here before apigen"
    return Change(name, Action.CONFLICT, theirs, f"{note}; yours stays, the new one is {conflict_path(name)}")


def _removed(name: str, base: bytes | None, ours: bytes | None) -> Change:
    """The generator no longer makes this file."""
    if ours is None:
        return Change(name, Action.SAME)
    if ours == base:
        return Change(name, Action.DELETE)
    return Change(name, Action.KEEP, note="edited by you; no longer generated")


def conflict_path(name: str) -> str:
    """Where the generator's version of a file is put that the user has edited."""
    return f"{FOLDER}/conflicts/{name}"
