"""Who yields identifiers, seen from where operations stand and what they answer.

The collection of a thing is the first place to look: what is created or listed there is that thing. Lists of the same
noun elsewhere (`/projects/{id}/tasks` for `/tasks/{id}`) come second, answers that mention the thing last.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.names import Words, base, ends_with, is_identifier_name, singular_words, words
from apigen.analysis.correlation.paths import CREATE_VERBS, LIST_VERBS, Path, Place, literals, read_path
from apigen.analysis.correlation.resources import Thing, Things, plainest
from apigen.analysis.correlation.responses import (
    LABEL,
    LABELS,
    Finding,
    Key,
    Record,
    answer_schemas,
    find_all,
    find_key,
    guessed,
    records,
)
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Api, Operation, Schema

SURE = 0.75  # below it, a finding away from its own collection is a coincidence
_VIEWS = frozenset({"active", "all", "available", "current", "latest", "me", "mine", "my", "own", "recent", "self"})
_ENTRIES = frozenset({"auth", "authenticate", "login", "logout", "oauth", "signin", "signout", "token"})

_TYPE_WORDS = frozenset(
    """
    base basic compact data detail details dto entity full info item list minimal model object out read representation
    request resource response result schema simple summary
    """.split()
)


@dataclass(frozen=True, slots=True)
class Standing:
    """An operation as seen from a collection: what it may do there."""

    operation: Operation
    kind: str  # create, list, read
    confidence: float  # that what it answers is the thing


def structural_producers(api: Api, things: Things, schemas: Schemas) -> list[Producer]:
    """Producers found by where they stand and what they answer."""
    found = collection_producers(api, things, schemas)
    covered = {(p.operation, p.resource) for p in found}
    elsewhere = _elsewhere(api, things, schemas)
    return found + [p for p in elsewhere if (p.operation, p.resource) not in covered]


def collection_producers(api: Api, things: Things, schemas: Schemas) -> list[Producer]:
    """Producers on the collections of things."""
    standing = by_collection(api, things)
    found: list[Producer] = []
    for thing in things.by_signature.values():
        found += _agreeing([p for s in standing[thing.collection] if (p := _producer(schemas, thing, s)) is not None])
        if thing.shelf:
            found += _on_shelf(schemas, thing, standing)
    return found


def _agreeing(found: list[Producer]) -> list[Producer]:
    """Without those that show a mere label, such as a name, where another one shows an identifier proper."""
    named = {producer.source.rpartition(".")[2] for producer in found if producer.confidence >= SURE}
    mere = set(LABELS) - named if named else set()
    return [p for p in found if p.confidence > LABEL or p.source.rpartition(".")[2].lower() not in mere]


def by_collection(api: Api, things: Things) -> defaultdict[str, list[Standing]]:
    """Operations under the signature of the collection on which they stand."""
    standing: defaultdict[str, list[Standing]] = defaultdict(list)
    collections = {thing.collection for thing in things.by_signature.values()}
    shelves = {thing.shelf for thing in things.by_signature.values()} - {""}
    for operation in api.operations:
        path = read_path(operation.path)
        shelf = path.whole.collection + "/{}" * len(path.whole.tail_keys)
        if path.whole.tail_keys and shelf in shelves and (kind := kind_of(operation, "")):
            standing[shelf].append(Standing(operation, kind, 0.95))
        place = path.whole.signature
        is_noun = place in collections
        kind = kind_of(operation, "" if is_noun else path.verb)
        if not kind or (_is_entry(operation, path) and not is_noun):
            continue
        end = path.whole if is_noun else path.end
        place = end.signature
        if not end.tail_keys:
            standing[place].append(Standing(operation, kind, 1.0))
        head, _, tail = place.rpartition("/")
        if kind != "create" and tail in _VIEWS:
            standing[head].append(Standing(operation, "read" if kind == "list" and tail == "me" else kind, 0.85))
    return standing


def kind_of(operation: Operation, verb: str) -> str:
    """What an operation can yield where it stands: create or list; empty where it yields nothing new."""
    if operation.method in {"GET", "QUERY"}:
        return "" if verb in CREATE_VERBS else "list"
    if operation.method == "POST" and verb in LIST_VERBS:
        return "list"
    if operation.method in {"POST", "PUT"} and verb in {"", *CREATE_VERBS}:
        return "create"
    return ""


def _is_entry(operation: Operation, path: Path) -> bool:
    """Whether the operation logs in or hands out tokens: what it answers is no thing to work with."""
    last = path.end.noun[-1:]
    first = words(operation.declared_id)[:1]
    return operation.method == "POST" and bool(_ENTRIES & {*last, *first}) and "create" not in {path.verb, *first}


def _producer(schemas: Schemas, thing: Thing, standing: Standing) -> Producer | None:
    operation = standing.operation
    given = min(len(operation.path_parameters), len(thing.keys) - 1)
    wanted = thing.keys[given:]
    found = in_answer(schemas, operation, wanted, thing.noun, standing.kind)
    is_create = standing.kind == "create" and len(wanted) == 1
    is_described = found is not None and schemas.properties(found[0].schema)
    if is_create and not is_described and (named := _named_by_client(schemas, thing, operation)):
        return named
    if found is not None:
        record, finding = found
        kind = "read" if standing.kind == "list" and not record.is_one_of_many else standing.kind
        sure = finding.confidence * standing.confidence * (0.8 if kind == "read" and standing.kind == "list" else 1)
        return made(thing, operation, kind, finding.source, sure, answers(operation, kind, finding.source))
    return _without_answer(schemas, thing, operation) if is_create else None


def _on_shelf(schemas: Schemas, thing: Thing, standing: Mapping[str, list[Standing]]) -> list[Producer]:
    """Producers on `/flags/{project}` for `/flags/{project}/{flag}`, unless what stands there is an item itself."""
    here = [s for s in standing.get(thing.shelf, ()) if s.operation.method != "PUT"]
    found = [p for s in here if (p := _producer(schemas, thing, s)) is not None and p.kind != "read"]
    if any(s.kind == "list" for s in here):
        return found if any(p.kind == "list" for p in found) else []
    return [] if any(s.kind == "create" for s in standing.get(thing.collection, ())) else found


def in_answer(
    schemas: Schemas, operation: Operation, keys: tuple[Key, ...], noun: Words, kind: str
) -> tuple[Record, Finding] | None:
    """The record of an answer that carries the keys, and where: of many for a list, of one for a create."""
    found = [
        (record, finding)
        for schema in answer_schemas(operation)
        for record in records(schemas, schema, noun)
        if (finding := find_all(schemas, record, keys)) is not None
        and not (kind == "create" and finding.source.endswith("[]"))  # a new group lists its members
    ]
    found.sort(key=lambda pair: (pair[0].is_one_of_many != (kind == "list"), -pair[1].confidence))
    return found[0] if found else None


def _without_answer(schemas: Schemas, thing: Thing, operation: Operation) -> Producer | None:
    """A create that does not answer with the identifier: the client chose it, or the Location header tells it."""
    chosen = _in_request(schemas, thing, operation)
    is_left = chosen is not None and _is_left_to_server(schemas, operation, chosen.source)
    if chosen is not None and chosen.confidence >= SURE and not (is_left or _adds_existing(operation, chosen.source)):
        reason = f"{operation.key} takes `{chosen.source}` from the client"
        return made(thing, operation, "create", f"request:{chosen.source}", 0.6 * chosen.confidence, reason)
    headers = {h.lower() for r in operation.responses if r.is_success for h in r.headers}
    if "location" in headers:
        return made(thing, operation, "create", "header:Location", 0.75, f"{operation.key} declares a Location header")
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


def _named_by_client(schemas: Schemas, thing: Thing, operation: Operation) -> Producer | None:
    """A create whose request must name the thing, for paths that speak of no identifier: `{tenant}` by its `name`."""
    chosen = _in_request(schemas, thing, operation)
    if chosen is None or is_identifier_name(thing.own_key.parameter) or _is_entry(operation, read_path(operation.path)):
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


def _in_request(schemas: Schemas, thing: Thing, operation: Operation) -> Finding | None:
    body = request_schema(operation)
    if body is None:
        return None
    sent = {name: value for name, value in schemas.properties(body).items() if schemas.is_request_view(value)}
    record = Record("", {"properties": sent}, is_one_of_many=False, confidence=1.0)
    return find_key(schemas, record, thing.own_key) if sent else None


def request_schema(operation: Operation) -> Schema | None:
    """The schema of the JSON body that the operation takes, of any other body where there is no JSON."""
    content = operation.request_body.content if operation.request_body else ()
    ranked = sorted(content, key=lambda medium: "json" not in medium.content_type)
    return next((medium.schema for medium in ranked if medium.schema is not None), None)


def _elsewhere(api: Api, things: Things, schemas: Schemas) -> Iterator[Producer]:
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
        if not kind or path.end.tail_keys or place in collections or _is_entry(operation, path):
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
    own = {*thing.noun, *base(thing.own_key.parameter)}
    tails = (tuple(said[start:]) for start in range(len(said)))
    return own.isdisjoint(said) and any(tail in nouns for tail in tails)


def _names_existing(schemas: Schemas, thing: Thing, operation: Operation) -> bool:
    """Whether the request itself says which thing: a user added to a team is not created by that."""
    named = _in_request(schemas, thing, operation)
    return named is not None and named.confidence >= SURE and is_identifier_name(thing.own_key.parameter)


def answers(operation: Operation, kind: str, source: str) -> str:
    verb = {"create": "answers with", "list": "lists", "read": "shows"}[kind]
    return f"{operation.key} {verb} `{source}`"


def made(thing: Thing, operation: Operation, kind: str, source: str, confidence: float, reason: str) -> Producer:
    if thing.only:
        source = source.replace("[]", f"[{thing.only}]", 1)
    return Producer(operation.key, thing.name, kind, source, round(confidence, 2), reason)
