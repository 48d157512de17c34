import json
import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from apigen import __version__
from apigen.errors import WorkspaceError
from apigen.workspace.changes import ChangeSet, plan_changes
from apigen.workspace.decisions import Action
from apigen.workspace.lock import Base, base_files, read_base
from apigen.workspace.merging.outcome import Kind
from apigen.workspace.operations import GeneratedTask
from apigen.workspace.writing import apply_changes, write_atomically

FACTS = {"document": "shop.yaml", "seed": 0}
TASKS = {"POST /orders": GeneratedTask("createOrder", "create_order", "ShopUser", "locustfile.py", "create_order")}


def decide(folder: Path, files: Mapping[str, bytes]) -> ChangeSet:
    """What generating these files does to the folder."""
    return plan_changes(folder, read_base(folder), Base(files, TASKS), base_files(files, TASKS, FACTS))


def generate(folder: Path, files: Mapping[str, bytes]) -> dict[str, Action]:
    changes = decide(folder, files)
    apply_changes(folder, changes)
    return {change.path: change.action for change in changes.changes}


def content(folder: Path) -> dict[str, bytes]:
    """What people see, without what apigen keeps for itself."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    names = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return {name: text for name, text in names.items() if not name.startswith(".apigen/")}


def own(folder: Path, name: str) -> bytes | None:
    path = folder / ".apigen" / name
    return path.read_bytes() if path.exists() else None


def test_a_new_folder_gets_every_file(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "shop"
    files = {"locustfile.py": b"one", "data/orders.jsonl": b"{}\n", "data/files/a.bin": b"\0\xff"}
    assert set(generate(folder, files).values()) == {Action.CREATE}
    assert content(folder) == files


def test_the_lock_says_what_was_generated_and_from_what(tmp_path: Path) -> None:
    generate(tmp_path, {"b": b"", "a": b"one"})
    lock = json.loads(own(tmp_path, "lock.json") or b"")
    assert lock == {
        "lock": 2,
        "apigen": __version__,
        "document": "shop.yaml",
        "seed": 0,
        "operations": {
            "POST /orders": {
                "id": "createOrder",
                "name": "create_order",
                "owner": "ShopUser",
                "file": "locustfile.py",
                "data": "create_order",
            }
        },
        "files": {
            "a": "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
            "b": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        },
    }


def test_the_base_comes_back_as_it_was_written(tmp_path: Path) -> None:
    files = {"locustfile.py": b"one", "data/a.bin": b"\r\n\0"}
    generate(tmp_path, files)
    assert read_base(tmp_path) == Base(files, TASKS)


def test_copies_do_not_look_like_code(tmp_path: Path) -> None:
    generate(tmp_path, {"locustfile.py": b"one", "loads/spike.py": b"two"})
    assert [path for path in (tmp_path / ".apigen").rglob("*.py") if path.is_file()] == []


def test_writing_twice_changes_nothing(tmp_path: Path) -> None:
    files = {"locustfile.py": b"one", "data/orders.jsonl": b"{}\n"}
    generate(tmp_path, files)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert not decide(tmp_path, files).is_stale
    assert set(generate(tmp_path, files).values()) == {Action.SAME}
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_file_that_nobody_touched_follows_the_generator(tmp_path: Path) -> None:
    generate(tmp_path, {"locustfile.py": b"one"})
    assert decide(tmp_path, {"locustfile.py": b"two"}).is_stale
    assert generate(tmp_path, {"locustfile.py": b"two"}) == {"locustfile.py": Action.UPDATE}
    assert content(tmp_path) == {"locustfile.py": b"two"}


def test_what_is_replaced_is_kept_as_a_backup(tmp_path: Path) -> None:
    generate(tmp_path, {"loads/spike.py": b"one"})
    generate(tmp_path, {"loads/spike.py": b"two"})
    assert own(tmp_path, "backup/loads/spike.py.bak") == b"one"


def test_an_edit_stays_when_the_generator_has_nothing_new(tmp_path: Path) -> None:
    generate(tmp_path, {"locustfile.py": b"one"})
    (tmp_path / "locustfile.py").write_bytes(b"mine")
    changes = decide(tmp_path, {"locustfile.py": b"one"})
    apply_changes(tmp_path, changes)
    assert [change.action for change in changes.changes] == [Action.KEEP]
    assert not changes.is_stale
    assert content(tmp_path) == {"locustfile.py": b"mine"}


def test_where_both_changed_a_file_that_has_no_parts_the_new_one_is_put_beside(tmp_path: Path) -> None:
    generate(tmp_path, {"data/a.bin": b"one"})
    (tmp_path / "data/a.bin").write_bytes(b"mine")
    changes = decide(tmp_path, {"data/a.bin": b"two"})
    apply_changes(tmp_path, changes)
    (conflict,) = changes.conflicts
    assert changes.is_stale
    assert conflict.note.endswith(".apigen/conflicts/data/a.bin")
    assert content(tmp_path) == {"data/a.bin": b"mine"}
    assert own(tmp_path, "conflicts/data/a.bin") == b"two"


def test_the_same_change_on_both_sides_is_no_conflict(tmp_path: Path) -> None:
    generate(tmp_path, {"locustfile.py": b"one"})
    (tmp_path / "locustfile.py").write_bytes(b"two")
    assert generate(tmp_path, {"locustfile.py": b"two"}) == {"locustfile.py": Action.SAME}


def test_where_a_file_cannot_carry_a_comment_a_conflict_is_told_once(tmp_path: Path) -> None:
    generate(tmp_path, {"data/a.bin": b"one"})
    (tmp_path / "data/a.bin").write_bytes(b"mine")
    assert generate(tmp_path, {"data/a.bin": b"two"}) == {"data/a.bin": Action.CONFLICT}
    assert generate(tmp_path, {"data/a.bin": b"two"}) == {"data/a.bin": Action.KEEP}
    assert content(tmp_path) == {"data/a.bin": b"mine"}


def test_a_file_from_before_apigen_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_bytes(b"mine")
    changes = decide(tmp_path, {"README.md": b"theirs"})
    apply_changes(tmp_path, changes)
    assert [event.note.split(";")[0] for event in changes.conflicts] == ["was here before apigen"]
    assert content(tmp_path) == {"README.md": b"mine"}
    assert own(tmp_path, "conflicts/README.md") == b"theirs"


@pytest.mark.parametrize("name", ["locust.conf", ".env.example"])
def test_settings_that_people_fill_in_are_kept_without_a_word_of_conflict(tmp_path: Path, name: str) -> None:
    generate(tmp_path, {name: b"users = 50\n"})
    (tmp_path / name).write_bytes(b"users = 5\n")
    assert generate(tmp_path, {name: b"users = 60\n"}) == {name: Action.KEEP}
    assert content(tmp_path) == {name: b"users = 5\n"}


@pytest.mark.parametrize("now", [b"one", b"two"])
def test_a_file_that_the_user_deleted_stays_deleted(tmp_path: Path, now: bytes) -> None:
    generate(tmp_path, {"loads/soak.py": b"one", "locustfile.py": b"x"})
    (tmp_path / "loads/soak.py").unlink()
    for _ in range(2):
        assert generate(tmp_path, {"loads/soak.py": now, "locustfile.py": b"x"})["loads/soak.py"] is Action.KEEP
        assert content(tmp_path) == {"locustfile.py": b"x"}


def test_a_file_that_is_no_longer_generated_goes(tmp_path: Path) -> None:
    generate(tmp_path, {"data/old.csv": b"one", "locustfile.py": b"x"})
    assert generate(tmp_path, {"locustfile.py": b"x"})["data/old.csv"] is Action.DELETE
    assert content(tmp_path) == {"locustfile.py": b"x"}
    assert own(tmp_path, "backup/data/old.csv.bak") == b"one"
    assert own(tmp_path, "base/data/old.csv.base") is None
    assert not (tmp_path / ".apigen/base/data").exists()


def test_a_file_that_is_no_longer_generated_stays_where_it_was_edited(tmp_path: Path) -> None:
    generate(tmp_path, {"data/old.csv": b"one"})
    (tmp_path / "data/old.csv").write_bytes(b"mine")
    assert generate(tmp_path, {}) == {"data/old.csv": Action.KEEP}
    assert content(tmp_path) == {"data/old.csv": b"mine"}


def test_an_edited_class_that_is_generated_in_another_file_now_is_told_with_that_file(tmp_path: Path) -> None:
    pool, rest = b"class Pool:\n    size = 1\n", b"A = 1\n"
    generate(tmp_path, {"support.py": rest + b"\n\n" + pool})
    (tmp_path / "support.py").write_bytes(rest + b"\n\n" + pool.replace(b"1", b"2"))
    changes = decide(tmp_path, {"support.py": rest, "pools.py": pool})
    (told,) = [event for event in changes.events if event.kind is Kind.STAYS]
    assert (told.path, told.unit) == ("support.py", "Pool")
    assert "generated in pools.py now" in told.note


def test_a_file_gone_on_both_sides_is_forgotten(tmp_path: Path) -> None:
    generate(tmp_path, {"data/old.csv": b"one"})
    (tmp_path / "data/old.csv").unlink()
    assert generate(tmp_path, {}) == {"data/old.csv": Action.SAME}
    assert read_base(tmp_path).files == {}


def test_the_users_own_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "helpers.py").write_bytes(b"mine")
    generate(tmp_path, {"locustfile.py": b"one"})
    generate(tmp_path, {})
    assert content(tmp_path) == {"helpers.py": b"mine"}


def test_planning_writes_nothing(tmp_path: Path) -> None:
    decide(tmp_path / "shop", {"locustfile.py": b"one"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../evil", "data/../../evil", "/tmp/evil", "", "..", "a/.."])
def test_a_path_that_leaves_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "shop"
    folder.mkdir()
    changes = plan_changes(folder, Base(), Base({name: b"x"}), {})
    with pytest.raises(WorkspaceError, match="outside the output folder"):
        apply_changes(folder, changes)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_lock_that_names_files_outside_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    generate(folder, {"a": b"one"})
    victim = tmp_path / "victim"
    victim.write_bytes(b"one")
    lock = folder / ".apigen/lock.json"
    lock.write_text(lock.read_text().replace('"a":', '"../victim":'))
    (folder / ".apigen/victim.base").write_bytes(b"one")  # where the copy of ../victim would lie
    with pytest.raises(WorkspaceError):
        generate(folder, {})
    assert victim.read_bytes() == b"one"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"files": 1}',
        '{"lock": 1}',
        "<<<<<<< HEAD\n{}",
        '{"files": {}, "operations": 5}',
        "\udcff",
    ],
)
def test_a_damaged_lock_stops_everything(tmp_path: Path, text: str) -> None:
    generate(tmp_path, {"locustfile.py": b"one"})
    (tmp_path / ".apigen/lock.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(WorkspaceError, match=r"lock\.json is damaged .*--force-new"):
        read_base(tmp_path)


def test_a_folder_in_place_of_the_lock_is_damage(tmp_path: Path) -> None:
    (tmp_path / ".apigen/lock.json").mkdir(parents=True)
    with pytest.raises(WorkspaceError, match="is damaged"):
        read_base(tmp_path)


def test_a_folder_without_a_lock_was_never_generated(tmp_path: Path) -> None:
    assert read_base(tmp_path) == Base()
    assert read_base(tmp_path / "missing") == Base()


def test_a_lost_copy_makes_an_edit_a_conflict_and_never_loses_it(tmp_path: Path) -> None:
    generate(tmp_path, {"locustfile.py": b"one"})
    (tmp_path / ".apigen/base/locustfile.py.base").unlink()
    (tmp_path / "locustfile.py").write_bytes(b"mine")
    assert generate(tmp_path, {"locustfile.py": b"two"}) == {"locustfile.py": Action.CONFLICT}
    assert content(tmp_path) == {"locustfile.py": b"mine"}


def test_a_file_where_a_folder_belongs_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_bytes(b"mine")
    with pytest.raises(WorkspaceError, match=r"cannot write .*data"):
        generate(tmp_path, {"data/orders.jsonl": b"{}"})
    assert (tmp_path / "data").read_bytes() == b"mine"


def test_a_folder_where_a_file_belongs_is_told(tmp_path: Path) -> None:
    (tmp_path / "locustfile.py").mkdir()
    with pytest.raises(WorkspaceError, match=r"cannot write .*locustfile"):
        generate(tmp_path, {"locustfile.py": b"one"})
    assert [path.name for path in tmp_path.iterdir()] == ["locustfile.py"]


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755])
def test_an_atomic_write_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "locustfile.py"
    path.write_bytes(b"one")
    path.chmod(mode)
    write_atomically(path, b"two")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"two", mode)


def test_a_new_file_can_be_read_by_others(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a" / "b", b"one")
    assert stat.S_IMODE((tmp_path / "a" / "b").stat().st_mode) == 0o644


def test_an_atomic_write_puts_a_new_file_in_place_of_the_old(tmp_path: Path) -> None:
    path, reader = tmp_path / "a", tmp_path / "reader"
    path.write_bytes(b"one")
    os.link(path, reader)  # what somebody holds who opened it before
    write_atomically(path, b"two")
    assert (path.read_bytes(), reader.read_bytes()) == (b"two", b"one")


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.mkdir()
    with pytest.raises(OSError, match=r"[Dd]irectory"):
        write_atomically(path, b"one")
    assert list(tmp_path.iterdir()) == [path]
