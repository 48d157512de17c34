"""Authentication documents of Web Fuzzing Commons: `apigen from-spec openapi.yaml --auth auth.yaml`.

Only their structure is taken over (which operation logs in, where its token stands, how it is sent). The names,
passwords and keys in them are secrets, which are read at run time from the environment and never written.
Format: https://github.com/WebFuzzing/Commons, schema `wfc/schemas/auth.yaml`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from apigen.analysis.auth.model import COOKIES
from apigen.errors import UsageError
from apigen.identifiers import snake_case
from apigen.source import Node, Notes, SourceDocument

_USERS = re.compile(r"user|e?mail|login|name|account", re.IGNORECASE)
_PASSWORDS = re.compile(r"pass|pwd|secret|pin", re.IGNORECASE)


def read_auth_file(document: SourceDocument) -> dict[str, Any]:
    """What the document says in the words of `[auth]`; UsageError where it is no such document.

    All its users are of one kind here: what the first says, or else `authTemplate`, holds.
    """
    root = Node.root(document, Notes())
    users = root.sequence("auth") if root.is_map else ()
    if not users or not users[0].is_map:
        raise UsageError(f"{document.name}: a Web Fuzzing Commons document has a list `auth` of users")
    template = root.value.get("authTemplate")
    user = {**(template if isinstance(template, Mapping) else {}), **users[0].value}
    headers = [header for header in user.get("fixedHeaders") or [] if _is_header(header)]
    table: dict[str, Any] = {"add": [_scheme(header["name"], header["value"]) for header in headers]}
    login = user.get("loginEndpointAuth")
    if isinstance(login, Mapping):
        table |= _login(login, document.name)
        table["add"] += _sent(login)
    return table


def _is_header(header: Any) -> bool:
    return isinstance(header, Mapping) and all(isinstance(header.get(key), str) for key in ("name", "value"))


def _scheme(name: str, value: str) -> str:
    """`Authorization: Bearer abc` is a bearer token; of any other header the whole value is the secret."""
    word, space, _ = value.partition(" ")
    if name.lower() == "authorization" and word.lower() == "basic":
        return "basic"
    if name.lower() == "authorization" and space and word.isalpha():
        return f"header:{name}:{word} {{token}}"
    return f"header:{name}:{{{snake_case(name, 'api_key')}}}"


def _login(login: Mapping[str, Any], file: str) -> dict[str, Any]:
    address = str(login.get("externalEndpointURL") or login.get("endpoint") or "")
    if not address:
        raise UsageError(f"{file}: loginEndpointAuth names neither an endpoint nor an externalEndpointURL")
    token = login.get("token")
    at = _dotted(str(token.get("extractFromField", ""))) if isinstance(token, Mapping) else ""
    is_form = "form" in str(login.get("contentType", ""))
    wish = {
        "url": address,
        "method": str(login.get("verb", "POST")),
        "encoding": "form" if is_form else "json",
        "fields": dict(_fields(login, is_form)),
        "token": COOKIES if login.get("expectCookies") else at,
    }
    host = urlsplit(address).netloc
    return {"login": wish, **({"trusted-hosts": [host]} if host else {})}


def _fields(login: Mapping[str, Any], is_form: bool) -> Iterator[tuple[str, Any]]:
    """The body of the login with its secrets as placeholders."""
    pair = login.get("payloadUserPwd")
    if isinstance(pair, Mapping):
        yield str(pair.get("usernameField", "username")), "{username}"
        yield str(pair.get("passwordField", "password")), "{password}"
        return
    raw = str(login.get("payloadRaw") or "")
    try:
        members = dict(parse_qsl(raw)) if is_form else json.loads(raw or "{}")
    except ValueError:
        members = {}
    for name, value in members.items() if isinstance(members, Mapping) else ():
        is_secret = isinstance(value, str) and (_PASSWORDS.search(name) or _USERS.search(name))
        yield name, ("{password}" if _PASSWORDS.search(name) else "{username}") if is_secret else value


def _dotted(pointer: str) -> str:
    """A JSON Pointer (RFC 6901) as the paths of apigen are written: `/data/token` is data.token."""
    return ".".join(part.replace("~1", "/").replace("~0", "~") for part in pointer.strip("/").split("/"))


def _sent(login: Mapping[str, Any]) -> list[str]:
    token = login.get("token")
    if login.get("expectCookies") or not isinstance(token, Mapping):
        return []
    name, prefix = str(token.get("httpHeaderName") or "Authorization"), str(token.get("headerPrefix") or "")
    return [f"header:{name}:{prefix}{{token}}"]
