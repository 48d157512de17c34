"""Something must be possible without identifiers, or a test that needs them never begins."""

from apigen.analysis.correlation import correlate
from apigen.plan.identifiers import plan_identifiers
from support.apis import STRING, answers, array, make_api, record

LINK = {"same": {"operationId": "getUser", "parameters": {"name": "$response.body#/name"}}}
USER = {"operationId": "getUser", **answers(record(name=STRING), links=LINK)}


def test_the_value_of_an_operation_that_alone_yields_what_it_needs_is_drawn() -> None:
    operations = {"GET /users/{name}": USER, "GET /users/{name}/pets": {}}
    assert _needing(operations) == ["GET /users/{name}/pets"]


def test_a_list_is_a_beginning() -> None:
    operations = {"GET /users": answers(array(record(name=STRING))), "GET /users/{name}": USER}
    assert _needing(operations) == ["GET /users/{name}"]


def _needing(operations: dict[str, dict[str, object]]) -> list[str]:
    api = make_api(operations)
    planned = plan_identifiers(correlate(api), {operation.key: operation.key for operation in api.operations})
    return list(planned.consumers)
