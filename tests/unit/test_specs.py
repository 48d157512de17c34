"""The documents of `specs/` are what they claim to be: valid, and listed for people who look for one."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import validate

from apigen.mock.document import load_document

SPECS = Path(__file__).parents[2] / "specs"
DOCUMENTS = sorted(
    [path for path in SPECS.iterdir() if path.suffix in {".yaml", ".json"}] + list(SPECS.glob("*/openapi.yaml"))
)
METHODS = {"get", "put", "post", "delete", "options", "head", "patch", "trace"}


def load(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text("utf-8"))


def operations(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in document["paths"].values():
        yield from (operation for method, operation in item.items() if method in METHODS)


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(SPECS)))
def test_document_is_valid(path: Path) -> None:
    validate(load(path) if path.parent == SPECS else load_document(path))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(SPECS)))
def test_document_is_listed_in_the_readme(path: Path) -> None:
    row = next(
        line for line in (SPECS / "README.md").read_text("utf-8").splitlines() if f"({path.relative_to(SPECS)})" in line
    )
    assert row.split("|")[2].strip() == load(path)["openapi"].rpartition(".")[0]


def test_shop_is_documented_throughout() -> None:
    for operation in operations(load(SPECS / "shop.yaml")):
        assert {"operationId", "summary", "tags", "responses"} <= set(operation)
