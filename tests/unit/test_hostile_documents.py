"""No text of a document becomes code, leaves the folder or breaks a file; `support/hostile.py` has the texts."""

import ast
import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import configargparse
import pytest

from apigen.cli.from_spec_command import decide
from apigen.openapi.reader import read_api
from apigen.plan.build import Output, build_plan
from apigen.plan.model import TestPlan
from apigen.settings import Settings
from apigen.source import load_document
from apigen.workspace.writing import apply_changes
from support import hostile

GOLDEN = Path(__file__).parents[2] / "generated"
SIZES = (4, 12)  # texts in one document: tasks in one file, tasks in a file for each tag
SEPARATORS = re.compile("[\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")


@dataclass(frozen=True)
class Made:
    """A document and what became of it."""

    spec: dict[str, Any]
    plan: TestPlan
    folder: Path

    @property
    def modules(self) -> list[Path]:
        """All Python of the folder."""
        return sorted(self.folder.rglob("*.py"))


def make(spec: dict[str, Any], root: Path, name: str) -> Made:
    """Generate a document as the command line does, with fewer records."""
    source, folder = root / "documents" / f"{name}.json", root / "out" / name
    source.write_text(json.dumps(spec))
    api, remarks = read_api(load_document(str(source)))
    plan = build_plan(api, Settings(records=6), Output(source.name, name), remarks)
    apply_changes(folder, decide(plan, folder))
    return Made(spec, plan, folder)


def chunks(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """The texts in turns of few and many."""
    start = number = 0
    while start < len(texts):
        size = SIZES[number % len(SIZES)]
        yield texts[start : start + size]
        start, number = start + size, number + 1


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "documents").mkdir()
    return folder


@pytest.fixture(scope="module")
def made(root: Path) -> list[Made]:
    """Every text in every place."""
    many = [make(hostile.document(texts), root, f"many{n}") for n, texts in enumerate(chunks(hostile.TEXTS))]
    return many + [make(hostile.bare(text), root, f"bare{n}") for n, text in enumerate(hostile.TEXTS)]


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> list[Made]:
    """The same documents with words in place of the texts."""
    root = tmp_path_factory.mktemp("harmless")
    (root / "documents").mkdir()
    words = [f"word{'abcdefghijklmnopqr'[number]}" for number in range(max(SIZES))]
    return [
        *(make(hostile.document(words[:size]), root, f"many{size}") for size in SIZES),
        make(hostile.bare("word"), root, "bare"),
    ]


def test_every_operation_is_there_or_left_out_with_a_reason(made: list[Made]) -> None:
    for each in made:
        declared = len(list(hostile.operations(each.spec)))
        assert len(each.plan.rows) + len(each.plan.left_out) == declared, each.folder.name
        assert all(left.reason for left in each.plan.left_out)


def test_most_operations_are_emitted(made: list[Made]) -> None:
    emitted, left = (sum(len(getattr(each.plan, name)) for each in made) for name in ("rows", "left_out"))
    assert emitted / (emitted + left) > 0.9


def test_nothing_is_written_outside_of_the_folders(made: list[Made], root: Path) -> None:
    assert {path.name for path in root.iterdir()} == {"documents", "out"}
    assert {path.name for path in (root / "out").iterdir()} == {each.folder.name for each in made}
    assert not list(root.rglob(hostile.TRIPWIRE))


def test_file_names_are_plain_and_stay_apart_without_case(made: list[Made]) -> None:
    for each in made:
        names = [path.relative_to(each.folder).as_posix() for path in each.folder.rglob("*") if path.is_file()]
        assert len({name.casefold() for name in names}) == len(names)
        assert [name for name in names if not re.fullmatch(r"[A-Za-z0-9_./-]{1,200}", name)] == []
        parts = [part for name in names if "data/files/" not in name for part in name.split("/")]
        assert not {part.partition(".")[0].lower() for part in parts} & {"con", "prn", "aux", "nul", "com1", "lpt9"}


def test_formatter_and_linter_have_nothing_to_say(made: list[Made], root: Path) -> None:
    for command in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        result = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--quiet", str(root / "out")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert result.returncode == 0, (result.stdout + result.stderr)[:3000]


def test_code_uses_only_names_that_harmless_documents_use(made: list[Made], harmless: list[Made]) -> None:
    known = {name for path in GOLDEN.rglob("*.py") for name in names_in(path)}
    for each in harmless:
        known |= {name for path in each.modules for name in names_in(path)}
    for each in made:
        found = {name for path in each.modules for name in names_in(path)}
        assert found - known - ours(each.plan) == set(), each.folder.name


def test_every_request_goes_to_the_host_of_the_run(made: list[Made]) -> None:
    for each in made:
        urls = [task.url for row in each.plan.rows for task in [row.task]]
        assert [url for url in urls if not isinstance(url[0], str) or not url[0].startswith("/")] == []


def names_in(path: Path) -> set[str]:
    """Every identifier of a module: names, attributes, keywords, imports, definitions."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        for field in ("id", "attr", "arg", "name", "asname", "module"):
            value = getattr(node, field, None)
            found |= {value} if isinstance(value, str) else set()
    return found


def ours(plan: TestPlan) -> set[str]:
    """The identifiers that were made of names of the document; each is a plain one."""
    user = plan.user_classes[0]
    names = {user.name, *(pool.attribute for pool in plan.pools), *(shape.name for shape in user.shapes)}
    names |= {journey.function_name for journey in user.journeys}
    for task in user.tasks:
        names |= {task.function_name, *(fill.placeholder for fill in task.fills)}
        names |= {variable for pick in task.picks for variable in pick.variables}
    modules = {f"tasks.{group.module}" for group in user.groups}
    names |= {group.class_name for group in user.groups}
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,55}", name.lstrip("*_") or "x") for name in names), names
    return names | modules


def test_data_files_hold_what_was_drawn(made: list[Made]) -> None:
    for each in made:
        for sample in each.plan.samples:
            text = (each.folder / "data" / f"{sample.name}.jsonl").read_text("utf-8")
            assert not SEPARATORS.search(text)
            assert [json.loads(line) for line in text.split("\n")[:-1]] == [dict(record) for record in sample.records]
        for values in each.plan.values:
            with open(each.folder / "data" / f"{values.name}.csv", newline="", encoding="utf-8") as file:
                assert list(csv.reader(file)) == [[values.name], *([value] for value in values.values)]


def test_the_test_plan_has_one_row_per_operation(made: list[Made]) -> None:
    for each in made:
        lines = (each.folder / "TESTPLAN.md").read_text("utf-8").splitlines()
        rows = [cells(line) for line in lines if line.startswith("|")]
        edges = [edge for row in each.plan.rows for edge in row.consumes] if each.plan.pools else []
        journeys = each.plan.user_classes[0].journeys
        tables = 1 + bool(each.plan.pools) + bool(each.plan.left_out) + bool(journeys)
        assert len(rows) == len(each.plan.rows) + len(edges) + len(each.plan.left_out) + len(journeys) + 2 * tables
        assert [row for row in rows if len(row) not in (3, 4, 5, 7)] == []


def cells(line: str) -> list[str]:
    """The cells of a row as GitHub cuts it."""
    return re.split(r"(?<!\\)\|", line)[1:-1]


def test_markdown_has_no_tags_and_links(made: list[Made]) -> None:
    for each in made:
        for name in ("README.md", "TESTPLAN.md"):
            prose = re.sub(r"```.*?```|`[^`\n]*`", "", (each.folder / name).read_text("utf-8"), flags=re.DOTALL)
            assert not re.search(r"(?<!\\)<[a-z!/]|\]\(", prose.replace("data/<", "")), each.folder.name


def test_locust_conf_has_the_options_that_we_set(made: list[Made]) -> None:
    usual = {"locustfile": "locustfile.py", "users": "50", "spawn-rate": "5", "run-time": "10m", "stop-timeout": "10"}
    for each in made:
        with open(each.folder / "locust.conf", encoding="utf-8") as file:
            options = dict(configargparse.DefaultConfigFileParser().parse(file))
        assert options.pop("host", "http://localhost").startswith("http://localhost")
        assert options == usual


def test_env_example_sets_variables_and_nothing_else(made: list[Made]) -> None:
    for each in made:
        text = (each.folder / ".env.example").read_text("utf-8")
        assert [line for line in text.split("\n") if not re.fullmatch(r"#[^\r]*|[A-Z_][A-Z0-9_]*=|", line)] == []
