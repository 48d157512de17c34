"""What a test leaves out unless somebody asks for it."""

from typing import Any

import pytest

from apigen.diagnostics import Location
from apigen.plan.build import Output, build_plan
from apigen.plan.scope.dangers import danger, harm
from apigen.plan.scope.selection import idle_filters, select
from apigen.settings import Matcher, Settings
from support.apis import INTEGER, STRING, answers, array, make_api, record, takes

HARMFUL: dict[str, dict[str, Any]] = {
    "POST /admin/shutdown": {},
    "POST /global/dispose": {},
    "GET /api/restart": {},
    "POST /maintenance": {"summary": "Restarts the server after a change of its settings"},
    "POST /shut-down": {},
    "POST /system": {"operationId": "rebootSystem"},
    "DELETE /orders": {"operationId": "deleteAllOrders"},
    "POST /cache/flush": {},
    "POST /maintenance/data": {"description": "Deletes all orders and customers."},
    "POST /db/reset": {},
    "POST /admin/maintenance": {"summary": "Enable or disable maintenance mode"},
}
SPOILS: dict[str, dict[str, Any]] = {
    "DELETE /orders": {},
    "PUT /auth/password": {},
    "POST /account/change-password": {},
    "POST /auth/password/reset": {},
    "POST /api-keys/rotate": {},
    "POST /users/me/tfa/enable": {},
    "POST /users/otp/deactivate": {},
    "POST /v3/auth/enable": {},
    "POST /v3/watch": {"responses": {"200": {"description": "A successful response.(streaming responses)"}}},
    "GET /devices/{id}/events": {"responses": {"200": {"description": "", "content": {"text/event-stream": {}}}}},
    "GET /notifications": {"description": "Receive notifications from an HTTP stream.\n\nNeeds a role."},
    "GET /servers/{id}/sse": {},
    "GET /terminals/{id}/connect": {"description": "Establish a WebSocket connection to a terminal."},
    "GET /terminals/{id}/screen": {"responses": {"101": {"description": "Switching protocols"}}},
    "GET /server/log": {"summary": "Stream the server log as lines"},
    "POST /topics/subscribe": {"summary": "Subscribe to Server-Sent Events of a topic"},
    "DELETE /me": {},
    "GET /settings/{name}": {"description": "NOT IMPLEMENTED"},
}
HARMLESS: dict[str, dict[str, Any]] = {
    "POST /kernels/{id}/restart": {},
    "GET /metrics/restart_count": {},
    "GET /admin/maintenance": {"summary": "Get maintenance mode status"},
    "POST /maintenance": {"summary": "Plan the maintenance of a vehicle"},
    "GET /restart-policies": {"operationId": "getRestartPolicies"},
    "DELETE /orders/{id}": {"summary": "Deletes all lines of an order, and the order"},
    "DELETE /customers": {"parameters": [{"name": "ids", "in": "query", "schema": {"type": "string"}}]},
    "POST /auth/confirmWithPassword": {},
    "POST /auth/otp/verify": {},
    "POST /flags/enable": {},
    "GET /watch": answers(array(STRING)),
    "POST /chat/stream": {"responses": {"200": {"description": "", "content": {"text/event-stream": {}}}}},
    "GET /streams": {"summary": "Get upstream events", "description": "Lists. A client may ask for an event stream."},
    "POST /reports": {"description": "Creates a report. An administrator may delete all of them."},
    "GET /purge": {},
    "GET /sockets": {"summary": "List open WebSocket connections"},
    "DELETE /status": {},
    "GET /logs": {"summary": "List the logs of a stream"},
    "GET /plans": {"description": "Lists all plans; those of partners are not implemented."},
}


@pytest.mark.parametrize("key", HARMFUL)
def test_harm_is_recognised(key: str) -> None:
    assert danger(make_api({key: HARMFUL[key]}).operations[0])


@pytest.mark.parametrize("key", HARMLESS)
def test_what_only_sounds_like_harm_stays(key: str) -> None:
    operation = make_api({key: HARMLESS[key]}).operations[0]
    assert (danger(operation), harm(operation)) == ("", "")


@pytest.mark.parametrize("key", SPOILS)
def test_what_spoils_the_run_is_emitted_and_gets_no_traffic(key: str) -> None:
    api = make_api({key: SPOILS[key], "GET /orders": {}})
    operation = api.operations[0]
    assert danger(operation) == ""
    plan = build_plan(api, Settings(records=2), Output("api.json", "out"))
    assert [(row.task.weight, row.task.reason) for row in plan.rows if row.task.operation == key] == [
        (0, harm(operation))
    ]
    asked = build_plan(api, Settings(records=2, allow=(Matcher(key),)), Output("api.json", "out"))
    assert all(row.task.weight for row in asked.rows)


@pytest.mark.parametrize(("name", "has_traffic"), [("order_id", True), ("older_than", False)])
def test_a_collection_is_deleted_from_where_identifiers_of_the_test_say_what_goes(name: str, has_traffic: bool) -> None:
    orders = {"POST /orders": answers(record(id=STRING), "201"), "GET /orders/{order_id}": {}}
    filters = {"parameters": [{"name": name, "in": "query", "schema": STRING}]}
    plan = build_plan(make_api({**orders, "DELETE /orders": filters}), Settings(records=2), Output("api.json", "out"))
    (task,) = [row.task for row in plan.rows if row.task.operation == "DELETE /orders"]
    assert bool(task.weight) is has_traffic, task.reason


@pytest.mark.parametrize(
    ("key", "body", "has_traffic"),
    [
        ("DELETE /orders/feed", {}, True),
        ("DELETE /orders/finished", {}, False),
        ("POST /orders/remove-by-metadata", takes(record(note=STRING)), False),
        ("POST /orders/delete-by-ids", takes(record(order_ids=array(STRING))), True),
    ],
)
def test_a_part_of_a_collection_is_not_deleted_by_what_it_is_like(
    key: str, body: dict[str, Any], has_traffic: bool
) -> None:
    orders = {"POST /orders": answers(record(id=STRING), "201"), "GET /orders/{order_id}": {}}
    plan = build_plan(make_api({**orders, key: body}), Settings(records=2), Output("api.json", "out"))
    (task,) = [row.task for row in plan.rows if row.task.operation == key]
    assert bool(task.weight) is has_traffic, task.reason


@pytest.mark.parametrize(("create", "has_traffic"), [({}, False), ({"POST /users": answers(record(id=STRING))}, True)])
def test_users_are_changed_only_where_the_test_creates_some(create: dict[str, Any], has_traffic: bool) -> None:
    key, listed = "PUT /users/{user_id}", answers(array(record(id=STRING)))
    api = make_api({**create, "GET /users": listed, key: takes(record(title=STRING))})
    plan = build_plan(api, Settings(records=2), Output("api.json", "out"))
    (task,) = [row.task for row in plan.rows if row.task.operation == key]
    assert bool(task.weight) is has_traffic, task.reason
    asked = build_plan(api, Settings(records=2, allow=(Matcher(key),)), Output("api.json", "out"))
    assert all(row.task.weight for row in asked.rows)


@pytest.mark.parametrize(
    ("key", "body", "has_traffic"),
    [
        ("PUT /current-user", {"name": STRING, "old_password": STRING}, False),
        ("PATCH /users/me", {"email": STRING}, False),  # which the login takes
        ("PATCH /auth", {"username": STRING}, False),
        ("PATCH /account", {"is_active": {"type": "boolean"}}, False),
        ("POST /tokens/settings", {"api_tokens_enabled": {"type": "boolean"}}, False),
        ("PUT /first-install", {"name": STRING, "password": STRING}, False),
        ("POST /plugins/install", {"name": STRING}, True),
        ("PATCH /proxy", {"ip": STRING, "port": STRING}, False),
        ("PATCH /printers/{id}", {"ip": STRING, "port": STRING}, True),
        ("PATCH /profile", {"phone": STRING}, True),
        ("PATCH /settings", {"theme": STRING, "sound_enabled": {"type": "boolean"}}, True),
        ("PUT /user", {"username": STRING}, True),  # may be any
    ],
)
def test_the_test_keeps_its_server_and_what_it_logs_in_with(key: str, body: dict[str, Any], has_traffic: bool) -> None:
    login = takes(record(email=STRING, password=STRING)) | answers(record(access_token=STRING))
    api = make_api({"POST /login": login, key: takes(record(**body)), "GET /orders": {}})
    plan = build_plan(api, Settings(records=2), Output("api.json", "out"))
    (task,) = [row.task for row in plan.rows if row.task.operation == key]
    assert bool(task.weight) is has_traffic, task.reason


@pytest.mark.parametrize(
    ("body", "has_traffic"),
    [({"ids": array(STRING)}, True), ({"filter": record(status=STRING), "limit": INTEGER}, False)],
)
def test_deleting_in_bulk_gets_traffic_where_identifiers_of_the_test_say_what_goes(
    body: dict[str, Any], has_traffic: bool
) -> None:
    key = "POST /orders/bulk_delete"
    orders = {"POST /orders": answers(record(id=STRING), "201"), "GET /orders/{order_id}": {}}
    api = make_api({**orders, key: takes(record(**body))})
    plan = build_plan(api, Settings(records=2), Output("api.json", "out"))
    (task,) = [row.task for row in plan.rows if row.task.operation == key]
    assert bool(task.weight) is has_traffic, task.reason


def left(settings: Settings, parts: dict[str, Any] | None = None) -> dict[str, str]:
    both = {"POST /purge": parts or {}, "GET /orders": {}}
    return {f"{out.method} {out.path}": out.reason for out in select(make_api(both), settings)[1]}


def test_harm_is_left_out_with_the_way_to_ask_for_it() -> None:
    reason = 'wipes many things at once, those of others too: ask for it with --allow "POST /purge"'
    assert left(Settings()) == {"POST /purge": reason}


@pytest.mark.parametrize("expression", ["POST /purge", "id:*", "tag:*", "path:/p*"])
def test_allow_takes_any_expression(expression: str) -> None:
    tagged = {"tags": ["admin"]}
    assert left(Settings(allow=(Matcher(expression),)), tagged) == {}


def test_an_include_asks_for_harm_only_by_name() -> None:
    assert left(Settings(include=(Matcher("POST /purge"), Matcher("method:get")))) == {}
    assert set(left(Settings(include=(Matcher("path:*"),)))) == {"POST /purge"}


def test_declared_traffic_asks_for_it() -> None:
    assert left(Settings(), {"x-traffic": {"weight": 3}}) == {}


def test_read_only_leaves_writes_out() -> None:
    both = {"POST /orders": {}, "GET /orders": {}, "POST /orders/search": {}, "POST /login": {}}
    kept, out = select(make_api(both), Settings(read_only=True))
    assert [each.key for each in kept] == ["GET /orders", "POST /orders/search", "POST /login"]
    assert [each.reason for each in out] == ["writes, and the test is read-only"]


def test_the_document_may_say_skip() -> None:
    assert left(Settings(), {"x-apigen": {"skip": True}}) == {"POST /purge": "x-apigen says skip"}


def test_an_expression_that_matches_nothing_is_told() -> None:
    api = make_api({"GET /orders": {"tags": ["orders"]}})
    told = idle_filters(api, Settings(include=(Matcher("tag:orders"),), exclude=(Matcher("deprecated"),)))
    assert told == []
    matcher = Matcher("tag:Orders", Location("apigen.toml", 3, 1))
    (told_once,) = idle_filters(api, Settings(exclude=(matcher,), traffic=((matcher, {"weight": 1}),)))
    assert (told_once.code, told_once.location) == ("AG902", matcher.location)
    assert "did you mean tag:orders" in told_once.hint
