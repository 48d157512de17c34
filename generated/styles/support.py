"""What every user of this load test shares: Paint API.

`rest` sends a request and judges the answer, `sample` draws a request from data/. Edit freely:
regenerating keeps your edits.
"""

import logging
import random
import time
from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from locust import FastHttpUser, events
from locust.contrib.fasthttp import FastRequest, Timeout
from locust.env import Environment
from locust.exception import RescheduleTask

from identifiers import Id
from response import Response
from samples import Deck, Fill, Ids, Line, Records, column, encoded, numbers, records

logger = logging.getLogger(__name__)
SEED = 0  # every run makes the same random choices; change it for others
ACCEPT = {"json": "application/json, */*;q=0.5", "xml": "application/xml, */*;q=0.5"}


class Patience:
    """Which operations are worth a request: one that never worked is tried less and less often.

    It is sent by one user at a time, each with what the last refusal has taught, and all
    such tries together stay a small part of the load.
    What worked once is always sent: when it fails later, that is what the test is for.
    """

    # Tries of what was refused once: as many at first, then this share of all requests, and
    # the same once more for what others wait for. What was refused twice gets half of that.
    first, share = 6, 0.01
    tries = 3.0  # refusals before an operation rests for the first time
    shortest, longest = 8.0, 60.0  # seconds of a rest, twice as long each time

    def __init__(self) -> None:
        self.sent = 0  # requests
        self.repeated = [0, 0]  # tries of what was refused before; of what is needed
        self.first_sent: dict[tuple[str, str], float] = {}
        self.worked: set[tuple[str, str]] = set()
        self.refused: dict[tuple[str, str], float] = {}
        self.rests_until: dict[tuple[str, str], float] = {}

    def is_over(self, operation: tuple[str, str], is_needed: bool = False) -> bool:
        """Whether the operation rests at the moment; `is_needed`: others wait for what it gives."""
        if operation in self.worked:
            return False
        now = time.monotonic()
        if operation not in self.refused:
            if self.is_off(operation[1], now):
                return True
            # Who asked first may still wait for an answer that does not end.
            waits = now - self.first_sent.setdefault(operation, now)
            return bool(self.worked) and not is_needed and 3.0 < waits < 40.0
        tries = self.repeated[is_needed] * self.refused[operation]
        is_much = tries >= self.first + self.share * self.sent
        if is_much or now < self.rests_until.get(operation, 0.0):
            return True
        self.repeated[is_needed] += 1
        self.rests_until[operation] = now + 1.0  # or until the answer comes
        return False

    def is_off(self, name: str, now: float) -> bool:
        """Whether all rests that was tried below a path of an operation: it may be switched off."""
        known, steps = [*self.worked, *self.refused], name.split("/")
        for n in range(2, len(steps) if self.worked else 0):
            path = "/".join([*steps[:n], ""])
            below = [operation for operation in known if operation[1].startswith(path)]
            rests = [self.rests_until.get(operation, 0.0) > now for operation in below]
            if all(rests) and len(rests) >= self.tries:
                return True
        return False

    def learn(self, operation: tuple[str, str], refusals: float) -> None:
        """Remember what the server thinks of an operation; `refusals`: 0 where it works."""
        self.sent += 1
        if operation in self.worked:
            return
        before = self.refused.pop(operation, 0.0)
        self.rests_until.pop(operation, None)
        if not refusals:
            self.worked.add(operation)
            return
        count = self.refused[operation] = before + refusals
        if count < self.tries:
            return
        if before < self.tries:
            logger.warning("%s %s never worked: it is tried less often now", *operation)
        pause = self.shortest * 2 ** min(count - self.tries, 10.0)
        self.rests_until[operation] = time.monotonic() + min(pause, self.longest)


patience = Patience()  # of all users of this process


class OwnHostRequest(FastRequest):
    """A request that redirects lead nowhere but within its host: no other is meant to be tested."""

    def redirect(self, code: int, location: str) -> None:
        """Called by the client for each redirect that it follows."""
        here = str(self.url)
        if urlsplit(urljoin(here, location)).netloc != urlsplit(here).netloc:
            raise ConnectionError(f"HTTP {code} leads to another host")
        super().redirect(code, location)


class ApiUser(FastHttpUser):
    """Base of every user class: sends requests, judges answers."""

    abstract = True
    # What `rest` checks. "shape": status and body; "strict": also which 2xx it is;
    # "status": the status only; "off": nothing, as Locust does (all below 400 is good).
    checks = "shape"
    # Seconds, of all requests alike; the first also limits a whole answer.
    network_timeout = connection_timeout = 30.0
    max_retries = 1  # a server may close an idle connection just when it is used again
    insecure = False  # True accepts self-signed TLS certificates

    def on_start(self) -> None:
        """Called by Locust when a user starts."""
        self.client.client.request_type = OwnHostRequest  # type: ignore[misc]  # of this user
        self.drawn: dict[str, str] = {}  # values not judged yet, by data file

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
        drawn: tuple[Records, int] | None = None,
        **kwargs: Any,
    ) -> Response:
        """Send a request and judge its answer; use it in a with-block.

        `expect`: statuses that count as success. `returns`: what the body must be (json,
        xml, text, binary, or "" for none). `has`: members that a JSON object must have.
        `errors`: a good answer may have a member called error or errors.
        `always`: send it even if it never worked.
        `drawn`: set by `sample`, so that lines which the server refuses come less often.
        """
        operation = method, kwargs.get("name", url)
        if not always and patience.is_over(operation):
            raise RescheduleTask
        headers = {
            "Accept": ACCEPT.get(returns, "*/*"),
            "Accept-Encoding": "gzip",  # Locust fails on empty bodies in brotli
            **(headers or {}),
        }
        request = encoded({"headers": headers, **kwargs})
        response = self.send(method, url, request)
        refusals = response.refusals(expect)
        if url == operation[1] and not drawn:
            refusals *= 2 * patience.tries  # the same request will be answered so again
        if drawn and response.status_code and drawn[0].learn(drawn[1], response):
            refusals /= 4  # the server has told what to do better
        # 0: no answer, maybe no server at all
        if response.status_code != 429 and (response.status_code or patience.worked):
            patience.learn(operation, refusals)
        self.judge_values(url, response.status_code)
        if self.checks != "off" and response.status_code:
            response.judge(expect, returns, has, errors, self.checks)
            response.explain()
        return response

    def send(self, method: str, url: str, request: dict[str, Any]) -> Response:
        """Send a request; wait and repeat it where the server says so."""
        headers = request["headers"]
        if "Cookie" in headers:
            headers = {**headers, "Cookie": self.with_session(headers["Cookie"])}
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

    def with_session(self, cookies: str) -> str:
        """Cookies of a request and those that the server has set, which the client would leave out."""
        own = {pair.partition("=")[0] for pair in cookies.split("; ")}
        kept = [c for c in self.client.cookiejar if c.name not in own]
        return "; ".join([cookies, *(f"{c.name}={c.value}" for c in kept)])

    @cached_property
    def origin(self) -> str:
        """The host without its path, for operations that the document has on another server."""
        parts = urlsplit(str(self.client.base_url))
        return f"{parts.scheme}://{parts.netloc}"

    def sample(self, name: str, **ids: Callable[[], Any]) -> dict[str, Any]:
        """Draw a request from data/<name>.jsonl: keyword arguments for `rest`.

        In the file, {unique} stands for a value that is new each time (see UNIQUE for more
        of them), and a text like "{order_id}" for what the argument of that name gives.
        What stands under "query" is percent-encoded already and sent as it is.
        """
        return self.draw(name, ids, Line.encoded)

    def record(self, name: str, **ids: Callable[[], Any]) -> dict[str, Any]:
        """The same as a dictionary with json, params and the like: change it before `rest`."""
        return self.draw(name, ids, Line.decoded)

    def draw(self, name: str, ids: Ids, fill: Fill) -> dict[str, Any]:
        """Draw a line and fill its slots."""
        pool = records(name, *ids)
        number = pool.draw()
        unique = next(serial)
        request = fill(pool.line(number), ids, unique)
        return {**request, "drawn": (pool, number)}

    def value(self, name: str, encoded: bool = False) -> str:
        """Draw a value from data/<name>.csv; `encoded` is one that stands there as URLs have it."""
        value = random.choice(column(name))
        value = self.drawn[name] = value if encoded else Id(value)
        return value

    def judge_values(self, url: str, status: int) -> None:
        """Tell the values that stand in a URL what the server thinks of it."""
        for name in [name for name, value in self.drawn.items() if f"/{value}" in url]:
            column(name).learn(self.drawn.pop(name), status)


serial = numbers(0)  # for {unique}


@events.test_start.add_listener
def prepare(environment: Environment, **_: Any) -> None:
    """Give each worker random numbers of its own."""
    global serial
    worker = getattr(environment.runner, "worker_index", 0)
    random.seed(f"{SEED}/{worker}")
    for user_class in environment.user_classes:
        user_class.tasks = Deck(user_class.tasks)
    serial = numbers(worker)
