"""The bounds and defaults of numbers that stand in a description and not in the schema: "between 1 and 600"."""

import re
from dataclasses import dataclass
from random import Random

_NUMBER = r"`?(-?\d+(?:\.\d+)?)`?"
_BETWEEN = re.compile(
    rf"\b(?:between|from|rang(?:e|es|ing)(?: is| of|:)?(?: from)?|min(?:imum)?:?) {_NUMBER}"
    rf"(?: and | to | ?[-–] ?|, max(?:imum)?:? ){_NUMBER}(?![\d-])"
)
_MOST = re.compile(
    r"\b(?:max(?:imum)?(?: value)?(?: is| of|:)?|maximum allowed(?: value)?(?: is|:)|up to|at most|no more than|"
    rf"(?:cannot|not) exceed) {_NUMBER}(?![\d-])"
)
_FEWEST = re.compile(
    rf"\b(?:min(?:imum)?(?: value)?(?: is| of|:)?|at least|no less than|greater than(?: or equal to)?) "
    rf"{_NUMBER}(?![\d-])"
)
_USUAL = re.compile(rf"\bdefaults?(?: value)?(?: is| to| of|:)*:? {_NUMBER}(?![\d-])")
_UNIT = re.compile(r"[ -](minutes?|hours?|days?|weeks?|months?|years?|kb|mb|gb|tb|kib|mib|gib)\b")
_SMALLER = re.compile(r"\b(seconds?|secs?|milliseconds?|millis|ms|bytes)\b")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_LINK = re.compile(r"https?://\S+")
_USED = 0.4  # part of the values that are the default itself


@dataclass(frozen=True, slots=True)
class Told:
    """What a description says about a number; None where it says nothing."""

    low: float | None
    high: float | None
    usual: float | None

    def holds(self, number: float) -> bool:
        """Whether a number keeps the bounds, and has the magnitude of the default where no bound is told."""
        is_inside = (self.low is None or number >= self.low) and (self.high is None or number <= self.high)
        return is_inside and (self.usual is None or self.high is not None or _is_alike(number, self.usual))

    def number(self, random: Random, is_integer: bool) -> float:
        """The default, or another number that fits what is told."""
        if self.usual is not None and random.random() < _USED:
            return self.usual
        low, high = self._span()
        number = low + (high - low) * random.random() ** 2
        return round(number) if is_integer else round(number, 2)

    def _span(self) -> tuple[float, float]:
        """Where numbers are looked for: around the default, else upwards from the lower bound."""
        low, high = self.low, self.high
        if self.usual is not None and (low is None or high is None):
            low = self.usual / 2 if low is None else low
            high = self.usual * 2 + 1 if high is None else high
        if low is None:
            low = min(1.0, high or 0.0)
        return low, low * 10 + 10 if high is None else max(low, high)


def told_of(description: str, name: str) -> Told | None:
    """What the description of the number `name` says about it; None where it says nothing.

    Numbers in a larger unit than that of the field, as the days of a time to live in seconds, are passed over.
    """
    text = _THOUSANDS.sub("", _LINK.sub("", description[:1000].lower()))
    is_small = _SMALLER.search(f"{text} {name}") is not None
    both = _found(_BETWEEN, text, is_small)
    low, high = both if len(both) == 2 else (_one(_FEWEST, text, is_small), _one(_MOST, text, is_small))
    usual = _one(_USUAL, text, is_small)
    if usual is not None and usual < 0 and low is None:
        usual = None  # a mark and no magnitude: "defaults to -1, which returns everything"
    is_empty = low is None and high is None and usual is None
    return None if is_empty or (low is not None and high is not None and low >= high) else Told(low, high, usual)


def _one(pattern: re.Pattern[str], text: str, is_small: bool) -> float | None:
    return next(iter(_found(pattern, text, is_small)), None)


def _found(pattern: re.Pattern[str], text: str, is_small: bool) -> tuple[float, ...]:
    """The numbers of the first match, unless a unit follows that is not that of the field."""
    match = pattern.search(text)
    if match is None or (is_small and _UNIT.match(text, match.end())):
        return ()
    return tuple(map(float, match.groups()))


def _is_alike(number: float, usual: float) -> bool:
    return abs(usual) <= 10 * abs(number) and abs(number) <= 10 * abs(usual)
