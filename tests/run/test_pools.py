"""Pools of identifiers, as the test of the project board has them, without a server."""

import json
import subprocess
import sys
from pathlib import Path

NESTED = Path(__file__).parents[2] / "generated" / "nested"
TAKE = """
import json
from types import SimpleNamespace
from locust import events
from support import IdPool

user = SimpleNamespace(pools=[], trying=0, journey=None, host="")
projects = IdPool(user, "project", created_by=("create_project",))
tasks = IdPool(user, "task", parent=projects)
user.create_project = lambda: projects.created([f"p{len(projects.own) + 1}"])
projects.created(["p1"])
projects.created(["p2"])
tasks.created(["t1"], "p1")
taken = [projects.take() for _ in range(2)]
tasks.gone[("p1", "t1")] = None
print(json.dumps([*taken, projects.take()]))
"""


def test_what_holds_something_is_deleted_only_when_that_is_gone() -> None:
    done = subprocess.run([sys.executable, "-c", TAKE], cwd=NESTED, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == ["p2", "p3", "p1"], "the second had to be created"
