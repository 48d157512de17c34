"""Who needs identifiers, where, and what for."""

from typing import Any

import pytest

from apigen.analysis.correlation import Consumer, correlate
from support.apis import INTEGER, STRING, UUID, answers, array, make_api, parameter, record, takes

ORDERS = {
    "POST /orders": answers(record(id=STRING), "201"),
    "GET /orders/{orderId}": {},
}
USERS = {
    "GET /users": answers(array(record(id=INTEGER))),
    "GET /users/{id}": {"parameters": [parameter("id", INTEGER)]},
}


def consumers(operation: str, operations: dict[str, Any], **root: Any) -> list[Consumer]:
    return [c for c in correlate(make_api(operations, **root)).consumers if c.operation == operation]


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("GET /orders/{orderId}", "read"),
        ("PUT /orders/{orderId}", "update"),
        ("PATCH /orders/{id}", "update"),
        ("POST /orders/{id}", "update"),
        ("DELETE /orders/{orderId}", "delete"),
        ("POST /orders/{orderId}/delete", "delete"),
        ("POST /orders/delete/{orderId}", "delete"),
        ("DELETE /orders/{orderId}/items", "use"),
        ("POST /orders/{orderId}/pay", "use"),
        ("POST /orders/{orderId}/config", "update"),
        ("PUT /orders/{orderId}/settings", "update"),
        ("GET /orders/{orderId}/settings", "use"),
        ("PUT /orders/{orderId}/role", "update"),
        ("POST /orders/{orderId}/permissions", "update"),
        ("POST /orders/{orderId}/disable", "update"),
        ("GET /orders/{orderId}/permissions", "use"),
    ],
)
def test_roles(key: str, role: str) -> None:
    (consumer,) = consumers(key, {**ORDERS, key: {}})
    assert (consumer.resource, consumer.location, consumer.role) == ("order", "path", role)


def test_one_consumer_for_the_whole_path() -> None:
    operations = {
        "GET /projects": answers(array(record(id=STRING))),
        "GET /projects/{projectId}/tasks": answers(array(record(id=STRING))),
        "GET /projects/{projectId}/tasks/{taskId}": {},
        "GET /projects/{projectId}/tasks/{taskId}/log/{line}": {
            "parameters": [parameter("line", {"enum": ["a", "b"]})]
        },
    }
    for key in ("GET /projects/{projectId}/tasks/{taskId}", "GET /projects/{projectId}/tasks/{taskId}/log/{line}"):
        (consumer,) = consumers(key, operations)
        assert (consumer.resource, consumer.names) == ("project_task", ("projectId", "taskId"))


@pytest.mark.parametrize(
    "declared",
    [
        parameter("kind", {"enum": ["a", "b"]}),
        parameter("kind", {"const": "a"}),
        parameter("kind", {"type": "boolean"}),
        parameter("kind", {"type": "string", "format": "date"}),
        parameter("date", STRING),
        parameter("locale", STRING),
        parameter("chart_id", STRING, example="c-1"),
    ],
)
def test_values_that_are_no_identifiers_are_left_to_sampling(declared: dict[str, Any]) -> None:
    key = "GET /charts/{" + declared["name"] + "}"
    assert consumers(key, {key: {"parameters": [declared]}}) == []


def test_an_identifier_that_nothing_yields_is_named() -> None:
    (consumer,) = consumers("GET /leases/{lease_id}", {"GET /leases/{lease_id}": {}})
    assert (consumer.resource, consumer.confidence) == ("lease", 0.5)


def test_the_thing_of_a_parameter_beside_others() -> None:
    operations = {
        "GET /teams": answers(array(record(id=STRING))),
        "GET /teams/{teamId}": {},
        "GET /users": answers(array(record(id=STRING))),
        "GET /users/{userId}": {},
        "PUT /teams/{teamId}/members/{userId}": {},
    }
    found = consumers("PUT /teams/{teamId}/members/{userId}", operations)
    assert [(c.resource, c.names, c.role) for c in found] == [
        ("team", ("teamId",), "use"),
        ("user", ("userId",), "use"),
    ]


def test_the_same_thing_elsewhere_keeps_its_role() -> None:
    (consumer,) = consumers("DELETE /admin/orders/{orderId}", {**ORDERS, "DELETE /admin/orders/{orderId}": {}})
    assert (consumer.resource, consumer.role) == ("order", "delete")


def test_a_parameter_called_as_what_goes_by_its_name_elsewhere() -> None:
    stages = {"GET /stages": answers(array(record(name=STRING))), "GET /stages/{name}": {}}
    key = "POST /flags/{flagId}/stages/{stage}/on"
    found = consumers(
        key, {**stages, "GET /flags": answers(array(record(id=STRING))), "GET /flags/{flagId}": {}, key: {}}
    )
    assert [(each.resource, each.names) for each in found] == [("flag", ("flagId",)), ("stage", ("stage",))]


@pytest.mark.parametrize(
    ("schema", "pointer"),
    [
        (record(user_id=INTEGER), "user_id"),
        (record(userId=INTEGER), "userId"),
        (record(userIds=array(INTEGER)), "userIds[]"),
        (record(user=record(id=INTEGER)), "user.id"),
        (record(lines=array(record(user_id=INTEGER))), "lines[].user_id"),
        (record(user=INTEGER) | {"required": ["user"]}, "user"),
        (record(owner_user_id=INTEGER) | {"required": ["owner_user_id"]}, "owner_user_id"),
        ({"allOf": [record(user_id=INTEGER)]}, "user_id"),
    ],
)
def test_body_names_a_thing(schema: dict[str, Any], pointer: str) -> None:
    (consumer,) = consumers("POST /letters", {**USERS, "POST /letters": takes(schema)})
    assert (consumer.resource, consumer.location, consumer.names) == ("user", "body", (pointer,))


@pytest.mark.parametrize(
    "schema",
    [
        record(user_id=INTEGER | {"readOnly": True}),
        record(user_id=UUID),
        record(user=STRING),
        record(username=STRING),
        record(owner_user_id=INTEGER),
        record(users=INTEGER),
    ],
)
def test_body_names_nothing(schema: dict[str, Any]) -> None:
    assert consumers("POST /letters", {**USERS, "POST /letters": takes(schema)}) == []


def test_query_names_a_thing() -> None:
    key = "GET /letters"
    found = consumers(key, {**USERS, key: {"parameters": [parameter("user_id", INTEGER, "query")]}})
    assert [(c.location, c.names) for c in found] == [("query", ("user_id",))]


def test_a_create_does_not_need_what_it_makes() -> None:
    creates = takes(record(user_id=INTEGER)) | answers(record(id=INTEGER), "201")
    assert consumers("POST /users", {**USERS, "POST /users": creates}) == []


def test_extension() -> None:
    stated = {"x-apigen": {"consumes": {"customerRef": "user"}}}
    (consumer,) = consumers("POST /letters", {**USERS, "POST /letters": takes(record(customerRef=STRING)) | stated})
    assert (consumer.resource, consumer.location, consumer.confidence) == ("user", "body", 1.0)


def test_recursive_bodies_end() -> None:
    node = {"$ref": "#/components/schemas/Node"}
    schemas = {"Node": record(user_id=INTEGER, children=array(node))}
    found = consumers("POST /letters", {**USERS, "POST /letters": takes(node)}, schemas=schemas)
    assert [c.names for c in found] == [("user_id",)]


def test_a_copy_needs_one_that_is_there() -> None:
    copies = {"POST /orders/{orderId}/copy": answers(record(id=STRING), "201")}
    (consumer,) = consumers("POST /orders/{orderId}/copy", {**ORDERS, **copies})
    assert (consumer.resource, consumer.names) == ("order", ("orderId",))


def test_a_parameter_that_is_spelled_as_that_of_another_thing_names_that() -> None:
    listed = answers(array(record(id=STRING)))
    operations = {
        "GET /workspaces": listed,
        "GET /workspaces/{project_name_or_id}/runs": {},
        "PUT /workspaces/{project_name_or_id}": {},
        "GET /workspaces/{workspace_name_or_id}": {},
        "GET /projects": listed,
        "GET /projects/{project_name_or_id}": {},
    }
    needed = {key: [(c.resource, c.role) for c in consumers(key, operations)] for key in operations}
    assert needed == {
        "GET /workspaces": [],
        "GET /workspaces/{project_name_or_id}/runs": [("project", "use")],
        "PUT /workspaces/{project_name_or_id}": [("project", "update")],
        "GET /workspaces/{workspace_name_or_id}": [("workspace", "read")],
        "GET /projects": [],
        "GET /projects/{project_name_or_id}": [("project", "read")],
    }
