"""Reading what is in the folder."""

import os
from collections.abc import Collection
from pathlib import Path

from apigen.errors import WorkspaceError

_SKIPPED = {"node_modules", "__pycache__", "site-packages", "venv"}
_MOST = 300  # files of the user's own that are looked at


def read_file(path: Path) -> bytes | None:
    """What is there; None where there is no file. Raises WorkspaceError where the disk or the rights forbid to look."""
    try:
        return path.read_bytes() if path.is_file() else None
    except OSError as error:
        raise WorkspaceError(f"cannot read {path}: {error.strerror}") from error


def leads_out(folder: Path, name: str) -> bool:
    """Whether the user has linked a file of the folder, or a folder in it, to another place."""
    path = folder / name
    is_inside = ".." not in path.parts and not name.startswith("/")
    return is_inside and not path.resolve().is_relative_to(folder.resolve())


def own_sources(folder: Path, known: Collection[str]) -> dict[str, bytes]:
    """Python files that the user put into the folder, to which tasks may have moved."""
    found: dict[str, bytes] = {}
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _SKIPPED)
        for name in sorted(files):
            path = Path(root, name).relative_to(folder).as_posix()
            if name.endswith(".py") and path not in known and len(found) < _MOST:
                content = read_file(folder / path)
                found |= {path: content} if content is not None else {}
    return found
