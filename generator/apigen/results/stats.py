"""Reading Locust's CSV files (`--csv PREFIX`)."""

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RequestStats:
    """One row of the statistics: all requests under one name."""

    method: str  # empty for the sum of all
    name: str
    requests: int
    failures: int
    p50: float  # milliseconds
    p95: float
    p99: float
    per_second: float


@dataclass(frozen=True, slots=True)
class Failure:
    """One kind of failure."""

    method: str
    name: str
    error: str
    occurrences: int


@dataclass(frozen=True, slots=True)
class RunResults:
    """A finished run; without requests `total` is None."""

    rows: tuple[RequestStats, ...]
    total: RequestStats | None
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run stands."""

    users: int
    requests: int
    failures: int


def read_results(prefix: Path) -> RunResults:
    """The results under a prefix given to `locust --csv`; empty when Locust wrote none."""
    rows = [_row(record) for record in _records(prefix, "stats")]
    return RunResults(
        rows=tuple(row for row in rows if row.method),
        total=next((row for row in rows if not row.method and row.requests), None),
        failures=tuple(
            Failure(r["Method"], r["Name"], r["Error"], int(r["Occurrences"])) for r in _records(prefix, "failures")
        ),
    )


def read_progress(prefix: Path) -> Progress | None:
    """The newest line about all requests in the history; None before the first."""
    last = next((r for r in reversed(_records(prefix, "stats_history")) if r.get("Name") == "Aggregated"), None)
    if last is None:
        return None
    try:
        numbers = (int(last[column]) for column in ("User Count", "Total Request Count", "Total Failure Count"))
        return Progress(*numbers)
    except (TypeError, ValueError):  # the line is being written
        return None


def _records(prefix: Path, kind: str) -> list[dict[str, str]]:
    path = prefix.with_name(f"{prefix.name}_{kind}.csv")
    if not path.is_file():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _row(record: dict[str, str]) -> RequestStats:
    return RequestStats(
        method=record["Type"],
        name=record["Name"],
        requests=int(record["Request Count"]),
        failures=int(record["Failure Count"]),
        p50=_number(record["50%"]),
        p95=_number(record["95%"]),
        p99=_number(record["99%"]),
        per_second=_number(record["Requests/s"]),
    )


def _number(text: str) -> float:
    return float(text) if text not in ("", "N/A") else 0.0
