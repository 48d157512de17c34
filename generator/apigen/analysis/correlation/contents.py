"""Things that only the thing above them shows: `GET /orders/{id}` answers with an order, and with its `items[].id`."""

from collections.abc import Iterable, Iterator

from apigen.analysis.correlation.answers import answers, made
from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.names import singular_words
from apigen.analysis.correlation.paths import read_path
from apigen.analysis.correlation.resources import Thing, Things
from apigen.analysis.correlation.responses import Record, answer_schemas, find_key, join, records
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Api, Operation

_SURE = 0.75


def contents(api: Api, things: Things, schemas: Schemas, orphans: Iterable[Thing]) -> Iterator[Producer]:
    """Lists of a thing in what reads the thing above it; their names say what is in them."""
    readers = {read_path(each.path).whole.signature: each for each in api.operations if each.method == "GET"}
    for thing in orphans:
        above, reader = things.by_signature.get(thing.parent or ""), readers.get(thing.parent or "")
        if above is not None and reader is not None and len(thing.keys) == len(above.keys) + 1:
            yield from _inside(schemas, reader, thing, above)


def _inside(schemas: Schemas, reader: Operation, thing: Thing, above: Thing) -> Iterator[Producer]:
    ones = [record for schema in answer_schemas(reader) for record in records(schemas, schema, above.noun)]
    for one in [record for record in ones if not record.is_one_of_many]:
        for name, value in schemas.properties(one.schema).items():
            items = schemas.items(value)
            if items is not None and singular_words(name) in (thing.noun, thing.noun[-1:]):
                place = Record(f"{join(one.prefix, name)}[]", items, is_one_of_many=True, confidence=one.confidence)
                found = find_key(schemas, place, thing.own_key)
                if found is not None and found.confidence >= _SURE:
                    yield made(thing, reader, "list", found.source, 0.7, answers(reader, "list", found.source))
