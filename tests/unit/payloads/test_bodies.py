"""Media types: which one is sent, and what its body is."""

import json
import zlib
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from apigen.analysis.payloads import NO_BODY, UNIQUE, UNIQUE_NUMBER, DrawOptions, FilePart, draw_requests, values_of
from apigen.analysis.payloads.drawing.media import chosen_media_type
from apigen.openapi.model import MediaType, RequestBody
from unit.payloads.apis import TEXT, an_object, api_of, bodies, draw, operation_of, parameter

BINARY = {"type": "string", "format": "binary"}
ORDERED = "application/json application/vnd.api+json application/x-www-form-urlencoded multipart/form-data".split()
ORDERED += "application/xml text/plain application/octet-stream image/png".split()


def test_json_is_preferred_then_forms_then_files() -> None:
    for start in range(len(ORDERED)):
        media = tuple(MediaType(kind, {}) for kind in reversed(ORDERED[start:]))
        assert chosen_media_type(RequestBody(True, media)).content_type == ORDERED[start]  # type: ignore[union-attr]


def test_form_bodies_are_decoded_values() -> None:
    request = draw(an_object(email=TEXT, age={"type": "integer"}), content_type="application/x-www-form-urlencoded")[0]
    assert request.content_type == "application/x-www-form-urlencoded"
    assert isinstance(request.body["age"], int)


def test_multipart_files_are_what_they_claim() -> None:
    schema = an_object(
        avatar=BINARY, contract=BINARY, caption=TEXT, rows=BINARY, images={"type": "array", "items": BINARY}
    )
    encoding = {"rows": {"contentType": "text/csv"}, "contract": {"contentType": "application/pdf"}}
    body = bodies(schema, content_type="multipart/form-data", encoding=encoding)[0]
    assert isinstance(body["caption"], str)
    assert (body["avatar"].filename, body["avatar"].content_type) == ("avatar.png", "image/png")
    assert zlib.decompress(png_data(body["avatar"].content))
    assert body["contract"].content.startswith(b"%PDF-")
    assert body["rows"].content.decode().startswith("id,name,amount\n")
    assert all(isinstance(part, FilePart) for part in body["images"])


def test_xml_bodies_follow_the_xml_object() -> None:
    pet = {
        "Pet": {
            "type": "object",
            "xml": {"name": "pet"},
            "required": ["id", "name", "tags", "photo"],
            "properties": {
                "id": {"type": "integer", "xml": {"attribute": True}},
                "name": {"type": "string", "example": "Tom & Jerry"},
                "tags": {
                    "type": "array",
                    "minItems": 1,
                    "items": {"type": "string", "xml": {"name": "tag"}},
                    "xml": {"wrapped": True},
                },
                "photo": {"type": "array", "minItems": 2, "items": TEXT},
            },
        }
    }
    body = bodies({"$ref": "#/$defs/Pet"}, pet, content_type="application/xml")[0]
    root = ElementTree.fromstring(body)
    assert root.tag == "pet"
    assert root.attrib["id"] == UNIQUE_NUMBER
    assert root.findall("tags/tag")
    assert len(root.findall("photo")) >= 2


@pytest.mark.parametrize(
    ("content_type", "kind"), [("text/plain", str), ("application/octet-stream", bytes), ("image/png", bytes)]
)
def test_text_and_bytes(content_type: str, kind: type) -> None:
    assert all(isinstance(body, kind) for body in bodies(TEXT, content_type=content_type, count=3))


def test_wildcards_become_concrete() -> None:
    assert draw(an_object(a=TEXT), content_type="*/*")[0].content_type == "application/json"


def test_no_schema_and_no_need_mean_no_body() -> None:
    assert draw(None)[0].body is NO_BODY
    assert draw(None)[0].content_type == ""
    assert draw(an_object(a=TEXT), required=False)[0].body is not NO_BODY


def test_a_whole_example_is_one_of_the_records() -> None:
    schema = {"type": "object", "properties": {"id": {"type": "integer", "readOnly": True}, "sku": TEXT, "size": TEXT}}
    example = {"id": 3, "sku": "LAMP-1", "size": "XL"}
    drawn = bodies(schema, examples=[example, {"sku": 5}])
    assert {"sku": f"LAMP-1-{UNIQUE}", "size": "XL"} in drawn[:3]
    assert any(body.get("size") == "XL" for body in drawn[3:])


def test_lists_of_numbers_are_taken_whole_from_examples() -> None:
    point = {"type": "array", "items": {"type": "number"}, "example": [13.4, 52.5]}
    assert {json.dumps(body["point"]) for body in bodies(an_object(point=point, title=TEXT))} == {"[13.4, 52.5]"}


def test_maps_get_sensible_entries_and_objects_no_strange_ones() -> None:
    for body in bodies(an_object(metadata={"type": "object", "additionalProperties": TEXT}, name=TEXT))[2:]:
        assert set(body) == {"metadata", "name"}
        assert 1 <= len(body["metadata"]) <= 2


def test_deprecated_members_are_left_out() -> None:
    schema = {"type": "object", "properties": {"a": TEXT, "old": {"type": "string", "deprecated": True}}}
    assert not any("old" in body for body in bodies(schema))


def test_headers_of_the_client_are_left_to_it() -> None:
    headers = [parameter(name, TEXT, "header") for name in ("Authorization", "Accept", "X-Tenant")]
    assert set(draw(None, method="GET", parameters=headers)[0].headers) == {"X-Tenant"}


def test_conditions_are_sent_only_where_they_are_demanded() -> None:
    """A drawn `If-Match` meets no version of anything: 412."""
    match: Any = parameter("If-Match", TEXT, "header")
    optional: Any = replace(match, required=False)
    assert not any(request.headers for request in draw(None, method="PUT", parameters=[optional]))
    assert set(draw(None, method="PUT", parameters=[match])[0].headers) == {"If-Match"}


def test_path_values_are_a_pool_of_distinct_segments() -> None:
    user_name: Any = parameter("username", TEXT, "path")
    operation = operation_of(method="GET", path="/users/{username}", parameters=[user_name])
    values = values_of(api_of(), user_name, operation, DrawOptions(count=20))
    assert len(set(values)) == 20
    assert all(value and "/" not in value for value in values)


def test_every_value_is_json() -> None:
    schema = an_object(a=TEXT, b={"type": "number"}, c={"type": "array", "items": {}}, d={})
    for request in draw_requests(api_of(), operation_of(schema), DrawOptions()):
        assert json.loads(json.dumps(request.body)) == request.body


def png_data(content: bytes) -> bytes:
    start = content.index(b"IDAT") + 4
    return content[start : content.index(b"IEND") - 8]


def test_path_values_name_things_and_tell_no_stories() -> None:
    names = [parameter(name, TEXT, "path") for name in ("comment", "charge", "name")]
    for request in draw(None, method="GET", path="/x/{comment}/{charge}/{name}", parameters=names):
        assert not any(" " in value or "." in value for value in request.path.values())


def test_what_is_called_data_is_an_object_where_the_document_gives_no_type() -> None:
    for body in bodies(an_object(data={"description": "Whatever belongs to the task"}, value={})):
        assert isinstance(body["data"], dict)
        assert not isinstance(body["value"], dict)
