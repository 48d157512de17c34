"""`apigen diff` as people use it: two files, three formats, and what its documentation says."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from apigen.difference.model import Kind, Status

ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "COLUMNS": "118"}
ROOT = Path(__file__).parents[2]
SHOP = (ROOT / "specs" / "shop.yaml").read_text("utf-8")
HEALTH = SHOP[SHOP.index("\n  /api/health:") : SHOP.index("\ncomponents:")]
EDITS = (
    ("      summary: Place an order\n", "      summary: Place <b>an</b> | order\n      deprecated: true\n"),
    ("'201':\n          description: The order as placed.", "'202':\n          description: Accepted."),
    ("operationId: updateProfile\n", "operationId: changeProfile\n"),
    ("        - name: sort\n", "        - name: sort\n          required: true\n"),
    (HEALTH, HEALTH.replace("getHealth", "getReady").replace("/api/health", "/api/healthz")),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("diff")
    text = SHOP
    for old, new in EDITS:
        assert old in text
        text = text.replace(old, new)
    (path / "old.yaml").write_text(SHOP, "utf-8")
    (path / "new.yaml").write_text(text, "utf-8")
    return path


def run(folder: Path, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigen", "diff", *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=120, check=False, env=ENVIRONMENT
    )
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return done


def test_breaking_changes_come_first_in_the_table(folder: Path) -> None:
    before = sorted(folder.iterdir())
    lines = run(folder, "old.yaml", "new.yaml").stdout.splitlines()
    assert lines[0] == "16 operations: 11 unchanged, 2 changed, 1 renamed, 1 added, 1 removed; 3 breaking"
    titles = [line.strip() for line in lines if line.startswith(("Breaking", "Renamed", "Added", "Weights"))]
    assert titles[0] == "Breaking: the test of the old document fails on the new one"
    assert {"Renamed", "Added"} <= set(titles)
    assert 'apigen rename "GET /api/health" "GET /api/healthz"' in lines[-1]
    assert sorted(folder.iterdir()) == before


def test_the_example_of_the_readme_is_true(folder: Path) -> None:
    text = SHOP
    for old, new in (
        ("  /api/products/search:", "  /api/products/find:"),
        ("        - name: sort\n", "        - name: sort\n          required: true\n"),
        ("operationId: updateProfile\n", "operationId: changeProfile\n"),
        ("summary: Place an order", "summary: Order things"),
    ):
        text = text.replace(old, new)
    (folder / "shop-1.0.yaml").write_text(SHOP, "utf-8")
    (folder / "shop-1.1.yaml").write_text(text, "utf-8")
    readme = (ROOT / "README.md").read_text("utf-8")
    example = readme[readme.index("$ apigen diff ") :].partition("\n```")[0].splitlines()
    shown = run(folder, *example[0].split()[3:]).stdout.splitlines()
    assert [line.rstrip() for line in shown] == example[1:]


def test_markdown_is_a_page_with_tables(folder: Path) -> None:
    text = run(folder, "old.yaml", "new.yaml", "--format", "markdown").stdout
    assert text.startswith("# Shop API 1.0.0 to Shop API 1.0.0\n")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(rows) > 10
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}


def test_json_is_what_its_documentation_says(folder: Path) -> None:
    found = json.loads(run(folder, "old.yaml", "new.yaml", "--format", "json").stdout)
    text = (ROOT / "docs" / "diff.md").read_text("utf-8")
    assert set(found) == {"old", "new", "summary", "test", "operations", "likely"}
    assert all(f"`{member}`" in text for member in (*found, *found["summary"], *found["operations"][0]))
    summary = found["summary"]
    assert sum(summary[status] for status in Status) == summary["operations"] == 16
    assert found["likely"] == [{"old": "GET /api/health", "new": "GET /api/healthz"}]
    by_task = {operation["new_task"]: operation for operation in found["operations"]}
    assert statuses(by_task["create_order"]) == ("changed", True)
    assert statuses(by_task["change_profile"]) == ("renamed", False)
    assert [operation["old"] for operation in found["operations"] if operation["status"] == "removed"] == [
        "GET /api/health"
    ]
    documented = set(re.findall(r"`([a-z-]+)`", "".join(re.findall(r"^\| (`.*?) \|", text, flags=re.MULTILINE))))
    assert {str(kind) for kind in Kind} <= documented


def statuses(operation: dict[str, Any]) -> tuple[str, bool]:
    return operation["status"], operation["breaking"]


def test_the_same_document_changes_nothing(folder: Path) -> None:
    lines = run(folder, "old.yaml", "old.yaml").stdout.splitlines()
    assert lines[0].startswith("15 operations: 15 unchanged, 0 changed")
    assert lines[-1] == "Nothing changes in what the test does."


def test_options_of_other_commands_hold_for_both(folder: Path) -> None:
    only = ("--include", "tag:products", "--exclude", "id:createReview", "--format", "json")
    found = json.loads(run(folder, "old.yaml", "new.yaml", *only).stdout)
    tasks = {operation["new_task"] for operation in found["operations"]}
    assert {operation["new"] for operation in found["operations"] if operation["breaking"]} == {"GET /api/products"}
    assert "create_order" not in tasks


@pytest.mark.parametrize("names", [("old.yaml", "missing.yaml"), ("broken.yaml", "old.yaml")])
def test_what_cannot_be_read_is_told(folder: Path, names: tuple[str, str]) -> None:
    (folder / "broken.yaml").write_text("openapi: 3.1.0\ninfo: [\n", "utf-8")
    done = run(folder, *names, code=2)
    assert done.stdout == ""
    assert ("missing.yaml" if names[0] == "old.yaml" else "broken.yaml:") in done.stderr
