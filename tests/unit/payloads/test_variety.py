"""Bodies differ from each other where the schema lets them."""

import random
import re

import pytest

from apigen.analysis.payloads.values.likenesses import alike, proportional
from apigen.analysis.payloads.values.long_lists import LONG_LISTS
from unit.payloads.apis import an_object, bodies


@pytest.mark.parametrize(
    ("shown", "form"),
    [
        ("cus_4f8a91", r"cus_[0-9a-f]{6}"),
        ("891510ac-f3e4-11e8-af5b-de00688a4901", r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("1234567", r"[1-9]\d{6}"),
        ("ORD-20419/A", r"ORD-\d{5}/A"),
        ("v2:T02llQxI", r"v2:[A-Z]\d\d[a-z]{2}[A-Z][a-z][A-Z]"),
    ],
)
def test_identifiers_lend_their_form(shown: str, form: str) -> None:
    made = {alike(shown, random.Random(seed)) for seed in range(20)}
    assert all(re.fullmatch(form, each) for each in made)
    assert len(made) > 10


@pytest.mark.parametrize(
    "shown",
    ["octocat", "2024-01-31", "10:30", "1.4.2", "a1@example.com", "https://x.y/1234", "+4930231253", "a 1234", 12],
)
def test_what_other_digits_would_make_wrong_lends_nothing(shown: object) -> None:
    assert alike(shown, random.Random(0)) is None


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "example": "14916"},
        {"type": "string", "example": "octocat"},
        {"type": "integer", "example": 64780797},
        {"type": "integer", "example": 5},
        {"type": "array", "items": {"type": "integer"}, "example": [9, 2]},
        {"type": "string", "description": "e.g. `vpc-1234`"},
    ],
)
def test_one_example_does_not_make_all_bodies_the_same(schema: object) -> None:
    assert len(bodies(an_object(target=schema))) == 30


def test_few_possible_bodies_are_found_and_no_more_are_looked_for() -> None:
    assert len(bodies(an_object(state={"enum": ["on", "off"]}))) == 2


@pytest.mark.parametrize("name", ["level", "category", "revocation_reason", "question"])
def test_a_short_list_of_words_does_not_make_all_bodies_the_same(name: str) -> None:
    made = [body[name] for body in bodies(an_object(**{name: {"type": "string"}}))]
    assert len(set(made)) == 30
    assert not re.search(r"\d", made[0])


def test_an_optional_number_comes_in_where_words_are_used_up() -> None:
    schema = {"type": "object", "properties": {"state": {"enum": ["on", "off"]}, "limit": {"type": "integer"}}}
    assert len(bodies(schema)) == 30


@pytest.mark.parametrize(
    "properties",
    [
        {"status": {"type": "string"}, "language": {"type": "string"}},
        {"hotel": {"type": "string"}},
        {"zork": {"type": "integer"}},
        {"latitude": {"type": "number"}},
        {"region": {"type": "string"}},
        {"domain": {"type": "string"}},
        {"last": {"type": "string", "description": "The path of the page"}},
    ],
)
def test_a_hundred_bodies_differ_where_real_values_allow_it(properties: dict[str, object]) -> None:
    made = bodies(an_object(**properties), count=100, method="PATCH")
    assert len({str(body) for body in made}) == 100


def test_numbers_of_the_calendar_stay_in_it() -> None:
    made = [body["month"] for body in bodies(an_object(month={"type": "integer"}), count=100)]
    assert set(made) <= set(range(1, 13))


def test_listed_words_are_not_added_to() -> None:
    schema = an_object(level={"type": "string", "description": "One of `low`, `high`."})
    assert {body["level"] for body in bodies(schema)} == {"low", "high"}


@pytest.mark.parametrize(("name", "words"), [("status", "status"), ("region", "cloud_region")])
def test_common_words_come_before_rare_ones(name: str, words: str) -> None:
    made = [body[name] for body in bodies(an_object(**{name: {"type": "string"}}), count=100)]
    assert len(set(made)) == 100
    assert set(made[:20]) <= set(LONG_LISTS[words][:60])


def test_what_is_new_in_each_request_fills_up_where_words_are_used_up() -> None:
    schema = {"type": "object", "properties": {"state": {"enum": ["on", "off"]}, "id": {"type": "integer"}}}
    made = [str(body) for body in bodies(schema, path="/things", method="POST", count=40)]
    others = [body for body in made if "{unique_number}" not in body]
    assert len(made) == 40
    assert len(others) == len(set(others))


def test_a_line_that_is_new_in_each_request_stands_once() -> None:
    assert len(bodies(an_object(id={"type": "integer"}))) == 1


def test_decimal_numbers_of_an_example_vary_together() -> None:
    returns = {"type": "array", "items": {"type": "number"}, "example": [0.01, 0, -0.03, 0.02]}
    made = [body["returns"] for body in bodies(an_object(returns=returns))]
    assert len({str(each) for each in made}) == 30
    assert all(-0.03 <= c < b == 0 < a < d <= 0.02 for a, b, c, d in made)


@pytest.mark.parametrize("numbers", [[0.25, 0.75], [1, 2], ["a", 0.5], []])
def test_shares_and_other_lists_are_not_made_smaller(numbers: list[object]) -> None:
    assert proportional(numbers, random.Random(0)) == []


MEDIA = [{"type": "object", "properties": {name: {"type": "string"}}} for name in ("photo", "video")]


@pytest.mark.parametrize(
    ("media", "empty"),
    [({"type": "array", "items": {"oneOf": MEDIA}}, "[]"), ({"oneOf": [*MEDIA, {"type": "null"}]}, "None")],
)
def test_what_accepts_no_value_stays_empty(media: object, empty: str) -> None:
    made = bodies(an_object(media=media, limit={"type": "integer"}), count=100)
    assert len({str(each) for each in made}) == 100
    assert {str(each["media"]) for each in made} == {empty}


def test_one_record_that_cannot_be_drawn_does_not_spoil_the_others() -> None:
    taken = {"type": "object", "properties": {"kind": {"const": "taken"}}, "required": ["kind"]}
    free = an_object(kind={"const": "free"}, limit={"type": "integer"})
    assert len(bodies({"oneOf": [free, *[taken] * 12]}, count=100)) == 100
