"""Hostile documents as people meet them: on the command line, and as folders that Locust loads."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from support import hostile

KINDS = {
    "texts": hostile.document(hostile.CODE),
    "quotes": hostile.document(hostile.QUOTES[:6]),
    "names": hostile.document(hostile.NAMES),
    "letters": hostile.document(hostile.UNICODE),
    "markup": hostile.document((*hostile.SHELL, *hostile.MARKDOWN)),
    "title": hostile.bare(hostile.CODE[3]),
    "lines": hostile.bare(hostile.LINES[-1]),
}


def apigen(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigen", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)


def write(folder: Path, spec: dict[str, Any]) -> None:
    (folder / "openapi.json").write_text(json.dumps(spec))


def listed(folder: Path) -> Sequence[str]:
    """The user classes that Locust finds."""
    command = [sys.executable, "-m", "locust", "--list"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONWARNINGS": "error::SyntaxWarning"}
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert run.returncode == 0, run.stderr
    return run.stdout.split()[2:]


@pytest.mark.parametrize("kind", KINDS)
def test_locust_loads_what_the_command_line_writes(kind: str, tmp_path: Path) -> None:
    write(tmp_path, KINDS[kind])
    made = apigen(tmp_path, "from-spec", "openapi.json", "-o", "out", "--verbose")
    assert made.returncode == 0, made.stderr
    assert "\x1b" not in made.stdout + made.stderr
    assert len(listed(tmp_path / "out")) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"openapi.json", "out"}
    assert not list(tmp_path.rglob(hostile.TRIPWIRE))


@pytest.mark.parametrize("kind", KINDS)
def test_the_plan_is_shown(kind: str, tmp_path: Path) -> None:
    write(tmp_path, KINDS[kind])
    shown = apigen(tmp_path, "plan", "openapi.json", "--format", "json", "--quiet")
    assert shown.returncode == 0, shown.stderr
    plan = json.loads(shown.stdout)
    assert len(plan["operations"]) + len(plan["left_out"]) == len(list(hostile.operations(KINDS[kind])))
    for style in ("table", "markdown"):
        told = apigen(tmp_path, "plan", "openapi.json", "--format", style)
        assert told.returncode == 0, told.stderr
        assert "\x1b" not in told.stdout + told.stderr


@pytest.mark.xfail(strict=True, reason="the judge of payloads takes no schema with a lone surrogate")
@pytest.mark.parametrize("text", hostile.SURROGATES)
def test_half_a_surrogate_pair_is_no_crash(text: str, tmp_path: Path) -> None:
    write(tmp_path, hostile.document([text]))
    assert "Traceback" not in apigen(tmp_path, "from-spec", "openapi.json").stderr


@pytest.mark.xfail(strict=True, reason="uploads are named after the whole property")
def test_a_long_property_does_not_become_a_file_name_that_no_disk_takes(tmp_path: Path) -> None:
    write(tmp_path, hostile.document(["a" * 300]))
    assert apigen(tmp_path, "from-spec", "openapi.json", "-o", "out").returncode == 0
