"""Credentials: every operation demands what its security requirements say.

Tokens are checked for real: when the document has a way to get one (a login operation, an
OAuth2 token URL), only tokens that this server issued and that have not expired pass. API
keys, passwords and refresh tokens that a browser brought cannot be known, so any value passes
that is not a placeholder somebody forgot to replace.
"""

import re
import secrets
import time
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from apigen.mock.document import Document, Operation, Tree, as_list, as_tree
from apigen.mock.options import MockOptions

_PLACEHOLDER = re.compile(r"|string|changeme|example|\{.*\}|<.*>|your[-_ ].*|none|null|undefined", re.IGNORECASE)

_WITHOUT_BROWSER = ("password", "clientCredentials")
_WITH_BROWSER = ("authorizationCode", "deviceAuthorization")


def is_placeholder(value: str) -> bool:
    """Whether a credential is one that nobody filled in: empty, `string`, `changeme`, `{token}`."""
    return _PLACEHOLDER.fullmatch(value.strip()) is not None


class TokenBook:
    """The tokens that this server issued, with their end."""

    def __init__(self, options: MockOptions) -> None:
        self.options = options
        self._until: dict[str, float] = {}  # access token -> monotonic time of its end
        self._refresh: set[str] = set()

    def issue(self) -> tuple[str, str]:
        """A new access token and a refresh token."""
        access, refresh = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        self._until[access] = time.monotonic() + self.options.token_ttl
        self._refresh.add(refresh)
        return access, refresh

    def is_valid(self, token: str) -> bool:
        """Whether the token was issued here and has not expired, or was declared good at the start."""
        return token in self.options.accept_tokens or self._until.get(token, 0.0) > time.monotonic()

    def is_refresh(self, token: str) -> bool:
        """Whether the refresh token was issued here."""
        return token in self._refresh


@dataclass(frozen=True, slots=True)
class Sent:
    """The parts of a request that may hold credentials; header names in lower case."""

    headers: Mapping[str, str]
    query: Mapping[str, str]
    cookies: Mapping[str, str]

    def authorization(self, scheme: str) -> str:
        """What follows `Bearer `, `Basic ` or `Digest ` in the Authorization header."""
        kind, _, value = self.headers.get("authorization", "").partition(" ")
        return value.strip() if kind.lower() == scheme else ""


class Guard:
    """Decides whether a request has the credentials that its operation demands."""

    def __init__(self, document: Document, tokens: TokenBook, issues_tokens: bool) -> None:
        self._schemes = document.security_schemes()
        self._root = document.tree.get("security")
        self._tokens = tokens
        self._issues_tokens = issues_tokens  # by a login operation, which serves every bearer scheme
        self._hosts = {"", *document.hosts()}  # tokens that other hosts give are not known here
        self._nonce = secrets.token_hex(16)
        digests = [one for one in self._schemes.values() if str(one.get("scheme", "")).lower() == "digest"]
        self.challenge = f'Digest realm="mock", nonce="{self._nonce}", qop="auth"' if digests else "Bearer"

    def lacks(self, operation: Operation, sent: Sent, is_login: bool = False) -> str:
        """Empty when the request may pass, else what it lacks. A login needs no token."""
        declared = operation.node.get("security", self._root)
        alternatives = [as_tree(one) for one in as_list(declared)]
        missing = [self._first_missing(one, sent, is_login) for one in alternatives]
        return "" if not missing or "" in missing else " or ".join(dict.fromkeys(missing))

    def _first_missing(self, alternative: Tree, sent: Sent, is_login: bool) -> str:
        for name in alternative:
            scheme = self._schemes.get(name)
            if scheme and not self._has(scheme, sent, is_login):
                return f"credentials of {name}"
        return ""

    def _has(self, scheme: Tree, sent: Sent, is_login: bool) -> bool:
        kind, style = scheme.get("type"), str(scheme.get("scheme", "")).lower()
        if kind == "apiKey":
            return is_login or not is_placeholder(_read_api_key(scheme, sent))
        if kind == "http" and style == "basic":
            return _is_basic(sent.authorization("basic"))
        if kind == "http" and style == "digest":
            return f'nonce="{self._nonce}"' in sent.authorization("digest")
        if kind in ("oauth2", "openIdConnect") or style == "bearer":
            return is_login or self._is_good_token(scheme, sent.authorization("bearer"))
        return kind == "mutualTLS" or bool(sent.headers.get("authorization"))

    def _is_good_token(self, scheme: Tree, token: str) -> bool:
        issues = any(urlsplit(url).netloc in self._hosts for url in token_paths(scheme))
        if self._issues_tokens or self._tokens.options.accept_tokens or issues:
            return self._tokens.is_valid(token)
        return not is_placeholder(token)


def _read_api_key(scheme: Tree, sent: Sent) -> str:
    name = str(scheme.get("name", ""))
    if scheme.get("in") == "query":
        return sent.query.get(name, "")
    return sent.cookies.get(name, "") if scheme.get("in") == "cookie" else sent.headers.get(name.lower(), "")


def _is_basic(value: str) -> bool:
    try:
        user, colon, password = b64decode(value, validate=True).decode().partition(":")
    except ValueError:
        return False
    return bool(colon) and not is_placeholder(user) and not is_placeholder(password)


def token_paths(scheme: Tree, flows: tuple[str, ...] = _WITHOUT_BROWSER) -> list[str]:
    """The URLs at which a client gets a token of this scheme; unless said otherwise, those that need no browser."""
    declared = as_tree(scheme.get("flows"))
    chosen = [as_tree(declared.get(name)) for name in flows]
    return [str(flow[word]) for flow in chosen for word in ("tokenUrl", "refreshUrl") if flow.get(word)]


def browser_urls(document: Document) -> set[str]:
    """The token URLs of flows that need a browser: the refresh tokens that it brought are not known here."""
    schemes = document.security_schemes().values()
    return {url for scheme in schemes for url in token_paths(scheme, _WITH_BROWSER)}


class TokenEndpoint:
    """The OAuth2 token endpoint of a document (RFC 6749, sections 4.3, 4.4 and 6)."""

    def __init__(self, document: Document, tokens: TokenBook) -> None:
        schemes = document.security_schemes().values()
        browser = browser_urls(document)
        self._takes_any_refresh = bool(browser)
        own = {url for scheme in schemes for url in token_paths(scheme)}
        whole = {urlsplit(url).path for url in own | browser}
        inner = {path.removeprefix(prefix) for path in whole for prefix in document.base_paths()}
        self.paths = whole | inner  # the server's prefix may be there or not
        self._tokens = tokens

    def answer(self, form: Mapping[str, Any], sent: Sent) -> tuple[int, Tree]:
        """Status and body of the answer to a token request."""
        grant = str(form.get("grant_type", ""))
        client = [str(form.get("client_id", "")), str(form.get("client_secret", ""))]
        has_client = _is_basic(sent.authorization("basic")) or not any(is_placeholder(part) for part in client)
        user = [str(form.get("username", "")), str(form.get("password", ""))]
        allowed = {
            "password": not any(is_placeholder(part) for part in user),
            "client_credentials": has_client,
            "refresh_token": self._is_refresh(str(form.get("refresh_token", ""))),
        }
        if grant not in allowed:
            return 400, {"error": "unsupported_grant_type"}
        if not allowed[grant]:
            is_client = grant == "client_credentials"
            return (401, {"error": "invalid_client"}) if is_client else (400, {"error": "invalid_grant"})
        access, refresh = self._tokens.issue()
        lifetime = int(self._tokens.options.token_ttl)
        return 200, {
            "access_token": access,
            "token_type": "Bearer",
            "expires_in": lifetime,
            "refresh_token": refresh,
        }

    def _is_refresh(self, token: str) -> bool:
        return self._tokens.is_refresh(token) or (self._takes_any_refresh and not is_placeholder(token))
