"""Declared traffic and the rank that an operation gets from it, or from what the document shows."""

from dataclasses import dataclass

ThinkTime = tuple[float, float]
"""Seconds between tasks: at least, at most."""

LEVELS = ("high", "medium", "low", "none")

LEVEL_WEIGHTS = {"high": 10.0, "medium": 5.0, "low": 1.0, "none": 0.0}
"""What a declared level weighs. An inferred one is refined by kind: see `kinds.KINDS`."""

LEVEL_FROM_WEIGHT = (("high", 8.0), ("medium", 3.0), ("low", 0.0))
"""What a weight is called: the first level whose bound it reaches."""


@dataclass(frozen=True, slots=True)
class TrafficRule:
    """What one `x-traffic` says; None where it says nothing."""

    priority: str | None = None  # high, medium, low, none
    weight: float | None = None  # relative to other operations
    share: float | None = None  # 0 to 1, of all requests
    rps: float | None = None  # requests per second
    think_time: ThinkTime | None = None

    @property
    def says_how_much(self) -> bool:
        """Whether the rule speaks of the amount of traffic, not only of its rhythm."""
        return any(value is not None for value in (self.priority, self.weight, self.share, self.rps))

    @property
    def is_none(self) -> bool:
        """Whether the rule keeps the operation out of the run."""
        return self.priority == "none" or 0 in (self.weight, self.share, self.rps)


@dataclass(frozen=True, slots=True)
class Priority:
    """How much traffic an operation gets, and why we think so.

    At most one of `share`, `rps` and `weight` is set; none of them where the operation is left out.
    """

    level: str  # high, medium, low; none: in the plan, but not in the run
    weight: float | None  # relative to other operations
    share: float | None  # 0 to 1, of all requests
    rps: float | None  # requests per second
    think_time: ThinkTime | None
    reason: str
    declared: bool  # False: inferred


def level_of(weight: float) -> str:
    """The name of a weight."""
    return next(level for level, bound in LEVEL_FROM_WEIGHT if weight >= bound)
