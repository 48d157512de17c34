"""Values that people ask for: rules of [data.fields], and x-faker in schemas."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from apigen.analysis.payloads import DrawOptions, draw_requests, draw_with_notes
from apigen.data_settings import FieldRule
from apigen.errors import UsageError
from apigen.settings import read_config
from unit.payloads.apis import TEXT, an_object, api_of, bodies, operation_of, parameter

ORDER = an_object(
    sku=TEXT,
    currencyCode=TEXT,
    size={"type": "integer", "maximum": 20},
    status={"enum": ["open", "closed"]},
    tags={"type": "array", "items": TEXT, "minItems": 2},
    meta={"type": "object"},
    items={"type": "array", "items": an_object(sku=TEXT, note=TEXT), "minItems": 1},
)


def rules(tmp_path: Path, text: str) -> tuple[FieldRule, ...]:
    (tmp_path / "apigen.toml").write_text(f"[data.fields]\n{text}\n")
    return read_config(None, (tmp_path,)).data.fields


def drawn(fields: tuple[FieldRule, ...], schema: Any = ORDER, path: str = "/orders", **more: Any) -> list[Any]:
    operation = operation_of(schema, path=path, **more)
    return [request.body for request in draw_requests(api_of(), operation, DrawOptions(count=8, fields=fields))]


def test_a_rule_by_name_holds_wherever_the_name_stands(tmp_path: Path) -> None:
    for order in drawn(rules(tmp_path, 'sku = "ean13"')):
        assert all(re.fullmatch(r"\d{13}", sku) for sku in (order["sku"], *(item["sku"] for item in order["items"])))


def test_a_rule_by_place_wins_over_one_by_name_and_holds_there_only(tmp_path: Path) -> None:
    own = rules(tmp_path, 'sku = ["A"]\n"POST /orders#/items/*/sku" = ["B", "C"]')
    for order in drawn(own):
        assert order["sku"] == "A"
        assert {item["sku"] for item in order["items"]} <= {"B", "C"}
    assert {item["sku"] for order in drawn(own, path="/carts") for item in order["items"]} == {"A"}


@pytest.mark.parametrize("key", ["currency_code", "currencyCode", "*Code", "curr*"])
def test_names_are_matched_however_they_are_spelled(key: str, tmp_path: Path) -> None:
    own = rules(tmp_path, f'"{key}" = {{ constant = "XTS" }}')
    assert {order["currencyCode"] for order in drawn(own)} == {"XTS"}


def test_values_of_every_type(tmp_path: Path) -> None:
    text = 'size = { provider = "pyint", min_value = 3, max_value = 5 }\nstatus = ["closed"]\ntags = ["a", "b"]'
    for order in drawn(rules(tmp_path, f"{text}\nmeta = {{ constant = {{ x = 1 }} }}")):
        assert 3 <= order["size"] <= 5
        assert order["status"] == "closed"
        assert set(order["tags"]) <= {"a", "b"}
        assert order["meta"] == {"x": 1}


def test_what_the_schema_forbids_is_not_sent(tmp_path: Path) -> None:
    own = rules(tmp_path, 'size = 99\nstatus = ["lost"]')
    assert all(order["size"] <= 20 and order["status"] in ("open", "closed") for order in drawn(own))


def test_a_rule_holds_for_parameters_too(tmp_path: Path) -> None:
    fields = rules(tmp_path, '"GET /orders#query since" = 2026-02-03')
    operation = operation_of(method="GET", path="/orders", parameters=[parameter("since", TEXT)])
    found = draw_requests(api_of(), operation, DrawOptions(count=5, fields=fields))
    assert {request.query["since"] for request in found} == {"2026-02-03"}


@pytest.mark.parametrize(
    "named",
    [{"x-faker": "ean13"}, {"x-faker": "faker.ean13"}, {"x-fake-data": "ean13"}, {"x-apigen": {"provider": "ean13"}}],
)
def test_a_schema_names_its_provider(named: dict[str, Any]) -> None:
    assert all(re.fullmatch(r"\d{13}", body["a"]) for body in bodies(an_object(a={**TEXT, **named})))


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("internet.email", r"[^@]+@example\.(com|org|net)"),
        ("{{person.firstName}}", r"\w+"),
        ("free_email", r"[^@]+@example\.(com|org|net)"),
        ("phone_number", r"\+120255501\d\d"),
        ("past_date", r"20\d\d-\d\d-\d\d"),
    ],
)
def test_names_of_other_fakers_give_values_that_are_nobodys(name: str, pattern: str) -> None:
    assert all(
        re.fullmatch(pattern, body["a"]) for body in bodies(an_object(a={**TEXT, "x-faker": name}), method="PUT")
    )


@pytest.mark.parametrize("name", ["__class__", "seed_instance", "add_provider", "binary", "tar", "no_such", "a.b.c"])
def test_nothing_but_providers_can_be_called(name: str) -> None:
    assert bodies(an_object(a={**TEXT, "x-faker": name})) == bodies(an_object(a=TEXT))


@pytest.mark.parametrize("text", ["sku = {}", "sku = []", "sku = { values = 3 }", "sku = { max_value = 3 }"])
def test_a_rule_that_cannot_be_meant_is_told(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="sku"):
        rules(tmp_path, text)


def test_dates_are_counted_from_the_anchor() -> None:
    schema = an_object(created_at={"type": "string", "format": "date-time"}, due={"type": "string", "format": "date"})
    old, new = (
        [each.body for each in draw_requests(api_of(), operation_of(schema), DrawOptions(count=5, anchor=day))]
        for day in (date(2026, 1, 1), date(2027, 1, 1))
    )
    assert [body["created_at"][5:] for body in old] != [body["created_at"] for body in new]
    for before, after in zip(old, new, strict=True):
        assert (date.fromisoformat(after["due"]) - date.fromisoformat(before["due"])).days == 365


def test_what_is_asked_for_in_vain_is_told(tmp_path: Path) -> None:
    own = rules(tmp_path, 'size = 99\nsku = ["A"]\ntags = ["a"]')
    _, notes = draw_with_notes(api_of(), operation_of(ORDER, path="/orders"), DrawOptions(count=4, fields=own))
    assert [(note.kind, note.where) for note in notes] == [("refused", "body.size")]


def test_branches_that_do_not_exclude_each_other_are_told() -> None:
    branch = {"type": "object", "properties": {"channel": TEXT}}
    schema = {"oneOf": [branch, {**branch, "title": "other"}]}
    _, notes = draw_with_notes(api_of(), operation_of(schema), DrawOptions(count=4))
    assert [(note.kind, note.where) for note in notes] == [("ambiguous", "body")]
