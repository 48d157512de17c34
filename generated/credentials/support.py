"""What every user of this load test shares: Ledger API.

`rest` sends a request and judges the answer, `sample` draws a request from data/,
and the pools of identifiers remember what this user has met. Edit freely:
regenerating keeps your edits.
"""

import csv
import itertools
import json
import logging
import math
import os
import random
import re
import sys
import time
import traceback
from base64 import b64encode, urlsafe_b64decode
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from email.utils import mktime_tz, parsedate_tz
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from string import ascii_lowercase, digits
from threading import RLock, Thread
from types import FrameType, TracebackType
from typing import Any, ClassVar, NoReturn, Self
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

from locust import FastHttpUser, events
from locust.contrib.fasthttp import FastRequest, RestResponseContextManager
from locust.env import Environment
from locust.exception import (
    InterruptTaskSet,
    RescheduleTask,
    RescheduleTaskImmediately,
    StopTest,
    StopUser,
)
from locust.runners import WorkerRunner

logger = logging.getLogger(__name__)
DATA = Path(__file__).parent / "data"
SEED = 0  # every run makes the same random choices; change it for others
# By pool or data file: 0.0 draws all values alike, 1.0 the first ones by Zipf's law.
POPULARITY = {"*": 0.0}
ANY_2XX = range(200, 300)
BUSY = (429, 503)  # not now: an answer that says nothing about the request
ACCEPT = {"json": "application/json, */*;q=0.5", "xml": "application/xml, */*;q=0.5"}
# Locust steers users with these exceptions: they must pass through a with-block.
CONTROL_FLOW = (
    InterruptTaskSet,
    RescheduleTask,
    RescheduleTaskImmediately,
    StopTest,
    StopUser,
)

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


class Response(RestResponseContextManager):
    """An answer that knows whether the document allows it. Use it in a with-block.

    An assert or any other exception in the block makes the request a failure with a
    short text, so that nothing is lost from Locust's statistics.
    """

    fault = ""
    is_judged = False
    known_errors: ClassVar[set[str]] = set()
    said: ClassVar[dict[str, set[str]]] = {}  # about refusals, by name of the request

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
        if self.is_another_success(expect) and checks != "strict":
            return
        if self.status_code not in expect:
            wanted = "2xx" if expect is ANY_2XX else " or ".join(map(str, expect))
            self.fault = f"HTTP {self.status_code}, expected {wanted}"
        elif checks != "status" and returns:
            self.fault = self.shape_fault(returns, has, errors)

    def is_another_success(self, expect: Collection[int]) -> bool:
        """Whether the server succeeds with another 2xx than the document says: told once."""
        if self.status_code in expect or not {self.status_code, *expect} <= {*ANY_2XX}:
            return False
        name = self.request_meta["name"]
        text = f"{self.request_meta['request_type']} {name}: HTTP {self.status_code}"
        if text not in self.known_errors:
            self.known_errors.add(text)
            logger.warning("%s, where the document says another 2xx", text)
        return True

    def shape_fault(self, returns: str, has: Collection[str], errors: bool) -> str:
        """What is wrong with the body, or nothing."""
        if self.request_meta["request_type"] == "HEAD":
            return ""
        if not self.content:
            return "empty body"
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

    def refusals(self, expect: Collection[int]) -> float:
        """How much this says that the server does not do this at all: 1, nothing, or all."""
        status = self.status_code
        if status < 400 or status in expect:
            return 0.0
        return math.inf if status in (405, 501) else 1.0

    def explain(self, secrets: Iterable[str] = ()) -> None:
        """Add the server's own words to the fault: cut short, and without secrets.

        Not more than three for a name, as each makes a row in the table of failures.
        """
        if self.status_code < 400 or not self.fault:
            return
        if "html" in str(self.headers.get("content-type")):
            return
        text = str(self.text or "")
        for secret in filter(None, secrets):
            text = text.replace(json.dumps(secret)[1:-1], "***").replace(secret, "***")
        words = " ".join(re.sub(r'[{}\[\]"\\]+', "", text).split())[:100]
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

    def find(self, *paths: str) -> list[Any]:
        """All values at a path of a 2xx answer: `id`, `data.id`, `items[].id`, `[].id`.

        `{}` gives the keys of a map, `.` the whole answer, `header:Location` the last part
        of that address. Several paths give tuples.
        """
        if self.status_code not in ANY_2XX:
            return []
        found = [self.find_header(p) or list(find(self.js, steps(p))) for p in paths]
        return found[0] if len(found) == 1 else list(zip(*found, strict=False))

    def find_header(self, path: str) -> list[str]:
        """The last part of the address in a header."""
        kind, _, name = path.partition(":")
        address = str(self.headers.get(name) or "") if kind == "header" else ""
        last = address.split("?")[0].rstrip("/").rpartition("/")[2]
        return [unquote(last)] if last else []

    def sent(self, value: Any) -> list[Any]:
        """A value of the request, where the answer to it is a 2xx."""
        return [value] if self.status_code in ANY_2XX else []

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
        if text not in self.known_errors:
            self.known_errors.add(text)
            logger.error(text, exc_info=error)
        return text


@cache
def steps(path: str) -> list[str]:
    """`result{}.items[].id` as names, [] and {}: result, {}, items, [], id."""
    return re.findall(r"\[\]|\{\}|[^.\[\]{}]+", path)


def find(value: Any, path: list[str]) -> Iterator[Any]:
    """Walk down a JSON value; what is missing or null gives nothing."""
    if not path:
        if value is not None:
            yield value
        return
    step, rest = path[0], path[1:]
    below: Iterable[Any] = ()
    if step == "[]":
        below = value if isinstance(value, list) else ()
    elif isinstance(value, dict):
        below = value if step == "{}" else [value.get(step)]
    for item in below:
        yield from find(item, rest)


def exponent(name: str) -> float:
    """How much more often the first values of a pool or data file come than the others."""
    return POPULARITY.get(name, POPULARITY["*"])


def any_of(values: Sequence[Any], name: str) -> Any:
    """One of the values: all alike, or by Zipf's law the k-th 1 / k**exponent as often as the first."""
    if not exponent(name):
        return random.choice(values)
    return random.choices(values, cum_weights=shares(exponent(name), len(values)))[0]


@cache
def shares(exponent: float, count: int) -> list[float]:
    """The shares of so many values, each with those before it."""
    return list(itertools.accumulate(rank**-exponent for rank in range(1, count + 1)))


class Patience:
    """Which operations are worth a request: one that never worked is tried less and less often.

    It is sent by one user at a time, each with what the last refusal has taught.
    What worked once is always sent: when it fails later, that is what the test is for.
    """

    tries = 3.0  # refusals before an operation rests for the first time
    shortest, longest = 15.0, 60.0  # seconds of a rest, twice as long each time

    def __init__(self) -> None:
        self.worked: set[tuple[str, str]] = set()
        self.refused: dict[tuple[str, str], float] = {}
        self.rests_until: dict[tuple[str, str], float] = {}

    def is_over(self, operation: tuple[str, str]) -> bool:
        """Whether the operation rests at the moment."""
        now = time.monotonic()
        if now < self.rests_until.get(operation, 0.0):
            return True
        if operation in self.refused:
            self.rests_until[operation] = now + 1.0  # or until the answer comes
        return False

    def learn(self, operation: tuple[str, str], refusals: float) -> None:
        """Remember what the server thinks of an operation; `refusals`: 0 where it works."""
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


class Id(str):
    """An identifier: percent-encoded where an f-string makes a URL, plain elsewhere."""

    def __format__(self, spec: str) -> str:
        return quote(self, safe="")


class IdPool:
    """Identifiers of one kind of thing that this user has met; the oldest go first.

    `own` are those that this user created. An empty pool fills itself: it runs the tasks
    that list or create such things, which may need identifiers of their own.
    """

    # What any user of this process deleted, by name of the thing; kept in order of time.
    all_gone: ClassVar[dict[str, dict[tuple[Any, ...], None]]] = {}

    def __init__(
        self,
        user: "ApiUser",
        name: str,
        listed_by: Iterable[str] = (),
        created_by: Iterable[str] = (),
        parent: "IdPool | None" = None,
        deleted: bool = False,
    ) -> None:
        self.user, self.name, self.parent, self.deleted = user, name, parent, deleted
        self.listed_by, self.created_by = tuple(listed_by), tuple(created_by)
        self.met: deque[tuple[Any, ...]] = deque(maxlen=200)
        self.own: deque[tuple[Any, ...]] = deque(maxlen=200)
        self.gone = self.all_gone.setdefault(name, {})
        self.last: tuple[Any, ...] = ()
        user.pools.append(self)
        self.filling = False
        self.misses, self.rests_until = 0, 0.0  # tries to fill it that gave nothing

    def listed(self, found: Iterable[Any], *parents: Any) -> None:
        """Remember what a list showed."""
        keys = [as_key(value, parents) for value in islice(found, 50)]
        if exponent(self.name):  # the same ones are popular with all users
            keys = sorted({*self.met, *keys}, key=str)[:200]
            self.met.clear()
        self.met.extend(keys)

    def created(self, found: Iterable[Any], *parents: Any) -> None:
        """Remember what this user has created."""
        for entry in [as_key(value, parents) for value in islice(found, 1)]:
            self.gone.pop(entry, None)  # a name may be used again
            self.own.append(entry)

    def pick(self) -> Any:
        """Any identifier, one of our own first: nobody else deletes that."""
        if self.deleted and self.created_by:  # what others created may go at any moment
            return self.draw((self.own, self.created_by), (self.met, self.listed_by))
        made, met = (self.own, self.created_by), (self.met, self.listed_by)
        return self.draw((self.own, ()), met, made)

    def pick_own(self) -> Any:
        """An identifier of something that this user created."""
        return self.draw((self.own, self.created_by))

    def take(self) -> Any:
        """An identifier of our own that nobody gets again: for a request that deletes."""
        key = self.pick_own()
        entry = key if isinstance(key, tuple) else (key,)
        self.gone[entry] = None
        if len(self.gone) > 10_000:
            self.gone.pop(next(iter(self.gone)))
        return key

    def draw(self, *shelves: tuple[deque[tuple[Any, ...]], tuple[str, ...]]) -> Any:
        """Choose from the first shelf that holds something; its producers may fill it."""
        rests = time.monotonic() < self.rests_until
        for shelf, producers in shelves:
            for producer in (None, *producers):
                if producer and (rests or not self.fill(producer)):
                    continue
                while shelf:
                    entry: tuple[Any, ...] = any_of(shelf, self.name)
                    if not self.is_gone(entry):
                        self.last, self.misses = entry, 0
                        return entry if len(entry) > 1 else entry[0]
                    shelf.remove(entry)
        if not (rests or self.filling):  # asking for nothing all the time helps nobody
            self.misses += 1
            self.rests_until = time.monotonic() + min(2**self.misses / 4, 30.0)
        tried = " or ".join(name for _, producers in shelves for name in producers)
        self.user.skip(f"no {self.name}: {tried} gave none")

    def fill(self, producer: str) -> bool:
        """Run a task that yields identifiers; False where that is no help."""
        run = getattr(self.user, producer, None)
        if run is None or self.filling:
            return False
        self.filling = True
        self.user.trying += 1
        try:
            run()
        except RescheduleTask:  # it lacks an identifier itself
            return False
        finally:
            self.filling = False
            self.user.trying -= 1
        return True

    def forget(self, url: str) -> None:
        """What the last identifier names is not there: nobody shall ask for it again."""
        if self.last and url.rstrip("/").endswith(f"/{self.last[-1]}"):
            self.gone[self.last] = None

    def is_gone(self, entry: tuple[Any, ...]) -> bool:
        """Whether it was deleted, or a parent of it."""
        if entry in self.gone:
            return True
        return self.parent is not None and self.parent.is_gone(entry[:-1])


def as_key(value: Any, parents: tuple[Any, ...]) -> tuple[Any, ...]:
    """Identifiers of parents and the own one in one tuple; text becomes an Id."""
    parts = (*parents, *(value if isinstance(value, tuple) else (value,)))
    return tuple(Id(part) if isinstance(part, str) else part for part in parts)


MARK = f"slot{os.urandom(8).hex()}"  # stands for a slot while a text is encoded
# A slot that is a whole text of JSON goes with its quotes.
SLOT = re.compile(rf'(")?{MARK}(\w+)(?(1)-"|[.-])'.encode())
BODY = {"json", "data", "file", "files"}
PAIRS = [a + b for a in digits + ascii_lowercase for b in digits + ascii_lowercase]


def token(number: int) -> str:
    """The number as eight of the characters 0-9 and a-z."""
    text = ""
    for _ in range(4):
        number, pair = divmod(number, len(PAIRS))
        text = PAIRS[pair] + text
    return text


# Slots that are new in each request, made of a number that nobody else has.
UNIQUE: dict[str, Callable[[int], Any]] = {
    "unique": token,
    "UNIQUE": lambda number: token(number).upper(),
    "unique_hex": lambda number: f"{number % 16**12:012x}",
    "unique_number": int,
}
Ids = dict[str, Callable[[], Any]]  # what gives an identifier, by the name of its slot


class Template:
    """A text cut at its slots: a draw writes what stands in them, and nothing else."""

    def __init__(self, text: str | bytes) -> None:
        self.is_text = isinstance(text, str)
        self.parts = SLOT.split(text.encode() if isinstance(text, str) else text)
        self.slots: list[tuple[int, str, Callable[[Any], str]]] = []
        for n in range(1, len(self.parts), 3):
            before, quotes, name = self.parts[n - 1 : n + 2]
            write = json.dumps if quotes else writer(before)
            self.slots.append((n, name.decode(), write))
            self.parts[n : n + 2] = [b"", b""]

    def fill(self, ids: Ids, number: int) -> Any:
        """The text with a value in each slot."""
        parts = self.parts.copy()
        for n, name, write in self.slots:
            value = UNIQUE[name](number) if name in UNIQUE else ids[name]()
            parts[n] = write(value).encode()
        text = b"".join(parts)
        return text.decode() if self.is_text else text


class Line:
    """A request of a data file. It is encoded once; a draw copies it and fills the slots."""

    def __init__(self, text: str, slots: Iterable[str]) -> None:
        for name in (*slots, *UNIQUE):  # {id!s}: as text, also where it is a number
            text = text.replace('"{' + name + '}"', f'"{MARK}{name}-"')
            text = text.replace("{" + name + "!s}", f"{MARK}{name}.")
        for name in UNIQUE:
            text = text.replace("{" + name + "}", f"{MARK}{name}.")
        self.source = Template(text)
        self.request = encoded(json.loads(text))
        self.texts = templates(self.request)
        self.headers = templates(self.request.get("headers", {}))

    def encoded(self, ids: Ids, number: int) -> dict[str, Any]:
        """What `rest` takes, with query and body as they are sent."""
        request = self.request.copy()
        for name, template in self.texts.items():
            request[name] = template.fill(ids, number)
        if self.headers:
            new = {name: text.fill(ids, number) for name, text in self.headers.items()}
            request["headers"] = {**request["headers"], **new}
        return request

    def decoded(self, ids: Ids, number: int) -> dict[str, Any]:
        """What `rest` takes, as it stands in the file."""
        request: dict[str, Any] = json.loads(self.source.fill(ids, number))
        return request


def templates(members: dict[str, Any]) -> dict[str, Template]:
    """The texts among these that have slots."""
    texts = {name: v for name, v in members.items() if isinstance(v, str | bytes)}
    return {name: cut for name, v in texts.items() if (cut := Template(v)).slots}


def writer(before: bytes) -> Callable[[Any], str]:
    """How a value is written after these bytes: in a URL or form, on a line of its own, in JSON."""
    if re.search(rb"(=|%[0-9A-F]{2})$", before):
        return percent_encoded
    return inner_text if before.strip() == before else str


def inner_text(value: Any) -> str:
    """A value inside the quotes of a text of JSON."""
    return json.dumps(str(value))[1:-1]


def percent_encoded(value: Any) -> str:
    """A value in a query or a form."""
    return quote(str(value), safe="")


def lines_of(path: Path) -> list[str]:
    """The lines of a file, each of them a request in JSON."""
    lines = path.read_text("utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        try:
            is_request = not line.strip() or isinstance(json.loads(line), dict)
        except ValueError as error:
            raise ValueError(f"{path}:{number}: not JSON: {error}") from None
        if not is_request:
            raise ValueError(f"{path}:{number}: not a request: {line:.60}")
    if found := [line for line in lines if line.strip()]:
        return found
    raise ValueError(f"{path}: no request in it")


def with_rows(lines: list[str], name: str) -> list[str]:
    """The lines; where you put a data/<name>.csv, one for each of its rows.

    A column replaces what has its name, or path: `email`, `customer.email`.
    """
    path = DATA / f"{name}.csv"
    if not path.exists():
        return lines
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    places = [f'"{name.rpartition(".")[2]}":' for name in rows[0]]
    if missing := [place for place in places if not any(place in x for x in lines)]:
        logger.warning("%s: no request has %s", path, " ".join(missing))
    most = max(sum(place in line for place in places) for line in lines)
    full = [x for x in lines if sum(place in x for place in places) == most]
    return [
        json.dumps(laid_over(json.loads(line), row))
        for row, line in zip(rows, itertools.cycle(full), strict=False)
    ]


def laid_over(value: Any, row: dict[str, str], path: str = "") -> Any:
    """A value of a request in which the columns of a row replace what they name."""
    if isinstance(value, dict):
        return {name: laid_over(v, row, f"{path}.{name}") for name, v in value.items()}
    if isinstance(value, list):
        return [laid_over(item, row, path) for item in value]
    for column, text in row.items():
        if text and path.endswith(f".{column}"):
            return text if isinstance(value, str) else json.loads(text)
    return value


class Records:
    """The lines of data/<name>.jsonl, and what the server thinks of them.

    The shortest line comes first. When it is accepted, any line is as good as another until
    one is refused; from then on accepted lines come more often. Untried lines come in an
    order of their own: those that differ in the members that a refusal names, then short
    ones. So the test soon measures what the service does, and not how it turns requests down.
    """

    def __init__(self, name: str, *slots: str) -> None:
        lines = lines_of(DATA / f"{name}.jsonl")
        self.texts = with_rows(lines, name)
        is_search = not BODY & json.loads(self.texts[0]).keys()
        self.name = name if is_search else ""  # bodies are as popular as each other
        self.slots = slots
        self.lines: dict[int, Line] = {}
        self.every = range(len(self.texts))
        self.untried = sorted(self.every, key=lambda n: -len(self.texts[n]))
        self.shortest = self.untried[-1]
        self.is_new = True
        self.accepted: list[int] = []
        self.verdicts: dict[int, bool] = {}
        self.members = set(re.findall(r'"(\w+)":', "\n".join(self.texts)))
        self.blamed: set[tuple[str, str]] = set()  # members and values of refused lines

    def line(self, number: int) -> Line:
        """A line by its number, encoded when it is first asked for."""
        if number not in self.lines:
            self.lines[number] = Line(self.texts[number], self.slots)
        return self.lines[number]

    def draw(self, plain: bool = False) -> int:
        """The number of a line; `plain`: of the search that leaves out least."""
        if plain and self.name and self.verdicts.get(self.shortest, True):
            return self.shortest
        while self.untried and self.untried[-1] in self.verdicts:
            self.untried.pop()
        is_first, self.is_new = self.is_new, False
        if self.untried and (is_first or (self.verdicts and not self.accepted)):
            return self.untried[-1]
        if len(self.verdicts) == len(self.accepted):  # none was refused
            return any_of(self.every, self.name)
        if self.untried and random.random() < 0.2:
            return self.untried[-1]
        return random.choice(self.accepted or self.every)

    def learn(self, number: int, response: Response) -> bool:
        """Remember whether the server took a line; True where a refusal names members.

        401, 403 and BUSY say nothing of it.
        """
        status = response.status_code
        if status < 400:
            if not self.verdicts.get(number):
                self.accepted.append(number)
            self.verdicts[number] = True
        elif status not in (401, 403, *BUSY):
            self.verdicts.setdefault(number, False)
            return self.blame(number, str(response.text))
        return False

    def blame(self, number: int, refusal: str) -> bool:
        """Put the untried lines in order that differ in what a refusal names."""
        named = set(re.findall(r"\w+", refusal.lower()))
        blamed = {(k, v) for k, v in self.traits(number) if k.lower() in named}
        self.blamed |= blamed
        self.untried.sort(key=self.promise)
        return bool(blamed and self.untried)

    def promise(self, number: int) -> tuple[int, int]:
        """What an untried line promises: less that was blamed, then less at all."""
        return -len(self.blamed & self.traits(number)), -len(self.texts[number])

    def traits(self, number: int) -> set[tuple[str, str]]:
        """The members of a line with their values; those that it lacks with none."""
        found = re.findall(r'"(\w+)": ?("[^"]*"|[[{]|[^][,{}]*)', self.texts[number])
        return {*{**dict.fromkeys(self.members, ""), **dict(found)}.items()}


@cache
def records(name: str, *slots: str) -> Records:
    """The records of an operation, read once in each process."""
    return Records(name, *slots)


def numbers(worker: int) -> Iterator[int]:
    """Numbers that no other worker has, and no run that began earlier.

    They follow the clock, so they last for 500 workers that draw 500 a second each.
    """
    return itertools.count(int(time.time() * 500) * 500 + worker, 500)


def query_string(pairs: dict[str, Any], encoded: str = "") -> str:
    """A query or a form: spaces are %20, and commas stay, as they part the items of lists.

    `encoded` is what stands in it as it is.
    """
    known = {name: value for name, value in pairs.items() if value is not None}
    text = urlencode(known, doseq=True, safe=",", quote_via=quote)
    return f"{text}&{encoded}".strip("&")


def encoded(request: dict[str, Any]) -> dict[str, Any]:
    """Arguments of `rest` with query and body as they are sent."""
    media_type = ""
    if request.get("json") is not None:
        media_type = "application/json"
        text = json.dumps(request.pop("json"), separators=(",", ":"))
        request["data"] = text.encode()
    elif isinstance(request.get("data"), dict):
        media_type = "application/x-www-form-urlencoded"
        request["data"] = query_string(request["data"], request.pop("form", ""))
    if "query" in request or isinstance(request.get("params"), dict):
        pairs = request.get("params", {})
        request["params"] = query_string(pairs, request.pop("query", ""))
    if media_type:
        request["headers"] = {"Content-Type": media_type, **request.get("headers", {})}
    return request


class Accounts:
    """This worker's rows of data/accounts.csv, each for one user at a time."""

    def __init__(self, worker: int = 0, workers: int = 1) -> None:
        with open(DATA / "accounts.csv", newline="", encoding="utf-8") as file:
            rows = [dict(row) for row in csv.DictReader(file)]
        filled = [{k: v for k, v in row.items() if k and v} for row in rows]
        self.rows = [row for row in filled if row]
        self.free = deque(self.rows[worker::workers])
        self.are_shared = False

    def take(self) -> dict[str, str]:
        """A row that nobody else has; where none is left, one that is in use."""
        if self.free:
            return self.free.popleft()
        if self.rows and not self.are_shared:
            self.are_shared = True
            logger.warning("more users than data/accounts.csv has rows: they share")
        return dict(random.choice(self.rows)) if self.rows else {}

    def give_back(self, row: dict[str, str]) -> None:
        """A user has stopped: its row is free, unless it was shared."""
        if any(row is own for own in self.rows):
            self.free.append(row)


accounts = Accounts()


@cache
def name_missing(security: Security) -> None:
    """Say, once in each process, what to set for requests that need one of these."""
    ways = []
    for names in security:
        secrets = [re.findall(r"{(\w+)}", SCHEMES[name][2]) for name in names]
        columns = dict.fromkeys(itertools.chain(*secrets))
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
    # "strict": also which 2xx; "status": that only; "off": Locust's own rule (below 400)
    checks = "shape"
    network_timeout = connection_timeout = 30.0  # seconds; not settable per request
    max_retries = 1  # a server may close an idle connection just when it is used again
    insecure = False  # True accepts self-signed TLS certificates
    # What most operations need.
    security: Security = (("clients",),)
    has_logged_in = False  # any user of this process
    failed_logins = 0
    forbidden: ClassVar[set[str]] = set()  # requests that no token helps
    token_way = ""  # the one of TOKEN_WAYS that has worked

    def on_start(self) -> None:
        """Called by Locust when a user starts: it takes an account and logs in."""
        self.client.client.request_type = OwnHostRequest  # type: ignore[misc]  # of this user
        self.pools: list[IdPool] = []
        self.trying = 0  # attempts under way that may fail without a word
        self.entry_ids = IdPool(
            self,
            "entry",
            listed_by=("list_entries",),
            created_by=("add_entry",),
        )
        self.row = accounts.take()
        self.account = {
            **{k: os.environ[v] for k, v in ENVIRONMENT.items() if os.environ.get(v)},
            **self.row,
        }
        self.authorizations: dict[Security, dict[str, dict[str, str]]] = {}
        self.renewing = RLock()
        self.token_wanted: dict[Security, bool] = {}
        self.login_fault = ""
        self.token_expires = float("inf")
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
        drawn: "tuple[Records, int] | None" = None,
        **kwargs: Any,
    ) -> Response:
        """Send a request and judge its answer; use it in a with-block.

        `expect`: statuses that count as success. `returns`: what the body must be (json,
        xml, text, binary, or "" for none). `has`: members that a JSON object must have.
        `errors`: a good answer may have a member called error.
        `always`: send it even if that never worked.
        `security`: alternatives of schemes to send, where not those of the class.
        `drawn`: set by `sample`, so that records which the server refuses come less often.
        """
        operation = method, kwargs.get("name", url)
        if not always and patience.is_over(operation):
            raise RescheduleTask
        headers = {"Accept": ACCEPT.get(returns, "*/*"), **(headers or {})}
        kwargs = encoded({"headers": headers, **kwargs})
        headers = kwargs.pop("headers")
        security = self.security if security is None else security
        if self.wants_token(security) and time.monotonic() >= self.token_expires:
            self.renew_token(self.account.get("token", ""))
            if not any(map(self.knows, security)):
                raise RescheduleTask  # the login that failed is in the statistics
        token = self.account.get("token", "")
        response = self.send(method, url, headers, security, kwargs)
        if token and self.wants_token(security) and self.is_refused(response):
            name = response.request_meta["name"]
            response.report_as(f"[{response.status_code}: token renewed]")
            self.renew_token(token)
            if not any(map(self.knows, security)):
                raise RescheduleTask  # as above
            response = self.send(method, url, headers, security, kwargs)
            if response.status_code in RENEW_ON:
                self.forbidden.add(name)
        elif response.status_code == 401 and self.may_ask_again(operation, security):
            response.report_as("[401: asked again]")
            response = self.send(method, url, headers, security, kwargs)
        refusals = response.refusals(expect)
        if drawn and response.status_code and drawn[0].learn(drawn[1], response):
            refusals /= 4  # the server has told what to do better
        if response.status_code in (404, 410):
            for pool in self.pools:
                pool.forget(url)
        if response.status_code not in (0, 429):
            patience.learn(operation, refusals)
        if self.checks != "off" and response.status_code:
            response.judge(expect, returns, has, errors, self.checks)
            response.explain(self.account.values())
        return response

    def send(
        self,
        method: str,
        url: str,
        headers: dict[str, str],
        security: Security,
        kwargs: dict[str, Any],
    ) -> Response:
        """Send a request with its credentials; wait and repeat it where the server says so."""
        secrets = self.authorization(security)
        headers = {**headers, **secrets.get("header", {})}
        requests = self.environment.events.request
        for repeats_left in (2, 1, 0):
            sent = self.client.request(
                method,
                url,
                headers=headers,
                catch_response=True,
                **kwargs,
            )
            response = Response(sent, requests, sent.request_meta, catch_response=True)
            if not repeats_left or not (seconds := response.told_to_wait):
                break
            with response:  # counted apart, as it says nothing about the request
                status = response.status_code
                response.request_meta["name"] = f"[{status}: told to wait]"
                response.success()
            time.sleep(seconds)
        return response

    @cached_property
    def origin(self) -> str:
        """The host without its path, for operations that the document has on another server."""
        parts = urlsplit(str(self.client.base_url))
        return f"{parts.scheme}://{parts.netloc}"

    def authorization(self, security: Security) -> dict[str, dict[str, str]]:
        """What to send, by place: the first alternative whose secrets are all known."""
        if security not in self.authorizations:
            parts: dict[str, dict[str, str]] = {}
            known = [names for names in security if names and self.knows(names)]
            if security and not known and () not in security:
                name_missing(security)
            for place, name, value in (SCHEMES[s] for s in (known or [()])[0]):
                text = value.format_map(self.account)
                if place == "basic":
                    place, text = "header", f"Basic {b64encode(text.encode()).decode()}"
                parts.setdefault(place, {})[name] = text
            self.authorizations[security] = parts
        return self.authorizations[security]

    def may_ask_again(self, operation: tuple[str, str], security: Security) -> bool:
        """Whether credentials were sent, and have not been refused here before."""
        return bool(self.authorization(security)) and operation not in patience.refused

    def knows(self, names: Iterable[str], **hoped: str) -> bool:
        """Whether this user's account has every secret that these schemes send."""
        secrets = {**hoped, **self.account}
        try:
            return all(SCHEMES[name][2].format_map(secrets) for name in names)
        except KeyError:
            return False

    def can_log_in(self) -> bool:
        """Whether the account has what a login needs."""
        return bool(self.grant())

    def wants_token(self, security: Security) -> bool:
        """Whether a token belongs to the first alternative that this user can send."""
        if security not in self.token_wanted:
            hoped = {"token": "to be had"} if self.can_log_in() else {}
            usable = [s for s in security if s and self.knows(s, **hoped)]
            sent = [SCHEMES[name][2] for name in (usable or [()])[0]]
            self.token_wanted[security] = any("{token}" in value for value in sent)
        return self.token_wanted[security]

    def is_refused(self, response: Response) -> bool:
        """Whether a new token may help."""
        is_new = response.request_meta["name"] not in self.forbidden
        return response.status_code in RENEW_ON and is_new and self.can_log_in()

    def log_in(self) -> None:
        """Get a token: /oauth/token."""
        self.ask_for_token(f"{self.origin}/oauth/token", "/oauth/token", self.grant())
        if "token" in self.account:
            ApiUser.has_logged_in = True
            return
        ApiUser.failed_logins += 1
        if self.failed_logins == 3 and not self.has_logged_in:
            # Locust reports the exceptions of a user, but does not end a run for them
            reason = f"no user can log in ({self.login_fault or 'no answer'})"
            self.stop_run(f"{reason}: check the credentials, see .env.example")

    def stop_run(self, reason: str) -> None:
        """End the run, on all workers."""
        if self.environment.runner is None:
            raise StopTest(reason)
        self.environment.runner.send_message("stop_run", reason)

    def renew_token(self, used: str = "") -> None:
        """Get a new token, with the refresh token where there is one.

        `used`: the token that was refused; nothing is done where it was replaced since.
        """
        with self.renewing:
            if used and used != self.account.get("token"):
                return
            self.account.pop("token", None)
            self.authorizations.clear()
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
            self.authorizations.clear()
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
                refused = response.status_code in (400, 401, 415, 422)
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
        """The same, not encoded yet: change it, then give it to `rest`."""
        return self.draw(name, ids, Line.decoded)

    def draw(
        self,
        name: str,
        ids: Ids,
        fill: Callable[[Line, Ids, int], dict[str, Any]],
    ) -> dict[str, Any]:
        """Draw a line and fill its slots."""
        pool = records(name, *ids)
        number = pool.draw(plain=self.trying > 0)
        serial_number = next(serial)
        request = fill(pool.line(number), ids, serial_number)
        request["drawn"] = (pool, number)
        return request

    def skip(self, reason: str) -> NoReturn:
        """Give up the present task: it shows in Locust's exceptions, not as a request."""
        if not self.trying:  # else there may be another way
            self.environment.events.user_error.fire(
                user_instance=self,
                exception=LookupError(reason),
                tb=self.place(),
            )
        raise RescheduleTask

    def place(self) -> TracebackType | None:
        """Where in its task this user is: Locust counts exceptions by their place."""
        tasks = {getattr(task, "__name__", "") for task in self.tasks}
        frame: FrameType | None = sys._getframe()
        while frame and frame.f_code.co_name not in tasks:
            frame = frame.f_back
        return frame and TracebackType(None, frame, frame.f_lasti, frame.f_lineno)


class Deck(list[Any]):
    """Tasks or values, dealt like cards: all of them come before any comes once more.

    Locust leaves tasks to chance, which spares some of the rare ones of a short run.
    """

    def __init__(self, cards: Iterable[Any]) -> None:
        super().__init__(cards)
        self.left: list[Any] = []

    def __getitem__(self, index: Any) -> Any:
        """The next card, whatever index random.choice has drawn."""
        if not self.left:
            self.left = random.sample([*self], len(self))
        return self.left.pop()


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
    processes = getattr(options, "processes", 0) or 0
    workers = max(1, processes, getattr(options, "expect_workers", 0) or 0)
    accounts = Accounts(worker, workers)
    is_set = any(os.environ.get(name) for name in ENVIRONMENT.values())
    if ApiUser.security and not accounts.rows and not is_set:
        name_missing(ApiUser.security)


@events.init.add_listener
def listen(environment: Environment, **_: Any) -> None:
    """Let users end the run, also those of workers."""
    if environment.runner and not isinstance(environment.runner, WorkerRunner):
        environment.runner.register_message("stop_run", stop_run)


def stop_run(environment: Environment, msg: Any, **_: Any) -> None:
    """End the run beside the user that asks for it, as that ends with it."""
    Thread(target=end, args=(environment, msg.data), daemon=True).start()


def end(environment: Environment, reason: str) -> None:
    """Say once why the run ends, and end it."""
    runner = environment.runner
    if runner and runner.state in ("spawning", "running"):
        logger.error(reason)
        environment.process_exit_code = 1
        runner.stop() if environment.web_ui else runner.quit()
