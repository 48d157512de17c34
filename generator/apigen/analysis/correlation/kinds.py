"""Kinds of a thing that its type tells apart: `orchestrator_id` is a component whose type says orchestrator.

The document has to list the types, and to call the list after the thing: `ComponentType`. What else has a type may
be about things of that kind, as an event with the type `order` is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from apigen.analysis.correlation.answers import in_answer
from apigen.analysis.correlation.names import Words, ends_with, singular_words, words
from apigen.analysis.correlation.resources import Thing, Things
from apigen.analysis.correlation.responses import join
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.standing import by_collection
from apigen.openapi.model import Api, Schema

_TELLER = re.compile(r"type|kind", re.IGNORECASE)
_PLAIN = re.compile(r"[\w-]+")


def find_kinds(api: Api, things: Things, schemas: Schemas) -> Iterator[Thing]:
    """One thing for each type that members of a list can have."""
    standing = by_collection(api, things)
    for thing in things.by_signature.values():
        lists = [place.operation for place in standing[thing.collection] if place.kind == "list"]
        found = (in_answer(schemas, operation, thing.keys, thing.noun, "list") for operation in lists)
        schema = next((record.schema for record, _ in filter(None, found) if record.is_one_of_many), None)
        if schema is not None and len(thing.keys) == 1:
            for place, kind in dict.fromkeys(_told(schemas, schema, thing.noun)):
                yield replace(
                    thing, signature=f"{thing.signature}={kind}", noun=singular_words(kind), only=f"{place}={kind}"
                )


def _told(schemas: Schemas, record: Schema, noun: Words, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Where a record says its type, there or one level below, and what it can say."""
    for name, value in schemas.properties(record).items():
        called = words(schemas.type_name(value).rpartition("/")[2])
        if _TELLER.fullmatch(name) and any(ends_with(called, (*noun, word)) for word in ("type", "kind")):
            yield from ((join(prefix, name), kind) for kind in schemas.listed(value) if _PLAIN.fullmatch(kind))
        elif not prefix and _PLAIN.fullmatch(name) and schemas.items(value) is None:
            yield from _told(schemas, value, noun, name)
