"""Identifiers of the things that a user has met.

Edit freely: regenerating keeps your edits.
"""

import csv
import math
import random
import time
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from locust.exception import RescheduleTask

from samples import DATA

if TYPE_CHECKING:
    from support import ApiUser


class Id(str):
    """An identifier: percent-encoded where an f-string makes a URL, plain elsewhere."""

    def __format__(self, spec: str) -> str:
        return quote(self, safe="")


Key = tuple[Any, ...]  # the identifiers of parents, then the own one
Shelf = tuple[deque[Key], tuple[str, ...]]  # identifiers, and the tasks that yield such


@dataclass(eq=False)
class IdPool:
    """Identifiers of one kind of thing that this user has met; the oldest go first.

    `own` are those that this user created. An empty pool fills itself: it runs the tasks
    that list or create such things, which may need identifiers of their own.
    """

    # What any user of this process deleted, by name of the thing; kept in order of time.
    all_gone: ClassVar[dict[str, dict[Key, None]]] = {}

    user: "ApiUser"
    name: str
    listed_by: tuple[str, ...] = ()  # names of tasks
    created_by: tuple[str, ...] = ()
    deleted: bool = False  # whether tasks of this test delete such things
    least: float = -math.inf  # smaller numbers, such as 0 and -1, stand for nothing

    def __post_init__(self) -> None:
        self.given = deque(given(self.name))
        self.met: deque[Key] = deque(maxlen=200)
        self.own: deque[Key] = deque(maxlen=200)
        self.gone = self.all_gone.setdefault(self.name, {})
        self.last: Key = ()
        self.user.pools.append(self)
        self.filling = False
        self.misses, self.rests_until = 0, 0.0  # tries to fill it that gave nothing

    def listed(self, found: Sequence[Any], *parents: Any) -> None:
        """Remember what a list showed; `parents`: identifiers of what it is a list in."""
        keys = self.usable(as_key(value, parents) for value in found[:50])
        self.met.extend(keys)

    def created(self, found: Sequence[Any], *parents: Any) -> None:
        """Remember what this user has created."""
        for entry in self.usable(as_key(value, parents) for value in found[:1]):
            self.gone.pop(entry, None)  # a name may be used again
            self.own.append(entry)

    def usable(self, keys: Iterable[Key]) -> list[Key]:
        """Those that the document allows."""
        own = [(key, key[-1]) for key in keys]
        return [key for key, n in own if not isinstance(n, int) or n >= self.least]

    def pick(self) -> Any:
        """Any identifier: a given one, then one of our own, since nobody else deletes that."""
        made, met = (self.own, self.created_by), (self.met, self.listed_by)
        if self.deleted and self.created_by:  # what others created may go at any moment
            return self.draw((self.given, ()), made, met)
        return self.draw((self.given, ()), (self.own, ()), met, made)

    def pick_own(self) -> Any:
        """An identifier of something that this user created."""
        return self.draw((self.own, self.created_by))

    def take(self) -> Any:
        """An identifier of our own that nobody gets again: for a request that deletes."""
        key = self.pick_own()
        self.gone[self.last] = None
        if len(self.gone) > 10_000:
            self.gone.pop(next(iter(self.gone)))
        return key

    def draw(self, *shelves: Shelf) -> Any:
        """Choose from the first shelf that holds something; its producers may fill it."""
        rests = time.monotonic() < self.rests_until
        for shelf, producers in shelves:
            for producer in (None, *producers):
                if producer and (rests or not self.fill(producer)):
                    continue
                while shelf:
                    entry: Key = random.choice(shelf)
                    if entry not in self.gone:
                        self.last, self.misses = entry, 0
                        return entry if len(entry) > 1 else entry[0]
                    shelf.remove(entry)
        if not (rests or self.filling):  # asking for nothing all the time helps nobody
            self.misses += 1
            self.rests_until = time.monotonic() + min(2**self.misses / 32, 30.0)
        tried = dict.fromkeys(name for _, producers in shelves for name in producers)
        self.user.skip(f"no {self.name}: {' or '.join(tried)} gave none")

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


@cache
def given(name: str) -> list[Key]:
    """The identifiers of your data/<name>_ids.csv, if there is one: those of parents first.

    Cells of digits are numbers.
    """
    path = DATA / f"{name}_ids.csv"
    if not path.exists():
        return []
    with open(path, newline="", encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    for number, row in enumerate(rows, 1):
        if row and len(row) != len(rows[0]):
            wanted = len(rows[0])
            raise ValueError(f"{path}:{number}: {wanted} columns are wanted: {row}")
    keys = [[int(x) if x.isdecimal() else x for x in row] for row in rows[1:] if row]
    return [as_key(tuple(key), ()) for key in keys]


def as_key(value: Any, parents: Key) -> Key:
    """Identifiers of parents and the own one in one tuple; text becomes an Id."""
    parts = (*parents, *(value if isinstance(value, tuple) else (value,)))
    return tuple(Id(part) if isinstance(part, str) else part for part in parts)
