"""Dates that make sense beside each other, counted from a fixed day instead of from today.

A start and an end with the same stem share one base moment, so the end comes after the start by construction.
"""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from random import Random

_AHEAD = timedelta(days=730)
"""Past things lie within two years before the anchor, future things two to four after it: true for years."""

ROLES = {
    "birth": "birth birthday birthdate dob born birthyear".split(),
    "expiry": "expiry expires expire expiration exp deadline due until renewal renews".split(),
    "end": "end ends ended to finish finished stop stopped complete completed close closed closes checkout "
    "arrival return before max latest last till".split(),
    "updated": "updated modified changed edited update modification synced viewed seen logged used".split(),
    "start": "start starts started begin begins from since open opened opens checkin departure after min earliest "
    "first valid".split(),
    "scheduled": "scheduled schedule planned appointment event delivery pickup remind reminder target publish "
    "next meeting booking reservation".split(),
}
"""What the words of a name say about its place in time; anything else happened in the past."""

_OVER = frozenset("started ended finished stopped completed closed opened".split())

_NO_STEMS = frozenset((*ROLES["start"], *ROLES["end"], *"date time datetime at on utc check in out timestamp".split()))
"""Words that say when, and not of what."""


@lru_cache(maxsize=65536)
def role_of(words: tuple[str, ...]) -> str:
    """The part a field plays in time: `checkOutDate` is an end."""
    if ("check", "out") in pairwise(words):
        return "end"
    if ("check", "in") in pairwise(words):
        return "start"
    return next((role for role, known in ROLES.items() if any(word in known for word in words)), "past")


@lru_cache(maxsize=65536)
def has_happened(words: tuple[str, ...]) -> bool:
    """Whether a name tells what is over: `completed_at`, `last_login_time`; a `last_day` may still come."""
    is_over = words[-1:] in (("at",), ("on",)) and words[-2:-1] and words[-2] in _OVER
    return bool(is_over) or (words[:1] == ("last",) and len(words) > 1 and words[1] not in ("date", "day", "time"))


@lru_cache(maxsize=65536)
def stem_of(words: tuple[str, ...]) -> str:
    """What a start and its end have in common: `event` for `eventStartDate` and `event_end`."""
    return "_".join(word for word in words if word not in _NO_STEMS)


def moment(day: date, base: Random, own: Random, role: str, is_past: bool) -> datetime:
    """A moment for a role, counted from a day; `base` is shared by the fields of one stem, `own` is the field's."""
    anchor = datetime(day.year, day.month, day.day, tzinfo=UTC)
    future = anchor + _AHEAD
    if role == "birth":
        return anchor - timedelta(days=own.randint(20 * 365, 65 * 365))
    if role == "expiry":
        return _at_daytime(future + timedelta(days=own.randint(400, 1090)), own)
    first = anchor - timedelta(days=base.randint(60, 700)) if is_past else future + timedelta(days=base.randint(0, 360))
    first = _at_daytime(first, base)
    if role in ("end", "updated"):
        return first + timedelta(days=own.randint(1, 14), hours=own.randint(0, 6))
    return first if role == "start" else first - timedelta(hours=own.randint(0, 3)) if role == "past" else first


def _at_daytime(day: datetime, random: Random) -> datetime:
    return day.replace(hour=random.randint(7, 18), minute=random.choice(range(0, 60, 5)), second=random.randint(0, 59))


def stamp(moment: datetime) -> str:
    """RFC 3339: `2025-03-07T09:45:12Z`."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
