"""Flows through several operations that follow from the OpenAPI document: along its Links, and the lives of things."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from apigen.analysis.priority import RARE, Priority
from apigen.identifiers import snake_case
from apigen.openapi.model import Operation
from apigen.openapi.names import referenced_key
from apigen.plan.identifiers import Identifiers

FEWEST_STEPS = 2  # fewer are a task
_MOST_STEPS = 20  # a document may link everything with everything
_LIFE = {"create": "create one {}", "read": "read it", "update": "change it", "delete": "delete it"}


@dataclass(frozen=True, slots=True)
class Flow:
    """A journey before it is weighed against the tasks."""

    name: str  # a wish; the journey gets a free one
    summary: str
    operations: tuple[Operation, ...]
    priority: Priority


def linked_flows(operations: Sequence[Operation], functions: Mapping[str, str]) -> Iterator[Flow]:
    """A flow from each operation that has links and that no other one links to.

    First link first, each operation once. What deletes goes last, the innermost thing first: nothing can be done with
    what is gone.
    """
    links = _links(operations)
    led_to = {target.key for key, targets in links.items() for target in targets if target.key != key}
    for operation in operations:
        steps = () if operation.key in led_to else _walk(operation, links)
        if len(steps) >= FEWEST_STEPS:
            yield Flow(
                snake_case(f"{functions[operation.key]}_journey"),
                f"Follow the links from {operation.key}",
                tuple(sorted(steps, key=_end)),
                replace(RARE, reason=f"links of {operation.key}"),
            )


def _links(operations: Sequence[Operation]) -> dict[str, list[Operation]]:
    """Where the good answers of each operation lead, by key."""
    by_id = {name: each for each in operations for name in (each.id, each.declared_id) if name}
    by_key = {each.key: each for each in operations}
    return {
        operation.key: [
            target
            for response in operation.responses
            for link in (response.links if response.is_success else ())
            if (target := by_id.get(link.operation_id) or by_key.get(referenced_key(link.operation_ref)))
        ]
        for operation in operations
    }


def _walk(start: Operation, links: Mapping[str, list[Operation]]) -> Sequence[Operation]:
    steps: dict[str, Operation] = {}
    waiting = [start]
    while waiting and len(steps) < _MOST_STEPS:
        operation = waiting.pop()
        if operation.key not in steps:
            steps[operation.key] = operation
            waiting += reversed(links[operation.key])
    return tuple(steps.values())


def _end(operation: Operation) -> tuple[bool, int]:
    """Where an operation belongs in a flow: deletes at the end, of the innermost thing first."""
    is_delete = operation.method == "DELETE"
    return is_delete, -operation.path.count("/") if is_delete else 0


def life_cycles(operations: Sequence[Operation], identifiers: Identifiers) -> Iterator[Flow]:
    """Create, read, update and delete, as far as there are such operations, for each thing that the test creates."""
    for pool in identifiers.pools.values():
        stages = dict(_stages(pool.resource, pool.created_by, operations, identifiers))
        steps = {stages[role].key: stages[role] for role in _LIFE if role in stages}
        if "create" in stages and {"update", "delete"} & stages.keys() and len(steps) >= FEWEST_STEPS:
            summary = ", ".join(words for role, words in _LIFE.items() if role in stages)
            yield Flow(
                snake_case(f"{pool.resource}_life_cycle"),
                summary.format(pool.resource.replace("_", " ")).capitalize(),
                tuple(steps.values()),
                replace(RARE, reason=f"life of one {pool.resource}"),
            )


def _stages(
    resource: str, created_by: Sequence[str], operations: Sequence[Operation], identifiers: Identifiers
) -> Iterator[tuple[str, Operation]]:
    """What the operations are in the life of a thing; of several the last one counts, so the best comes last."""
    for operation in reversed(operations):
        for consumer in identifiers.consumers.get(operation.key, ()):
            if consumer.resource == resource and consumer.location == "path" and consumer.role in _LIFE:
                yield consumer.role, operation
    creating = {identifiers.functions[operation.key]: operation for operation in operations}
    yield from (("create", creating[name]) for name in reversed(created_by) if name in creating)
