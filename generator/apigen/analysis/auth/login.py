"""Finding the operations that log in, refresh and log out, by path, name, body and answer."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from apigen.analysis.auth.model import COOKIES, TokenRequest
from apigen.openapi.lookup import body_media_type, properties, resolve, success_content, success_schema, type_of
from apigen.openapi.model import Api, Operation, Schema

_LOGIN = re.compile(r"(log|sign)[_ -]?in\b|authenticat|auth/?(?!\S)|token\b|sessions?\b|/auth/local", re.IGNORECASE)
_NOT_LOGIN = re.compile(r"regist|sign_?-?up|reset|forgot|change|verif|confirm|invite|revoke|refresh", re.IGNORECASE)
_REFRESH = re.compile(r"refresh|renew", re.IGNORECASE)
_LOGOUT = re.compile(r"log_?-?out|sign_?-?out|log_?-?off", re.IGNORECASE)

_PASSWORD = ("password", "passwd", "pwd", "pass", "passphrase", "secret")
_USER = ("username", "email", "login", "user", "useremail", "emailaddress", "userid", "identifier", "account", "name")
_TOKENS = ("accesstoken", "token", "authtoken", "jwt", "idtoken", "bearertoken", "sessiontoken", "apitoken", "key")
_REFRESH_TOKENS = ("refreshtoken", "refresh", "renewtoken")
_LIFETIMES = ("expiresin", "expiresinseconds", "tokenexpiresin", "accesstokenexpiresin", "ttl", "maxage")
_TOKEN_HEADERS = ("authorization", "x-auth-token", "x-access-token", "access-token", "x-subject-token", "auth-token")
_CSRF = re.compile(r"(csrf|xsrf)", re.IGNORECASE)
_CSRF_TOKENS = ("csrftoken", "xsrftoken", "token", "result", "value")


def find_login(api: Api) -> TokenRequest | None:
    """The POST that takes a user's name and password and answers with a token; the clearest where several do."""
    found = [(score, request) for op in api.operations if (score := _login_score(op)) for request in _login(api, op)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _login_score(operation: Operation) -> int:
    """How clearly the names say login: 3 path or id, 1 tag or summary, 0 not at all."""
    names = f"{operation.path} {operation.declared_id}"
    if operation.method != "POST" or "{" in operation.path or _NOT_LOGIN.search(names):
        return 0
    if _LOGIN.search(re.sub(r"([a-z])([A-Z])", r"\1_\2", names)):
        return 3
    return 1 if _LOGIN.search(" ".join((operation.summary, *operation.tags))) else 0


def _login(api: Api, operation: Operation) -> Iterator[TokenRequest]:
    fields = login_fields(api, operation)
    user = next((name for name, value in fields.items() if value == "{username}"), "")
    password = next((name for name, value in fields.items() if value == "{password}"), "")
    token = _token(api, operation)
    if user and password and token is not None:
        gives = token or "a token that the document does not describe"
        yield token_request(
            api, operation, fields, token, f"{operation.key} takes {user} and {password}, gives {gives}"
        )


def login_fields(api: Api, operation: Operation) -> dict[str, Any]:
    """What a login takes: the name and password of a user, constants, and what else is required."""
    media_type = body_media_type(operation)
    members = properties(media_type.schema, api.definitions) if media_type else {}
    required = resolve(media_type.schema, api.definitions).get("required", []) if media_type else []
    password = _named(members, _PASSWORD)
    others = [name for name in required if name in members and name != password] if password else []
    user = _named(members, _USER) or (others[0] if len(others) == 1 else "")  # machine_id, whatever else there may be
    return {
        name: "{username}" if name == user else "{password}" if name == password else value
        for name, schema in members.items()
        if (value := _constant(name, resolve(schema, api.definitions), name in required, not required)) is not None
        or name in (user, password)
    }


def _token(api: Api, operation: Operation) -> str | None:
    """Where the answer of a login holds the token; empty where the document does not say, None where it holds none."""
    said = success_schema(operation)
    if path := _path_to(said, api.definitions, _TOKENS) or _standard_token(api, operation):
        return path
    headers = {
        name.lower(): name for response in operation.responses if response.is_success for name in response.headers
    }
    if found := next((headers[name] for name in _TOKEN_HEADERS if name in headers), ""):
        return f"header:{found}"
    cookies = [scheme for scheme in api.security_schemes if scheme.type == "apiKey" and scheme.location == "cookie"]
    if cookies and not any(scheme.type != "apiKey" for scheme in api.security_schemes):
        return f"cookie:{cookies[0].parameter}"
    if "set-cookie" in headers:
        return COOKIES
    whole = resolve(said, api.definitions)
    if type_of(whole) == "string" and _login_score(operation) == 3:
        return "."
    if _login_score(operation) < 3:
        return None
    if _is_silent(api, operation):
        return ""
    # what logs out without a token to send ends a session that only cookies can tell
    return COOKIES if not api.security_schemes and find_logouts(api) else None


def _is_silent(api: Api, operation: Operation) -> bool:
    """Whether a document says nothing of an answer, or, as some generators do, only repeats the request."""
    content, asked = success_content(operation), body_media_type(operation)
    schemas = [media_type.schema for media_type in content]
    empty = not any(properties(schema, api.definitions) or resolve(schema, api.definitions) for schema in schemas)
    return empty or (asked is not None and all(schema == asked.schema for schema in schemas))


def _standard_token(api: Api, operation: Operation) -> str:
    """What a token URL answers with, where the operation there does not say (RFC 6749, section 5.1).

    The operation itself tells how it wants to be asked: servers exist whose password flow takes JSON.
    """
    urls = {flow.token_url.strip("/") for scheme in api.security_schemes for flow in scheme.flows}
    said = properties(success_schema(operation), api.definitions)
    return "access_token" if operation.path.strip("/") in urls and not said else ""


def find_refresh(api: Api, login: TokenRequest | None) -> TokenRequest | None:
    """The POST that takes a refresh token and answers with a new token; only where the login gives one.

    It takes the refresh token in its body or, where it has none, in place of the access token.
    """
    if login is None or not login.refresh_token:
        return None
    for operation in api.operations:
        names = f"{operation.path} {operation.declared_id}"
        if operation.method != "POST" or "{" in operation.path or not _REFRESH.search(names):
            continue
        media_type = body_media_type(operation)
        members = properties(media_type.schema, api.definitions) if media_type else {}
        given = _named(members, _REFRESH_TOKENS + _TOKENS[:1])
        token = _path_to(success_schema(operation), api.definitions, _TOKENS)
        if token and (given or not media_type):
            fields = {given: "{refresh_token}"} if given else {}
            reason = f"{operation.key} takes {given or 'the refresh token as bearer'}, gives {token}"
            return token_request(api, operation, fields, token, reason)
    return None


def find_logouts(api: Api) -> tuple[str, ...]:
    """The operations that end a session, whatever their method: they would make the test's own token void."""
    return tuple(op.key for op in api.operations if _LOGOUT.search(f"{op.path} {op.declared_id}"))


def find_csrf(api: Api) -> tuple[Operation, str] | None:
    """The GET that gives a CSRF token, and where its answer holds it."""
    for operation in api.operations:
        if operation.method != "GET" or "{" in operation.path or not _CSRF.search(operation.path):
            continue
        if path := _path_to(success_schema(operation), api.definitions, _CSRF_TOKENS):
            return operation, path
    return None


def find_key(api: Api, operations: Iterable[Operation], about: str) -> tuple[Operation, str] | None:
    """The GET whose answer holds the key that a description is about, and where: what both name must agree."""
    words = {word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", about.lower())}
    for operation in operations:
        named = {word.removesuffix("s") for word in re.findall(r"[a-z]{3,}", operation.path.lower())} - {"api"}
        if operation.method != "GET" or "{" in operation.path or not named & words:
            continue
        schema = resolve(success_schema(operation), api.definitions)
        items = schema.get("items") if type_of(schema) == "array" else None
        for member in properties(items if items is not None else schema, api.definitions):
            before = _plain(member).removesuffix("key")
            if before != _plain(member) and before in words:
                return operation, f"[].{member}" if items is not None else member
    return None


def token_request(api: Api, operation: Operation, fields: Mapping[str, Any], token: str, reason: str) -> TokenRequest:
    """The request to an operation that gives tokens; what else its answer holds is found."""
    schema, media_type = success_schema(operation), body_media_type(operation)
    return TokenRequest(
        operation=operation.key,
        method=operation.method,
        url=operation.path,
        encoding="form" if media_type and "form" in media_type.content_type else "json",
        fields=fields,
        token=token,
        refresh_token=_path_to(schema, api.definitions, _REFRESH_TOKENS),
        expires_in=_path_to(schema, api.definitions, _LIFETIMES),
        expected=tuple(int(r.status) for r in operation.responses if r.is_success and r.status.isdigit())
        if token
        else (),
        reason=reason,
    )


def _constant(name: str, schema: Mapping[str, Any], required: bool, may_be: bool) -> Any:
    """What a further field of a login is sent as; None where it is better left out, as a second factor is.

    `may_be`: the document does not say which fields are required.
    """
    if "const" in schema:
        return schema["const"]
    for keyword in ("default", "example") if required or may_be else ("default",):
        if schema.get(keyword) is not None:
            return schema[keyword]
    if schema.get("enum"):
        return schema["enum"][0]
    if type_of(schema) == "boolean" and (required or _REFRESH.search(name)):
        return True
    return "" if required else None


def _named(members: Mapping[str, Schema], names: tuple[str, ...]) -> str:
    """The first property whose name, without case and punctuation, is one of `names`, in their order."""
    plain = {_plain(member): member for member in reversed(list(members))}
    return next((plain[name] for name in names if name in plain), "")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _path_to(schema: Schema | None, definitions: Mapping[str, Schema], names: tuple[str, ...]) -> str:
    """The dotted path to such a property, at the top of an answer or one level down."""
    members = properties(schema, definitions)
    found = _named(members, names)
    if found and type_of(resolve(members[found], definitions)) not in ("object", "array"):
        return found
    for member, inner in members.items():
        below = properties(inner, definitions) if type_of(resolve(inner, definitions)) == "object" else {}
        if found := _named(below, names):
            return f"{member}.{found}"
    return ""
