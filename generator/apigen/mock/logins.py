"""The operations that hand out tokens: a password goes in, a token comes out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from apigen.mock.bodies import FORMS
from apigen.mock.document import Document, Operation, as_list, as_tree
from apigen.mock.media import is_json, json_schema_of, success_response
from apigen.mock.schemas import Schemas
from apigen.mock.security import TokenBook, browser_urls, is_placeholder

_PASSWORD = re.compile(r"password|passwd|passphrase|^pwd$|client.?secret", re.IGNORECASE)
_REFRESH = re.compile(r"refresh.?token$", re.IGNORECASE)
_TOKEN = re.compile(r"token|jwt|bearer", re.IGNORECASE)
_NO_TOKEN = re.compile(r"type|expir|ttl|scope|mail|device|push|next|page|cursor|reset|invit|[cx]srf", re.IGNORECASE)
_PERSON = re.compile(r"(first|last|middle|given|family).?name|birth", re.IGNORECASE)
_LIFETIME = re.compile(r"expires?.?in|\bttl\b|lifetime|valid.?for", re.IGNORECASE)
_SIGN_IN = re.compile(r"(log|sign)[-_]?in/?$|/sessions?/?$", re.IGNORECASE)
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Login:
    """How one operation hands out tokens."""

    secrets: tuple[str, ...]  # body members that must hold a real value
    refresh: tuple[str, ...]  # body members that must hold a refresh token of this server
    tokens: tuple[tuple[str, ...], ...]  # where the answer holds them; nowhere: a cookie does
    lifetimes: tuple[tuple[str, ...], ...]
    takes_any_refresh: bool = False  # a browser may have brought it, of which this server knows nothing

    def refuses(self, body: dict[str, Any], tokens: TokenBook) -> bool:
        """Whether the credentials in the body are no good; without tokens it only looks like a login."""
        if not self.tokens or any(self._is_refresh(str(body.get(name, "")), tokens) for name in self.refresh):
            return False
        given = [str(body[name]) for name in self.secrets if name in body]
        return not given or body.get("grant_type") == "refresh_token" or any(is_placeholder(text) for text in given)

    def _is_refresh(self, text: str, tokens: TokenBook) -> bool:
        return tokens.is_refresh(text) or (self.takes_any_refresh and not is_placeholder(text))

    def plant(self, answer: Any, tokens: TokenBook) -> None:
        """Puts fresh tokens and their lifetime into the answer."""
        access, refresh = tokens.issue()
        for keys in self.tokens:
            put(answer, keys, refresh if _REFRESH.search(keys[-1]) else access)
        for keys in self.lifetimes:
            put(answer, keys, int(tokens.options.token_ttl))


def put(value: Any, keys: tuple[str, ...], new: Any) -> None:
    """Sets the member below `keys` where its parents exist."""
    for key in keys[:-1]:
        value = value.get(key) if isinstance(value, dict) else None
    if isinstance(value, dict):
        value[keys[-1]] = new


def find_logins(document: Document, schemas: Schemas) -> dict[str, Login]:
    """Operation key -> how it hands out tokens."""
    found = {operation.key: _read_login(document, schemas, operation) for operation in document.operations}
    any_refresh = bool(browser_urls(document))
    return {key: replace(login, takes_any_refresh=any_refresh) for key, login in found.items() if login is not None}


def _read_login(document: Document, schemas: Schemas, operation: Operation) -> Login | None:
    if operation.method != "post":
        return None
    names = list(_body_properties(schemas, operation))
    if any(map(_PERSON.search, names)):
        return None  # a registration
    secrets = tuple(name for name in names if _PASSWORD.search(name))
    refresh = tuple(name for name in names if _REFRESH.search(name))
    members = list(_members(schemas, json_schema_of(document, success_response(document, operation)), ()))
    tokens = tuple(keys for keys, types in members if "string" in types and _is_token(keys[-1]))
    lifetimes = tuple(keys for keys, types in members if "integer" in types and _LIFETIME.search(keys[-1]))
    if {keys[-1] for keys, _ in members} & set(secrets):
        return None  # an account that has a password and a token
    if (needed := _required(schemas, operation)) and needed.isdisjoint((*secrets, *refresh)):
        return None  # a registration that may set a password
    is_session = bool(secrets) and _SIGN_IN.search(operation.path) is not None
    return Login(secrets, refresh, tokens, lifetimes) if is_session or (tokens and (secrets or refresh)) else None


def _is_token(name: str) -> bool:
    return bool(_TOKEN.search(name)) and not _NO_TOKEN.search(name)


def _body_properties(schemas: Schemas, operation: Operation) -> Iterator[str]:
    for media_type, media in operation.request_content.items():
        if is_json(media_type) or media_type in FORMS:
            yield from schemas.properties(as_tree(media).get("schema"))


def _required(schemas: Schemas, operation: Operation) -> set[str]:
    bodies = [as_tree(media).get("schema") for media in operation.request_content.values()]
    return {str(name) for body in bodies for name in as_list(schemas.flat(body).get("required"))}


def _members(schemas: Schemas, node: Any, keys: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The members of an answer down to a few levels, with their types."""
    for name, part in schemas.properties(node).items() if len(keys) < _DEEPEST else ():
        yield (*keys, name), schemas.types(part)
        yield from _members(schemas, part, (*keys, name))
