"""Places in a request that can hold an identifier: parameters of the query, and scalars in the body.

Bodies are walked through objects and arrays, never twice through the same definition.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from apigen.analysis.correlation.names import IDENTIFIER_WORDS, Words, singular, singular_words, words
from apigen.analysis.correlation.request_bodies import changes_many, request_schema
from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import join
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Operation, Parameter, Schema

_DEPTH = 4
_POINTER_SIZE = 4  # properties; an object with more is a thing itself, which has its own identifier
QUANTITIES = frozenset({"level", "limit", "number", "order", "page", "port", "position", "rank", "size", "version"})


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
        return self.name[-1] in QUANTITIES or self.is_plural

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
        return "." not in self.pointer.removeprefix("[].") and is_named

    @property
    def is_remote(self) -> bool:
        """Whether the place is far inside of a body, and the document says nothing about it."""
        return self.pointer.count(".") > 1 and not self.is_required and not self.description


def references(operation: Operation, schemas: Schemas) -> Iterator[tuple[str, Reference]]:
    """Every such place of an operation, each with its location: those of the query, then those of the body."""
    for parameter in operation.parameters:
        place = _in_query(schemas, parameter) if parameter.location == "query" else None
        if place:
            yield "query", place
    body = request_schema(operation)
    if body is not None:
        yield from (("body", place) for place in _changed(operation, schemas, body))
        yield from (("body", place) for place in _references(schemas, body, "", (), True, set(), _DEPTH))


def _changed(operation: Operation, schemas: Schemas, body: Schema) -> Iterator[Reference]:
    """What says which things a list of changes is about: the `id` of each."""
    key = schemas.properties(schemas.items(body)).get("id") if changes_many(operation) else None
    if key is not None:
        yield Reference("[].id", ("id",), key, is_required=True, description="")


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
    """The place itself where it may be scalar, and what is inside: `site` is the identifier of a site, or a site."""
    has_members = schemas.properties(place.schema) or schemas.items(place.schema) is not None
    if place.name and (not has_members or schemas.may_be_scalar(place.schema)):
        yield place
    if has_members and depth:
        yield from _references(schemas, place.schema, place.pointer, place.name, place.is_required, seen, depth - 1)
