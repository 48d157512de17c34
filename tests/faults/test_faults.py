"""What people see for a document with faults: `<case>/openapi.yaml` and the exact text in `<case>/expected.txt`.

A case may hold `overlay.yaml`, which is applied, and other files, which are referred to.
"""

from pathlib import Path

import pytest

from apigen.errors import UnreadableDocument
from apigen.openapi.reader import read_api
from apigen.source import load_document
from apigen.source.overlays import apply_overlay

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/openapi.yaml"))


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
