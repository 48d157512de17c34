"""Every parameter style, explode and location, from the document to the wire and back.

One document holds an operation for each combination; its generated test sends them with Locust's client to a server
that keeps the bytes. Values are constants of the schemas, so the document tells what must arrive.
"""

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from support.javascript import MISSING, read_forms, read_parameters
from support.readings import library, strict
from support.recorder import Recorder, generate, recording, run_tasks

BLUE: dict[str, Any] = {
    "primitive": "blue",
    "array": ["blue", "black", "brown"],
    "object": {"R": 100, "G": 200, "B": 150},
}
TYPES = {"primitive": "string", "array": "array", "object": "object"}
TABLE = {
    ("path", "simple", False): ("blue", "blue,black,brown", "R,100,G,200,B,150"),
    ("path", "simple", True): ("blue", "blue,black,brown", "R=100,G=200,B=150"),
    ("path", "label", False): (".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    ("path", "label", True): (".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    ("path", "matrix", False): (";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    ("path", "matrix", True): (";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
    ("query", "form", False): ("color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("query", "form", True): ("color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    ("query", "spaceDelimited", False): ("", "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
    ("query", "pipeDelimited", False): ("", "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("query", "deepObject", True): ("", "", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
    ("header", "simple", False): ("blue", "blue,black,brown", "R,100,G,200,B,150"),
    ("header", "simple", True): ("blue", "blue,black,brown", "R=100,G=200,B=150"),
    ("cookie", "form", False): ("color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("cookie", "form", True): ("color=blue", "color=blue; color=black; color=brown", "R=100; G=200; B=150"),
}
"""OpenAPI 3.1.1, section 4.8.12.4 "Style Examples", as it is sent; exploded cookies as its appendix D has them."""


@dataclass(frozen=True, slots=True)
class Case:
    """One parameter, and the value it has in every request."""

    name: str
    location: str
    style: str
    explode: bool
    kind: str
    value: Any
    wire: str = ""  # what must be sent, where the specification shows it

    @property
    def expected(self) -> Any:
        """The value as a reader has it that knows no types."""
        if isinstance(self.value, dict):
            return {key: str(item) for key, item in self.value.items()}
        return self.value

    def operation(self) -> tuple[str, dict[str, Any]]:
        schema = {"type": TYPES[self.kind], "const": self.value}
        given = {"name": "color", "in": self.location, "required": True, "style": self.style, "explode": self.explode}
        path = f"/{self.name}/{{color}}" if self.location == "path" else f"/{self.name}"
        responses = {"200": {"description": "Kept."}}
        operation = {"operationId": self.name, "parameters": [{**given, "schema": schema}], "responses": responses}
        return path, {"get": operation}

    def sent(self, recorder: Recorder) -> str:
        """The part of the request that is this parameter."""
        request = recorder.one(f"/{self.name}")
        if self.location == "path":
            return request.path.removeprefix(f"/{self.name}/")
        if self.location == "query":
            return request.query
        return request.headers["cookie" if self.location == "cookie" else "color"]


def case_name(*parts: object) -> str:
    return "_".join(str(part) for part in parts)


SHOWN = [
    Case(case_name(*key, kind), *key, kind, BLUE[kind], wire)
    for key, wires in TABLE.items()
    for kind, wire in zip(BLUE, wires, strict=True)
    if wire
]
HARD = {
    "primitive": "a,b;c=d/e?f&g#h+i %20 [j]|\"é\\'",
    "array": ["a,b", "c=d;e", "f&g", "h/i?j#k", "100% +", "é"],
    "object": {"a,b": "c d", "e&f": "g=h", "i;j": "k/l", "m.n": "[o]|é"},
}
DOTLESS = {**HARD, "object": {"a,b": "c d", "e&f": "g=h"}}
SPACELESS = {"array": ["a,b", "c=d;e", "f&g", "h/i?j#k", "+"], "object": {"a,b": "f&g", "e=f": "é"}}
"""Dots, spaces and bars are never encoded, or cannot be told from a delimiter that is: 3.1.1, section 4.8.12.4."""


def hard_case(location: str, style: str, explode: bool, kind: str) -> Case:
    values = SPACELESS if "Delimited" in style else DOTLESS if style == "label" else HARD
    return Case(case_name("hard", location, style, explode, kind), location, style, explode, kind, values[kind])


HARD_ONES = [
    hard_case(*key, kind)
    for key, wires in TABLE.items()
    for kind, wire in zip(BLUE, wires, strict=True)
    if wire and key[0] in ("path", "query")
]
CASES = [*SHOWN, *HARD_ONES]


def document(*operations: tuple[str, dict[str, Any]], **root: Any) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {"title": "Styles", "version": "1"},
        "paths": dict(operations),
        **root,
    }


@pytest.fixture(scope="module")
def styles(tmp_path_factory: pytest.TempPathFactory) -> Recorder:
    """All cases, sent once."""
    folder = tmp_path_factory.mktemp("styles") / "styles"
    plan = generate(document(*(case.operation() for case in CASES)), folder)
    assert len(plan.rows) == len(CASES)
    with recording() as recorder:
        run_tasks(folder, recorder.url)
    return recorder


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case.name)
def test_what_is_sent_is_what_the_specification_shows(case: Case, styles: Recorder) -> None:
    assert case.sent(styles) == case.wire


@pytest.mark.parametrize("case", SHOWN, ids=lambda case: case.name)
def test_openapi_core_reads_the_value(case: Case, styles: Recorder) -> None:
    text = case.sent(styles).replace("; ", "&") if case.location == "cookie" else case.sent(styles)
    assert library(case.style, case.explode, case.kind, text) == case.expected


@pytest.mark.parametrize("case", HARD_ONES, ids=lambda case: case.name)
def test_values_with_delimiters_in_them_arrive(case: Case, styles: Recorder) -> None:
    assert strict(case.style, case.explode, case.kind, case.sent(styles)) == case.expected


REFUSED = (
    "query_spaceDelimited_False_object",  # openapi-enforcer knows these styles for lists only,
    "query_pipeDelimited_False_object",
    "cookie_form_True_array",  # and no exploded cookies
    "cookie_form_True_object",
)


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_openapi_enforcer_reads_the_values(styles: Recorder) -> None:
    text = {"type": "string"}
    cases = [case for case in SHOWN if case.name not in REFUSED]
    schemas = {
        "primitive": text,
        "array": {"type": "array", "items": text},
        "object": {"type": "object", "properties": dict.fromkeys("RGB", text)},
    }
    given = [
        {
            "definition": {
                "name": "color",
                "in": case.location,
                "required": True,
                "style": case.style,
                "explode": case.explode,
                "schema": schemas[case.kind],
            },
            "text": unquote(case.sent(styles)) if case.location == "path" else case.sent(styles),
        }
        for case in cases
    ]
    assert dict(zip([case.name for case in cases], read_parameters(given), strict=True)) == {
        case.name: case.expected for case in cases
    }


FILTER = {"price": {"min": 5, "max": 9}, "tags": ["a,b", "c"], "q": "x y&z"}
MIXED: dict[str, tuple[Any, dict[str, Any]]] = {  # name: value, how the parameter is declared
    "nested": (FILTER, {"style": "deepObject", "explode": True}),
    "list": (["a", "b"], {"style": "deepObject", "explode": True}),
    "content": ({"a": [1, None, "é&"], "b": "x,y"}, {"content": "application/json"}),
    "plain": ("a b", {"content": "text/plain"}),
    "reserved": ("/a/b?c=d:e,f;g@h!$'()*&+#[]", {"allowReserved": True}),
    "reservedList": (["/a", "b,c", "d e"], {"allowReserved": True, "explode": False}),
    "empty": ("", {}),
    "none": ([], {}),
    "nothing": ({}, {"style": "deepObject"}),
    "flag": (True, {}),
    "number": (1.5, {}),
}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """All of these in one query string."""
    parameters = []
    for name, (value, declared) in MIXED.items():
        place = {"name": name, "in": "query", "required": True}
        content = {"content": {declared["content"]: {"schema": {"const": value}}}} if "content" in declared else {}
        parameters.append({**place, **(content or {**declared, "schema": {"const": value}})})
    folder = tmp_path_factory.mktemp("mixed") / "mixed"
    operation = {"operationId": "mixed", "parameters": parameters, "responses": {"200": {"description": "Kept."}}}
    generate(document(("/mixed", {"get": operation})), folder)
    with recording() as recorder:
        run_tasks(folder, recorder.url)
    return recorder.one("/mixed").query


def test_special_values_of_a_query(mixed: str) -> None:
    pairs = dict(parse_qsl(mixed, keep_blank_values=True))
    assert json.loads(pairs["content"]) == MIXED["content"][0]
    assert pairs["plain"] == "a b"
    assert pairs["reserved"] == MIXED["reserved"][0]
    assert (pairs["empty"], pairs["flag"], pairs["number"]) == ("", "true", "1.5")
    assert not {"none", "nothing"} & pairs.keys()


def test_reserved_characters_are_sent_as_they_are(mixed: str) -> None:
    assert "&reserved=/a/b?c=d:e,f;g@h!$'()*%26%2B%23%5B%5D" in mixed
    assert "&reservedList=/a,b,c,d%20e" in mixed


def test_brackets_nest(mixed: str) -> None:
    pairs = dict(parse_qsl(mixed, keep_blank_values=True))
    assert {name: text for name, text in pairs.items() if name.startswith(("nested", "list"))} == {
        "nested[price][min]": "5",
        "nested[price][max]": "9",
        "nested[tags][0]": "a,b",
        "nested[tags][1]": "c",
        "nested[q]": "x y&z",
        "list[0]": "a",
        "list[1]": "b",
    }


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_qs_reads_brackets(mixed: str) -> None:
    (found,) = read_forms([mixed])
    assert found["nested"] == {"price": {"min": "5", "max": "9"}, "tags": ["a,b", "c"], "q": "x y&z"}
    assert found["list"] == ["a", "b"]
