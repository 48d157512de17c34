"""Writing a change set: all of it or nothing, with a backup of whatever is replaced or removed.

New contents are first put into `.apigen/pending/`, then a journal beside them says where they belong. From that moment
on the change is done: whoever finds a journal finishes the work. Without a journal, what is pending never happened.
"""

import errno
import hashlib
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath

from apigen.errors import WorkspaceError
from apigen.workspace.changes import ChangeSet
from apigen.workspace.decisions import Action, conflict_path
from apigen.workspace.lock import FOLDER

BACKUP = f"{FOLDER}/backup"
_PENDING = f"{FOLDER}/pending"
_JOURNAL = "journal.json"
_MANIFEST = "manifest.json"


def apply_changes(folder: Path, changes: ChangeSet) -> None:
    """Write everything that differs from what is there; a file that stays the same is not touched.

    Raises WorkspaceError when the folder cannot be written, or a path would leave it.
    """
    writes: dict[str, bytes | None] = {}
    for change in changes.changes:
        _check_name(change.path)
        if change.content is not None or change.action is Action.DELETE:
            writes[change.path] = change.content
        writes |= {conflict_path(name): content for name, content in change.beside.items()}
    writes |= {name: None for name in _old_copies(folder) if name not in changes.own}
    _write(folder, {**writes, **changes.own})


def undo(folder: Path) -> tuple[str, ...]:
    """Take back what was written last, created files included; once more brings it forth again.

    Returns the files that people see. Raises WorkspaceError when there is nothing to take back.
    """
    recover(folder)
    backup = folder / BACKUP
    try:
        names = _manifest(folder)
        writes = {name: (backup / f"{name}.bak").read_bytes() if old else None for name, (old, _) in names.items()}
    except FileNotFoundError:
        raise WorkspaceError(f"{folder}: nothing was written that could be taken back") from None
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise WorkspaceError(f"{backup} is damaged: {error}") from error
    _write(folder, writes)
    return tuple(name for name in writes if not name.startswith(f"{FOLDER}/"))


def edited_since(folder: Path) -> tuple[str, ...]:
    """Files that are not what apigen wrote last. Raises OSError and ValueError where nothing is known of that."""
    return tuple(name for name, (_, new) in _manifest(folder).items() if _digest(_content(folder / name)) != new)


def _manifest(folder: Path) -> dict[str, tuple[str, str]]:
    """By path, the digests of what was there before it was written and of what was written; empty: no file."""
    entries = json.loads((folder / BACKUP / _MANIFEST).read_text("utf-8")).items()
    return {name: (old, new) for name, (old, new) in entries}


def _digest(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()


def recover(folder: Path) -> None:
    """Finish what an interrupted run had decided, or forget what it had only prepared."""
    pending = folder / _PENDING
    with _told(folder):
        if (pending / _JOURNAL).is_file():
            _finish(folder)
        elif pending.is_dir():
            shutil.rmtree(pending)


def _write(folder: Path, writes: Mapping[str, bytes | None]) -> None:
    targets = _inside(folder, writes)
    recover(folder)
    with _told(folder):
        olds = {name: _content(path) for name, path in targets.items()}
        news = {name: content for name, content in writes.items() if olds[name] != content}
        if news:
            _check_places(folder, news)
            _prepare(folder, news, olds)
            _finish(folder)


def _prepare(folder: Path, writes: Mapping[str, bytes | None], olds: Mapping[str, bytes | None]) -> None:
    """Put the new and the old contents aside, then the journal: the moment from which the change is done."""
    pending = folder / _PENDING
    pending.mkdir(parents=True)
    for number, (name, content) in enumerate(writes.items()):
        mode = 0o644
        if olds[name] is not None:
            path, copy = folder / name, pending / "backup" / f"{name}.bak"
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)
            mode = stat.S_IMODE(path.stat().st_mode)
        if content is not None:
            _put(pending / str(number), content, mode)
    manifest = {name: (_digest(olds[name]), _digest(content)) for name, content in writes.items()}
    (pending / "backup").mkdir(exist_ok=True)
    _put(pending / "backup" / _MANIFEST, json.dumps(manifest, indent=1).encode())
    _reach_disk(path for path in pending.rglob("*") if path.is_file())
    journal = [[name, content is not None] for name, content in writes.items()]
    write_atomically(pending / _JOURNAL, json.dumps(journal).encode())


def _check_places(folder: Path, names: Collection[str]) -> None:
    """Raise OSError now, while nothing is changed, where a file cannot be put."""
    for path in (folder / name for name in names):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    for path in {folder / parent for name in names for parent in PurePosixPath(name).parents}:
        if path.exists() and not path.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(path))
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _finish(folder: Path) -> None:
    """Do what the journal says; what is done already is passed over."""
    pending = folder / _PENDING
    journal = _journal(pending)
    targets = _inside(folder, [name for name, _ in journal])
    for number, (name, stays) in enumerate(journal):
        path = targets[name]
        if not stays:
            path.unlink(missing_ok=True)
            _drop_empty(path.parent, folder / FOLDER)
        elif (pending / str(number)).is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            _move(pending / str(number), path)
    if (pending / "backup").is_dir():
        shutil.rmtree(folder / BACKUP, ignore_errors=True)
        os.replace(pending / "backup", folder / BACKUP)
    os.unlink(pending / _JOURNAL)
    shutil.rmtree(pending)


def _journal(pending: Path) -> list[tuple[str, bool]]:
    """What is written, in order, by path; False: it is removed."""
    try:
        return [(str(name), bool(stays)) for name, stays in json.loads((pending / _JOURNAL).read_text("utf-8"))]
    except (ValueError, TypeError) as error:
        raise WorkspaceError(f"{pending / _JOURNAL} is damaged ({error}): remove {pending}, generate again") from None


def _move(source: Path, path: Path) -> None:
    """Put a file in its place; through a link, and also where a folder is on another disk."""
    target = path.resolve() if path.is_symlink() else path
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_atomically(target, source.read_bytes())


def _drop_empty(folder: Path, limit: Path) -> None:
    """Remove folders of ours in which nothing is left."""
    while limit in folder.parents and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _old_copies(folder: Path) -> list[str]:
    """The copies of what was generated before."""
    copies = (folder / FOLDER / "base").rglob("*")
    return sorted(path.relative_to(folder).as_posix() for path in copies if path.is_file())


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _check_name(name: str) -> None:
    """A name that leaves the folder is a bug of ours, and stops everything."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts:
        raise WorkspaceError(f"refusing to write outside the output folder: {name!r}")


def _inside(folder: Path, names: Iterable[str]) -> dict[str, Path]:
    """The paths of files in the folder, and of nothing outside, wherever links lead."""
    home = folder.resolve()

    @cache
    def stays(path: Path) -> bool:
        return path.resolve().is_relative_to(home)

    paths = {name: folder / name for name in names}
    for name, path in paths.items():
        _check_name(name)
        if not stays(path.parent) or (path.is_symlink() and not stays(path)):
            raise WorkspaceError(f"refusing to write through a link that leads out of the output folder: {name!r}")
    return paths


def _put(path: Path, content: bytes, mode: int = 0o644) -> None:
    with path.open("wb") as file:
        file.write(content)
        os.fchmod(file.fileno(), mode)


def _reach_disk(paths: Iterable[Path]) -> None:
    """Wait until files are on the disk: at once, since disks write many files almost as fast as one."""

    def sync(path: Path) -> None:
        with path.open("rb") as file:
            os.fsync(file.fileno())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(sync, paths))


def write_atomically(path: Path, content: bytes) -> None:
    """The file has the old or the new content at any moment, never a part of it; its mode is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(descriptor)
    try:
        _put(Path(temporary), content, stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o644)
        _reach_disk([Path(temporary)])
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkspaceError(f"cannot write {error.filename or folder}: {error.strerror}") from error
