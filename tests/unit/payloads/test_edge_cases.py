"""Extreme requests: valid, of all sorts, the same everywhere, and drawn only when they are asked for."""

from typing import Any

import jsonschema
import pytest

from apigen.analysis.payloads import UNIQUE, DrawnRequest, DrawOptions, draw_edge_cases
from unit.payloads.apis import TEXT, api_of, operation_of, parameter

SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name", "size"],
    "properties": {
        "name": {"type": "string", "maxLength": 12},
        "note": {"type": ["string", "null"]},
        "code": {"type": "string", "pattern": "^[A-Z]{2}\\d{2,9}$"},
        "size": {"type": "integer", "minimum": 3, "maximum": 9},
        "share": {"type": "number"},
        "when": {"type": "string", "format": "date-time"},
        "tags": {"type": "array", "items": TEXT, "maxItems": 5},
    },
}


def edges(schema: Any = SCHEMA, **more: Any) -> tuple[DrawnRequest, ...]:
    return draw_edge_cases(api_of(), operation_of(schema, **more), DrawOptions(count=60))


def all_of(name: str) -> list[Any]:
    return [request.body[name] for request in edges() if name in request.body]


def test_every_extreme_is_valid() -> None:
    judge = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())
    found = edges()
    assert len(found) > 40
    for request in found:
        judge.validate(request.body)


def test_extremes_are_of_every_sort() -> None:
    names = all_of("name")
    assert "" in names
    assert any(len(name) == 12 for name in names)
    assert any(not name.isascii() for name in names)
    assert {3, 9} <= set(all_of("size"))
    assert None in all_of("note")
    assert any(isinstance(note, str) and len(note) == 2000 for note in all_of("note"))
    assert {0, -1} & set(all_of("share"))
    assert any(moment.startswith("9999") for moment in all_of("when"))
    assert {0, 5} <= {len(tags) for tags in all_of("tags")}


def test_queries_have_extremes_too() -> None:
    found = edges(None, method="GET", parameters=[parameter("limit", {"type": "integer", "minimum": 1, "maximum": 50})])
    assert {1, 50} <= {request.query["limit"] for request in found}


def test_extremes_are_the_same_each_time() -> None:
    assert edges() == edges()


@pytest.mark.parametrize("schema", [None, {"type": "integer", "minimum": 2, "maximum": 1}])
def test_where_nothing_is_to_be_drawn_there_are_none(schema: Any) -> None:
    assert edges(schema, method="GET", required=False) == ()


def test_extremes_of_two_runs_do_not_meet_where_there_is_room_for_a_token() -> None:
    names = all_of("name")
    assert "" in names
    assert all(UNIQUE in name for name in names if len(name) > 8)
    assert any(len(name.replace(UNIQUE, "12345678")) == 12 for name in names)
