"""What people see for a document with faults: `<case>/openapi.yaml` and the exact text in `<case>/expected.txt`."""

from pathlib import Path

import pytest

from apigen.errors import UnreadableDocument
from apigen.openapi.reader import read_api
from apigen.source import read_document

CASES = sorted(path.parent for path in Path(__file__).parent.glob("*/openapi.yaml"))


def told(case: Path) -> str:
    try:
        document = read_document((case / "openapi.yaml").read_bytes(), "openapi.yaml")
        _, remarks = read_api(document)
    except UnreadableDocument as refused:
        return "".join(f"{each}\n" for each in refused.diagnostics)
    return "".join(f"{each}\n" for each in document.diagnostics + remarks)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_diagnostics_read_as_expected(case: Path) -> None:
    assert told(case) == (case / "expected.txt").read_text(encoding="utf-8")
