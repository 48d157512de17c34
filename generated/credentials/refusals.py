"""What the test learns from refusals: which operations rest, which lines are sent,
which identifiers are named no more.

`rest` in support.py calls `learn`. Edit freely: regenerating keeps your edits.
"""

import json
import logging
import math
import random
import re
import time
from collections.abc import Collection
from functools import cache

from identifiers import IdPool
from response import Response
from samples import Line, texts_of

logger = logging.getLogger(__name__)
Operation = tuple[str, str]  # method and name
# How many refusals one answer counts for, if not one: 405 and 501 are final, 503 may pass.
REFUSALS = {405: math.inf, 501: math.inf, 503: 0.5}


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
        self.first_sent: dict[Operation, float] = {}
        self.worked: set[Operation] = set()
        self.refused: dict[Operation, float] = {}
        self.rests_until: dict[Operation, float] = {}

    def is_over(self, operation: Operation, is_needed: bool = False) -> bool:
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
        known = dict.fromkeys((*self.worked, *self.refused), 0.0) | self.rests_until
        steps = name.split("/") if self.worked else []
        for n in range(2, len(steps)):
            path = "/".join([*steps[:n], ""])
            rests = [known[each] > now for each in known if each[1].startswith(path)]
            if all(rests) and len(rests) >= self.tries:
                return True
        return False

    def learn(self, operation: Operation, refusals: float) -> None:
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
        if before < self.tries <= count:
            logger.warning("%s %s never worked: it is tried less often now", *operation)
        if count >= self.tries:
            pause = self.shortest * 2 ** min(count - self.tries, 10.0)
            self.rests_until[operation] = time.monotonic() + min(pause, self.longest)


patience = Patience()  # of all users of this process


class Records:
    """The lines of data/<name>.jsonl, and which of them the server takes.

    The shortest line comes first. Once it is accepted, all lines come alike until one is
    refused; from then on accepted lines come more often, and untried lines in the order of
    their `promise`. So the test soon measures what the service does, not how it refuses.
    """

    def __init__(self, name: str, *slots: str) -> None:
        self.texts = texts_of(name)
        bodies = {"json", "data", "file", "files"}
        self.is_search = bodies.isdisjoint(json.loads(self.texts[0]))
        # A line by its number, encoded when it is first asked for.
        self.line = cache(lambda number: Line(self.texts[number], slots))
        self.every = range(len(self.texts))
        # The next one stands at the end.
        self.untried = sorted(self.every, key=lambda n: -len(self.texts[n]))
        self.shortest = self.untried[-1]
        self.verdicts: dict[int, bool] = {}
        self.accepted: list[int] = []
        self.unjudged = 0  # draws since the last verdict
        self.members = set(re.findall(r'"(\w+)":', "\n".join(self.texts)))
        self.blamed: set[tuple[str, str]] = set()  # members with refused values
        self.named: set[str] = set()  # members that refusals named
        self.told: set[str] = set()  # their other words, maybe values that they want

    def draw(self, plain: bool = False) -> int:
        """The number of a line; `plain`: of a search with few filters, since that finds most."""
        if plain and self.is_search and self.verdicts.get(self.shortest, True):
            return self.shortest
        judged, good = len(self.verdicts), len(self.accepted)
        if self.untried and not good and self.unjudged < 20:
            self.unjudged += 1
            return self.untried[-1]
        if judged == good:  # none was refused
            return random.choice(self.every)
        if self.untried and random.random() < 0.2 * good / judged:
            return self.untried[-1]
        return random.choice(self.accepted or self.every)

    def learn(self, number: int, response: Response) -> bool:
        """Remember whether the server took a line; True where a refusal tells something new."""
        self.unjudged = 0
        if response.status_code in (401, 403, 429, 503):  # they say nothing of the line
            return False
        is_good = response.status_code < 400
        if self.verdicts.get(number) != is_good:  # the second of a name may be refused
            self.verdicts[number] = is_good
            self.accepted = [n for n, was_good in self.verdicts.items() if was_good]
            self.untried = [n for n in self.untried if n not in self.verdicts]
        return not is_good and self.blame(number, str(response.text).lower())

    def blame(self, number: int, refusal: str) -> bool:
        """Learn what a refusal names (where nothing, it blames all), and sort the untried lines.

        True where that is news: a member not named before, or a value that an untried line has.
        """
        reason = re.split(r"""['"]input['"]: ?""", refusal)[0]  # no echo
        words = re.findall(r"\w+", reason)
        named = "_".join(["", *words, ""])  # `start_time` goes by "start time", too
        traits = self.traits(number)
        blamed = {(k, v) for k, v in traits if f"_{k.lower()}_" in named}
        own = re.findall(r"\w+", self.texts[number].lower())
        self.told |= {*filter(str.isidentifier, words)}.difference(own)
        is_told = any(map(self.told_values, self.untried))
        is_news = is_told or not dict(blamed).keys() <= self.named
        self.named |= dict(blamed).keys()
        self.blamed |= blamed if blamed or is_told else traits
        self.untried.sort(key=self.promise)
        return is_news and bool(self.untried)

    def told_values(self, number: int) -> int:
        """How many values of a line refusals have told: `state must be open or closed`."""
        values = {value.strip('"').lower() for _, value in self.traits(number)}
        return len(values & self.told)

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


def learn(
    url: str,
    response: Response,
    expect: Collection[int],
    drawn: tuple[Records, int] | None,
    pools: list[IdPool],
) -> None:
    """Learn from an answer: of the operation, of the line that was drawn, of identifiers."""
    status = response.status_code
    operation = response.request_meta["request_type"], response.request_meta["name"]
    is_good = 0 < status < 400 or status in expect
    refusals = 0.0 if is_good else REFUSALS.get(status, 1.0)
    if response.is_endless:
        refusals = math.inf
    if drawn and status and drawn[0].learn(drawn[1], response):
        refusals /= 4  # the server has told what to do better
    if url == operation[1] and not drawn:
        refusals *= 2 * patience.tries  # the same request will be answered so again
    if status != 429 and (status or patience.worked):  # 0: maybe there is no server
        patience.learn(operation, refusals)
    if status in (400, 404, 409, 410, 422):
        forget(pools, url, status, str(response.text).lower())


def forget(pools: list[IdPool], url: str, status: int, refusal: str) -> None:
    """Name no longer what is not there: the end of the URL, and what the text names first."""
    used = [pool for pool in pools if pool.last]
    end = url.rstrip("/") if status in (404, 410) else ""
    gone = [pool for pool in used if end.endswith(f"/{pool.last[-1]}")]
    denied = re.search("(already )?(exist|found|match)", refusal)
    if denied and not denied[1]:
        words = re.compile(r"[\w.=-]+").findall
        said = [word.strip(".") for word in words(refusal[: denied.start()])]
        # only kinds of things that the text names, and of which there are others
        meant = [p for p in used if p.name.rpartition("_")[2] in said]
        meant = [p for p in meant if {*p.own, *p.met} - {p.last}]
        named = {str(pool.last[-1]).lower(): pool for pool in meant}
        found = [named[word] for word in (*said, *words(url.lower())) if word in named]
        gone += found[:1]
    for pool in gone:
        pool.gone[pool.last] = None
