"""An answer that knows whether the document allows it: what `rest` in support.py gives.

Edit freely: regenerating keeps your edits.
"""

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Collection, Iterable
from email.utils import mktime_tz, parsedate_tz
from functools import cache, cached_property
from typing import Any, ClassVar, Self

from locust import exception
from locust.contrib.fasthttp import RestResponseContextManager

logger = logging.getLogger(__name__)
ANY_2XX = range(200, 300)
BUSY = (429, 503)  # not now: an answer that says nothing about the request
# Locust steers users with these exceptions: they must pass through a with-block.
CONTROL_FLOW = (
    exception.InterruptTaskSet,
    exception.RescheduleTask,
    exception.RescheduleTaskImmediately,
    exception.StopTest,
    exception.StopUser,
)


class Response(RestResponseContextManager):
    """An answer that knows whether the document allows it. Use it in a with-block.

    An assert or any other exception in the block makes the request a failure with a
    short text, so that nothing is lost from Locust's statistics.
    """

    fault = ""
    is_judged = False
    said: ClassVar[dict[str, set[str]]] = {}  # of refusals, by name of the request

    def judge(
        self,
        expect: Collection[int],
        returns: str,
        has: Collection[str],
        errors: bool,
        checks: str = "shape",
    ) -> None:
        """Find the first thing that the document does not allow, in a few fixed words."""
        self.is_judged = True
        method, name = self.request_meta["request_type"], self.request_meta["name"]
        if self.is_endless:
            self.fault = "the answer does not end"
        elif self.status_code in expect:
            if returns and checks != "status" and method != "HEAD":
                self.fault = self.shape_fault(returns, has, errors)
        elif checks != "strict" and self.status_code in ANY_2XX and max(expect) < 400:
            told = f"{method} {name}: HTTP {self.status_code}"
            warn_once(f"{told}, where the document says another status")
        else:
            wanted = "2xx" if expect is ANY_2XX else " or ".join(map(str, expect))
            self.fault = f"HTTP {self.status_code}, expected {wanted}"

    @property
    def is_endless(self) -> bool:
        """Whether the answer began and did not end in time, as a stream of events does."""
        is_late = isinstance(self.request_meta["exception"], TimeoutError)
        return is_late and self.status_code > 0

    def shape_fault(self, returns: str, has: Collection[str], errors: bool) -> str:
        """What is wrong with the body, or nothing."""
        if not self.content:
            return "" if returns == "text" else "empty body"
        media_type = str(self.headers.get("content-type") or "").lower()
        if returns in ("json", "xml") and returns not in media_type:
            return f"not {returns.upper()} by its content type"
        if returns != "json":
            return ""
        if self.js is None and self.content.strip() != b"null":
            return "not JSON"
        if has and not isinstance(self.js, dict):
            return "not a JSON object"
        if missing := [name for name in has if name not in self.js]:
            return f"no member {missing[0]!r}"
        top = self.js if isinstance(self.js, dict) and not errors else {}
        if top.get("error") or top.get("errors"):
            return "an error under a good status"
        return ""

    @cached_property
    def js(self) -> Any:  # type: ignore[override]  # any JSON, not only objects
        """The body of a 2xx answer as JSON; None where there is none."""
        if self.status_code not in ANY_2XX or not self.content:
            return None
        try:
            return json.loads(self.content)
        except ValueError:
            return None

    def explain(self, secrets: Iterable[str] = ()) -> None:
        """Add the server's own words to the fault: cut short, and without secrets.

        At most three texts for each name, as each makes a row in the table of failures.
        """
        is_page = "html" in str(self.headers.get("content-type"))
        if self.status_code < 400 or not self.fault or is_page:
            return
        text = str(self.text or "")
        for secret in filter(None, secrets):
            text = text.replace(json.dumps(secret)[1:-1], "***").replace(secret, "***")
        text = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|[{}\[\]\"\\]+", "", text)
        words = " ".join(text.split())[:100]
        said = self.said.setdefault(self.request_meta["name"], set())
        if len(said) < 3:
            said.add(words)
        if words and words in said:
            self.fault += f": {words}"

    @property
    def told_to_wait(self) -> float:
        """Seconds to wait, at most a minute, where a busy server names them (Retry-After)."""
        if self.status_code not in BUSY:
            return 0.0
        asked = str(self.headers.get("retry-after") or "")
        if date := parsedate_tz(asked):
            return min(max(mktime_tz(date) - time.time(), 0.1), 60.0)
        return min(max(float(asked), 0.1), 60.0) if asked.isdecimal() else 0.0

    def find(self, path: str) -> list[Any]:
        """All values at a path of a 2xx answer: `id`, `data.id`, `items[].id`, `[].id`.

        `.` is the whole answer.
        """
        return find(self.js, path)

    def report_as(self, name: str) -> None:
        """Count this answer under a name of its own, as one that was to be expected."""
        with self:
            self.request_meta["name"] = name
            self.success()

    def __enter__(self) -> Self:
        super().__enter__()
        if self.fault:
            self.failure(self.fault)
        elif self.is_judged:
            self.success()
        return self

    def __exit__(self, *details: object) -> bool:  # type: ignore[override]  # may swallow
        error = details[1]
        failed = isinstance(error, Exception) and not isinstance(error, CONTROL_FLOW)
        if failed and not self.fault:
            self.failure(self.describe(error))
        super().__exit__(None, None, None)
        return failed

    def describe(self, error: Any) -> str:
        """A few fixed words for what the task's own code found; the log has the rest."""
        if isinstance(error, AssertionError):
            return str(error) or "assertion failed"
        last = traceback.extract_tb(error.__traceback__)[-1]
        text = f"{type(error).__name__} in {last.name}, line {last.lineno}"
        warn_once(text)
        return text


@cache
def warn_once(text: str) -> None:
    """Log a text the first time only, with the exception that is handled, if any."""
    logger.warning(text, exc_info=sys.exc_info()[1])


def find(value: Any, path: str) -> list[Any]:
    """Walk down a JSON value; what is missing or null gives nothing.

    A list where the document has one thing, or a page, gives what each of its elements has,
    and one in the place of a value gives its values.
    """
    found = [value]
    if isinstance(value, list) and path[:1] not in "[.":
        found, path = value, path.rpartition("[].")[2]
    for step in re.findall(r"\[\]|\{\}|[^.\[\]{}]+", path):
        if step == "[]":
            found = [item for each in found if isinstance(each, list) for item in each]
        else:
            found = [each.get(step) for each in found if isinstance(each, dict)]
    values = [
        item for each in found for item in (each if isinstance(each, list) else [each])
    ]
    return [value for value in values if value is not None]
