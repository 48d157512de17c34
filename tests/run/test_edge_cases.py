"""`--edge-cases`: a file of its own for each operation, which no load sends unless the environment says so."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

SPEC = Path(__file__).parents[2] / "specs" / "nested.yaml"
COUNT = "import refusals; print(len(refusals.records('create_project').texts))"


def generate(folder: Path, *options: str) -> None:
    command = [sys.executable, "-m", "apigen", "from-spec", str(SPEC), "-o", str(folder), "--quiet", *options]
    subprocess.run(command, check=True, timeout=120)


def lines_drawn_from(folder: Path, **environment: str) -> int:
    run = subprocess.run(
        [sys.executable, "-c", COUNT],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return int(run.stdout)


def test_nothing_extreme_is_written_by_itself(tmp_path: Path) -> None:
    generate(tmp_path / "plain")
    assert not (tmp_path / "plain" / "data" / "edge_cases").exists()
    assert "edge_cases" not in (tmp_path / "plain" / "samples.py").read_text()


@pytest.mark.parametrize("how", ["option", "configuration"])
def test_extremes_are_sent_when_the_environment_says_so(how: str, tmp_path: Path) -> None:
    folder = tmp_path / "edges"
    folder.mkdir()
    (folder / "apigen.toml").write_text("[data]\nedge-cases = true\n" if how == "configuration" else "")
    generate(folder, *(["--edge-cases"] if how == "option" else []))
    usual = (folder / "data" / "create_project.jsonl").read_text().splitlines()
    extreme = (folder / "data" / "edge_cases" / "create_project.jsonl").read_text().splitlines()
    assert extreme
    assert not {json.dumps(json.loads(line)["json"]) for line in extreme} & {
        json.dumps(json.loads(line)["json"]) for line in usual
    }
    assert "EDGES_EDGE_CASES=1 locust" in (folder / "README.md").read_text()
    assert lines_drawn_from(folder) == len(usual)
    assert lines_drawn_from(folder, EDGES_EDGE_CASES="1") == len(usual) + len(extreme)
