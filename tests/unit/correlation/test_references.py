"""Who needs identifiers in the query and the body, beyond plain names: what real documents say in other ways."""

from typing import Any

import pytest

from apigen.analysis.correlation import Consumer, correlate
from apigen.analysis.correlation.wording import phrases
from support.apis import INTEGER, STRING, UUID, answers, array, make_api, parameter, record, takes

LISTED = answers(array(record(id=STRING, slug=STRING, username=STRING, name=STRING)))
TASKS = {"GET /tasks": LISTED, "GET /tasks/{task_id}": {}}
SITE_ID = [parameter("id", INTEGER)]
NUMBERED = {"GET /sites": answers(array(record(id=INTEGER))), "GET /sites/{id}": {"parameters": SITE_ID}}
STEPS = {"GET /steps": LISTED, "GET /steps/{workflow_step_id}": {}}
TEAMS = {"GET /teams": LISTED, "GET /teams/{team_slug}": {}}
SNAPSHOTS = {"GET /pipeline_snapshots": LISTED, "GET /pipeline_snapshots/{snapshot_id}": {}}
RUNS = {"GET /runs": LISTED, "GET /runs/{run_id}": {}, "GET /runs/{pipeline_run_id}/events": {}}
SOURCE = ("pipeline_snapshot", ("source_snapshot_id",))
USERS = {"GET /users": LISTED, "GET /users/{user_id}": {}}


def said(description: str, schema: dict[str, Any] = STRING) -> dict[str, Any]:
    return {**schema, "description": description}


def needs(operations: dict[str, Any], body: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.resource, c.names) for c in consumers("POST /moves", {**operations, "POST /moves": takes(body)})]


def consumers(operation: str, operations: dict[str, Any]) -> list[Consumer]:
    return [c for c in correlate(make_api(operations)).consumers if c.operation == operation]


@pytest.mark.parametrize(
    ("description", "words"),
    [
        ("The gid of the task to move.", [("id", ("task",))]),
        (
            "Globally unique identifier for a Build Plan, as a string",
            [("id", ("Build", "Plan")), ("id", ("Globally", "unique"))],
        ),
        ("A list of team `slug`s", [("slug", ("list", "of", "team"))]),
        ("Login of the owner", [("username", ("owner",))]),
        ("A text. The id of the task is not read", []),
    ],
)
def test_what_descriptions_say(description: str, words: list[tuple[str, tuple[str, ...]]]) -> None:
    found = [(phrase.kind, phrase.said) for phrase in phrases(description)]
    assert found[: len(words)] == words
    assert bool(found) == bool(words)


@pytest.mark.parametrize(
    ("operations", "body", "needed"),
    [
        (TASKS, record(after=said("The id of the task that comes before")), [("task", ("after",))]),
        (TASKS, record(after=said("The id of the prior task")), [("task", ("after",))]),
        (TASKS, record(blockers=array(said("Ids of tasks"))), [("task", ("blockers[]",))]),
        (TASKS, record(task=said("What is moved")), [("task", ("task",))]),
        (NUMBERED, record(site={"oneOf": [INTEGER, record(slug=STRING)]}), [("site", ("site",))]),
        (STEPS, record(workflowstep_id=STRING), [("step", ("workflowstep_id",))]),
        (TASKS, {**record(task=STRING), "required": ["task"]}, [("task", ("task",))]),
        (TASKS, {"oneOf": [{**record(task=STRING), "required": ["task"]}] * 2}, [("task", ("task",))]),
        (TASKS, record(parent_task=said("The task above")), [("task", ("parent_task",))]),
        (TEAMS, record(reviewers=array(said("Slugs of teams"))), [("team", ("reviewers[]",))]),
        (TEAMS, record(team_slug=STRING), [("team", ("team_slug",))]),
        (TEAMS, {**record(team=STRING), "required": ["team"]}, [("team", ("team",))]),
        (USERS, record(assignee=said("The user who does it")), [("user", ("assignee",))]),
        (USERS, record(owner=said("The id of the owner")), [("user", ("owner",))]),
        (USERS, record(approved_by=said("The user who approved it")), [("user", ("approved_by",))]),
        (TASKS, record(after={**STRING, "title": "The id of the task that comes before"}), [("task", ("after",))]),
        (SNAPSHOTS, {**record(source_snapshot_id=STRING), "required": ["source_snapshot_id"]}, [SOURCE]),
        (RUNS, {**record(pipeline_run=STRING), "required": ["pipeline_run"]}, [("run", ("pipeline_run",))]),
        (SNAPSHOTS, record(snapshot={**STRING, "format": "uuid"}), [("pipeline_snapshot", ("snapshot",))]),
    ],
)
def test_ways_to_name_a_thing(operations: dict[str, Any], body: dict[str, Any], needed: list[Any]) -> None:
    assert needs(operations, body) == needed


@pytest.mark.parametrize(
    ("operations", "body"),
    [
        (TASKS, record(comment=said("Moves a task. Do not put the id of the task here"))),
        (TASKS, record(role=said("The id of the task template"))),
        (TASKS, record(task=INTEGER)),
        (TASKS, record(task=STRING)),
        (TASKS, record(task=record(**dict.fromkeys(("id", "a", "b", "c", "d"), STRING)))),
        (TASKS, record(task={"type": "object", "description": "The id of the task", "additionalProperties": STRING})),
        (TASKS, record(a=record(b=record(parent_task=STRING)))),
        (TEAMS, record(team=STRING)),
        (USERS, record(owner=said("The slug of the team"))),
        (USERS, record(sorted_by=said("What a user wants to see first"))),
    ],
)
def test_what_names_nothing(operations: dict[str, Any], body: dict[str, Any]) -> None:
    templates = {"GET /task_templates/{name}": {}, "GET /task_templates": LISTED}
    assert needs({**operations, **templates}, body) == []


def test_identifiers_that_are_written_in_another_way_are_of_another_thing() -> None:
    sid = parameter("Sid", {**STRING, "pattern": "^VA[0-9]{32}$"})
    operations = {"POST /services": answers(record(sid=STRING)), "GET /services/{Sid}": {"parameters": [sid]}}
    other = {**STRING, "pattern": "^MG[0-9]{32}$"}
    assert needs(operations, record(ServiceSid=STRING)) == [("service", ("ServiceSid",))]
    assert needs(operations, record(ServiceSid=other)) == []


def test_a_name_that_is_no_uuid_is_not_one_by_which_things_are_found() -> None:
    operations = {
        "GET /disks": answers(array(record(id=UUID))),
        "GET /disks/{id}": {"parameters": [parameter("id", UUID)]},
    }
    assert needs(operations, record(disk_id=UUID)) == [("disk", ("disk_id",))]
    assert needs(operations, record(disk_id={"allOf": [{**STRING, "pattern": "^[a-z]{1,9}$"}]})) == []


@pytest.mark.parametrize("words_beside", [[], [{"description": "What is moved"}]])
def test_a_type_named_after_identifiers_says_whose_they_are(words_beside: list[Any]) -> None:
    moved = {"allOf": [{"$ref": "#/components/schemas/TaskId"}, *words_beside]}
    operations = {**TASKS, **USERS, "POST /moves": takes(record(Id=moved))}
    api = make_api(operations, {"TaskId": STRING})
    found = [(c.resource, c.names) for c in correlate(api).consumers if c.operation == "POST /moves"]
    assert found == [("task", ("Id",))]


@pytest.mark.parametrize(
    ("member", "key", "is_text"),
    [
        (STRING, STRING, True),
        (STRING, INTEGER, True),
        (INTEGER, INTEGER, False),
        ({**STRING, "pattern": "^t-"}, {**STRING, "pattern": "^t-"}, False),
        ({**STRING, "pattern": "^[0-9]+$"}, INTEGER, True),
        ({"anyOf": [INTEGER, STRING]}, INTEGER, False),
    ],
)
def test_a_text_that_may_hold_a_number(member: dict[str, Any], key: dict[str, Any], is_text: bool) -> None:
    operations = {
        "GET /tasks": answers(array(record(id=key))),
        "GET /tasks/{task_id}": {"parameters": [parameter("task_id", key)]},
        "POST /moves": takes(record(task_id=member)),
    }
    assert [each.is_text for each in consumers("POST /moves", operations)] == [is_text]


def test_a_filter_that_repeats_the_path_is_no_need() -> None:
    key = "GET /users/{user_id}/tasks"
    filters = [parameter("user", STRING, "query"), parameter("user_id", STRING)]
    found = consumers(key, {**USERS, key: {"parameters": filters}})
    assert [c.location for c in found] == ["path"]


@pytest.mark.parametrize(
    ("key", "declared", "role"),
    [
        ("DELETE /tasks", parameter("ids", array(STRING), "query"), "delete"),
        ("PATCH /tasks", parameter("ids", array(STRING), "query"), "update"),
        ("GET /tasks", parameter("task_ids", array(STRING), "query"), ""),
        ("GET /tasks/export", parameter("q", {"$ref": "#/components/schemas/get_export_ids_schema"}, "query"), "use"),
        ("GET /tasks/export", parameter("q", array(STRING), "query"), ""),
    ],
)
def test_a_list_in_the_query_holds_identifiers_of_the_thing_itself(key: str, declared: Any, role: str) -> None:
    schemas = {"get_export_ids_schema": array(STRING)}
    operations = {**TASKS, key: {**TASKS.get(key, {}), "parameters": [declared]}}
    found = [c for c in correlate(make_api(operations, schemas)).consumers if c.location == "query"]
    assert [(c.operation, c.names, c.role) for c in found] == ([(key, (declared["name"],), role)] if role else [])


@pytest.mark.parametrize("is_nullable", [False, True])
def test_the_type_of_a_thing_says_which_one_its_number_means(is_nullable: bool) -> None:
    site = {"$ref": "#/components/schemas/BriefSiteRequest"}
    place = {"oneOf": [INTEGER, {"anyOf": [{"allOf": [site]}, {"type": "null"}]} if is_nullable else site]}
    operations = {**NUMBERED, "POST /moves": takes(record(place=place))}
    found = correlate(make_api(operations, {"BriefSiteRequest": record(slug=STRING)})).consumers
    assert [(c.resource, c.names) for c in found if c.location == "body"] == [("site", ("place",))]


def test_a_list_of_changes_names_things_of_the_collection() -> None:
    change = record(**dict.fromkeys(("id", "a", "b", "c", "d"), STRING))
    operations = {**TASKS, "PUT /tasks": takes(array(change)) | LISTED, "POST /tasks": takes(array(change))}
    (found,) = consumers("PUT /tasks", operations)
    assert (found.resource, found.names, found.role) == ("task", ("[].id",), "update")
    assert consumers("POST /tasks", operations) == [], "these are new"
    assert all(each.operation != "PUT /tasks" for each in correlate(make_api(operations)).producers)


def test_what_a_new_thing_is_called_is_no_need() -> None:
    queues = {"GET /queues/name/{name}": {}, "GET /queues": answers(array(record(id=STRING, name=STRING)))}
    create = {**takes(record(name=said("The name of the queue"))), **answers(record(id=STRING), "201")}
    pools = {"POST /pools/{pool}/queues": create, "GET /pools/{pool}/queues/{queue}": {}}
    assert [c.location for c in consumers("POST /pools/{pool}/queues", {**queues, **pools})] == ["path"]


@pytest.mark.parametrize(("collection", "needed"), [("members", ["user"]), ("users", []), ("credentials", [])])
def test_a_member_is_a_user_who_is_there(collection: str, needed: list[str]) -> None:
    key = f"POST /teams/{{team_id}}/{collection}"
    operations = {
        "GET /teams": answers(array(record(id=STRING))),
        "GET /teams/{team_id}": {},
        "GET /users": answers(array(record(username=STRING))),
        "GET /users/{username}": {},
        key: takes(record(username=STRING)),
    }
    found = correlate(make_api(operations)).consumers
    assert [c.resource for c in found if (c.operation, c.location) == (key, "body")] == needed


@pytest.mark.parametrize(
    ("pattern", "needed"), [(r"^[a-z]+(\.[a-z]+)+$", []), ("^[0-9a-z]+$", [("domain", ("domain",))])]
)
def test_a_text_that_no_number_fits_is_no_numbered_identifier(pattern: str, needed: list[Any]) -> None:
    listed = answers(array(record(id=INTEGER)))
    domains = {"GET /domains": listed, "GET /domains/{domain_id}": {"parameters": [parameter("domain_id", INTEGER)]}}
    place = said("The identifier of the domain", {**STRING, "pattern": pattern})
    assert needs(domains, record(domain=place)) == needed


@pytest.mark.parametrize(("name", "count"), [("team", 1), ("teams", 0)])
def test_one_word_called_as_many_things_is_no_identifier(name: str, count: int) -> None:
    shown = parameter(name, STRING, "query", description="What to show")
    teams = {"GET /teams": LISTED, "GET /teams/{team_id}": {}}
    found = consumers("GET /tasks", {**TASKS, **teams, "GET /tasks": {**LISTED, "parameters": [shown]}})
    assert len(found) == count
