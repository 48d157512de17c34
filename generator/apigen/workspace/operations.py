"""Following the tasks of operations from one document to the next."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from apigen.openapi.identity import likely_pairs, same_operations


@dataclass(frozen=True, slots=True)
class GeneratedTask:
    """Where the task of an operation stands; the lock keeps one for each operation."""

    id: str  # the operationId; empty where the document has none
    name: str  # of the method
    owner: str  # the class it is in
    file: str
    data: str = ""  # stem of data/<stem>.jsonl


@dataclass(frozen=True, slots=True)
class Renamed:
    """An operation that was known under another key, or whose task has another name or place."""

    old_key: str
    key: str
    old: GeneratedTask
    new: GeneratedTask


Tasks: TypeAlias = Mapping[str, GeneratedTask]  # by operation key: POST /orders


def follow(old: Tasks, new: Tasks, joined: Mapping[str, str]) -> tuple[Renamed, ...]:
    """The operations that both documents have; `joined` are pairs of keys or operationIds that the user named."""
    partners = same_operations({key: task.id for key, task in old.items()}, {key: task.id for key, task in new.items()})
    for one, other in joined.items():
        before, after = find_task(one, old), find_task(other, new)
        if before and after and after not in partners and before not in partners.values():
            partners[after] = before
    return tuple(Renamed(old_key, key, old[old_key], new[key]) for key, old_key in partners.items())


def find_task(wanted: str, tasks: Tasks) -> str:
    """The operation that a key, an operationId or the name of a task stands for; empty where there is none."""
    named = (key for key, task in tasks.items() if wanted in (key, task.id, task.name))
    return next(named, "")


def likely_renames(old: Tasks, new: Tasks, followed: Iterable[Renamed]) -> tuple[tuple[str, str], ...]:
    """Removed and added operations that may be one."""
    found = tuple(followed)
    before, after = {each.old_key for each in found}, {each.key for each in found}
    return likely_pairs((key for key in old if key not in before), (key for key in new if key not in after))


def replaced(old: Tasks, new: Tasks, followed: Iterable[Renamed]) -> tuple[dict[str, str], dict[str, str]]:
    """What tasks, and their data, that are gone are called where another operation has their name now."""
    kept = {each.old_key for each in followed}
    gone = [task for key, task in old.items() if key not in kept]
    names, data = {task.name for task in new.values()}, {task.data for task in new.values()}
    return (
        {task.name: f"{task.name}_gone" for task in gone if task.name in names},
        {task.data: f"{task.data}_gone" for task in gone if task.data and task.data in data},
    )
