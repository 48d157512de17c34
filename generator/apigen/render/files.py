"""From the plan to the text of every file of the generated folder."""

import json
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import Environment

from apigen.errors import UsageError
from apigen.plan.model import Task, TestPlan
from apigen.render.environment import make_environment
from apigen.render.expected_load import expected_load
from apigen.render.support_file import render_support

FileSet: TypeAlias = Mapping[str, str | bytes]
"""Relative path, with forward slashes, to content."""

LOADS = ("ramp_up", "steady", "spike", "soak", "stepwise")


def render_files(plan: TestPlan, own_templates: Path | None = None) -> FileSet:
    """Every file of the generated folder. Raises UsageError for a fault in the user's own templates, with its place."""
    try:
        return _rendered(plan, own_templates)
    except Exception as error:  # whatever the code of a template raises
        if own_templates and (place := _place(error, own_templates)):
            raise UsageError(f"{place}: {type(error).__name__}: {error}") from None
        raise


def _place(error: Exception, folder: Path) -> str:
    """Where in a folder of templates an exception comes from; empty where it comes from elsewhere."""
    if isinstance(error, UnicodeDecodeError):
        return str(folder)
    frames = reversed(traceback.extract_tb(error.__traceback__))
    places = (f"{frame.filename}:{frame.lineno}" for frame in frames if Path(frame.filename).is_relative_to(folder))
    return next(places, "")


def _rendered(plan: TestPlan, own_templates: Path | None) -> FileSet:
    environment = make_environment(own_templates)
    files: dict[str, str | bytes] = {
        **_locustfiles(environment, plan),
        **render_support(environment, plan),
        "locust.conf": _plain(environment, "locust.conf.j2", plan),
        "TESTPLAN.md": render_test_plan(plan, own_templates),
        "README.md": environment.get_template("README.md.j2").render(plan=plan, load=expected_load(plan)),
        "ruff.toml": _plain(environment, "ruff.toml.j2", plan),
        ".env.example": _plain(environment, "env.example.j2", plan),
    }
    if any(pool.clean_up for pool in plan.pools):
        files["clean_up.py"] = _plain(environment, "clean_up.py.j2", plan)
    for name in ("stages", *LOADS):
        files[f"loads/{name}.py"] = _plain(environment, f"loads/{name}.py.j2", plan)
    return {**files, **data_files(plan)}


def render_test_plan(plan: TestPlan, own_templates: Path | None = None) -> str:
    """The plan in Markdown: what `TESTPLAN.md` holds."""
    return _plain(make_environment(own_templates), "TESTPLAN.md.j2", plan)


def _plain(environment: Environment, template: str, plan: TestPlan) -> str:
    return environment.get_template(template).render(plan=plan)


def _locustfiles(environment: Environment, plan: TestPlan) -> dict[str, str | bytes]:
    """One file with all tasks, or a table of contents and a file for each tag."""
    user = plan.user_classes[0]
    template = environment.get_template("locustfile_large.py.j2" if user.groups else "locustfile.py.j2")
    files: dict[str, str | bytes] = {
        "locustfile.py": template.render(plan=plan, user=user, has_any_2xx=_has_any_2xx(user.tasks))
    }
    if user.groups:
        files["tasks/__init__.py"] = '"""The tasks, one file for each tag of the document."""\n'
    for group in user.groups:
        template = environment.get_template("tasks.py.j2")
        files[f"tasks/{group.module}.py"] = template.render(group=group, has_any_2xx=_has_any_2xx(group.tasks))
    return files


def _has_any_2xx(tasks: Iterable[Task]) -> bool:
    return any(not task.expected and task.role not in ("login", "refresh") for task in tasks)


def data_files(plan: TestPlan) -> FileSet:
    """The pools under data/: requests, values of path parameters, files to upload, accounts."""
    files: dict[str, str | bytes] = {}
    for sample in plan.samples:
        files[f"data/{sample.name}.jsonl"] = b"".join(map(_json, sample.records))
    for extreme in plan.edge_cases:
        files[f"data/edge_cases/{extreme.name}.jsonl"] = b"".join(map(_json, extreme.records))
    for values in plan.values:
        files[f"data/{values.name}.csv"] = _csv([[values.name], *([value] for value in values.values)])
    for upload in plan.uploads:
        files[f"data/files/{upload.name}"] = upload.content
    if plan.auth.schemes:
        of_users = [credential for credential in plan.auth.credentials if credential.kind != "client_cert"]
        columns = list(dict.fromkeys(credential.column for credential in of_users))
        files["data/accounts.csv"] = _csv([columns])
    return files


def _json(record: Mapping[str, Any]) -> bytes:
    """One line, also for editors that know more ends of lines; lone surrogates are escapes."""
    text = json.dumps(record, ensure_ascii=False)
    for separator in ("\x85", "\u2028", "\u2029"):
        text = text.replace(separator, f"\\u{ord(separator):04x}")
    return f"{text}\n".encode("utf-8", "backslashreplace")


def _csv(rows: list[list[str]]) -> bytes:
    """Rows that every reader takes apart as they were; a lone surrogate, which no file can hold, is a question mark.

    `csv.writer` itself leaves a carriage return without quotes where lines end in a newline.
    """
    lines = (",".join(_field(value) for value in row) + "\n" for row in rows)
    return "".join(lines).encode("utf-8", "replace")


def _field(value: str) -> str:
    is_special = not value or any(char in value for char in ',"\r\n') or value != value.strip()
    return '"' + value.replace('"', '""') + '"' if is_special else value
