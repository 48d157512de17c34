"""Writing a change set: each file atomically, with a backup of whatever is replaced or removed."""

import os
import tempfile
from pathlib import Path, PurePosixPath

from apigen.errors import WorkspaceError
from apigen.workspace.changes import Action, Change, ChangeSet, conflict_path
from apigen.workspace.lock import FOLDER

BACKUP = f"{FOLDER}/backup"


def apply_changes(folder: Path, changes: ChangeSet) -> None:
    """Write everything; the lock last, so that an interrupted run is repeated and not believed.

    Raises WorkspaceError when the folder cannot be written, or a path would leave it.
    """
    try:
        for change in changes.changes:
            _apply(folder, change)
        for name, content in changes.own.items():
            write_atomically(_inside(folder, name), content)
        _drop_old_copies(folder, changes)
    except OSError as error:
        raise WorkspaceError(f"cannot write {error.filename or folder}: {error.strerror}") from error


def _apply(folder: Path, change: Change) -> None:
    path = _inside(folder, change.path)
    if change.action is Action.CONFLICT and change.content is not None:
        write_atomically(_inside(folder, conflict_path(change.path)), change.content)
    elif change.action in (Action.UPDATE, Action.DELETE):
        write_atomically(_inside(folder, f"{BACKUP}/{change.path}.bak"), path.read_bytes())
        if change.action is Action.DELETE:
            path.unlink()
    if change.action in (Action.CREATE, Action.UPDATE) and change.content is not None:
        write_atomically(path, change.content)


def _drop_old_copies(folder: Path, changes: ChangeSet) -> None:
    """Copies of files that are no longer generated."""
    base = folder / FOLDER / "base"
    for path in sorted(base.rglob("*"), reverse=True):
        name = str(PurePosixPath(FOLDER, "base", *path.relative_to(base).parts))
        if path.is_file() and name not in changes.own:
            path.unlink()
        elif path.is_dir() and not any(path.iterdir()):
            path.rmdir()


def _inside(folder: Path, name: str) -> Path:
    """The path of a file in the folder. A name that leaves it is a bug of ours, and stops everything."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise WorkspaceError(f"refusing to write outside the output folder: {name!r}")
    return folder.joinpath(*parts)


def write_atomically(path: Path, content: bytes) -> None:
    """The file has the old or the new content at any moment, never a part of it; its mode is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
        os.chmod(temporary, path.stat().st_mode & 0o7777 if path.exists() else 0o644)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
