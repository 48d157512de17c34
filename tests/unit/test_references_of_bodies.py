"""Members of bodies that name other things: those that the path names already, and those that no schema demands."""

from typing import Any

import pytest

from apigen.plan.build import Output, build_plan
from apigen.plan.model import Fill
from apigen.settings import Settings
from support.apis import INTEGER, STRING, answers, array, make_api, record, takes

PROJECTS = {"POST /projects": answers(record(id=STRING), "201"), "GET /projects/{project_id}": {}}


def fills_and_bodies(key: str, body: dict[str, Any], **others: Any) -> tuple[list[Fill], list[Any]]:
    plan = build_plan(
        make_api({**PROJECTS, **others, key: takes(body)}), Settings(records=6), Output("api.json", "out")
    )
    (task,) = [row.task for row in plan.rows if row.task.operation == key]
    samples = {sample.name: sample for sample in plan.samples}
    return list(task.fills), [line.get("json") for line in samples[task.sample].records] if task.sample else []


@pytest.mark.parametrize("name", ["project_id", "projectId", "project"])
def test_a_member_that_the_path_says_already_is_the_same(name: str) -> None:
    body = {**record(**{name: STRING}, title=STRING), "required": [name]}
    fills, bodies = fills_and_bodies("POST /projects/{project_id}/tasks", body)
    assert fills == [Fill("this_project_id", "", "", "project_id")]
    assert {line[name] for line in bodies} == {"{this_project_id}"}


@pytest.mark.parametrize(
    ("key", "name", "schema"),
    [
        ("POST /projects/{project_id}/tasks", "id", STRING),  # of the task
        ("POST /projects/{project_id}/tasks", "project_id", INTEGER),
        ("POST /projects/{name}/tasks", "name", STRING),
        ("POST /projects/{project_id}/tasks", "other_project", STRING),
    ],
)
def test_what_only_looks_like_the_path_is_left_alone(key: str, name: str, schema: dict[str, Any]) -> None:
    fills, _ = fills_and_bodies(key, {**record(**{name: schema}), "required": [name]})
    assert not any(fill.variable for fill in fills)


def test_a_text_that_says_what_the_path_says_gets_a_number_as_text() -> None:
    numbered = {"POST /projects": answers(record(id=INTEGER), "201")}
    _, bodies = fills_and_bodies("PUT /projects/{project_id}", {**record(id=STRING), "required": ["id"]}, **numbered)
    assert bodies == [{"id": "{this_project_id!s}"}]


def test_an_update_keeps_the_identifier_of_what_it_updates() -> None:
    _, bodies = fills_and_bodies("PUT /projects/{project_id}", {**record(id=STRING), "required": ["id"]})
    assert bodies == [{"id": "{this_project_id}"}]


@pytest.mark.parametrize("name", ["key", "variable", "variable_key"])
def test_an_update_keeps_the_name_of_what_it_updates(name: str) -> None:
    fills, _ = fills_and_bodies("PATCH /variables/{variable_key}", {**record(**{name: STRING}), "required": [name]})
    assert fills == [Fill("this_variable_key", "", "", "variable_key")]


def test_a_partial_update_does_not_say_what_it_updates_unless_it_must() -> None:
    body = record(name=STRING, note=STRING)
    _, bodies = fills_and_bodies("PATCH /tags/{name}", body)
    assert {name for line in bodies for name in line} == {"note"}
    _, bodies = fills_and_bodies("PATCH /tags/{name}", {**body, "required": ["name"]})
    assert {line["name"] for line in bodies} == {"{this_name}"}


def test_where_nothing_is_demanded_things_are_named_all_the_same() -> None:
    body = record(project_id=STRING, title=STRING)
    _, bodies = fills_and_bodies("POST /tasks", body)
    named = [line.get("project_id") for line in bodies]
    assert sorted(named, key=str) == [None, *["{project_id}"] * (len(bodies) - 1)], "a server may have no projects"
    _, bodies = fills_and_bodies("POST /tasks", {**body, "required": ["title"]})
    assert {line.get("project_id") for line in bodies} == {"{project_id}", None}


def test_of_two_forms_of_a_body_one_is_sent() -> None:
    forms = [{**record(**{name: STRING}), "required": [name]} for name in ("project_id", "region")]
    _, bodies = fills_and_bodies("POST /addresses", {"oneOf": forms})
    assert {tuple(body) for body in bodies} == {("project_id",), ("region",)}


def test_a_first_thing_needs_no_other_of_its_kind() -> None:
    key = "POST /folders"
    body = takes(record(folder_id=STRING, title=STRING)) | answers(record(id=STRING), "201")
    plan = build_plan(
        make_api({key: body, "GET /folders/{folder_id}": {}}), Settings(records=6), Output("api.json", "out")
    )
    assert any("folder_id" not in line["json"] for sample in plan.samples for line in sample.records)


def test_a_new_thing_names_none_of_those_that_are_made_of_it() -> None:
    """As `reviews` of a talk that is handed in; an update may name them."""
    talk = record(title=STRING, review_ids=array(INTEGER), room_id=INTEGER)
    review = {**record(talk=STRING, text=STRING), "required": ["talk", "text"]}
    operations = {
        "POST /talks": takes(talk) | answers(record(code=STRING), "201"),
        "PUT /talks/{code}": takes(talk),
        "POST /reviews": takes(review) | answers(record(id=INTEGER), "201"),
        "GET /reviews/{review_id}": {},
        "POST /rooms": answers(record(id=INTEGER), "201"),
        "GET /rooms/{room_id}": {},
    }
    plan = build_plan(make_api(operations), Settings(records=9), Output("api.json", "out"))
    files = {row.task.operation: row.task.sample for row in plan.rows}
    lines = {sample.name: [line["json"] for line in sample.records] for sample in plan.samples}
    assert all(line["talk"].startswith("{talk_") for line in lines[files["POST /reviews"]])
    assert not any("review_ids" in line for line in lines[files["POST /talks"]])
    assert any("room_id" in line for line in lines[files["POST /talks"]])
    assert any("review_ids" in line for line in lines[files["PUT /talks/{code}"]])


def test_the_items_of_a_list_name_things_too() -> None:
    item = {**record(project_id=STRING), "required": ["project_id"]}
    _, bodies = fills_and_bodies("POST /tasks", array(item))
    assert {each["project_id"] for line in bodies for each in line} == {"{project_id}"}


def test_an_optional_reference_that_nothing_gives_is_left_out() -> None:
    uuid = {**STRING, "format": "uuid"}
    shown = {**uuid, "example": "891510ac-f3e4-11e8-af5b-de00688a4901"}
    numbers = {"shop_id": {"type": "integer"}, "external_id": STRING, "kind_id": {"enum": [7, 8]}}
    members = record(title=STRING, store_id=uuid, demo_id=shown, key_id=uuid, **numbers)
    _, bodies = fills_and_bodies("POST /tasks", {**members, "required": ["title", "key_id"]})
    assert not any({"store_id", "shop_id"} & line.keys() for line in bodies)
    assert any("external_id" in line for line in bodies)
    assert any("kind_id" in line for line in bodies)
    assert all("key_id" in line for line in bodies)
    assert any("demo_id" in line for line in bodies)


def test_a_body_with_nothing_but_a_reference_that_nothing_gives_is_not_sent() -> None:
    _, bodies = fills_and_bodies("POST /tasks", record(note=STRING, shop_id={"type": "integer"}, view_menu_id={}))
    assert bodies
    assert all(line.keys() == {"note"} for line in bodies)
