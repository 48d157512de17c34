"""Published documents, where they are at hand: everything is read quickly, and no operation is lost."""

import csv
import time
from pathlib import Path

import pytest

from apigen.errors import UnreadableDocument
from apigen.openapi.reader import read_api
from apigen.source import load_document

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
INDEX = CORPUS / "index.csv"
ROWS = list(csv.DictReader(INDEX.read_text(encoding="utf-8").splitlines())) if INDEX.exists() else []


@pytest.mark.skipif(not ROWS, reason="the collection of published documents is not beside this checkout")
def test_every_operation_of_the_corpus_is_read_or_left_out() -> None:
    lost = []
    for row in ROWS:
        is_counted = not row["file"].startswith("broken/")
        began = time.process_time()
        try:
            api, _ = read_api(load_document(str(CORPUS / row["file"])))
        except UnreadableDocument:
            continue
        assert time.process_time() - began < 20, row["file"]
        assert len({operation.id for operation in api.operations}) == len(api.operations)
        if is_counted and len(api.operations) + len(api.left_out) != int(row["operations"]):
            lost.append(row["file"])
    assert lost == []
