"""Tasks by tag, in files of their own, where one file would be too long to work with."""

from collections.abc import Mapping, Sequence

from apigen.identifiers import Names, class_name, snake_case
from apigen.openapi.model import Operation, Tag
from apigen.plan.model import Shape, Task, TaskGroup

_ONE_FILE = 60  # operations that a reader still finds their way through; at about twelve lines each


def task_groups(
    operations: Sequence[Operation], tasks: Sequence[Task], shapes: Sequence[Shape], tags: Sequence[Tag]
) -> tuple[TaskGroup, ...]:
    """One group per first tag, or first part of the path where there is none; no groups for a small document."""
    by_name: dict[str, list[Task]] = {}
    for operation, task in zip(operations, tasks, strict=True):
        by_name.setdefault(_group_name(operation), []).append(task)
    if len(tasks) <= _ONE_FILE or len(by_name) == 1:
        return ()
    summaries = {tag.name: tag.description for tag in tags}
    modules, classes = Names(), Names()
    by_constant = {shape.name: shape for shape in shapes}
    return tuple(
        TaskGroup(
            modules.give(snake_case(name, "tag")),
            classes.give(class_name(name, "Tasks")),
            name,
            summaries.get(name, ""),
            tuple(found),
            _used(by_constant, found),
        )
        for name, found in by_name.items()
    )


def _group_name(operation: Operation) -> str:
    if operation.tags:
        return operation.tags[0]
    parts = [part for part in operation.path.split("/") if part and not part.startswith("{")]
    return parts[0] if parts else "root"


def _used(shapes: Mapping[str, Shape], tasks: Sequence[Task]) -> tuple[Shape, ...]:
    return tuple(shapes[name] for name in dict.fromkeys(task.shape for task in tasks) if name)
