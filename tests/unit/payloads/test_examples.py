"""Examples, wherever OpenAPI lets them stand, end up in requests; those that say nothing do not."""

import json
from pathlib import Path
from typing import Any

import pytest

from apigen.analysis.payloads import DrawOptions, draw_requests
from apigen.cli.pipeline import read

SHOWN = "Quince jam"
CODE = {"type": "string", "minLength": 5}


def bodies(tmp_path: Path, media: dict[str, Any], version: str = "3.1.0", **components: Any) -> list[Any]:
    """Bodies of an operation whose media type is this; a member `a` is wrapped around schemas by the caller."""
    operation = {
        "requestBody": {"required": True, "content": {"application/json": media}},
        "responses": {"200": {"description": "ok"}},
    }
    return [request.body for request in requests(tmp_path, operation, version, **components)]


def requests(tmp_path: Path, operation: dict[str, Any], version: str = "3.1.0", **components: Any) -> Any:
    document = {"openapi": version, "info": {"title": "E", "version": "1"}, "paths": {"/e": {"put": operation}}}
    (tmp_path / "e.json").write_text(json.dumps({**document, "components": components}))
    api, remarks = read(str(tmp_path / "e.json"))
    assert not remarks
    return draw_requests(api, api.operations[0], DrawOptions(count=20))


def schema(**member: Any) -> dict[str, Any]:
    return {"type": "object", "required": ["a"], "properties": {"a": {**CODE, **member}}}


PLACES: dict[str, tuple[dict[str, Any], str]] = {
    "schema example": ({"schema": schema(example=SHOWN)}, "3.0.3"),
    "schema examples": ({"schema": schema(examples=[SHOWN])}, "3.1.0"),
    "schema default": ({"schema": schema(default=SHOWN)}, "3.1.0"),
    "example of the object": ({"schema": {**schema(), "example": {"a": SHOWN}}}, "3.0.3"),
    "media type example": ({"schema": schema(), "example": {"a": SHOWN}}, "3.1.0"),
    "media type examples": ({"schema": schema(), "examples": {"x": {"value": {"a": SHOWN}}}}, "3.1.0"),
    "reference": ({"schema": schema(), "examples": {"x": {"$ref": "#/components/examples/Jam"}}}, "3.1.0"),
    "dataValue": ({"schema": schema(), "examples": {"x": {"dataValue": {"a": SHOWN}}}}, "3.2.0"),
    "serializedValue": (
        {"schema": schema(), "examples": {"x": {"serializedValue": json.dumps({"a": SHOWN})}}},
        "3.2.0",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_examples_are_found_in_every_place(place: str, tmp_path: Path) -> None:
    media, version = PLACES[place]
    found = bodies(tmp_path, media, version, examples={"Jam": {"value": {"a": SHOWN}}})
    assert any(SHOWN in body["a"] for body in found)


@pytest.mark.parametrize("where", ["parameter", "schema"])
def test_examples_of_parameters(where: str, tmp_path: Path) -> None:
    own = {"examples": {"x": {"value": SHOWN}}} if where == "parameter" else {}
    inner = {"type": "string"} if where == "parameter" else {"type": "string", "examples": [SHOWN]}
    parameter = {"name": "q", "in": "query", "required": True, "schema": inner, **own}
    found = requests(tmp_path, {"parameters": [parameter], "responses": {"200": {"description": "ok"}}})
    assert SHOWN in [request.query["q"] for request in found]


@pytest.mark.parametrize("filler", ["string", "example string", "String"])
@pytest.mark.parametrize("place", ["schema", "media"])
def test_examples_that_say_nothing_are_not_sent(filler: str, place: str, tmp_path: Path) -> None:
    media = {"schema": schema(example=filler)} if place == "schema" else {"schema": schema(), "example": {"a": filler}}
    assert filler not in {body["a"] for body in bodies(tmp_path, media, "3.0.3")}


def test_what_stands_elsewhere_is_not_fetched(tmp_path: Path) -> None:
    media = {"schema": schema(), "examples": {"x": {"externalValue": "https://example.com/x.json"}}}
    assert all("a" in body for body in bodies(tmp_path, media))
