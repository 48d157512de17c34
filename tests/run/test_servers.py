"""Where requests go, and what goes with all of them: servers of operations, credentials beside parameters."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from apigen.openapi.model import Server
from apigen.plan.host import run_host
from support.recorder import Recorder, generate, recording, run_tasks

KEPT = {"200": {"description": "Kept."}}


def document(paths: dict[str, Any], **root: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "Servers", "version": "1"}, "paths": paths, **root}


def on(*urls: str) -> dict[str, Any]:
    return {"servers": [{"url": url} for url in urls], "get": {"responses": KEPT}}


PATHS: dict[str, Any] = {
    "/usual": {"get": {"responses": KEPT}},
    "/below": on("https://api.example.com/v1/files/"),
    "/beside": on("https://api.example.com/v2"),
    "/relative": on("/v3"),
    "/odd": on("../v4/./x"),
    "/root": on("https://api.example.com"),
    "/elsewhere": on("https://uploads.example.org:8443/v1"),
    "/elsewhere/too": on("https://uploads.example.org:8443/up"),
    "/either": on("https://other.example.org/no", "https://eu.example.com/v5"),
    "/variable": {
        "get": {
            "responses": KEPT,
            "servers": [{"url": "/{stage}/v6", "variables": {"stage": {"default": "live"}}}],
        }
    },
}


def test_operations_on_servers_of_their_own_go_to_the_host_of_the_run(tmp_path: Path) -> None:
    servers = [{"url": "https://api.example.com/v1"}, {"url": "https://eu.example.com/v1"}]
    plan = generate(document(PATHS, servers=servers), tmp_path / "servers")
    with recording() as recorder:
        run_tasks(tmp_path / "servers", f"{recorder.url}/base/v1")
    assert {sent.target for sent in recorder.sent} == {
        "/base/v1/usual",
        "/base/v1/files/below",
        "/v2/beside",
        "/v3/relative",
        "/v4/x/odd",
        "/root",
        "/base/v1/elsewhere",
        "/up/elsewhere/too",
        "/v5/either",
        "/live/v6/variable",
    }
    (remark,) = [each for each in plan.diagnostics if each.code == "AG402"]
    assert remark.message.startswith("GET /elsewhere and 1 more: the document has it on uploads.example.org:8443;")


def test_without_servers_that_differ_nothing_is_said_and_nothing_added(tmp_path: Path) -> None:
    plan = generate(document({"/a": on("/"), "/b": on("")}), tmp_path / "servers")
    assert [row.task.url for row in plan.rows] == [("/a",), ("/b",)]
    assert not [each for each in plan.diagnostics if each.code == "AG402"]


@pytest.mark.parametrize(
    ("wanted", "servers", "address", "host"),
    [
        ("http://test.example.com/", ["http://localhost:1"], "", "http://test.example.com"),
        ("", ["https://api.example.com/v1", "http://localhost:8080/v1/"], "", "http://localhost:8080/v1"),
        ("", ["/v1"], "", ""),
        ("", ["/v1"], "http://localhost:8080/docs/openapi.json", "http://localhost:8080/v1"),
        ("", ["v1"], "http://localhost:8080/docs/openapi.json", "http://localhost:8080/docs/v1"),
        ("", [], "http://user:secret@127.0.0.1:8000/openapi.json", "http://127.0.0.1:8000"),
        ("", ["/v1"], "https://api.example.com/openapi.json", ""),
        ("", ["https://api.example.com"], "http://localhost:8080/openapi.json", ""),
        ("", ["http://[broken"], "", ""),
    ],
)
def test_the_host_of_a_run(wanted: str, servers: list[str], address: str, host: str) -> None:
    assert run_host(wanted, [Server(url) for url in servers], address) == host


def test_a_host_without_the_path_of_the_document_is_remarked(tmp_path: Path) -> None:
    generate(document({"/a": {"get": {"responses": KEPT}}}, servers=[{"url": "/v1"}]), tmp_path / "out")
    with recording() as recorder:
        said = {base: locust_log(tmp_path / "out", recorder.url + base) for base in ("", "/v1", "/gate/way")}
    assert "the document has its paths below /v1: --host URL/v1?" in said.pop("")
    assert not [log for log in said.values() if "has its paths below" in log]


def locust_log(folder: Path, host: str) -> str:
    command = [sys.executable, "-m", "locust", "--headless", "-u", "1", "-t", "1s", "--host", host]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stderr


SCHEMES = {
    "key": {"type": "apiKey", "in": "header", "name": "X-Api-Key"},
    "session": {"type": "apiKey", "in": "cookie", "name": "session"},
    "secret": {"type": "apiKey", "in": "query", "name": "api secret"},
}


def given(name: str, place: str, value: Any, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": place, "required": True, "schema": {"const": value}, **more}


def sent_with(tmp_path: Path, security: list[dict[str, list[str]]], *parameters: dict[str, Any]) -> Recorder:
    operation = {"parameters": list(parameters), "responses": KEPT}
    components = {"securitySchemes": SCHEMES}
    paths = {"/a": {"get": operation}, "/b": {"get": operation}}
    generate(document(paths, components=components, security=security), tmp_path / "auth")
    secrets = [line.partition("=")[0] for line in (tmp_path / "auth" / ".env.example").read_text().splitlines()]
    with recording("visitor=v1; Path=/") as recorder:
        run_tasks(tmp_path / "auth", recorder.url, **{name: "s3,c ret" for name in secrets if name.isidentifier()})
    return recorder


def test_required_headers_and_cookies_beside_credentials(tmp_path: Path) -> None:
    both: list[dict[str, list[str]]] = [{"key": [], "session": [], "secret": []}]
    parameters = given("X-Tenant", "header", [1, 2]), given("theme", "cookie", "dark"), given("q", "query", "a b")
    first, second = sent_with(tmp_path, both, *parameters).sent
    assert first.headers["x-tenant"] == "1,2"
    assert first.headers["x-api-key"] == "s3,c ret"
    assert first.headers["cookie"] == "theme=dark; session=s3,c ret"
    assert second.headers["cookie"] == "theme=dark; session=s3,c ret; visitor=v1"
    assert first.query == "q=a%20b&api%20secret=s3,c%20ret"


def test_a_header_parameter_that_is_a_credential_as_well_is_sent_once(tmp_path: Path) -> None:
    recorder = sent_with(tmp_path, [{"key": []}], given("x-api-key", "header", "drawn"))
    assert recorder.sent[0].headers["x-api-key"] == "s3,c ret"


@pytest.mark.parametrize(
    ("style", "path"),
    [("simple", "/orders/7%2F%C3%A9"), ("label", "/orders/.7%2F%C3%A9"), ("matrix", "/orders/;id=7%2F%C3%A9")],
)
def test_identifiers_in_every_style(style: str, path: str, tmp_path: Path) -> None:
    order = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}
    made = {"201": {"description": "", "content": {"application/json": {"schema": order}}}, **KEPT}
    one = {"name": "id", "in": "path", "required": True, "style": style, "schema": {"type": "string"}}
    paths = {
        "/orders": {"post": {"operationId": "createOrder", "responses": made}},
        "/orders/{id}": {"get": {"operationId": "getOrder", "parameters": [one], "responses": KEPT}},
    }
    generate(document(paths), tmp_path / "orders")
    with recording(answer='{"id": "7/\\u00e9"}') as recorder:
        run_tasks(tmp_path / "orders", recorder.url)
    assert {sent.target for sent in recorder.sent} == {"/orders", path}


def test_a_login_on_a_server_of_its_own(tmp_path: Path) -> None:
    text = {"type": "string"}
    login = {
        "servers": [{"url": "https://login.example.com/auth"}],
        "security": [],
        "requestBody": {
            "content": {"application/json": {"schema": {"properties": {"username": text, "password": text}}}}
        },
        "responses": {
            "200": {"description": "", "content": {"application/json": {"schema": {"properties": {"token": text}}}}}
        },
    }
    schemes = {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}}
    paths = {"/login": {"post": login}, "/a": {"get": {"responses": KEPT}}}
    servers = [{"url": "https://api.example.com/v1"}]
    generate(document(paths, components=schemes, security=[{"bearer": []}], servers=servers), tmp_path / "login")
    with recording(answer='{"token": "t1"}') as recorder:
        secrets = {"LOGIN_USERNAME": "ada", "LOGIN_PASSWORD": "lovelace"}
        run_tasks(tmp_path / "login", f"{recorder.url}/v1", **secrets)
    assert {sent.target for sent in recorder.sent} == {"/auth/login", "/v1/a"}
    assert recorder.sent[-1].headers["authorization"] == "Bearer t1"
