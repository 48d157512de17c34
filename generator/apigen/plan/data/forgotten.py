"""References that a document forgets to demand.

Where it says of no member that it is required, servers demand some all the same, and first of all the things that a
request is about: a task without its project is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from apigen.analysis.payloads import DrawnRequest
from apigen.openapi.lookup import body_media_type, merged
from apigen.openapi.model import Operation, Schema
from apigen.plan.identifiers import Identifiers

_DECIDING = {"required", "oneOf", "anyOf"}  # with these a document says itself which members go together


def with_references(
    requests: tuple[DrawnRequest, ...],
    operation: Operation,
    identifiers: Identifiers,
    definitions: Mapping[str, Schema],
) -> tuple[DrawnRequest, ...]:
    """The requests of a POST that demands no member, with the members that an identifier fills at run time.

    The shortest one stays as it is, for servers that have no such things and want none.
    """
    members = dict.fromkeys(_references(operation, identifiers, definitions), "")
    with_members = [request for request in requests if isinstance(request.body, Mapping)]
    if not members or not with_members:
        return requests
    shortest = min(with_members, key=lambda request: len(repr(request.body)))
    return tuple(
        replace(request, body={**members, **request.body})
        if isinstance(request.body, Mapping) and request is not shortest
        else request
        for request in requests
    )


def _references(operation: Operation, identifiers: Identifiers, definitions: Mapping[str, Schema]) -> Iterator[str]:
    media_type = body_media_type(operation)
    whole = merged(media_type.schema, definitions) if media_type else {}
    if operation.method != "POST" or not _DECIDING.isdisjoint(whole):
        return
    declared = whole.get("properties", {})
    made = {producer.resource for producer in identifiers.producers.get(operation.key, ()) if producer.kind == "create"}
    for consumer in identifiers.consumers.get(operation.key, ()):
        givers = identifiers.givers.get(consumer.resource, ())
        asked = {each.resource for key in givers for each in identifiers.consumers.get(key, ())}
        is_circle = consumer.resource in made or not made.isdisjoint(asked)  # nothing would ever be made
        if consumer.location == "body" and consumer.names[0] in declared and not is_circle:
            yield consumer.names[0]
