"""Identifiers of the things that a user has met, and what a run has to delete.

Edit freely: regenerating keeps your edits.
"""

import csv
import json
import logging
import os
import random
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import quote

from locust.exception import RescheduleTask

from response import ANY_2XX
from samples import DATA

if TYPE_CHECKING:
    from support import ApiUser

logger = logging.getLogger(__name__)
GONE = (*ANY_2XX, 404, 410)  # answers to a DELETE that leave nothing to delete


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
    delete: str = ""  # the URL that deletes one when the run is over

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
        keys = [as_key(value, parents) for value in found[:50]]
        self.met.extend(keys)

    def created(self, found: Sequence[Any], *parents: Any) -> None:
        """Remember what this user has created."""
        for entry in [as_key(value, parents) for value in found[:1]]:
            self.gone.pop(entry, None)  # a name may be used again
            if self.delete:
                if len(self.own) == self.own.maxlen:  # enough: the oldest makes room
                    self.undo(self.delete.format(*self.own[0]))
                creations.add(self, self.delete.format(*entry))
            self.own.append(entry)

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

    def undo(self, url: str) -> bool:
        """Delete a thing, unseen by the statistics; False where the server keeps it."""
        answer = self.user.rest("DELETE", url, expect=GONE, returns="", always=True)
        return answer.status_code in GONE

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


class Creations:
    """What the users of this process created and did not delete, the oldest first.

    Also on disk, for `locust -f clean_up.py`, should this process be killed.
    """

    folder = DATA.parent / ".apigen" / "created"
    longest = 120.0  # seconds for all that is left; the rest stays on disk

    def __init__(self) -> None:
        self.things: dict[str, IdPool] = {}  # by the URL that deletes one

    @cached_property
    def path(self) -> Path:
        """A file of this process alone, named when the first thing is created."""
        return self.folder / f"{time.time_ns()}-{os.getpid()}.jsonl"

    def add(self, pool: IdPool, url: str) -> None:
        """Remember what has just been created: where and by which account, no secrets."""
        self.things[url] = pool
        line = {"host": pool.user.host, "kind": pool.name, "url": url}
        line["account"] = str(pool.user.account_number)
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def delete_all(self) -> None:
        """Delete what is left, the newest first; what the server keeps stays on disk."""
        things = list(reversed(self.things.items()))
        deadline = time.monotonic() + self.longest  # a busy server may tell to wait

        def delete(chosen: list[tuple[str, IdPool]]) -> None:
            with suppress(RescheduleTask):  # it cannot log in any more
                for url, pool in chosen:
                    if time.monotonic() < deadline:
                        pool.undo(url)

        users = {pool.user for _, pool in things}
        own = [[thing for thing in things if thing[1].user is user] for user in users]
        threads = [Thread(target=delete, args=[each]) for each in own]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        # One after another what was refused: it was in use, or many at once were too much.
        delete(list(reversed(self.things.items())))
        self.path.unlink(missing_ok=True)
        kept, self.things = self.things, {}
        for url, pool in kept.items():
            self.add(pool, url)
        if things:
            done = len(things) - len(kept)
            logger.info("deleted %d of %d things that were left", done, len(things))


creations = Creations()
