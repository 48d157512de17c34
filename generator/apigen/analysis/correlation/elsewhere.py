"""Lists and creates away from the collection of what they answer: `/projects/{id}/tasks` for `/tasks/{id}`."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from apigen.analysis.correlation.answers import SURE, answers, in_answer, made
from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.names import Words, base, is_identifier_name, singular_words, words
from apigen.analysis.correlation.paths import Place, literals, read_path
from apigen.analysis.correlation.request_bodies import in_request
from apigen.analysis.correlation.resources import Thing, Things, plainest
from apigen.analysis.correlation.responses import Key, Record
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.standing import is_entry, kind_of
from apigen.openapi.model import Api, Operation

_TYPE_WORDS = frozenset(
    """
    base basic compact data detail details dto entity full info item list minimal model object out read representation
    request resource response result schema simple summary
    """.split()
)


def producers_elsewhere(api: Api, things: Things, schemas: Schemas) -> Iterator[Producer]:
    """Lists and creates whose last literal is the noun of a thing that stands elsewhere."""
    by_noun: defaultdict[Words, list[Thing]] = defaultdict(list)
    for thing in things.by_signature.values():
        for noun in dict.fromkeys([thing.noun, read_path(thing.template).items[-1].noun]):
            by_noun[noun].append(thing)
    collections = {thing.collection for thing in things.by_signature.values()}
    for operation in api.operations:
        path = read_path(operation.path)
        kind = kind_of(operation, path.verb)
        place = path.end.signature
        if not kind or path.end.tail_keys or place in collections or is_entry(operation, path):
            continue
        for thing in _meant(by_noun, path.end):
            producer = _named_alike(schemas, thing, operation, kind, by_noun)
            if producer is not None:
                yield producer


def _meant(by_noun: dict[Words, list[Thing]], end: Place) -> Iterable[Thing]:
    """The things that the noun of a path means: those at one collection, or under the same literals."""
    found = by_noun.get(end.noun, [])
    below = [thing for thing in found if thing.literals == literals(end.signature)]
    alone = [thing for thing in found if len(thing.keys) == len(read_path(thing.template).end.tail_keys)]
    return below or plainest(alone) or plainest(found)


def _named_alike(
    schemas: Schemas, thing: Thing, operation: Operation, kind: str, nouns: Collection[Words]
) -> Producer | None:
    found = in_answer(schemas, operation, _not_given(thing, operation), thing.noun, kind)
    if found is None or found[1].confidence < SURE or _is_of_another(schemas, found[0], thing, nouns):
        return None
    record, finding = found
    if record.is_one_of_many:
        kind = "list"  # also of a POST: what it adds to the collection was there before
    elif kind == "list" or operation.method == "PUT" or _names_existing(schemas, thing, operation):
        kind = "read"
    sure = finding.confidence * 0.85
    return made(thing, operation, kind, finding.source, sure, answers(operation, kind, finding.source))


def _not_given(thing: Thing, operation: Operation) -> tuple[Key, ...]:
    """The keys of a thing; of one like `/files/{owner}/{file}` without those that the path of the operation has."""
    given = [singular_words(parameter.name) for parameter in operation.path_parameters]
    is_row = len(thing.keys) == len(read_path(thing.template).end.tail_keys)
    leading = [key.parameter for key in thing.keys[:-1]][: len(given)]
    return thing.keys[len(given) :] if is_row and given == leading else thing.keys


def _is_of_another(schemas: Schemas, record: Record, thing: Thing, nouns: Collection[Words]) -> bool:
    """Whether the type of a record is named after another thing: `addUser` may answer with a TeamMembership."""
    said = [word for word in words(schemas.type_name(record.schema).rpartition("/")[2]) if word not in _TYPE_WORDS]
    if thing.own_key.is_link:  # every record has a link
        return tuple(said) != thing.noun
    own = {*thing.noun, *base(thing.own_key.parameter)}
    tails = (tuple(said[start:]) for start in range(len(said)))
    return own.isdisjoint(said) and any(tail in nouns for tail in tails)


def _names_existing(schemas: Schemas, thing: Thing, operation: Operation) -> bool:
    """Whether the request itself says which thing: a user added to a team is not created by that."""
    named = in_request(schemas, thing, operation)
    return named is not None and named.confidence >= SURE and is_identifier_name(thing.own_key.parameter)
