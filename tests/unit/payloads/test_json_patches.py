"""Bodies of JSON Patch name members of what they change."""

from dataclasses import replace
from typing import Any

import pytest

from apigen.analysis.payloads import DrawOptions, as_meant, draw_requests
from apigen.openapi.model import Operation, Response
from unit.payloads.apis import api_of, operation_of

CHANGE = {
    "type": "object",
    "required": ["op", "path"],
    "properties": {"op": {"type": "string"}, "path": {"type": "string"}, "value": {}, "from": {"type": "string"}},
}
WIDGET = {
    "type": "object",
    "properties": {
        "id": {"type": "string"},
        "email/work": {"type": "string"},
        "size": {"type": "integer", "minimum": 3, "maximum": 9},
        "made": {"type": "string", "readOnly": True},
        "parts": {"type": "array", "items": {"type": "string"}},
    },
}


def patched(body: Any, *others: Operation, **more: Any) -> list[Any]:
    """The bodies of `PATCH /things/{id}`, which takes `body`, in an API with other operations."""
    operation = operation_of(body, method="PATCH", path="/things/{id}", **more)
    api = as_meant(replace(api_of(), operations=(operation, *others)))
    return [each.body for each in draw_requests(api, api.operations[0], DrawOptions(count=20))]


def shown() -> Operation:
    """`GET /things/{id}`, which shows a widget."""
    read = operation_of(method="GET", path="/things/{id}")
    answer = operation_of(WIDGET).request_body
    assert answer is not None
    return replace(read, responses=(Response("200", content=answer.content),))


@pytest.mark.parametrize("other", [operation_of(WIDGET, path="/things"), shown()], ids=["written", "shown"])
def test_changes_are_about_members_that_a_client_may_change(other: Operation) -> None:
    changes = [change for body in patched({"type": "array", "items": CHANGE}, other) for change in body]
    assert {change["path"] for change in changes} == {"/email~1work", "/size"}
    assert {change["op"] for change in changes} == {"replace"}
    for change in changes:
        if change["path"] == "/size":
            assert 3 <= change["value"] <= 9
        else:
            assert "@example." in change["value"]


def test_changes_may_stand_beside_a_comment() -> None:
    body = {"type": "object", "properties": {"patch": {"type": "array", "items": CHANGE}}, "required": ["patch"]}
    changes = [change for made in patched(body, shown()) for change in made["patch"]]
    assert {change["path"] for change in changes} == {"/email~1work", "/size"}


def test_values_keep_to_the_type_that_the_change_declares() -> None:
    numbers = {**CHANGE, "properties": {**CHANGE["properties"], "value": {"type": "integer"}}}
    changes = [change for made in patched({"type": "array", "items": numbers}, shown()) for change in made]
    assert {change["path"] for change in changes} == {"/size"}


def test_what_the_author_shows_or_fixes_is_left_alone() -> None:
    example = [{"op": "add", "path": "/parts/-", "value": "wheel"}]
    assert example in patched({"type": "array", "items": CHANGE}, shown(), examples=[example])
    fixed = {**CHANGE, "properties": {**CHANGE["properties"], "path": {"enum": ["/parts"]}}}
    changes = [change for made in patched({"type": "array", "items": fixed}, shown()) for change in made]
    assert {change["path"] for change in changes} == {"/parts"}
