"""Switches of things that act by themselves: what a load test makes is switched off.

A schedule starts jobs, a trigger does what it was told to, once more for what it has just done: load that nobody
planned, beside the requests that are measured.
"""

from collections.abc import Iterable

from apigen.analysis.payloads.names import words_of

_ACTS = frozenset("automation trigger triggers schedule schedules cron crontab rrule webhook".split())
_ON = frozenset(("enabled", "active"))
_OFF = frozenset(("paused", "disabled", "suspended"))


def idle_values(names: Iterable[str], booleans: Iterable[str]) -> dict[str, bool]:
    """The values of an object's switches with which it does nothing; empty where it does nothing anyway.

    `names` are those of the object and of its properties, `booleans` the properties that are free to be true or false.
    """
    if not any(_ACTS.intersection(words_of(name)) for name in names):
        return {}
    states = {name: "".join(words_of(name)).removeprefix("is") for name in booleans}
    return {name: state in _OFF for name, state in states.items() if state in _ON | _OFF}
