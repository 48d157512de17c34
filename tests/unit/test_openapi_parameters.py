from typing import Any

import pytest
import yaml

from apigen.openapi.model import Parameter
from apigen.openapi.reader import read_api
from apigen.source import read_document


def parameters_of(
    own: Any, path: str = "/a", inherited: Any = None, components: dict[str, Any] | None = None
) -> tuple[tuple[Parameter, ...], list[str]]:
    item = {"parameters": inherited, "get": {"parameters": own}}
    item = {key: value for key, value in item.items() if value is not None}
    document = {"openapi": "3.1.0", "paths": {path: item}, "components": {"parameters": components or {}}}
    api, remarks = read_api(read_document(yaml.safe_dump(document, sort_keys=False), "openapi.yaml"))
    return api.operations[0].parameters, [each.code for each in remarks]


def names(parameters: tuple[Parameter, ...]) -> list[tuple[str, str]]:
    return [(parameter.location, parameter.name) for parameter in parameters]


@pytest.mark.parametrize(
    ("location", "style", "explode"),
    [("path", "simple", False), ("query", "form", True), ("header", "simple", False), ("cookie", "form", True)],
)
def test_defaults_follow_the_location(location: str, style: str, explode: bool) -> None:
    (parameter,), codes = parameters_of([{"name": "p", "in": location}], path="/{p}" if location == "path" else "/a")
    assert (parameter.style, parameter.explode, parameter.required) == (style, explode, location == "path")
    assert parameter.schema is True
    assert codes == []


def test_cookies_have_a_style_of_their_own_in_3_2() -> None:
    (parameter,), codes = parameters_of([{"name": "p", "in": "cookie", "style": "cookie"}])
    assert (parameter.style, parameter.explode, codes) == ("cookie", True, [])


def test_required_counts_beside_a_reference() -> None:
    shared = {"page": {"name": "page", "in": "query"}}
    reference = {"$ref": "#/components/parameters/page"}
    assert parameters_of([{**reference, "required": True}], components=shared)[0][0].required
    assert not parameters_of([reference], components=shared)[0][0].required


@pytest.mark.parametrize(("listed", "required"), [(["base64"], True), (["gzip", "br"], False)])
def test_a_header_that_the_client_would_send_another_value_in_is_always_sent(listed: list[str], required: bool) -> None:
    (parameter,), _ = parameters_of([{"name": "Accept-Encoding", "in": "header", "schema": {"enum": listed}}])
    assert parameter.required is required


def test_what_is_declared_counts() -> None:
    written = {
        "name": "filter",
        "in": "query",
        "required": True,
        "style": "pipeDelimited",
        "allowReserved": True,
        "schema": {"type": "array", "example": [1]},
        "example": [2],
        "examples": {"three": {"value": [3]}, "four": {"$ref": "#/components/parameters/Four"}},
        "description": "D",
        "x-a": 1,
    }
    (parameter,), codes = parameters_of([written], components={"Four": {"value": [4]}})
    assert codes == []
    assert parameter == Parameter(
        name="filter",
        location="query",
        required=True,
        schema={"type": "array", "example": [1]},
        style="pipeDelimited",
        explode=False,
        allow_reserved=True,
        examples=([2], [3], [4]),
        description="D",
        extensions={"x-a": 1},
    )


def test_content_in_place_of_a_schema() -> None:
    content = {"application/json": {"schema": {"type": "object"}, "example": {"a": 1}}}
    (parameter,), _ = parameters_of([{"name": "q", "in": "query", "content": content}])
    assert (parameter.content_type, parameter.schema, parameter.examples) == (
        "application/json",
        {"type": "object"},
        ({"a": 1},),
    )


def test_own_parameters_count_more_than_those_of_the_path_item() -> None:
    inherited = [{"name": "q", "in": "query"}, {"name": "Trace", "in": "header"}, {"name": "r", "in": "query"}]
    own = [{"name": "q", "in": "query", "required": True}, {"name": "trace", "in": "header", "required": True}]
    parameters, codes = parameters_of(own, inherited=inherited)
    assert names(parameters) == [("query", "q"), ("header", "trace"), ("query", "r")]
    assert [parameter.required for parameter in parameters] == [True, True, False]
    assert codes == []


def test_path_and_parameters_are_made_to_agree() -> None:
    own = [{"name": "b", "in": "path", "required": True}, {"name": "x", "in": "path", "required": True}]
    parameters, codes = parameters_of(own, path="/{a}/{b}/{a}")
    assert names(parameters) == [("path", "b"), ("path", "a")]
    assert parameters[1].schema == {"type": "string"}
    assert sorted(codes) == ["AG209", "AG210"]


@pytest.mark.parametrize("name", ["Accept", "content-type", "CONTENT-TYPE"])
def test_headers_that_openapi_says_to_ignore(name: str) -> None:
    assert parameters_of([{"name": name, "in": "header"}]) == ((), [])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"in": "query"}, "AG212"),
        ({"name": "q"}, "AG212"),
        ({"name": "q", "in": "body"}, "AG212"),
        ({"name": "X Y", "in": "header"}, "AG212"),
        ({"name": "Host", "in": "header"}, "AG212"),
        ({"$ref": "#/components/parameters/Missing"}, "AG206"),
        ({"$ref": "other.yaml#/P"}, "AG208"),
        ("text", "AG205"),
        (None, "AG205"),
    ],
)
def test_parameters_that_cannot_be_sent_are_left_out(written: Any, code: str) -> None:
    assert parameters_of([written]) == ((), [code])


def test_of_two_equal_parameters_the_first_counts() -> None:
    parameters, codes = parameters_of([{"name": "q", "in": "query", "required": True}, {"name": "q", "in": "query"}])
    assert [parameter.required for parameter in parameters] == [True]
    assert codes == ["AG213"]


def test_a_style_of_another_location_is_replaced() -> None:
    (parameter,), codes = parameters_of([{"name": "q", "in": "query", "style": "label"}])
    assert (parameter.style, parameter.explode, codes) == ("form", True, ["AG223"])


def test_a_fault_in_a_shared_parameter_is_told_once() -> None:
    document = {
        "openapi": "3.1.0",
        "paths": {
            "/a": {"get": {"parameters": [{"$ref": "#/components/parameters/P"}]}},
            "/b": {"get": {"parameters": [{"$ref": "#/components/parameters/P"}]}},
        },
        "components": {"parameters": {"P": {"name": "q", "in": "query", "description": 1}}},
    }
    _, remarks = read_api(read_document(yaml.safe_dump(document, sort_keys=False), "openapi.yaml"))
    assert [each.code for each in remarks] == ["AG205"]
