"""Hostile documents as people meet them: on the command line, and as folders that Locust loads."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from support import hostile

GOLDEN = Path(__file__).parents[2] / "generated"
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


@pytest.mark.parametrize("kind", ["letters", "title"])
def test_the_plan_is_shown(kind: str, tmp_path: Path) -> None:
    write(tmp_path, KINDS[kind])
    shown = apigen(tmp_path, "plan", "openapi.json", "--format", "json", "--quiet")
    assert shown.returncode == 0, shown.stderr
    plan = json.loads(shown.stdout)
    assert len(plan["operations"]) + len(plan["left_out"]) == len(list(hostile.operations(KINDS[kind])))


@pytest.mark.parametrize("style", ["table", "markdown"])
def test_tables_obey_nothing(style: str, tmp_path: Path) -> None:
    write(tmp_path, KINDS["letters"])
    told = apigen(tmp_path, "plan", "openapi.json", "--format", style)
    assert told.returncode == 0, told.stderr
    assert "\x1b" not in told.stdout + told.stderr


def test_no_task_replaces_what_a_user_has(tmp_path: Path) -> None:
    """Neither an attribute of Locust's users nor one of our own base class, in any form that it takes."""
    made = "from locust import FastHttpUser as U; from locust.env import Environment as E; U.host = 'http://x';"
    command = [sys.executable, "-c", f"{made} print(*dir(U), *vars(U(E())))"]
    theirs = set(subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout.split())
    ours = {name for path in GOLDEN.glob("*/support.py") for name in attributes(path)}
    names = sorted(name for name in theirs | ours if not name.startswith("_"))
    assert {"environment", "client", "wait_time", "rest", "sample", "account"} <= set(names)
    answers = {"200": {"description": "ok"}}
    paths = {f"/{name}": {"get": {"operationId": name, "responses": answers}} for name in names}
    write(tmp_path, {"openapi": "3.1.0", "info": {"title": "Names", "version": "1"}, "paths": paths})
    shown = apigen(tmp_path, "plan", "openapi.json", "--format", "json", "--quiet")
    tasks = {operation["task"] for operation in json.loads(shown.stdout)["operations"]}
    assert len(tasks) == len(names)
    assert tasks & {*names, "tag", "task", "between", "run_single_user"} == set()


def attributes(path: Path) -> set[str]:
    """What the generated base class defines, and what its methods set on a user."""
    classes = (node for node in ast.parse(path.read_text("utf-8")).body if isinstance(node, ast.ClassDef))
    base = next(node for node in classes if node.name == "ApiUser")
    found = {node.name for node in base.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(base):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and ast.unparse(node.value) == "self":
            found.add(node.attr)
    for statement in base.body:
        found |= {ast.unparse(target) for target in getattr(statement, "targets", ())}
        found |= {ast.unparse(statement.target)} if isinstance(statement, ast.AnnAssign) else set()
    return {name for name in found if not name.endswith("_ids")}  # pools are named after the tasks


@pytest.mark.parametrize("text", hostile.SURROGATES)
def test_half_a_surrogate_pair_is_no_crash(text: str, tmp_path: Path) -> None:
    write(tmp_path, hostile.document([text]))
    assert "Traceback" not in apigen(tmp_path, "from-spec", "openapi.json").stderr


def test_a_long_property_does_not_become_a_file_name_that_no_disk_takes(tmp_path: Path) -> None:
    write(tmp_path, hostile.document(["a" * 300]))
    assert apigen(tmp_path, "from-spec", "openapi.json", "-o", "out").returncode == 0


@pytest.mark.parametrize("part", [{"x-traffic": {"weight": 10**400}}, {"minimum": 10**400}], ids=["traffic", "schema"])
def test_a_number_of_four_hundred_digits_is_no_crash(part: dict[str, Any], tmp_path: Path) -> None:
    parameter = {"name": "q", "in": "query", "required": True, "schema": {"type": "integer", **part}}
    operation = {"parameters": [parameter], "responses": {"200": {"description": "ok"}}, **part}
    write(tmp_path, {"openapi": "3.1.0", "info": {"title": "Big", "version": "1"}, "paths": {"/a": {"get": operation}}})
    assert "Traceback" not in apigen(tmp_path, "from-spec", "openapi.json").stderr


def test_a_pattern_that_is_none_is_told(tmp_path: Path) -> None:
    schema = {"type": "string", "pattern": r"\p{L}+("}
    parameter = {"name": "q", "in": "query", "required": True, "schema": schema}
    operation = {"parameters": [parameter], "responses": {"200": {"description": "ok"}}}
    write(tmp_path, {"openapi": "3.1.0", "info": {"title": "P", "version": "1"}, "paths": {"/a": {"get": operation}}})
    assert "pattern" in apigen(tmp_path, "from-spec", "openapi.json", "--verbose").stderr
