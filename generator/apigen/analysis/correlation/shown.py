"""Which identifiers answers show as text: the others may be numbers, and are made text where a body wants that."""

import re
from collections.abc import Collection, Iterable

from apigen.analysis.correlation.model import Producer
from apigen.analysis.correlation.responses import answer_schemas
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Api, Operation, Schema

_STEP = re.compile(r"\[[^\]]*\]|\{\}|[^.\[\]{}]+")


def shown_as_text(api: Api, schemas: Schemas, producers: Iterable[Producer]) -> Collection[str]:
    """The resources of which no producer yields anything but text, as far as the document says."""
    operations = {operation.key: operation for operation in api.operations}
    found: dict[str, bool] = {}
    for producer in producers:
        is_text = _yields_text(schemas, operations[producer.operation], producer.source.split(", ")[-1])
        found[producer.resource] = is_text and found.get(producer.resource, True)
    return {resource for resource, is_text in found.items() if is_text}


def _yields_text(schemas: Schemas, operation: Operation, source: str) -> bool:
    if source.startswith(("header:", "request:")) or source.endswith("{}"):
        return True  # part of a URL, a key of a map; what is sent is as the document wants it
    kinds = {schemas.scalar(_at(schemas, schema, source))[0] for schema in answer_schemas(operation)}
    return kinds == {"string"}


def _at(schemas: Schemas, schema: Schema | None, source: str) -> Schema | None:
    """The schema at a dotted path; None where the document says nothing of it."""
    for step in _STEP.findall(source):
        if step.startswith("["):
            schema = schemas.items(schema)
        elif step == "{}":
            schema = schemas.map_values(schema)
        else:
            schema = schemas.properties(schema).get(step)
    return schema
