"""Who needs identifiers in the query and the body: parameters and properties named after a thing.

Bodies are walked through objects and arrays, never twice through the same definition.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from apigen.analysis.correlation.model import Consumer
from apigen.analysis.correlation.names import IDENTIFIER_WORDS, Words, singular_words
from apigen.analysis.correlation.producers import request_schema
from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import fit, join
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Operation, Schema

_DEPTH = 4
_QUANTITIES = frozenset({"level", "limit", "number", "order", "page", "port", "position", "rank", "size", "version"})


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a request that can hold an identifier."""

    pointer: str  # customer.id, items[].product_id
    name: Words  # customer id
    schema: Schema
    is_required: bool


class Nouns:
    """The things that operations yield, under their names."""

    def __init__(self, things: Collection[Thing]) -> None:
        self._by_name: defaultdict[Words, list[Thing]] = defaultdict(list)
        for thing in things:
            if not thing.key:
                names = {thing.noun, tuple(thing.name.split("_"))}
                for name in names:
                    self._by_name[name].append(thing)

    def named(self, name: Words, around: Collection[str]) -> Thing | None:
        """The one thing of that name: one that stands alone, else one below the things that the operation is about."""
        found = self._by_name.get(name, [])
        alone = [thing for thing in found if len(thing.keys) == 1]
        near = [thing for thing in found if thing.parent in around or thing.signature in around]
        for candidates in (near, alone):
            if len(candidates) == 1:
                return candidates[0]
        return None

    def ending(self, name: Words, around: Collection[str]) -> Thing | None:
        """The thing that the end of a longer name means: `billing_address` an address."""
        tails = (name[start:] for start in range(1, len(name)))
        return next((thing for tail in tails if (thing := self.named(tail, around))), None)


def reference_consumers(
    operation: Operation, schemas: Schemas, nouns: Nouns, around: Collection[str]
) -> Iterator[Consumer]:
    """What the query and the body of an operation need; `around` are the signatures of things in its path."""
    for parameter in operation.parameters:
        if parameter.location == "query":
            name = singular_words(parameter.name)
            place = Reference(parameter.name, name, parameter.schema, parameter.required)
            yield from _consumer(operation, schemas, nouns, around, "query", place)
    body = request_schema(operation)
    if body is not None:
        for place in _references(schemas, body, "", (), True, set(), _DEPTH):
            yield from _consumer(operation, schemas, nouns, around, "body", place)


def _references(
    schemas: Schemas, schema: Schema, prefix: str, noun: Words, is_required: bool, seen: set[str], depth: int
) -> Iterator[Reference]:
    """Every scalar property below the schema."""
    reference = schema.get("$ref") if isinstance(schema, Mapping) else None
    if isinstance(reference, str):
        if reference in seen:
            return
        seen.add(reference)
    items = schemas.items(schema)
    if items is not None:
        yield from _below(schemas, items, f"{prefix}[]", noun, is_required, seen, depth)
        return
    required = schemas.required(schema)
    for name, value in schemas.properties(schema).items():
        if schemas.is_request_view(value):
            said = singular_words(name)
            full = (*noun, *said) if said and said[-1] in IDENTIFIER_WORDS and len(said) == 1 else said
            yield from _below(schemas, value, join(prefix, name), full, is_required and name in required, seen, depth)


def _below(
    schemas: Schemas, schema: Schema, pointer: str, name: Words, is_required: bool, seen: set[str], depth: int
) -> Iterator[Reference]:
    if schemas.properties(schema) or schemas.items(schema) is not None:
        if depth:
            yield from _references(schemas, schema, pointer, name, is_required, seen, depth - 1)
    elif name:
        yield Reference(pointer, name, schema, is_required)


def _consumer(
    operation: Operation, schemas: Schemas, nouns: Nouns, around: Collection[str], location: str, place: Reference
) -> Iterator[Consumer]:
    says_id = place.name[-1:] and place.name[-1] in IDENTIFIER_WORDS
    name = place.name[:-1] if says_id else place.name
    thing = nouns.named(name, around) if name else None
    sure = 0.85
    if thing is None and says_id and place.is_required:
        thing, sure = nouns.ending(name, around), 0.6
    if thing is None or not (says_id or _is_plain_identifier(schemas, place, thing)):
        return
    if thing.signature in around and not place.is_required:
        return
    suits = fit(schemas, place.schema, thing.own_key.schema, is_strict=False)
    if suits:
        reason = f"`{place.pointer}` is named after {thing.name}"
        names = (place.pointer,)
        yield Consumer(operation.key, thing.name, location, names, "use", round(sure * suits, 2), reason)


def _is_plain_identifier(schemas: Schemas, place: Reference, thing: Thing) -> bool:
    """Whether a value named like a thing (`"project": 3`) is its identifier and no quantity or text.

    Text is, where the API names its path parameters that way, too: `/customers/{customer}`.
    """
    kind, form = schemas.scalar(place.schema)
    if kind == "string" and not form and place.is_required:
        return thing.own_key.parameter == thing.noun
    return form == "uuid" or (kind == "integer" and place.is_required and place.name[-1] not in _QUANTITIES)
