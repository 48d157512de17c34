"""Operations emitted and left out with a reason are those of the document, counted by another reader."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
import yaml

from apigen.errors import UnreadableDocument
from apigen.openapi.reader import read_api
from apigen.plan.build import Output, build_plan
from apigen.settings import Settings
from apigen.source import load_document

ROOT = Path(__file__).parents[2]
SPECS = sorted(path for form in ("*.yaml", "*.json", "*/openapi.yaml") for path in (ROOT / "specs").glob(form))
CORPUS = ROOT.parent / "shared" / "corpus"
INDEX = CORPUS / "index.csv"
ROWS = list(csv.DictReader(INDEX.read_text(encoding="utf-8").splitlines())) if INDEX.exists() else []
SMALL = 100_000  # bytes
PATIENCE = 30  # seconds; `benchmarks/corpus.py` goes through all
METHODS = frozenset("get put post delete options head patch trace query".split())


def planned(path: Path) -> tuple[int, int]:
    """Operations emitted and left out."""
    api, remarks = read_api(load_document(str(path)))
    plan = build_plan(api, Settings(records=2), Output(path.name, "out"), remarks)
    assert all(left.reason for left in plan.left_out)
    return len(plan.rows), len(plan.left_out)


def counted(path: Path) -> int:
    """Operations of the raw tree."""
    return sum(1 for item in (parsed(path).get("paths") or {}).values() for _ in operations(item, path))


def operations(item: Any, path: Path) -> Iterator[str]:
    reference = item.get("$ref") if isinstance(item, dict) else None
    if isinstance(reference, str):
        file, _, pointer = reference.partition("#")
        target = path.parent / file if file else path
        inner: Any = parsed(target)
        for step in filter(None, pointer.split("/")):
            inner = inner[step.replace("~1", "/").replace("~0", "~")]
        yield from operations(inner, target)
    if isinstance(item, dict):
        yield from (key for key in item if key in METHODS)
        yield from item.get("additionalOperations") or {}


def parsed(path: Path) -> Any:
    text = path.read_text("utf-8-sig")
    return (
        json.loads(text) if path.suffix == ".json" else yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    )


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_operation_of_our_documents_is_emitted(path: Path) -> None:
    assert planned(path) == (counted(path), 0)


@pytest.mark.skipif(not ROWS, reason="the collection of published documents is not beside this checkout")
def test_no_operation_of_the_corpus_is_lost() -> None:
    began, lost, emitted, left_out = monotonic(), [], 0, 0
    for row in sorted(ROWS, key=lambda row: int(row["size"])):
        path = CORPUS / row["file"]
        if row["file"].startswith("broken/") or int(row["size"]) > SMALL or monotonic() - began > PATIENCE:
            continue
        try:
            good, left = planned(path)
        except UnreadableDocument:
            continue
        emitted, left_out = emitted + good, left_out + left
        if good + left != int(row["operations"]):
            lost.append((row["file"], good, left, row["operations"]))
    assert lost == []
    assert emitted > 500
    assert emitted / (emitted + left_out) > 0.995
