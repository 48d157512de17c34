"""Parameter values as they go on the wire (OpenAPI 3.1, section 4.8.12.3 "Style Values" and its table of examples).

Nothing is percent-encoded here: the HTTP client does that, and would do it twice.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from apigen.openapi.model import Parameter

Pairs: TypeAlias = list[tuple[str, str]]

_DELIMITERS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"}


def serialize_query(parameter: Parameter, value: Any) -> Pairs:
    """The pairs of a query string: `ids=[3, 4]` in exploded form is `[("ids", "3"), ("ids", "4")]`.

    An empty list or map gives no pair, as RFC 6570 treats it as undefined.
    """
    name = parameter.name
    if parameter.content_type:
        return [(name, _content(value))]
    if isinstance(value, Mapping):
        return _query_map(parameter, value)
    if not isinstance(value, list | tuple):
        return [(name, _text(value))]
    if parameter.explode or parameter.style == "deepObject":
        return [(name, _text(item)) for item in value]
    delimiter = _DELIMITERS.get(parameter.style, ",")
    return [(name, delimiter.join(map(_text, value)))] if value else []


def serialize_cookie(parameter: Parameter, value: Any) -> Pairs:
    """The pairs of a `Cookie` header, which are written as those of a query string."""
    return serialize_query(parameter, value)


def serialize_simple(parameter: Parameter, value: Any) -> str:
    """The text that stands in a path or a header."""
    if parameter.content_type:
        return _content(value)
    if parameter.style == "label":
        return "." + _joined(value, parameter.explode, "." if parameter.explode else ",")
    if parameter.style == "matrix":
        return _matrix(parameter, value)
    return _joined(value, parameter.explode, ",")


def _query_map(parameter: Parameter, value: Mapping[str, Any]) -> Pairs:
    if parameter.style == "deepObject":
        return _deep(parameter.name, value)
    if parameter.explode:
        return [(str(key), _text(item)) for key, item in value.items()]
    delimiter = _DELIMITERS.get(parameter.style, ",")
    return [(parameter.name, delimiter.join(_flat(value)))] if value else []


def _deep(name: str, value: Any) -> Pairs:
    """`filter[price][min]=1`; lists repeat their name, which the specification leaves open."""
    if isinstance(value, Mapping):
        return [pair for key, item in value.items() for pair in _deep(f"{name}[{key}]", item)]
    if isinstance(value, list | tuple):
        return [pair for item in value for pair in _deep(name, item)]
    return [(name, _text(value))]


def _matrix(parameter: Parameter, value: Any) -> str:
    name = parameter.name
    if not parameter.explode or not isinstance(value, Mapping | list | tuple):
        text = _joined(value, False, ",")
        return f";{name}={text}" if text else f";{name}"
    if isinstance(value, Mapping):
        return "".join(f";{key}={_text(item)}" for key, item in value.items())
    return "".join(f";{name}={_text(item)}" for item in value)


def _joined(value: Any, explode: bool, delimiter: str) -> str:
    if isinstance(value, Mapping):
        parts = [f"{key}={_text(item)}" for key, item in value.items()] if explode else _flat(value)
        return delimiter.join(parts)
    return delimiter.join(map(_text, value)) if isinstance(value, list | tuple) else _text(value)


def _flat(value: Mapping[str, Any]) -> list[str]:
    """Keys and values in turn: `{"R": 100}` -> `["R", "100"]`."""
    return [text for key, item in value.items() for text in (str(key), _text(item))]


def _text(value: Any) -> str:
    """A single value: text as it is, None as nothing, everything else as JSON writes it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else _content(value)


def _content(value: Any) -> str:
    """Compact JSON, for parameters with `content`."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
