"""Pools of identifiers, as the test of the project board has them, without a server."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NESTED = Path(__file__).parents[2] / "generated" / "nested"
TAKE = """
import csv
import json
import os
import shutil
from types import SimpleNamespace
from locust import events
from identifiers import IdPool

user = SimpleNamespace(pools=[], trying=0, journey=None, host="")
projects = IdPool(user, "project", created_by=("create_project",))
tasks = IdPool(user, "task", parent=projects)
user.create_project = lambda: projects.created([f"p{len(projects.own) + 1}"])
projects.created(["p1"])
projects.created(["p2"])
tasks.created([KEY], "p1")
taken = [projects.take() for _ in range(2)]
tasks.gone[("p1", *KEY)] = None
taken.append(projects.take())
print(json.dumps([*taken, [tasks.is_gone((project, *KEY)) for project in ("p1", "p2", "p9")]]))
"""


@pytest.mark.parametrize("key", [("t1",), ("t1", "draft")])
def test_what_holds_something_is_deleted_only_when_that_is_gone_and_takes_the_rest_with_it(key: tuple[str]) -> None:
    script = f"KEY = {key}{TAKE}"
    done = subprocess.run([sys.executable, "-c", script], cwd=NESTED, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    *taken, gone = json.loads(done.stdout)
    assert taken == ["p2", "p3", "p1"], "the second had to be created"
    assert gone == [True, True, False]


ENOUGH = """
import gevent
from locust import events

missing = {"no project", "no project_task"}


@events.user_error.add_listener
def enough(user_instance, exception, **_):
    missing.discard(str(exception).partition(":")[0])
    if not missing:  # the table is written once a second
        gevent.spawn_later(2, user_instance.environment.runner.quit)
"""


def test_each_task_without_an_identifier_has_its_own_row_among_the_exceptions(tmp_path: Path) -> None:
    """Locust counts exceptions by the place where they happen."""
    table = tmp_path / "out"
    options = ["--headless", "-u", "2", "-t", "30s", "--host", "http://127.0.0.1:9", "--csv", str(table)]
    folder = shutil.copytree(NESTED, tmp_path / "nested")
    locustfile = folder / "locustfile.py"
    text = locustfile.read_text().replace("wait_time = between(1, 3)", "wait_time = lambda _: 0.01")
    locustfile.write_text(text + ENOUGH)
    subprocess.run([sys.executable, "-m", "locust", *options], cwd=folder, capture_output=True, check=False)
    with open(f"{table}_exceptions.csv", newline="") as file:
        found = {row["Message"].partition(":")[0]: row["Traceback"] for row in csv.DictReader(file)}
    assert found.keys() >= {"no project", "no project_task"}
    assert all("locustfile.py" in place for place in found.values())


AGAIN = """
import json
from types import SimpleNamespace
from identifiers import IdPool

user = SimpleNamespace(pools=[], trying=0, journey=None, host="")
projects = IdPool(user, "project")
projects.created(["p1"])
first = projects.take()
projects.created(["p1"])
print(json.dumps([first, projects.take()]))
"""


def test_a_name_that_was_deleted_may_be_created_again() -> None:
    done = subprocess.run([sys.executable, "-c", AGAIN], cwd=NESTED, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["p1", "p1"]


GIVEN = """
import json
from types import SimpleNamespace
import identifiers
from identifiers import IdPool

def row(text, *keys):
    identifiers.given.cache_clear()
    (identifiers.DATA / "task_ids.csv").write_text(text)
    user = SimpleNamespace(pools=[], trying=0, journey=None, host="", list_tasks=lambda: None)
    tasks = IdPool(user, "task", listed_by=("list_tasks",))
    tasks.listed(["met"], "p9")
    tasks.created(["made"], "p9")
    return [tasks.pick(), tasks.pick_own()]

print(json.dumps(row("project,task\\np1,17\\n")))
try:
    row("project,task\\np1,17\\np2\\n")
except ValueError as error:
    print(error)
"""


def test_identifiers_of_the_users_own_come_first_where_something_is_read(tmp_path: Path) -> None:
    folder = shutil.copytree(NESTED, tmp_path / "nested")
    done = subprocess.run([sys.executable, "-c", GIVEN], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found, refused = done.stdout.splitlines()
    assert json.loads(found) == [["p1", 17], ["p9", "made"]]
    assert "task_ids.csv:3" in refused


LEAST = """
import json
from types import SimpleNamespace
from identifiers import IdPool

user = SimpleNamespace(pools=[], trying=0, journey=None, host="")
tasks = IdPool(user, "task", least=1)
tasks.listed([-1, 0, 7], "p1")
tasks.created([0], "p1")
print(json.dumps([list(tasks.met), list(tasks.own)]))
"""


def test_numbers_that_the_document_does_not_allow_stand_for_nothing() -> None:
    done = subprocess.run([sys.executable, "-c", LEAST], cwd=NESTED, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [[["p1", 7]], []]
