"""Journeys: what becomes one, in which order, how often it runs, and what people read about steps that are lost."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from apigen.cli.pipeline import Wishes, make_plan
from apigen.errors import UnreadableDocument, UsageError
from apigen.openapi.arazzo import read_workflows
from apigen.plan.model import Journey, TestPlan
from apigen.plan.views import as_json
from apigen.render.files import render_files
from apigen.source import read_document

THING = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}}}
ONE = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}


def operation(name: str, status: str = "200", links: Any = None, **more: Any) -> dict[str, Any]:
    answer = {"description": "d", "content": {"application/json": {"schema": THING}}}
    targets = {f"l{n}": {"operationId": target} for n, target in enumerate(links or ())}
    return {"operationId": name, "responses": {status: {**answer, "links": targets} if links else answer}, **more}


def document(links: dict[str, list[str]] | None = None, **more: dict[str, Any]) -> dict[str, Any]:
    """Boxes that can be made, read, changed and deleted; `links` by operationId, `more` members of operations."""

    def made(name: str, status: str = "200") -> dict[str, Any]:
        return operation(name, status, (links or {}).get(name), **more.get(name, {}))

    return {
        "openapi": "3.1.0",
        "info": {"title": "Boxes", "version": "1"},
        "paths": {
            "/boxes": {"post": made("makeBox", "201")},
            "/boxes/{id}": {
                "parameters": [ONE],
                "get": made("getBox"),
                "put": made("changeBox"),
                "delete": made("dropBox", "204"),
            },
            "/health": {"get": made("health")},
        },
    }


def planned(
    folder: Path, api: dict[str, Any], workflows: str = "", life_cycles: bool = False, **wishes: Any
) -> TestPlan:
    (folder / "openapi.json").write_text(json.dumps(api))
    (folder / "flows.yaml").write_text(workflows)
    arazzo = (folder / "flows.yaml",) if workflows else ()
    wishes = {"arazzo": arazzo, "life_cycles": life_cycles, **wishes}
    return make_plan(str(folder / "openapi.json"), Wishes(**wishes), folder / "out")[0]


def journeys(plan: TestPlan) -> dict[str, Journey]:
    return {journey.function_name: journey for journey in plan.user_classes[0].journeys}


def workflow(*steps: dict[str, Any], name: str = "flow", **members: Any) -> dict[str, Any]:
    return {"workflowId": name, "steps": [{"stepId": f"s{n}", **step} for n, step in enumerate(steps)], **members}


def arazzo(*workflows: Any, version: str = "1.0.1") -> str:
    return yaml.safe_dump({"arazzo": version, "workflows": list(workflows)}, sort_keys=False)


def told(plan: TestPlan) -> list[str]:
    return [str(each).partition("\n")[0].rpartition("flows.yaml:")[2] for each in plan.diagnostics if each.location]


MAKE, GET, DROP = ({"operationId": name} for name in ("makeBox", "getBox", "dropBox"))


@pytest.mark.parametrize("version", ["1.0.0", "1.0.1", "1.1.0"])
def test_operations_are_named_in_three_ways(version: str, tmp_path: Path) -> None:
    steps = [
        MAKE,
        {"operationId": "$sourceDescriptions.boxes.getBox"},
        {"operationPath": "{$sourceDescriptions.boxes.url}#/paths/~1boxes~1{id}/put"},
        {"workflowId": "end"},
    ]
    text = arazzo(workflow(*steps, name="whole", summary="From A to Z"), workflow(DROP, name="end"), version=version)
    plan = planned(tmp_path, document(), text)
    found = journeys(plan)
    assert list(found) == ["whole"]
    assert found["whole"].steps == ("make_box", "get_box", "change_box", "drop_box")
    assert found["whole"].summary == "From A to Z"
    assert found["whole"].tags == ("journey", "write")
    assert found["whole"].weight == 1
    assert told(plan) == [
        "14:3: info[AG703]: the workflow 'end' has fewer than 2 steps to call, so it becomes no journey"
    ]


def test_steps_that_are_lost_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    text = """arazzo: 1.0.1
workflows:
  - workflowId: flow
    steps:
      - {stepId: a, operationId: makeBox}
      - {stepId: b, operationId: paintBox}
      - {stepId: c, operationId: health}
      - {stepId: d, workflowId: other}
      - {stepId: e, workflowId: flow}
      - {stepId: f, description: wait}
      - g
      - {stepId: h, operationPath: '#/paths/~1nowhere/get'}
      - {stepId: i, operationId: getBox}
"""
    plan = planned(tmp_path, document(), text, exclude=("id:health",))
    assert journeys(plan)["flow"].steps == ("make_box", "get_box")
    assert told(plan) == [
        "8:9: warning[AG702]: the step runs the workflow 'other', which this file does not have; it is left out",
        "9:9: warning[AG702]: the step runs the workflow 'flow', in a circle or in too long a row; it is left out",
        "10:9: warning[AG702]: the step names nothing to call; it is left out",
        "11:9: warning[AG205]: #/workflows/0/steps/6 should be a map and is text; it is ignored",
        "6:9: warning[AG702]: the step calls 'paintBox', which the document does not have; it is left out",
        "7:9: warning[AG702]: the step calls GET /health, which is left out; it is left out",
        "12:9: warning[AG702]: the step calls '#/paths/~1nowhere/get', which the document does not have; "
        "it is left out",
    ]
    assert all(each.hint for each in plan.diagnostics)


def test_a_workflow_of_one_step_is_no_journey(tmp_path: Path) -> None:
    plan = planned(tmp_path, document(), arazzo(workflow(MAKE, {"operationId": "gone"})))
    assert journeys(plan) == {}
    assert [each.code for each in plan.diagnostics if each.location] == ["AG702", "AG703"]


@pytest.mark.parametrize(
    ("traffic", "weight"),
    [
        ({}, 1),
        ({"x-traffic": {"weight": 4}}, 4),
        ({"x-traffic": 7}, 7),
        ({"x-traffic": "high"}, 10),
        ({"x-traffic-priority": "none"}, 0),
    ],
)
def test_workflows_declare_their_traffic(traffic: dict[str, Any], weight: int, tmp_path: Path) -> None:
    api = document(health={"x-traffic": {"weight": 1}})
    plan = planned(tmp_path, api, arazzo(workflow(MAKE, GET, **traffic)))
    health = next(row.task for row in plan.rows if row.task.function_name == "health")
    assert journeys(plan)["flow"].weight == weight * health.weight


def test_a_wrong_declaration_is_told_at_its_workflow(tmp_path: Path) -> None:
    plan = planned(tmp_path, document(), arazzo(workflow(MAKE, GET, **{"x-traffic": "often"})))
    assert told(plan) == ["3:3: warning[AG301]: x-traffic: priority on the workflow cannot be 'often'"]
    assert journeys(plan)["flow"].weight == 1


def test_shares_count_the_steps_of_journeys(tmp_path: Path) -> None:
    none = {name: {"x-traffic": "none"} for name in ("makeBox", "getBox", "changeBox", "dropBox")}
    api = document(**none, health={"x-traffic": {"weight": 2}})
    plan = planned(tmp_path, api, arazzo(workflow(MAKE, GET, GET, **{"x-traffic": {"weight": 1}})))
    shares = {row.task.function_name: row.task.share for row in plan.rows}
    assert shares == {"make_box": 1 / 5, "get_box": 2 / 5, "change_box": 0, "drop_box": 0, "health": 2 / 5}


@pytest.mark.parametrize(
    ("part", "is_told"),
    [
        ({"parameters": [{"name": "id", "in": "path", "value": "$steps.s0.outputs.id"}]}, False),
        ({"requestBody": {"payload": {"size": "{$inputs.size} cm", "of": ["$inputs.a"]}}}, False),
        ({"requestBody": {"payload": "$inputs.box"}}, False),
        ({"successCriteria": [{"condition": "$statusCode == 200"}]}, False),
        ({"parameters": [{"name": "id", "in": "path", "value": 7}]}, True),
        ({"requestBody": {"payload": {"a": {"b": ["x"]}}}}, True),
        ({"onFailure": [{"name": "again", "type": "retry"}]}, True),
    ],
)
def test_what_a_workflow_fixes_is_told(part: dict[str, Any], is_told: bool) -> None:
    _, remarks = read_workflows(read_document(arazzo(workflow(MAKE, {**GET, **part})), "flows.yaml"))
    assert [each.code for each in remarks] == ["AG704"] * is_told
    assert all(str(each).startswith("flows.yaml:9:5: warning") for each in remarks)


@pytest.mark.parametrize(
    "text", ["openapi: 3.1.0\npaths: {}", "arazzo: 2.0.0\nworkflows: []", "- arazzo", "arazzo: {a: 1}"]
)
def test_another_file_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_workflows(read_document(text, "flows.yaml"))
    assert [(each.code, each.location and each.location.line) for each in refused.value.diagnostics] == [("AG701", 1)]


def test_workflows_cannot_multiply() -> None:
    doubling = [workflow({"workflowId": f"w{n + 1}"}, {"workflowId": f"w{n + 1}"}, name=f"w{n}") for n in range(15)]
    found, remarks = read_workflows(read_document(arazzo(*doubling, workflow(MAKE, GET, name="w15")), "f.yaml"))
    assert len(found) == 16
    assert max(len(each.steps) for each in found) == 50
    assert {each.code for each in remarks} == {"AG703"}
    deep = [workflow({"workflowId": f"w{n + 1}"}, name=f"w{n}") for n in range(3000)]
    _, remarks = read_workflows(read_document(arazzo(*deep, workflow(MAKE, GET, name="w3000")), "f.yaml"))
    assert {each.code for each in remarks} == {"AG702"}


def test_links_are_walked_first_link_first_and_deletes_go_last(tmp_path: Path) -> None:
    plan = planned(tmp_path, document({"makeBox": ["dropBox", "getBox"], "getBox": ["changeBox", "makeBox"]}))
    assert journeys(plan) == {}, "each is the target of a link, so none is a beginning"
    plan = planned(tmp_path, document({"makeBox": ["dropBox", "getBox", "makeBox"], "getBox": ["changeBox"]}))
    found = journeys(plan)
    assert list(found) == ["make_box_journey"]
    assert found["make_box_journey"].steps == ("make_box", "get_box", "change_box", "drop_box")
    assert found["make_box_journey"].reason == "links of POST /boxes"


def test_no_journey_runs_what_has_no_traffic(tmp_path: Path) -> None:
    links = {"makeBox": ["getBox", "dropBox"]}
    plan = planned(tmp_path, document(links, dropBox={"x-traffic": "none"}), life_cycles=True)
    assert {name: journey.steps for name, journey in journeys(plan).items()} == {
        "make_box_journey": ("make_box", "get_box"),
        "box_life_cycle": ("make_box", "get_box", "change_box"),
    }
    plan = planned(tmp_path, document(links), read_only=True, life_cycles=True)
    assert journeys(plan) == {}


def test_life_cycles_are_asked_for(tmp_path: Path) -> None:
    assert journeys(planned(tmp_path, document())) == {}
    found = journeys(planned(tmp_path, document(), life_cycles=True))
    assert found["box_life_cycle"].steps == ("make_box", "get_box", "change_box", "drop_box")
    assert found["box_life_cycle"].summary == "Create one box, read it, change it, delete it"
    (tmp_path / "apigen.toml").write_text("[journeys]\nlife-cycles = true\n")
    configured = planned(tmp_path, document(), config=tmp_path / "apigen.toml")
    assert list(journeys(configured)) == ["box_life_cycle"]


@pytest.mark.parametrize("table", ["life-cycles = 1", "life_cycles = true"])
def test_a_wrong_table_is_refused(table: str, tmp_path: Path) -> None:
    (tmp_path / "apigen.toml").write_text(f"[journeys]\n{table}\n")
    with pytest.raises(UsageError, match="life-cycles = true"):
        planned(tmp_path, document(), config=tmp_path / "apigen.toml")


def test_the_configuration_names_workflows_beside_itself(tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "mine.yaml").write_text(arazzo(workflow(MAKE, GET, name="mine")))
    (tmp_path / "conf" / "apigen.toml").write_text('arazzo = "mine.yaml"\n')
    plan = planned(tmp_path, document(), arazzo(workflow(MAKE, DROP)), config=tmp_path / "conf" / "apigen.toml")
    assert list(journeys(plan)) == ["mine", "flow"]


def test_names_are_free_ones(tmp_path: Path) -> None:
    names = ("getBox", "follow", "box_ids", "3 times", "\n", "class")
    plan = planned(tmp_path, document(), arazzo(*(workflow(MAKE, GET, name=name) for name in names)))
    assert list(journeys(plan)) == ["get_box_2", "follow_2", "box_ids_2", "workflow_3_times", "workflow", "class_"]


def test_names_are_of_a_length_that_lines_can_hold(tmp_path: Path) -> None:
    api = document({"makeBox": ["getBox"]})
    api["paths"]["/boxes"]["post"]["operationId"] = "make" + "Box" * 40
    found = journeys(planned(tmp_path, api, arazzo(workflow(GET, DROP, name="long" * 40))))
    assert len(found) == 2
    assert all(len(name) <= 48 for name in found)


def test_texts_of_workflows_become_no_code(tmp_path: Path) -> None:
    evil = '"""\nimport os; os.abort()\n"""; {{ 7 * 7 }} | <script>'
    flow = workflow(MAKE, GET, name=evil, summary=evil)
    files = render_files(planned(tmp_path, document(), arazzo(flow)))
    code, plan = str(files["locustfile.py"]), str(files["TESTPLAN.md"])
    compile(code, "locustfile.py", "exec")
    assert "    import os" not in code
    assert "\nimport os;" not in code
    assert "{{ 7 * 7 }}" in code
    assert "\\<script>" in plan


def test_the_plan_shows_journeys(tmp_path: Path) -> None:
    plan = planned(tmp_path, document(), arazzo(workflow(MAKE, GET, summary="Make a box")))
    assert as_json(plan)["journeys"] == [
        {
            "name": "flow",
            "summary": "Make a box",
            "steps": ["make_box", "get_box"],
            "weight": 1,
            "reason": "Arazzo workflow flow: declares no traffic",
        }
    ]
    files = render_files(plan)
    assert "| flow | Make a box | make_box, get_box | 1 | Arazzo workflow flow" in str(files["TESTPLAN.md"])
    assert "self.follow(self.make_box, self.get_box)" in str(files["locustfile.py"])


def test_a_large_test_has_its_journeys_where_tasks_meet(tmp_path: Path) -> None:
    api = document()
    api["paths"] |= {f"/more{n}": {"get": operation(f"more{n}", tags=[f"tag{n % 3}"])} for n in range(61)}
    files = render_files(planned(tmp_path, api, arazzo(workflow(MAKE, GET))))
    code = str(files["locustfile.py"])
    compile(code, "locustfile.py", "exec")
    assert "from locust import between, run_single_user, tag, task\n" in code
    assert "    def flow(self) -> None:" in code
    assert "def make_box" not in code


def test_a_test_without_journeys_knows_nothing_of_them(tmp_path: Path) -> None:
    files = render_files(planned(tmp_path, document()))
    text = "".join(str(files[name]) for name in ("locustfile.py", "support.py", "README.md", "TESTPLAN.md")).lower()
    assert "journey" not in text
    assert "follow(" not in text
