"""The command that takes any folder of documents: each comes out whole, compiles and loads, or is refused clearly."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
EVERY = 8  # documents of the collection are many and large; `python benchmarks/corpus.py FOLDER` takes all of them


def corpus(folder: Path, *options: str) -> list[str]:
    command = [sys.executable, "benchmarks/corpus.py", str(folder), *options]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def test_our_documents_come_out_whole() -> None:
    *rows, total = corpus(ROOT / "specs")[1:]
    assert len(rows) > 10
    assert all(row.endswith("  ok") for row in rows)
    assert "(100.00%)" in total


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the collection of published documents is not beside this checkout")
def test_published_documents_come_out_whole() -> None:
    *rows, total = corpus(CORPUS, "--sample", str(EVERY))[1:]
    assert len(rows) > 15
    refused = [row for row in rows if "  refused: " in row]
    assert sum(row.endswith("  ok") for row in rows) + len(refused) == len(rows)
    assert len(refused) < len(rows) / 4
    assert float(total.rpartition("(")[2].partition("%")[0]) >= 99.5


def test_what_is_lost_is_told(tmp_path: Path) -> None:
    """The check can fail: an index that counts more operations than come out."""
    (tmp_path / "api.yaml").write_bytes((ROOT / "specs" / "basic.yaml").read_bytes())
    (tmp_path / "index.csv").write_text("file,operations\napi.yaml,99\n")
    command = [sys.executable, "benchmarks/corpus.py", str(tmp_path), "--no-locust"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "operations are lost" in done.stdout
