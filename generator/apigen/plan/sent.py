"""Identifiers that clients choose: where a request says them (`request:` in correlation)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from apigen.analysis.correlation import Producer
from apigen.analysis.payloads import DrawnRequest

_MARK = "request:"


def is_sent(source: str) -> bool:
    """Whether a producer's source is in the request, not in the answer."""
    return source.startswith(_MARK)


def telling(requests: tuple[DrawnRequest, ...], producers: Iterable[Producer]) -> tuple[DrawnRequest, ...]:
    """The requests that say which identifier they choose; all of them where none does, or none has to."""
    places = [producer.source.removeprefix(_MARK) for producer in producers if is_sent(producer.source)]
    return tuple(request for request in requests if all(_says(request, place) for place in places)) or requests


def _says(request: DrawnRequest, place: str) -> bool:
    return place in request.path or _has(request.body, place.split("."))


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
