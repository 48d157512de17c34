"""What every user of this load test shares: Bus Timetable API.

`rest` sends a request and judges the answer, `sample` draws a request from data/,
and the pools of identifiers.py remember what users have met. Edit freely:
regenerating keeps your edits.
"""

import csv
import logging
import os
import random
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Collection
from functools import cache
from types import FrameType, TracebackType
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

from locust import FastHttpUser, events
from locust.contrib.fasthttp import FastRequest, Timeout
from locust.env import Environment
from locust.exception import RescheduleTask

from identifiers import Id, IdPool
from refusals import Records, column, learn, patience, records
from response import Response, warn_once
from samples import DATA, Deck, Fill, Ids, Line, encoded, numbers

logger = logging.getLogger(__name__)
SEED = 0  # every run makes the same random choices; change it for others
ACCEPT = {"json": "application/json, */*;q=0.5", "xml": "application/xml, */*;q=0.5"}

# Alternatives in order of preference; each names the schemes that go together.
Security = tuple[tuple[str, ...], ...]
# How a security scheme is sent: where, under which name, and what. {names} are secrets
# of the user's account: columns of data/accounts.csv, or these environment variables.
SCHEMES = {
    "X-Api-Key": ("header", "X-Api-Key", "{api_key}"),
}
ENVIRONMENT = {
    "api_key": "UNDECLARED_API_KEY",
}
# Sent where nobody has given a key: the document allows it, a real server hardly will.
STAND_INS = {"api_key": "noKce2xWmFvbQ7QhwkxAvAR70lgjZ3PF"}


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
    schemes = " or ".join(" + ".join(names) for names in security)
    wanted = ", or ".join(filter(None, dict.fromkeys(ways)))
    logger.warning("no credentials for %s: set %s (.env.example)", schemes, wanted)


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
    security: Security = (("X-Api-Key",),)

    def on_start(self) -> None:
        """Called by Locust when a user starts."""
        self.client.client.request_type = OwnHostRequest  # type: ignore[misc]  # of this user
        self.pools: list[IdPool] = []
        self.trying = 0  # attempts under way; where one fails there is another way
        self.drawn: dict[str, str] = {}  # values not judged yet, by data file
        self.stop_ids = IdPool(self, "stop", listed_by=("get_stops",))
        self.row = accounts.take()
        self.account = {
            **{k: os.environ[v] for k, v in ENVIRONMENT.items() if os.environ.get(v)},
            **self.row,
        }
        if missing := [ENVIRONMENT[k] for k in STAND_INS if k not in self.account]:
            warn_once(f"no {' and '.join(missing)}: made-up keys are sent")
        self.account = {**STAND_INS, **self.account}

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
        learn(url, response, expect, drawn, self.pools, self.drawn)
        if self.checks != "off" and response.status_code:
            response.judge(expect, returns, has, errors, self.checks)
            secrets = {v for k, v in self.account.items() if v != STAND_INS.get(k)}
            response.explain(secrets)
        return response

    def authorized(
        self, method: str, url: str, request: dict[str, Any], security: Security
    ) -> Response:
        """Send a request with its credentials, and once more where that may help."""
        response = self.send(method, url, request, security)
        name = response.request_meta["name"]
        is_new = (method, name) not in patience.refused
        if response.status_code == 401 and is_new and self.usable(security):
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

    def authorization(self, security: Security) -> dict[str, dict[str, str]]:
        """What to send, by place: the first alternative whose secrets are all known."""
        parts: dict[str, dict[str, str]] = {}
        names = self.usable(security)
        if security and not names and () not in security:
            name_missing(security)
        for place, name, value in (SCHEMES[scheme] for scheme in names):
            text = value.format_map(self.account)
            parts.setdefault(place, {})[name] = text
        return parts

    def usable(self, security: Security) -> tuple[str, ...]:
        """The first alternative whose secrets this user's account has."""
        known = {*self.account}
        return next((x for x in security if x and known.issuperset(secrets_of(x))), ())

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

    def value(self, name: str) -> Id:
        """Draw a value from data/<name>.csv."""
        value = self.drawn[name] = Id(random.choice(column(name)))
        return value

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
    if not urlsplit(environment.host or "").path.strip("/"):
        base = "/timetable"
        logger.warning("the document has its paths below %s: --host URL%s?", base, base)
    serial = numbers(worker)
    options = environment.parsed_options
    told = [getattr(options, name, 0) or 0 for name in ("processes", "expect_workers")]
    accounts = Accounts(worker, workers=max(1, *told))
    is_set = any(map(os.environ.get, ENVIRONMENT.values()))
    if ApiUser.security and not accounts.rows and not is_set:
        name_missing(ApiUser.security)
