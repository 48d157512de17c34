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
from pathlib import Path
from string import ascii_lowercase, digits
from typing import Any
from urllib.parse import quote, urlencode

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
ALPHABET = digits + ascii_lowercase
POWERS = [36**n for n in range(7, -1, -1)]


def token(number: int) -> str:
    """The number as eight of the characters 0-9 and a-z."""
    return "".join([ALPHABET[number // power % 36] for power in POWERS])


# Slots that are new in each request, made of a number that nobody else has.
UNIQUE: dict[str, Callable[[int], Any]] = {
    "unique": token,
    "UNIQUE": lambda number: token(number).upper(),
    "unique_hex": lambda number: f"{number % 16**12:012x}",
    "unique_number": int,
}
Ids = dict[str, Callable[[], Any]]  # what gives an identifier, by the name of its slot
Fill = Callable[["Line", Ids, int], dict[str, Any]]
Write = Callable[[Any], str]
# How a value is written in a text of such a media type: one that has this in its name.
WRITERS: dict[str, Write] = {
    "urlencoded": lambda value: quote(str(value), safe=""),
    "json": lambda value: json.dumps(str(value))[1:-1],
}


class Template:
    """A text with slots: a draw writes values into them, and touches nothing else."""

    def __init__(self, text: str | bytes, write: Write) -> None:
        self.is_text = isinstance(text, str)
        whole = text.encode() if isinstance(text, str) else text
        found = [(name.decode(), quotes) for quotes, name in SLOT.findall(whole)]
        self.slots = [(name, json.dumps if quotes else write) for name, quotes in found]
        self.format = SLOT.sub(b"%s", whole.replace(b"%", b"%%"))

    def fill(self, ids: Ids, number: int) -> Any:
        """The text with a value in each slot."""
        values = []
        for name, write in self.slots:
            value = UNIQUE[name](number) if name in UNIQUE else ids[name]()
            values.append(write(value).encode())
        text = self.format % (*values,)
        return text.decode() if self.is_text else text


class Line:
    """A request of a data file: encoded once, then copied and filled by each draw."""

    def __init__(self, text: str, slots: Iterable[str]) -> None:
        for name in (*slots, *UNIQUE):  # {id!s}: as text, also where it is a number
            text = text.replace('"{' + name + '}"', f'"{MARK}{name}-"')
            text = text.replace("{" + name + "!s}", f"{MARK}{name}.")
        for name in UNIQUE:
            text = text.replace("{" + name + "}", f"{MARK}{name}.")
        self.source = Template(text, WRITERS["json"])
        self.request = encoded(json.loads(text))
        headers = self.request.get("headers", {})
        kind = headers.get("Content-Type", "")
        body = next((WRITERS[x] for x in WRITERS if x in kind), str)
        writers = {"params": WRITERS["urlencoded"], "data": body}
        self.texts = templates(self.request, writers)
        self.headers = templates(headers, dict.fromkeys(headers, str))

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
        return dict(json.loads(self.source.fill(ids, number)))


def templates(texts: dict[str, Any], writers: dict[str, Write]) -> dict[str, Template]:
    """Those of the texts that have slots; `writers`: how values are written in them."""
    cut = {n: Template(texts[n], writers[n]) for n in writers if n in texts}
    return {name: template for name, template in cut.items() if template.slots}


# What a request in a data file may have; those with files have more.
MEMBERS = {"params", "query", "headers", "json", "data", "form", "file"}


def lines_of(path: Path) -> list[str]:
    """The lines of a file, each of them a request in JSON, or a body alone."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        try:
            request = dict(**json.loads(line.strip() or "{}"))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{path}:{number}: not a request: {error}") from None
        if line.strip():
            is_whole = request.keys() <= MEMBERS or "files" in request
            found.append(line if is_whole else json.dumps({"json": request}))
    if found:
        return found
    raise ValueError(f"{path}: no request in it")


def texts_of(name: str) -> list[str]:
    """The lines of data/<name>.jsonl; where you put a data/<name>.csv, one for each of its rows.

    A column replaces what has its name, or path: `email`, `customer.email`.
    """
    lines = lines_of(DATA / f"{name}.jsonl")
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
