"""The one thing that a user stays with, as generated code has it, without a server."""

import json
import subprocess
import sys
from pathlib import Path

from support.folders import generate

MADE = """post:
      requestBody: {{content: {{application/json: {{schema: {{properties: {{{}}}}}}}}}}}
      responses:
        '201':
          description: Made
          content: {{application/json: {{schema: {{properties: {{id: {{type: string}}}}}}}}}}"""
REFERENCE = "{}_id: {{type: string}}"
DOCUMENT = f"""
openapi: 3.1.0
info: {{title: Runs, version: "1"}}
paths:
  /projects:
    {MADE.format("")}
  /projects/{{project_id}}:
    delete: {{responses: {{'204': {{description: Gone}}}}}}
  /pipelines:
    {MADE.format(REFERENCE.format("project"))}
  /pipelines/{{pipeline_id}}:
    get: {{responses: {{'200': {{description: One}}}}}}
  /runs:
    {MADE.format(", ".join(map(REFERENCE.format, ("project", "pipeline"))))}
"""
STAY = """
import json
from types import SimpleNamespace
from identifiers import IdPool
from refusals import forget

user = SimpleNamespace(pools=[], trying=0, journey=None, host="")
projects = IdPool(user, "project", created_by=("create_project",), deleted=True)
user.create_project = lambda: projects.created([f"p{len(projects.own) + 1}"])
alone = projects.pick_same()
forget(user.pools, "", 400, f"project {alone} was not found")
first = [projects.pick_same(), projects.take(), projects.take(), projects.pick_same()]
projects.gone[("p1",)] = None
projects.created(["p4"])
projects.created(["p5"])
second = {projects.pick_same() for _ in range(20)}
(home,) = second
forget(user.pools, "", 400, f'project "{home}" has that name')
forget(user.pools, "", 400, f"{home} does not exist")
forget(user.pools, f"/projects/{home}", 400, "a project with that name already exists")
forget(user.pools, "", 400, f"no logs found in project {home}")
forget(user.pools, f"/project/{home}/logs", 400, "not found")
kept = projects.pick_same() == home
forget(user.pools, "", 400, f'{{"project": ["{home}: does not exist"]}}')
projects.created(["p6"])
other = projects.pick_same()
forget(user.pools, f"/projects/{other}/logs", 400, "no project matches the given query")
print(json.dumps([first, "p1" in second, kept, other == home, projects.pick() == other]))
"""


def test_a_user_stays_with_one_thing_and_deletes_others_until_that_is_gone_or_a_refusal_says_so(tmp_path: Path) -> None:
    generate(tmp_path / "out", DOCUMENT)
    done = subprocess.run(
        [sys.executable, "-c", STAY], cwd=tmp_path / "out", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == [["p1", "p2", "p3", "p1"], False, True, False, False]
