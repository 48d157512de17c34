"""What OpenAPI 3.2 adds and a load test needs."""

from typing import Any

import yaml

from apigen.openapi.model import Api
from apigen.openapi.reader import read_api
from apigen.source import read_document


def api_of(paths: dict[str, Any], **members: Any) -> tuple[Api, list[str]]:
    document = {"openapi": "3.2.0", "info": {"title": "T", "version": "1"}, "paths": paths, **members}
    api, remarks = read_api(read_document(yaml.safe_dump(document, sort_keys=False), "openapi.yaml"))
    return api, [each.code for each in remarks]


def test_query_and_additional_operations_are_operations() -> None:
    api, codes = api_of({"/a": {"query": {}, "additionalOperations": {"COPY": {"summary": "copies"}}}})
    assert [operation.key for operation in api.operations] == ["QUERY /a", "COPY /a"]
    assert codes == []


def test_a_sequence_is_a_list_of_its_items() -> None:
    media = {"application/jsonl": {"itemSchema": {"type": "integer"}}}
    api, codes = api_of({"/a": {"post": {"requestBody": {"content": media}}}})
    body = api.operations[0].request_body
    assert body is not None
    assert body.content[0].schema == {"type": "array", "items": {"type": "integer"}}
    assert codes == []


def test_a_whole_query_string_is_a_form_in_the_query() -> None:
    schema = {"type": "object", "properties": {"q": {"type": "string"}}}
    form = {"application/x-www-form-urlencoded": {"schema": schema, "example": {"q": "x"}}}
    written = [{"name": "all", "in": "querystring", "required": True, "content": form}]
    api, codes = api_of({"/a": {"get": {"parameters": written}}})
    (parameter,) = api.operations[0].parameters
    assert (parameter.name, parameter.location, parameter.style, parameter.explode) == ("all", "query", "form", True)
    assert (parameter.schema, parameter.required, parameter.content_type) == (schema, True, "")
    assert parameter.examples == ({"q": "x"},)
    assert codes == []


def test_a_query_string_in_another_format_is_told() -> None:
    written = [{"name": "all", "in": "querystring", "content": {"application/jsonpath": {"schema": {}}}}]
    api, codes = api_of({"/a": {"get": {"parameters": written}}})
    assert api.operations[0].parameters == ()
    assert codes == ["AG212"]


def test_nested_tags_are_tags() -> None:
    tags = [{"name": "shop"}, {"name": "orders", "parent": "shop", "kind": "nav", "summary": "Orders"}]
    api, codes = api_of({"/a": {"get": {"tags": ["orders"]}}}, tags=tags)
    assert [tag.name for tag in api.tags] == ["shop", "orders"]
    assert codes == []
