"""What a generated test does when the server asks it to slow down, under a real Locust."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from support.servers import running

BUSY = Path(__file__).parents[1] / "support" / "busy.py"
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Busy", "version": "1"},
    "paths": {
        "/things": {
            "get": {"responses": {"200": {"description": "ok", "content": {"application/json": {"schema": {}}}}}}
        }
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("busy")
    (home / "api.json").write_text(json.dumps(DOCUMENT))
    command = [sys.executable, "-m", "apigen", "from-spec", "api.json", "-o", "out", "--quiet"]
    subprocess.run(command, cwd=home, check=True)
    return home / "out"


def run(folder: Path, *waits: str) -> tuple[dict[str, tuple[int, int]], list[tuple[float, str]]]:
    """Requests and failures by name; when the server was asked and what it answered."""
    with running([sys.executable, str(BUSY), *waits]) as server:
        options = ["--headless", "-u", "1", "-t", "6s", "--json", "--host", server.url, "--reset-stats"]
        done = subprocess.run(
            [sys.executable, "-m", "locust", *options],
            cwd=folder,
            env=dict(os.environ),
            capture_output=True,
            check=False,
        )
        asked = [line.split() for line in server.output().splitlines()[1:]]
    rows = json.loads(done.stdout)
    counted = {row["name"]: (row["num_requests"], row["num_failures"]) for row in rows}
    return counted, [(float(when), what) for when, what in asked]


def test_a_request_waits_as_long_as_the_server_says(folder: Path) -> None:
    counted, asked = run(folder, "1", "date")
    assert [what for _, what in asked[:3]] == ["1", "date", "ok"]
    (first, _), (second, _), (third, _) = asked[:3]
    assert 1 <= second - first < 10
    assert 1 <= third - second < 10  # a date has no parts of seconds
    assert {name: failed for name, (_, failed) in counted.items()} == dict.fromkeys(counted, 0)
    assert sum(number for name, (number, _) in counted.items() if name.endswith(": told to wait]")) == 2
    assert counted["/things"][0] >= 1


def test_a_refusal_without_a_time_is_a_failure(folder: Path) -> None:
    counted, asked = run(folder, "none")
    assert set(counted) == {"/things"}
    assert counted["/things"][1] == 1
    assert len(asked) == counted["/things"][0]


def test_patience_ends(folder: Path) -> None:
    counted, _ = run(folder, *["1"] * 3)
    assert counted["/things"][1] == 1
    assert sum(number for name, (number, _) in counted.items() if name.endswith(": told to wait]")) == 2
