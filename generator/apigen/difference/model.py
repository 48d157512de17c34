"""The difference of two documents, in terms of the load test, as plain frozen data."""

from dataclasses import dataclass
from enum import StrEnum

from apigen.openapi.model import Api
from apigen.plan.model import TestPlan


class Kind(StrEnum):
    """What changed; the names stand in the JSON and stay. `docs/diff.md` lists them."""

    PATH = "path"
    METHOD = "method"
    ID = "operation-id"
    PARAMETER_ADDED = "parameter-added"
    PARAMETER_REMOVED = "parameter-removed"
    PARAMETER_CHANGED = "parameter-changed"
    BODY_ADDED = "body-added"
    BODY_REMOVED = "body-removed"
    BODY_CHANGED = "body-changed"
    MEMBER_ADDED = "member-added"
    MEMBER_REMOVED = "member-removed"
    MEMBER_CHANGED = "member-changed"
    EXAMPLES = "examples"
    STATUSES = "statuses"
    ANSWER = "answer"
    SECURITY = "security"
    SERVER = "server"
    TAGS = "tags"
    TRAFFIC = "traffic"
    LOGIN = "login"
    TASK_ADDED = "task-added"
    TASK_REMOVED = "task-removed"
    LEFT_OUT = "left-out"
    WEIGHT = "weight"
    IDENTIFIERS = "identifiers"
    CREDENTIAL_ADDED = "credential-added"
    CREDENTIAL_REMOVED = "credential-removed"
    SCHEME = "scheme"
    JOURNEY_ADDED = "journey-added"
    JOURNEY_REMOVED = "journey-removed"
    JOURNEY_CHANGED = "journey-changed"
    USER_CLASS = "user-class"
    WAIT_TIME = "wait-time"
    LAYOUT = "layout"


CONSEQUENCES = frozenset((Kind.WEIGHT, Kind.IDENTIFIERS))
"""What can happen to the task of an operation that did not change, because another one did."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise now."""

    kind: Kind
    what: str  # in the words of the document
    effect: str  # what it does to the test
    is_breaking: bool = False  # whether the test of the old document fails against a server of the new one


class Status(StrEnum):
    """What became of an operation. Every operation of both documents has exactly one."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    RENAMED = "renamed"  # another path, method or operationId; other changes may come with it
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class OperationChange:
    """What became of one operation."""

    status: Status
    old_key: str  # POST /orders; empty where it was added
    key: str  # empty where it was removed
    old_task: str  # name of its method in the test; empty where it has none
    task: str
    changes: tuple[Change, ...] = ()
    is_reworded: bool = False  # whether its summary or description is another one

    @property
    def is_breaking(self) -> bool:
        """Whether the old test fails on it."""
        return any(change.is_breaking for change in self.changes)


@dataclass(frozen=True, slots=True)
class Side:
    """A document as it was read, and the test that it gives."""

    api: Api
    plan: TestPlan


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that a change of the document does to the test."""

    old: TestPlan
    new: TestPlan
    test: tuple[Change, ...]  # what concerns all of it
    operations: tuple[OperationChange, ...]  # in the order of the new document; those that are gone come last
    likely: tuple[tuple[str, str], ...]  # keys of removed and added operations that may be one

    def count(self, status: Status) -> int:
        """How many operations have it."""
        return sum(operation.status is status for operation in self.operations)

    @property
    def breaking(self) -> int:
        """How many changes break the old test; an operation counts once."""
        return sum(operation.is_breaking for operation in self.operations) + sum(c.is_breaking for c in self.test)

    @property
    def is_empty(self) -> bool:
        """Whether the test does the same as before; texts may differ."""
        return not self.test and not any(operation.changes for operation in self.operations)
