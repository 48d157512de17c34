"""The measure of `benchmarks/payloads`: it must let real values pass and nothing else."""

from typing import Any

import pytest
from benchmarks.payloads.judging import Judge
from benchmarks.payloads.leaves import Leaf, Walk
from benchmarks.payloads.pairs import pairs_of
from benchmarks.payloads.realism import TEXT_CATEGORIES, category_of, looks_real
from benchmarks.payloads.shapes import Shown, agreement, is_near, is_same


def real(name: str, value: Any, **schema: Any) -> bool:
    category = category_of(Leaf(f".{name}", name, "", value, (schema,), ()))
    assert category is not None
    return looks_real(category, value)


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("email", "ann.lee@example.com", "quiet-harbor"),
        ("createdAt", "2025-03-07T09:45:12Z", "2025-13-07"),
        ("zipCode", "97205", "Portland"),
        ("first_name", "Núñez", "x1234"),
        ("description", "Keeps the offices informed.", "bvcxzlkj"),
        ("phone_number", "+12025550143", "copper-sail"),
        ("homepage", "https://example.com/shop", "not a url"),
        ("price", "12.50", "cheap"),
        ("colour", "#a1b2c3", "17.5"),
        ("latitude", 52.5, 152.5),
        ("year", 2024, 24),
        ("weight", 3.5, 8.9e-217),
    ],
)
def test_categories_tell_good_from_bad(name: str, good: Any, bad: Any) -> None:
    assert real(name, good)
    assert not real(name, bad)


def test_placeholders_and_noise_are_refused_everywhere() -> None:
    for category in TEXT_CATEGORIES:
        assert not looks_real(category, "string")
        assert not looks_real(category, "\x89\U000446f9\x07")
        assert not looks_real(category, "")


def test_listed_values_and_patterns_are_not_judged() -> None:
    for schema in ({"enum": ["a"]}, {"const": "a"}, {"pattern": "^a$"}):
        assert category_of(Leaf(".kind", "kind", "", "a", (schema,), ())) is None


def test_shapes() -> None:
    assert is_same("2025-01-01", "1999-12-31")
    assert not is_same("2025-01-01", "2025-01-01T10:00:00Z")
    assert is_near("2025-01-01", "2025-01-01T10:00:00Z")
    assert is_same("copper-sail", "my-project")
    assert not is_near("copper-sail", "https://example.com")
    assert is_same(120, 95)
    assert not is_near(1, 70_000)
    assert is_same(100, 99.95)
    assert is_same("Engineering", "Customer Success")
    assert is_near("user-1234", "0b1d9815-165e-42e2-8867-35bc03a1f2c4")
    assert not is_near("copper-sail", "0b1d9815-165e-42e2-8867-35bc03a1f2c4")
    assert is_same("98765", 12345)


def test_noise_is_near_nothing() -> None:
    for shown in (
        "Customer Success",
        "copper-sail",
        "https://example.com",
        "12345",
        "A short sentence, as people write.",
    ):
        assert not is_near("x#1{~q^", shown)


@pytest.mark.parametrize(
    ("value", "agrees"),
    [
        ({"start_date": "2025-01-01", "end_date": "2025-02-01"}, True),
        ({"startDate": "2025-03-01", "endDate": "2025-02-01"}, False),
        ({"min": 3, "max": 2}, False),
        ({"first_name": "Ann", "last_name": "Lee", "email": "ann.lee@example.com"}, True),
        ({"first_name": "Ann", "last_name": "Lee", "email": "bob.ray@example.com"}, False),
        ({"state": "OR", "zip": "97205"}, True),
        ({"state": "OR", "zip": "02116"}, False),
        ({"birth_date": "2031-01-01"}, False),
    ],
)
def test_pairs(value: dict[str, Any], agrees: bool) -> None:
    assert [found for _, found in pairs_of(value)] == [agrees]


def test_the_judge_follows_references_and_drops_what_is_read_only() -> None:
    thing = {"type": "object", "required": ["id", "name"], "properties": {"id": {"readOnly": True}, "name": True}}
    judge = Judge({"$ref": "#/$defs/Thing"}, {"Thing": thing})
    assert judge.accepts({"name": "x"})
    assert not judge.accepts({"id": 1})


def test_a_walk_finds_examples_wherever_they_stand() -> None:
    schema = {
        "type": "object",
        "example": {"tags": ["red"]},
        "properties": {"tags": {"type": "array", "items": {"type": "string", "example": "blue"}}},
    }
    (leaf,) = Walk({}).leaves({"tags": ["green"]}, schema, ())
    assert (leaf.path, leaf.name, set(leaf.examples)) == (".tags[]", "tags", {"red", "blue"})


def test_authors_are_compared_with_each_other() -> None:
    places = [
        Shown("one", "user_id", '["12345"]'),
        Shown("one", "user_id", '["67890"]'),
        Shown("two", "userId", '["ann"]'),
        Shown("two", "alone", '["x"]'),
    ]
    assert agreement(places, is_elsewhere=False) == (1.0, 1.0)
    assert agreement(places, is_elsewhere=True) == (0.0, 0.0)
