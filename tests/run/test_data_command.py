"""`apigen data`: files of data that grow, from the document and the options that the lock remembers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from apigen.settings import Settings

ROOT = Path(__file__).parents[2]


def apigen(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigen", *words]
    return subprocess.run(
        command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False, env=dict(os.environ)
    )


def lines(folder: Path) -> dict[str, list[str]]:
    """The lines of each data file, and the bytes of each upload as one."""
    found = {path.name: path.read_text("utf-8").splitlines() for path in sorted((folder / "data").glob("*.*"))}
    return found | {path.name: [path.read_bytes().hex()] for path in sorted((folder / "data").rglob("files/*"))}


def code(folder: Path) -> dict[str, bytes]:
    """Everything that is no data."""
    files = [path for path in folder.rglob("*") if path.is_file() and ".apigen" not in path.parts]
    return {path.name: path.read_bytes() for path in files if "data" not in path.relative_to(folder).parts}


@pytest.mark.parametrize("name", ["shop.yaml", "styles.yaml", "forms.yaml", "undeclared.yaml"])
def test_data_grows_and_begins_as_it_was(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes((ROOT / "specs" / name).read_bytes())
    made = apigen("from-spec", name, "-o", "out", "--seed", "7", "--exclude", "method:delete", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    before, others = lines(tmp_path / "out"), code(tmp_path / "out")
    grown = apigen("data", "out", "--count", "80", cwd=tmp_path)
    assert grown.returncode == 0, grown.stderr
    after = lines(tmp_path / "out")
    assert after.keys() >= before.keys()
    for file, known in before.items():
        assert after[file][: len(known)] == known, file
    assert max(map(len, after.values())) in (80, 81)  # a CSV file has a header
    assert sum(map(len, after.values())) > sum(map(len, before.values()))
    assert code(tmp_path / "out") == others


def test_the_same_count_gives_the_same_bytes_and_less_takes_away(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_bytes((ROOT / "specs" / "shop.yaml").read_bytes())
    for folder in ("one", "two"):
        assert apigen("from-spec", "shop.yaml", "-o", folder, cwd=tmp_path).returncode == 0
    first = lines(tmp_path / "one")
    for count in ("60", "45"):
        assert apigen("data", "one", "--count", count, cwd=tmp_path).returncode == 0
    assert apigen("data", "two", "--count", "45", cwd=tmp_path).returncode == 0
    assert lines(tmp_path / "one") == lines(tmp_path / "two")
    assert apigen("data", "one", "--count", str(Settings().records), cwd=tmp_path).returncode == 0
    assert lines(tmp_path / "one") == first


def test_generating_again_keeps_the_number(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_bytes((ROOT / "specs" / "shop.yaml").read_bytes())
    apigen("from-spec", "shop.yaml", "-o", "out", cwd=tmp_path)
    apigen("data", "out", "--count", "60", cwd=tmp_path)
    grown = lines(tmp_path / "out")
    assert apigen("from-spec", "shop.yaml", "-o", "out", "--check", cwd=tmp_path).returncode == 0
    assert apigen("from-spec", "shop.yaml", "-o", "out", cwd=tmp_path).returncode == 0
    assert lines(tmp_path / "out") == grown


def test_the_folder_may_move_with_its_document_and_the_options_stay(tmp_path: Path) -> None:
    old = tmp_path / "old"
    old.mkdir()
    (old / "shop.yaml").write_bytes((ROOT / "specs" / "shop.yaml").read_bytes())
    (old / "wanted.txt").write_text("tag:orders\n")
    made = apigen("from-spec", "old/shop.yaml", "-o", "old/out", "--include-file", "old/wanted.txt", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    old.rename(tmp_path / "new")
    files = set(lines(tmp_path / "new" / "out"))
    moved = apigen("data", "out", "--count", "40", cwd=tmp_path / "new")
    assert moved.returncode == 0, moved.stderr
    assert set(lines(tmp_path / "new" / "out")) == files
    lock = json.loads((tmp_path / "new" / "out" / ".apigen" / "lock.json").read_text())
    assert lock["command"] == {"spec": "../shop.yaml", "include_file": "../wanted.txt", "records": 40}


def test_edited_lines_survive(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_bytes((ROOT / "specs" / "shop.yaml").read_bytes())
    apigen("from-spec", "shop.yaml", "-o", "out", cwd=tmp_path)
    file = tmp_path / "out" / "data" / "create_order.jsonl"
    own = '{"json": {"own": 1}}'
    file.write_text("\n".join([own, *file.read_text().splitlines()[1:]]) + "\n")
    apigen("data", "out", "--count", "60", cwd=tmp_path)
    assert file.read_text().splitlines()[0] == own


def test_what_is_missing_is_told_with_the_way_out(tmp_path: Path) -> None:
    document = tmp_path / "shop.yaml"
    document.write_bytes((ROOT / "specs" / "shop.yaml").read_bytes())
    apigen("from-spec", "shop.yaml", "-o", "out", cwd=tmp_path)
    document.write_text(document.read_text() + "# changed\n")
    changed = apigen("data", "out", cwd=tmp_path)
    assert (changed.returncode, "AG604" in changed.stderr) == (2, True)
    document.unlink()
    gone = apigen("data", "out", cwd=tmp_path)
    assert (gone.returncode, "AG603" in gone.stderr) == (2, True)
    assert "hint: generate first: apigen from-spec" in gone.stderr
    (tmp_path / "empty").mkdir()
    empty = apigen("data", "empty", cwd=tmp_path)
    assert (empty.returncode, "AG602" in empty.stderr) == (2, True)
