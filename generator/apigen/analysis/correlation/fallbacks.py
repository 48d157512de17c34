"""Second chances for things that no collection yields: writes that create in place, namesakes, and mentions.

The further from the collection an identifier is found, the less it is worth: confidences here stay low, and a thing
that has a producer of its own is left alone.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping

from apigen.analysis.correlation.answers import SURE, answers, in_answer, made
from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.names import (
    IDENTIFIER_WORDS,
    Words,
    base,
    is_identifier_name,
    singular,
    singular_words,
    snake,
    words,
)
from apigen.analysis.correlation.paths import read_path
from apigen.analysis.correlation.resources import Thing, Things, plainest
from apigen.analysis.correlation.responses import Finding, answer_schemas, find_key, fit, join, records
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.standing import by_collection, kind_of
from apigen.openapi.model import Api, Operation

_MENTION = 0.4
_SAME_NAME = 0.9
_USER = ("user",)
_USER_NAMES = (("username",), ("user", "name"))
_SILENT = IDENTIFIER_WORDS | {"code", "key", "name", "number", "path", "slug"}


def writes_in_place(api: Api, things: Things, created: Collection[str]) -> Iterator[Producer]:
    """Writes that create what they name: `PUT /contents/{path}`, where nothing else does, and `POST /groups/{name}`."""
    for operation in api.operations:
        path = read_path(operation.path)
        thing = things.by_signature.get(path.whole.signature)
        if thing is None or not (_creates_one_of(thing, operation, things) or _puts(operation, thing.name in created)):
            continue
        if is_identifier_name(thing.own_key.parameter) and not _is_upsert(operation):
            continue  # servers choose identifiers, clients choose names
        parameter = operation.path_parameters[-1].name
        reason = f"{operation.key} creates under the name that the request gives"
        yield Producer(operation.key, thing.name, "create", f"request:{parameter}", 0.6, reason)


def _creates_one_of(thing: Thing, operation: Operation, things: Things) -> bool:
    """Whether a POST says that it creates such a thing, and its path has no other's name: `Create a single user`."""
    if any(thing.own_key.parameter == other.noun != thing.noun for other in things.by_signature.values()):
        return False  # `POST /fields/{collection}` creates a field in a collection
    said = [singular_words(text) for text in (operation.declared_id, operation.summary)]
    return operation.method == "POST" and any({*each[:1], *each[-1:]} == {"create", thing.noun[-1]} for each in said)


def _puts(operation: Operation, is_created_elsewhere: bool) -> bool:
    return operation.method == "PUT" and not is_created_elsewhere and _says_create(operation)


def _says_create(operation: Operation) -> bool:
    said = {singular(word) for text in (operation.declared_id, operation.summary) for word in words(text)[:1]}
    return "create" in said or _is_upsert(operation) or _answers_201(operation)


def _is_upsert(operation: Operation) -> bool:
    """Whether a PUT says that it makes what is not there, whatever names it: `Update or create a file`."""
    said = [words(text) for text in (operation.declared_id, operation.summary)]
    return any(each[:1] == ("upsert",) or {*each[:3]} == {"create", "or", "update"} for each in said)


def namesakes(things: Things, productive: Collection[str]) -> Mapping[str, Thing]:
    """For things that nothing yields, by signature: the one thing that goes by the same name and is yielded.

    `/reports/{projectId}` names no report but a project, and `/a/{org}/teams/{slug}` the team of another path. The
    `{stage}` of `/flags/{id}/stages/{stage}` is one of `/stages/{name}`.
    """
    by_parameters: dict[tuple[Words, ...], list[Thing]] = defaultdict(list)
    by_noun: dict[Words, list[Thing]] = defaultdict(list)
    by_name: dict[Words, list[Thing]] = defaultdict(list)
    for thing in things.by_signature.values():
        if thing.name in productive:
            by_parameters[tuple(key.parameter for key in thing.keys)].append(thing)
            if len(thing.keys) == 1 and not thing.key:
                by_noun[thing.noun].append(thing)
            if len(thing.keys) == 1 and thing.key == "name":
                by_name[thing.noun].append(thing)
    found: dict[str, Thing] = {}
    for signature, thing in things.by_signature.items():
        if thing.name not in productive:
            own = thing.own_key.parameter
            wholes = by_parameters[tuple(key.parameter for key in thing.keys)] if _is_telling(own) else []
            singles = by_parameters[(own,)] if _is_telling(own) else []
            nouns = by_noun.get(base(own) or thing.noun) or by_name.get(own, [])
            meant = plainest([single for single in singles if single in nouns] or wholes or singles or nouns)
            if len(meant) == 1:
                found[signature] = meant[0]
    return found


def telling_keys(things: Things, productive: Collection[str]) -> Mapping[Words, list[Thing]]:
    """Things that something yields, under the names of their own keys where these say it all."""
    found: dict[Words, list[Thing]] = defaultdict(list)
    for thing in things.by_signature.values():
        if thing.name in productive and len(thing.own_key.parameter) > 1:
            found[thing.own_key.parameter].append(thing)
    return found


def _is_telling(parameter: Words) -> bool:
    """Whether a parameter's name alone says what it identifies: `projectId` does, `id` and `name` do not."""
    return len(parameter) > 1 or parameter[0] not in _SILENT


def through_properties(api: Api, things: Things, schemas: Schemas, orphans: list[Thing]) -> Iterator[Producer]:
    """Things found by a property of their collection: `/limits/tag/{tag}` by the `tag` that `/limits` answers with.

    What such a parameter says is then a kind of key: no request elsewhere means a limit when it says tag.
    """
    sought = [thing for thing in orphans if thing.through and len(thing.keys) == 1]
    standing = by_collection(api, things) if sought else {}
    for thing in sought:
        for place in standing.get(thing.through, ()):
            found = in_answer(schemas, place.operation, thing.keys, (), place.kind)
            if found is not None and found[1].confidence >= _SAME_NAME:
                source, operation = found[1].source, place.operation
                reason = answers(operation, place.kind, source)
                thing.key = thing.key or snake(thing.own_key.parameter)
                yield made(thing, operation, place.kind, source, 0.8, reason)


def people(api: Api, things: Things, schemas: Schemas, orphans: list[Thing]) -> Iterator[Producer]:
    """User names of the users that a list elsewhere shows: `/u/{username}`, where `/admin/users` has a `username`."""
    sought = [t for t in orphans if len(t.keys) == 1 and t.own_key.parameter in _USER_NAMES]
    if not sought:
        return
    thing = min(sought, key=lambda each: len(each.signature))  # the others are its namesakes
    standing = by_collection(api, things)
    collections = {each.collection for each in things.by_signature.values() if each.noun == _USER}
    for place in (place for each in sorted(collections) for place in standing[each] if place.kind == "list"):
        found = in_answer(schemas, place.operation, thing.keys, _USER, "list")
        if found is not None and found[0].is_one_of_many and found[1].confidence >= SURE:
            source = found[1].source
            yield made(thing, place.operation, "list", source, 0.7, answers(place.operation, "list", source))


def alike(api: Api, things: Things, schemas: Schemas, orphans: list[Thing]) -> Iterator[Producer]:
    """Answers of the type that reading the thing gives: `POST /files/content` answers as `GET /files/{id}` does."""
    alone = {thing.signature: thing for thing in orphans if len(thing.keys) == 1}
    types: dict[str, Thing] = {}
    for operation in api.operations:
        thing = alone.get(read_path(operation.path).end.signature)
        if thing is not None and operation.method == "GET":
            types |= dict.fromkeys(_types_of_one(schemas, operation, thing), thing)
    for operation in api.operations if types else ():
        path = read_path(operation.path)
        kind = kind_of(operation, path.verb)
        if kind and not path.end.tail_keys:
            yield from _of_types(schemas, operation, kind, types)


def _types_of_one(schemas: Schemas, operation: Operation, thing: Thing) -> Iterator[str]:
    """The types of the answer that shows a thing, in its envelope or without one."""
    for schema in answer_schemas(operation):
        shown = (record for record in records(schemas, schema, thing.noun) if not record.is_one_of_many)
        yield from filter(None, (schemas.type_name(record.schema) for record in shown))


def _of_types(schemas: Schemas, operation: Operation, kind: str, types: Mapping[str, Thing]) -> Iterator[Producer]:
    for schema in answer_schemas(operation):
        for record in records(schemas, schema, read_path(operation.path).end.noun):
            thing = types.get(schemas.type_name(record.schema))
            finding = find_key(schemas, record, thing.own_key) if thing else None
            if thing and finding and finding.confidence >= SURE:
                shown = "read" if kind == "list" and not record.is_one_of_many else kind
                yield made(thing, operation, shown, finding.source, 0.7, answers(operation, shown, finding.source))


def undescribed(api: Api, things: Things, orphans: list[Thing]) -> Iterator[Producer]:
    """Creates with a 201, which a Location header belongs to, and creates and lists of which no answer is described.

    Frameworks that make documents of code leave out what nobody has described.
    """
    standing = by_collection(api, things)
    for thing in orphans:
        here = [(place.kind, place.operation) for place in standing.get(thing.collection, ())]
        makes = [each for kind, each in here if kind == "create" and each.method == "POST"]
        posts = [each for each in makes if len(each.path_parameters) >= len(thing.keys) - 1]  # it names the parents
        is_id = is_identifier_name(thing.own_key.parameter)
        creates = [each for each in posts if _answers_201(each) or (is_id and _is_silent(each))]
        for operation in creates:
            reason = f"{operation.key} creates, and a Location header or an `id` would tell the identifier"
            yield made(thing, operation, "create", "header:Location", 0.5, reason)
        for operation in [each for kind, each in here if creates and kind == "list" and not answer_schemas(each)]:
            if len(thing.keys) == 1 and is_id:
                reason = f"{operation.key} lists, and does not show what: each will have an `id`"
                yield made(thing, operation, "list", "[].id", 0.5, reason)


def _answers_201(operation: Operation) -> bool:
    return any(response.status == "201" for response in operation.responses)


def _is_silent(operation: Operation) -> bool:
    """Whether a success has a status that goes with a body, and the document says nothing of the body."""
    good = [response for response in operation.responses if response.is_success]
    return any(response.status == "200" for response in good) and not any(response.content for response in good)


def mentions(api: Api, schemas: Schemas, orphans: list[Thing]) -> Iterator[Producer]:
    """Answers that carry the identifier of another thing: `GET /orders/{id}` shows `customer_id`."""
    wanted: dict[str, Thing] = {}
    for thing in orphans:
        if len(thing.keys) == 1 and thing.own_key.parameter[-1] in IDENTIFIER_WORDS:
            telling = [thing.own_key.parameter] if _is_telling(thing.own_key.parameter) else []
            for spelling in (*telling, (*thing.noun, "id")):
                wanted.setdefault("".join(spelling), thing)
    if not wanted:
        return
    for operation in api.operations:
        if operation.method == "GET":
            found = dict(_mentioned(schemas, operation, wanted.get))
            for name, place in found.items():
                reason = f"{operation.key} mentions `{place.source}`"
                yield Producer(operation.key, name, "read", place.source, round(place.confidence, 2), reason)


def _mentioned(
    schemas: Schemas, operation: Operation, thing_of: Callable[[str], Thing | None]
) -> Iterator[tuple[str, Finding]]:
    for schema in answer_schemas(operation):
        for record in records(schemas, schema, read_path(operation.path).end.noun):
            for name, value in schemas.properties(record.schema).items():
                thing = thing_of("".join(singular_words(name)))
                if thing is not None and (suits := fit(schemas, thing.own_key.schema, value, is_strict=False)):
                    yield thing.name, Finding(join(record.prefix, name), _MENTION * suits)
