"""Prism, nobody's code here, on the traffic of generated tests: every request is one that the document allows.

The judge lies beside the checkout; `.ci/run` installs Prism. Elsewhere these tests say what is missing.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
JUDGE = ROOT.parent / "shared" / "judge" / "judge.py"
PRISM = ROOT / ".venv" / "prism" / "node_modules" / ".bin" / "prism"
SECRETS = {"USERNAME": "shopper1@example.com", "PASSWORD": "correct-horse", "TOKEN": "a-token", "API_KEY": "a-key"}

pytestmark = [
    pytest.mark.skipif(not JUDGE.is_file(), reason="the judge is not beside this checkout"),
    pytest.mark.skipif(not PRISM.exists(), reason="Prism is not installed in .venv/prism (.ci/run does it)"),
]


@pytest.mark.parametrize("spec", ["shop.yaml", "nested.yaml", "api-keys.yaml", "traffic.yaml"])
def test_prism_accepts_every_request(spec: str, tmp_path: Path) -> None:
    name = Path(spec).stem
    folder = shutil.copytree(ROOT / "generated" / name, tmp_path / name)
    wanted = [line.split("=")[0] for line in (folder / ".env.example").read_text().splitlines() if "=" in line]
    secrets = {
        variable: SECRETS.get(variable.partition("_")[2], "a-secret") for variable in wanted if "#" not in variable
    }
    command = [sys.executable, str(JUDGE), str(ROOT / "specs" / spec), str(folder), "-t", "10", "--dynamic"]
    command += ["--json", str(tmp_path / "judged.json"), "--prism", str(PRISM)]
    locust = ["--locust", str(Path(sys.executable).parent / "locust")]
    result = subprocess.run(
        [*command, *locust], env={**os.environ, **secrets}, capture_output=True, text=True, timeout=180, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    judged = json.loads((tmp_path / "judged.json").read_text())
    assert judged["requests"] > 50
    assert judged["accepted"] == judged["requests"], judged["reasons"]
    assert judged["hit_never_accepted"] == []
