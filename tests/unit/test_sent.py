"""What requests say: identifiers that clients choose, always; an Accept header that the document lists."""

from typing import Any

import pytest

from apigen.plan.build import Output, build_plan
from apigen.plan.model import TestPlan
from apigen.settings import Settings
from support.apis import STRING, make_api, parameter, record

BUCKETS: dict[str, dict[str, Any]] = {
    "PUT /{Bucket}": {"operationId": "createBucket"},
    "GET /{Bucket}": {},
}


def shelf(body: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"POST /books": body, "GET /books/{isbn}": {}}


def plan_of(operations: dict[str, dict[str, Any]]) -> TestPlan:
    return build_plan(make_api(operations), Settings(records=12), Output("x", "out"))


def test_the_name_in_the_path_is_kept() -> None:
    create, _ = plan_of(BUCKETS).rows
    assert [harvest.sent for harvest in create.task.harvests] == [("bucket",)]


def test_what_the_path_names_is_new_and_may_be_missing_in_the_body() -> None:
    schema = {"type": "object", "properties": {"path": STRING, "note": STRING}}
    body = {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
    path = {"parameters": [parameter("path", STRING, "path")]}
    plan = plan_of({"PUT /files/{path}": {"summary": "Create a file", **path, **body}, "GET /files/{path}": path})
    create, _ = plan.rows
    assert [(pick.method, pick.value_file) for pick in create.task.picks] == [("new_value", "path")]
    assert {"path" in line["json"] for line in plan.samples[0].records} == {True, False}
    telling = {"parameters": [parameter("path", {**STRING, "maxLength": 12}, "path")]}
    limited = plan_of({"PUT /files/{path}": {"summary": "Create a file", **telling, **body}, "GET /files/{path}": path})
    assert [pick.method for pick in limited.rows[0].task.picks] == ["value"], "there may be no room"


@pytest.mark.parametrize("media_type", ["application/json", "application/x-www-form-urlencoded"])
def test_what_the_body_names_is_always_sent(media_type: str) -> None:
    """`isbn` is optional, but nothing could be found without it."""
    schema = record(isbn={**STRING, "pattern": "^[0-9]{13}$"}, title=STRING)
    plan = plan_of(shelf({"requestBody": {"content": {media_type: {"schema": schema}}}}))
    root = "json" if media_type.endswith("json") else "data"
    create, read = plan.rows
    assert [harvest.sent for harvest in create.task.harvests] == [("record", root, "isbn")]
    assert read.task.picks[0].pool
    assert all("isbn" in line[root] for line in plan.samples[0].records)


def test_what_no_record_says_is_not_remembered() -> None:
    text = {"requestBody": {"content": {"application/xml": {"schema": record(isbn=STRING)}}}}
    create, _ = plan_of(shelf(text)).rows
    assert create.task.harvests == ()


@pytest.mark.parametrize(
    ("listed", "sent"), [(["text/csv", "application/json"], "application/json"), (["text/csv"], ""), (None, "")]
)
def test_accept_is_one_of_the_values_that_the_document_lists(listed: list[str] | None, sent: str) -> None:
    accept = parameter("Accept", {**STRING, **({"enum": listed} if listed else {})}, "header")
    assert plan_of({"GET /books": {"parameters": [accept]}}).accept == sent
