"""`[auth]` of apigen.toml, `--auth`, and documents of Web Fuzzing Commons."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from apigen.analysis.auth import Auth, SchemeUse, find_auth, read_wishes
from apigen.analysis.auth.web_fuzzing import read_auth_file
from apigen.analysis.auth.wishes import scheme_of
from apigen.cli.pipeline import Wishes, make_plan
from apigen.errors import UsageError
from apigen.source import read_document
from support.apis import STRING, answers, make_api, record, takes

ROOT = Path(__file__).parents[2]
OPERATIONS: dict[str, dict[str, Any]] = {
    "GET /orders": {},
    "POST /orders": {},
    "GET /health": {"security": []},
    "POST /session": {**takes(record(mail=STRING, secret=STRING, realm=STRING)), **answers(record(it=STRING))},
    "POST /session/refresh": {**takes(record(old=STRING)), **answers(record(it=STRING))},
    "POST /bye": {},
    "GET /wallets": {},
}
SCHEMES = {
    "basicAuth": {"type": "http", "scheme": "basic"},
    "petstore_auth": {"type": "apiKey", "in": "header", "name": "X-Pet"},
}


def auth_of(table: dict[str, Any], schemes: dict[str, Any] | None = None, security: Any = None) -> Auth:
    declared = SCHEMES if schemes is None else schemes
    root = {"components": {"securitySchemes": declared}, "security": security or [{name: []} for name in declared]}
    auth, _ = find_auth(make_api(OPERATIONS, **root), read_wishes(table))
    return auth


def sent(auth: Auth, operation: str) -> list[list[tuple[str, str, str]]]:
    """What the alternatives of an operation send."""
    uses = {use.name: use for use in auth.schemes}
    return [[(uses[n].place, uses[n].key, uses[n].value) for n in names] for names in auth.needed[operation]]


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("bearer", SchemeUse("bearer", "header", "Authorization", "Bearer {token}")),
        ("basic", SchemeUse("basic", "basic", "Authorization", "{username}:{password}")),
        ("digest", SchemeUse("digest", "digest", "Authorization", "{username}:{password}")),
        ("apikey:header:X-Api-Key", SchemeUse("X-Api-Key", "header", "X-Api-Key", "{api_key}")),
        ("apikey:query:key", SchemeUse("key", "query", "key", "{api_key}")),
        ("apikey:cookie:sid", SchemeUse("sid", "cookie", "sid", "{api_key}")),
        (
            "header:Authorization:token {token}",
            SchemeUse("Authorization", "header", "Authorization", "token {token}"),
        ),
        ("query:u:{username}-{tenant}", SchemeUse("u", "query", "u", "{username}-{tenant}")),
    ],
)
def test_a_scheme_in_a_word(text: str, use: SchemeUse) -> None:
    assert scheme_of(text) == use


@pytest.mark.parametrize(
    "text",
    ["", "Bearer", "apikey", "apikey:body:x", "apikey:header:", "header:X", "header:X:fixed", "header:X:{a.b}{t}"],
)
def test_what_is_no_scheme_is_refused_with_the_way_out(text: str) -> None:
    with pytest.raises(UsageError, match="use bearer, basic, digest, apikey:header:NAME"):
        scheme_of(text)


def test_the_example_of_the_readme_means_what_it_says() -> None:
    (block,) = re.findall(r"```toml\n(\[server\].*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    table = tomllib.loads(block)
    auth = auth_of(table["auth"])
    key, admin = ("header", "X-Api-Key", "{x_api_key}"), ("header", "X-Admin-Key", "{apikey_header_x_admin_key}")
    assert sent(auth, "GET /orders") == [[("header", "Authorization", "Token {token}"), key]]
    assert sent(auth, "GET /health") == []
    assert admin[1] in [use.key for use in auth.schemes]
    assert auth.login is not None
    assert auth.login.operation == "POST /session"
    assert auth.login.fields == {"email": "{username}", "password": "{password}", "realm": "shop"}
    assert auth.login.token == "data.access_token"
    assert sent(auth, "POST /session") == [[("header", "X-App-Key", "{api_key}")]]
    assert sent(auth, "POST /session/refresh") == [[("header", "Authorization", "Bearer {refresh_token}")]]
    assert auth.logouts == ("POST /bye",)
    assert (auth.renew_on, auth.trusted_hosts) == ((401, 403), ("login.example.com",))
    assert auth.csrf == {"csrftoken": "X-CSRFToken"}
    assert [(lookup.column, lookup.operation, lookup.at) for lookup in auth.lookups] == [
        ("wallet_key", "GET /wallets", "[].adminkey")
    ]


def test_what_is_added_takes_the_place_of_what_goes_by_the_same_name() -> None:
    auth = auth_of({"add": ["bearer", "apikey:query:key"]})
    bearer, key = ("header", "Authorization", "Bearer {token}"), ("query", "key", "{key}")
    assert sent(auth, "GET /orders") == [[bearer, key], [("header", "X-Pet", "{petstore_auth}"), bearer, key]]
    assert sent(auth, "GET /health") == [[bearer, key]]


def test_an_undeclared_scheme_goes_with_everything() -> None:
    auth = auth_of({"add": "basic"}, {})
    assert {tuple(map(tuple, sent(auth, key))) for key in auth.needed} == {
        ((("basic", "Authorization", "{username}:{password}"),),)
    }
    assert [(secret.name, secret.required) for secret in auth.secrets] == [("username", True), ("password", True)]


def test_a_scheme_that_is_off_is_sent_nowhere() -> None:
    auth = auth_of({"schemes": {"petstore_auth": "off"}})
    assert sent(auth, "GET /orders") == [[("basic", "Authorization", "{username}:{password}")]]
    both = auth_of({"schemes": {"petstore_auth": "off"}}, security=[{"basicAuth": [], "petstore_auth": []}])
    assert sent(both, "GET /orders") == sent(auth, "GET /orders")


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"addd": []}, "does not know 'addd'; it takes add, schemes"),
        ({"login": {"path": "/x"}}, r"\[auth.login\] does not know 'path'"),
        ({"login": {"operation": "GET /nowhere"}}, "has no operation 'GET /nowhere'"),
        ({"login": {"encoding": "xml"}}, "encoding must be json or form"),
        ({"renew-on": ["401"]}, r"renew-on must be a list of statuses such as \[401, 403\]"),
        ({"csrf": "csrftoken"}, "must be COOKIE:HEADER"),
        ({"schemes": {"a": 1}}, "a must be a text"),
        ({"security": {"GET /x": 1}}, "must be a list of schemes"),
        ({"security": {"GET /orders": "nobody"}}, "'nobody' is no security scheme"),
        ({"security": {"orders": "basicAuth"}}, "unknown filter"),
        ({"from-response": {"k": "GET /wallets"}}, "must be like"),
        ({"from-response": {"k-y": {"operation": "GET /wallets", "at": "k"}}}, "letters, digits and _"),
        ({"add": [1]}, "add must be a list of texts"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_name(table: dict[str, Any], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        auth_of(table)


def wfc(**user: Any) -> dict[str, Any]:
    text = json.dumps({"auth": [{"name": "one", **user}]})
    return read_auth_file(read_document(text, "auth.json"))


LOGIN = {
    "endpoint": "/session",
    "verb": "POST",
    "contentType": "application/json",
    "payloadUserPwd": {
        "username": "s3cret-1",
        "password": "s3cret-2",
        "usernameField": "mail",
        "passwordField": "secret",
    },
    "token": {"extractFromField": "/data/token", "httpHeaderName": "Authorization", "headerPrefix": "JWT "},
}


def test_a_login_of_web_fuzzing_commons() -> None:
    table = wfc(loginEndpointAuth=LOGIN)
    auth = auth_of(table, {})
    assert auth.login is not None
    assert (auth.login.url, auth.login.token) == ("/session", "data.token")
    assert auth.login.fields == {"mail": "{username}", "secret": "{password}"}
    assert sent(auth, "GET /orders") == [[("header", "Authorization", "JWT {token}")]]
    assert "s3cret" not in json.dumps(table)


@pytest.mark.parametrize(
    ("header", "value", "sent_as"),
    [
        ("X-Key", "s3cret", ("header", "X-Key", "{x_key}")),
        ("Authorization", "Bearer s3cret", ("header", "Authorization", "Bearer {token}")),
        ("Authorization", "Basic s3cret", ("basic", "Authorization", "{username}:{password}")),
        ("Authorization", "s3cret", ("header", "Authorization", "{authorization}")),
    ],
)
def test_fixed_headers_of_web_fuzzing_commons(header: str, value: str, sent_as: tuple[str, str, str]) -> None:
    table = wfc(fixedHeaders=[{"name": header, "value": value}])
    assert sent(auth_of(table, {}), "GET /orders") == [[sent_as]]
    assert "s3cret" not in json.dumps(table)


def test_raw_payloads_cookies_and_templates_of_web_fuzzing_commons() -> None:
    raw = '{"user_name": "s3cret", "pwd": "s3cret", "remember": true, "realm": "shop"}'
    login = {"endpoint": "/session", "verb": "POST", "payloadRaw": raw, "expectCookies": True}
    text = json.dumps({"authTemplate": {"loginEndpointAuth": login}, "auth": [{"name": "one"}, {"name": "two"}]})
    table = read_auth_file(read_document(text, "auth.json"))
    assert table["login"]["fields"] == {
        "user_name": "{username}",
        "pwd": "{password}",
        "remember": True,
        "realm": "shop",
    }
    assert sent(auth_of(table, {}), "GET /orders") == [[("session", "", "{token}")]]


def test_a_login_elsewhere_is_named_by_the_user() -> None:
    table = wfc(loginEndpointAuth={**LOGIN, "endpoint": None, "externalEndpointURL": "https://id.example.com/in"})
    assert table["trusted-hosts"] == ["id.example.com"]
    auth = auth_of(table, {})
    assert auth.login is not None
    assert auth.login.url == "https://id.example.com/in"


@pytest.mark.parametrize("text", ["[]", "{}", '{"auth": []}', '{"auth": [1]}', '{"auth": {}}'])
def test_what_is_no_document_of_web_fuzzing_commons_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="has a list `auth` of users"):
        read_auth_file(read_document(text, "auth.json"))


def plan_of(tmp_path: Path, config: str, *auth: str, host: str = "", servers: tuple[str, ...] = ()) -> Any:
    paths = {f"/v1/{name}": {"get": {"responses": {"200": {"description": ""}}}} for name in ("a", "b", "c", "d", "e")}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    document["servers"] = [{"url": url} for url in servers]
    (tmp_path / "openapi.json").write_text(json.dumps(document))
    (tmp_path / "apigen.toml").write_text(config)
    wishes = Wishes(config=tmp_path / "apigen.toml", auth=auth, host=host)
    plan, _ = make_plan(str(tmp_path / "openapi.json"), wishes, tmp_path / "out")
    return plan


def test_the_command_line_adds_to_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "auth.yaml").write_text("auth:\n- name: one\n  fixedHeaders:\n  - {name: X-File, value: s3cret}\n")
    texts = ("apikey:header:X-Typed", str(tmp_path / "auth.yaml"))
    plan = plan_of(tmp_path, '[auth]\nadd = "apikey:header:X-Told"\n', *texts)
    assert {scheme.key for scheme in plan.auth.schemes} == {"X-Typed", "X-Told", "X-File"}


def test_a_base_path_stands_before_every_path(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, '[server]\nbase-path = "api/"\n')
    assert plan.rows[0].task.url == ("/api/v1/a",)
    with pytest.raises(UsageError, match=r"\[server\] takes base-path"):
        plan_of(tmp_path, "[server]\nbase-path = 1\n")
    with pytest.raises(UsageError, match=r"\[server\] takes base-path"):
        plan_of(tmp_path, '[server]\npath = "/api"\n')


@pytest.mark.parametrize(
    ("host", "servers", "used"),
    [
        ("http://x.test/v1", (), "http://x.test"),
        ("http://x.test/api/v1", (), "http://x.test/api/v1"),
        ("http://x.test/v1", ("https://api.example.com/v1",), "http://x.test/v1"),
        ("http://x.test/v2", (), "http://x.test/v2"),
        ("http://x.test", (), "http://x.test"),
    ],
)
def test_a_path_of_the_host_that_all_paths_repeat_is_left_out(
    host: str, servers: tuple[str, ...], used: str, tmp_path: Path
) -> None:
    plan = plan_of(tmp_path, "", host=host, servers=servers)
    assert plan.host == used
    assert ("AG404" in [remark.code for remark in plan.diagnostics]) is (used != host)


@pytest.mark.parametrize(
    ("host", "servers", "text", "is_told"),
    [
        ("http://x.test", ("/api",), "", True),
        ("http://x.test/api", ("/api",), "", False),
        ("http://x.test", ("/api", "https://api.example.com"), "", False),
        ("http://x.test", ("/api",), '[server]\nbase-path = "api"\n', False),
        ("", ("/api",), "", False),
    ],
)
def test_a_host_without_the_path_of_all_servers_is_told(
    host: str, servers: tuple[str, ...], text: str, is_told: bool, tmp_path: Path
) -> None:
    plan = plan_of(tmp_path, text, host=host, servers=servers)
    assert ("AG406" in [remark.code for remark in plan.diagnostics]) is is_told
