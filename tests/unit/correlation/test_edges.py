"""The hand-labelled edges of published documents, where these are at hand."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "corpus"
sys.path.append(str(ROOT / "benchmarks"))

from edges import PARTS, Edges, Labels, document_of, judge, read_labels, total  # noqa: E402 (a script, found by its folder)

pytestmark = pytest.mark.skipif(
    not (CORPUS / "index.csv").exists(), reason="the collection of published documents is not beside this checkout"
)


@pytest.mark.parametrize("labels", read_labels(), ids=lambda labels: labels.document)
def test_labels_name_what_their_document_has(labels: Labels) -> None:
    document = document_of(CORPUS, labels.document)
    assert document is not None
    operations = Edges(document).operations
    assert labels.judged <= operations.keys()
    for need in labels.needs:
        location, name = need.where.split(" ", 1)
        declared = {(p.location, p.name) for p in operations[need.operation].parameters}
        assert location == "body" or (location, name) in declared, need
        assert set(need.things) <= {"-", *labels.sources}, need
    for source in (source for sources in labels.sources.values() for source in sources):
        assert "*" in source[0] or source[0] in operations, source


@pytest.mark.parametrize("part", PARTS)
def test_edges_are_right_and_found(part: str) -> None:
    documents = {labels: document_of(CORPUS, labels.document) for labels in read_labels() if labels.part == part}
    whole = total([judge(labels, document) for labels, document in documents.items() if document], part)
    assert whole.precision >= 0.95
    assert whole.recall >= 0.85


def test_at_least_300_needs_in_12_documents_are_labelled() -> None:
    labels = read_labels()
    assert len(labels) >= 12
    assert sum(len(each.needs) for each in labels) >= 300
