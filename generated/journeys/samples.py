"""Requests drawn from data/: a line is encoded once, and a draw fills its slots.

`sample` and `rest` in support.py use this. Edit freely: regenerating keeps your edits.
"""

import csv
import itertools
import json
import logging
import os
import random
import re
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from string import ascii_lowercase, digits
from typing import Any
from urllib.parse import quote, urlencode

from locust.contrib.fasthttp import FastResponse

logger = logging.getLogger(__name__)
DATA = Path(__file__).parent / "data"


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


MARK = f"slot{os.urandom(8).hex()}"  # stands for a slot while a text is encoded
# A slot that is a whole text of JSON goes with its quotes.
SLOT = re.compile(rf'(")?{MARK}(\w+)(?(1)-"|[.-])'.encode())
BODY = {"json", "data", "file", "files"}
ALPHABET = digits + ascii_lowercase


def token(number: int) -> str:
    """The number as eight of the characters 0-9 and a-z."""
    text = ""
    for _ in range(8):
        number, digit = divmod(number, len(ALPHABET))
        text = ALPHABET[digit] + text
    return text


# Slots that are new in each request, made of a number that nobody else has.
UNIQUE: dict[str, Callable[[int], Any]] = {
    "unique": token,
    "UNIQUE": lambda number: token(number).upper(),
    "unique_hex": lambda number: f"{number % 16**12:012x}",
    "unique_number": int,
}
Ids = dict[str, Callable[[], Any]]  # what gives an identifier, by the name of its slot
Fill = Callable[["Line", Ids, int], dict[str, Any]]


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
    """A request of a data file: encoded once, then copied and filled by each draw."""

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
        for name, template in self.headers.items():
            value = template.fill(ids, number)
            request["headers"] = {**request["headers"], name: value}
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
    """How a value is written after these bytes."""
    if re.search(rb"(=|%[0-9A-F]{2})$", before):  # in a query or a form
        return lambda value: quote(str(value), safe="")
    if before.strip() != before:  # on a line of its own
        return str
    return lambda value: json.dumps(str(value))[1:-1]  # within a text of JSON


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
    if not rows:
        raise ValueError(f"{path}: no row in it")
    places = [f'"{name.rpartition(".")[2]}":' for name in rows[0]]
    if missing := [place for place in places if not any(place in x for x in lines)]:
        logger.warning("%s: no request has %s", path, " ".join(missing))
    most = max(sum(place in line for place in places) for line in lines)
    full = [x for x in lines if sum(place in x for place in places) == most]
    found = []
    for n, row in enumerate(rows):
        try:
            found.append(json.dumps(laid_over(json.loads(full[n % len(full)]), row)))
        except json.JSONDecodeError as error:
            message = f"{path}:{n + 2}: not JSON, as what it replaces: {error.doc:.60}"
            raise ValueError(message) from None
    return found


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
    """The lines of data/<name>.jsonl, and which of them the server takes.

    The shortest line comes first. Once it is accepted, all lines come alike until one is
    refused; from then on accepted lines come more often, and untried lines in the order of
    their `promise`. So the test soon measures what the service does, not how it refuses.
    """

    def __init__(self, name: str, *slots: str) -> None:
        lines = lines_of(DATA / f"{name}.jsonl")
        self.texts = with_rows(lines, name)
        self.is_search = not BODY & json.loads(self.texts[0]).keys()
        # A line by its number, encoded when it is first asked for.
        self.line = cache(lambda number: Line(self.texts[number], slots))
        self.every = range(len(self.texts))
        # The next one stands at the end.
        self.untried = sorted(self.every, key=lambda n: -len(self.texts[n]))
        self.shortest = self.untried[-1]
        self.accepted: list[int] = []
        self.verdicts: dict[int, bool] = {}
        self.unjudged = 0  # draws since the last verdict
        self.members = set(re.findall(r'"(\w+)":', "\n".join(self.texts)))
        self.blamed: set[tuple[str, str]] = set()  # members with refused values
        self.named: set[str] = set()  # members that refusals named
        self.told: set[str] = set()  # their other words, maybe values that they want

    def draw(self, plain: bool = False) -> int:
        """The number of a line; `plain`: of a search with few filters, since that finds most."""
        if plain and self.is_search and self.verdicts.get(self.shortest, True):
            return self.shortest
        while self.untried and self.untried[-1] in self.verdicts:
            self.untried.pop()
        if self.untried and not self.accepted and self.unjudged < 20:
            self.unjudged += 1
            return self.untried[-1]
        if len(self.verdicts) == len(self.accepted):  # none was refused
            return random.choice(self.every)
        luck = len(self.accepted) / len(self.verdicts)
        if self.untried and random.random() < 0.2 * luck:
            return self.untried[-1]
        return random.choice(self.accepted or self.every)

    def learn(self, number: int, response: FastResponse) -> bool:
        """Remember whether the server took a line; True where a refusal tells something new."""
        self.unjudged = 0
        if response.status_code in (401, 403, 429, 503):  # they say nothing of the line
            return False
        is_good, was_good = response.status_code < 400, self.verdicts.get(number, False)
        if is_good and not was_good:
            self.accepted.append(number)
        if was_good and not is_good:  # as the second of the same name may be
            self.accepted.remove(number)
        self.verdicts[number] = is_good
        return not is_good and self.blame(number, str(response.text))

    def blame(self, number: int, refusal: str) -> bool:
        """Learn what a refusal names (where nothing, it blames all), and sort the untried lines.

        True where that is news: a member not named before, or a value that an untried line has.
        """
        reason = re.split(r"""['"]input['"]: ?""", refusal.lower())[0]  # no echo
        words = re.findall(r"\w+", reason)
        named = "_".join(["", *words, ""])  # `start_time` goes by "start time", too
        blamed = {(k, v) for k, v in self.traits(number) if f"_{k.lower()}_" in named}
        own = re.findall(r"\w+", self.texts[number].lower())
        self.told |= {*filter(str.isidentifier, words)}.difference(own)
        is_told = any(map(self.told_values, self.untried))
        is_news = is_told or not dict(blamed).keys() <= self.named
        self.named |= dict(blamed).keys()
        self.blamed |= blamed if blamed or is_told else self.traits(number)
        self.untried.sort(key=self.promise)
        return is_news and bool(self.untried)

    def told_values(self, number: int) -> int:
        """How many values of a line refusals have told: `state must be open or closed`."""
        values = (value.strip('"').lower() for _, value in self.traits(number))
        return sum(value in self.told for value in values)

    def promise(self, number: int) -> tuple[int, int, int]:
        """What speaks for an untried line: values that were told, and none that were blamed.

        Where that is the same, it lacks a member that was named; else it is short.
        """
        traits = self.traits(number)
        absent = sum(name in self.named and not value for name, value in traits)
        good = self.told_values(number) - len(self.blamed & traits)
        return good, absent, -len(self.texts[number])

    def traits(self, number: int) -> set[tuple[str, str]]:
        """The members of a line with their values; those that only other lines have with ""."""
        found = re.findall(r'"(\w+)": ?("[^"]*"|[{\[]|[^][,{}]*)', self.texts[number])
        return {*{**dict.fromkeys(self.members, ""), **dict(found)}.items()}


records = cache(Records)  # read once in each process


def numbers(worker: int) -> Iterator[int]:
    """Numbers that no other worker has, and no run that began earlier.

    They follow the clock, so they last for 500 workers that draw 500 a second each.
    """
    return itertools.count(int(time.time() * 500) * 500 + worker, 500)


def query_string(pairs: dict[str, Any]) -> str:
    """A query or a form: spaces are %20, and commas stay, as they part the items of lists."""
    known = {name: value for name, value in pairs.items() if value is not None}
    return urlencode(known, doseq=True, safe=",", quote_via=quote)


def encoded(request: dict[str, Any]) -> dict[str, Any]:
    """Arguments of `rest` with query and body as they are sent."""
    media_type = ""
    if request.get("json") is not None:
        media_type = "application/json"
        text = json.dumps(request.pop("json"), separators=(",", ":"))
        request["data"] = text.encode()
    elif isinstance(request.get("data"), dict):
        media_type = "application/x-www-form-urlencoded"
        request["data"] = query_string(request["data"])
    if isinstance(request.get("params"), dict):
        request["params"] = query_string(request["params"])
    if media_type:
        request["headers"] = {"Content-Type": media_type, **request.get("headers", {})}
    return request
