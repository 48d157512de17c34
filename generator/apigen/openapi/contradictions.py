"""Schemas that nothing satisfies as they are written, though everybody sees what their authors mean."""

from collections.abc import Mapping
from typing import Any

from apigen.openapi.patterns import is_between_slashes

_PYTHON: Mapping[str, Any] = {"integer": int, "number": int | float, "string": str, "boolean": bool}


def contradiction(schema: Mapping[str, Any]) -> str:
    """The keyword that cannot be meant as it is written, empty where there is none.

    `type` is one beside an `enum` without a value of that type, `pattern` one in the slashes of JavaScript.
    """
    values, kind = schema.get("enum"), schema.get("type")
    is_listed = isinstance(values, list | tuple) and isinstance(kind, str) and kind in _PYTHON
    if is_listed and not any(_is_of(value, str(kind)) for value in values or ()):
        return "type"
    pattern = schema.get("pattern")
    return "pattern" if isinstance(pattern, str) and is_between_slashes(pattern) else ""


def _is_of(value: Any, kind: str) -> bool:
    return isinstance(value, _PYTHON[kind]) and (kind == "boolean" or not isinstance(value, bool))
