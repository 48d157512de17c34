"""Two documents as they were read and planned, and what the change from one to the other does to the test."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apigen.difference.model import CONSEQUENCES, Change, Difference, Kind, OperationChange, Side, Status
from apigen.difference.requests import request_changes
from apigen.difference.tasks import percent, task_changes
from apigen.difference.whole import whole_changes
from apigen.openapi.identity import likely_pairs, same_operations
from apigen.openapi.model import Operation
from apigen.plan.model import Task


@dataclass(frozen=True, slots=True)
class _Known:
    """What one side has of an operation."""

    key: str
    operation: Operation | None  # None: the document has it, but it cannot be read
    task: Task | None  # None: it is left out
    reason: str  # why it is left out

    @property
    def id(self) -> str:
        return self.operation.declared_id and self.operation.id if self.operation else ""

    @property
    def task_name(self) -> str:
        return self.task.function_name if self.task else ""


def compare(old: Side, new: Side) -> Difference:
    """The difference; unchanged, changed, renamed, added and removed are together all operations of both documents."""
    before, after = _known(old), _known(new)
    partners = same_operations(*({key: each.id for key, each in side.items()} for side in (before, after)))
    gone = [key for key in before if key not in set(partners.values())]
    added = [key for key in after if key not in partners]
    return Difference(
        old.plan,
        new.plan,
        tuple(whole_changes(old, new)),
        (
            *(
                _followed(before[partners[key]], each, old, new) if key in partners else _added(each)
                for key, each in after.items()
            ),
            *(_removed(before[key]) for key in gone),
        ),
        likely_pairs(gone, added),
    )


def _known(side: Side) -> Mapping[str, _Known]:
    tasks = {row.task.operation: row.task for row in side.plan.rows}
    reasons = {f"{left.method} {left.path}": left.reason for left in side.plan.left_out}
    operations = {operation.key: operation for operation in side.api.operations}
    return {
        key: _Known(key, operations.get(key), tasks.get(key), reasons.get(key, "")) for key in {**operations, **reasons}
    }


def _added(new: _Known) -> OperationChange:
    change = (
        Change(Kind.TASK_ADDED, "is new", _gets_a_task(new.task))
        if new.task
        else Change(Kind.LEFT_OUT, f"is new, and left out: {new.reason}", "there is no task for it")
    )
    return OperationChange(Status.ADDED, "", new.key, "", new.task_name, (change,))


def _gets_a_task(task: Task) -> str:
    return f"{task.function_name} is added with weight {task.weight}, {percent(task.share)} of all requests"


def _removed(old: _Known) -> OperationChange:
    change = Change(
        Kind.TASK_REMOVED, "is gone", _goes(old.task) if old.task else "it had no task", is_breaking=bool(old.task)
    )
    return OperationChange(Status.REMOVED, old.key, "", old.task_name, "", (change,))


def _goes(task: Task) -> str:
    return f"{task.function_name} goes; where you edited it, it stays with weight 0"


def _followed(old: _Known, new: _Known, before: Side, after: Side) -> OperationChange:
    changes = tuple(dict.fromkeys(_changes(old, new, before, after)))
    own = [change for change in changes if change.kind not in CONSEQUENCES]
    status = Status.CHANGED if own else Status.UNCHANGED
    if any(change.kind in (Kind.PATH, Kind.METHOD, Kind.ID) for change in own):
        status = Status.RENAMED
    texts = [(op.summary, op.description) for op in (old.operation, new.operation) if op]
    return OperationChange(status, old.key, new.key, old.task_name, new.task_name, changes, len(set(texts)) > 1)


def _changes(old: _Known, new: _Known, before: Side, after: Side) -> Iterator[Change]:
    if old.operation and new.operation and (old.task or new.task):
        yield from request_changes(old.operation, new.operation, before.api, after.api)
    if old.task and new.task:
        yield from task_changes(old.task, new.task, before, after)
    elif old.task:
        yield Change(Kind.LEFT_OUT, f"is left out now: {new.reason}", _goes(old.task))
    elif new.task:
        yield Change(Kind.TASK_ADDED, f"is no longer left out ({old.reason})", _gets_a_task(new.task))
