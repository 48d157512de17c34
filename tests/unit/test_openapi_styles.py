"""The table "Style Examples" of OpenAPI 3.1.1, section 4.8.12.4, and what it leaves open."""

from typing import Any

import pytest

from apigen.openapi.model import Parameter
from apigen.openapi.styles import serialize_cookie, serialize_query, serialize_simple

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def parameter(style: str, explode: bool, content_type: str = "") -> Parameter:
    return Parameter("color", "query", True, True, style, explode, content_type=content_type)


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("matrix", False, "", ";color"),
        ("matrix", False, "blue", ";color=blue"),
        ("matrix", False, ARRAY, ";color=blue,black,brown"),
        ("matrix", False, OBJECT, ";color=R,100,G,200,B,150"),
        ("matrix", True, "blue", ";color=blue"),
        ("matrix", True, ARRAY, ";color=blue;color=black;color=brown"),
        ("matrix", True, OBJECT, ";R=100;G=200;B=150"),
        ("label", False, "", "."),
        ("label", False, "blue", ".blue"),
        ("label", False, ARRAY, ".blue,black,brown"),
        ("label", False, OBJECT, ".R,100,G,200,B,150"),
        ("label", True, ARRAY, ".blue.black.brown"),
        ("label", True, OBJECT, ".R=100.G=200.B=150"),
        ("simple", False, "", ""),
        ("simple", False, "blue", "blue"),
        ("simple", False, ARRAY, "blue,black,brown"),
        ("simple", False, OBJECT, "R,100,G,200,B,150"),
        ("simple", True, ARRAY, "blue,black,brown"),
        ("simple", True, OBJECT, "R=100,G=200,B=150"),
        ("simple", False, None, ""),
        ("simple", False, True, "true"),
        ("simple", False, 1.0, "1.0"),
        ("simple", False, 7, "7"),
        ("simple", False, [None, False, {"a": 1}], ',false,{"a":1}'),
    ],
)
def test_path_and_header(style: str, explode: bool, value: Any, expected: str) -> None:
    assert serialize_simple(parameter(style, explode), value) == expected


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("form", False, "", [("color", "")]),
        ("form", False, "blue", [("color", "blue")]),
        ("form", False, ARRAY, [("color", "blue,black,brown")]),
        ("form", False, OBJECT, [("color", "R,100,G,200,B,150")]),
        ("form", True, ARRAY, [("color", "blue"), ("color", "black"), ("color", "brown")]),
        ("form", True, OBJECT, [("R", "100"), ("G", "200"), ("B", "150")]),
        ("spaceDelimited", False, ARRAY, [("color", "blue black brown")]),
        ("spaceDelimited", False, OBJECT, [("color", "R 100 G 200 B 150")]),
        ("pipeDelimited", False, ARRAY, [("color", "blue|black|brown")]),
        ("pipeDelimited", False, OBJECT, [("color", "R|100|G|200|B|150")]),
        ("pipeDelimited", True, ARRAY, [("color", "blue"), ("color", "black"), ("color", "brown")]),
        ("deepObject", True, OBJECT, [("color[R]", "100"), ("color[G]", "200"), ("color[B]", "150")]),
        ("deepObject", True, {"a": {"b": [1, 2]}}, [("color[a][b]", "1"), ("color[a][b]", "2")]),
        ("form", True, [], []),
        ("form", False, [], []),
        ("form", False, {}, []),
        ("form", True, None, [("color", "")]),
        ("form", True, False, [("color", "false")]),
        ("form", True, "a b&c", [("color", "a b&c")]),
    ],
)
def test_query_and_cookie(style: str, explode: bool, value: Any, expected: list[tuple[str, str]]) -> None:
    assert serialize_query(parameter(style, explode), value) == expected
    assert serialize_cookie(parameter(style, explode), value) == expected


def test_content_is_compact_json() -> None:
    by_content = parameter("form", True, "application/json")
    assert serialize_query(by_content, {"a": [1, None, "é"]}) == [("color", '{"a":[1,null,"é"]}')]
    assert serialize_simple(by_content, {"a": 1}) == '{"a":1}'
