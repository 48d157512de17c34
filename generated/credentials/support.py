"""What every user of this load test shares: Ledger API.

`rest` sends a request and judges the answer, `sample` draws a request from data/,
and the pools of identifiers.py remember what users have met. Edit freely:
regenerating keeps your edits.
"""

import csv
import json
import logging
import os
import random
import re
import sys
import time
from base64 import b64encode, urlsafe_b64decode
from collections import deque
from collections.abc import Callable, Collection
from functools import cache, cached_property
from threading import RLock, Thread
from types import FrameType, TracebackType
from typing import Any, ClassVar, NoReturn
from urllib.parse import quote, urlencode, urljoin, urlsplit

from locust import FastHttpUser, events
from locust.contrib.fasthttp import FastRequest, Timeout
from locust.env import Environment
from locust.exception import RescheduleTask, StopTest

from identifiers import IdPool
from refusals import Records, learn, patience, records
from response import ANY_2XX, Response, warn_once
from samples import DATA, Deck, Fill, Ids, Line, encoded, numbers

logger = logging.getLogger(__name__)
SEED = 0  # every run makes the same random choices; change it for others
ACCEPT = {"json": "application/json, */*;q=0.5", "xml": "application/xml, */*;q=0.5"}

# Alternatives in order of preference; each names the schemes that go together.
Security = tuple[tuple[str, ...], ...]
# How a security scheme is sent: where, under which name, and what. {names} are secrets
# of the user's account: columns of data/accounts.csv, or these environment variables.
SCHEMES = {
    "clients": ("header", "Authorization", "Bearer {token}"),
    "branchKey": ("header", "X-Branch-Key", "{api_key}"),
    "auditors": ("basic", "Authorization", "{username}:{password}"),
}
ENVIRONMENT = {
    "client_id": "CREDENTIALS_CLIENT_ID",
    "client_secret": "CREDENTIALS_CLIENT_SECRET",
    "refresh_token": "CREDENTIALS_REFRESH_TOKEN",
    "token": "CREDENTIALS_TOKEN",
    "api_key": "CREDENTIALS_API_KEY",
    "username": "CREDENTIALS_USERNAME",
    "password": "CREDENTIALS_PASSWORD",
}
LOGIN = ("client_id", "client_secret")  # what a login needs
RENEW_ON = (401,)  # statuses that say that a token is no good
# Grants of OAuth 2.0 (RFC 6749): the first for which an account has all secrets is used.
GRANTS: tuple[dict[str, str], ...] = (
    {
        "grant_type": "client_credentials",
        "client_id": "{client_id}",
        "client_secret": "{client_secret}",
        "scope": "ledger:read ledger:write",
    },
    {"grant_type": "refresh_token", "refresh_token": "{refresh_token}"},
)
CLIENT = ("client_id", "client_secret")
REFRESH: tuple[dict[str, str], ...] = (
    {"grant_type": "refresh_token", "refresh_token": "{refresh_token}"},
)
TOKEN_WAYS = ("form", "form with basic authentication", "JSON")


class Accounts:
    """This worker's rows of data/accounts.csv, each for one user at a time."""

    def __init__(self, worker: int = 0, workers: int = 1) -> None:
        with open(DATA / "accounts.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        filled = [{k: v for k, v in row.items() if k and v} for row in rows]
        self.rows = [row for row in filled if row]
        self.free = deque(self.rows[worker::workers])

    def take(self) -> dict[str, str]:
        """A row that nobody else has; where none is left, one that is in use."""
        if self.free:
            return self.free.popleft()
        if not self.rows:
            return {}
        warn_once("more users than data/accounts.csv has rows: they share")
        return dict(random.choice(self.rows))

    def give_back(self, row: dict[str, str]) -> None:
        """A user has stopped: its row is free, unless it was shared."""
        if any(row is own for own in self.rows):
            self.free.append(row)


accounts = Accounts()


@cache
def secrets_of(schemes: tuple[str, ...]) -> list[str]:
    """What these schemes send: columns of data/accounts.csv."""
    texts = (SCHEMES[name][2] for name in schemes)
    return list(dict.fromkeys(re.findall(r"{(\w+)}", "".join(texts))))


@cache
def name_missing(security: Security) -> None:
    """Say, once in each process, what to set for requests that need one of these."""
    ways = []
    for columns in map(secrets_of, security):
        ways.append(" and ".join(ENVIRONMENT[c] for c in columns if c in ENVIRONMENT))
        if "token" in columns:
            ways.insert(0, " and ".join(ENVIRONMENT[c] for c in LOGIN))
    schemes = " or ".join(" + ".join(names) for names in security)
    wanted = ", or ".join(filter(None, dict.fromkeys(ways)))
    logger.warning("no credentials for %s: set %s (.env.example)", schemes, wanted)


def lifetime(token: str, told: Any = None) -> float:
    """Seconds that a token lives, as the answer or else the token itself says (RFC 7519)."""
    try:
        if told is not None:
            return float(told)
        claims = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
        return float(claims["exp"]) - float(claims.get("iat") or time.time())
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return float("inf")


def token_form(fields: dict[str, str], way: str) -> dict[str, Any]:
    """A request for a token: keyword arguments of `rest`."""
    if way == "JSON":
        return {"json": fields}
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if way == "form with basic authentication" and "client_secret" in fields:
        pair = f"{quote(fields['client_id'])}:{quote(fields['client_secret'])}"
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
        fields = {k: v for k, v in fields.items() if k not in CLIENT}
    return {"headers": headers, "data": urlencode(fields)}


class OwnHostRequest(FastRequest):
    """A request that redirects lead nowhere but within its host: no other is meant to be tested."""

    def redirect(self, code: int, location: str) -> None:
        """Called by the client for each redirect that it follows."""
        here = str(self.url)
        if urlsplit(urljoin(here, location)).netloc != urlsplit(here).netloc:
            raise ConnectionError(f"HTTP {code} leads to another host")
        super().redirect(code, location)


class ApiUser(FastHttpUser):
    """Base of every user class: sends requests, judges answers, proves who it is."""

    abstract = True
    # What `rest` checks. "shape": status and body; "strict": also which 2xx it is;
    # "status": the status only; "off": nothing, as Locust does (all below 400 is good).
    checks = "shape"
    # Seconds, of all requests alike; the first also limits a whole answer.
    network_timeout = connection_timeout = 30.0
    max_retries = 1  # a server may close an idle connection just when it is used again
    insecure = False  # True accepts self-signed TLS certificates
    # The schemes of requests that name none of their own.
    security: Security = (("clients",),)
    has_logged_in = False  # any user of this process
    failed_logins = 0
    forbidden: ClassVar[set[str]] = set()  # requests refused with a new token, too
    token_way = ""  # the one of TOKEN_WAYS that has worked

    def on_start(self) -> None:
        """Called by Locust when a user starts: it takes an account and logs in."""
        self.client.client.request_type = OwnHostRequest  # type: ignore[misc]  # of this user
        self.pools: list[IdPool] = []
        self.trying = 0  # attempts under way; where one fails there is another way
        self.entry_ids = IdPool(
            self, "entry", listed_by=("list_entries",), created_by=("add_entry",)
        )
        self.row = accounts.take()
        self.account = {
            **{k: os.environ[v] for k, v in ENVIRONMENT.items() if os.environ.get(v)},
            **self.row,
        }
        self.renewing = RLock()
        self.login_fault = ""
        self.token_expires = float("inf")
        self.next_login = 0.0  # no earlier, after one that failed
        if "token" not in self.account and self.can_log_in():
            self.token_expires = 0.0
            self.log_in()

    def on_stop(self) -> None:
        """Called by Locust when a user stops: its account is free for another."""
        accounts.give_back(self.row)

    def rest(  # type: ignore[override]  # gives a response that judges itself
        self,
        method: str,
        url: str,
        headers: dict[str, str] | None = None,
        *,
        expect: Collection[int] = (200,),
        returns: str = "json",
        has: Collection[str] = (),
        errors: bool = False,
        always: bool = False,
        security: Security | None = None,
        drawn: tuple[Records, int] | None = None,
        **kwargs: Any,
    ) -> Response:
        """Send a request and judge its answer; use it in a with-block.

        `expect`: statuses that count as success. `returns`: what the body must be (json,
        xml, text, binary, or "" for none). `has`: members that a JSON object must have.
        `errors`: a good answer may have a member called error or errors.
        `always`: send it even if it never worked.
        `security`: alternatives of schemes to send, in place of those of the class.
        `drawn`: set by `sample`, so that lines which the server refuses come less often.
        """
        operation = method, kwargs.get("name", url)
        if not always and patience.is_over(operation, self.trying > 0):
            raise RescheduleTask
        headers = {
            "Accept": ACCEPT.get(returns, "*/*"),
            "Accept-Encoding": "gzip",  # Locust fails on empty bodies in brotli
            **(headers or {}),
        }
        request = encoded({"headers": headers, **kwargs})
        security = self.security if security is None else security
        response = self.authorized(method, url, request, security)
        learn(url, response, expect, drawn, self.pools)
        if self.checks != "off" and response.status_code:
            response.judge(expect, returns, has, errors, self.checks)
            response.explain(self.account.values())
        return response

    def authorized(
        self, method: str, url: str, request: dict[str, Any], security: Security
    ) -> Response:
        """Send a request with its credentials, and once more where that may help."""
        if self.wants_token(security) and time.monotonic() >= self.token_expires:
            self.need_token(security, self.account.get("token", ""))
        token = self.account.get("token", "")
        response = self.send(method, url, request, security)
        name = response.request_meta["name"]
        is_new = (method, name) not in patience.refused
        may_help = response.status_code in RENEW_ON and name not in self.forbidden
        if token and may_help and self.wants_token(security) and self.can_log_in():
            response.report_as(f"[{response.status_code}: token renewed]")
            self.need_token(security, token)
            response = self.send(method, url, request, security)
            if response.status_code in RENEW_ON:
                self.forbidden.add(name)
        elif response.status_code == 401 and is_new and self.usable(security):
            response.report_as("[401: asked again]")
            response = self.send(method, url, request, security)
        return response

    def send(
        self, method: str, url: str, request: dict[str, Any], security: Security
    ) -> Response:
        """Send a request with its credentials; wait and repeat it where the server says so."""
        secrets = self.authorization(security)
        headers = {**request["headers"], **secrets.get("header", {})}
        request = {**request, "headers": headers, "catch_response": True}
        requests = self.environment.events.request
        for repeats_left in (2, 1, 0):
            with Timeout(self.network_timeout, TimeoutError("the answer does not end")):
                sent = self.client.request(method, url, **request)
            response = Response(sent, requests, sent.request_meta, catch_response=True)
            if not repeats_left or not (seconds := response.told_to_wait):
                break
            response.report_as(f"[{response.status_code}: told to wait]")
            time.sleep(seconds)
        return response

    @cached_property
    def origin(self) -> str:
        """The host without its path, for operations that the document has on another server."""
        parts = urlsplit(str(self.client.base_url))
        return f"{parts.scheme}://{parts.netloc}"

    def authorization(self, security: Security) -> dict[str, dict[str, str]]:
        """What to send, by place: the first alternative whose secrets are all known."""
        parts: dict[str, dict[str, str]] = {}
        names = self.usable(security)
        if security and not names and () not in security:
            name_missing(security)
        for place, name, value in (SCHEMES[scheme] for scheme in names):
            text = value.format_map(self.account)
            if place == "basic":
                place, text = "header", f"Basic {b64encode(text.encode()).decode()}"
            parts.setdefault(place, {})[name] = text
        return parts

    def usable(self, security: Security, *hoped: str) -> tuple[str, ...]:
        """The first alternative whose secrets this user's account has; `hoped`: or will have."""
        known = {*self.account, *hoped}
        return next((x for x in security if x and known.issuperset(secrets_of(x))), ())

    def can_log_in(self) -> bool:
        """Whether the account has what a login needs."""
        return bool(self.grant())

    def wants_token(self, security: Security) -> bool:
        """Whether a token belongs to what this user will send."""
        hoped = ["token"] if self.can_log_in() else []
        return "token" in secrets_of(self.usable(security, *hoped))

    def log_in(self) -> None:
        """Get a token: /oauth/token."""
        self.ask_for_token(f"{self.origin}/oauth/token", "/oauth/token", self.grant())
        if "token" in self.account:
            ApiUser.has_logged_in = True
            return
        ApiUser.failed_logins += 1
        # credentials other than a token, or none at all, may do
        has_other = self.usable(self.security) or () in self.security
        self.next_login = time.monotonic() + (60.0 if has_other else 0.0)
        if self.failed_logins == 3 and not (self.has_logged_in or has_other):
            # Locust reports the exceptions of a user, but does not end a run for them
            reason = f"no user can log in ({self.login_fault or 'no answer'})"
            reason += ": check the credentials, see .env.example"
            if self.environment.runner is None:
                raise StopTest(reason)
            self.environment.runner.send_message("stop_run", reason)

    def need_token(self, security: Security, used: str) -> None:
        """Replace a token; where that fails the task ends, as the login is in the statistics."""
        if used or time.monotonic() >= self.next_login:
            self.renew_token(used)
        if not self.usable(security) and () not in security:
            raise RescheduleTask

    def renew_token(self, used: str = "") -> None:
        """Get a new token, with the refresh token where there is one.

        `used`: the token that was refused; nothing is done where it was replaced since.
        """
        with self.renewing:
            if used and used != self.account.get("token"):
                return
            self.account.pop("token", None)
            self.token_expires = 0.0
            if "refresh_token" in self.account:
                self.ask_for_token(
                    f"{self.origin}/oauth/token",
                    "/oauth/token",
                    self.grant(REFRESH),
                    refreshed=True,
                )
            if "token" not in self.account:
                self.log_in()

    def keep_token(self, response: Response, refreshed: bool = False) -> None:
        """Remember a token until shortly before it expires."""
        self.login_fault = response.fault
        for token in filter(None, response.find("access_token")):
            self.account["token"] = token
            for refresh_token in response.find("refresh_token"):
                self.account["refresh_token"] = refresh_token
            life = lifetime(token, *response.find("expires_in"))
            # users that logged in together shall not refresh together
            self.token_expires = time.monotonic() + life * random.uniform(0.7, 0.9)
            # a session cookie beside the token makes some servers ask for a CSRF token
            self.client.cookiejar.clear()
        if "token" not in self.account and response.status_code and not response.fault:
            self.login_fault = "no token in the answer"
            response.failure(self.login_fault)
        if refreshed and response.status_code in (400, 401, 403):
            # it is too old as well: the login that follows tells whether all is well
            response.request_meta["name"] = "[refresh token refused]"
            response.success()

    def ask_for_token(
        self, url: str, name: str, fields: dict[str, str], refreshed: bool = False
    ) -> None:
        """Send a form (RFC 6749), or what else the server takes; what works is kept."""
        ways = (ApiUser.token_way,) if ApiUser.token_way else TOKEN_WAYS
        for way in ways:
            with self.rest(
                "POST",
                url,
                name=name,
                expect=ANY_2XX,
                always=True,
                security=(),
                **token_form(fields, way),
            ) as response:
                self.keep_token(response, refreshed)
                refused = response.status_code in (400, 401, 415, 422, 500)
                if refused and way != ways[-1]:
                    response.request_meta["name"] = f"[{way} refused]"
                    response.success()
            if "token" in self.account:
                ApiUser.token_way = way
                break
            if not refused:
                break

    def grant(self, grants: tuple[dict[str, str], ...] = GRANTS) -> dict[str, str]:
        """The first grant for which this account has all secrets; empty where there is none."""
        for grant in grants:
            try:
                fields = {k: v.format_map(self.account) for k, v in grant.items()}
            except KeyError:
                continue
            client = {k: self.account[k] for k in CLIENT if k in self.account}
            return {**client, **fields}
        return {}

    def sample(self, name: str, **ids: Callable[[], Any]) -> dict[str, Any]:
        """Draw a request from data/<name>.jsonl: keyword arguments for `rest`.

        In the file, {unique} stands for a value that is new each time (see UNIQUE for more
        of them), and a text like "{order_id}" for what the argument of that name gives.
        """
        return self.draw(name, ids, Line.encoded)

    def record(self, name: str, **ids: Callable[[], Any]) -> dict[str, Any]:
        """The same as a dictionary with json, params and the like: change it before `rest`."""
        return self.draw(name, ids, Line.decoded)

    def draw(self, name: str, ids: Ids, fill: Fill) -> dict[str, Any]:
        """Draw a line and fill its slots."""
        pool = records(name, *ids)
        number, unique = pool.draw(plain=self.trying > 0), next(serial)
        request = fill(pool.line(number), ids, unique)
        return {**request, "drawn": (pool, number)}

    def skip(self, reason: str) -> NoReturn:
        """Give up the present task: it shows in Locust's exceptions, not as a request."""
        if not self.trying:  # else there may be another way
            fire = self.environment.events.user_error.fire
            fire(user_instance=self, exception=LookupError(reason), tb=self.place())
        raise RescheduleTask

    def place(self) -> TracebackType | None:
        """Where in its task this user is: Locust counts exceptions by their place."""
        tasks = {getattr(task, "__name__", "") for task in self.tasks}
        frame: FrameType | None = sys._getframe()
        while frame and frame.f_code.co_name not in tasks:
            frame = frame.f_back
        return frame and TracebackType(None, frame, frame.f_lasti, frame.f_lineno)


serial = numbers(0)  # for {unique}


@events.test_start.add_listener
def prepare(environment: Environment, **_: Any) -> None:
    """Give each worker random numbers and accounts of its own."""
    global serial, accounts
    worker = getattr(environment.runner, "worker_index", 0)
    random.seed(f"{SEED}/{worker}")
    for user_class in environment.user_classes:
        user_class.tasks = Deck(user_class.tasks)
    serial = numbers(worker)
    options = environment.parsed_options
    told = [getattr(options, name, 0) or 0 for name in ("processes", "expect_workers")]
    accounts = Accounts(worker, workers=max(1, *told))
    is_set = any(map(os.environ.get, ENVIRONMENT.values()))
    if ApiUser.security and not accounts.rows and not is_set:
        name_missing(ApiUser.security)


@events.init.add_listener
def listen(environment: Environment, **_: Any) -> None:
    """Let users end the run, also those of workers."""
    if environment.runner:
        environment.runner.register_message("stop_run", stop_run)


def stop_run(environment: Environment, msg: Any, **_: Any) -> None:
    """Say once why the run ends, and end it."""
    runner = environment.runner
    if runner and runner.state in ("spawning", "running"):
        logger.error(msg.data)
        environment.process_exit_code = 1
        # beside the user that asks for it, as that ends with the run
        Thread(target=runner.stop if environment.web_ui else runner.quit).start()
