"""The schema that a request is judged by: the document's own, as it was written, minus what only the server writes.

`allOf`, `oneOf` and references stay as they are, so the judge does not share the assumptions of the drawing.
"""

import json
from collections.abc import Mapping
from typing import Any

from apigen.analysis.payloads.tree.request_view import RequestView
from apigen.openapi.contradictions import contradiction
from apigen.openapi.patterns import readable_by_validator

_MAPS = ("properties", "patternProperties", "dependentSchemas")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE = (
    *("not", "if", "then", "else", "contains", "propertyNames", "additionalProperties", "items"),
    *("unevaluatedProperties", "unevaluatedItems"),
)
_KEPT_AS_IT_IS = (
    "type format minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minLength maxLength minItems maxItems "
    "uniqueItems minContains maxContains minProperties maxProperties dependentRequired enum const"
).split()


def checked_schema(schema: Any, view: RequestView) -> Any:
    """The schema with the definitions it reaches, ready to be compiled."""
    reached: dict[str, Any] = {}
    root = _request_side(schema, view, frozenset(), reached)
    waiting = list(reached)
    while waiting:
        name = waiting.pop()
        before = set(reached)
        reached[name] = _request_side(view.definitions.get(name, True), view, frozenset(), reached)
        waiting.extend(set(reached) - before)
    return {**root, "$defs": reached} if reached and isinstance(root, dict) else root


def meant_schema(schema: Any) -> Any:
    """A checked schema as its author means it: listed values of another type than the one beside them are the type."""
    if isinstance(schema, list):
        return [meant_schema(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    wrong = contradiction(schema)
    meant = {key: meant_schema(each) for key, each in schema.items() if key != "type" or wrong != "type"}
    if wrong == "pattern":
        meant["pattern"] = readable_by_validator(schema["pattern"])
    return meant


def mild_schema(schema: Any) -> Any:
    """A checked schema with `oneOf` read as `anyOf`.

    Where all branches are open objects, nothing can be valid under exactly one of them; what their authors mean, and
    servers accept, is any of them.
    """
    if isinstance(schema, dict):
        return {
            "anyOf" if key == "oneOf" and "anyOf" not in schema else key: mild_schema(each)
            for key, each in schema.items()
        }
    return [mild_schema(each) for each in schema] if isinstance(schema, list) else schema


def _request_side(schema: Any, view: RequestView, hidden: frozenset[str], reached: dict[str, Any]) -> Any:
    """`hidden` are the read-only names that a sibling of `allOf` declares: no part may require them."""
    if not isinstance(schema, Mapping):
        return schema is not False
    hidden |= _read_only_names(schema, view)
    result = {key: schema[key] for key in _KEPT_AS_IT_IS if key in schema}
    if isinstance(pattern := schema.get("pattern"), str) and (readable := readable_by_validator(pattern, True)):
        result["pattern"] = readable
    if isinstance(required := schema.get("required"), list | tuple):
        result["required"] = [name for name in required if name not in hidden]
    for key in _SINGLE:
        if key in schema:
            result[key] = _request_side(schema[key], view, hidden if key == "then" else frozenset(), reached)
    for key in _LISTS:
        if isinstance(parts := schema.get(key), list | tuple):
            result[key] = [
                _request_side(part, view, hidden if key == "allOf" else frozenset(), reached) for part in parts
            ]
    for key in _MAPS:
        if isinstance(members := schema.get(key), Mapping):
            named = _readable_names(members) if key == "patternProperties" else members
            result[key] = _members(named, view, hidden if key == "properties" else frozenset(), reached)
    return _with_reference(result, schema, view, hidden, reached)


def _readable_names(members: Mapping[str, Any]) -> dict[str, Any]:
    """The patterns of names as the validator reads them."""
    read = ((readable_by_validator(pattern), schema) for pattern, schema in members.items())
    return {pattern: schema for pattern, schema in read if pattern is not None}


def _members(
    members: Mapping[str, Any], view: RequestView, hidden: frozenset[str], reached: dict[str, Any]
) -> dict[str, Any]:
    return {
        name: name not in hidden and _request_side(member, view, frozenset(), reached)
        for name, member in members.items()
    }


def _with_reference(
    result: dict[str, Any], schema: Any, view: RequestView, hidden: frozenset[str], reached: dict[str, Any]
) -> dict[str, Any]:
    """The reference, or its target in place where the target requires a property that is read-only here."""
    if (target := view.target(schema)) is None:
        return result
    name, definition = target
    required = (view.flat(definition) or {}).get("required", ())
    if hidden.intersection(required) and not hidden <= _read_only_names(definition, view):
        copy = _request_side(definition, view, hidden, reached)
        return {**result, "allOf": [*result.get("allOf", ()), copy]}
    reached.setdefault(name, True)
    return {**result, "$ref": f"#/$defs/{json.dumps(name)[1:-1].replace('~', '~0').replace('/', '~1')}"}


def _read_only_names(schema: Any, view: RequestView) -> frozenset[str]:
    """The read-only properties of a schema, over all its parts."""
    properties = (view.flat(schema) or {}).get("properties", {})
    return frozenset(name for name, member in properties.items() if view.is_read_only(member))
