from typing import Any

import pytest
import yaml

from apigen.diagnostics import Diagnostic
from apigen.openapi.model import Api, OAuthFlow, Operation, RequestBody
from apigen.openapi.reader import read_api
from apigen.source import read_document


def api_of(operation: Any, item: dict[str, Any] | None = None, **members: Any) -> tuple[Api, tuple[Diagnostic, ...]]:
    document = {"swagger": "2.0", "paths": {"/a": {**(item or {}), "post": operation}}, **members}
    return read_api(read_document(yaml.safe_dump(document, sort_keys=False), "swagger.yaml"))


def operation_of(operation: Any, item: dict[str, Any] | None = None, **members: Any) -> Operation:
    api, remarks = api_of(operation, item, **members)
    assert remarks == ()
    return api.operations[0]


def body_of(*parameters: dict[str, Any], **members: Any) -> RequestBody:
    body = operation_of({"parameters": list(parameters)}, **members).request_body
    assert body is not None
    return body


def test_servers() -> None:
    def urls(**members: Any) -> list[str]:
        return [server.url for server in api_of({}, **members)[0].servers]

    assert urls(host="h", basePath="/v1/", schemes=["http", "https", "ws"]) == ["http://h/v1", "https://h/v1"]
    assert urls(host="h") == ["https://h"]
    assert urls(basePath="/v1") == ["/v1"]
    assert urls(basePath="/") == []


def test_a_body_stands_under_what_is_consumed() -> None:
    schema = {"$ref": "#/definitions/Order"}
    parameter = {"name": "b", "in": "body", "required": True, "description": "D", "schema": schema}
    body = body_of(parameter, consumes=["application/json", "text/xml"], definitions={"Order": {"type": "object"}})
    assert (body.required, body.description) == (True, "D")
    assert [(media.content_type, media.schema) for media in body.content] == [
        ("application/json", {"$ref": "#/$defs/Order"}),
        ("text/xml", {"$ref": "#/$defs/Order"}),
    ]


def test_form_fields_make_an_object() -> None:
    name = {"name": "name", "in": "formData", "type": "string", "required": True, "description": "D"}
    tags = {"name": "tags", "in": "formData", "type": "array", "items": {"type": "string"}}
    body = body_of(name, tags)
    (media,) = body.content
    assert media.content_type == "application/x-www-form-urlencoded"
    assert media.schema == {
        "type": "object",
        "properties": {
            "name": {"description": "D", "type": "string"},
            "tags": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["name"],
    }
    assert media.encoding == {"tags": {"style": "form", "explode": False}}
    assert body.required


def test_a_file_needs_multipart() -> None:
    body = body_of({"name": "f", "in": "formData", "type": "file"}, consumes=["application/x-www-form-urlencoded"])
    (media,) = body.content
    assert media.content_type == "multipart/form-data"
    assert media.schema == {
        "type": "object",
        "properties": {"f": {"type": "string", "format": "binary"}},
        "required": [],
    }


@pytest.mark.parametrize(
    ("location", "collection", "style", "explode"),
    [
        ("query", None, "form", False),
        ("query", "multi", "form", True),
        ("query", "ssv", "spaceDelimited", False),
        ("query", "pipes", "pipeDelimited", False),
        ("header", "csv", "simple", False),
    ],
)
def test_collection_formats_become_styles(location: str, collection: str | None, style: str, explode: bool) -> None:
    written = {"name": "p", "in": location, "type": "array", "items": {"type": "integer"}, "x-example": [1]}
    written |= {"collectionFormat": collection} if collection else {}
    (parameter,) = operation_of({"parameters": [written]}).parameters
    assert (parameter.style, parameter.explode, parameter.examples) == (style, explode, ([1],))
    assert parameter.schema == {"type": "array", "items": {"type": "integer"}, "x-example": [1]}


def test_shared_parameters_and_responses() -> None:
    operation = operation_of(
        {
            "parameters": [{"$ref": "#/parameters/Body"}, {"$ref": "#/parameters/Page"}],
            "responses": {"200": {"$ref": "#/responses/Ok"}},
        },
        parameters={
            "Body": {"name": "b", "in": "body", "schema": {"type": "object"}},
            "Page": {"name": "page", "in": "query", "type": "integer"},
        },
        responses={"Ok": {"description": "ok", "schema": {"type": "string"}}},
    )
    assert [(parameter.name, parameter.schema) for parameter in operation.parameters] == [("page", {"type": "integer"})]
    assert operation.request_body is not None
    assert [media.schema for media in operation.responses[0].content] == [{"type": "string"}]


def test_a_body_of_the_path_item_is_that_of_its_operations() -> None:
    operation = operation_of({}, {"parameters": [{"name": "b", "in": "body", "schema": {"type": "object"}}]})
    assert operation.parameters == ()
    assert operation.request_body is not None


def test_responses_stand_under_what_is_produced() -> None:
    response = {"description": "ok", "schema": {"type": "string"}, "examples": {"text/plain": "hello"}}
    operation = operation_of({"produces": ["application/json"], "responses": {"200": response}})
    content = operation.responses[0].content
    assert [(media.content_type, media.examples) for media in content] == [
        ("application/json", ()),
        ("text/plain", ("hello",)),
    ]


def test_security_definitions() -> None:
    api, remarks = api_of(
        {},
        securityDefinitions={
            "basic": {"type": "basic"},
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "oauth": {"type": "oauth2", "flow": "application", "tokenUrl": "/token", "scopes": {"a": ""}},
        },
        security=[{"key": []}],
    )
    assert remarks == ()
    assert [(scheme.name, scheme.type) for scheme in api.security_schemes] == [
        ("basic", "http"),
        ("key", "apiKey"),
        ("oauth", "oauth2"),
    ]
    assert api.security_schemes[2].flows == (OAuthFlow("clientCredentials", "/token", "", ("a",)),)
    assert api.operations[0].security == (("key",),)


SWAGGER = """\
swagger: "2.0"
paths:
  /a:
    post:
      parameters:
        - {name: b, in: body, schema: {type: wrong}}
        - {name: q, in: query, type: odd}
      responses:
        200: {description: ok, schema: {type: strange}}
"""


def test_remarks_show_the_place_in_the_original() -> None:
    _, remarks = read_api(read_document(SWAGGER, "swagger.yaml"))
    places = [(each.location.line, each.location.column) for each in remarks if each.location]
    assert places == [(6, 40), (7, 32), (9, 41)]


@pytest.mark.parametrize("wrong", [None, 1, "text", [], {}, [1], {"a": 1}, {"a": None}, [None]])
@pytest.mark.parametrize(
    "key",
    [
        "parameters",
        "responses",
        "definitions",
        "securityDefinitions",
        "security",
        "consumes",
        "schemes",
        "host",
        "tags",
    ],
)
def test_wrong_types_are_survived(key: str, wrong: Any) -> None:
    api, _ = api_of({key: wrong}, {key: wrong}, **{key: wrong})
    assert len(api.operations) == 1
