"""`.apigen/`: what was generated, from what, by which version, and a verbatim copy of every generated file.

The copy, not git, is the base for recognising and keeping edits: it is there in a fresh clone or a tarball as well.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from apigen import __version__
from apigen.errors import WorkspaceError
from apigen.workspace.operations import GeneratedTask, Tasks

FOLDER = ".apigen"
_LOCK = "lock.json"
_VERSION = 2  # of the lock; the first knew no more of an operation than its task
_BASE = "base"
_IGNORED = b"""# Versions that were replaced, and proposals: for you, not for the repository.
backup/
conflicts/
created/
pending/
"""
_SUFFIX = ".base"  # so that linters, type checkers and test runners do not take the copies for code


@dataclass(frozen=True, slots=True)
class Base:
    """What was generated last; empty for a new folder."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    tasks: Tasks = field(default_factory=dict)
    joined: Mapping[str, str] = field(default_factory=dict)  # operations that the user called one, old to new


def read_base(folder: Path) -> Base:
    """The state of the last generation.

    Raises WorkspaceError when the lock is there but cannot be read: guessing would cost the user's edits.
    """
    path = folder / FOLDER / _LOCK
    try:
        lock = json.loads(path.read_text("utf-8"))
        names = [str(name) for name in lock["files"]]
        files = {name: base.read_bytes() for name in names if (base := folder / base_path(name)).is_file()}
        tasks = {key: GeneratedTask(**entry) for key, entry in lock["operations"].items() if lock["lock"] >= _VERSION}
        return Base(files, tasks, dict(lock.get("joined", {})))
    except FileNotFoundError:
        return Base()
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise WorkspaceError(f"{path} is damaged ({error}): restore it, or use --force-new") from None


def recorded_anchor(folder: Path) -> date | None:
    """The day from which the dates of a folder are counted; None for a new folder, or a lock that cannot be read."""
    try:
        return date.fromisoformat(json.loads((folder / FOLDER / _LOCK).read_text("utf-8"))["anchor_date"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def base_files(files: Mapping[str, bytes], tasks: Tasks, facts: Mapping[str, Any]) -> dict[str, bytes]:
    """The content of `.apigen/` after generating `files`, by path relative to the output folder."""
    lock = {
        "lock": _VERSION,
        "apigen": __version__,
        **facts,
        "operations": {key: asdict(task) for key, task in tasks.items()},
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    text = json.dumps(lock, indent=1, ensure_ascii=False) + "\n"
    copies = {base_path(name): content for name, content in files.items()}
    own = text.encode("utf-8", "backslashreplace")  # half a surrogate pair is an escape, as JSON has it
    return {**copies, f"{FOLDER}/.gitignore": _IGNORED, f"{FOLDER}/{_LOCK}": own}


def base_path(name: str) -> str:
    """Where the copy of a generated file is kept, relative to the output folder."""
    return str(PurePosixPath(FOLDER, _BASE, f"{name}{_SUFFIX}"))
