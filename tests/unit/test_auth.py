import json
import textwrap
from typing import Any

import pytest

from apigen.analysis.auth import Auth, SchemeUse, Secret, TokenRequest, find_auth
from apigen.diagnostics import Diagnostic
from apigen.openapi.reader import read_api
from apigen.source import read_document

ORDERS = "/orders: {get: {responses: {'200': {description: ok}}}}"
LOGIN = """
/auth/login:
  post:
    operationId: login
    security: []
    requestBody:
      content:
        application/json:
          schema:
            type: object
            required: [email, password]
            properties: {email: {type: string}, password: {type: string}}
    responses:
      '200':
        description: in
        content:
          application/json:
            schema:
              type: object
              properties:
                access_token: {type: string}
                refresh_token: {type: string}
                expires_in: {type: integer}
"""
REFRESH = """
/auth/refresh:
  post:
    requestBody:
      content:
        application/json:
          schema: {type: object, properties: {refresh_token: {type: string}}}
    responses:
      '200':
        description: again
        content:
          application/json: {schema: {type: object, properties: {access_token: {type: string}}}}
"""
LOGOUT = "/auth/logout: {delete: {responses: {'204': {description: out}}}}"
BEARER = "bearer: {type: http, scheme: bearer}"
BASIC = "basic: {type: http, scheme: Basic}"
KEY = "key: {type: apiKey, in: header, name: X-Key}"


def indented(text: str, margin: int) -> str:
    return "\n".join(" " * margin + line for line in text.strip().splitlines())


def read(*paths: str, schemes: tuple[str, ...] = (), root: str = "") -> tuple[Auth, tuple[Diagnostic, ...]]:
    """The security of a document with these path items, schemes and members of the root."""
    lines = ["openapi: 3.1.0", "info: {title: T, version: '1'}", *([root] if root else []), "paths:"]
    lines += [indented(path, 2) for path in paths]
    if schemes:
        lines += ["components:", "  securitySchemes:", *(indented(scheme, 4) for scheme in schemes)]
    api, remarks = read_api(read_document("\n".join(lines) + "\n", "openapi.yaml"))
    assert [remark.code for remark in remarks] == []
    return find_auth(api)


def auth_of(*paths: str, schemes: tuple[str, ...] = (), root: str = "") -> Auth:
    auth, remarks = read(*paths, schemes=schemes, root=root)
    assert remarks == ()
    return auth


def requiring(*names: str) -> str:
    return "security: [" + ", ".join("{" + name + ": []}" for name in names) + "]"


def login_of(*paths: str) -> TokenRequest:
    login = auth_of(*paths).login
    assert login is not None
    return login


@pytest.mark.parametrize("place", ["header", "query", "cookie"])
def test_an_api_key_goes_where_its_scheme_says(place: str) -> None:
    auth = auth_of(ORDERS, schemes=(f"key: {{type: apiKey, in: {place}, name: X-Key}}",), root=requiring("key"))
    assert auth == Auth(
        schemes=(SchemeUse("key", place, "X-Key", "{api_key}"),),
        secrets=(Secret("api_key", "key", "api_key", True),),
        default=(("key",),),
        needed={"GET /orders": (("key",),)},
    )


def test_several_api_keys_have_their_schemes_names() -> None:
    schemes = (KEY, "App-Id: {type: apiKey, in: query, name: app}")
    auth = auth_of(ORDERS, schemes=schemes, root="security: [{key: [], App-Id: []}]")
    assert [(use.name, use.value) for use in auth.schemes] == [("key", "{key}"), ("App-Id", "{app_id}")]
    assert auth.secrets == (Secret("key", "key", "api_key", True), Secret("app_id", "App-Id", "api_key", True))


def test_one_key_may_stand_for_several_that_are_alternatives() -> None:
    schemes = (KEY, "App-Id: {type: apiKey, in: query, name: app}")
    auth = auth_of(ORDERS, schemes=schemes, root="security: [{key: []}, {App-Id: []}]")
    assert [secret.name for secret in auth.secrets] == ["key", "app_id", "api_key"]
    assert auth.secrets[-1] == Secret("api_key", "App-Id or key", "api_key", False)


def test_basic_sends_name_and_password() -> None:
    auth = auth_of(ORDERS, schemes=(BASIC,), root=requiring("basic"))
    assert auth.schemes == (SchemeUse("basic", "basic", "Authorization", "{username}:{password}"),)
    assert auth.secrets == (
        Secret("username", "basic", "username", True),
        Secret("password", "basic", "password", True),
    )
    assert auth.login is None


@pytest.mark.parametrize(
    "scheme",
    [
        "s: {type: http, scheme: bearer}",
        "s: {type: http, scheme: Bearer, bearerFormat: JWT}",
        "s: {type: oauth2, flows: {implicit: {authorizationUrl: /a, scopes: {}}}}",
    ],
)
def test_a_token_that_nobody_gives_has_to_be_brought(scheme: str) -> None:
    auth = auth_of(ORDERS, schemes=(scheme,), root=requiring("s"))
    assert auth.schemes == (SchemeUse("s", "header", "Authorization", "Bearer {token}"),)
    assert auth.secrets == (Secret("token", "s", "token", True),)
    assert (auth.login, auth.refresh) == (None, None)


def oauth(kind: str, url: str, more: str = "") -> str:
    return f"oauth: {{type: oauth2, flows: {{{kind}: {{tokenUrl: '{url}', scopes: {{}}{more}}}}}}}"


def test_client_credentials_are_exchanged_for_a_token() -> None:
    auth = auth_of(ORDERS, schemes=(oauth("clientCredentials", "/oauth/token"),), root=requiring("oauth"))
    assert auth.login == TokenRequest(
        operation="",
        method="POST",
        url="/oauth/token",
        encoding="form",
        fields={},
        token="access_token",
        refresh_token="refresh_token",
        expires_in="expires_in",
        expected=(),
        reason="the clientCredentials flow of the document, token URL /oauth/token",
        grants=({"grant_type": "client_credentials", "client_id": "{client_id}", "client_secret": "{client_secret}"},),
    )
    assert auth.refresh is None
    assert [(secret.name, secret.required) for secret in auth.secrets] == [
        ("client_id", True),
        ("client_secret", True),
        ("token", False),
    ]


def test_a_password_grant_has_a_refresh() -> None:
    auth = auth_of(ORDERS, schemes=(oauth("password", "/token"),), root=requiring("oauth"))
    assert auth.login is not None
    assert auth.refresh is not None
    assert auth.login.grants == ({"grant_type": "password", "username": "{username}", "password": "{password}"},)
    assert auth.refresh.grants == ({"grant_type": "refresh_token", "refresh_token": "{refresh_token}"},)
    assert (auth.login.url, auth.refresh.url) == ("/token", "/token")
    assert [secret.name for secret in auth.secrets] == ["username", "password", "token"]


def test_whoever_begins_with_a_refresh_token_may_be_a_client_that_the_server_knows() -> None:
    auth = auth_of(ORDERS, schemes=(oauth("authorizationCode", "/token"),), root=requiring("oauth"))
    told = [(secret.name, secret.required) for secret in auth.secrets]
    assert told == [("refresh_token", True), ("client_id", False), ("client_secret", False), ("token", False)]


def test_a_password_grant_is_refreshed_where_the_flow_says() -> None:
    schemes = (oauth("password", "/token", ", refreshUrl: /again"),)
    refresh = auth_of(ORDERS, schemes=schemes, root=requiring("oauth")).refresh
    assert refresh is not None
    assert refresh.url == "/again"


@pytest.mark.parametrize(
    ("server", "url", "found"),
    [
        ("", "token", "/token"),
        ("", "/oauth/token?x=1", "/oauth/token?x=1"),
        ("/api", "/api/token", "/token"),
        ("/api", "token", "/token"),
        ("https://api.example.com", "https://api.example.com/oauth/token", "/oauth/token"),
        ("https://api.example.com/v1/", "https://api.example.com/v1/token", "/token"),
        ("https://api.example.com:8443", "https://api.example.com:8443/token", "/token"),
    ],
)
def test_the_apis_own_token_url_is_used(server: str, url: str, found: str) -> None:
    root = requiring("oauth") + (f"\nservers: [{{url: '{server}'}}]" if server else "")
    login = auth_of(ORDERS, schemes=(oauth("clientCredentials", url),), root=root).login
    assert login is not None
    assert (login.url, login.at_root) == (found, False)


@pytest.mark.parametrize(
    ("server", "url"),
    [
        ("/api", "/token"),
        ("https://api.example.com/v1", "/token"),
        ("https://api.example.com/v1", "https://api.example.com/token"),
        ("https://api.example.com/to", "https://api.example.com/token"),
    ],
)
def test_a_token_url_beside_the_base_path_begins_at_the_root_of_the_host(server: str, url: str) -> None:
    root = f"{requiring('oauth')}\nservers: [{{url: '{server}'}}]"
    login = auth_of(ORDERS, schemes=(oauth("clientCredentials", url),), root=root).login
    assert login is not None
    assert (login.url, login.at_root) == ("/token", True)


@pytest.mark.parametrize(
    ("server", "url"),
    [
        ("", "https://login.example.com/token"),
        ("https://api.example.com", "https://login.example.com/token"),
        ("https://api.example.com", "https://api.example.com@login.example.com/token"),
        ("https://api.example.com", "https://api.example.com.login.example.com/token"),
        ("https://api.example.com", "https://api.example.com:8443/token"),
        ("https://api.example.com", "//login.example.com/token"),
        ("https://api.example.com", "http://[/token"),
        ("/api", "https://login.example.com/api/token"),
    ],
)
def test_secrets_go_to_no_foreign_token_url(server: str, url: str) -> None:
    root = requiring("oauth") + (f"\nservers: [{{url: '{server}'}}]" if server else "")
    auth, (remark,) = read(ORDERS, schemes=(oauth("password", url),), root=root)
    assert remark.code == "AG403"
    assert (auth.login, auth.refresh) == (None, None)
    assert auth.secrets == (Secret("token", "oauth", "token", True),)


def test_client_credentials_are_preferred_to_a_password() -> None:
    flows = "{password: {tokenUrl: /p, scopes: {}}, clientCredentials: {tokenUrl: /c, scopes: {}}}"
    login = auth_of(ORDERS, schemes=(f"oauth: {{type: oauth2, flows: {flows}}}",), root=requiring("oauth")).login
    assert login is not None
    assert login.url == "/c"


def test_a_login_is_found_with_all_it_takes_and_gives() -> None:
    auth = auth_of(ORDERS, LOGIN, schemes=(BEARER,), root=requiring("bearer"))
    assert auth.login == TokenRequest(
        operation="POST /auth/login",
        method="POST",
        url="/auth/login",
        encoding="json",
        fields={"email": "{username}", "password": "{password}"},
        token="access_token",
        refresh_token="refresh_token",
        expires_in="expires_in",
        expected=(200,),
        reason="POST /auth/login takes email and password, gives access_token",
    )
    assert [(secret.name, secret.required) for secret in auth.secrets] == [
        ("username", True),
        ("password", True),
        ("token", False),
    ]
    assert auth.needed == {"GET /orders": (("bearer",),), "POST /auth/login": ()}


def test_a_login_is_preferred_to_a_grant() -> None:
    login = auth_of(ORDERS, LOGIN, schemes=(oauth("password", "/token"),), root=requiring("oauth")).login
    assert login is not None
    assert login.operation == "POST /auth/login"


def test_a_login_without_any_scheme_gives_a_bearer_token() -> None:
    auth = auth_of(ORDERS, LOGIN)
    assert auth.schemes == (SchemeUse("login", "header", "Authorization", "Bearer {token}"),)
    assert auth.needed == {"GET /orders": (("login",),), "POST /auth/login": ()}
    assert auth.default == (("login",),)


def test_a_key_in_the_authorization_header_is_the_token_of_a_login() -> None:
    scheme = "jwt: {type: apiKey, in: header, name: Authorization}"
    auth = auth_of(ORDERS, LOGIN, schemes=(scheme,), root=requiring("jwt"))
    assert auth.schemes == (SchemeUse("jwt", "header", "Authorization", "Bearer {token}"),)
    assert auth.login is not None


@pytest.mark.parametrize("place", ["query", "cookie"])
def test_only_a_header_takes_a_bearer_token(place: str) -> None:
    scheme = f"jwt: {{type: apiKey, in: {place}, name: Authorization}}"
    assert auth_of(ORDERS, LOGIN, schemes=(scheme,), root=requiring("jwt")).schemes[0].value == "{api_key}"


def test_without_a_login_it_is_a_key_like_any_other() -> None:
    scheme = "jwt: {type: apiKey, in: header, name: Authorization}"
    auth = auth_of(ORDERS, schemes=(scheme,), root=requiring("jwt"))
    assert auth.schemes == (SchemeUse("jwt", "header", "Authorization", "{api_key}"),)


def test_the_name_of_a_header_may_hold_the_word_before_the_key() -> None:
    scheme = "jwt: {type: apiKey, in: header, name: 'Authorization: Bearer'}"
    auth = auth_of(ORDERS, LOGIN, schemes=(scheme,), root=requiring("jwt"))
    assert auth.schemes == (SchemeUse("jwt", "header", "Authorization", "Bearer {token}"),)
    auth = auth_of(ORDERS, schemes=(scheme.replace("Authorization", "X-Auth"),), root=requiring("jwt"))
    assert auth.schemes == (SchemeUse("jwt", "header", "X-Auth", "Bearer {api_key}"),)


@pytest.mark.parametrize(
    ("name", "description", "value"),
    [
        ("Bearer", "", "Bearer {api_key}"),
        ("auth", "Enter `Bearer` followed by a space and then the token.", "Bearer {api_key}"),
        ("auth", 'curl -H "Authorization: Token [your-token]"', "Token {api_key}"),
        ("auth", "The key of your account", "{api_key}"),
    ],
)
def test_a_key_goes_with_the_word_that_the_document_speaks_of(name: str, description: str, value: str) -> None:
    scheme = f"{name}: {{type: apiKey, in: header, name: Authorization, description: {json.dumps(description)}}}"
    (use,) = auth_of(ORDERS, schemes=(scheme,), root=requiring(name)).schemes
    assert use.value == value


def test_a_login_whose_token_goes_nowhere_is_an_operation_like_any_other() -> None:
    auth = auth_of(ORDERS, LOGIN.replace("security: []", requiring("key")), REFRESH, schemes=(KEY,))
    assert (auth.login, auth.refresh) == (None, None)
    assert auth.needed["POST /auth/login"] == (("key",),)


def test_a_login_is_believed_where_even_it_is_said_to_want_basic_authentication() -> None:
    auth = auth_of(ORDERS, LOGIN.replace("    security: []\n", ""), schemes=(BASIC,), root=requiring("basic"))
    assert auth.login is not None
    assert auth.needed == {"GET /orders": (("login",), ("basic",)), "POST /auth/login": (("basic",),)}
    assert auth.schemes[-1] == SchemeUse("login", "header", "Authorization", "Bearer {token}")


def test_basic_authentication_is_believed_where_the_login_is_open() -> None:
    assert auth_of(ORDERS, LOGIN, schemes=(BASIC,), root=requiring("basic")).needed["GET /orders"] == (("basic",),)


WALLETS = """
/api/wallets:
  get:
    security: [{bearer: []}]
    responses:
      '200':
        description: ok
        content:
          application/json:
            schema: {type: array, items: {type: object, properties: {id: {}, adminkey: {type: string}, inkey: {}}}}
"""


def test_a_key_is_read_from_the_answer_that_its_description_names() -> None:
    key = "key: {type: apiKey, in: header, name: X-Key, description: Admin or invoice key of a wallet}"
    auth = auth_of(ORDERS, LOGIN, WALLETS, schemes=(BEARER, key), root=requiring("key"))
    (lookup,) = auth.lookups
    assert (lookup.column, lookup.operation, lookup.at) == ("api_key", "GET /api/wallets", "[].adminkey")
    assert lookup.security == (("bearer",),)
    assert "api_key" not in [secret.name for secret in auth.secrets]
    assert auth_of(ORDERS, LOGIN, WALLETS, schemes=(BEARER, KEY), root=requiring("key")).lookups == ()


@pytest.mark.parametrize(
    ("description", "word"),
    [
        ("", "Bearer"),
        ('Token-based authentication with required prefix "Token"', "Token"),
        ("Prefix value with 'Apikey ' as in, 'Apikey SECRET'", "ApiKey"),
        ("JWT Authorization header using the Bearer scheme. Example: 'Authorization: Bearer {token}'", "Bearer"),
        ("Send `Authorization: JWT <your token>`.", "JWT"),
        ("Authorization: every request needs it", "Bearer"),
    ],
)
def test_the_word_before_a_token_is_the_one_of_the_description(description: str, word: str) -> None:
    scheme = f"jwt: {{type: apiKey, in: header, name: Authorization, description: {json.dumps(description)}}}"
    assert auth_of(ORDERS, LOGIN, schemes=(scheme,), root=requiring("jwt")).schemes[0].value == f"{word} {{token}}"


def test_a_refresh_may_take_the_refresh_token_as_bearer() -> None:
    bare = REFRESH[: REFRESH.index("    requestBody")] + REFRESH[REFRESH.index("    responses") :]
    bare = bare.replace("  post:\n", "  post:\n    security: [{again: []}]\n")
    schemes = (BEARER, "again: {type: http, scheme: bearer}")
    auth = auth_of(ORDERS, LOGIN, bare, schemes=schemes, root=requiring("bearer"))
    assert auth.refresh is not None
    assert (auth.refresh.fields, auth.refresh.security) == ({}, (("again",),))
    assert SchemeUse("again", "header", "Authorization", "Bearer {refresh_token}") in auth.schemes


def login(body: str, answer: str, path: str = "/login", content_type: str = "application/json") -> str:
    return f"""
{path}:
  post:
    requestBody: {{content: {{{content_type}: {{schema: {body}}}}}}}
    responses: {{'201': {{description: ok, content: {{application/json: {{schema: {answer}}}}}}}}}
"""


NAME_AND_PASSWORD = "{type: object, properties: {username: {}, password: {}}}"
TOKEN = "{type: object, properties: {token: {type: string}}}"


@pytest.mark.parametrize(
    ("answer", "token", "refresh_token", "expires_in"),
    [
        (TOKEN, "token", "", ""),
        ("{type: object, properties: {accessToken: {}, expiresIn: {}}}", "accessToken", "", "expiresIn"),
        ("{type: object, properties: {id_token: {}, token: {}, access_token: {}}}", "access_token", "", ""),
        (
            "{type: object, properties: {data: {type: object, properties: "
            "{access_token: {}, refresh_token: {}, expires_in: {}}}}}",
            "data.access_token",
            "data.refresh_token",
            "data.expires_in",
        ),
        (
            "{type: object, properties: {token: {type: object, properties: {access_token: {}}}, ttl: {}}}",
            "token.access_token",
            "",
            "ttl",
        ),
        ("{allOf: [{type: object, properties: {jwt: {}}}, {properties: {user: {}}}]}", "jwt", "", ""),
    ],
)
def test_the_token_is_found_at_the_top_of_the_answer_or_one_level_down(
    answer: str, token: str, refresh_token: str, expires_in: str
) -> None:
    found = login_of(login(NAME_AND_PASSWORD, answer))
    assert (found.token, found.refresh_token, found.expires_in) == (token, refresh_token, expires_in)
    assert found.expected == (201,)


@pytest.mark.parametrize(
    ("properties", "fields"),
    [
        ("userName: {}, Password: {}", {"userName": "{username}", "Password": "{password}"}),
        ("pwd: {}, e-mail: {}, user: {}", {"pwd": "{password}", "e-mail": "{username}"}),
        ("login: {}, passphrase: {}, otp: {}", {"login": "{username}", "passphrase": "{password}"}),
        (
            "username: {}, password: {}, grant_type: {const: password}",
            {"username": "{username}", "password": "{password}", "grant_type": "password"},
        ),
        (
            "email: {}, password: {}, realm: {enum: [shop, staff]}, lang: {default: en}",
            {"email": "{username}", "password": "{password}", "realm": "shop", "lang": "en"},
        ),
        (
            "email: {}, password: {}, with_refresh: {type: boolean}, remember: {type: boolean}",
            {"email": "{username}", "password": "{password}", "with_refresh": True},
        ),
    ],
)
def test_a_login_is_sent_what_it_needs(properties: str, fields: dict[str, Any]) -> None:
    body = f"{{type: object, properties: {{{properties}}}}}"
    assert login_of(login(body, TOKEN)).fields == fields


@pytest.mark.parametrize(("required", "is_sent"), [("", True), ("required: [email, password], ", False)])
def test_an_example_of_what_a_login_does_not_require_is_not_sent(required: str, is_sent: bool) -> None:
    body = f"{{type: object, {required}properties: {{email: {{}}, password: {{}}, otp: {{example: '123456'}}}}}}"
    assert ("otp" in login_of(login(body, TOKEN)).fields) is is_sent


def test_required_fields_of_a_login_are_sent_in_any_case() -> None:
    properties = "{email: {}, password: {}, device: {}, keep: {type: boolean}}"
    body = f"{{type: object, required: [device, keep], properties: {properties}}}"
    fields = login_of(login(body, TOKEN)).fields
    assert fields == {"email": "{username}", "password": "{password}", "device": "", "keep": True}


@pytest.mark.parametrize(
    ("required", "user"), [("machine_id, password", "machine_id"), ("machine_id, realm, password", "")]
)
def test_the_only_other_thing_that_a_login_requires_is_its_user(required: str, user: str) -> None:
    properties = "{machine_id: {}, realm: {}, password: {}, scenarios: {type: array}}"
    body = f"{{type: object, required: [{required}], properties: {properties}}}"
    found = auth_of(login(body, TOKEN)).login
    assert (found.fields.get(user) if found else None) == ("{username}" if user else None)


def test_a_login_is_a_post() -> None:
    assert auth_of(login(NAME_AND_PASSWORD, TOKEN).replace("post:", "put:")).login is None


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [(("200", "201", "401", "default"), (200, 201)), (("2XX", "400"), ()), (("200", "302"), (200,))],
)
def test_only_good_statuses_are_expected_of_a_login(statuses: tuple[str, ...], expected: tuple[int, ...]) -> None:
    (line,) = [line for line in login(NAME_AND_PASSWORD, TOKEN).splitlines() if "responses:" in line]
    good = line.partition("'201': ")[2].removesuffix("}")
    answers = ", ".join(f"'{status}': {good}" for status in statuses)
    item = login(NAME_AND_PASSWORD, TOKEN).replace(line, f"    responses: {{{answers}}}")
    assert login_of(item).expected == expected


def test_of_two_names_that_differ_in_case_the_first_is_meant() -> None:
    body = "{type: object, properties: {user: {}, User: {}, password: {}, Password: {}}}"
    assert login_of(login(body, TOKEN)).fields == {"user": "{username}", "password": "{password}"}


def test_a_login_may_be_a_form() -> None:
    found = login_of(login(NAME_AND_PASSWORD, TOKEN, "/token", "application/x-www-form-urlencoded"))
    assert found.encoding == "form"


@pytest.mark.parametrize(
    "path", ["/login", "/log-in", "/users/signIn", "/sessions", "/session", "/oauth/token", "/auth", "/authenticate"]
)
def test_a_login_is_known_by_its_path(path: str) -> None:
    assert login_of(login(NAME_AND_PASSWORD, TOKEN, path)).url == path


@pytest.mark.parametrize(
    "path",
    [
        "/register",
        "/signup",
        "/login/reset",
        "/password/forgot",
        "/token/revoke",
        "/login/{tenant}",
        "/people",
        "/blogging",
    ],
)
def test_what_only_resembles_a_login_is_none(path: str) -> None:
    parameter = "\n  parameters: [{name: tenant, in: path, required: true, schema: {type: string}}]"
    item = login(NAME_AND_PASSWORD, TOKEN, path).replace(":\n", f":{parameter}\n", 1) if "{" in path else ""
    assert auth_of(item or login(NAME_AND_PASSWORD, TOKEN, path)).login is None


@pytest.mark.parametrize(
    ("body", "answer"),
    [
        ("{type: object, properties: {username: {}}}", TOKEN),
        ("{type: object, properties: {password: {}}}", TOKEN),
        (NAME_AND_PASSWORD, "{type: object, properties: {ok: {}}}"),
        (NAME_AND_PASSWORD, "{type: object, properties: {token: {type: array, items: {type: string}}}}"),
    ],
)
def test_a_login_needs_a_name_a_password_and_a_token(body: str, answer: str) -> None:
    assert auth_of(login(body, answer)).login is None


def test_a_login_without_token_or_scheme_sets_cookies_where_one_can_log_out() -> None:
    greeting = login(NAME_AND_PASSWORD, "{type: object, properties: {message: {}}}")
    auth = auth_of(ORDERS, greeting, LOGOUT)
    assert auth.login is not None
    assert auth.login.token == "cookie:"
    assert auth.needed["GET /orders"] == (("login",),)
    assert auth_of(ORDERS, greeting, LOGOUT, schemes=(BEARER,), root=requiring("bearer")).login is None


def test_a_key_goes_in_a_header_where_it_may() -> None:
    places = {"asked": "query", "kept": "cookie", "told": "header"}
    keys = tuple(f"{name}: {{type: apiKey, in: {place}, name: key}}" for name, place in places.items())
    auth = auth_of(ORDERS, schemes=keys, root="security: [{asked: []}, {kept: []}, {told: []}]")
    assert auth.needed["GET /orders"] == (("told",), ("asked",), ("kept",))


def test_the_clearest_login_wins() -> None:
    vague = login(NAME_AND_PASSWORD, TOKEN, "/people").replace("post:\n", "post:\n    summary: Log in\n")
    assert login_of(vague).url == "/people"
    assert login_of(vague, login(NAME_AND_PASSWORD, TOKEN, "/signin")).url == "/signin"


def test_a_refresh_is_found_where_the_login_gives_a_token_for_it() -> None:
    auth = auth_of(ORDERS, LOGIN, REFRESH, schemes=(BEARER,), root=requiring("bearer"))
    assert auth.refresh is not None
    assert auth.refresh.operation == "POST /auth/refresh"
    assert auth.refresh.fields == {"refresh_token": "{refresh_token}"}
    assert auth.refresh.token == "access_token"
    assert auth.needed["POST /auth/refresh"] == ()


def test_a_refresh_without_a_token_for_it_is_an_operation_like_any_other() -> None:
    without = LOGIN.replace("                refresh_token: {type: string}\n", "")
    auth = auth_of(ORDERS, without, REFRESH, schemes=(BEARER,), root=requiring("bearer"))
    assert auth.refresh is None
    assert auth.needed["POST /auth/refresh"] == (("bearer",),)


@pytest.mark.parametrize(
    ("item", "key"),
    [
        (LOGOUT, "DELETE /auth/logout"),
        (LOGOUT.replace("logout", "sign-out").replace("delete", "post"), "POST /auth/sign-out"),
        ("/me: {get: {operationId: logOff, responses: {'200': {description: ok}}}}", "GET /me"),
    ],
)
def test_logouts_are_found_whatever_their_method(item: str, key: str) -> None:
    assert auth_of(ORDERS, LOGIN, item).logouts == (key,)


def test_nothing_is_needed_where_nothing_is_declared() -> None:
    assert auth_of(ORDERS) == Auth(needed={"GET /orders": ()})


def test_a_scheme_that_is_required_nowhere_is_sent_everywhere() -> None:
    auth = auth_of(ORDERS, "/other: {get: {responses: {'200': {description: ok}}}}", schemes=(KEY, BASIC))
    assert auth.needed == dict.fromkeys(("GET /orders", "GET /other"), (("key",), ("basic",)))


def test_a_scheme_that_is_required_somewhere_is_sent_only_there() -> None:
    other = "/other: {get: {security: [{key: []}], responses: {'200': {description: ok}}}}"
    assert auth_of(ORDERS, other, schemes=(KEY,)).needed == {"GET /orders": (), "GET /other": (("key",),)}


@pytest.mark.parametrize(
    ("says", "needed"),
    [("", (("key",),)), ("security: [], ", ()), ("security: [{basic: []}], ", (("basic",),))],
)
def test_an_operation_that_says_nothing_but_may_answer_401_gets_what_others_demand(says: str, needed: Any) -> None:
    refusing = f"/mine: {{get: {{{says}responses: {{'200': {{description: ok}}, '401': {{description: who?}}}}}}}}"
    other = "/other: {get: {security: [{key: []}], responses: {'200': {description: ok}}}}"
    third = other.replace("/other", "/third")
    auth = auth_of(ORDERS, refusing, other, third, schemes=(KEY, BASIC))
    assert auth.needed["GET /mine"] == needed
    assert auth.needed["GET /orders"] == ()


@pytest.mark.parametrize(
    ("security", "needed"),
    [
        ("[{key: []}, {basic: []}]", (("key",), ("basic",))),
        ("[{key: [], basic: []}]", (("basic", "key"),)),
        ("[{key: []}, {}]", (("key",), ())),
        ("[{bearer: [read]}]", (("bearer",),)),
        ("[]", ()),
    ],
)
def test_an_operation_may_want_one_or_several_or_nothing(security: str, needed: Any) -> None:
    own = ORDERS.replace("{get: {", f"{{get: {{security: {security}, ")
    root = requiring("key") + "\n"
    other = "/other: {get: {responses: {'200': {description: ok}}}}"
    auth = auth_of(own, other, schemes=(KEY, BASIC, BEARER), root=root)
    assert {tuple(sorted(names)) for names in auth.needed["GET /orders"]} == {tuple(sorted(names)) for names in needed}
    assert auth.needed["GET /other"] == (("key",),)


def test_what_most_operations_need_is_the_default() -> None:
    public = "/health: {get: {security: [], responses: {'200': {description: ok}}}}"
    other = "/other: {get: {responses: {'200': {description: ok}}}}"
    assert auth_of(public, ORDERS, other, schemes=(KEY,), root=requiring("key")).default == (("key",),)


UNSUPPORTED = [
    ("s: {type: http, scheme: HOBA}", "http hoba"),
    ("s: {type: http, scheme: negotiate}", "http negotiate"),
]


@pytest.mark.parametrize(("scheme", "kind"), UNSUPPORTED)
def test_an_unsupported_scheme_is_told_and_left_out(scheme: str, kind: str) -> None:
    auth, remarks = read(ORDERS, schemes=(scheme,), root=requiring("s"))
    assert auth == Auth(needed={"GET /orders": ()})
    (remark,) = remarks
    assert (remark.code, remark.severity) == ("AG401", "warning")
    assert f"'s' ({kind})" in remark.message
    assert remark.hint


def test_an_unsupported_scheme_that_nobody_requires_is_not_worth_a_word() -> None:
    assert auth_of(ORDERS, schemes=("s: {type: http, scheme: hoba}", KEY), root=requiring("key")).default == (("key",),)


def test_an_alternative_opens_what_an_unsupported_scheme_guards() -> None:
    auth, remarks = read(
        ORDERS, schemes=("s: {type: http, scheme: hoba}", KEY), root="security: [{s: []}, {s: [], key: []}, {key: []}]"
    )
    assert auth.needed == {"GET /orders": (("key",),)}
    assert [remark.code for remark in remarks] == ["AG401"]


def test_no_analysis_holds_a_secret_of_the_document() -> None:
    body = "{type: object, properties: {username: {example: root}, password: {default: hunter2, example: hunter2}}}"
    assert "hunter2" not in repr(auth_of(login(body, TOKEN)))


def test_an_operation_at_the_token_url_says_how_it_wants_to_be_asked() -> None:
    operation = """
    /api/v1/auth:
      post:
        requestBody:
          content:
            application/json:
              schema: {properties: {username: {type: string}, password: {type: string}}}
        responses: {'200': {description: ok, content: {application/json: {schema: {}}}}}
    """
    scheme = "sso: {type: oauth2, flows: {password: {tokenUrl: api/v1/auth, scopes: {}}}}"
    login = auth_of(textwrap.dedent(operation), ORDERS, schemes=(scheme,), root="security: [{sso: []}]").login
    assert login is not None
    assert (login.encoding, login.token) == ("json", "access_token")
    assert login.fields == {"username": "{username}", "password": "{password}"}


def test_two_things_in_one_header_are_remarked_on() -> None:
    both = "/both: {get: {security: [{basic: [], bearer: [], key: []}], responses: {'200': {description: ok}}}}"
    either = "/either: {get: {security: [{basic: [], bearer: []}, {key: []}], responses: {'200': {description: ok}}}}"
    _, remarks = read(both, either, schemes=(BEARER, BASIC, KEY))
    (remark,) = remarks
    assert (remark.code, remark.message.partition(",")[0]) == ("AG405", "GET /both demands basic and bearer at once")
    assert remark.hint == 'say which: [auth.security] "GET /both" = "basic + key" in apigen.toml'


@pytest.mark.parametrize(
    ("header", "value", "secrets"),
    [
        ("X-Access-Token", "{token}", ["username", "password", "token", "api_key"]),
        ("Private-Token", "{api_key}", ["api_key"]),
    ],
)
def test_a_key_that_is_called_as_the_token_of_the_login(header: str, value: str, secrets: list[str]) -> None:
    auth, _ = read(LOGIN, ORDERS, schemes=(f"key: {{type: apiKey, in: header, name: {header}}}",))
    assert [use.value for use in auth.schemes] == [value]
    assert [secret.name for secret in auth.secrets] == secrets
    assert (auth.login is None) == (value == "{api_key}")
