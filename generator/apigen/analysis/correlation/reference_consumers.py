"""Who needs identifiers in the query and the body: operations whose request speaks of a thing."""

from collections.abc import Collection, Iterator

from apigen.analysis.correlation.implied import Implied
from apigen.analysis.correlation.meanings import Context, meant, told
from apigen.analysis.correlation.model import Consumer
from apigen.analysis.correlation.names import words
from apigen.analysis.correlation.nouns import Nouns
from apigen.analysis.correlation.paths import DELETE_VERBS, read_path
from apigen.analysis.correlation.references import Reference, references
from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import fit
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Operation
from apigen.openapi.patterns import python_pattern

_PLACEHOLDERS = frozenset({"entity", "object", "record", "resource"})  # words that stand for things of any kind


def reference_consumers(
    operation: Operation, schemas: Schemas, nouns: Nouns, implied: Implied, around: Collection[str]
) -> Iterator[Consumer]:
    """What the query and the body of an operation need; `around` are the signatures of things in its path."""
    among = read_path(operation.path).end.noun if around and operation.method == "POST" else ()
    member = None if among == ("user",) else nouns.person(among, "username", around)
    context = Context(schemas, nouns, implied, around, implied.standing(operation), member)
    for location, place in references(operation, schemas):
        yield from _consumer(operation, context, location, place)


def _consumer(operation: Operation, context: Context, location: str, place: Reference) -> Iterator[Consumer]:
    schemas = context.schemas
    if kinds := told(context, place):
        for kind, thing in kinds.items():
            reason, when = f"`{place.teller}` beside it says {kind}", (place.teller, kind)
            is_text = location == "body" and _holds_numbers_as_text(schemas, place, thing)
            yield Consumer(operation.key, thing.name, location, (place.pointer,), "use", 0.75, reason, is_text, when)
        return
    if place.says_identifier and place.name[:-1] and place.name[-2] in _PLACEHOLDERS:
        return
    for thing, sure, reason in meant(context, place):
        if place.is_remote or schemas.is_closed(place.schema) or schemas.scalar(place.schema)[0] == "-":
            return
        is_echo = place.may_echo and thing.signature in context.around
        contradicts = _patterns_differ(schemas, place, thing)
        suits = 0.0 if is_echo or contradicts else fit(schemas, place.schema, thing.own_key.schema, is_strict=False)
        if suits:
            role = _role(operation) if thing is context.own and place.is_own(thing) else "use"
            names = (place.pointer.removesuffix("[]") if location == "query" else place.pointer,)
            is_text = location == "body" and _holds_numbers_as_text(schemas, place, thing)
            sure = round(sure * suits, 2)
            yield Consumer(operation.key, thing.name, location, names, role, sure, reason, is_text)
            return


def _holds_numbers_as_text(schemas: Schemas, place: Reference, thing: Thing) -> bool:
    """Whether a text stands here where identifiers may be numbers: servers show numbers that paths call strings."""
    is_any_text = {"format", "pattern"}.isdisjoint(schemas.resolve(place.schema))
    is_text = schemas.scalar(place.schema)[0] == "string" and not schemas.takes_numbers(place.schema)
    return is_text and (is_any_text or schemas.scalar(thing.own_key.schema)[0] != "string")


_USUAL = {"integer": ("7", "12345"), "uuid": ("9b2f0c41-7d3e-4a58-8f16-2c0d9e5b7a34",)}  # by type or format


def _patterns_differ(schemas: Schemas, place: Reference, thing: Thing) -> bool:
    """Whether the document writes identifiers of this thing in another way than what stands here."""
    here, there = (schemas.resolve(schema).get("pattern") for schema in (place.schema, thing.own_key.schema))
    kind, form = schemas.scalar(thing.own_key.schema)
    if (said := schemas.pattern(place.schema)) and (usual := _USUAL.get(form) or _USUAL.get(kind)):
        pattern = python_pattern(said)
        return pattern is not None and not any(map(pattern.search, usual))
    return None not in (here, there) and here != there


def _role(operation: Operation) -> str:
    """What the operation does to the things that its request names: with `POST /orders/bulk_delete` they go."""
    said = {*words(operation.path.rpartition("/")[2]), *words(operation.declared_id)}
    if operation.method == "DELETE" or not said.isdisjoint(DELETE_VERBS):
        return "delete"
    return "update" if operation.method in ("PUT", "PATCH") else "use"
