"""The difference of two documents as people and programs read it: sections of rows, Markdown, JSON."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from apigen.difference.model import Change, Difference, Kind, OperationChange, Status
from apigen.plan.model import TestPlan
from apigen.render.environment import cell

COLUMNS = ("Operation", "Change", "In the test")
_SHOWN = 3  # operations that have the same change; the rest is counted


@dataclass(frozen=True, slots=True)
class Row:
    """One change, and the operations that have it."""

    operations: tuple[str, ...]  # POST /orders; POST /orders -> POST /v2/orders; none: it concerns all of them
    what: str
    effect: str

    def cells(self, every: bool = False) -> tuple[str, str, str]:
        """The texts by `COLUMNS`."""
        shown = self.operations if every else self.operations[:_SHOWN]
        more = len(self.operations) - len(shown)
        return ("\n".join(shown) or "(all)") + (f"\nand {more} more" if more else ""), self.what, self.effect


def sections(difference: Difference) -> Iterator[tuple[str, list[Row]]]:
    """Titles and rows, breaking changes first; every change stands in one of them, the same changes in one row."""
    found: dict[str, dict[tuple[str, str], list[str]]] = {title: {} for title in _TITLES}
    for change in difference.test:
        found[_BREAKING if change.is_breaking else _WHOLE].setdefault((change.what, change.effect), [])
    for operation in difference.operations:
        for change in operation.changes:
            rows = found[_title(operation.status, change)]
            rows.setdefault((change.what, change.effect), []).append(_keys(operation))
    for title, rows in found.items():
        if rows:
            yield title, [Row(tuple(keys), what, effect) for (what, effect), keys in rows.items()]


_BREAKING = "Breaking: the test of the old document fails on the new one"
_WHOLE = "The whole test"
_FOLLOWING = "Unchanged, but their tasks follow the others"
_WEIGHTS = "Weights that follow"
_TITLES = (
    _BREAKING,
    _WHOLE,
    *(status.capitalize() for status in (Status.RENAMED, Status.ADDED, Status.REMOVED, Status.CHANGED)),
    _FOLLOWING,
    _WEIGHTS,
)


def _title(status: Status, change: Change) -> str:
    if change.is_breaking:
        return _BREAKING
    if change.kind is Kind.WEIGHT:
        return _WEIGHTS
    return _FOLLOWING if status is Status.UNCHANGED else status.capitalize()


def _keys(operation: OperationChange) -> str:
    keys = dict.fromkeys(filter(None, (operation.old_key, operation.key)))
    return " -> ".join(keys)


def summary(difference: Difference) -> str:
    """The accounting in a line."""
    counts = ", ".join(f"{difference.count(status)} {status}" for status in Status)
    return f"{len(difference.operations)} operations: {counts}; {difference.breaking} breaking"


def remarks(difference: Difference) -> Iterator[str]:
    """What there is to say besides the changes."""
    reworded = sum(operation.is_reworded for operation in difference.operations)
    if reworded:
        yield f"Other summaries or descriptions: {reworded}. Docstrings follow, and the test does the same."
    if difference.is_empty:
        yield "Nothing changes in what the test does."
    for old, new in difference.likely:
        yield f'{old} is gone, {new} is new. If they are one, your edits go along with: apigen rename "{old}" "{new}"'


def as_markdown(difference: Difference, every: bool = False) -> str:
    """A page with a table for each section; `every`: with all operations of a row."""
    lines = [f"# {_named(difference.old)} to {_named(difference.new)}", "", f"{summary(difference)}.", ""]
    for title, rows in sections(difference):
        lines += [f"## {title}", "", _line(COLUMNS), _line(["---"] * len(COLUMNS))]
        lines += [_line("<br>".join(map(cell, text.split("\n"))) for text in row.cells(every)) for row in rows]
        lines.append("")
    return "\n".join([*lines, *(f"{cell(remark)}\n" for remark in remarks(difference))]).rstrip("\n") + "\n"


def _named(plan: TestPlan) -> str:
    return cell(f"{plan.title} {plan.version}".strip())


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def as_json(difference: Difference) -> dict[str, Any]:
    """Everything in plain values, as `docs/diff.md` describes it."""
    return {
        "old": _document(difference.old),
        "new": _document(difference.new),
        "summary": {
            "operations": len(difference.operations),
            **{str(status): difference.count(status) for status in Status},
            "breaking": difference.breaking,
            "reworded": sum(operation.is_reworded for operation in difference.operations),
        },
        "test": [_change(change) for change in difference.test],
        "operations": [_operation(operation) for operation in difference.operations if operation.changes],
        "likely": [{"old": old, "new": new} for old, new in difference.likely],
    }


def _document(plan: TestPlan) -> dict[str, str]:
    return {"title": plan.title, "version": plan.version, "openapi": plan.openapi}


def _operation(operation: OperationChange) -> dict[str, Any]:
    return {
        "status": str(operation.status),
        "breaking": operation.is_breaking,
        "old": operation.old_key or None,
        "new": operation.key or None,
        "old_task": operation.old_task or None,
        "new_task": operation.task or None,
        "changes": [_change(change) for change in operation.changes],
    }


def _change(change: Change) -> dict[str, Any]:
    return {"kind": str(change.kind), "breaking": change.is_breaking, "what": change.what, "effect": change.effect}
