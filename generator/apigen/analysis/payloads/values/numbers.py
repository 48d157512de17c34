"""Numbers between bounds, on a grid where `multipleOf` asks for one."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

_FORMAT_BOUNDS = {"int32": 2**31 - 1, "int64": 2**53 - 1, "uint8": 255, "int16": 32767, "int8": 127}


_NEIGHBORS = 20  # steps away from a number at which another one is looked for


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number must obey."""

    low: Fraction | None
    high: Fraction | None
    step: Fraction | None
    is_integer: bool

    def fitted(self, value: Any) -> int | float | None:
        """The number on the grid that is closest to the value; None where it lies outside."""
        if isinstance(value, int) and not self.step:
            return value if self.holds(value) else None
        try:
            exact = Fraction(str(value))
        except (ValueError, ZeroDivisionError):
            return None
        if self.step:
            exact = round(exact / self.step) * self.step
        if self.is_integer:
            exact = Fraction(round(exact))
        return self._plain(self._divisible(exact)) if self.holds(exact) else None

    def holds(self, exact: Fraction | int) -> bool:
        """Whether a number keeps all bounds."""
        return (
            (self.low is None or exact >= self.low)
            and (self.high is None or exact <= self.high)
            and (self.step is None or exact % self.step == 0)
            and not (self.is_integer and exact.denominator != 1)
        )

    def within(self, random: Random, reach: int) -> int | float | None:
        """Some number between the bounds, less than `reach` above the lower one where the upper is farther."""
        low, high = self._window(reach)
        if low > high:
            return None
        step = self.step or Fraction(1) if self.is_integer or high - low >= 10 else self.step or (high - low) / 100
        if not step:
            return self._plain(low)
        first, last = math.ceil(low / step), math.floor(high / step)
        if first > last:
            return None
        is_open = self.low is None or self.high is None
        place = first + round((last - first) * random.random() ** 2) if is_open else random.randint(first, last)
        return self._plain(self._divisible(place * step))

    def _divisible(self, exact: Fraction) -> Fraction:
        """The nearest number that is also a multiple to validators that divide floats, as most do.

        To them 19.99 is none of 0.01, since the quotient is 1998.9999999999998. Where there is no such number nearby,
        the one given stays.
        """
        if not self.step or self.step.denominator == 1:
            return exact
        near = (exact + sign * count * self.step for count in range(_NEIGHBORS) for sign in (1, -1))
        fitting = (each for each in near if self.holds(each) and (float(each) / float(self.step)).is_integer())
        return next(fitting, exact)

    def _window(self, reach: int) -> tuple[Fraction, Fraction]:
        span = max(Fraction(reach), self.step * 20) if self.step else Fraction(reach)
        if self.low is not None:
            return self.low, min(
                self.low + max(span, abs(self.low)), self.high if self.high is not None else self.low + span
            )
        if self.high is not None:
            return (Fraction(1) if self.high >= 2 else self.high - span), min(self.high, max(span, Fraction(2)))
        return Fraction(1), span

    def _plain(self, exact: Fraction) -> int | float:
        return int(exact) if exact.denominator == 1 else float(exact)


def bounds_of(schema: Mapping[str, Any], is_integer: bool) -> Bounds:
    """The bounds of a flat schema; exclusive ones are moved inside by the smallest sensible step."""
    nudge = Fraction(1) if is_integer else Fraction(1, 100)
    limit = _FORMAT_BOUNDS.get(str(schema.get("format")))
    step = Fraction(str(schema["multipleOf"])) if schema.get("multipleOf") else None
    lows = [_exact(schema.get("minimum")), _moved(schema.get("exclusiveMinimum"), nudge)]
    highs = [_exact(schema.get("maximum")), _moved(schema.get("exclusiveMaximum"), -nudge), _exact(limit)]
    return Bounds(
        low=max((each for each in lows if each is not None), default=None),
        high=min((each for each in highs if each is not None), default=None),
        step=step,
        is_integer=is_integer,
    )


def _exact(value: Any) -> Fraction | None:
    is_number = (isinstance(value, int) and not isinstance(value, bool)) or (
        isinstance(value, float) and math.isfinite(value)
    )
    return Fraction(str(value)) if is_number else None


def _moved(value: Any, nudge: Fraction) -> Fraction | None:
    exact = _exact(value)
    return None if exact is None else exact + nudge
