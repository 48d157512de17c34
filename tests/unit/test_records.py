import copy
import json
from dataclasses import replace
from typing import Any

import pytest

from apigen.analysis.payloads import NO_BODY, DrawnRequest, FilePart
from apigen.diagnostics import Location
from apigen.openapi.model import MediaType, Operation, Parameter, RequestBody
from apigen.plan.data.records import Records, make_records, with_placeholder
from apigen.plan.model import UploadFile


def parameter(name: str, location: str = "query", **details: Any) -> Parameter:
    style = {"query": "form", "cookie": "form"}.get(location, "simple")
    given = {"required": False, "schema": {}, "style": style, "explode": style == "form", **details}
    return Parameter(name=name, location=location, **given)


def operation(*parameters: Parameter) -> Operation:
    return Operation(
        id="create_order",
        method="POST",
        path="/orders",
        parameters=parameters,
        request_body=None,
        responses=(),
        security=(),
        location=Location("openapi.yaml", 1, 1),
    )


def request(body: Any = NO_BODY, content_type: str = "application/json", **groups: Any) -> DrawnRequest:
    parts = {name: groups.get(name, {}) for name in ("path", "query", "headers", "cookies")}
    return DrawnRequest(**parts, content_type=content_type if body is not NO_BODY else "", body=body)


def record(drawn: DrawnRequest, *parameters: Parameter, slots: dict[str, str] | None = None) -> Any:
    (line,) = make_records(operation(*parameters), [drawn], slots or {}).lines
    assert json.loads(json.dumps(line)) == line  # it becomes a line of a .jsonl file
    return line


def test_a_json_body_is_kept_as_it_is() -> None:
    assert record(request({"a": [1, None, "x"]})) == {"json": {"a": [1, None, "x"]}}


@pytest.mark.parametrize("value", [[], {}, "text", 0, False, [1]])
def test_any_json_value_is_a_body(value: Any) -> None:
    assert record(request(value)) == {"json": value}


def test_null_is_sent_as_a_text_because_the_client_takes_none_for_no_body() -> None:
    assert record(request(None)) == {"data": "null", "headers": {"Content-Type": "application/json"}}


@pytest.mark.parametrize(
    ("content_type", "has_header"),
    [
        ("application/json", False),
        ("Application/JSON; charset=utf-8", True),
        ("*/*", False),
        ("application/merge-patch+json", True),
        ("application/vnd.api+json; version=1", True),
        ("text/json", True),
    ],
)
def test_only_unusual_kinds_of_json_name_their_media_type(content_type: str, has_header: bool) -> None:
    header = {"headers": {"Content-Type": content_type}} if has_header else {}
    assert record(request({"a": 1}, content_type)) == {"json": {"a": 1}, **header}


def test_a_form_has_texts() -> None:
    body = {"name": "Ada", "age": 36, "vip": True, "tags": ["a", 1], "place": {"x": 1}, "none": None}
    assert record(request(body, "application/x-www-form-urlencoded")) == {
        "data": {"name": "Ada", "age": "36", "vip": "true", "tags": ["a", "1"], "place": '{"x": 1}', "none": "null"},
        "headers": {"Content-Type": "application/x-www-form-urlencoded"},
    }


@pytest.mark.parametrize(
    ("body", "content_type", "data"),
    [
        ("hello", "text/plain", "hello"),
        ("<a/>", "application/xml", "<a/>"),
        (12, "text/plain", "12"),
        (["a"], "text/csv", '["a"]'),
    ],
)
def test_a_text_body_goes_with_its_media_type(body: Any, content_type: str, data: str) -> None:
    assert record(request(body, content_type)) == {"data": data, "headers": {"Content-Type": content_type}}


def test_bytes_become_a_file() -> None:
    found = make_records(operation(), [request(b"\0\xff", "application/octet-stream")], {})
    assert found == Records(
        ({"file": "body.bin", "headers": {"Content-Type": "application/octet-stream"}},),
        (UploadFile("body.bin", b"\0\xff"),),
    )


def test_different_contents_get_different_names_and_equal_ones_share_theirs() -> None:
    drawn = [request(content, "image/png") for content in (b"one", b"two", b"one", b"three")]
    found = make_records(operation(), drawn, {})
    assert [line["file"] for line in found.lines] == ["body.bin", "body-2.bin", "body-3.bin"]
    assert {upload.name: upload.content for upload in found.uploads} == {
        "body.bin": b"one",
        "body-2.bin": b"two",
        "body-3.bin": b"three",
    }


def test_files_of_other_operations_keep_their_names() -> None:
    known = make_records(operation(), [request(b"one", "image/png")], {}).uploads
    drawn = [request(b"two", "image/png"), request(b"one", "image/png")]
    found = make_records(operation(), drawn, {}, {upload.name: upload for upload in known})
    assert [line["file"] for line in found.lines] == ["body-2.bin", "body.bin"]
    assert found.uploads == (*known, UploadFile("body-2.bin", b"two"))


def test_a_multipart_body_has_fields_and_files() -> None:
    body = {"caption": "Sunset", "tags": ["a", 1], "place": {"x": 1}, "photo": FilePart("me.png", "image/png", b"PNG")}
    found = make_records(operation(), [request(body, "multipart/form-data")], {})
    assert found == Records(
        (
            {
                "data": {"caption": "Sunset", "tags": ["a", "1"]},
                "parts": [["place", {"x": 1}, "application/json"]],
                "files": [["photo", "me.png", "image/png"]],
            },
        ),
        (UploadFile("me.png", b"PNG"),),
    )


def test_a_file_without_an_ending_is_numbered_at_its_end() -> None:
    drawn = [request({"f": FilePart("note", "text/plain", text)}, "multipart/form-data") for text in (b"a", b"b")]
    assert [line["files"][0][1] for line in make_records(operation(), drawn, {}).lines] == ["note", "note-2"]


def test_of_a_list_of_files_each_is_sent() -> None:
    files = [FilePart("a.txt", "text/plain", b"a"), FilePart("b.txt", "text/plain", b"b")]
    found = make_records(operation(), [request({"files": files}, "multipart/form-data")], {})
    assert found.lines == ({"files": [["files", "a.txt", "text/plain"], ["files", "b.txt", "text/plain"]]},)
    assert found.uploads == (UploadFile("a.txt", b"a"), UploadFile("b.txt", b"b"))


def test_a_multipart_body_without_a_file_is_still_marked_as_one() -> None:
    assert record(request({"caption": "x", "files": []}, "multipart/form-data")) == {
        "data": {"caption": "x", "files": []},
        "files": [],
    }


def form(body: Any, encoding: dict[str, Any], content_type: str = "application/x-www-form-urlencoded") -> Any:
    media = MediaType(content_type, None, encoding=encoding)
    takes_form = replace(operation(), request_body=RequestBody(True, (media,)))
    (line,) = make_records(takes_form, [request(body, content_type)], {"body place.id": "place_id"}).lines
    return line


def test_a_form_in_brackets() -> None:
    body = {"address": {"city": "Oslo", "lines": ["a", "b"]}, "items": [{"price": 1}, {"price": 2}], "n": 1}
    deep = {"style": "deepObject", "explode": True}
    assert form(body, {"address": deep, "items": deep})["data"] == {
        "address[city]": "Oslo",
        "address[lines][0]": "a",
        "address[lines][1]": "b",
        "items[0][price]": "1",
        "items[1][price]": "2",
        "n": "1",
    }


def test_an_identifier_in_a_form_in_brackets() -> None:
    assert form({"place": {"id": 1}}, {"place": {"style": "deepObject"}})["data"] == {"place[id]": "{place_id}"}


def test_a_form_with_joined_lists() -> None:
    encoding = {"tags": {"explode": False}, "ids": {"style": "spaceDelimited"}, "bits": {"style": "pipeDelimited"}}
    assert form({"tags": ["a", "b"], "ids": [1, 2], "bits": [1, 0], "all": [1, 2]}, encoding)["data"] == {
        "tags": "a,b",
        "ids": "1 2",
        "bits": "1|0",
        "all": ["1", "2"],
    }


def test_what_a_form_cannot_express_is_encoded_and_stays_new_each_time() -> None:
    found = form({"tags": ["a,{unique}", "b"], "name": "x"}, {"tags": {"explode": False}})
    assert found["data"] == {"name": "x"}
    assert found["form"] == "tags=a%2C{unique},b"


def test_parts_of_a_form_with_media_types() -> None:
    body = {"meta": {"a": 1}, "rows": [{"b": 1}, {"b": 2}], "note": "x", "text": "y", "csv": "a;b"}
    encoding = {
        "meta": {"contentType": "application/vnd.meta+json"},
        "note": {"contentType": "application/json"},
        "text": {"contentType": "text/plain"},
        "csv": {"contentType": "text/csv, text/plain"},
    }
    assert form(body, encoding, "multipart/form-data") == {
        "data": {"text": "y"},
        "parts": [
            ["meta", {"a": 1}, "application/vnd.meta+json"],
            ["rows", {"b": 1}, "application/json"],
            ["rows", {"b": 2}, "application/json"],
            ["note", '"x"', "application/json"],
            ["csv", "a;b", "text/csv"],
        ],
        "files": [],
    }


def test_query_parameters_are_written_as_their_style_says() -> None:
    drawn = request(query={"q": "a b", "limit": 5, "vip": True, "ids": [1, 2], "csv": [1, 2], "f": {"x": 1}})
    parameters = (
        parameter("q"),
        parameter("limit"),
        parameter("vip"),
        parameter("ids"),
        parameter("csv", explode=False),
        parameter("f", style="deepObject"),
        parameter("absent"),
    )
    assert record(drawn, *parameters) == {
        "params": {"q": "a b", "limit": "5", "vip": "true", "ids": ["1", "2"], "csv": "1,2", "f[x]": "1"}
    }


def test_a_parameter_that_needs_it_is_encoded_in_all_records() -> None:
    drawn = [request(query={"path": path, "q": "a/b"}) for path in ("/a/b", "plain")]
    found = make_records(operation(parameter("path", allow_reserved=True), parameter("q")), drawn, {})
    assert found.lines == (
        {"params": {"q": "a/b"}, "query": "path=/a/b"},
        {"params": {"q": "a/b"}, "query": "path=plain"},
    )


def test_three_values_of_one_parameter_stay_in_one_list() -> None:
    assert record(request(query={"ids": [1, 2, 3]}), parameter("ids")) == {"params": {"ids": ["1", "2", "3"]}}


def test_headers_and_cookies_are_texts() -> None:
    drawn = request(headers={"X-Ids": [1, 2], "X-Trace": "t"}, cookies={"sid": "a", "n": 1})
    parameters = (
        parameter("X-Ids", "header"),
        parameter("X-Trace", "header"),
        parameter("sid", "cookie"),
        parameter("n", "cookie"),
    )
    assert record(drawn, *parameters) == {"headers": {"X-Ids": "1,2", "X-Trace": "t", "Cookie": "sid=a; n=1"}}


def test_headers_of_parameters_and_of_the_body_go_together_and_the_parameters_win() -> None:
    drawn = request("x", "text/plain", headers={"X-Trace": "t", "Content-Type": "text/x"})
    parameters = (parameter("X-Trace", "header"), parameter("Content-Type", "header"))
    assert record(drawn, *parameters)["headers"] == {"Content-Type": "text/x", "X-Trace": "t"}


def test_values_of_the_path_stand_elsewhere() -> None:
    drawn = request({"a": 1}, path={"id": "7"})
    assert record(drawn, parameter("id", "path", required=True)) == {"json": {"a": 1}}


def test_equal_requests_are_written_once_in_order() -> None:
    drawn = [request({"n": n}) for n in (1, 2, 1, 3, 2)]
    assert [line["json"]["n"] for line in make_records(operation(), drawn, {}).lines] == [1, 2, 3]


def test_true_and_one_are_different_requests() -> None:
    assert len(make_records(operation(), [request({"n": 1}), request({"n": True})], {}).lines) == 2


@pytest.mark.parametrize("drawn", [[], [request()], [request(), request()]])
def test_requests_that_carry_nothing_need_no_file(drawn: list[DrawnRequest]) -> None:
    assert make_records(operation(), drawn, {}) == Records((), ())


def test_a_request_that_carries_nothing_stands_beside_others() -> None:
    drawn = [request(query={"q": "a"}), request()]
    assert make_records(operation(parameter("q")), drawn, {}).lines == ({"params": {"q": "a"}}, {})


def test_an_identifier_takes_the_place_of_a_query_parameter() -> None:
    found = record(
        request(query={"customerId": [1, 2], "q": "a"}),
        parameter("customerId"),
        parameter("q"),
        slots={"query customerId": "customer_id", "query absent": "other_id", "body q": "wrong"},
    )
    assert found == {"params": {"customerId": "{customer_id}", "q": "a"}}


@pytest.mark.parametrize(("ids", "sent"), [([18, 4], "[{order_id!s}]"), (["a"], '["{order_id!s}"]')])
def test_a_list_of_identifiers_that_stands_as_json_in_the_query_names_one(ids: list[Any], sent: str) -> None:
    drawn = [request(), request(query={"q": ids})]
    json_list = parameter("q", content_type="application/json")
    found = make_records(operation(json_list), drawn, {"query q": "order_id"})
    assert found.lines == ({"params": {"q": sent}},), "never a request that leaves open which orders it is about"


def test_an_identifier_takes_its_places_in_the_body() -> None:
    body = {"items": [{"product_id": 1, "n": 2}, {"product_id": 3}, {"n": 4}], "customer": {"id": 5}}
    slots = {"body items[].product_id": "product_id", "body customer.id": "customer_id", "query items": "wrong"}
    assert record(request(body), slots=slots) == {
        "json": {
            "items": [{"product_id": "{product_id}", "n": 2}, {"product_id": "{product_id}"}, {"n": 4}],
            "customer": {"id": "{customer_id}"},
        }
    }


@pytest.mark.parametrize(
    ("value", "path", "found"),
    [
        ({"a": 1}, "a", {"a": "{x}"}),
        ({"a": None}, "a", {"a": "{x}"}),
        ({"a": 1}, "b", {"a": 1}),
        ({"a": {"b": 1, "c": 2}}, "a.b", {"a": {"b": "{x}", "c": 2}}),
        ({"a": 1}, "a.b", {"a": 1}),
        ({"a": [1, 2]}, "a[]", {"a": ["{x}", "{x}"]}),
        ({"a": []}, "a[]", {"a": []}),
        ({"a": [{"b": [{"c": 1}]}]}, "a[].b[].c", {"a": [{"b": [{"c": "{x}"}]}]}),
        ({"a": [1]}, "a[].b", {"a": [1]}),
        ("text", "a", "text"),
        ([1], "a", [1]),
    ],
)
def test_a_placeholder_stands_only_where_there_was_a_value(value: Any, path: str, found: Any) -> None:
    before = copy.deepcopy(value)
    assert with_placeholder(value, path.split("."), "{x}") == found
    assert value == before


@pytest.mark.parametrize("value", [5, None, "text"])
def test_what_should_be_a_list_and_is_none_stays(value: Any) -> None:
    assert with_placeholder({"a": value}, ["a[]", "b"], "{x}") == {"a": value}


@pytest.mark.parametrize(("method", "lines"), [("GET", [{"params": {"page": "1"}}]), ("DELETE", [])])
def test_a_list_of_identifiers_is_one_filter_of_a_search_and_all_that_tells_what_a_delete_is_about(
    method: str, lines: list[Any]
) -> None:
    named = replace(operation(parameter("ids"), parameter("page")), method=method)
    drawn = [request(query={"ids": ["7"]}), request(query={"page": 1})]
    found = make_records(named, drawn, {"query ids": "order_id"}).lines
    assert list(found) == [{"params": {"ids": "{order_id}"}}, *lines]
