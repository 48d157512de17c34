"""What servers refuse although documents allow it: names of their own fields, names like prose, things that act."""

import base64
import json
import re
from typing import Any

import pytest

from apigen.analysis.payloads import UNIQUE, DrawOptions, as_meant, draw_requests
from apigen.analysis.payloads.meaning.documented import spelling_of
from support.apis import INTEGER, STRING, answers, array, make_api, record, takes
from unit.payloads.apis import TEXT, an_object, bodies, draw, parameter

SWITCH = {"type": "boolean", "default": True}


@pytest.mark.parametrize(("switch", "idle"), [("enabled", False), ("is_active", False), ("isPaused", True)])
def test_what_would_act_by_itself_is_made_switched_off(switch: str, idle: bool) -> None:
    acting = {"type": "object", "properties": {switch: SWITCH, "schedule": TEXT}}
    assert {body[switch] for body in bodies(acting)} == {idle}
    assert {body[switch] for body in bodies(an_object(**{switch: SWITCH}), path="/automations")} == {idle}


@pytest.mark.parametrize(("switch", "value"), [("enabled", True), ("is_active", True), ("isPaused", False)])
def test_what_is_there_already_stays_in_service(switch: str, value: bool) -> None:
    for method, path in (("PATCH", "/users/{id}"), ("POST", "/plugins/{id}/config")):
        made = bodies(an_object(**{switch: SWITCH}, title=TEXT), method=method, path=path)
        assert {body[switch] for body in made} == {value}


def test_the_member_that_holds_the_thing_is_always_sent() -> None:
    schema = {"type": "object", "properties": {"keys": {"type": "array", "items": TEXT}, "data": an_object(name=TEXT)}}
    assert all("data" in body for body in bodies(schema, method="PATCH"))


NUMBERS = {"type": "array", "items": {"type": "number"}}


def test_vectors_are_of_one_length() -> None:
    made = bodies(an_object(query={"type": "array", "items": NUMBERS}, weights=NUMBERS))
    assert {len(vector) for body in made for vector in (*body["query"], body["weights"])} == {3}


def test_lists_that_make_a_table_are_of_one_length() -> None:
    texts = {"type": ["array", "null"], "items": TEXT}
    made = bodies(an_object(ids=texts, documents=texts, uris=texts, title=TEXT))
    assert all(len(body["ids"]) == len(body["documents"]) == len(body["uris"]) for body in made)
    assert len({len(body["ids"]) for body in made}) > 1


def test_other_switches_are_on_and_off() -> None:
    assert {body["enabled"] for body in bodies(an_object(enabled={"type": "boolean"}, title=TEXT))} == {True, False}


@pytest.mark.parametrize("field", ["columns", "select_columns", "fields"])
def test_a_query_leaves_out_what_would_name_fields(field: str) -> None:
    condition = an_object(col=TEXT, value=TEXT)
    members = {field: {"type": "array", "items": TEXT}, "filters": {"type": "array", "items": condition}}
    query = {"type": "object", "properties": {**members, "page": {"type": "integer", "minimum": 1, "maximum": 9}}}
    sent = [request.query["q"] for request in draw(None, parameters=[parameter("q", query)])]
    assert {name for value in sent for name in value} == {"page"}


ANY_OBJECT = {"type": "object", "additionalProperties": True}


@pytest.mark.parametrize(("member", "schema"), [("fields", an_object(id=SWITCH)), ("where", ANY_OBJECT)])
def test_a_filter_neither_cuts_the_answer_nor_makes_up_conditions(member: str, schema: dict[str, Any]) -> None:
    query = {"type": "object", "properties": {member: schema, "limit": {"type": "integer", "minimum": 1}}}
    sent = [request.query["filter"] for request in draw(None, parameters=[parameter("filter", query)])]
    assert {name for value in sent for name in value} == {"limit"}


def test_names_of_fields_that_the_document_lists_are_sent() -> None:
    keys = {"type": "array", "items": {"enum": ["id", "title"]}}
    sent = draw(None, parameters=[parameter("q", an_object(columns=keys))])
    assert all(request.query["q"]["columns"] for request in sent)


@pytest.mark.parametrize("path", ["/projects", "/documents"])
def test_many_names_are_slugs(path: str) -> None:
    names = [body["name"] for body in bodies(an_object(name=TEXT), path=path)]
    slug = re.compile(rf"[a-z0-9]+(-[a-z0-9]+)*-{re.escape(UNIQUE)}")
    slugs = [name for name in names if slug.fullmatch(name)]
    assert len(names) // 3 <= len(slugs) < len(names), names


def test_a_placeholder_shows_how_names_are_spelled() -> None:
    schema = an_object(name={"type": "string", "examples": ["my_variable"]})
    for body in bodies(schema, path="/variables"):
        assert re.fullmatch(rf"[a-z0-9]+(_[a-z0-9]+)*_{re.escape(UNIQUE)}", body["name"])


@pytest.mark.parametrize(
    ("examples", "mark"),
    [
        (["my_variable"], "_"),
        (["my-deployment", "blue-fox-2"], "-"),
        (["My name"], ""),
        (["a_b", "A b"], ""),
        ([3], ""),
    ],
)
def test_the_spelling_of_examples(examples: list[Any], mark: str) -> None:
    assert spelling_of(examples) == mark


@pytest.mark.parametrize(
    "schema", [an_object(json_metadata=TEXT), an_object(form_data={**TEXT, "description": "Any JSON supported text."})]
)
def test_texts_that_hold_json_do(schema: dict[str, Any]) -> None:
    for body in bodies(schema):
        assert isinstance(json.loads(next(iter(body.values()))), dict)


@pytest.mark.parametrize(("path", "narrowed"), [("/tags", True), ("/tags/{id}", False)])
def test_a_delete_of_a_collection_always_says_what_goes(path: str, narrowed: bool) -> None:
    names = parameter("names", {"type": "array", "items": TEXT}, required=False)
    force = parameter("force", {"type": "boolean"}, required=False)
    token = parameter("_token", TEXT, required=False)
    identifier = [parameter("id", TEXT, "path")] if "{id}" in path else []
    sent = draw(None, method="DELETE", path=path, parameters=[names, force, token, *identifier])
    assert all("names" in request.query for request in sent) is narrowed
    assert not all("force" in request.query for request in sent)
    assert not any("_token" in request.query for request in sent), "it belongs to another answer"


@pytest.mark.parametrize(("word", "names"), [("related", ["owner"]), ("distinct", ["id", "title"])])
def test_a_parameter_that_names_a_field_takes_those_of_what_the_collection_lists(word: str, names: list[str]) -> None:
    chart = record(id=INTEGER, title=STRING, owner=record(id=INTEGER))
    key = f"GET /charts/{word}/{{column_name}}"
    api = as_meant(make_api({"GET /charts/": answers(record(count=INTEGER, result=array(chart))), key: {}}))
    (column,) = next(operation for operation in api.operations if operation.key == key).path_parameters
    assert isinstance(column.schema, dict)
    assert column.schema["enum"] == names


@pytest.mark.parametrize("union", ["oneOf", "anyOf"])
def test_of_a_thing_and_a_list_of_such_things_one_is_sent(union: str) -> None:
    chart = record(title=STRING)
    (only,) = as_meant(make_api({"POST /charts": takes({union: [chart, array(chart)]})})).operations
    (either,) = as_meant(make_api({"POST /charts": takes({union: [chart, array(STRING)]})})).operations
    assert only.request_body is not None
    assert either.request_body is not None
    assert only.request_body.content[0].schema == chart
    assert either.request_body.content[0].schema == {union: [chart, array(STRING)]}


def test_a_header_with_a_version_that_the_document_does_not_tell_is_left_out() -> None:
    told = parameter("X-Told-Version", {**TEXT, "default": "2.1.0"}, "header", required=False)
    sent = draw(None, method="GET", parameters=[parameter("X-Api-Version", TEXT, "header", required=False), told])
    assert {name for request in sent for name in request.headers} == {"X-Told-Version"}


FILTER = {"type": "object", "example": {"<field>": {"<operator>": "<value>"}}}


@pytest.mark.parametrize(
    ("name", "schema", "is_sent"),
    [
        ("fields", {"type": "array", "items": TEXT}, False),
        ("fields", {"type": "array", "items": {"enum": ["id", "name"]}}, True),
        ("filter", {"type": "object"}, False),
        ("filter", FILTER, False),
        ("filter", {**FILTER, "example": {"age": 3}}, True),
        ("follow", {"type": "boolean"}, False),
        ("verbose", {"type": "boolean"}, True),
        ("labels", {"type": "object", "additionalProperties": TEXT}, True),
        ("export", {"enum": ["csv", "json", "xml"]}, False),
        ("meta", TEXT, False),
        ("things", {"type": "array", "items": TEXT}, False),
        ("meta", {**TEXT, "example": "count"}, True),
        ("search", TEXT, True),
    ],
)
def test_optional_parameters_that_only_servers_could_name_are_left_out(name: str, schema: Any, is_sent: bool) -> None:
    sent = draw(None, method="GET", parameters=[parameter(name, schema, required=False)])
    assert any(name in request.query for request in sent) is is_sent


@pytest.mark.parametrize("field", ["key", "id", "ttl", "value"])
def test_numbers_and_bytes_in_texts_are_spelled_as_such(field: str) -> None:
    schema = an_object(**{field: {"type": "string", "format": "int64"}, "name": {"type": "string", "format": "byte"}})
    for body in bodies(schema):
        assert re.fullmatch(r"-?\d+", body[field])
        base64.b64decode(body["name"].replace(UNIQUE, "3szu3fuq"), validate=True)


def test_the_name_beside_a_value_is_one_word() -> None:
    matchers = {"type": "array", "minItems": 1, "items": an_object(name=TEXT, value=TEXT)}
    names = [each["name"] for body in bodies(an_object(matchers=matchers)) for each in body["matchers"]]
    assert all(re.fullmatch(r"\w+", name) for name in names)


@pytest.mark.parametrize(("condition", "is_sent"), [({}, False), ({"description": "Any"}, False), (TEXT, True)])
def test_a_condition_in_the_servers_own_language_is_left_out(condition: dict[str, Any], is_sent: bool) -> None:
    sent = bodies({**an_object(count=TEXT), "properties": {"count": TEXT, "where": condition}})
    assert any("where" in body for body in sent) is is_sent


def test_entries_that_a_description_asks_for_are_sent() -> None:
    about = "Settings. Must contain either\n'bootstrap.servers' or 'broker.list'."
    settings = {"type": "object", "additionalProperties": TEXT, "description": about}
    keys = {key for body in bodies(an_object(settings=settings)) for key in body["settings"]}
    assert keys == {"bootstrap.servers", "broker.list"}


def test_a_query_that_the_description_calls_sql_is_one() -> None:
    query = {**TEXT, "description": "SQL query to run against the storage"}
    assert all(body["query"].startswith("SELECT ") for body in bodies(an_object(query=query), path="/query"))


@pytest.mark.parametrize(("beside", "is_login"), [("password", True), ("email", False)])
def test_the_name_beside_a_password_is_what_one_logs_in_with(beside: str, is_login: bool) -> None:
    names = [body["name"] for body in bodies(an_object(**{"name": TEXT, beside: TEXT}), path="/members")]
    assert any(" " in name for name in names) is not is_login
    assert all(UNIQUE in name for name in names) or not is_login


@pytest.mark.parametrize(
    ("method", "path", "members", "is_sent"),
    [
        ("POST", "/pets", ["name", "color"], False),
        ("PUT", "/pets", ["name", "color"], True),
        ("POST", "/pets/feed", ["name", "color"], True),
        ("POST", "/pets", ["type"], True),
    ],
)
def test_a_new_thing_has_no_id_of_the_clients_own(method: str, path: str, members: list[str], is_sent: bool) -> None:
    body = record(id=STRING, **dict.fromkeys(members, STRING))
    api = make_api({f"{method} {path}": takes(body), "GET /pets/{id}": {}})
    operation = next(each for each in api.operations if each.key == f"{method} {path}")
    drawn = draw_requests(api, operation, DrawOptions(seed=0, count=30, locales=("en_US",)))
    assert any("id" in request.body for request in drawn) is is_sent


def test_of_the_forms_of_a_filter_any_text_comes_last_and_a_moment_beside_any_text_is_left_out() -> None:
    index = parameter("index", {"anyOf": [{"type": "integer"}, TEXT]}, required=False)
    created = parameter("created", {"anyOf": [{**TEXT, "format": "date-time"}, TEXT]}, required=False)
    version = parameter("version", {"anyOf": [{"type": "integer"}, TEXT, {"type": "null"}]}, required=False)
    label = parameter("hue", {"anyOf": [TEXT, {"type": "array", "items": TEXT}, {"type": "null"}]}, required=False)
    given = (index, created, version, label)
    found = [request.query for request in draw(None, method="GET", parameters=given)]
    assert {type(query["index"]) for query in found if "index" in query} == {int}
    assert {type(query["version"]) for query in found if "version" in query} == {int}
    assert not any("hue" in query for query in found)
    assert not any("created" in query for query in found)


@pytest.mark.parametrize("schema", [{"type": "array", "items": an_object(name=TEXT)}, an_object(size={}, hue=TEXT)])
def test_an_optional_value_of_a_query_that_no_style_can_write_is_left_out(schema: dict[str, Any]) -> None:
    size = parameter("size", {"type": "integer"})
    sent = draw(None, parameters=[parameter("which", schema, required=False), size])
    assert not any("which" in request.query for request in sent)


def test_a_list_of_anything_is_not_empty_where_it_would_not_be_sent() -> None:
    sent = draw(None, parameters=[parameter("data", {"type": "array", "items": {}})])
    assert all(request.query["data"] for request in sent)
