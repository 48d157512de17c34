"""The copies of what was generated last: lost, damaged, merged by git; and links and modes of the user's files."""

import os
import shutil
import stat
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen.errors import UnreadableFiles
from apigen.workspace.changes import ChangeSet, plan_changes
from apigen.workspace.decisions import Action
from apigen.workspace.lock import Base, base_files, read_base
from apigen.workspace.operations import GeneratedTask
from apigen.workspace.writing import apply_changes, undo

HEAD = "class ShopUser(ApiUser):\n    wait_time = 1\n"


def source(*names: str) -> bytes:
    """A locustfile with a task for each name."""
    tasks = (f'\n    @task(3)\n    def {name}(self):\n        self.rest("GET", "/{name}")\n' for name in names)
    return (HEAD + "".join(tasks)).encode()


def state(files: Mapping[str, bytes], *names: str) -> Base:
    return Base(files, {f"GET /{name}": GeneratedTask(name, name, "ShopUser", "locustfile.py") for name in names})


def generate(folder: Path, *names: str) -> ChangeSet:
    new = state({"locustfile.py": source(*names), "loads/spike.py": b"x = 1\n"}, *names)
    changes = plan_changes(folder, read_base(folder), new, base_files(new.files, new.tasks, {}))
    apply_changes(folder, changes)
    return changes


def text(folder: Path) -> bytes:
    return (folder / "locustfile.py").read_bytes()


@pytest.mark.parametrize("damage", [None, b"", b"def f(:\n", b"\0"])
def test_a_lost_copy_means_that_nothing_is_changed_unasked(tmp_path: Path, damage: bytes | None) -> None:
    generate(tmp_path, "a", "b")
    mine = source("a", "b").replace(b"@task(3)", b"@task(9)", 1)
    (tmp_path / "locustfile.py").write_bytes(mine)
    copy = tmp_path / ".apigen/base/locustfile.py.base"
    copy.unlink() if damage is None else copy.write_bytes(damage)
    changes = generate(tmp_path, "a", "b", "c")
    assert text(tmp_path) == mine
    assert [event.path for event in changes.conflicts] == ["locustfile.py"]
    assert read_base(tmp_path).files["locustfile.py"] == source("a", "b", "c")


def git(folder: Path, *command: str) -> int:
    names = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "merge.conflictStyle=diff3")
    done = subprocess.run(["git", *names, *command], cwd=folder, capture_output=True, check=False)
    return done.returncode


def test_two_branches_that_both_regenerated_are_merged_by_git(tmp_path: Path) -> None:
    generate(tmp_path, "a")
    (tmp_path / "locustfile.py").write_bytes(source("a").replace(b"@task(3)", b"@task(9)"))
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    git(tmp_path, "checkout", "-qb", "other")
    generate(tmp_path, "a", "b")
    git(tmp_path, "commit", "-qam", "b")
    git(tmp_path, "checkout", "-q", "main")
    generate(tmp_path, "a", "c")
    git(tmp_path, "commit", "-qam", "c")
    assert git(tmp_path, "merge", "other") == 1
    assert b"<<<<<<<" in (tmp_path / ".apigen/lock.json").read_bytes()
    assert b"<<<<<<<" in (tmp_path / ".apigen/base/locustfile.py.base").read_bytes()
    mine = source("a", "b", "c").replace(b"@task(3)", b"@task(9)", 1)
    (tmp_path / "locustfile.py").write_bytes(mine)  # as the user has merged it
    changes = generate(tmp_path, "a", "b", "c")
    assert changes.conflicts == ()
    assert text(tmp_path) == mine
    assert read_base(tmp_path).files["locustfile.py"] == source("a", "b", "c")
    assert generate(tmp_path, "a", "b", "c").conflicts == ()


def test_marks_of_git_in_the_users_file_are_told_with_their_place(tmp_path: Path) -> None:
    generate(tmp_path, "a")
    (tmp_path / "locustfile.py").write_bytes(HEAD.encode() + b"<<<<<<< HEAD\n=======\n>>>>>>> other\n")
    before = text(tmp_path)
    with pytest.raises(UnreadableFiles) as raised:
        generate(tmp_path, "a", "b")
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.code == "AG601"
    assert diagnostic.location is not None
    assert (diagnostic.location.file, diagnostic.location.line) == (str(tmp_path / "locustfile.py"), 3)
    assert text(tmp_path) == before


@pytest.mark.parametrize("mode", [0o600, 0o755])
def test_the_mode_of_a_file_stays_and_comes_back(tmp_path: Path, mode: int) -> None:
    generate(tmp_path, "a")
    (tmp_path / "locustfile.py").chmod(mode)
    generate(tmp_path, "a", "b")
    assert stat.S_IMODE((tmp_path / "locustfile.py").stat().st_mode) == mode
    undo(tmp_path)
    assert text(tmp_path) == source("a")
    assert stat.S_IMODE((tmp_path / "locustfile.py").stat().st_mode) == mode


def test_a_link_inside_the_folder_stays_a_link(tmp_path: Path) -> None:
    generate(tmp_path, "a")
    (tmp_path / "locustfile.py").rename(tmp_path / "real.py")
    (tmp_path / "locustfile.py").symlink_to("real.py")
    generate(tmp_path, "a", "b")
    assert (tmp_path / "locustfile.py").is_symlink()
    assert (tmp_path / "real.py").read_bytes() == source("a", "b")


def test_nothing_is_written_through_a_link_that_leads_out(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    generate(folder, "a")
    shutil.move(folder / "loads", tmp_path / "elsewhere")
    (folder / "loads").symlink_to(tmp_path / "elsewhere")
    (folder / "locustfile.py").rename(tmp_path / "other.py")
    (folder / "locustfile.py").symlink_to("../other.py")
    changes = generate(folder, "a", "b")
    assert {change.path: change.action for change in changes.changes} == {
        "locustfile.py": Action.KEEP,
        "loads/spike.py": Action.KEEP,
    }
    assert (tmp_path / "other.py").read_bytes() == source("a")
    assert os.listdir(tmp_path / "elsewhere") == ["spike.py"]


def test_what_another_run_prepared_and_did_not_decide_is_forgotten(tmp_path: Path) -> None:
    generate(tmp_path, "a")
    (tmp_path / ".apigen/pending/backup").mkdir(parents=True)
    (tmp_path / ".apigen/pending/0").write_bytes(b"half")
    generate(tmp_path, "a", "b")
    assert text(tmp_path) == source("a", "b")
    assert not (tmp_path / ".apigen/pending").exists()


def test_operations_that_swap_their_names_swap_their_edits(tmp_path: Path) -> None:
    generate(tmp_path, "a", "b")
    (tmp_path / "locustfile.py").write_bytes(source("a", "b").replace(b"@task(3)", b"@task(9)", 1))
    swapped = source("a", "b").replace(b"def a", b"def x").replace(b"def b", b"def a").replace(b"def x", b"def b")
    tasks = {
        f"GET /{key}": GeneratedTask(name, name, "ShopUser", "locustfile.py") for key, name in (("a", "b"), ("b", "a"))
    }
    new = Base({"locustfile.py": swapped, "loads/spike.py": b"x = 1\n"}, tasks)
    apply_changes(tmp_path, plan_changes(tmp_path, read_base(tmp_path), new, base_files(new.files, tasks, {})))
    assert text(tmp_path) == swapped.replace(b"@task(3)", b"@task(9)", 1)


def test_a_name_that_goes_to_another_operation_takes_no_edits_along(tmp_path: Path) -> None:
    generate(tmp_path, "a", "b")
    mine = source("a", "b").replace(b'"/b")', b'"/b")  # mine')
    (tmp_path / "locustfile.py").write_bytes(mine)
    tasks = {"GET /a": GeneratedTask("b", "b", "ShopUser", "locustfile.py")}  # GET /b is gone, GET /a is called b now
    theirs = source("a").replace(b"def a", b"def b")
    new = Base({"locustfile.py": theirs, "loads/spike.py": b"x = 1\n"}, tasks)
    apply_changes(tmp_path, plan_changes(tmp_path, read_base(tmp_path), new, base_files(new.files, tasks, {})))
    start = text(tmp_path).index(b"def b_gone")
    assert b'"/b")  # mine' in text(tmp_path)[start:]
    assert b'def b(self):\n        self.rest("GET", "/a")\n' in text(tmp_path)
