"""The table "Style Examples" of OpenAPI 3.1.1, section 4.8.12.4, and what it leaves open."""

from typing import Any

import pytest

from apigen.openapi.model import Parameter
from apigen.openapi.styles import (
    encode_path,
    encode_query,
    needs_encoding,
    path_prefix,
    serialize_cookie,
    serialize_header,
    serialize_query,
    serialize_simple,
)

ARRAY = ["blue", "black", "brown"]
OBJECT = {"R": 100, "G": 200, "B": 150}


def parameter(style: str, explode: bool, content_type: str = "", **more: Any) -> Parameter:
    given = {"name": "color", "location": "query", **more}
    return Parameter(required=True, schema=True, style=style, explode=explode, content_type=content_type, **given)


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
        ("deepObject", True, {"a": {"b": [1, 2]}}, [("color[a][b][0]", "1"), ("color[a][b][1]", "2")]),
        ("deepObject", True, [{"a": 1}, {"a": 2}], [("color[0][a]", "1"), ("color[1][a]", "2")]),
        ("deepObject", True, "blue", [("color", "blue")]),
        ("form", True, [], []),
        ("form", False, [], []),
        ("form", False, {}, []),
        ("form", True, None, [("color", "")]),
        ("form", True, False, [("color", "false")]),
        ("form", True, "a b&c", [("color", "a b&c")]),
    ],
)
def test_query(style: str, explode: bool, value: Any, expected: list[tuple[str, str]]) -> None:
    assert serialize_query(parameter(style, explode), value) == expected


def test_content_is_compact_json() -> None:
    by_content = parameter("form", True, "application/json")
    assert serialize_query(by_content, {"a": [1, None, "é"]}) == [("color", '{"a":[1,null,"é"]}')]
    assert serialize_simple(by_content, {"a": 1}) == '{"a":1}'


@pytest.mark.parametrize(
    ("content_type", "value", "expected"),
    [
        ("text/plain", "a b", "a b"),
        ("text/plain; charset=utf-8", 5, "5"),
        ("application/problem+json", "a", '"a"'),
        ("application/x-www-form-urlencoded", {"a": 1, "b": "x y"}, "a=1&b=x%20y"),
    ],
)
def test_content_of_other_media_types(content_type: str, value: Any, expected: str) -> None:
    assert serialize_query(parameter("form", True, content_type), value) == [("color", expected)]


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("form", True, "a b&c", "color=a%20b%26c"),
        ("form", False, ["a,b", "c"], "color=a%2Cb,c"),
        ("form", False, {"a,b": "c d"}, "color=a%2Cb,c%20d"),
        ("form", True, [], ""),
        ("spaceDelimited", False, ["a", "b"], "color=a%20b"),
        ("pipeDelimited", False, ["a", "b"], "color=a%7Cb"),
        ("deepObject", True, {"a&b": "c"}, "color%5Ba%26b%5D=c"),
    ],
)
def test_an_encoded_query_keeps_what_the_style_puts_between_atoms(
    style: str, explode: bool, value: Any, expected: str
) -> None:
    assert encode_query(parameter(style, explode), value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("/a/b?c=d:e", "color=/a/b?c=d:e"),
        ("a&b+c#d[e]", "color=a%26b%2Bc%23d%5Be%5D"),
        ("100% of 50%25", "color=100%25%20of%2050%25"),
    ],
)
def test_reserved_characters_stay_where_they_are_allowed(value: str, expected: str) -> None:
    free = parameter("form", True, allow_reserved=True)
    assert encode_query(free, value) == expected
    assert needs_encoding(free, value) is ("/" in value or "%" in value)


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("form", False, ["a", "b"], False),
        ("form", False, ["a,b"], True),
        ("form", True, ["a,b"], False),
        ("form", False, "a,b", False),
        ("spaceDelimited", False, ["a,b"], False),
        ("deepObject", False, {"a": "b,c"}, False),
    ],
)
def test_few_values_need_to_be_encoded_in_advance(style: str, explode: bool, value: Any, expected: bool) -> None:
    assert needs_encoding(parameter(style, explode), value) is expected
    assert not needs_encoding(parameter(style, explode, allow_reserved=True), ["a", "b c"])


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("simple", False, ["a,b", "c d"], "a%2Cb,c%20d"),
        ("simple", True, {"a=b": "c/d"}, "a%3Db=c%2Fd"),
        ("label", True, ["a", "b c"], ".a.b%20c"),
        ("matrix", True, {"a;b": "c"}, ";a%3Bb=c"),
        ("matrix", False, ["a", "b"], ";color=a,b"),
    ],
)
def test_an_encoded_path(style: str, explode: bool, value: Any, expected: str) -> None:
    assert encode_path(parameter(style, explode, location="path"), value) == expected


@pytest.mark.parametrize(
    ("style", "content_type", "expected"),
    [("simple", "", ""), ("label", "", "."), ("matrix", "", ";my%20id="), ("matrix", "application/json", "")],
)
def test_what_stands_before_a_single_value_in_a_path(style: str, content_type: str, expected: str) -> None:
    assert path_prefix(parameter(style, False, content_type, name="my id")) == expected


@pytest.mark.parametrize(
    ("explode", "value", "expected"),
    [
        (True, "a/b:c", "color=a/b:c"),
        (True, 'a b;c,d"e%f\u00e9', "color=a%20b%3Bc%2Cd%22e%25f%C3%A9"),
        (False, ARRAY, "color=blue,black,brown"),
        (True, ARRAY, "color=blue; color=black; color=brown"),
        (True, OBJECT, "R=100; G=200; B=150"),
        (True, [], ""),
    ],
)
def test_cookies_hold_what_cookies_may(explode: bool, value: Any, expected: str) -> None:
    assert serialize_cookie(parameter("form", explode), value) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [("a, b%20c", "a, b%20c"), (["a b", "c"], "a b,c"), ("caf\u00e9\r\nX: y", "caf%C3%A9%0D%0AX: y")],
)
def test_headers_are_text(value: Any, expected: str) -> None:
    assert serialize_header(parameter("simple", False), value) == expected
