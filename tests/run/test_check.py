"""`apigen check`: stale or not, by the document and the options that the lock remembers, and the traps in the code."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def apigen(*words: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigen", *words]
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        command, cwd=cwd, capture_output=True, encoding="utf-8", timeout=120, check=False, env=environment
    )


@pytest.fixture
def basic(tmp_path: Path) -> Path:
    """A generated folder as it comes, beside its document."""
    for name in ("specs/basic.yaml", "generated/basic"):
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir()
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return tmp_path / "generated/basic"


def test_a_fresh_folder_is_fine_also_from_inside(basic: Path) -> None:
    done = apigen("check", ".", cwd=basic)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        ". is what ../../specs/basic.yaml gives.",
        "No trap of Locust's is in the code.",
    ]


def test_a_changed_document_and_a_trap_are_told_and_nothing_is_written(basic: Path) -> None:
    document, locustfile = basic.parents[1] / "specs/basic.yaml", basic / "locustfile.py"
    added = '"paths": {"/new": {"get": {"responses": {"200": {"description": "new"}}}},'
    document.write_text(document.read_text("utf-8").replace('"paths": {', added), "utf-8")
    trap = '\n    def on_start(self) -> None:\n        super().on_start()\n        self.client.headers = {"X": "1"}\n'
    text = locustfile.read_text("utf-8")
    locustfile.write_text(text.replace("\n    @tag", f"{trap}\n    @tag", 1), "utf-8")
    before = {path: path.read_bytes() for path in basic.rglob("*") if path.is_file()}
    done = apigen("check", "generated/basic", cwd=basic.parents[1])
    assert done.returncode == 1
    line = locustfile.read_text("utf-8").split("\n").index('        self.client.headers = {"X": "1"}') + 1
    assert f"generated/basic/locustfile.py:{line}:9: warning[AG802]: " in done.stdout
    assert "generated/basic is stale: apigen from-spec specs/basic.yaml -o generated/basic" in done.stdout
    assert "Traps: 1." in done.stdout
    assert {path: path.read_bytes() for path in basic.rglob("*") if path.is_file()} == before


def test_without_the_document_the_code_is_checked_all_the_same(basic: Path) -> None:
    (basic.parents[1] / "specs/basic.yaml").unlink()
    (basic / "helpers.py").write_text("from random import Random\n\nCHANCE = Random(1)\n")
    done = apigen("check", str(basic), cwd=basic)
    assert done.returncode == 2
    assert "helpers.py:3:10: warning[AG813]: " in done.stdout
    assert "error[AG603]: " in done.stderr


def test_a_syntax_error_has_its_place(basic: Path) -> None:
    (basic / "locustfile.py").write_text("class Shop(\n")
    done = apigen("check", str(basic), cwd=basic)
    assert done.returncode == 2
    assert "locustfile.py:1:11: error[AG601]: the file is no valid Python: '(' was never closed" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_folder_of_another_kind_is_refused(tmp_path: Path) -> None:
    assert apigen("check", str(tmp_path / "none"), cwd=tmp_path).returncode == 2
    done = apigen("check", str(tmp_path), cwd=tmp_path)
    assert (done.returncode, "error[AG602]: " in done.stderr) == (2, True)
