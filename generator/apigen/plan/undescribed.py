"""Bodies about which a document says nothing, although what they make is needed: frameworks lose polymorphic ones."""

from collections.abc import Iterable, Mapping

from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.lookup import is_json, merged
from apigen.openapi.model import MediaType, Operation, Schema
from apigen.plan.identifiers import Identifiers

_FEW = 3  # operations in need of a thing below which nothing is said
_TELLING = frozenset(
    "properties additionalProperties patternProperties oneOf anyOf enum const example examples".split()
)


def undescribed_bodies(
    operations: Iterable[Operation], definitions: Mapping[str, Schema], identifiers: Identifiers
) -> list[Diagnostic]:
    """AG506 for each operation that makes what many others need, of a body that cannot be known."""
    return [
        _remark(operation, needing)
        for operation in operations
        if len(needing := _in_need(operation, identifiers)) >= _FEW
        if operation.request_body
        and operation.request_body.content
        and all(_says_nothing(media, definitions) for media in operation.request_body.content)
    ]


def _in_need(operation: Operation, identifiers: Identifiers) -> set[str]:
    """The operations that need a thing which this one creates."""
    made = [p.resource for p in identifiers.producers.get(operation.key, ()) if p.kind == "create"]
    return {key for resource in made for key in identifiers.takers.get(resource, ())}


def _says_nothing(media: MediaType, definitions: Mapping[str, Schema]) -> bool:
    schema = merged(media.schema, definitions)
    told = {key for key in _TELLING if schema.get(key) not in (None, {}, [], True)}
    return is_json(media.content_type) and not told and not media.examples and schema.get("type", "object") == "object"


def _remark(operation: Operation, needing: set[str]) -> Diagnostic:
    message = (
        f"{operation.key}: the document says nothing about the members of its body, "
        f"and {len(needing)} operations need what it makes"
    )
    hint = "describe the body in an Overlay (--overlay), or put requests into its file under data/"
    return Diagnostic(Severity.WARNING, "AG506", message, operation.location, hint)
