import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from apigen.errors import UnreadableDocument, UsageError
from apigen.source import SourceDocument, fetch_document, load_document, read_document
from apigen.source.json_text import MAX_DEPTH


def root_of(text: str | bytes) -> Any:
    return read_document(text, "openapi.yaml").root


def fault_of(text: str | bytes, name: str = "x") -> str:
    with pytest.raises(UnreadableDocument) as caught:
        read_document(text, name)
    return str(caught.value.diagnostics[0])


def place(document: SourceDocument, *pointer: str) -> tuple[int, int]:
    found = document.locate(pointer)
    return found.line, found.column


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("yes", "yes"),
        ("NO", "NO"),
        ("on", "on"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("2024-02-30", "2024-02-30"),
        ("2024-02-29T10:00:00Z", "2024-02-29T10:00:00Z"),
        ("22:22", "22:22"),
        ("007", "007"),
        ("02138", "02138"),
        ("+4930123456", "+4930123456"),
        ("1_000", "1_000"),
        ("12", 12),
        ("-3", -3),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".5", 0.5),
        (".inf", ".inf"),
        ("-1e400", "-1e400"),
        ("1.2.3", "1.2.3"),
        ("=", "="),
        ("'12'", "12"),
        ("!!str 12", "12"),
        ("!!int '12'", 12),
        ("!custom 12", "12"),
    ],
)
def test_unquoted_scalars_keep_what_sample_data_needs(written: str, meant: object) -> None:
    assert root_of(f"a: {written}") == {"a": meant}


def test_a_number_too_long_for_python_is_text() -> None:
    digits = "1" * 5000
    assert root_of(f"a: {digits}") == {"a": digits}
    assert root_of(f'{{"a": {digits}, "b": 1e999, "c": NaN}}') == {"a": digits, "b": "1e999", "c": "NaN"}


def test_keys_are_text() -> None:
    assert root_of("200: a\non: b\n1.0: c\n? d\n: e") == {"200": "a", "on": "b", "1.0": "c", "d": "e"}


def test_merge_keys_give_way_to_own_keys() -> None:
    text = "base: &base {a: 1, b: 2}\nother: &other {b: 3, c: 4}\nused:\n  <<: [*base, *other]\n  a: own\n"
    assert root_of(text)["used"] == {"a": "own", "b": 2, "c": 4}


def test_a_merged_key_stands_where_it_was_written() -> None:
    document = read_document("base: &base\n  a: 1\nused:\n  <<: *base\n", "x.yaml")
    assert place(document, "used", "a") == (2, 3)


def test_two_less_than_signs_are_text_where_they_are_no_key() -> None:
    assert root_of("enum: [<<, =]") == {"enum": ["<<", "="]}


def test_an_alias_gives_the_value_again() -> None:
    assert root_of("a: &x [1]\nb: *x\nc: &y text\n*y : d") == {"a": [1], "b": [1], "c": "text", "text": "d"}


def test_json_is_read_by_the_json_parser() -> None:
    assert root_of('{"a": "\\ud83d\\udc4d", "b": 1.0, "c": [true, null]}') == {"a": "👍", "b": 1.0, "c": [True, None]}


def test_flow_style_yaml_may_begin_like_json() -> None:
    assert root_of("{openapi: 3.1.0, paths: {}}") == {"openapi": "3.1.0", "paths": {}}


@pytest.mark.parametrize("content", [b"\xef\xbb\xbfa: \xc3\xa9", "a: é".encode("utf-16")])
def test_byte_order_marks_are_understood(content: bytes) -> None:
    assert root_of(content) == {"a": "é"}


YAML = """\
openapi: 3.1.0
paths:
  /orders:
    get:
      parameters:
        - name: page
        - name: size
      responses: {"200": {description: ok}}
"""


def test_yaml_places() -> None:
    document = read_document(YAML, "openapi.yaml")
    assert place(document) == (1, 1)
    assert place(document, "paths", "/orders", "get") == (4, 5)
    assert place(document, "paths", "/orders", "get", "parameters", "1") == (7, 11)
    assert place(document, "paths", "/orders", "get", "responses", "200", "description") == (8, 27)
    assert document.locate(("paths", "/orders")).text == "  /orders:"


def test_json_places() -> None:
    document = read_document('{\n "a": [\n  {"b": 1},\n  {"c\\n": {"d": "e"}}\n ],\r\n "f": {}\n}', "x.json")
    assert place(document, "a") == (2, 2)
    assert place(document, "a", "1") == (4, 3)
    assert place(document, "a", "1", "c\n", "d") == (4, 12)
    assert place(document, "f") == (6, 2)


@pytest.mark.parametrize("text", [YAML, json.dumps(root_of(YAML))])
def test_the_place_of_what_is_missing_is_that_of_what_is_around_it(text: str) -> None:
    document = read_document(text, "x")
    assert document.locate(("paths", "/orders", "post", "x")) == document.locate(("paths", "/orders"))
    assert document.locate(("openapi", "x")) == document.locate(("openapi",))


def test_places_count_characters_also_behind_wide_ones() -> None:
    document = read_document('a: "👍é"\n"👍": {b: 1}\n', "x.yaml")
    assert place(document, "👍", "b") == (2, 7)


def test_a_place_far_to_the_right_is_told_without_its_line() -> None:
    document = read_document(json.dumps({"a": "x" * 200, "b": 1}), "x.json")
    assert document.locate(("b",)).text == ""
    assert len(document.locate(("a",)).text) == 160


@pytest.mark.parametrize(
    "text",
    ["paths:\n  /a: 1\n  /b: 2\n  /a: 3\n", '{"paths": {\n  "/a": 1,\n  "/b": 2,\n  "/a": 3}}'],
)
def test_of_repeated_keys_the_last_counts_and_both_places_are_told(text: str) -> None:
    document = read_document(text, "x")
    assert document.root == {"paths": {"/a": 3, "/b": 2}}
    (told,) = document.diagnostics
    assert (told.code, told.location.line if told.location else 0) == ("AG108", 4)
    assert "first in line 2" in told.message


def test_a_key_that_is_a_map_is_left_out_and_told() -> None:
    document = read_document("{name}: 1\nb: 2\n", "x.yaml")
    assert document.root == {"b": 2}
    assert [each.code for each in document.diagnostics] == ["AG110"]


def test_only_the_first_of_several_documents_is_read() -> None:
    document = read_document("---\na: 1\n---\nb: 2\n", "x.yaml")
    assert document.root == {"a": 1}
    assert [each.code for each in document.diagnostics] == ["AG109"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "x:1:1: error[AG105]"),
        ("# nothing", "x:1:1: error[AG105]"),
        ("---\n...\n", "x:1:1: error[AG105]"),
        ("<html>", "x:1:1: error[AG106]"),
        ('{"a" 1}', "x:1:6: error[AG103]"),
        ("a: b: c", "x:1:5: error[AG104]"),
        ("a:\n\tb: 1", "x:2:1: error[AG104]"),
        ('a: "open\nb: 1', "x:1:4: error[AG104]"),
        ("a: \x01", "x:1:4: error[AG104]"),
        ("a: *b", "x:1:4: error[AG104]"),
        ("a: &b [*b]", "x:1:8: error[AG107]"),
        ("[" * 100_000, "x:1:1: error[AG107]"),
        ("a: " + "[" * 100_000, f"x:1:{MAX_DEPTH + 3}: error[AG107]"),
        ('{"a":' * 200 + "1" + "}" * 200, "x:1:1: error[AG107]"),
        ('{"a":' * 100_000, "x:1:1: error[AG107]"),
        (b"a: caf\xe9", "x:1:7: error[AG102]"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str | bytes, told: str) -> None:
    assert fault_of(text).startswith(told)


def test_deep_yaml_that_begins_like_json_is_refused() -> None:
    assert fault_of("[" * 100_000, "x.yaml").startswith(f"x.yaml:1:{MAX_DEPTH + 1}: error[AG107]")


def test_bombs_end_quickly() -> None:
    levels = "\n".join(f"a{n + 1}: &a{n + 1} {{<<: [*a{n}, *a{n}, *a{n}]}}" for n in range(40))
    assert "AG107" in fault_of("a0: &a0 {x: 1}\n" + levels)


def test_a_line_may_be_long() -> None:
    title = "x" * 20_000_000
    assert root_of(f'openapi: 3.1.0\ntitle: "{title}"\n')["title"] == title
    document = read_document(f'{{"title": "{title}", "a": 1}}', "x.json")
    assert document.locate(("a",)).text == ""


@pytest.mark.parametrize("content", [bytes(range(256)) * 1000, b"\0" * 100_000, b"{\xff", b"\x89PNG\r\n\x1a\n"])
def test_binary_files_are_refused(content: bytes) -> None:
    assert re.match(r"x:\d+:\d+: error\[AG10[24]\]", fault_of(content))


def test_excerpts_cannot_steer_a_terminal() -> None:
    document = read_document('{"a": "\x1b[2J\u202e", "b":\t1}', "x.json")
    assert document.locate(("b",)).text == '{"a": "\ufffd[2J\ufffd", "b":\t1}'


def test_a_file_and_standard_input(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_bytes(b"a: 1")
    assert load_document(str(path)).name == str(path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"a: 1")))
    assert (load_document("-").name, load_document(str(path)).root) == ("<stdin>", {"a": 1})


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        load_document(str(tmp_path / "nothing.yaml"))
    assert "cannot be opened: No such file" in str(caught.value.diagnostics[0])


def test_only_http_addresses_are_fetched() -> None:
    with pytest.raises(UsageError, match="not an http"):
        fetch_document("file:///etc/passwd")
    with pytest.raises(UnreadableDocument) as caught:
        fetch_document("http://127.0.0.1:9/openapi.json", timeout=0.5)
    assert caught.value.diagnostics[0].code == "AG101"
