"""What a merge of one file gives: its text, what happened to its parts, and where the sides contradict each other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class OnConflict(StrEnum):
    """Whose version stays in the file where both sides changed the same thing."""

    MINE = "mine"  # under a comment; the generator's version is put into .apigen/conflicts/
    THEIRS = "theirs"
    MARKERS = "markers"  # both, between the lines that git writes and editors know


class Kind(StrEnum):
    """What happened to a part of the folder."""

    ADDED = "added"
    UPDATED = "updated"
    KEPT = "kept yours"
    DELETED = "stays deleted"  # deleted by the user, and still generated
    REMOVED = "removed"
    STAYS = "removed but kept"  # no longer generated, and edited by the user
    RENAMED = "renamed"
    CONFLICT = "conflict"


WITH_EDITS = "with your edits"
REPLACED = "yours is in .apigen/backup"
"""Notes on what was updated: the user's edits are in it, or were given up as wished."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a file or a definition in it."""

    kind: Kind
    path: str
    unit: str = ""  # ShopUser.create_order; empty for the file itself
    note: str = ""
    line: int = 0  # 1-based; 0: not known, or no line


@dataclass(frozen=True, slots=True)
class Outcome:
    """The merged text with what there is to tell."""

    text: str
    events: tuple[Event, ...] = ()
    conflicts: Mapping[str, str] = field(default_factory=dict)  # unit -> the generator's version of it
