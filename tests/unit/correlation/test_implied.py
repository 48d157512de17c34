"""Things that no path leads to: they are known by a collection, and by requests that speak of them."""

from typing import Any

from apigen.analysis.correlation import Correlation, correlate
from support.apis import INTEGER, STRING, answers, array, make_api, parameter, record, takes


def edges(operations: dict[str, Any], operation: str) -> list[tuple[tuple[str, ...], list[tuple[str, str]]]]:
    """What an operation needs, and where it comes from."""
    found: Correlation = correlate(make_api(operations))
    return [
        (c.names, [(p.operation, p.source) for p in found.producers if p.resource == c.resource])
        for c in found.consumers
        if c.operation == operation
    ]


def test_a_list_without_items_of_its_own() -> None:
    rates = {"GET /vatRates": answers(record(items=array(record(id=INTEGER))))}
    products = {"POST /products": takes(record(vatRateId=INTEGER))}
    assert edges({**rates, **products}, "POST /products") == [(("vatRateId",), [("GET /vatRates", "items[].id")])]


def test_a_number_named_after_a_list_is_one_of_its_items_where_it_must_be_there() -> None:
    roles = {"GET /roles": answers(array(record(id=INTEGER)))}
    needed = {**record(role=INTEGER), "required": ["role"]}
    assert edges({**roles, "POST /members": takes(needed)}, "POST /members") == [(("role",), [("GET /roles", "[].id")])]
    assert edges({**roles, "POST /members": takes({**needed, "required": []})}, "POST /members") == []
    assert (
        edges({**roles, "POST /members": takes({**record(role=STRING), "required": ["role"]})}, "POST /members") == []
    )


def test_an_identifier_in_the_query_stands_for_the_collection() -> None:
    operations = {
        "POST /invoice/new": answers(record(Id=INTEGER)),
        "GET /invoice/all": answers(array(record(Id=INTEGER))),
        "GET /invoice/details": {"parameters": [parameter("id", INTEGER, "query", required=True)]},
        "POST /invoice/send": takes(record(invoiceId=INTEGER)),
    }
    sources = [("POST /invoice/new", "Id"), ("GET /invoice/all", "[].Id")]
    assert edges(operations, "GET /invoice/details") == [(("id",), sources)]
    assert edges(operations, "POST /invoice/send") == [(("invoiceId",), sources)]


def test_remote_procedures() -> None:
    operations = {
        "POST /#X-Target=Search.CreateIndex": answers(record(Id=STRING)),
        "POST /#X-Target=Search.ListIndices": answers(record(Items=array(record(Id=STRING)))),
        "POST /#X-Target=Search.DescribeIndex": takes(record(Id=STRING)),
        "POST /groups.create": answers(record(group=record(id=STRING))),
        "GET /groups.list": answers(record(groups=array(record(id=STRING)))),
        "POST /groups.rename": takes(record(group=STRING)),
    }
    indices = [("POST /#X-Target=Search.CreateIndex", "Id"), ("POST /#X-Target=Search.ListIndices", "Items[].Id")]
    assert edges(operations, "POST /#X-Target=Search.DescribeIndex") == [(("Id",), indices)]
    groups = [("POST /groups.create", "group.id"), ("GET /groups.list", "groups[].id")]
    assert edges(operations, "POST /groups.rename") == [(("group",), groups)]


def test_what_shows_a_thing_does_not_yield_it() -> None:
    detail = {"parameters": [parameter("id", INTEGER, "query", required=True)], **answers(record(id=INTEGER))}
    assert edges({"GET /invoice/details": detail}, "GET /invoice/details") == []


def test_members_added_by_identifier_are_not_created() -> None:
    adds = takes(record(channel_ids=array(STRING)))
    operations = {"POST /groups/addChannels": adds, "POST /channels/archive": takes(record(channel_id=STRING))}
    assert edges(operations, "POST /channels/archive") == []


def test_what_deletes_takes_what_it_is_about() -> None:
    listed = answers(array(record(id=STRING)))
    operations = {
        "GET /orders": listed,
        "GET /users": listed,
        "GET /users/{userId}": {},
        "POST /orders/bulk_delete": takes(record(orderIds=array(STRING), userId=STRING)),
    }
    found = correlate(make_api(operations)).consumers
    roles = {c.names: c.role for c in found if c.operation == "POST /orders/bulk_delete"}
    assert roles == {("orderIds[]",): "delete", ("userId",): "use"}


def test_words_that_stand_for_anything_name_nothing() -> None:
    types = {"GET /entities": answers(array(record(id=STRING)))}
    assert edges({**types, "POST /links": takes(record(entity_id=STRING))}, "POST /links") == []
