"""`apigen sample` on the command line: what it shows is what a test sends."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest

from support.recorder import Sent, generate, recording, run_tasks

SPECS = Path(__file__).parents[2] / "specs"
KEYS = "operation method path path_parameters query headers cookies url content_type body".split()


def sample(*arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigen", "sample", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)


def lines(*arguments: str, folder: Path | None = None) -> list[dict[str, Any]]:
    shown = sample(*arguments, "--format", "json", folder=folder)
    assert shown.returncode == 0, shown.stderr
    return [json.loads(line) for line in shown.stdout.splitlines()]


def test_all_operations_are_shown_when_none_is_named() -> None:
    found = lines(str(SPECS / "shop.yaml"))
    planned = sample_plan(SPECS / "shop.yaml")
    assert [(line["method"], line["path"]) for line in found] == [(row["method"], row["path"]) for row in planned]
    assert all(list(line) == KEYS for line in found)


def sample_plan(spec: Path) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "apigen", "plan", str(spec), "--format", "json"]
    rows: list[dict[str, Any]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)[
        "operations"
    ]
    return rows


@pytest.mark.parametrize("name", ["createOrder", "POST /api/orders", "post /api/orders"])
def test_an_operation_goes_by_its_id_or_its_method_and_path(name: str) -> None:
    found = lines(str(SPECS / "shop.yaml"), name, "-n", "5")
    assert [line["operation"] for line in found] == ["createOrder"] * 5
    assert len({json.dumps(line["body"]) for line in found}) == 5
    assert "{" not in json.dumps([list(line["body"].values()) for line in found]).replace('{"', "")


def test_values_stand_before_their_serialization_and_the_url_after_it() -> None:
    found = lines(str(SPECS / "shop.yaml"), "listProducts", "-n", "8")
    assert any(line["query"] for line in found)
    for line in found:
        pairs = dict(parse_qsl(urlsplit(line["url"]).query))
        assert pairs == {name: str(value) for name, value in line["query"].items()}
        assert line["url"].startswith("/api/products")
        assert (line["content_type"], line["body"]) == (None, None)


def test_bytes_are_base64_and_forms_are_objects() -> None:
    found = {line["operation"]: line for line in lines(str(SPECS / "forms.yaml"))}
    by_type = {line["content_type"]: line["body"] for line in found.values()}
    assert set(by_type["application/octet-stream"]) == {"base64"}
    assert set(by_type["multipart/form-data"]["photo"]) == {"base64"}
    assert isinstance(by_type["application/x-www-form-urlencoded"]["age"], int)
    assert isinstance(by_type["text/plain"], str)


@pytest.mark.parametrize("name", ["creatOrder", "POST /api/order", "nothing like it"])
def test_an_unknown_operation_is_told_with_near_names(name: str) -> None:
    told = sample(str(SPECS / "shop.yaml"), name)
    assert told.returncode == 2
    assert "Traceback" not in told.stderr
    near = "apigen plan" if name.startswith("nothing") else "createOrder" if "P" not in name else "POST /api/orders"
    assert near in told.stderr


def test_the_same_seed_shows_the_same_and_another_something_else() -> None:
    first, again, other = (sample(str(SPECS / "nested.yaml"), "--seed", seed).stdout for seed in "112")
    assert first == again != other


def test_a_parameter_that_is_a_credential_shows_its_variable() -> None:
    arguments = (str(SPECS / "undeclared.yaml"), "POST /lines/{line}/delays")
    assert "\nX-Api-Key: $BUS_TIMETABLE_API_KEY\n" in sample(*arguments).stdout
    assert sample(*arguments).stdout.lower().count("x-api-key") == 1
    (line,) = lines(*arguments)  # by the document, where it is a parameter
    assert "$" not in line["headers"]["X-Api-Key"]


def test_what_cannot_be_drawn_is_told(tmp_path: Path) -> None:
    body = {
        "required": True,
        "content": {"application/json": {"schema": {"type": "integer", "minimum": 2, "maximum": 1}}},
    }
    operation = {"operationId": "none", "requestBody": body, "responses": {}}
    document = {"openapi": "3.1.0", "info": {"title": "N", "version": "1"}, "paths": {"/n": {"post": operation}}}
    (tmp_path / "n.json").write_text(json.dumps(document))
    told = sample("n.json", folder=tmp_path)
    assert told.returncode == 1
    assert "AG501" in told.stderr


ADDRESS = {"city": "Oslo & Co", "line 1": "a=b"}
MATRIX = {"name": "m", "in": "path", "required": True, "style": "matrix", "schema": {"const": ["a b", "c"]}}
PARAMETERS = [
    MATRIX,
    {"name": "q", "in": "query", "required": True, "schema": {"const": "a/b c&d"}},
    {"name": "f", "in": "query", "required": True, "style": "deepObject", "schema": {"const": ADDRESS}},
    {"name": "X-A", "in": "header", "required": True, "schema": {"const": ["x", "y"]}},
    {"name": "c", "in": "cookie", "required": True, "schema": {"const": "d e"}},
]
FORM = {"type": "object", "required": ["a", "b"], "properties": {"a": {"const": ADDRESS}, "b": {"const": "it's"}}}
BODIES: dict[str, tuple[str, dict[str, Any]]] = {
    "json": ("application/json", {"schema": {"const": {"a": [1, None, 'it\'s \\ "é"']}}}),
    "form": (
        "application/x-www-form-urlencoded",
        {"schema": FORM, "encoding": {"a": {"style": "deepObject", "explode": True}}},
    ),
    "multipart": (
        "multipart/form-data",
        {"schema": {**FORM, "required": ["a", "b", "n"], "properties": {**FORM["properties"], "n": {"const": 1}}}},
    ),
    "text": ("text/csv", {"schema": {"const": "a,b\n1,$HOME `x`\n"}}),
    "xml": ("application/xml", {"schema": {**FORM, "properties": {"a": {"const": "<&>"}, "b": {"const": "it's"}}}}),
    "lines": ("application/x-ndjson", {"schema": {"type": "array", "const": [{"a": 1}, {"a": "é"}]}}),
    "bytes": ("image/png", {}),
}


@pytest.fixture(params=BODIES)
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A generated folder of an API with one operation, all of whose values are constants."""
    content_type, media = BODIES[request.param]
    operation = {
        "operationId": "send",
        "parameters": PARAMETERS,
        "security": [{"key": [], "basic": []}],
        "requestBody": {"required": True, "content": {content_type: media}},
        "responses": {"200": {"description": "ok", "content": {"application/json": {}}}},
    }
    schemes = {
        "key": {"type": "apiKey", "in": "query", "name": "k"},
        "basic": {"type": "http", "scheme": "bearer"},
    }
    document = {"openapi": "3.1.0", "info": {"title": "W", "version": "1"}, "paths": {"/s/{m}": {"post": operation}}}
    generate({**document, "components": {"securitySchemes": schemes}}, tmp_path / "wire")
    return tmp_path / "wire"


SECRETS = {"WIRE_API_KEY": "a-key", "WIRE_TOKEN": "a-token"}


def comparable(sent: Sent) -> tuple[Any, ...]:
    """What does not differ between clients: a boundary is theirs to choose."""
    names = ("x-a", "cookie", "authorization", "accept")
    content_type, _, boundary = sent.headers["content-type"].partition("; boundary=")
    body = sent.body.replace(boundary.encode(), b"") if boundary else sent.body
    value = json.loads(body) if content_type == "application/json" else body
    value = body[:8] if content_type == "image/png" else value  # each record has another picture
    return sent.method, sent.target, [sent.headers.get(name) for name in names], content_type, value


@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_curl_sends_what_the_test_sends(folder: Path) -> None:
    with recording(answer="{}") as recorder:
        (folder / "apigen.toml").write_text(f'host = "{recorder.url}"')
        command = sample("../openapi.json", "--format", "curl", "-o", ".", folder=folder).stdout
        shell = ["bash", "-c", command]
        subprocess.run(shell, cwd=folder, env={**os.environ, **SECRETS}, capture_output=True, check=True, timeout=30)
        run_tasks(folder, recorder.url, **SECRETS)
    theirs, ours = recorder.sent
    assert comparable(theirs) == comparable(ours)


def test_http_shows_what_the_test_sends(folder: Path) -> None:
    shown = sample("../openapi.json", "-o", ".", folder=folder).stdout
    with recording(answer="{}") as recorder:
        run_tasks(folder, recorder.url, **SECRETS)
    (sent,) = recorder.sent
    head, _, body = shown.partition("\n\n")
    title, request_line, *headers = head.split("\n")
    assert title == "### POST /s/{m}, 1 of 1"
    assert request_line == f"POST {sent.target.replace('a-key', '$WIRE_API_KEY')} HTTP/1.1"
    told = {name.lower(): value for name, _, value in (line.partition(": ") for line in headers)}
    assert told["authorization"] == "Bearer $WIRE_TOKEN"
    assert {name: told[name] for name in ("x-a", "cookie", "accept")} == {
        name: sent.headers[name] for name in ("x-a", "cookie", "accept")
    }
    boundary = told["content-type"].partition("boundary=")[2]
    real = sent.headers["content-type"].partition("boundary=")[2]
    assert told["content-type"].replace(boundary or "-", "") == sent.headers["content-type"].replace(real or "-", "")
    if sent.headers["content-type"] == "application/json":
        assert json.loads(body) == json.loads(sent.body)
    elif b"\0" in sent.body:
        assert re.fullmatch(r"\([0-9]+ bytes\)\n\n", body)
    else:
        text = sent.body.decode().replace(real or "\0", boundary or "\0").replace("\r\n", "\n")
        assert body.rstrip() == text.rstrip()


SMALL = {
    "openapi": "3.1.0",
    "info": {"title": "S", "version": "1"},
    "paths": {
        "/people": {
            "post": {
                "operationId": "addPerson",
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/json": {
                            "schema": {
                                "type": "object",
                                "required": ["city", "sku", "mood", "due"],
                                "properties": {
                                    "city": {"type": "string"},
                                    "sku": {"type": "string"},
                                    "mood": {"type": "string", "x-faker": "colour_name"},
                                    "due": {"type": "string", "format": "date"},
                                },
                            }
                        }
                    },
                },
                "responses": {"201": {"description": "made"}},
            }
        }
    },
}


def test_wishes_of_apigen_toml_and_their_faults(tmp_path: Path) -> None:
    (tmp_path / "o.json").write_text(json.dumps(SMALL, indent=1))
    config = '[data]\nlocales = ["ja"]\n[data.fields]\nsku = "ean14"\ndue = [2027-01-02]\n'
    (tmp_path / "apigen.toml").write_text(config)
    shown = sample("o.json", "--format", "json", folder=tmp_path)
    body = json.loads(shown.stdout)["body"]
    assert body["due"] == "2027-01-02"
    assert not body["city"].isascii()
    assert "o.json:" in shown.stderr
    assert "AG503]: there is no provider 'colour_name'; it is ignored" in shown.stderr
    assert "color_name" in shown.stderr
    assert "apigen.toml:4:1: warning[AG503]: there is no provider 'ean14'; it is ignored" in shown.stderr
    (told,) = lines("o.json", "--locale", "de,fr", "--locale", "pt-br", "--quiet", folder=tmp_path)
    assert told["body"]["city"] != body["city"]
    assert sample("o.json", "--locale", "xx", folder=tmp_path).returncode == 2


def test_a_folder_keeps_the_day_that_its_dates_are_counted_from(tmp_path: Path) -> None:
    (tmp_path / "o.json").write_text(json.dumps(SMALL))
    command = [sys.executable, "-m", "apigen", "from-spec", "o.json", "-o", "out", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=60)
    lock = tmp_path / "out" / ".apigen" / "lock.json"
    assert json.loads(lock.read_text())["anchor_date"] == "2026-01-01"
    lock.write_text(lock.read_text().replace("2026-01-01", "2030-01-01"))
    (kept,) = lines("o.json", "-o", "out", folder=tmp_path)
    (new,) = lines("o.json", "-o", "elsewhere", folder=tmp_path)
    assert int(kept["body"]["due"][:4]) - int(new["body"]["due"][:4]) == 4


def test_the_plan_of_an_operation_is_explained() -> None:
    shown = sample(str(SPECS / "shop.yaml"), "createOrder", "--explain")
    assert shown.returncode == 0
    assert "#/items/*/product_id  string, pattern ^p-[0-9]{4}$, always\n" in shown.stdout
    assert "* example: the document's examples: 'p-1042'" in shown.stdout
    assert "- type: type string" in shown.stdout


@pytest.mark.parametrize("spec", sorted(path.name for path in SPECS.glob("*.*") if path.suffix != ".md"))
def test_every_leaf_has_one_chosen_source_and_shows_the_value_of_the_first_request(spec: str) -> None:
    places = lines(str(SPECS / spec), "--explain")
    leaves = [line for line in places if line["sources"]]
    assert leaves
    for line in leaves:
        chosen = [source for source in line["sources"] if source["chosen"]]
        assert len(chosen) == 1 or line["sources"][0]["kind"] == "choice", line
        assert all(source["reason"] for source in line["sources"])
    first = {line["operation"]: line for line in lines(str(SPECS / spec))}
    for line in leaves:
        if line["in"] == "query" and line["place"].removeprefix("query ") in first[line["operation"]]["query"]:
            assert first[line["operation"]]["query"][line["place"].removeprefix("query ")] == line["value"]
