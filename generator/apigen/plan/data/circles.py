"""References that a new thing cannot have: the `reviews` of a new submission, as each review is made of a submission.

A request with such a member waits for something that never comes, so it goes without; an update keeps the member.
"""

from collections.abc import Mapping
from dataclasses import replace

from apigen.analysis.payloads import DrawnRequest
from apigen.openapi.lookup import body_media_type, merged
from apigen.openapi.model import Operation, Schema
from apigen.plan.identifiers import Identifiers


def without_circles(
    requests: tuple[DrawnRequest, ...],
    operation: Operation,
    operations: Mapping[str, Operation],
    identifiers: Identifiers,
    definitions: Mapping[str, Schema],
) -> tuple[DrawnRequest, ...]:
    """The requests without optional members whose things are only made of what the operation makes.

    `operations` are the emitted ones by key.
    """
    made = {each.resource for each in identifiers.producers.get(operation.key, ()) if each.kind == "create"}
    needed = _demanded(operation, definitions)
    circles = {
        member
        for consumer in identifiers.consumers.get(operation.key, ())
        if consumer.location == "body" and consumer.resource not in made
        for member in [consumer.names[-1].removesuffix("[]")]
        if member not in needed
        for makers in [[operations[key] for key in identifiers.makers(consumer.resource)]]
        if makers and all(made & _asks_for(maker, identifiers, definitions) for maker in makers)
    }
    return tuple(_without(request, circles) for request in requests) if circles else requests


def _asks_for(operation: Operation, identifiers: Identifiers, definitions: Mapping[str, Schema]) -> set[str]:
    """The resources without which an operation cannot be."""
    needed = _demanded(operation, definitions)
    consumers = identifiers.consumers.get(operation.key, ())
    return {each.resource for each in consumers if each.location == "path" or each.names[-1] in needed}


def _demanded(operation: Operation, definitions: Mapping[str, Schema]) -> set[str]:
    media_type = body_media_type(operation)
    return set(merged(media_type.schema, definitions).get("required", ())) if media_type else set()


def _without(request: DrawnRequest, members: set[str]) -> DrawnRequest:
    if not isinstance(request.body, Mapping):
        return request
    return replace(request, body={name: value for name, value in request.body.items() if name not in members})
