"""What starts fast stays fast, and nothing that patches the standard library comes in by the way."""

import importlib.util
import json
import os
import subprocess
import sys

import pytest
import typer

from apigen import __version__
from apigen.cli.app import app

HEAVY = ("locust", "gevent", "hypothesis", "faker", "openapi_core", "jinja2", "jsonschema_rs", "yaml")
COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
ENVIRONMENT = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}


def run(*arguments: str) -> str:
    command = [sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    return done.stdout


def imported_by(statement: str) -> set[str]:
    """The modules that a fresh interpreter has after a statement."""
    return set(json.loads(run("-c", f"{statement}\nimport json, sys\nprint(json.dumps(list(sys.modules)))")))


def test_the_command_line_starts_without_anything_heavy() -> None:
    modules = imported_by("import apigen.cli.app")
    assert "apigen.cli.from_spec_command" in modules
    assert sorted(modules & set(HEAVY)) == []


def test_an_import_would_be_seen() -> None:
    assert {"jinja2", "yaml"} <= imported_by("import apigen.source, apigen.render.environment")
    assert [name for name in HEAVY if importlib.util.find_spec(name) is None] == []  # no name is misspelled


def test_the_planning_stages_never_bring_locust_or_the_servers() -> None:
    modules = imported_by("import apigen.plan.build, apigen.render.files, apigen.workspace.writing, apigen.run.locust")
    assert "apigen.plan.build" in modules
    assert sorted(modules & {"locust", "gevent", "openapi_core", "flask", "apigen.demo.app", "apigen.mock.app"}) == []


def test_the_package_is_a_program() -> None:
    text = run("-m", "apigen", "--help")
    assert "Usage: " in text
    assert [command for command in COMMANDS if command not in text] == []


def test_the_version_is_told() -> None:
    assert run("-m", "apigen", "--version") == f"apigen {__version__}\n"


def test_the_main_commands_are_there() -> None:
    assert {"from-spec", "plan", "demo"} <= set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_command_shows_an_example(command: str) -> None:
    lines = [line.strip() for line in run("-m", "apigen", command, "--help").splitlines()]
    assert [line for line in lines if line.startswith(f"Example: apigen {command}")] != []
