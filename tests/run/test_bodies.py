"""Request bodies of every form, from the document to the wire and back: what a server reads is what the document says.

As in `test_styles.py`, the values are constants of the schemas.
"""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser
from werkzeug.http import parse_options_header

from support.javascript import MISSING, read_forms
from support.recorder import Sent, generate, recording, run_tasks

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"


def constant(value: Any) -> dict[str, Any]:
    return {"const": value}


def record(**members: Any) -> dict[str, Any]:
    """An object schema with these members, all of them required; what is no schema is a constant."""
    schemas = {
        name: member if isinstance(member, dict) and member.keys() & {"type", "items", "format"} else constant(member)
        for name, member in members.items()
    }
    return {"type": "object", "required": list(members), "properties": schemas}


def sent_body(tmp_path: Path, content: dict[str, Any], config: str = "", **root: Any) -> Sent:
    """What is sent for an operation with these media types."""
    operation = {
        "operationId": "send",
        "requestBody": {"required": True, "content": content},
        "responses": {"200": {"description": "Kept."}},
    }
    document = {"openapi": "3.1.0", "info": {"title": "Bodies", "version": "1"}, "paths": {"/b": {"post": operation}}}
    generate({**document, **root}, tmp_path / "bodies", config)
    with recording() as recorder:
        run_tasks(tmp_path / "bodies", recorder.url)
    return recorder.one("/b")


STRIPE = {
    "name": "Ada & Co",
    "address": {"city": "Oslo", "line 1": "a=b"},
    "items": [{"price": "p,1", "quantity": 2}, {"price": "p2", "quantity": 1}],
    "expand": ["customer", "lines"],
    "metadata": {"order": {"id": "7"}},
}
DEEP = {"style": "deepObject", "explode": True}


@pytest.fixture(scope="module")
def stripe(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    media = {"schema": record(**STRIPE), "encoding": dict.fromkeys(("address", "items", "expand", "metadata"), DEEP)}
    return sent_body(tmp_path_factory.mktemp("stripe"), {FORM: media})


def test_a_form_in_brackets(stripe: Sent) -> None:
    assert stripe.headers["content-type"] == FORM
    assert dict(parse_qsl(stripe.body.decode(), strict_parsing=True)) == {
        "name": "Ada & Co",
        "address[city]": "Oslo",
        "address[line 1]": "a=b",
        "items[0][price]": "p,1",
        "items[0][quantity]": "2",
        "items[1][price]": "p2",
        "items[1][quantity]": "1",
        "expand[0]": "customer",
        "expand[1]": "lines",
        "metadata[order][id]": "7",
    }


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_qs_reads_a_form_in_brackets(stripe: Sent) -> None:
    items = [{"price": "p,1", "quantity": "2"}, {"price": "p2", "quantity": "1"}]
    assert read_forms([stripe.body.decode()]) == [{**STRIPE, "items": items}]


def test_a_form_with_styles_of_its_properties(tmp_path: Path) -> None:
    given = {
        "repeated": ["a,b", "c d"],
        "joined": ["a", "b c"],
        "split": ["a,b", "c"],
        "spaces": [1, 2],
        "bars": [1, 2],
        "free": "/a:b",
        "spread": {"x": 1, "y": 2},
        "json": {"x": [1, "é"]},
        "rows": [{"x": 1}, {"x": 2}],
        "flag": False,
    }
    encoding = {
        "repeated": {"style": "form"},
        "joined": {"explode": False},
        "split": {"explode": False},
        "spaces": {"style": "spaceDelimited"},
        "bars": {"style": "pipeDelimited", "explode": False},
        "free": {"allowReserved": True},
        "spread": {"style": "form", "explode": True},
    }
    text = sent_body(tmp_path, {FORM: {"schema": record(**given), "encoding": encoding}}).body.decode()
    fields = MultiDict(parse_qsl(text, strict_parsing=True))
    assert fields.getlist("repeated") == ["a,b", "c d"]
    assert [json.loads(row) for row in fields.getlist("rows")] == given["rows"]
    assert json.loads(fields["json"]) == given["json"]
    assert (fields["x"], fields["y"], fields["flag"], fields["spaces"]) == ("1", "2", "false", "1 2")
    parts = set(text.split("&"))
    assert {"joined=a,b%20c", "split=a%2Cb,c", "spaces=1%202", "bars=1%7C2", "free=/a:b"} <= parts


def parsed(sent: Sent) -> tuple[MultiDict[str, str], MultiDict[str, FileStorage], str]:
    """Fields and files of a multipart body as werkzeug reads them, and the body itself."""
    media_type, options = parse_options_header(sent.headers["content-type"])
    parser = FormDataParser(stream_factory=lambda *_, **__: BytesIO(), silent=False)
    _, fields, files = parser.parse(BytesIO(sent.body), media_type, len(sent.body), options)
    return fields, files, sent.body.decode("latin-1")


def test_a_multipart_body(tmp_path: Path) -> None:
    files = {"type": "array", "minItems": 2, "maxItems": 2, "items": {"type": "string", "format": "binary"}}
    schema = record(
        caption="Sea & été",
        tags=["a", "b"],
        place={"type": "object", "const": {"lat": 1.5, "names": ["é"]}},
        meta={"type": "object", "const": {"v": 1}},
        rows=[{"x": 1}, {"x": 2}],
        photo={"type": "string", "format": "binary"},
        scans=files,
    )
    encoding = {"meta": {"contentType": "application/vnd.meta+json"}, "photo": {"contentType": "image/png"}}
    sent = sent_body(tmp_path, {MULTIPART: {"schema": schema, "encoding": encoding}})
    fields, found, text = parsed(sent)
    assert fields["caption"] == "Sea & été"
    assert fields.getlist("tags") == ["a", "b"]
    assert json.loads(fields["place"]) == {"lat": 1.5, "names": ["é"]}
    assert [json.loads(row) for row in fields.getlist("rows")] == [{"x": 1}, {"x": 2}]
    assert 'name="place"\r\nContent-Type: application/json\r\n' in text
    assert 'name="meta"\r\nContent-Type: application/vnd.meta+json\r\n' in text
    assert 'name="caption"\r\n\r\n' in text
    assert found["photo"].content_type == "image/png"
    assert found["photo"].read().startswith(b"\x89PNG")
    assert len(found.getlist("scans")) == 2
    assert all(file.filename and file.read() for file in found.getlist("scans"))


XML = {
    "type": "object",
    "xml": {"name": "order", "namespace": "https://example.com/order", "prefix": "o"},
    "required": ["id", "note", "tags", "lines", "customer", "empty"],
    "properties": {
        "id": {"const": 7, "xml": {"attribute": True}},
        "note": {"const": 'a < b & "c"', "xml": {"name": "remark"}},
        "tags": {"type": "array", "const": ["x", "y"], "items": {"type": "string", "xml": {"name": "tag"}}},
        "lines": {
            "type": "array",
            "xml": {"wrapped": True, "name": "order-lines"},
            "minItems": 2,
            "maxItems": 2,
            "items": {
                "type": "object",
                "xml": {"name": "line"},
                "required": ["sku", "paid"],
                "properties": {"sku": {"const": "s1", "xml": {"attribute": True}}, "paid": {"const": True}},
            },
        },
        "customer": {
            "type": "object",
            "xml": {"namespace": "https://example.com/customer", "prefix": "c"},
            "required": ["name", "kind"],
            "properties": {
                "name": {"const": "Ada", "xml": {"prefix": "c"}},
                "kind": {"const": "vip", "xml": {"attribute": True, "prefix": "c"}},
            },
        },
        "empty": {"type": "array", "maxItems": 0, "xml": {"wrapped": True}},
    },
}


@pytest.mark.parametrize("media_type", ["application/xml", "text/xml; charset=utf-8", "application/vnd.order+xml"])
def test_an_xml_body(media_type: str, tmp_path: Path) -> None:
    sent = sent_body(tmp_path, {media_type: {"schema": XML}})
    assert sent.headers["content-type"] == media_type
    root = ElementTree.fromstring(sent.body)
    customer = root.find("{https://example.com/customer}customer")
    assert root.tag == "{https://example.com/order}order"
    assert root.attrib == {"id": "7"}
    assert root.findtext("remark") == 'a < b & "c"'
    assert [tag.text for tag in root.findall("tag")] == ["x", "y"]
    assert [(line.get("sku"), line.findtext("paid")) for line in root.findall("order-lines/line")] == [
        ("s1", "true"),
        ("s1", "true"),
    ]
    assert customer is not None
    assert customer.get("{https://example.com/customer}kind") == "vip"
    assert customer.findtext("{https://example.com/customer}name") == "Ada"
    assert root.find("empty") is not None


def test_lines_of_json(tmp_path: Path) -> None:
    items = [{"a": 1}, {"a": "é\n"}, [1]]
    sent = sent_body(tmp_path, {"application/x-ndjson": {"schema": {"type": "array", "const": items}}})
    assert sent.headers["content-type"] == "application/x-ndjson"
    assert [json.loads(line) for line in sent.body.decode().removesuffix("\n").split("\n")] == items


def test_a_json_text_sequence(tmp_path: Path) -> None:
    sent = sent_body(tmp_path, {"application/json-seq": {"itemSchema": constant({"a": 1})}}, openapi="3.2.0")
    lines = sent.body.decode().split("\x1e")[1:]
    assert lines
    assert all(json.loads(line) == {"a": 1} for line in lines)


@pytest.mark.parametrize("media_type", ["text/plain", "text/csv; charset=utf-8", "text/html"])
def test_a_text_body(media_type: str, tmp_path: Path) -> None:
    sent = sent_body(tmp_path, {media_type: {"schema": constant("été, 1\nb")}})
    assert sent.headers["content-type"] == media_type
    assert sent.body.decode() == "été, 1\nb"


@pytest.mark.parametrize("media_type", ["application/octet-stream", "image/png"])
def test_a_body_of_bytes(media_type: str, tmp_path: Path) -> None:
    sent = sent_body(tmp_path, {media_type: {}})
    file = tmp_path / "bodies" / "data" / "files"
    assert sent.headers["content-type"] == media_type
    assert sent.body in [path.read_bytes() for path in file.iterdir()]


MANY = {
    "text/plain": {"schema": constant("text")},
    "application/xml": {"schema": XML},
    FORM: {"schema": record(a="form")},
    "application/problem+json": {"schema": record(a="problem")},
    "application/json; charset=utf-8": {"schema": record(a="json")},
}


@pytest.mark.parametrize(
    ("config", "media_type"),
    [
        ("", "application/json"),
        ('[media-types]\n"id:send" = "application/x-www-form-urlencoded"', FORM),
        ('[media-types]\n"method:post" = "Text/Plain"', "text/plain"),
        ('[media-types]\n"method:get" = "text/plain"', "application/json"),
        ('[media-types]\n"path:*" = "image/png"', "application/json"),
        ('[media-types]\n"path:/b" = "image/png"\n"path:*" = "application/xml"', "application/xml"),
    ],
)
def test_of_several_media_types_the_best_or_the_wanted_one_is_sent(
    config: str, media_type: str, tmp_path: Path
) -> None:
    assert sent_body(tmp_path, MANY, config).headers["content-type"].partition(";")[0] == media_type


def test_a_wanted_media_type_that_is_not_declared_is_told(tmp_path: Path) -> None:
    operation = {"requestBody": {"content": {"text/plain": {"schema": constant("a")}}}, "responses": {}}
    document = {"openapi": "3.1.0", "info": {"title": "B", "version": "1"}, "paths": {"/b": {"post": operation}}}
    plan = generate(document, tmp_path / "bodies", '[media-types]\n"path:*" = "text/csv"')
    (remark,) = [each for each in plan.diagnostics if each.code == "AG502"]
    assert remark.message == "POST /b has no body in text/csv; it declares text/plain"


@pytest.mark.parametrize("media_type", ["application/json", FORM])
def test_a_number_is_written_as_text_where_the_document_wants_text(media_type: str, tmp_path: Path) -> None:
    """The server answers with a number; its identifier stands as a string beside one that stands as a number."""
    text, number = {"type": "string"}, {"type": "integer"}
    shelf = {"schema": {"type": "object", "required": ["id"], "properties": {"id": number}}}
    body = {"required": ["book_id", "old"], "properties": {"book_id": text, "old": {"properties": {"book_id": number}}}}
    item = [{"name": "bookId", "in": "path", "required": True, "schema": number}]
    created = {"201": {"description": "Made.", "content": {"application/json": shelf}}}
    kept = {"200": {"description": "Kept."}}
    paths = {
        "/books": {"post": {"responses": created}},
        "/books/{bookId}": {"get": {"parameters": item, "responses": kept}},
        "/loans": {"post": {"requestBody": {"content": {media_type: {"schema": body}}}, "responses": kept}},
    }
    body["properties"]["old"]["required"] = ["book_id"]
    generate({"openapi": "3.1.0", "info": {"title": "L", "version": "1"}, "paths": paths}, tmp_path / "loans")
    with recording(answer='{"id": 7}') as recorder:
        run_tasks(tmp_path / "loans", recorder.url)
    sent = recorder.one("/loans").body
    if media_type == FORM:
        assert dict(parse_qsl(sent.decode()))["book_id"] == "7"
    else:
        assert json.loads(sent) == {"book_id": "7", "old": {"book_id": 7}}
