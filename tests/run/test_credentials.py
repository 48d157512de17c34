"""Generated tests against servers that demand credentials: every scheme, tokens that run out, secrets kept."""

import base64
import csv
import json
import shutil
import ssl
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from support import identity
from support.environment import bare
from support.identity import Answer, Provider, Request, providing
from support.recorder import generate, run_tasks

USER = {"T_USERNAME": "ada", "T_PASSWORD": "open sesame"}
CLIENT = {"T_CLIENT_ID": "ada", "T_CLIENT_SECRET": "open sesame"}
TEXT = {"type": "string"}
DONE = {"200": {"description": "", "content": {"application/json": {"schema": {"type": "object"}}}}}
BEARER = {"s": {"type": "http", "scheme": "bearer"}}
KEY = {"k": {"type": "apiKey", "in": "header", "name": "X-Key"}}
NONCE = "dcd98b7102dd2f0e"


def bearer(provider: Provider, request: Request) -> bool:
    return provider.is_good(request.bearer())


def flow(kind: str, url: str, **more: str) -> dict[str, Any]:
    return {"s": {"type": "oauth2", "flows": {kind: {"tokenUrl": url, "scopes": {}, **more}}}}


def login(path: str = "/login", answer: Mapping[str, Any] | None = None, **more: Any) -> dict[str, Any]:
    """A login that takes JSON; `answer` are the properties of what it gives, None where nothing is said."""
    body = {"type": "object", "properties": {"username": TEXT, "password": TEXT}}
    said = {} if answer is None else {"content": {"application/json": {"schema": {"properties": answer}}}}
    operation = {
        "requestBody": {"content": {"application/json": {"schema": body}}},
        "responses": {"200": {"description": "", **said}},
        "security": [],
        **more,
    }
    return {path: {"post": operation}}


TOKENS = {"access_token": TEXT, "refresh_token": TEXT, "expires_in": {"type": "integer"}}


def gives(body: Any = None, **headers: str) -> identity.Route:
    """A login whose answer is made from a token by `body`, or has it in headers."""

    def route(provider: Provider, request: Request) -> Answer:
        if request.json.get("password") != "open sesame":
            return Answer(401)
        token = provider.issue("ada")
        given = {name.replace("_", "-"): text.replace("TOKEN", token) for name, text in headers.items()}
        return Answer(200, body(token) if body else {}, given)

    return route


def jwt(provider: Provider, request: Request) -> Answer:
    """A login that tells the lifetime only in the token, as claims of a clock that is slow."""
    if request.json.get("password") != "open sesame":
        return Answer(401)
    issued = int(time.time()) - 500
    text = json.dumps({"iat": issued, "exp": issued + provider.life, "jti": next(provider.numbers)})
    token = f"e30.{base64.urlsafe_b64encode(text.encode()).decode().rstrip('=')}.c2ln"
    user = request.json["username"]
    provider.tokens[token] = (user, time.monotonic() + provider.life)
    provider.issues.append(identity.Issue(user, "login", time.monotonic()))
    return Answer(200, {"access_token": token})


def client_login() -> dict[str, Any]:
    """A login by a form, of a client that the document shows."""
    shown = {
        "client_id": {"const": "web"},
        "client_secret": {"const": "shown to all"},
        "grant_type": {"const": "password"},
    }
    body = {"type": "object", "properties": {"username": TEXT, "password": TEXT, **shown}}
    body["required"] = [*body["properties"]]
    form = {"application/x-www-form-urlencoded": {"schema": body}}
    return login(answer=TOKENS, requestBody={"content": form})


def of_the_client(provider: Provider, request: Request) -> Answer:
    if request.basic != "web:shown%20to%20all" or "client_secret" in request.form:
        return Answer(401, {"error": "invalid_client"})
    return identity.oauth_form(provider, request)


def discovery(provider: Provider, request: Request) -> Answer:
    return Answer(200, {"token_endpoint": f"{provider.url}/idp/token"})


def json_only(provider: Provider, request: Request) -> Answer:
    if not request.json:
        return Answer(422, {"detail": "JSON, please"})
    return identity._granted(provider, request.json)


def with_key(route: identity.Route) -> identity.Route:
    return lambda provider, request: route(provider, request) if request.headers.get("x-key") == "key" else Answer(403)


def csrf_login(provider: Provider, request: Request) -> Answer:
    token = provider.issue("ada")
    return Answer(200, {}, {"Set-Cookie": f"sid={token}; Path=/"})


def csrf_page(provider: Provider, request: Request) -> Answer:
    return Answer(200, {"result": "c5rf"} if bearer(provider, request) else {})


@dataclass(frozen=True)
class Case:
    """A document's security, what a server demands, and what the user sets."""

    name: str
    schemes: Mapping[str, Any]
    demand: Callable[[Provider, Request], bool]
    secrets: Mapping[str, str]
    security: Any = None
    routes: Mapping[str, identity.Route] = field(default_factory=dict)
    paths: Mapping[str, Any] = field(default_factory=dict)
    config: str = ""
    challenge: str = ""
    base: str = ""  # path of the server
    refused: int = 0  # requests that are asked to prove who they are first
    root: Mapping[str, Any] = field(default_factory=dict)


def digest_case(name: str, challenge: str, algorithm: str) -> Case:
    return Case(
        f"digest {name}",
        {"s": {"type": "http", "scheme": "digest"}},
        lambda _, request: identity.is_digest(request, "open sesame", NONCE, algorithm),
        USER,
        challenge=f'Digest realm="api", nonce="{NONCE}"{challenge}',
        refused=1,
    )


CASES = [
    Case("key in a header", KEY, lambda _, r: r.headers.get("x-key") == "key", {"T_API_KEY": "key"}),
    Case(
        "key in the query",
        {"k": {"type": "apiKey", "in": "query", "name": "key"}},
        lambda _, r: r.query.get("key") == "k/e y",
        {"T_API_KEY": "k/e y"},
    ),
    Case(
        "key in a cookie",
        {"k": {"type": "apiKey", "in": "cookie", "name": "key"}},
        lambda _, r: r.cookies.get("key") == "key",
        {"T_API_KEY": "key"},
    ),
    Case(
        "basic",
        {"s": {"type": "http", "scheme": "Basic"}},
        lambda _, r: r.basic == "ada:open sesame",
        USER,
    ),
    Case("bearer, ready-made", BEARER, lambda _, r: r.bearer() == "tkn", {"T_TOKEN": "tkn"}),
    digest_case("MD5", ', qop="auth", algorithm=MD5', "MD5"),
    digest_case("SHA-256", ', qop="auth,auth-int", algorithm=SHA-256, opaque="5ccc"', "SHA-256"),
    digest_case("of RFC 2069", "", "MD5"),
    Case(
        "client credentials",
        flow("clientCredentials", "/token"),
        bearer,
        CLIENT,
        routes={"POST /token": identity.oauth_form},
    ),
    Case(
        "client credentials by basic authentication",
        flow("clientCredentials", "/token"),
        bearer,
        CLIENT,
        routes={"POST /token": identity.oauth_basic},
    ),
    Case("password", flow("password", "token"), bearer, USER, routes={"POST /token": identity.oauth_form}),
    Case(
        "password, of a client that the document shows",
        BEARER,
        bearer,
        USER,
        paths=client_login(),
        routes={"POST /login": of_the_client},
    ),
    Case(
        "password, in truth JSON",
        flow("password", "token"),
        bearer,
        USER,
        routes={"POST /token": json_only},
    ),
    Case(
        "token URL beside the base path",
        flow("password", "/auth/token"),
        bearer,
        USER,
        routes={"POST /auth/token": identity.oauth_form},
        base="/api/v1",
    ),
    Case(
        "authorization code, with a refresh token",
        flow("authorizationCode", "/token", authorizationUrl="/authorize"),
        bearer,
        {"T_REFRESH_TOKEN": "given", "T_CLIENT_ID": "web"},
        routes={"POST /token": identity.oauth_form},
    ),
    Case(
        "device code, with a token",
        flow("deviceAuthorization", "/token", deviceAuthorizationUrl="/device"),
        lambda _, r: r.bearer() == "tkn",
        {"T_TOKEN": "tkn"},
    ),
    Case(
        "OpenID Connect",
        {"s": {"type": "openIdConnect", "openIdConnectUrl": "/.well-known/openid-configuration"}},
        bearer,
        CLIENT,
        routes={"GET /.well-known/openid-configuration": discovery, "POST /idp/token": identity.oauth_form},
    ),
    Case("a login", BEARER, bearer, USER, routes={"POST /login": identity.json_login}, paths=login(answer=TOKENS)),
    Case(
        "a nested token",
        BEARER,
        bearer,
        USER,
        routes={"POST /login": gives(lambda token: {"data": {"token": token}})},
        paths=login(answer={"data": {"type": "object", "properties": {"token": TEXT}}}),
    ),
    Case(
        "a token in a header of the answer",
        BEARER,
        bearer,
        USER,
        routes={"POST /login": gives(X_Auth_Token="TOKEN")},
        paths=login(
            responses={"200": {"description": "", "headers": {"X-Auth-Token": {"schema": TEXT}}}},
        ),
    ),
    Case(
        "a token of which the document says nothing",
        {},
        lambda p, r: p.is_good(r.bearer("Token")),
        USER,
        routes={"POST /login": gives(lambda token: {"key": token})},
        paths=login(),
    ),
    Case(
        "claims of a token",
        BEARER,
        bearer,
        USER,
        routes={"POST /login": jwt},
        paths=login(answer={"access_token": TEXT}),
    ),
    Case(
        "a session cookie",
        {"k": {"type": "apiKey", "in": "cookie", "name": "sid"}},
        lambda p, r: p.is_good(r.cookies.get("sid", "")),
        USER,
        routes={"POST /login": gives(Set_Cookie="sid=TOKEN; Path=/")},
        paths=login(answer={"user": TEXT}),
    ),
    Case(
        "a session that only its cookie shows, and a CSRF cookie",
        {},
        lambda p, r: (
            p.is_good(r.cookies.get("csrftoken", ""))
            and (r.method == "GET" or r.headers.get("x-csrftoken") == r.cookies["csrftoken"])
        ),
        USER,
        routes={"POST /login": gives(Set_Cookie="csrftoken=TOKEN; Path=/")},
        paths=login(responses={"200": {"description": "", "headers": {"Set-Cookie": {"schema": TEXT}}}}),
    ),
    Case(
        "a CSRF token that an operation gives",
        BEARER,
        lambda p, r: bearer(p, r) and (r.method == "GET" or r.headers.get("x-csrf-token") == "c5rf"),
        USER,
        routes={"POST /login": identity.json_login, "GET /csrf_token": csrf_page},
        paths={
            **login(answer=TOKENS),
            "/csrf_token": {
                "get": {
                    "responses": {
                        "200": {
                            "description": "",
                            "content": {"application/json": {"schema": {"properties": {"result": TEXT}}}},
                        }
                    }
                }
            },
        },
    ),
    Case(
        "a key that the login needs as well",
        {**BEARER, **KEY},
        lambda p, r: bearer(p, r) and r.headers.get("x-key") == "key",
        {**USER, "T_API_KEY": "key"},
        security=[{"s": [], "k": []}],
        routes={"POST /login": with_key(identity.json_login)},
        paths=login(answer=TOKENS, security=[{"k": []}]),
    ),
    Case(
        "one of two",
        {**BEARER, **KEY},
        lambda _, r: r.headers.get("x-key") == "key" and "authorization" not in r.headers,
        {"T_API_KEY": "key"},
        security=[{"s": []}, {"k": []}],
    ),
    Case(
        "one key for two places",
        {**KEY, "q": {"type": "apiKey", "in": "query", "name": "key"}},
        lambda _, r: r.headers.get("x-key") == "key",
        {"T_API_KEY": "key"},
    ),
    Case(
        "digest or a token, with secrets for both",
        {**BEARER, "d": {"type": "http", "scheme": "digest"}},
        lambda _, request: identity.is_digest(request, "open sesame", NONCE, "MD5"),
        USER,
        security=[{"d": []}, {"s": []}],
        routes={"POST /login": identity.json_login},
        paths=login(answer=TOKENS),
        challenge=f'Digest realm="api", nonce="{NONCE}", qop="auth"',
        refused=1,
    ),
    Case(
        "optional, with credentials",
        KEY,
        lambda _, r: r.headers.get("x-key") == "key",
        {"T_API_KEY": "key"},
        security=[{}, {"k": []}],
    ),
    Case("optional, without", KEY, lambda _, r: "x-key" not in r.headers, {}, security=[{}, {"k": []}]),
    Case(
        "open",
        KEY,
        lambda _, r: "x-key" not in r.headers,
        {"T_API_KEY": "key"},
        security=[],
        paths={"/closed": {"get": {"security": [{"k": []}], "responses": DONE}}},
        routes={"GET /closed": lambda _, r: Answer(200 if r.headers.get("x-key") == "key" else 401)},
    ),
    Case(
        "undeclared, added",
        {},
        lambda _, r: r.headers.get("authorization") == "token tkn",
        {"T_TOKEN": "tkn"},
        config='[auth]\nadd = "header:Authorization:token {token}"\n',
    ),
    Case(
        "declared wrong, corrected",
        {"b": {"type": "http", "scheme": "basic"}},
        lambda p, r: p.is_good(r.bearer("Token")),
        USER,
        routes={"POST /in": gives(lambda token: {"secret": {"value": token}})},
        paths=login("/in"),
        config='[auth]\nlogin = {operation = "POST /in", token = "secret.value"}\n'
        'schemes = {b = "header:Authorization:Token {token}"}\n',
    ),
    Case(
        "declared, switched off",
        KEY,
        lambda _, r: "x-key" not in r.headers,
        {"T_API_KEY": "key"},
        config='[auth.schemes]\nk = "off"\n',
    ),
    Case(
        "by operation",
        KEY,
        lambda _, r: (r.headers.get("x-key") == "key") == (r.method == "GET") and (r.method == "GET" or bool(r.basic)),
        {"T_API_KEY": "key", **USER},
        config='[auth.security]\n"method:post" = "basic"\n"method:get" = ["k"]\n',
    ),
    Case(
        "a key read from a response",
        {**BEARER, **KEY},
        lambda p, r: r.headers.get("x-key") == "wallet",
        USER,
        security=[{"k": []}],
        routes={
            "POST /login": identity.json_login,
            "GET /wallets": lambda p, r: Answer(200, [{"adminkey": "wallet"}]) if bearer(p, r) else Answer(401),
        },
        paths={**login(answer=TOKENS), "/wallets": {"get": {"security": [{"s": []}], "responses": DONE}}},
        config='[auth.from-response]\nk = {operation = "GET /wallets", at = "[].adminkey"}\n'
        '[auth.schemes]\nk = "apikey:header:X-Key"\n',
    ),
    Case(
        "a base path that the document omits",
        BEARER,
        lambda p, r: bearer(p, r) and r.path.startswith("/api/"),
        USER,
        routes={"POST /api/login": identity.json_login},
        paths=login(answer=TOKENS),
        config='[server]\nbase-path = "/api/"\n',
    ),
]


def document_of(case: Case) -> dict[str, Any]:
    thing = {"type": "object", "properties": {"a": TEXT}}
    body = {"requestBody": {"content": {"application/json": {"schema": thing}}}}
    query = {"name": "q", "in": "query", "required": True, "schema": {"const": "x"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": f"https://api.example.com{case.base}"}],
        "paths": {
            "/read": {"get": {"parameters": [query], "responses": DONE}},
            "/write": {"post": {**body, "responses": DONE}},
            **case.paths,
        },
        "components": {"securitySchemes": dict(case.schemes)},
        "security": [{name: []} for name in case.schemes] if case.security is None else case.security,
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name.replace(" ", "-"))
def test_every_scheme_is_sent_as_the_server_wants_it(case: Case, tmp_path: Path) -> None:
    folder = tmp_path / "t"
    generate(document_of(case), folder, case.config)
    provider = Provider(case.demand, case.routes, case.challenge)
    provider.refresh_tokens["given"] = "ada"
    with providing(provider):
        run_tasks(folder, provider.url + case.base, **case.secrets)
    assert len(provider.refused) == case.refused, provider.refused
    assert provider.served >= 2


NAMES = ["key in a header", "basic", "bearer, ready-made", "digest MD5", "client credentials", "a session cookie"]


@pytest.mark.parametrize("case", [case for case in CASES if case.name in NAMES], ids=lambda case: case.name)
def test_one_401_to_good_credentials_is_survived(case: Case, tmp_path: Path) -> None:
    """With static secrets the request is asked again, with tokens and digests after a renewal."""
    folder = tmp_path / "t"
    generate(document_of(case), folder, case.config)
    turn = iter(range(10**9))
    provider = Provider(lambda p, r: case.demand(p, r) and next(turn) != 1, case.routes, case.challenge)
    with providing(provider):
        run_tasks(folder, provider.url, **case.secrets)
    assert (len(provider.refused), provider.served) == (case.refused + 1, 2)


def test_code_for_every_scheme_is_clean(tmp_path: Path) -> None:
    for number, case in enumerate(CASES):
        generate(document_of(case), tmp_path / str(number) / "t", case.config)
    commands = [["ruff", "check", "."], ["ruff", "format", "--check", "."]]
    typed = [number for number, case in enumerate(CASES) if case.name in ("OpenID Connect", "digest MD5")]
    commands += [["mypy", "--disallow-untyped-defs", str(tmp_path / str(number) / "t")] for number in typed]
    assert len(commands) == 4
    for command in commands:
        result = subprocess.run(
            [sys.executable, "-m", *command], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout + result.stderr


def locust(folder: Path, url: str, *options: str, **secrets: str) -> subprocess.CompletedProcess[str]:
    """Run Locust in a folder, and give what it says; its tables are files called out."""
    command = [sys.executable, "-m", "locust", "--headless", "--host", url, "--csv", "out", *options]
    return subprocess.run(
        command, cwd=folder, env=bare(folder, secrets), capture_output=True, text=True, timeout=120, check=False
    )


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"out_{table}.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def hurry(folder: Path, pause: str) -> None:
    path = folder / "locustfile.py"
    text = path.read_text()
    assert "wait_time = between(1, 3)" in text
    path.write_text(text.replace("wait_time = between(1, 3)", f"wait_time = between({pause})"))


def simple(schemes: Mapping[str, Any], paths: Mapping[str, Any]) -> dict[str, Any]:
    """A document with two operations that demand all schemes at once."""
    get = {"get": {"responses": DONE}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": get, "/b": get, **paths},
        "components": {"securitySchemes": dict(schemes)},
        "security": [{name: [] for name in schemes}],
    }


def test_the_token_endpoint_of_another_host_gets_no_secret_unless_it_is_named(tmp_path: Path) -> None:
    well_known = "/.well-known/openid-configuration"
    document = simple({"s": {"type": "openIdConnect", "openIdConnectUrl": well_known}}, {})
    with providing(Provider(bearer, {"POST /token": identity.oauth_form})) as other:
        answer = Answer(200, {"token_endpoint": f"{other.url}/token"})
        own = Provider(lambda _, r: other.is_good(r.bearer()), {f"GET {well_known}": lambda *_: answer})
        with providing(own):
            generate(document, tmp_path / "t")
            run = locust(tmp_path / "t", own.url, "-u", "4", "-r", "4", "-t", "20s", **CLIENT)
            assert run.stderr.count("no user can log in (the token endpoint is on another host)") == 1
            assert (run.returncode, other.seen, own.served) == (1, [], 0)
            generate(document, tmp_path / "t", f'[auth]\ntrusted-hosts = ["{other.url.removeprefix("http://")}"]\n')
            run_tasks(tmp_path / "t", own.url, **CLIENT)
            assert (len(other.seen), own.served) == (1, 2)


def test_a_token_that_cannot_be_had_stops_no_run_that_does_without(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    basic = {"basic": {"type": "http", "scheme": "basic"}}
    only = {"get": {"responses": DONE, "security": [{"s": []}]}}
    document = simple({**basic, **flow("password", "/token")}, {"/c": only})
    generate({**document, "security": [{"basic": []}, {"s": []}]}, folder)
    hurry(folder, "0.05, 0.1")
    routes = {"POST /token": lambda *_: Answer(405)}
    with providing(Provider(lambda _, request: request.basic == "ada:open sesame", routes)) as provider:
        run = locust(folder, provider.url, "-u", "3", "-r", "3", "-t", "4s", **USER)
    asked = [request.path for request in provider.seen]
    assert asked.count("/token") == 3
    assert "/c" not in asked
    assert {"/a", "/b"} <= {*asked[[at for at, path in enumerate(asked) if path == "/token"][2] :]}
    assert "no user can log in" not in run.stderr


QUIET = 'exclude = ["path:/login", "path:/refresh"]\n'  # users log in when they must, and not as a task of their own
SECONDS = 12  # of the run below; the numbers hold for any length
LIFE = 3.0


def test_tasks_that_log_in_and_refresh_leave_the_new_token_in_use(tmp_path: Path) -> None:
    body = {"requestBody": {"content": {"application/json": {"schema": {"properties": {"refresh_token": TEXT}}}}}}
    said = {"200": {"description": "", "content": {"application/json": {"schema": {"properties": TOKENS}}}}}
    folder = tmp_path / "t"
    document = simple(BEARER, {**login(answer=TOKENS), "/refresh": {"post": {**body, "responses": said}}})
    generate(document, folder, '[traffic]\n"path:/login" = "high"\n"path:/refresh" = "high"\n')
    hurry(folder, "0.1, 0.3")

    def newest(provider: Provider, request: Request) -> bool:
        return request.bearer() == list(provider.tokens)[-1]

    routes = {"POST /login": identity.json_login, "POST /refresh": identity.json_refresh}
    with providing(Provider(newest, routes)) as provider:
        run = locust(folder, provider.url, "-u", "1", "-r", "1", "-t", "4s", **USER)
    assert (run.returncode, provider.refused) == (0, [])
    assert {issue.kind for issue in provider.issues} == {"login", "refresh"}
    assert len(provider.issues) > 3


@pytest.mark.parametrize("kind", ["refresh tokens", "logins only", "claims of tokens"])
def test_tokens_of_three_seconds_never_run_out(kind: str, tmp_path: Path) -> None:
    """50 users in two processes: no request without a good token, and one renewal for each user and token."""
    with_refresh = kind == "refresh tokens"
    lifetime = {} if kind == "claims of tokens" else {"expires_in": {"type": "integer"}}
    given = TOKENS if with_refresh else {"access_token": TEXT, **lifetime}
    body = {"requestBody": {"content": {"application/json": {"schema": {"properties": {"refresh_token": TEXT}}}}}}
    said = {"200": {"description": "", "content": {"application/json": {"schema": {"properties": given}}}}}
    refresh = {"/refresh": {"post": {**body, "responses": said}}} if with_refresh else {}
    folder = tmp_path / "t"
    generate(simple(BEARER, {**login(answer=given), **refresh}), folder, QUIET)
    hurry(folder, "0.1, 0.3")
    names = [f"user{number}" for number in range(50)]
    table = "".join(f"{name},open sesame,\n" for name in names)
    (folder / "data" / "accounts.csv").write_text(f"username,password,token\n{table}")
    log_in = jwt if kind == "claims of tokens" else identity.json_login
    provider = Provider(bearer, {"POST /login": log_in, "POST /refresh": identity.json_refresh}, life=LIFE)
    options = ("-u", "50", "-r", "50", "-t", f"{SECONDS}s", "--processes", "2")
    with providing(provider):
        run = locust(folder, provider.url, *options)
    assert run.returncode == 0, run.stderr
    assert (provider.refused, rows(folder, "failures")) == ([], [])
    assert not [row for row in rows(folder, "stats") if "renewed" in row["Name"]]
    assert provider.served > 50 * SECONDS
    by_user: dict[str, list[identity.Issue]] = defaultdict(list)
    for issue in provider.issues:
        by_user[issue.user].append(issue)
    assert sorted(by_user) == sorted(names), "each account has one user"
    for issues in by_user.values():
        kinds = [issue.kind for issue in issues]
        assert kinds == ["login", *["refresh" if with_refresh else "login"] * (len(kinds) - 1)]
        pauses = [later.at - earlier.at for earlier, later in pairwise(issues)]
        assert len(pauses) >= (SECONDS - 4) // LIFE
        assert all(0.69 * LIFE < pause < LIFE + 1 for pause in pauses), pauses


def test_a_lost_token_is_renewed_once_and_the_request_repeated(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    generate(simple(BEARER, login(answer=TOKENS)), folder, QUIET)
    hurry(folder, "0.1, 0.3")
    uses: Counter[str] = Counter()  # of each token: the fifth is refused

    def is_fresh(provider: Provider, request: Request) -> bool:
        uses[request.bearer()] += 1
        return bearer(provider, request) and uses[request.bearer()] < 5

    with providing(Provider(is_fresh, {"POST /login": identity.json_login})) as provider:
        run = locust(folder, provider.url, "-u", "5", "-r", "5", "-t", "5s", **USER)
    assert run.returncode == 0, run.stderr
    assert len(provider.refused) >= 5
    assert 0 <= 5 + len(provider.refused) - len(provider.issues) <= 5, "the end of the run may cut renewals short"
    (renewed,) = [row for row in rows(folder, "stats") if row["Name"] == "[401: token renewed]"]
    assert int(renewed["Request Count"]) >= len(provider.refused) - 5  # the table may lack the last second
    assert rows(folder, "failures") == []


def test_a_renewal_that_fails_leaves_no_request_without_a_token(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    generate(simple(BEARER, login(answer=TOKENS)), folder, QUIET)
    hurry(folder, "0.05, 0.1")
    turn, logins = iter(range(10**9)), iter(range(10**9))
    routes = {"POST /login": lambda p, r: Answer(503) if next(logins) == 1 else identity.json_login(p, r)}
    with providing(Provider(lambda p, r: bearer(p, r) and next(turn) != 1, routes)) as provider:
        locust(folder, provider.url, "-u", "1", "-r", "1", "-t", "3s", **USER)
    assert (len(provider.refused), next(logins)) == (1, 3)
    assert all(request.bearer() for request in provider.seen if request.path != "/login")


def test_a_request_that_no_token_helps_is_refused_once_and_not_asked_again_with_a_new_one(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    generate(simple(BEARER, login(answer=TOKENS)), folder, QUIET)
    hurry(folder, "0.05, 0.1")
    turn = iter(range(10**9))  # it works at first, else it would rest
    routes = {"POST /login": identity.json_login, "GET /b": lambda *_: Answer(401 if next(turn) else 200)}
    with providing(Provider(bearer, routes)) as provider:
        locust(folder, provider.url, "-u", "1", "-r", "1", "-t", "4s", **USER)
    failed = [(row["Name"], row["Error"]) for row in rows(folder, "failures")]
    assert failed == [("/b", "CatchResponseError('HTTP 401, expected 200')")]
    assert len([request for request in provider.seen if request.path == "/b"]) >= 3
    assert len(provider.issues) == 2


def test_statuses_that_renew_a_token_can_be_set(tmp_path: Path) -> None:
    config = f"{QUIET}[auth]\nrenew-on = [401, 403]\n"
    generate(simple(BEARER, login(answer=TOKENS)), tmp_path / "t", config)

    def once(provider: Provider, request: Request) -> Answer:
        return Answer(200 if len(provider.issues) > 1 else 403)

    with providing(Provider(bearer, {"POST /login": identity.json_login, "GET /a": once})) as provider:
        run_tasks(tmp_path / "t", provider.url, **USER)
    paths = [request.path for request in provider.seen]
    assert sorted(paths) == ["/a", "/a", "/b", "/login", "/login"]
    assert paths[paths.index("/a") :][:3] == ["/a", "/login", "/a"]


def test_users_that_outnumber_the_accounts_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "t"
    generate(simple(BEARER, login(answer=TOKENS)), folder)
    (folder / "data" / "accounts.csv").write_text("username,password\nada,open sesame\ngrace,open sesame\n")
    with providing(Provider(bearer, {"POST /login": identity.json_login})) as provider:
        run = locust(folder, provider.url, "-u", "3", "-r", "3", "-t", "2s")
    assert run.stderr.count("more users than data/accounts.csv has rows") == 1
    assert {issue.user for issue in provider.issues} == {"ada", "grace"}


def certificates(folder: Path) -> dict[str, Path]:
    """A certificate authority, a server at 127.0.0.1 and a client, each a PEM file with its key."""
    made = {name: folder / f"{name}.pem" for name in ("ca", "server", "client")}
    for name, path in made.items():
        extension = "basicConstraints=critical,CA:TRUE" if name == "ca" else "subjectAltName=IP:127.0.0.1"
        signer = [] if name == "ca" else ["-CA", str(made["ca"]), "-CAkey", str(made["ca"])]
        command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        names = ["-subj", f"/CN={name}", "-addext", extension, "-days", "2", "-keyout", "-", "-out", "-"]
        made_now = subprocess.run([*command, *names, *signer], capture_output=True, check=True)
        path.write_bytes(made_now.stdout)
    return made


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificates of this test")
def test_a_client_certificate_is_shown(tmp_path: Path) -> None:
    made = certificates(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=made["ca"])
    context.load_cert_chain(made["server"])
    context.verify_mode = ssl.CERT_REQUIRED
    generate(simple({"s": {"type": "mutualTLS"}}, {}), tmp_path / "t")
    trusted = {"SSL_CERT_FILE": str(made["ca"])}
    with providing(Provider(lambda *_: True), context) as provider:
        run_tasks(tmp_path / "t", provider.url, T_CLIENT_CERT=str(made["client"]), **trusted)
        assert provider.served == 2
        run = locust(tmp_path / "t", provider.url, "-u", "1", "-r", "1", "-t", "3s", **trusted)
    assert (run.returncode, provider.served) == (1, 2)
    assert "no credentials for s: set T_CLIENT_CERT (.env.example)" in run.stderr


SECRETS = {
    "T_USERNAME": "s3cret-user",
    "T_PASSWORD": "s3cret-password",
    "T_K": "s3cret-key",
    "T_Q": "s3cret-query",
}


@pytest.mark.parametrize("is_up", [True, False], ids=["up", "down"])
def test_no_secret_is_written_or_logged(is_up: bool, tmp_path: Path) -> None:
    """The server answers well, refuses, or is not there: files and logs hold no secret, also without our checks."""
    folder = tmp_path / "t"
    query = {"q": {"type": "apiKey", "in": "query", "name": "key"}}
    keys = {"k": {"type": "apiKey", "in": "header", "name": "X-Key"}, **query}
    generate(simple({**BEARER, **keys}, login(answer=TOKENS)), folder)
    support = (folder / "support.py").read_text()
    (folder / "support.py").write_text(support.replace('checks = "shape"', 'checks = "off"'))
    hurry(folder, "0.1, 0.3")

    def grant(provider: Provider, request: Request) -> Answer:
        assert request.json["password"] == SECRETS["T_PASSWORD"]
        return Answer(200, {"access_token": "s3cret-token", "refresh_token": "s3cret-refresh", "expires_in": 2})

    turn = iter(range(10**9))
    demand = lambda _, r: r.query["key"] == SECRETS["T_Q"] and next(turn) % 3 > 0  # noqa: E731
    provider = Provider(demand, {"POST /login": grant})
    options = ("-u", "3", "-r", "3", "-t", "4s", "--html", "out.html", "--logfile", "out.log", "--loglevel", "DEBUG")
    with providing(provider):
        url = provider.url
        if is_up:
            run = locust(folder, url, *options, "--json-file", "out", **SECRETS)
    if not is_up:
        run = locust(folder, url, *options, "--json-file", "out", **SECRETS)
    assert (provider.served > 3) is is_up
    texts = [run.stdout, run.stderr]
    texts += [path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file()]
    assert len(texts) > 15
    assert not [line for text in texts for line in text.splitlines() if "s3cret" in line]
