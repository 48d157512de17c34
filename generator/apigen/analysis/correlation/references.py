"""Who needs identifiers in the query and the body: parameters and properties that speak of a thing.

A name says it best (`order_id`, or `collection_name` where that is a path parameter), then a name that is the thing's
own (`workspace`), where such a value can be an identifier at all, then a description ("The gid of the task to move").
Bodies are walked through objects and arrays, never twice through the same definition.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from apigen.analysis.correlation.implied import Implied
from apigen.analysis.correlation.model import Consumer
from apigen.analysis.correlation.names import (
    IDENTIFIER_WORDS,
    Words,
    is_identifier_name,
    singular,
    singular_words,
    words,
)
from apigen.analysis.correlation.nouns import CODES, Nouns
from apigen.analysis.correlation.paths import DELETE_VERBS, read_path
from apigen.analysis.correlation.producers import request_schema
from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import fit, join
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.wording import phrases, speaks_of_identifier
from apigen.openapi.model import Operation, Parameter, Schema
from apigen.openapi.patterns import python_pattern

_DEPTH = 4
_POINTER_SIZE = 4  # properties; an object with more is a thing itself, which has its own identifier
_QUANTITIES = frozenset({"level", "limit", "number", "order", "page", "port", "position", "rank", "size", "version"})
_TEXTS = _QUANTITIES | frozenset(
    """
    address category code color comment content country currency date description domain email event field file format
    host image key label language locale message method mode name note password path phone query reason source
    state status tag target text time title token type url
    """.split()
)
_NEVER_IDENTIFIERS = frozenset("date description email name password phone text time title uri url value".split())
_PLACEHOLDERS = frozenset({"entity", "object", "record", "resource"})  # words that stand for things of any kind


@dataclass(frozen=True, slots=True)
class Reference:
    """A place in a request that can hold an identifier."""

    pointer: str  # customer.id, items[].product_id
    name: Words  # customer id
    schema: Schema
    is_required: bool
    description: str
    teller: str = ""  # the property beside it that says what kind of thing it names: resource_type
    kinds: tuple[str, ...] = ()  # what that property can say

    @property
    def says_identifier(self) -> bool:
        """Whether the name ends as those of identifiers do."""
        return self.name[-1] in IDENTIFIER_WORDS

    @property
    def is_quantity(self) -> bool:
        """Whether a number there counts or orders: `position`, `users` where it is one number."""
        return self.name[-1] in _QUANTITIES or self.is_plural

    @property
    def is_plural(self) -> bool:
        """Whether one value is called as many: `users=5`, `cards=open`."""
        return (
            not self.pointer.endswith("[]") and self.name != words(self.pointer.rpartition(".")[2])[-len(self.name) :]
        )

    @property
    def may_echo(self) -> bool:
        """Whether the place can repeat what the path says already."""
        return not (self.is_required or self.pointer.endswith("[]") or "." in self.pointer)

    def is_own(self, thing: Thing) -> bool:
        """Whether the place names what the whole request is about: `id`, `ids`, `invoiceId`, a list of `keys`."""
        is_named = self.name in {("id",), thing.noun, (*thing.noun, "id")} or self.pointer == "keys[]"
        return "." not in self.pointer and is_named

    @property
    def is_remote(self) -> bool:
        """Whether the place is far inside of a body, and the document says nothing about it."""
        return self.pointer.count(".") > 1 and not self.is_required and not self.description


@dataclass(frozen=True, slots=True)
class Context:
    """What the names in a request can mean."""

    schemas: Schemas
    nouns: Nouns
    implied: Implied
    around: Collection[str]  # signatures of the things in the path
    own: Thing | None  # the thing of the collection on which the operation stands
    member: Thing | None  # the user that `username` names where a thing gets a member


def reference_consumers(
    operation: Operation, schemas: Schemas, nouns: Nouns, implied: Implied, around: Collection[str]
) -> Iterator[Consumer]:
    """What the query and the body of an operation need; `around` are the signatures of things in its path."""
    among = read_path(operation.path).end.noun if around and operation.method == "POST" else ()
    member = None if among == ("user",) else nouns.person(among, "username", around)
    context = Context(schemas, nouns, implied, around, implied.standing(operation), member)
    for parameter in operation.parameters:
        place = _in_query(schemas, parameter) if parameter.location == "query" else None
        if place:
            yield from _consumer(operation, context, "query", place)
    body = request_schema(operation)
    if body is not None:
        for place in _references(schemas, body, "", (), True, set(), _DEPTH):
            yield from _consumer(operation, context, "body", place)


def _in_query(schemas: Schemas, parameter: Parameter) -> Reference | None:
    """What a query parameter holds: an identifier, or a list of those of the thing itself.

    Such a list is called `ids`; `q`, which says nothing, is called as its definition: `get_delete_ids_schema`.
    """
    pointer, name, schema = parameter.name, singular_words(parameter.name), parameter.schema
    reference = schema.get("$ref") if isinstance(schema, Mapping) and len(pointer) == 1 else None
    if not IDENTIFIER_WORDS.isdisjoint(map(singular, words(str(reference)))):
        name = ("id",)
    items = schemas.items(schema) if name == ("id",) else None
    if items is not None:
        pointer, schema = f"{pointer}[]", items
    return Reference(pointer, name, schema, parameter.required, parameter.description) if name else None


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
        described = schemas.description(items) or schemas.description(schema)
        yield from _below(schemas, Reference(f"{prefix}[]", noun, items, is_required, described), seen, depth)
        return
    required = schemas.required(schema)
    properties = schemas.properties(schema)
    for name, value in properties.items():
        said = singular_words(name)
        is_own = prefix and said[-1:] and said[-1] in IDENTIFIER_WORDS and said[:-1] in ((), noun)
        if said and schemas.is_request_view(value) and not (is_own and len(properties) > _POINTER_SIZE):
            full = (*noun, said[-1]) if is_own else said
            needed = is_required and name in required
            teller, kinds = _teller(schemas, properties, name)
            inner = Reference(join(prefix, name), full, value, needed, schemas.description(value), teller, kinds)
            yield from _below(schemas, inner, seen, depth)


def _teller(schemas: Schemas, properties: Mapping[str, Schema], name: str) -> tuple[str, tuple[str, ...]]:
    """The property that says what an identifier names, and its values: `resource_type` beside `resource_id`."""
    *said, last = words(name) or ("",)
    teller = next((each for each in properties if words(each) == (*said, "type")), "") if last == "id" else ""
    return teller, schemas.listed(properties.get(teller))


def _below(schemas: Schemas, place: Reference, seen: set[str], depth: int) -> Iterator[Reference]:
    """The place itself where it is scalar, else what is inside."""
    if not schemas.properties(place.schema) and schemas.items(place.schema) is None:
        if place.name:
            yield place
    elif depth:
        yield from _references(schemas, place.schema, place.pointer, place.name, place.is_required, seen, depth - 1)


def _consumer(operation: Operation, context: Context, location: str, place: Reference) -> Iterator[Consumer]:
    schemas = context.schemas
    if told := _told(context, place):
        for kind, thing in told.items():
            reason, when = f"`{place.teller}` beside it says {kind}", (place.teller, kind)
            is_text = location == "body" and _holds_numbers_as_text(schemas, place, thing)
            yield Consumer(operation.key, thing.name, location, (place.pointer,), "use", 0.75, reason, is_text, when)
        return
    if place.says_identifier and place.name[:-1] and place.name[-2] in _PLACEHOLDERS:
        return
    for thing, sure, reason in _meant(context, place):
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


def _told(context: Context, place: Reference) -> Mapping[str, Thing]:
    """What a place names, by what the property beside it says; nothing where that speaks of one kind or of others."""
    nouns = context.nouns
    found = {
        kind: thing
        for kind in place.kinds
        for name in [singular_words(kind)]
        if (thing := nouns.named(name, context.around) or nouns.ending(name, context.around))
        and fit(context.schemas, place.schema, thing.own_key.schema, is_strict=False)
    }
    return found if len(found) > 1 else {}


def _patterns_differ(schemas: Schemas, place: Reference, thing: Thing) -> bool:
    """Whether the document writes identifiers of this thing in another way than what stands here."""
    here, there = (schemas.resolve(schema).get("pattern") for schema in (place.schema, thing.own_key.schema))
    if here and schemas.scalar(thing.own_key.schema)[0] == "integer":
        pattern = python_pattern(here)
        return pattern is not None and not any(map(pattern.search, ("7", "12345")))
    return None not in (here, there) and here != there


def _role(operation: Operation) -> str:
    """What the operation does to the things that its request names: with `POST /orders/bulk_delete` they go."""
    said = {*words(operation.path.rpartition("/")[2]), *words(operation.declared_id)}
    if operation.method == "DELETE" or not said.isdisjoint(DELETE_VERBS):
        return "delete"
    return "update" if operation.method in ("PUT", "PATCH") else "use"


def _meant(context: Context, place: Reference) -> Iterator[tuple[Thing, float, str]]:
    """The things that a place can mean, with confidences and reasons, the most likely one first."""
    nouns, around = context.nouns, context.around
    named_after = f"`{place.pointer}` is named after "
    if thing := _typed(context, place):
        yield thing, 0.85, f"`{place.pointer}` is of the type of identifiers of {thing.name}"
    if (own := context.own) and place.is_own(own):
        yield own, 0.8, f"`{place.pointer}` stands for: {own.name}"
    if place.says_identifier and place.name[1:] and (thing := nouns.named(place.name[:-1], around)):
        yield thing, 0.85, named_after + thing.name
    if thing := nouns.keyed(place.name, around):
        yield thing, 0.85, f"`{place.pointer}` is named as the path parameter of {thing.name}"
    thing = None if place.says_identifier else nouns.named(place.name, around)
    if thing is None and not place.says_identifier:
        thing = nouns.keyed((*place.name, "id"), around)
    if thing and (speaks_of_identifier(place.description) or _is_plain_identifier(context.schemas, place, thing)):
        yield thing, 0.8, named_after + thing.name
    if context.member and place.name == ("username",):
        yield context.member, 0.7, f"a member is a user who is there: {context.member.name}"
    implied = place.name[:-1] if place.says_identifier else place.name if _is_key(context.schemas, place) else ()
    if implied and (thing := context.implied.named(implied)):
        yield thing, 0.7, named_after + thing.name
    described, is_spoken_of = _described(context, place)
    if described:
        yield described, 0.75, f"the description of `{place.pointer}` speaks of {described.name}"
    elif not is_spoken_of:
        for thing in _resembling(context, place):
            yield thing, 0.6, named_after + thing.name


def _typed(context: Context, place: Reference) -> Thing | None:
    """The thing after whose identifiers the type of the place is called: `$ref: '#/components/schemas/OrderId'`."""
    name = singular_words(context.schemas.type_name(place.schema).rpartition("/")[2])
    noun = name[:-1] if name and name[-1] in IDENTIFIER_WORDS else ()
    return (context.nouns.named(noun, context.around) or context.implied.named(noun)) if noun else None


def _described(context: Context, place: Reference) -> tuple[Thing | None, bool]:
    """The thing of which the description says that this is its identifier, and whether it says so of any thing."""
    nouns, around = context.nouns, context.around
    is_spoken_of = False
    for phrase in phrases(place.description):
        for left_out, noun in phrase.nouns():
            is_plain = phrase.kind != "name" or (not left_out and not {"name", *noun}.isdisjoint(place.name))
            if not is_plain or not nouns.are_adjectives(left_out):
                break
            found = nouns.of_kind(noun, phrase.kind, around) or nouns.person(noun, phrase.kind, around)
            if found is None and phrase.kind == "id":
                found = context.implied.named(noun)
            if found:
                return found, True
            is_spoken_of = is_spoken_of or nouns.knows(noun)
    return None, is_spoken_of


def _resembling(context: Context, place: Reference) -> Iterator[Thing]:
    """Things that part of the name means: `billing_account`, `service_config`, `assignee`."""
    nouns, around, name = context.nouns, context.around, place.name
    is_told = speaks_of_identifier(place.description)
    if place.says_identifier:
        thing = nouns.ending(name[:-1], around) or nouns.keyed_ending(name, around)
        if thing and (is_told or place.is_required):
            yield thing
        return
    said = place.description.lower()
    for thing in (nouns.ending(name, around), nouns.longer(name, around), nouns.person(name, "id", around)):
        if thing and (is_told or (thing.noun[-1] in said and _is_plain_identifier(context.schemas, place, thing))):
            yield thing
    if len(name) == 1 and (user := nouns.person(name, "username", around)):
        yield user


def _is_key(schemas: Schemas, place: Reference) -> bool:
    """Whether a value without a word for identifiers is one by its type: `"role": 3`, which must be there."""
    return place.is_required and not place.is_quantity and schemas.scalar(place.schema)[0] == "integer"


def _is_plain_identifier(schemas: Schemas, place: Reference, thing: Thing) -> bool:
    """Whether a value named like a thing (`"project": 3`) is its identifier and no quantity or text."""
    kind, form = schemas.scalar(place.schema)
    key_kind = schemas.scalar(thing.own_key.schema)[0]
    if form == "uuid":
        return True
    if kind == "integer":
        return key_kind == "integer" and not place.is_quantity
    own = thing.own_key.parameter
    by_identifier = is_identifier_name(own) or own == thing.noun or (place.is_required and thing.key in CODES)
    last = place.name[-1]
    is_text = last in _NEVER_IDENTIFIERS or (len(thing.noun) == 1 and last in _TEXTS)
    is_minor = not (place.is_required or place.description)  # as likely a name
    is_word = is_text or is_minor or place.is_plural
    return kind == "string" and key_kind != "integer" and by_identifier and not is_word
