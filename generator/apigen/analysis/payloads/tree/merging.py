"""One schema out of two that must both hold, keyword by keyword.

Merging serves drawing only; whether a value holds is always asked of the schemas as they were written. So where two
values of a keyword cannot be joined, the first one stays and validation decides.
"""

from collections.abc import Callable, Mapping
from math import lcm
from typing import Any

from apigen.openapi.patterns import python_pattern

Flat = Mapping[str, Any]


def merged(first: Flat | None, second: Flat | None) -> Flat | None:
    """A flat schema whose values satisfy both; None where there can be none."""
    if first is None or second is None:
        return None
    if not second or not first:
        return first or second
    result = dict(first)
    for key, value in second.items():
        result[key] = _joined(key, result[key], value) if key in result else value
    if strangers := {**_strangers(first, second), **_strangers(second, first)}:
        result["properties"] = {**result["properties"], **strangers}
    return None if result.get("type") == () or result.get("enum") == [] else result


def _strangers(closed: Flat, other: Flat) -> dict[str, Any]:
    """The properties of one schema that are additional ones to the other, with what that one asks of those."""
    extra = closed.get("additionalProperties", True)
    if extra is True or extra == {} or not other.get("properties"):
        return {}
    declared, patterns = closed.get("properties") or {}, closed.get("patternProperties") or ()
    readable = [found for pattern in patterns if (found := python_pattern(pattern))]
    return {
        name: _both(member, extra)
        for name, member in other["properties"].items()
        if name not in declared and not any(pattern.search(name) for pattern in readable)
    }


def _joined(key: str, first: Any, second: Any) -> Any:
    if first == second:
        return first
    join = _JOINS.get(key)
    return join(first, second) if join else first


def _types(first: Any, second: Any) -> Any:
    """The types both allow; an integer is a number."""
    left, right = ((each,) if isinstance(each, str) else tuple(each) for each in (first, second))
    both = tuple(kind for kind in left if kind in right or (kind == "integer" and "number" in right))
    both += tuple(kind for kind in right if kind == "integer" and "number" in left and kind not in both)
    return both[0] if len(both) == 1 else both


def _properties(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(first)
    for name, schema in second.items():
        result[name] = _both(result[name], schema) if name in result else schema
    return result


def _both(first: Any, second: Any) -> Any:
    if first == second or second is True or second == {}:
        return first
    if first is True or first == {}:
        return second
    return {"allOf": [first, second]}


def _union(first: Any, second: Any) -> list[Any]:
    return [*first, *(each for each in second if each not in first)]


def _common(first: Any, second: Any) -> list[Any]:
    return [each for each in first if each in second]


def _multiple(first: Any, second: Any) -> Any:
    return lcm(first, second) if isinstance(first, int) and isinstance(second, int) else first


_JOINS: Mapping[str, Callable[[Any, Any], Any]] = {
    "type": _types,
    "properties": _properties,
    "patternProperties": _properties,
    "required": _union,
    "examples": _union,
    "enum": _common,
    "items": _both,
    "additionalProperties": _both,
    "propertyNames": _both,
    "unevaluatedProperties": _both,
    "unevaluatedItems": _both,
    "contains": _both,
    "multipleOf": _multiple,
    "$apigen-choices": lambda first, second: (*first, *second),
    **dict.fromkeys(("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties", "minContains"), max),
    **dict.fromkeys(("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties", "maxContains"), min),
    **dict.fromkeys(("uniqueItems", "deprecated"), lambda first, second: bool(first or second)),
}
