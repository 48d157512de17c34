"""A run that is killed at any of its writes leaves the folder as it was, or as it should be."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from apigen.errors import WorkspaceError
from apigen.workspace.changes import plan_changes
from apigen.workspace.lock import Base, base_files, read_base
from apigen.workspace.writing import apply_changes, recover, undo

OLD = {"locustfile.py": b"one = 1\n", "data/a.csv": b"a\n1\n", "gone.py": b"x = 1\n", "same.md": b"same\n"}
NEW = {"locustfile.py": b"one = 2\n", "data/a.csv": b"a\n2\n", "added/b.py": b"y = 1\n", "same.md": b"same\n"}
WRITES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.truncate", "os.link"}


def generate(folder: Path, files: dict[str, bytes]) -> None:
    apply_changes(folder, plan_changes(folder, read_base(folder), Base(files), base_files(files, {}, {})))


def state(folder: Path) -> dict[str, bytes]:
    """What people see, and the base."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: content for name, content in names.items() if "/backup/" not in name}


def killed_at(number: int, folder: Path, files: dict[str, bytes]) -> bool:
    """Generate in a process that dies before its write with this number; False when it has fewer."""
    process = os.fork()
    if process == 0:
        left = number

        def count(event: str, details: tuple[object, ...]) -> None:
            nonlocal left
            is_write = event == "open" and isinstance(details[2], int) and details[2] & (os.O_WRONLY | os.O_RDWR)
            if event in WRITES or is_write:
                left -= 1
                if left == 0:
                    os._exit(9)

        sys.addaudithook(count)
        generate(folder, files)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 9


def test_the_folder_is_old_or_new_wherever_a_run_is_killed(tmp_path: Path) -> None:
    generate(tmp_path / "old", OLD)
    shutil.copytree(tmp_path / "old", tmp_path / "start")
    generate(tmp_path / "new", OLD)
    generate(tmp_path / "new", NEW)
    old, new = state(tmp_path / "old"), state(tmp_path / "new")
    found = []
    number = 1
    while True:
        folder = shutil.copytree(tmp_path / "start", tmp_path / f"killed-{number}")
        if not killed_at(number, folder, NEW):
            break
        recover(folder)
        assert state(folder) in (old, new), f"killed at write {number}"
        found.append(state(folder) == new)
        generate(folder, NEW)
        assert state(folder) == new
        number += 1
    assert found == sorted(found)  # old until the journal is there, then new
    assert found.count(False) > 10
    assert found.count(True) > 10


def test_what_a_killed_run_wrote_can_be_taken_back(tmp_path: Path) -> None:
    generate(tmp_path, OLD)
    before = state(tmp_path)
    number = next(n for n in range(1, 200) if _is_done(tmp_path, n))
    assert number > 10
    undo(tmp_path)
    assert state(tmp_path) == before


def _is_done(folder: Path, number: int) -> bool:
    """Kill at each write in turn, in the same folder, until the change is decided."""
    killed_at(number, folder, NEW)
    recover(folder)
    return state(folder).get("added/b.py") is not None


@pytest.mark.parametrize("journal", ["", "{", "[[1]]"])
def test_a_damaged_journal_is_told(tmp_path: Path, journal: str) -> None:
    generate(tmp_path, OLD)
    (tmp_path / ".apigen/pending").mkdir()
    (tmp_path / ".apigen/pending/journal.json").write_text(journal)
    with pytest.raises(WorkspaceError, match=r"journal\.json is damaged"):
        recover(tmp_path)
