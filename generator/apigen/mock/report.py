"""What the mock counted: per operation, how its requests fared and why some were refused."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

_MANY_REASONS = 100  # more distinct reasons of one operation are counted as "other"
_OUTCOMES = ("accepted", "refused", "unauthorized", "not_found")


@dataclass(slots=True)
class Tally:
    """The counts of one operation."""

    requests: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)  # reason -> the first message with it
    not_judged: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)  # answers of the mock that do not conform

    def add_reason(self, reason: str, example: str) -> None:
        """Counts a reason; a closed set, so that a report stays readable after a million requests."""
        known = reason in self.reasons or len(self.reasons) < _MANY_REASONS
        self.reasons[reason if known else "other"] += 1
        self.examples.setdefault(reason if known else "other", example[:300])

    def as_json(self) -> dict[str, Any]:
        """The tally as the report shows it; rare things only when they happened."""
        counts: dict[str, Any] = {name: self.outcomes[name] for name in _OUTCOMES}
        rare: dict[str, dict[str, Any]] = {
            "reasons": self.reasons,
            "examples": self.examples,
            "not_judged": self.not_judged,
            "faults": self.faults,
        }
        return {"requests": self.requests, **counts, **{name: dict(found) for name, found in rare.items() if found}}


class Report:
    """The tallies of all operations, and the requests that met none."""

    def __init__(self, keys: list[str], validation: str) -> None:
        self.validation = validation  # "on", or "unavailable: reason"
        self.tallies = {key: Tally() for key in keys}
        self.astray: Counter[str] = Counter()  # "no such path", "no such method"

    def count(self, key: str, outcome: str) -> Tally:
        """Counts one request of an operation."""
        tally = self.tallies[key]
        tally.requests += 1
        tally.outcomes[outcome] += 1
        return tally

    def as_json(self) -> dict[str, Any]:
        """The whole report."""
        counts = {name: sum(tally.outcomes[name] for tally in self.tallies.values()) for name in _OUTCOMES}
        requests = sum(tally.requests for tally in self.tallies.values()) + self.astray.total()
        strays = {"unknown_path": self.astray["no such path"], "unknown_method": self.astray["no such method"]}
        operations = {key: tally.as_json() for key, tally in self.tallies.items()}
        totals = {"requests": requests, **counts, **strays, "operations": len(operations)}
        totals["operations_accepted"] = sum(1 for tally in self.tallies.values() if tally.outcomes["accepted"])
        return {"validation": self.validation, "totals": totals, "operations": operations}
