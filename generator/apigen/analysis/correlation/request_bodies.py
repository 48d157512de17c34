"""What operations take: the schema of the body, and the identifier of a thing in it."""

from collections.abc import Mapping

from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import Finding, Record, find_key
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Operation, Schema


def request_schema(operation: Operation) -> Schema | None:
    """The schema of the JSON body that the operation takes, of any other body where there is no JSON."""
    content = operation.request_body.content if operation.request_body else ()
    ranked = sorted(content, key=lambda medium: "json" not in medium.content_type)
    return next((medium.schema for medium in ranked if medium.schema is not None), None)


def changes_many(operation: Operation) -> bool:
    """Whether a list of things is sent to a collection for changes: `PUT /racks` with `[{"id": 3, ...}]`."""
    schema = request_schema(operation) if operation.method in {"PUT", "PATCH"} else None
    return isinstance(schema, Mapping) and schema.get("type") == "array"


def in_request(schemas: Schemas, thing: Thing, operation: Operation) -> Finding | None:
    body = request_schema(operation)
    if body is None:
        return None
    sent = {name: value for name, value in schemas.properties(body).items() if schemas.is_request_view(value)}
    record = Record("", {"properties": sent}, is_one_of_many=False, confidence=1.0)
    return find_key(schemas, record, thing.own_key) if sent else None
