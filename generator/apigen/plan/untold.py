"""Creates whose answer may tell no identifier, and lists that show what they made by a word that was sent."""

from collections.abc import Mapping, Sequence

from apigen.analysis.payloads import UNIQUE, DrawnRequest
from apigen.openapi.model import Operation, Schema
from apigen.plan.data.sent import is_sent
from apigen.plan.expectations import expectation
from apigen.plan.identifiers import Identifiers, shows_all


def find_untold(
    operations: Sequence[Operation],
    identifiers: Identifiers,
    drawn: Mapping[str, tuple[DrawnRequest, ...]],
    definitions: Mapping[str, Schema],
) -> frozenset[str]:
    """The resources with such a list, and a create that sends a new word and has no answer that must tell more."""
    made: set[str] = set()
    listed: set[str] = set()
    for operation in operations:
        producers = identifiers.producers.get(operation.key, ())
        listed |= {producer.resource for producer in producers if shows_all(producer)}
        creates = [p for p in producers if p.kind == "create" and not is_sent(p.source)]
        if creates and UNIQUE in repr([request.body for request in drawn[operation.key]]):
            promised = expectation(operation, definitions).members
            made |= {p.resource for p in creates if p.source.partition(".")[0] not in promised}
    return frozenset(made & listed)
