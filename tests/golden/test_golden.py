"""Every document in `specs/` regenerates its folder in `generated/` byte for byte, and twice gives the same."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
spec = importlib.util.spec_from_file_location("regenerate", HERE / "regenerate.py")
assert spec is not None
assert spec.loader is not None
golden = importlib.util.module_from_spec(spec)
spec.loader.exec_module(golden)


def content(folder: Path) -> dict[str, bytes]:
    """Every file but the backup of earlier versions, which is nobody's product."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in files.items() if ".apigen/backup/" not in f"/{name}"}


@pytest.mark.parametrize("document", golden.SPECS, ids=golden.name_of)
def test_generated_folder_is_what_the_document_gives(document: Path, tmp_path: Path) -> None:
    name = golden.name_of(document)
    golden.regenerate(document, tmp_path / name)
    made, kept = content(tmp_path / name), content(golden.ROOT / "generated" / name)
    kept = {name: text for name, text in kept.items() if "__pycache__" not in name}
    assert made.keys() == kept.keys(), "run `make regenerate` and review the diff"
    assert [name for name in made if made[name] != kept[name]] == [], "run `make regenerate` and review the diff"


def test_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    for run in ("one", "two"):
        command = [sys.executable, "-m", "apigen", "from-spec", "specs/shop.yaml", "-o", str(tmp_path / run / "shop")]
        subprocess.run(command, cwd=golden.ROOT, check=True, capture_output=True)
    assert content(tmp_path / "one") == content(tmp_path / "two")


def test_generating_again_changes_nothing(tmp_path: Path) -> None:
    document = golden.ROOT / "specs" / "nested.yaml"
    golden.regenerate(document, tmp_path / "nested")
    before = content(tmp_path)
    golden.regenerate(document, tmp_path / "nested")
    assert content(tmp_path) == before
