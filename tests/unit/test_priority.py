"""Declared traffic in every form, who wins, and what is inferred where nothing is declared."""

from collections.abc import Mapping
from typing import Any

import pytest

from apigen.analysis.priority import Priority, is_write, rank_operations
from apigen.diagnostics import Diagnostic
from apigen.settings import Matcher
from support.apis import INTEGER, STRING, answers, array, make_api, parameter, record

KEY = "GET /orders"


def rank(operation: dict[str, Any], overrides: Any = (), **root: Any) -> tuple[Priority, tuple[Diagnostic, ...]]:
    priorities, remarks = rank_operations(make_api({KEY: operation}, **root), overrides)
    return priorities[KEY], remarks


def kinds(operations: dict[str, dict[str, Any]]) -> Mapping[str, Priority]:
    return rank_operations(make_api(operations))[0]


@pytest.mark.parametrize(
    ("extension", "level", "amounts"),
    [
        ({"x-traffic": {"priority": "high"}}, "high", (10, None, None)),
        ({"x-traffic": {"priority": "Low"}}, "low", (1, None, None)),
        ({"x-traffic": "medium"}, "medium", (5, None, None)),
        ({"x-traffic-priority": "high"}, "high", (10, None, None)),
        ({"x-traffic": {"weight": 40}}, "high", (40, None, None)),
        ({"x-traffic": 4}, "medium", (4, None, None)),
        ({"x-traffic-weight": 2.5}, "low", (2.5, None, None)),
        ({"x-traffic": {"share": "12%"}}, "low", (None, 0.12, None)),
        ({"x-traffic": {"share": 0.12}}, "low", (None, 0.12, None)),
        ({"x-traffic": "12 %"}, "low", (None, 0.12, None)),
        ({"x-traffic": {"rps": 5}}, "medium", (None, None, 5)),
        ({"x-traffic": {"priority": "low", "weight": 3}}, "low", (3, None, None)),
        ({"x-traffic": "none"}, "none", (None, None, None)),
        ({"x-traffic": {"weight": 0}}, "none", (None, None, None)),
        ({"x-traffic": {"priority": "high"}, "x-traffic-weight": 7}, "high", (7, None, None)),
    ],
)
def test_forms(extension: dict[str, Any], level: str, amounts: tuple[float | None, ...]) -> None:
    priority, remarks = rank(extension)
    assert priority.level == level
    assert (priority.weight, priority.share, priority.rps) == amounts
    assert priority.declared
    assert remarks == ()


@pytest.mark.parametrize(("value", "seconds"), [(2, (2, 2)), ([1, 3], (1, 3)), (0.5, (0.5, 0.5))])
def test_think_time_leaves_the_amount_to_inference(value: Any, seconds: tuple[float, float]) -> None:
    priority, remarks = rank({"x-traffic": {"think_time": value}})
    assert priority.think_time == seconds
    assert not priority.declared
    assert remarks == ()


def test_reason_says_what_and_where() -> None:
    assert rank({"x-traffic": "high"})[0].reason == "x-traffic on the operation: priority high"
    tags = [{"name": "shop", "x-traffic": {"share": "12%"}}]
    assert rank({"tags": ["shop"]}, tags=tags)[0].reason == "x-traffic on the tag shop: share 12 %"


PLACES: list[tuple[str, dict[str, Any]]] = [
    ("root", {"x-traffic": {"weight": 1, "think_time": 9}}),
    ("tag", {"tags": [{"name": "a"}, {"name": "b", "x-traffic": {"weight": 2}}]}),
    ("path", {"path_items": {"/orders": {"x-traffic-weight": 3}}}),
    ("operation", {}),
]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_nearest_wins_member_by_member(count: int) -> None:
    root = {name: value for _, members in PLACES[:count] for name, value in members.items()}
    operation = {"tags": ["a", "b"]} | ({"x-traffic": {"weight": 4}} if count == 4 else {})
    priority, _ = rank(operation, **root)
    assert priority.weight == count
    assert priority.think_time == (9, 9)


def test_a_farther_amount_does_not_reach_through_a_nearer_priority() -> None:
    priority, _ = rank({"x-traffic": "low"}, **{"x-traffic": {"share": "50%"}})
    assert (priority.level, priority.weight, priority.share) == ("low", 1, None)


def test_a_nearer_weight_brings_an_operation_back() -> None:
    priority, _ = rank({"x-traffic": {"weight": 4}}, **{"x-traffic": "none"})
    assert (priority.level, priority.weight) == ("medium", 4)


def test_overrides_beat_the_document_and_the_last_one_wins() -> None:
    overrides = [(Matcher("path:/orders"), {"weight": 3}), (Matcher("method:get"), {"weight": 6})]
    priority, _ = rank({"x-traffic": "none"}, overrides)
    assert (priority.weight, priority.reason) == (6, "apigen.toml for method:get: weight 6")
    assert rank({"x-traffic": "high"}, [(Matcher("method:post"), {"weight": 6})])[0].weight == 10


@pytest.mark.parametrize(
    ("extension", "said"),
    [
        ({"x-traffic": {"priority": "highest"}}, "cannot be 'highest'"),
        ({"x-traffic": {"weight": -1}}, "cannot be -1"),
        ({"x-traffic": {"weight": [1]}}, "cannot be [1]"),
        ({"x-traffic": {"weight": "40"}}, "cannot be '40'"),
        ({"x-traffic": {"weight": True}}, "cannot be True"),
        ({"x-traffic": {"share": "120%"}}, "cannot be '120%'"),
        ({"x-traffic": {"share": 12}}, "cannot be 12"),
        ({"x-traffic": {"share": "-5%"}}, "cannot be '-5%'"),
        ({"x-traffic": {"rps": "fast"}}, "cannot be 'fast'"),
        ({"x-traffic": {"think_time": [3, 1]}}, "cannot be [3, 1]"),
        ({"x-traffic": {"think_time": [1, 2, 3]}}, "cannot be [1, 2, 3]"),
        ({"x-traffic": {"wieght": 4}}, "no meaning for 'wieght'"),
        ({"x-traffic": False}, "no meaning for 'False'"),
        ({"x-traffic": None}, "no meaning for 'None'"),
        ({"x-traffic": ["high"]}, "no meaning for"),
        ({"x-traffic-priority": 3}, "x-traffic-priority on the operation cannot be 3"),
    ],
)
def test_wrong_values_are_told_and_ignored(extension: dict[str, Any], said: str) -> None:
    priority, (remark,) = rank(extension)
    assert not priority.declared
    assert said in remark.message
    assert remark.hint
    assert remark.location is not None
    assert remark.code.startswith("AG30")


def test_a_wrong_value_leaves_the_others() -> None:
    priority, remarks = rank({"x-traffic": {"priority": "low", "think_time": "long"}})
    assert (priority.level, priority.think_time, len(remarks)) == ("low", None, 1)


def test_a_misspelled_member_is_recognized() -> None:
    assert rank({"x-traffic": {"wieght": 4}})[1][0].hint == "did you mean weight?"


def test_two_amounts_at_one_place() -> None:
    priority, (remark,) = rank({"x-traffic": {"weight": 4, "share": "10%"}})
    assert (priority.weight, priority.share, remark.code) == (None, 0.1, "AG303")


def test_a_shared_place_is_remarked_on_once() -> None:
    operations = {f"{method} /orders": {"tags": ["shop"]} for method in ("GET", "POST", "DELETE")}
    api = make_api(operations, tags=[{"name": "shop", "x-traffic": "loud"}], **{"x-traffic": {"rps": "fast"}})
    assert [remark.code for remark in rank_operations(api)[1]] == ["AG301", "AG301"]


def test_shares_over_the_whole_are_told() -> None:
    api = make_api({f"GET /{name}": {"x-traffic": {"share": 0.6}} for name in "ab"})
    assert [remark.code for remark in rank_operations(api)[1]] == ["AG304"]


KINDS: list[tuple[str, dict[str, Any], float, str]] = [
    ("GET /orders", answers(array(record(id=STRING))), 10, "high"),
    ("GET /orders/search", {}, 8, "high"),
    ("POST /orders/filter", {}, 8, "high"),
    ("GET /orders/{id}", {}, 8, "high"),
    ("GET /orders/{id}/items", {}, 6, "medium"),
    ("GET /orders/{id}/items/{item}", {}, 5, "medium"),
    ("GET /profile", {}, 5, "medium"),
    ("POST /orders", {}, 4, "medium"),
    ("POST /basket", {"operationId": "createBasket"}, 4, "medium"),
    ("POST /orders/{id}/items", {}, 3, "medium"),
    ("POST /auth/login", {}, 3, "medium"),
    ("POST /auth/refresh", {}, 2, "low"),
    ("POST /orders/{id}/cancel", {}, 2, "low"),
    ("PUT /orders/{id}", {}, 2, "low"),
    ("DELETE /orders/{id}", {}, 1, "low"),
    ("POST /auth/logout", {}, 1, "low"),
    ("GET /health", {}, 1, "low"),
    ("GET /admin/orders", {}, 1, "low"),
    ("POST /orders/export", {}, 1, "low"),
    ("GET /old", {"deprecated": True}, 1, "low"),
    ("GET /slow", {"x-latency-category": "background"}, 1, "low"),
    ("HEAD /orders", {}, 1, "low"),
]


@pytest.mark.parametrize(("key", "operation", "weight", "level"), KINDS, ids=[kind[0] for kind in KINDS])
def test_inference(key: str, operation: dict[str, Any], weight: float, level: str) -> None:
    priority = kinds({key: operation})[key]
    assert (priority.weight, priority.level, priority.declared) == (weight, level, False)
    assert priority.reason


@pytest.mark.parametrize(
    ("extension", "weight", "said"),
    [
        ({"x-endpoint-cost": "heavy"}, 1, "x-endpoint-cost: heavy"),
        ({"x-endpoint-cost": "light"}, 10, "x-endpoint-cost: light"),
        ({"x-latency-category": "interactive"}, 10, "x-latency-category: interactive"),
        ({"x-throttling-tier": "10_per_minute"}, 10, "x-throttling-tier: 10_per_minute"),
    ],
)
def test_hints_of_vendors_are_read_as_reasons(extension: dict[str, str], weight: float, said: str) -> None:
    priority, _ = rank(extension | answers(array(STRING)))
    assert priority.weight == weight
    assert said in priority.reason


def test_paging_shows_a_list() -> None:
    assert (
        kinds({"GET /inventory": {"parameters": [parameter("page", INTEGER, "query")]}})["GET /inventory"].weight == 10
    )


@pytest.mark.parametrize(
    ("key", "writes"),
    [
        ("GET /orders", False),
        ("QUERY /orders", False),
        ("POST /orders", True),
        ("POST /orders/search", False),
        ("POST /orders/filter", False),
        ("POST /orders/_count", False),
        ("POST /auth/login", False),
        ("POST /dashboards/{id}/filter_state", True),
        ("DELETE /orders/{id}", True),
    ],
)
def test_reads_and_writes(key: str, writes: bool) -> None:
    (operation,) = make_api({key: {}}, openapi="3.2.0").operations
    assert is_write(operation) is writes
