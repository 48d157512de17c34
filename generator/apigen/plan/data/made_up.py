"""References to nothing: an optional UUID or `store_id` that no operation yields, for which servers look in vain."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from apigen.analysis.payloads import DrawnRequest
from apigen.identifiers import words_of
from apigen.openapi.lookup import body_media_type, merged, properties, resolve
from apigen.openapi.model import Operation, Schema
from apigen.plan.identifiers import Identifiers

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-([0-9a-f]{12}|\{unique_hex\})")

_SHOWING = {"example", "examples", "enum", "const", "default"}
_NUMBER = re.compile(r"\d+(-\{unique\})?|\{unique_number\}")
_SENDERS = frozenset(
    "client correlation custom device external idempotency message reference remote request session tracking "
    "trace transaction".split()
)
"""Whose identifiers whoever sends them thinks up, so that nobody looks for what they name."""


def without_made_up(
    requests: tuple[DrawnRequest, ...],
    operation: Operation,
    identifiers: Identifiers,
    definitions: Mapping[str, Schema],
) -> tuple[DrawnRequest, ...]:
    """The requests without such members at the top of their bodies; those that hold nothing else where all do.

    What the document shows an example of stays, as does what the operation chooses for the thing that it makes.
    """
    media_type = body_media_type(operation)
    if media_type is None:
        return requests
    declared = properties(media_type.schema, definitions)
    needed = set(merged(media_type.schema, definitions).get("required") or ())
    given = {consumer.names[0] for consumer in identifiers.consumers.get(operation.key, ())}
    chosen = {producer.source.removeprefix("request:") for producer in identifiers.producers.get(operation.key, ())}
    shown = {name for name, schema in declared.items() if _SHOWING & resolve(schema, definitions).keys()}
    optional = declared.keys() - needed - given - chosen - shown

    def told(body: Any) -> Any:
        """The body without what was made up."""
        if not isinstance(body, Mapping):
            return body
        return {name: value for name, value in body.items() if name not in optional or not _is_made_up(name, value)}

    without = [replace(request, body=told(request.body)) for request in requests]
    return tuple(new for new, old in zip(without, requests, strict=True) if new.body or not old.body) or requests


def _is_made_up(name: str, value: Any) -> bool:
    """Whether a value can only name something that somebody else has made: a UUID, the number in `store_id`."""
    *subject, last = words_of(name) or [""]
    names_another = bool(subject) and last == "id" and _SENDERS.isdisjoint(subject)
    return bool(_UUID.fullmatch(str(value)) or (names_another and _NUMBER.fullmatch(str(value))))
