import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from apigen.errors import UnreadableDocument
from apigen.openapi.model import Api, Link, Server, Tag
from apigen.openapi.names import unique_ids
from apigen.openapi.reader import read_api
from apigen.source import read_document

ROOT = Path(__file__).parents[2]


def api_of(paths: dict[str, Any], version: str = "3.1.0", **members: Any) -> tuple[Api, list[str]]:
    document = {"openapi": version, "info": {"title": "T", "version": "1"}, "paths": paths, **members}
    api, remarks = read_api(read_document(yaml.safe_dump(document, sort_keys=False), "openapi.yaml"))
    return api, [each.code for each in remarks]


def test_an_operation_with_everything() -> None:
    operation = {
        "operationId": "createOrder",
        "summary": "S",
        "description": "D",
        "tags": ["orders"],
        "deprecated": True,
        "x-weight": 3,
        "requestBody": {
            "required": True,
            "description": "B",
            "content": {
                "application/json": {
                    "schema": {"type": "object"},
                    "example": {"a": 1},
                    "examples": {"b": {"value": {"a": 2}}, "c": {"externalValue": "http://example.com"}},
                },
                "multipart/form-data": {"schema": {}, "encoding": {"f": {"contentType": "image/png"}}},
            },
        },
        "responses": {
            201: {
                "description": "made",
                "headers": {"Location": {}},
                "content": {"application/json": {"schema": {"type": "string"}}},
                "links": {"self": {"operationId": "getOrder", "parameters": {"id": "$response.body#/id"}}},
            },
            "4xx": {"description": "no"},
            "default": {"description": "else"},
        },
    }
    api, codes = api_of({"/orders": {"x-team": "a", "post": operation}}, servers=[{"url": "https://a"}])
    (read,) = api.operations
    assert codes == ["AG220"]  # there is no getOrder
    assert (read.id, read.key, read.summary, read.tags, read.deprecated) == (
        "createOrder",
        "POST /orders",
        "S",
        ("orders",),
        True,
    )
    assert (read.extensions, read.path_extensions, read.servers) == ({"x-weight": 3}, {"x-team": "a"}, ())
    body = read.request_body
    assert body is not None
    assert (body.required, body.description) == (True, "B")
    assert [media.examples for media in body.content] == [({"a": 1}, {"a": 2}), ()]
    assert body.content[1].encoding == {"f": {"contentType": "image/png"}}
    made, refused, _ = read.responses
    assert (made.status, refused.status, made.headers) == ("201", "4XX", ("Location",))
    assert made.links == (Link("self", "getOrder", "", {"id": "$response.body#/id"}),)


def test_operation_ids_are_unique() -> None:
    api, codes = api_of(
        {
            "/orders/{id}": {
                "parameters": [{"name": "id", "in": "path", "required": True}],
                "get": {},
                "put": {"operationId": "same"},
                "delete": {"operationId": "same"},
            },
            "/orders-id": {"get": {}, "post": {"operationId": "get_orders_id"}},
        }
    )
    ids = {operation.key: operation.id for operation in api.operations}
    assert len(set(ids.values())) == 5
    assert ids["DELETE /orders/{id}"] == "same_2"
    assert ids["POST /orders-id"] == "get_orders_id"
    assert codes == ["AG211"]


def test_made_ids_step_back_behind_declared_ones() -> None:
    assert unique_ids(["", "a", "a", ""], ["a", "x", "x", "b"]) == ["a_2", "a", "a_3", "b"]


def test_no_operation_is_lost() -> None:
    api, _ = api_of(
        {
            "/a": {"get": {}, "put": "x", "GET": {}, "trace": {"$ref": "#/nowhere"}},
            "/b": {"$ref": "elsewhere.yaml"},
            "/c": [],
            "/d/{": {"get": {}},
            "/e": {"post": {"requestBody": {"$ref": "#/nowhere"}}},
            "x-f": {"get": {}},
        }
    )
    assert [operation.key for operation in api.operations] == ["GET /a"]
    assert [(each.method, each.path) for each in api.left_out] == [
        ("PUT", "/a"),
        ("GET", "/a"),
        ("TRACE", "/a"),
        ("*", "/b"),
        ("*", "/c"),
        ("GET", "/d/{"),
        ("POST", "/e"),
    ]
    assert all(each.reason and each.location for each in api.left_out)


def test_a_path_item_may_be_shared() -> None:
    api, codes = api_of(
        {"/a": {"$ref": "#/components/pathItems/P", "x-own": 1}},
        components={"pathItems": {"P": {"get": {"operationId": "g"}, "parameters": [{"name": "q", "in": "query"}]}}},
    )
    (operation,) = api.operations
    assert (operation.path, operation.id, [p.name for p in operation.parameters], codes) == ("/a", "g", ["q"], [])
    assert operation.path_extensions == {"x-own": 1}


def test_methods_of_openapi_3_2() -> None:
    paths = {"/a": {"query": {}, "additionalOperations": {"LINK": {}}}}
    api, _ = api_of(paths, version="3.2.0")
    assert [operation.method for operation in api.operations] == ["QUERY", "LINK"]
    _, codes = api_of({"/a": {"query": {}}})
    assert sorted(codes) == ["AG205", "AG222"]


def test_servers_and_tags() -> None:
    api, _ = api_of(
        {
            "/a": {"servers": [{"url": "https://path"}], "get": {}, "put": {"servers": [{"url": "https://own"}]}},
            "/b": {"servers": [{"url": "https://eu.example.com/v1"}], "get": {}},
        },
        servers=[
            {
                "url": "https://user:secret@{region}.example.com/{version}",
                "variables": {"region": {"default": "eu"}, "version": {"enum": ["v1"]}},
            }
        ],
        tags=[{"name": "t", "description": "D", "x-a": 1}, {"description": "nameless"}],
    )
    assert api.servers == (Server("https://eu.example.com/v1"),)
    assert [[server.url for server in each.servers] for each in api.operations] == [
        ["https://path"],
        ["https://own"],
        [],
    ]
    assert api.tags == (Tag("t", "D", {"x-a": 1}),)


def test_statuses_that_are_none_are_ignored_and_missing_responses_keep_their_status() -> None:
    responses = {"200": {"$ref": "#/nowhere"}, "ok": {}, "x-a": 1, 99: {}}
    api, codes = api_of({"/a": {"get": {"responses": responses}}})
    assert [response.status for response in api.operations[0].responses] == ["200"]
    assert codes == ["AG206", "AG218", "AG218"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a", "AG201"),
        ("just text", "AG201"),
        ("info: {}\npaths: {}", "AG201"),
        ("openapi: 4.0.0\npaths: {}", "AG201"),
        ("openapi: [3]\npaths: {}", "AG201"),
        ("openapi: 3.1.0", "AG203"),
        ("openapi: 3.1.0\npaths: []", "AG203"),
        ("swagger: '2.0'\npaths: text", "AG203"),
    ],
)
def test_a_document_without_version_or_paths_is_refused(text: str, code: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read_api(read_document(text, "x.yaml"))
    assert caught.value.diagnostics[-1].code == code


def test_versions_that_are_numbers_or_new_are_read() -> None:
    api, remarks = read_api(read_document("openapi: 3.0\npaths: {/a: {get: {}}}", "x.yaml"))
    assert (api.openapi, [each.code for each in remarks]) == ("3.0", ["AG205"])
    _, codes = api_of({"/a": {"get": {}}}, version="3.9.0")
    assert codes == ["AG202"]


def test_the_digest_is_that_of_the_text() -> None:
    first, _ = api_of({"/a": {"get": {}}})
    second, _ = api_of({"/b": {"get": {}}})
    assert re.fullmatch("[0-9a-f]{64}", first.digest)
    assert first.digest != second.digest


def test_every_code_is_explained() -> None:
    packages = [ROOT / "generator/apigen/source", ROOT / "generator/apigen/openapi"]
    code = re.compile(r"AG[12]\d\d")
    used = {found for package in packages for path in package.glob("*.py") for found in code.findall(path.read_text())}
    explained = set(re.findall(r"^\| (AG[12]\d\d) \|", (ROOT / "docs/diagnostics.md").read_text(), re.MULTILINE))
    assert used <= explained


@pytest.mark.parametrize(
    ("responses", "is_success"),
    [
        ({"default": {"description": "List of devices"}}, True),
        ({"default": {"description": "Unexpected error"}}, False),
        ({"default": {"description": "else"}, "200": {"description": "ok"}}, False),
        ({"default": {"description": "else"}, "302": {"description": "elsewhere"}}, False),
        ({"default": {"description": "List"}, "404": {"description": "no"}}, True),
    ],
)
def test_a_default_is_the_good_answer_where_no_other_is_declared(responses: dict[str, Any], is_success: bool) -> None:
    api, _ = api_of({"/devices": {"get": {"responses": responses}}})
    (default,) = [r for r in api.operations[0].responses if r.status == "default"]
    assert default.is_success is is_success


def test_links_to_no_operation_are_told() -> None:
    links = {
        "next": {"operationId": "read"},
        "there": {"operationRef": "#/paths/~1a~1{id}/get"},
        "gone": {"operationId": "reed"},
        "elsewhere": {"operationRef": "https://example.com/x#/y"},
        "nowhere": {"operationRef": "#/paths/~1b/get"},
    }
    made = {"operationId": "make", "responses": {"201": {"description": "", "links": links}}}
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    _, codes = api_of({"/a": {"post": made}, "/a/{id}": {"get": {"operationId": "read", "parameters": [parameter]}}})
    assert codes == ["AG220"] * 3
