"""An identity provider and an API that demands what it gives, on loopback: short tokens, rotating refreshes.

`Provider` keeps the books: who got which token when, and which requests were refused and why.
"""

import base64
import hashlib
import json
import re
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        """The body as a form; empty where it is none."""
        is_form = "form" in self.headers.get("content-type", "")
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()} if is_form else {}

    @property
    def json(self) -> dict[str, Any]:
        """The body as a JSON object; empty where it is none."""
        return json.loads(self.body) if "json" in self.headers.get("content-type", "") and self.body else {}

    @property
    def cookies(self) -> dict[str, str]:
        return dict(pair.split("=", 1) for pair in self.headers.get("cookie", "").split("; ") if "=" in pair)

    @property
    def basic(self) -> str:
        """user:password of basic authentication; empty where there is none."""
        kind, _, text = self.headers.get("authorization", "").partition(" ")
        return base64.b64decode(text).decode() if kind == "Basic" else ""

    def bearer(self, word: str = "Bearer") -> str:
        kind, _, token = self.headers.get("authorization", "").partition(" ")
        return token if kind == word else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider answers."""

    status: int = 200
    body: Any = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Issue:
    """A token that was given to a user, at a time of the monotonic clock."""

    user: str
    kind: str  # login, refresh
    at: float


Route = Callable[["Provider", Request], Answer]


@dataclass(slots=True)
class Provider:
    """Who may do what, for how long, and what has happened."""

    demand: Callable[["Provider", Request], bool]
    routes: Mapping[str, Route] = field(default_factory=dict)  # `POST /login` -> what answers it
    challenge: str = ""  # WWW-Authenticate of refusals
    life: float = 3600.0  # seconds that a token lives
    url: str = ""
    tokens: dict[str, tuple[str, float]] = field(default_factory=dict)  # token -> user, time of its end
    refresh_tokens: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)
    served: int = 0
    refused: list[str] = field(default_factory=list)
    seen: list[Request] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: Request) -> Answer:
        """Routes are open, everything else demands credentials."""
        with self.lock:
            self.seen.append(request)
            if route := self.routes.get(f"{request.method} {request.path}"):
                return route(self, request)
            if self.demand(self, request):
                self.served += 1
                return Answer()
            self.refused.append(f"{request.method} {request.path}")
            return Answer(401, {"reason": "no"}, {"WWW-Authenticate": self.challenge} if self.challenge else {})

    def issue(self, user: str, kind: str = "login") -> str:
        """A new token, good for some seconds."""
        token = f"token{next(self.numbers)}of{user}"
        self.tokens[token] = (user, time.monotonic() + self.life)
        self.issues.append(Issue(user, kind, time.monotonic()))
        return token

    def issue_refresh(self, user: str) -> str:
        token = f"refresh{next(self.numbers)}of{user}"
        self.refresh_tokens[token] = user
        return token

    def is_good(self, token: str) -> bool:
        """Whether it was issued here and lives."""
        _, end = self.tokens.get(token, ("", 0.0))
        return time.monotonic() < end


@contextmanager
def providing(provider: Provider, tls: ssl.SSLContext | None = None) -> Iterator[Provider]:
    """The provider at an address of its own for the length of a with-block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def respond(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, unquote(parts.path), dict(parse_qsl(parts.query)), headers, body)
            answer = provider.answer(request)
            content = b"" if answer.body is None else json.dumps(answer.body).encode()
            self.send_response(answer.status)
            for name, value in {"Content-Type": "application/json", **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = respond  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 128
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A client without a certificate is turned away, which is no news."""

    with Server(("127.0.0.1", 0), Handler) as server:
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        provider.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()


def json_login(provider: Provider, request: Request) -> Answer:
    """Name and password in JSON for a token, a refresh token and a lifetime."""
    return _granted(provider, request.json) if request.json.get("password") == "open sesame" else Answer(401)


def json_refresh(provider: Provider, request: Request) -> Answer:
    """A refresh token, once, for new tokens."""
    return _refreshed(provider, str(request.json.get("refresh_token")))


def oauth_form(provider: Provider, request: Request) -> Answer:
    """A token endpoint (RFC 6749) that takes forms."""
    form = request.form
    if form.get("grant_type") == "refresh_token":
        return _refreshed(provider, form["refresh_token"])
    known = form.get("password") == "open sesame" or form.get("client_secret") == "open sesame"
    user = form.get("username") or form.get("client_id") or ""
    return _granted(provider, {"username": user}) if known else Answer(401, {"error": "invalid_grant"})


def oauth_basic(provider: Provider, request: Request) -> Answer:
    """A token endpoint that takes the client's secret by basic authentication only (section 2.3.1)."""
    if unquote(request.basic) != "ada:open sesame" or "client_secret" in request.form:
        return Answer(401, {"error": "invalid_client"})
    return _granted(provider, {"username": "ada"})


def _granted(provider: Provider, asked: Mapping[str, Any]) -> Answer:
    user = str(asked.get("username"))
    body = {"access_token": provider.issue(user), "expires_in": provider.life}
    return Answer(200, {**body, "refresh_token": provider.issue_refresh(user), "token_type": "bearer"})


def _refreshed(provider: Provider, token: str) -> Answer:
    user = provider.refresh_tokens.pop(token, "")
    if not user:
        return Answer(401, {"error": "invalid_grant"})
    body = {"access_token": provider.issue(user, "refresh"), "expires_in": provider.life}
    return Answer(200, {**body, "refresh_token": provider.issue_refresh(user)})


def is_digest(request: Request, password: str, nonce: str, algorithm: str) -> bool:
    """Whether the request answers the challenge (RFC 7616, section 3.4.1), by a reckoning of our own."""
    kind, _, text = request.headers.get("authorization", "").partition(" ")
    fields = {name: quoted or plain for name, quoted, plain in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', text)}
    if kind != "Digest" or fields.get("nonce") != nonce:
        return False
    target = request.path + (f"?{'&'.join(f'{k}={v}' for k, v in request.query.items())}" if request.query else "")

    def hashed(*parts: str) -> str:
        name = {"MD5": "md5", "SHA-256": "sha256"}[algorithm]
        return hashlib.new(name, ":".join(parts).encode()).hexdigest()

    first, last = hashed(fields["username"], "api", password), hashed(request.method, fields["uri"])
    middle = [fields["nc"], fields["cnonce"], fields["qop"]] if "qop" in fields else []
    return fields["uri"] == target and fields["response"] == hashed(first, nonce, *middle, last)
