"""Things without an identifier of their own: they are read and removed where the test has made them."""

import pytest

from apigen.plan.build import Output, build_plan
from apigen.plan.model import Task
from apigen.settings import Settings
from support.apis import STRING, answers, array, make_api, record, takes

USERS = {
    "POST /users": {**answers(record(id=STRING), "201"), **takes(record(name=STRING))},
    "GET /users": answers(array(record(id=STRING))),
    "GET /users/{user_id}": {},
}
PUT, GET, DELETE = (f"{method} /users/{{user_id}}/avatar" for method in ("PUT", "GET", "DELETE"))


def tasks(operations: dict[str, dict[str, object]]) -> dict[str, Task]:
    plan = build_plan(make_api({**USERS, **operations}), Settings(), Output("a", "b"))
    return {row.task.operation: row.task for row in plan.rows}


def test_an_avatar_is_asked_for_where_one_was_put() -> None:
    found = tasks({PUT: {}, GET: {}, DELETE: {}})
    assert [(pick.pool, pick.method) for pick in found[PUT].picks] == [("user_ids", "pick_own")]
    assert [(harvest.pool, harvest.sent) for harvest in found[PUT].harvests] == [("user_avatar_ids", ("user_id",))]
    assert [(pick.pool, pick.method) for pick in found[GET].picks] == [("user_avatar_ids", "pick")]
    assert [(pick.pool, pick.method) for pick in found[DELETE].picks] == [("user_avatar_ids", "take")]


def test_what_tells_an_identifier_of_its_own_is_asked_for_where_it_was_put_as_well() -> None:
    told = answers(record(uuid=STRING))
    found = tasks({PUT: told, GET: told, DELETE: {}, "GET /avatars/{uuid}": {}})
    assert [(pick.pool, pick.method) for pick in found[GET].picks] == [("user_avatar_ids", "pick")]
    assert [(pick.pool, pick.method) for pick in found[DELETE].picks] == [("user_avatar_ids", "take")]


@pytest.mark.parametrize(
    "operations",
    [
        {PUT: {"summary": "Update the avatar"}, GET: {}, DELETE: {}},
        {PUT: {}, GET: {}},
        {GET: {}, DELETE: {}},
        {PUT: {}, GET: {}, DELETE: {}, "GET /users/{user_id}/avatar/{size}": {}},
        {PUT: {}, GET: answers(array(record(id=STRING))), DELETE: {}, "GET /avatars/{avatar_id}": {}},
    ],
    ids=["it is there before", "nothing removes it", "nothing makes it", "it has items", "it is a list"],
)
def test_what_may_be_there_anyhow_is_asked_for_anywhere(operations: dict[str, dict[str, object]]) -> None:
    assert [pick.pool for pick in tasks(operations)[GET].picks] == ["user_ids"]


def test_settings_are_always_there() -> None:
    keys = [f"{method} /users/{{user_id}}/settings" for method in ("PUT", "GET", "DELETE")]
    assert [pick.pool for pick in tasks({key: {} for key in keys})[keys[1]].picks] == ["user_ids"]
