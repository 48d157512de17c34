from typing import Any

import pytest
import yaml

from apigen.openapi.reader import read_api
from apigen.plan.expectations import Expectation, expectation
from apigen.source import read_document

ORDER = {"type": "object", "required": ["id", "status"], "properties": {"id": {}, "status": {}, "note": {}}}


def body(schema: Any, content_type: str = "application/json") -> dict[str, Any]:
    return {"description": "ok", "content": {content_type: {"schema": schema}}}


def expected(responses: dict[str, Any], method: str = "get", schemas: dict[str, Any] | None = None) -> Expectation:
    """What is expected of an operation with these responses."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/orders": {method: {"responses": responses}}},
        "components": {"schemas": schemas or {}},
    }
    api, _ = read_api(read_document(yaml.safe_dump(document), "openapi.yaml"))
    return expectation(api.operations[0], api.definitions)


def members_of(schema: Any, **schemas: Any) -> tuple[str, ...]:
    return expected({"200": body(schema)}, schemas=schemas).members


NOTHING = {"description": "ok"}


@pytest.mark.parametrize(
    ("statuses", "found"),
    [
        (["200"], (200,)),
        (["202", "200", "201"], (200, 201, 202)),
        (["200", "400", "404", "default"], (200,)),
        (["2XX"], ()),
        (["200", "2XX"], ()),
        (["204"], (204,)),
        (["default"], ()),
        (["302", "404"], (302,)),
        (["200", "302"], (200,)),
    ],
)
def test_declared_good_statuses_are_expected(statuses: list[str], found: tuple[int, ...]) -> None:
    assert expected(dict.fromkeys(statuses, NOTHING)) == Expectation(found)


def test_nothing_declared_expects_any_good_status() -> None:
    assert expected({}) == Expectation()


@pytest.mark.parametrize(
    ("content_type", "kind"),
    [
        ("application/json", "json"),
        ("application/json; charset=utf-8", "json"),
        ("Application/Problem+JSON", "json"),
        ("application/hal+json", "json"),
        ("text/json", "json"),
        ("application/xml", "xml"),
        ("text/xml; charset=utf-8", "xml"),
        ("application/atom+xml", "xml"),
        ("text/plain", "text"),
        ("text/csv", "text"),
        ("application/pdf", "any"),
        ("image/png", "any"),
        ("*/*", "any"),
        ("application/*", "any"),
        ("text/*", "any"),
    ],
)
def test_the_kind_of_body_follows_from_its_media_type(content_type: str, kind: str) -> None:
    assert expected({"200": body({"type": "integer"}, content_type)}) == Expectation((200,), kind)


def test_json_is_asked_for_where_there_is_a_choice() -> None:
    content = {"text/html": {}, "application/vnd.api+json": {"schema": ORDER}, "application/xml": {}}
    found = expected({"200": {"description": "ok", "content": content}})
    assert (found.returns, found.members) == ("json", ("id", "status"))


def test_without_json_the_first_representation_counts() -> None:
    content: dict[str, Any] = {"application/xml": {}, "text/html": {}}
    assert expected({"200": {"description": "ok", "content": content}}).returns == "xml"


def test_a_head_promises_no_body() -> None:
    assert expected({"200": body(ORDER)}, "head") == Expectation((200,))


@pytest.mark.parametrize("other", ["202", "204"])
def test_where_only_some_answers_have_a_body_none_is_promised(other: str) -> None:
    assert expected({"200": body(ORDER), other: NOTHING}) == Expectation(tuple(sorted((200, int(other)))))


def test_a_204_with_content_promises_nothing_all_the_same() -> None:
    assert expected({"200": body(ORDER), "204": body(ORDER)}) == Expectation((200, 204))


def test_a_stream_of_a_gateway_is_more_than_one_json() -> None:
    stream = {**body(ORDER), "description": "A successful response.(streaming responses)"}
    assert expected({"200": stream}) == Expectation((200,), "any")


def test_faults_without_a_body_do_not_matter() -> None:
    assert expected({"200": body(ORDER), "404": NOTHING, "default": NOTHING}).returns == "json"


def test_required_members_are_expected_in_their_order() -> None:
    assert members_of(ORDER) == ("id", "status")
    assert members_of({**ORDER, "required": ["status", "id", "status"]}) == ("status", "id")


def test_without_a_type_properties_make_an_object() -> None:
    assert members_of({key: value for key, value in ORDER.items() if key != "type"}) == ("id", "status")


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "array", "items": ORDER},
        {"type": "integer"},
        {"type": "object", "properties": {"id": {}}},
        {"type": "object", "required": ["id"]},
        {"required": ["id"]},
        {**ORDER, "type": ["object", "null"]},
        {"anyOf": [ORDER, {"type": "null"}]},
        {"oneOf": [ORDER, {"type": "string"}]},
    ],
)
def test_nothing_is_expected_that_is_not_promised(schema: Any) -> None:
    assert expected({"200": body(schema)}) == Expectation((200,), "json")


@pytest.mark.parametrize("schema", [{}, True, {"type": "string"}])
def test_where_nobody_says_what_comes_any_body_will_do(schema: Any) -> None:
    """Frameworks declare JSON with an empty schema, or a string, for downloads and texts as well."""
    assert expected({"200": body(schema)}) == Expectation((200,), "any")


def test_what_only_requests_carry_is_not_expected_of_answers() -> None:
    secret = {"type": "string", "writeOnly": True}
    user = {"type": "object", "required": ["name", "password", "pin"], "properties": {"name": {}, "password": secret}}
    user["properties"] |= {"pin": {"$ref": "#/components/schemas/Pin"}}
    assert members_of(user, Pin=secret) == ("name",)


def test_members_come_through_references_and_compositions() -> None:
    base = {"type": "object", "required": ["id"], "properties": {"id": {}}}
    more = {"type": "object", "required": ["total"], "properties": {"total": {}}}
    order = {"allOf": [{"$ref": "#/components/schemas/Base"}, more]}
    assert members_of({"$ref": "#/components/schemas/Order"}, Base=base, Order=order) == ("id", "total")


def test_answers_that_may_differ_share_no_members() -> None:
    found = expected({"200": body(ORDER), "201": body(ORDER)})
    assert (found.statuses, found.returns, found.members) == ((200, 201), "json", ())


@pytest.mark.parametrize(("name", "may"), [("error", True), ("errors", True), ("errorCode", False), ("Error", False)])
def test_a_good_answer_may_declare_a_member_for_errors(name: str, may: bool) -> None:
    schema = {"type": "object", "properties": {name: {}}}
    assert expected({"200": body(schema)}).may_have_error is may


def test_the_schema_is_known_by_its_name_in_the_document() -> None:
    found = expected({"200": body({"$ref": "#/components/schemas/Order"})}, schemas={"Order": ORDER})
    assert (found.schema_name, found.members) == ("Order", ("id", "status"))
    assert expected({"200": body(ORDER)}).schema_name == ""


def test_what_the_document_states_counts_more() -> None:
    document = {
        "openapi": "3.1.0",
        "paths": {"/orders": {"get": {"x-apigen": {"expect": [200, 404]}, "responses": {"200": body(ORDER)}}}},
    }
    api, _ = read_api(read_document(yaml.safe_dump(document), "openapi.yaml"))
    assert expectation(api.operations[0], api.definitions) == Expectation((200, 404))
