"""Identifiers that clients choose: where a request says them (`request:` in correlation)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from apigen.analysis.correlation import Producer
from apigen.analysis.payloads import DrawnRequest
from apigen.openapi.model import Operation

_MARK = "request:"


def is_sent(source: str) -> bool:
    """Whether a producer's source is in the request, not in the answer."""
    return source.startswith(_MARK)


def telling(
    requests: tuple[DrawnRequest, ...], operation: Operation, producers: Iterable[Producer]
) -> tuple[DrawnRequest, ...]:
    """The requests that say which identifier they choose; all of them where none does, or where the path says it."""
    named = {parameter.name for parameter in operation.path_parameters}
    sources = [producer.source.removeprefix(_MARK) for producer in producers if is_sent(producer.source)]
    places = [source.split(".") for source in sources if source not in named]
    return tuple(request for request in requests if all(_has(request.body, steps) for steps in places)) or requests


def sent_place(source: str, variables: Mapping[str, str], records: Collection[Mapping[str, Any]]) -> tuple[str, ...]:
    """The Python name that holds the identifier, and the keys below it; empty where some record lacks it.

    `variables` are the Python names of the path parameters.
    """
    name = source.removeprefix(_MARK)
    if name in variables:
        return (variables[name],)
    steps = name.split(".")
    for root in ("json", "data"):
        if records and all(_has(record.get(root), steps) for record in records):
            return ("record", root, *steps)
    return ()


def _has(value: Any, steps: Sequence[str]) -> bool:
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value is not None
