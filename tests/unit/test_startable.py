"""What operations need of identifiers: something must be possible without, and mere guesses are no needs."""

from apigen.analysis.correlation import correlate
from apigen.plan.identifiers import plan_identifiers
from support.apis import INTEGER, STRING, answers, array, make_api, record, takes

LINK = {"same": {"operationId": "getUser", "parameters": {"name": "$response.body#/name"}}}
USER = {"operationId": "getUser", **answers(record(name=STRING), links=LINK)}


def test_the_value_of_an_operation_that_alone_yields_what_it_needs_is_drawn() -> None:
    operations = {"GET /users/{name}": USER, "GET /users/{name}/pets": {}}
    assert _needing(operations) == ["GET /users/{name}/pets"]


def test_a_list_is_a_beginning() -> None:
    operations = {"GET /users": answers(array(record(name=STRING))), "GET /users/{name}": USER}
    assert _needing(operations) == ["GET /users/{name}"]


def test_a_number_that_is_named_like_a_thing_with_texts_for_identifiers_is_drawn() -> None:
    roles = {"GET /roles": answers(array(record(id=STRING))), "GET /roles/{id}": {}}
    assert _needing({**roles, "POST /rights": takes(record(role=INTEGER))}) == ["GET /roles/{id}"]
    text = {**STRING, "description": "ID of the role"}
    assert _needing({**roles, "POST /rights": takes(record(role=text))}) == ["GET /roles/{id}", "POST /rights"]


def test_below_a_thing_of_which_there_is_none_the_one_above_is_needed_all_the_same() -> None:
    shops = {"GET /shops": answers(array(record(id=STRING))), "GET /shops/{shop_id}": {}}
    silent = {"GET /shops/{shop_id}/logs": answers({}), "GET /shops/{shop_id}/logs/{id}/lines": {}}
    assert _needing({**shops, **silent}) == ["GET /shops/{shop_id}", *silent]


def _needing(operations: dict[str, dict[str, object]]) -> list[str]:
    api = make_api(operations)
    planned = plan_identifiers(correlate(api), {operation.key: operation.key for operation in api.operations})
    return list(planned.consumers)
