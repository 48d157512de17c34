"""What operations answer: the record that carries the identifier of a thing, and the producer that follows from it."""

from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.names import Words
from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import Finding, Key, Record, answer_schemas, find_all, records
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Operation

SURE = 0.75  # below it, a finding away from its own collection is a coincidence


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


def answers(operation: Operation, kind: str, source: str) -> str:
    verb = {"create": "answers with", "list": "lists", "read": "shows"}[kind]
    return f"{operation.key} {verb} `{source}`"


def made(thing: Thing, operation: Operation, kind: str, source: str, confidence: float, reason: str) -> Producer:
    if thing.only:
        source = source.replace("[]", f"[{thing.only}]", 1)
    return Producer(operation.key, thing.name, kind, source, round(confidence, 2), reason)
