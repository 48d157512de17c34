"""Things that others are made in: a user stays with one, so that what a request names belongs together."""

from typing import Any

import pytest

from apigen.plan.build import Output, build_plan
from apigen.plan.model import Task
from apigen.settings import Settings
from support.apis import STRING, answers, array, make_api, record, takes

THING = record(id=STRING)


def collection(name: str, **needs: Any) -> dict[str, dict[str, Any]]:
    made = {**answers(THING, "201"), **takes({**record(**needs), "required": [*needs]})}
    return {f"POST /{name}s": made, f"GET /{name}s": answers(array(THING)), f"GET /{name}s/{{{name}_id}}": {}}


def fills(*collections: dict[str, dict[str, Any]]) -> dict[str, dict[str, str]]:
    operations = {key: made for each in collections for key, made in each.items()}
    tasks: list[Task] = [row.task for row in build_plan(make_api(operations), Settings(), Output("a", "b")).rows]
    return {task.operation: {fill.placeholder: fill.method for fill in task.fills} for task in tasks if task.fills}


def test_what_is_named_beside_the_thing_that_it_is_made_in_stays_the_same() -> None:
    projects, pipelines = collection("project"), collection("pipeline", project_id=STRING)
    found = fills(projects, pipelines, collection("run", project_id=STRING, pipeline_id=STRING))
    assert found["POST /runs"] == {"project_id": "pick_same", "pipeline_id": "pick"}
    assert found["POST /pipelines"] == {"project_id": "pick_same"}


@pytest.mark.parametrize("is_made", [True, False])
def test_what_is_deleted_in_a_home_is_in_an_own_one_where_the_test_makes_some(is_made: bool) -> None:
    parts = (collection("project"), collection("pipeline", project_id=STRING))
    runs = collection("run", project_id=STRING, pipeline_id=STRING)
    operations = {**parts[0], **parts[1], **runs, "DELETE /projects/{project_id}/caches": {}}
    if not is_made:
        del operations["POST /projects"]
    rows = build_plan(make_api(operations), Settings(), Output("a", "b")).rows
    (emptied,) = (row.task for row in rows if row.task.operation.startswith("DELETE"))
    assert [pick.method for pick in emptied.picks] == ["take" if is_made else "pick"]


def test_things_that_have_nothing_to_do_with_each_other_may_be_any() -> None:
    found = fills(
        collection("customer"), collection("product"), collection("order", customer_id=STRING, product_id=STRING)
    )
    assert found == {"POST /orders": {"customer_id": "pick", "product_id": "pick"}}


def test_what_a_member_names_depends_on_the_kind_that_another_says() -> None:
    kinds = {"type": "string", "enum": ["order", "customer", "planet"]}
    notes = collection("note", resource_type=kinds, resource_id=STRING)
    plan = build_plan(
        make_api({**collection("order"), **collection("customer"), **notes}), Settings(records=30), Output("a", "b")
    )
    lines = next(sample.records for sample in plan.samples if "resource_type" in str(sample.records))
    bodies = [line["json"] for line in lines]
    named = {body["resource_type"]: body["resource_id"] for body in bodies}
    assert named["order"] == "{order_id}"
    assert named["customer"] == "{customer_id}"
    assert "{" not in named["planet"].replace("{unique", "")
