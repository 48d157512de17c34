"""Where each request needs a new value, and where a token would do harm."""

import re
from dataclasses import replace
from typing import Any

import pytest

from apigen.analysis.payloads import UNIQUE, UNIQUE_NUMBER, DrawOptions, draw_requests
from apigen.analysis.payloads.meaning.uniqueness import keys_of_new
from unit.payloads.apis import TEXT, an_object, api_of, bodies, draw, operation_of, parameter


@pytest.mark.parametrize("name", "email username slug sku code external_id reference idempotencyKey login key".split())
def test_values_that_servers_want_unique_carry_the_token(name: str) -> None:
    assert all(UNIQUE in body[name] for body in bodies(an_object(**{name: TEXT})))


def test_mail_addresses_stay_addresses() -> None:
    for body in bodies(an_object(email={"type": "string", "format": "email"})):
        assert re.fullmatch(r"[a-z.]+\.\{unique\}@example\.(com|org|net)", body["email"])


def test_the_created_thing_is_named_anew_but_people_and_parts_are_not() -> None:
    part = an_object(name=TEXT)
    for body in bodies(an_object(name=TEXT, title=TEXT, category=part), path="/products"):
        assert UNIQUE in body["name"]
        assert UNIQUE not in body["title"]
        assert UNIQUE not in body["category"]["name"]
    assert not any(UNIQUE in body["name"] for body in bodies(an_object(name=TEXT), path="/customers"))


def test_what_paths_will_name_a_new_thing_by_is_new_and_a_slug() -> None:
    made = operation_of(an_object(type=TEXT, value=TEXT, name=TEXT), path="/tags")
    for key in ("value", "name"):
        read = replace(made, path=f"/tags/{{type}}/{{{key}}}", method="GET", request_body=None)
        api = replace(api_of(), operations=(made, read))
        values = [
            request.body[key] for request in draw_requests(api, made, DrawOptions(count=9)) if key in request.body
        ]
        assert values
        assert all(re.fullmatch(r"[a-z0-9-]+-\{unique\}", value) for value in values), values


@pytest.mark.parametrize(("shown", "new"), [("simple", "simple-{unique}"), ("userGroup", "userGroup-{unique}")])
def test_one_word_stays_one_word_when_it_is_made_new(shown: str, new: str) -> None:
    names = {body["name"] for body in bodies(an_object(name={**TEXT, "example": shown}), path="/groups")}
    assert new in names
    assert f"{shown} {UNIQUE}" not in names


def test_a_name_is_new_where_the_document_says_that_it_is_unique() -> None:
    name = {**TEXT, "title": "The unique username for the account."}
    assert all(UNIQUE in body["name"] for body in bodies(an_object(name=name), path="/customers"))


def test_what_the_path_of_a_new_thing_ends_with_is_new() -> None:
    paths = ["/primaries", "/primaries/{ip}/{server}/notify", "/primaries/{ip}", "/primaries/{ip}/{server}"]
    keys = keys_of_new(paths)
    assert keys["/primaries"] == keys["/primaries/{ip}"] == "server"
    assert "/zones" not in keys
    server = replace(operation_of(an_object(ip=TEXT, server=TEXT), path="/primaries"), id="server")
    others = [replace(server, path=path, method="GET", request_body=None) for path in paths]
    api = replace(api_of(), operations=(server, *others))
    for request in draw_requests(api, server, DrawOptions(count=5)):
        assert UNIQUE in request.body["server"]
        assert UNIQUE not in request.body["ip"], "a number has no room"


def test_a_key_is_new_that_the_path_calls_by_the_name_of_the_thing_too() -> None:
    made = operation_of(an_object(key=TEXT, value=TEXT), path="/variables")
    read = replace(made, path="/variables/{variable_key}", method="GET", request_body=None)
    api = replace(api_of(), operations=(made, read))
    keys = [request.body["key"] for request in draw_requests(api, made, DrawOptions(count=5))]
    assert all("{unique}" in key.lower() for key in keys), keys


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "maxLength": 7},
        {"type": "string", "pattern": "^[A-Z]{3}$"},
        {"type": "string", "pattern": "^\\d+$"},
        {"type": "string", "enum": ["alpha", "beta"]},
        {"type": "string", "const": "alpha"},
        {"type": "string", "description": "One of `alpha`, `beta`."},
    ],
)
def test_no_token_where_the_schema_leaves_no_room(schema: dict[str, Any]) -> None:
    assert not any("{" in body["code"] for body in bodies(an_object(code=schema)))


@pytest.mark.parametrize(
    "schema", [{"type": "string", "maxLength": 12}, {"type": "string", "pattern": "^[a-z0-9]{3,20}$"}]
)
def test_the_rendered_value_fits(schema: dict[str, Any]) -> None:
    for body in bodies(an_object(sku=schema)):
        assert UNIQUE in body["sku"]
        value = body["sku"].replace(UNIQUE, "00000000")
        assert len(value) <= schema.get("maxLength", 20)
        assert re.search(schema.get("pattern", ""), value)


@pytest.mark.parametrize(("method", "path"), [("QUERY", "/users"), ("POST", "/login"), ("POST", "/users/search")])
def test_requests_that_create_nothing_have_no_tokens(method: str, path: str) -> None:
    assert not any(
        UNIQUE in str(body) for body in bodies(an_object(username=TEXT, email=TEXT), method=method, path=path)
    )


def test_parameters_have_no_tokens() -> None:
    for request in draw(
        an_object(sku=TEXT), parameters=[parameter("username", TEXT, "path")], path="/users/{username}"
    ):
        assert UNIQUE not in request.path["username"]
        assert UNIQUE in request.body["sku"]


def test_ids_that_clients_choose_differ() -> None:
    schema = an_object(id={"type": "string", "format": "uuid", "example": "3be6453c-03eb-4357-ae5a-984a0e574a54"})
    ids = {body["id"] for body in bodies(schema)}
    assert len(ids) == 30
    assert all(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-\{unique_hex\}", each) for each in ids)


@pytest.mark.parametrize("pattern", ["^[A-Z0-9]{8,12}$", "^[A-Z]{2,5}-[0-9A-Z]{8}$"])
def test_codes_in_capitals_have_a_token_in_capitals(pattern: str) -> None:
    for body in bodies(an_object(sku={"type": "string", "pattern": pattern})):
        assert re.search(pattern, body["sku"].replace("{UNIQUE}", "0A00Z000"))
        assert "{UNIQUE}" in body["sku"]


@pytest.mark.parametrize("name", ["id", "order_number"])
def test_numbers_of_new_things_are_new(name: str) -> None:
    schema = an_object(**{name: {"type": "integer", "format": "int64"}, "size": {"type": "integer"}})
    for body in bodies(schema):
        assert body[name] == UNIQUE_NUMBER
        assert isinstance(body["size"], int)


@pytest.mark.parametrize("bound", [{"maximum": 10_000}, {"format": "int32"}, {"multipleOf": 10}])
def test_a_number_without_room_has_no_token(bound: dict[str, Any]) -> None:
    assert all(isinstance(body["id"], int) for body in bodies(an_object(id={"type": "integer", **bound})))


@pytest.mark.parametrize("schema", [TEXT, {"type": "string", "format": "uuid"}])
def test_a_key_against_repetition_is_new_in_each_request(schema: dict[str, Any]) -> None:
    header = parameter("Idempotency-Key", schema, "header", required=True)
    for request in draw(an_object(size=TEXT), parameters=[header]):
        assert "{unique" in request.headers["Idempotency-Key"]


def test_translations_of_a_name_differ_as_names_do() -> None:
    name = {"type": "object", "additionalProperties": TEXT, "example": {"en": "English text", "de": "Deutscher Text"}}
    for body in bodies({"type": "object", "properties": {"name": name}, "required": ["name"]}, path="/tracks"):
        assert body["name"], "an empty one is none"
        assert all(UNIQUE in text for text in body["name"].values())


def test_a_new_name_is_as_new_as_that_of_a_new_thing() -> None:
    for body in bodies(an_object(name=TEXT), method="PATCH", path="/tracks/{id}"):
        assert UNIQUE in body["name"]


def test_a_new_thing_in_a_member_that_is_called_like_it_has_a_new_name() -> None:
    for body in bodies(an_object(server=an_object(name=TEXT), owner=an_object(name=TEXT)), path="/v1/servers"):
        assert UNIQUE in body["server"]["name"]
        assert UNIQUE not in body["owner"]["name"]
