"""What people see for a document with faults: `<case>/openapi.yaml` and the exact text in `<case>/expected.txt`.

A case may hold `overlay.yaml`, which is applied, and other files, which are referred to; and `plan.txt`, what
`apigen plan --verbose` tells where faults show only later. What is good in the document is planned all the same.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from apigen.errors import UnreadableDocument
from apigen.openapi.reader import read_api
from apigen.source import load_document
from apigen.source.overlays import apply_overlay

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/openapi.yaml"))
PLANNED = sorted(path.parent for path in Path(__file__).parent.glob("*/plan.txt"))


def told() -> str:
    try:
        document = load_document("openapi.yaml")
        if Path("overlay.yaml").exists():
            document = apply_overlay(document, load_document("overlay.yaml"))
        _, remarks = read_api(document)
    except UnreadableDocument as refused:
        return "".join(f"{each}\n" for each in refused.diagnostics)
    return "".join(f"{each}\n" for each in document.diagnostics + remarks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_diagnostics_read_as_expected(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(case)
    assert told() == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", PLANNED, ids=lambda case: case.name)
def test_the_rest_is_planned(case: Path) -> None:
    command = [sys.executable, "-m", "apigen", "plan", "openapi.yaml", "--verbose", "--format", "json"]
    shown = subprocess.run(command, cwd=case, capture_output=True, encoding="utf-8", check=True)
    assert shown.stderr == (case / "plan.txt").read_text(encoding="utf-8")
    plan = json.loads(shown.stdout)
    places = {left["location"] for left in plan["left_out"]}
    assert plan["operations"]
    assert places == {f"{d['file']}:{d['line']}:{d['column']}" for d in plan["diagnostics"] if d["code"] == "AG501"}
    assert all(remark["line"] and remark["hint"] for remark in plan["diagnostics"])
