"""Creates whose described answer lacks the identifier: the client chose it, a header tells it, or it may be there."""

from apigen.analysis.correlation.answers import SURE, made
from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.names import ends_with, is_identifier_name, singular_words, words
from apigen.analysis.correlation.paths import read_path
from apigen.analysis.correlation.request_bodies import in_request, request_schema
from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import answer_schemas, guessed, records
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.standing import is_entry
from apigen.openapi.model import Operation


def without_answer(schemas: Schemas, thing: Thing, operation: Operation) -> Producer | None:
    """A create that does not answer with the identifier: the client chose it, or the Location header tells it."""
    chosen = in_request(schemas, thing, operation)
    is_left = chosen is not None and _is_left_to_server(schemas, operation, chosen.source)
    adds = chosen is not None and _adds_existing(operation, chosen.source)
    if chosen is not None and chosen.confidence >= SURE and not (is_left or adds):
        reason = f"{operation.key} takes `{chosen.source}` from the client"
        return made(thing, operation, "create", f"request:{chosen.source}", 0.6 * chosen.confidence, reason)
    headers = {h.lower() for r in operation.responses if r.is_success for h in r.headers}
    if "location" in headers:
        return made(thing, operation, "create", "header:Location", 0.75, f"{operation.key} declares a Location header")
    if adds:
        return None
    if operation.method == "POST" and not answer_schemas(operation):
        reason = f"{operation.key} creates, and declares no answer: a Location header would tell the identifier"
        return made(thing, operation, "create", "header:Location", 0.5 if is_left else 0.3, reason)
    if operation.method == "POST":
        answered = (record for schema in answer_schemas(operation) for record in records(schemas, schema, thing.noun))
        if place := next(filter(None, (guessed(schemas, record, thing.own_key) for record in answered)), None):
            reason = f"{operation.key} answers with more than is described: `{place.source}` may be there"
            return made(thing, operation, "create", place.source, place.confidence, reason)
    if operation.method == "POST" and is_identifier_name(thing.own_key.parameter):
        for envelope in _echoes(schemas, operation):
            at = f"{envelope}.id" if ends_with(singular_words(envelope), thing.noun) else "id"
            reason = f"{operation.key} answers with what was sent, as the document has it: an `id` may be there, too"
            return made(thing, operation, "create", at, 0.5, reason)
    return None


def _echoes(schemas: Schemas, operation: Operation) -> list[str]:
    """The members of an answer that hold what the request does."""
    sent = schemas.type_name(request_schema(operation))
    members = [member for schema in answer_schemas(operation) for member in schemas.properties(schema).items()]
    return [name for name, value in members if sent and schemas.type_name(value) == sent]


def named_by_client(schemas: Schemas, thing: Thing, operation: Operation) -> Producer | None:
    """A create whose request must name the thing, for paths that speak of no identifier: `{tenant}` by its `name`."""
    chosen = in_request(schemas, thing, operation)
    if chosen is None or is_identifier_name(thing.own_key.parameter) or is_entry(operation, read_path(operation.path)):
        return None
    if chosen.source not in schemas.required(request_schema(operation)) or _adds_existing(operation, chosen.source):
        return None
    reason = f"{operation.key} takes `{chosen.source}` from the client, and does not describe its answer"
    return made(thing, operation, "create", f"request:{chosen.source}", chosen.confidence, reason)


def _is_left_to_server(schemas: Schemas, operation: Operation, place: str) -> bool:
    """Whether an identifier is part of what a POST takes, but not asked for: the server gives one, as most do."""
    is_optional = place not in schemas.required(request_schema(operation))
    return operation.method == "POST" and is_optional and words(place)[1:] == () and is_identifier_name(words(place))


def _adds_existing(operation: Operation, place: str) -> bool:
    """Whether what the client sends names something that is there: `addChannels` with `channel_ids`."""
    said = singular_words(place)
    return read_path(operation.path).verb in {"add", "insert"} and len(said) > 1 and is_identifier_name(said)
