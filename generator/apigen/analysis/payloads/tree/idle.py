"""Switches: what a load test makes does nothing by itself, and what it finds stays in service.

A schedule starts jobs, a trigger does what it was told to, once more for what it has just done: load that nobody
planned, beside the requests that are measured. A plugin, an account or a zone that an update has switched off answers
no request of the others.
"""

from collections.abc import Iterable

from apigen.analysis.payloads.meaning.names import words_of

_ACTS = frozenset("automation trigger triggers schedule schedules cron crontab rrule webhook".split())
_ON = frozenset(("enabled", "active"))
_OFF = frozenset(("paused", "disabled", "suspended"))


def idle_values(names: Iterable[str], booleans: Iterable[str]) -> dict[str, bool]:
    """The values of an object's switches with which it does nothing; empty where it does nothing anyway.

    `names` are those of the object and of its properties, `booleans` the properties that are free to be true or false.
    """
    if not any(_ACTS.intersection(words_of(name)) for name in names):
        return {}
    states = {name: in_service(name) for name in booleans}
    return {name: not state for name, state in states.items() if state is not None}


def in_service(name: str) -> bool | None:
    """The value of a switch with which a thing works; None where the property is no switch."""
    state = "".join(words_of(name)).removeprefix("is")
    return state in _ON if state in _ON | _OFF else None
