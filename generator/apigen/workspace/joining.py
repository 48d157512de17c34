"""Telling apigen that two operations are one: `join`, behind `apigen rename OLD NEW`.

Before generating, it is noted in the lock. Afterwards, what was generated is taken back and merged again.
"""

from dataclasses import replace
from pathlib import Path

from apigen.errors import WorkspaceError
from apigen.workspace.changes import ChangeSet, plan_changes
from apigen.workspace.lock import FOLDER, LOCK, Base, read_base, with_joined
from apigen.workspace.operations import find_task
from apigen.workspace.writing import BACKUP, apply_changes, edited_since, undo, write_atomically


def join(folder: Path, old: str, new: str) -> ChangeSet | None:
    """The edits of the operation `old` go to `new`; each is a key, an operationId or the name of a task.

    Returns what changed; None where `new` is still to come. Raises WorkspaceError where there is nothing to join.
    """
    now = read_base(folder)
    if not now.tasks:
        raise WorkspaceError(f"{folder}: nothing was generated there")
    known = {**{key: each.task for key, each in now.gone.tasks.items()}, **now.tasks}
    if find_task(old, known) and not find_task(new, now.tasks):
        write_atomically(folder / LOCK, with_joined((folder / LOCK).read_bytes(), old, new))
        return None
    before = _before(folder)
    if find_task(old, now.tasks) or not find_task(old, before.tasks) or not find_task(new, now.tasks):
        raise WorkspaceError(f"{old!r} must be an operation that is gone, and {new!r} one that was added")
    if edited := [name for name in edited_since(folder) if not name.startswith(f"{FOLDER}/")]:
        hint = f"take it back (apigen from-spec --undo -o {folder}), say apigen rename, and generate again"
        raise WorkspaceError(f"{', '.join(edited)}: edited since it was generated; {hint}")
    own = {name.as_posix(): (folder / name).read_bytes() for name in _own(folder)}
    undo(folder)
    changes = plan_changes(folder, replace(read_base(folder), joined={old: new}), now, own)
    apply_changes(folder, changes)
    return changes


def _own(folder: Path) -> list[Path]:
    """What apigen keeps for itself and the next time: the lock and the copies."""
    paths = [folder / LOCK, folder / FOLDER / ".gitignore", *(folder / FOLDER / "base").rglob("*")]
    return [path.relative_to(folder) for path in paths if path.is_file()]


def _before(folder: Path) -> Base:
    """What had been generated before the last time, as far as its operations go."""
    return read_base(folder / BACKUP, ".bak")
