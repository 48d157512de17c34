"""`.apigen/`: what was generated, from what, by which version, and a verbatim copy of every generated file.

The copy, not git, is the base for recognising and keeping edits: it is there in a fresh clone or a tarball as well.
"""

import ast
import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from apigen import __version__
from apigen.errors import WorkspaceError
from apigen.workspace.operations import GeneratedTask, Tasks

FOLDER = ".apigen"
LOCK = f"{FOLDER}/lock.json"
_VERSION = 2  # of the lock; the first knew no more of an operation than its task
_COPIES = f"{FOLDER}/base/"
_IGNORED = b"""# Versions that were replaced, and proposals: for you, not for the repository.
backup/
conflicts/
created/
pending/
"""
_MARKED = re.compile(
    rb"^<<<<<<< [^\n]*\n(.*?)(?:^\|{7} [^\n]*\n.*?)?^=======\r?\n(.*?)^>>>>>>> [^\n]*\n", re.DOTALL | re.MULTILINE
)
_SUFFIX = ".base"  # so that linters, type checkers and test runners do not take the copies for code


@dataclass(frozen=True, slots=True)
class GoneTask:
    """The task of an operation that is gone, and its code as it was generated last."""

    task: GeneratedTask
    code: str


@dataclass(frozen=True, slots=True)
class Gone:
    """What is generated no longer although the user edited or deleted it, as it was generated last."""

    tasks: Mapping[str, GoneTask] = field(default_factory=dict)  # by operation key
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Base:
    """What was generated last; empty for a new folder."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    tasks: Tasks = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)  # operations that the user called one, old to new
    gone: Gone = field(default_factory=Gone)


def read_base(folder: Path, suffix: str = "") -> Base:
    """The state of the last generation.

    Where git merged two generations, one of its sides is taken for each part; both were generated once. Raises
    WorkspaceError when the lock is there but cannot be read: guessing would cost the user's edits.
    """
    path = folder / f"{LOCK}{suffix}"
    try:
        locks = [json.loads(side) for side in git_sides(path.read_bytes())]
        files = _copies(folder, [lock["files"] for lock in locks])
        gone = [lock.get("gone", {"operations": {}, "files": {}}) for lock in locks]
        tasks = {key: task for lock in reversed(locks) for key, task in _tasks(lock).items()}
        joined = dict(locks[0].get("joined", {}))
        gone_tasks = {key: _gone_task(**entry) for each in reversed(gone) for key, entry in each["operations"].items()}
        gone_files = _copies(folder, [each["files"] for each in gone])
    except FileNotFoundError:
        return Base()
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise WorkspaceError(f"{path} is damaged ({error}): restore it, or use --force-new") from None
    return Base(files, tasks, joined, Gone(gone_tasks, gone_files))


def _tasks(lock: Mapping[str, Any]) -> dict[str, GeneratedTask]:
    entries = lock["operations"].items() if lock["lock"] >= _VERSION else ()
    return {key: GeneratedTask(**entry) for key, entry in entries}


def _gone_task(code: str, **task: Any) -> GoneTask:
    return GoneTask(GeneratedTask(**task), code)


def _copies(folder: Path, digests: Sequence[Mapping[str, str]]) -> dict[str, bytes]:
    """The copies of the files that locks name; what is lost is left out."""
    known = {pair for each in digests for pair in each.items()}
    found = {name: _copy(folder, str(name), known) for each in digests for name in each}
    return {name: content for name, content in found.items() if content is not None}


def _copy(folder: Path, name: str, digests: Collection[tuple[str, str]]) -> bytes | None:
    """The copy of a generated file; None where it is lost, or damaged so that it is empty or no Python any more."""
    try:
        sides = git_sides((folder / base_path(name)).read_bytes())
    except FileNotFoundError:
        return None
    known = [side for side in sides if (name, hashlib.sha256(side).hexdigest()) in digests]
    if known:
        return known[0]
    is_whole = bool(sides[0].strip()) and (not name.endswith(".py") or _is_python(sides[0]))
    return sides[0] if is_whole else None


def _is_python(content: bytes) -> bool:
    try:
        ast.parse(content)
    except (SyntaxError, ValueError):
        return False
    return True


def git_sides(content: bytes) -> list[bytes]:
    """The text, or both sides of it where git left the marks of a conflict."""
    if not _MARKED.search(content):
        return [content]
    return [_MARKED.sub(rb"\1", content), _MARKED.sub(rb"\2", content)]


def recorded_anchor(folder: Path) -> date | None:
    """The day from which the dates of a folder are counted; None for a new folder, or a lock that cannot be read."""
    try:
        return date.fromisoformat(json.loads((folder / LOCK).read_text("utf-8"))["anchor_date"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def recorded_facts(folder: Path) -> dict[str, Any]:
    """What the lock says of the last generation; empty for a new folder, or a lock that cannot be read."""
    try:
        return dict(json.loads((folder / LOCK).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def base_files(files: Mapping[str, bytes], tasks: Tasks, facts: Mapping[str, Any]) -> dict[str, bytes]:
    """The content of `.apigen/` after generating `files`, by path relative to the output folder."""
    lock = {
        "lock": _VERSION,
        "apigen": __version__,
        **facts,
        "operations": {key: asdict(task) for key, task in tasks.items()},
        "files": _digests(files),
    }
    copies = {base_path(name): content for name, content in files.items()}
    return {**copies, f"{FOLDER}/.gitignore": _IGNORED, LOCK: _encoded(lock)}


def with_gone(own: Mapping[str, bytes], names: Collection[str], gone: Gone) -> dict[str, bytes]:
    """The content of `.apigen/` with what is gone and nothing else besides the files that are generated: `names`."""
    copies = {base_path(name) for name in names}
    kept = {name: content for name, content in own.items() if not name.startswith(_COPIES) or name in copies}
    lock = {name: value for name, value in json.loads(own[LOCK]).items() if name != "gone"}
    if gone.tasks or gone.files:
        lock["gone"] = {
            "operations": {key: {**asdict(each.task), "code": each.code} for key, each in gone.tasks.items()},
            "files": _digests(gone.files),
        }
    return {**kept, **{base_path(name): content for name, content in gone.files.items()}, LOCK: _encoded(lock)}


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}


def with_joined(lock: bytes, old: str, new: str) -> bytes:
    """The lock with two operations that the user calls one, for the next time that something is generated."""
    content = json.loads(lock)
    return _encoded({**content, "joined": {**content.get("joined", {}), old: new}})


def _encoded(lock: Mapping[str, Any]) -> bytes:
    text = json.dumps(lock, indent=1, ensure_ascii=False) + "\n"
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair is an escape, as JSON has it


def base_path(name: str) -> str:
    """Where the copy of a generated file is kept, relative to the output folder."""
    return str(PurePosixPath(_COPIES, f"{name}{_SUFFIX}"))
