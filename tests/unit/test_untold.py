"""Creates whose answer need not tell an identifier: lists are searched for what was sent."""

from typing import Any

import pytest

from apigen.plan.build import Output, build_plan
from apigen.settings import Settings
from support.apis import INTEGER, STRING, answers, array, make_api, record, takes

TAG = record(id=INTEGER, name=STRING)
NAMED = takes({**record(name=STRING), "required": ["name"]})
MAY_TELL, MUST_TELL = answers(TAG, "201"), answers({**TAG, "required": ["id"]}, "201")


def harvests(create: dict[str, Any], shown: dict[str, Any]) -> list[str]:
    """What `GET /tags` and `POST /tags` do with identifiers."""
    api = make_api({"GET /tags": answers(shown), "POST /tags": create, "DELETE /tags/{tag_id}": {}})
    plan = build_plan(api, Settings(records=4), Output("x", "out"))
    return [harvest.method for row in plan.rows for harvest in row.task.harvests]


@pytest.mark.parametrize("shown", [array(TAG), record(result=array(TAG))])
def test_a_list_is_searched_where_the_create_need_not_tell(shown: dict[str, Any]) -> None:
    assert harvests({**NAMED, **MAY_TELL}, shown) == ["shown", "created"]


def test_no_list_is_searched_where_the_create_must_tell() -> None:
    assert harvests({**NAMED, **MUST_TELL}, array(TAG)) == ["listed", "created"]


def test_no_list_is_searched_for_what_was_not_named() -> None:
    assert harvests({**takes(record(size=INTEGER)), **MAY_TELL}, array(TAG)) == ["listed", "created"]


def test_no_list_is_searched_that_shows_identifiers_only() -> None:
    assert harvests({**NAMED, **MAY_TELL}, record(tag_ids=array(INTEGER))) == ["listed", "created"]
