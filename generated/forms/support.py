"""What every user of this load test shares: Photo Contest API.

`rest` sends a request and judges the answer, `sample` draws a request from data/,
and the pools of identifiers.py remember what users have met. Edit freely:
regenerating keeps your edits.
"""

import logging
import random
import sys
import time
from collections.abc import Callable, Collection
from types import FrameType, TracebackType
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

from locust import FastHttpUser, events
from locust.contrib.fasthttp import FastRequest, Timeout
from locust.env import Environment
from locust.exception import RescheduleTask

from identifiers import IdPool
from refusals import Records, learn, patience, records
from response import Response
from samples import Deck, Fill, Ids, Line, encoded, numbers

logger = logging.getLogger(__name__)
SEED = 0  # every run makes the same random choices; change it for others
ACCEPT = {"json": "application/json, */*;q=0.5", "xml": "application/xml, */*;q=0.5"}


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
        self.pools: list[IdPool] = []
        self.trying = 0  # attempts under way; where one fails there is another way
        self.contestant_ids = IdPool(
            self, "contestant", created_by=("register",), least=1
        )

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
        if not always and patience.is_over(operation, self.trying > 0):
            raise RescheduleTask
        headers = {
            "Accept": ACCEPT.get(returns, "*/*"),
            "Accept-Encoding": "gzip",  # Locust fails on empty bodies in brotli
            **(headers or {}),
        }
        request = encoded({"headers": headers, **kwargs})
        response = self.send(method, url, request)
        learn(url, response, expect, drawn, self.pools)
        if self.checks != "off" and response.status_code:
            response.judge(expect, returns, has, errors, self.checks)
            response.explain()
        return response

    def send(self, method: str, url: str, request: dict[str, Any]) -> Response:
        """Send a request; wait and repeat it where the server says so."""
        headers = request["headers"]
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
    """Give each worker random numbers of its own."""
    global serial
    worker = getattr(environment.runner, "worker_index", 0)
    random.seed(f"{SEED}/{worker}")
    for user_class in environment.user_classes:
        user_class.tasks = Deck(user_class.tasks)
    serial = numbers(worker)
