"""From requests that the schema allows to those that this API means: identifiers say more about members of bodies."""

from collections.abc import Mapping

from apigen.analysis.payloads import DrawnRequest
from apigen.openapi.model import Operation, Schema
from apigen.plan.data.circles import without_circles
from apigen.plan.data.echoes import without_own_key
from apigen.plan.data.forgotten import with_references
from apigen.plan.data.made_up import without_made_up
from apigen.plan.data.sent import telling
from apigen.plan.identifiers import Identifiers, picks

Drawn = Mapping[str, tuple[DrawnRequest, ...]]


def refined(
    drawn: Drawn, operations: tuple[Operation, ...], ids: Identifiers, definitions: Mapping[str, Schema]
) -> dict[str, tuple[DrawnRequest, ...]]:
    """The requests by operation key; `operations` are the emitted ones."""
    known = {operation.key: operation for operation in operations}
    return {key: _refined(requests, known[key], known, ids, definitions) for key, requests in drawn.items()}


def _refined(
    requests: tuple[DrawnRequest, ...],
    operation: Operation,
    known: Mapping[str, Operation],
    ids: Identifiers,
    definitions: Mapping[str, Schema],
) -> tuple[DrawnRequest, ...]:
    requests = telling(requests, operation, ids.producers.get(operation.key, ()))
    requests = without_made_up(requests, operation, ids, definitions)
    requests = without_own_key(requests, operation, picks(operation, ids)[1], definitions)
    requests = with_references(requests, operation, ids, definitions)
    return without_circles(requests, operation, known, ids, definitions)
