"""Whole numbers for Locust's `@task` that reproduce the declared traffic, as small as they can be.

Declared shares take their part of all requests. What is left is divided among the others in proportion: weights as
they are; rates (`rps`) as they are where nothing has a weight, else scaled so that the median rate weighs as much as
the median weight, because a document that mixes both says no more than which operations are typical.
Shares over 100 % are scaled down to 100 %; every operation that is not left out keeps a weight of at least 1.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from apigen.analysis.priority import Priority, is_write

__all__ = ["Weight", "is_write", "task_weights"]

_TOTAL = 2000  # Locust keeps a list with one entry per unit of weight
_PER_TASK = 10  # more tasks may have a longer list
_MULTIPLES = 10  # a weight of 0.5 is doubled, not rounded
_SHARE_ERROR = 0.005  # relative, of a declared share
_SHARE_POINTS = 0.002  # absolute, of a declared share
_WEIGHT_ERROR = 0.1  # relative, of what a weight stands for


@dataclass(frozen=True, slots=True)
class Weight:
    """What Locust gets, and what it means."""

    weight: int
    share: float  # 0 to 1, of all requests


def task_weights(priorities: Mapping[str, Priority]) -> Mapping[str, Weight]:
    """The weight of every operation, in the order given; 0 where the priority is none."""
    running = {key: priority for key, priority in priorities.items() if priority.level != "none"}
    numbers = dict(zip(running, _whole_numbers(list(running.values())), strict=True))
    total = sum(numbers.values()) or 1
    return {key: Weight(numbers.get(key, 0), numbers.get(key, 0) / total) for key in priorities}


def _whole_numbers(running: Sequence[Priority]) -> Sequence[int]:
    """The first candidate that is close enough, the closest one where none is."""
    if not running:
        return ()
    targets = _targets(running)
    fixed = [priority.share is not None for priority in running]
    best: tuple[float, Sequence[int]] = (float("inf"), [1] * len(running))
    for numbers in _candidates(running, targets):
        error = _error(numbers, targets, fixed)
        if error <= 1:
            return numbers
        best = min(best, (error, numbers), key=lambda pair: pair[0])
    return best[1]


def _targets(running: Sequence[Priority]) -> list[float]:
    """The share that each operation should have; together 1."""
    shares = [priority.share or 0.0 for priority in running]
    claimed = sum(shares)
    relative = _relative(running)
    rest = max(0.0, 1 - claimed) if sum(relative) else 0.0
    scale = (1 - rest) / claimed if claimed else 0.0
    unit = rest / sum(relative) if sum(relative) else 0.0
    return [share * scale + part * unit for share, part in zip(shares, relative, strict=True)]


def _relative(running: Sequence[Priority]) -> list[float]:
    """What operations without a share claim of the rest, on one scale for weights and rates; 0 for those with one."""
    weights = [p.weight for p in running if p.weight is not None]
    rates = [p.rps for p in running if p.rps is not None]
    per_request = median(weights) / median(rates) if weights and rates else 1.0
    return [p.weight if p.weight is not None else (p.rps or 0.0) * per_request for p in running]


def _candidates(running: Sequence[Priority], targets: Sequence[float]) -> Iterator[Sequence[int]]:
    """Numbers to try: the declared ones and their multiples, then ever finer divisions of the whole."""
    limit = max(_TOTAL, _PER_TASK * len(targets))
    relative = _relative(running)
    rest = 1 - sum(target for target, p in zip(targets, running, strict=True) if p.share is not None)
    for multiple in range(1, _MULTIPLES + 1):
        parts = [part * multiple for part in relative]
        if rest > 0 and sum(parts) / rest <= limit and all(abs(part - round(part)) < 1e-9 for part in parts):
            whole = sum(parts) / rest
            yield [max(1, round(part or target * whole)) for part, target in zip(parts, targets, strict=True)]
    for total in range(len(targets), limit + 1, max(1, len(targets) // 25)):
        yield [max(1, round(target * total)) for target in targets]


def _error(numbers: Sequence[int], targets: Sequence[float], fixed: Sequence[bool]) -> float:
    """How far the numbers miss the targets: at most 1 where every operation is close enough."""
    total = sum(numbers)
    rest = sum(target for target, is_fixed in zip(targets, fixed, strict=True) if not is_fixed)
    points = (rest or 1) * min(_SHARE_POINTS, 0.1 / len(numbers))
    worst = 0.0
    for number, target, is_fixed in zip(numbers, targets, fixed, strict=True):
        allowed = max(_SHARE_ERROR * target, _SHARE_POINTS) if is_fixed else max(_WEIGHT_ERROR * target, points)
        worst = max(worst, abs(number / total - target) / allowed)
    return worst
