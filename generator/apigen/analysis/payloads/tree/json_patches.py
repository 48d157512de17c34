"""JSON Patch (RFC 6902): changes that name a member of the thing which the path names, and give it a value that fits.

A document says of such a body that it has `op`, `path` and `value`; what they may be stands where the thing is
written or shown. Where the author shows a whole body, that one is left alone.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from apigen.analysis.payloads.meaning.documented import examples_of
from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.tree.request_view import CALLED, CHOICES, NAME, Flat, RequestView
from apigen.openapi.lookup import is_json, success_schema
from apigen.openapi.model import Api, MediaType, Operation, Schema

_OP = "replace"  # the one that every member allows
_MEMBERS = 8  # that changes are about
_OURS = frozenset(("op", "path", "value"))
_FIXED = frozenset(("enum", "const", "pattern", "not"))
_SCALARS = frozenset(("boolean", "integer", "number", "string"))
_OF_SERVER = frozenset("created etag href id ids key revision self slug type updated uuid version".split())
_MARKS = frozenset((NAME, CHOICES))


def with_member_patches(api: Api) -> Api:
    """The API in which these bodies list the changes that can be asked for; the same where there is none."""
    view = RequestView(api.definitions)
    if not any("op" in (view.flat(each) or {}).get("properties", {}) for each in _nested(api, view)):
        return api
    known = {operation.key: operation for operation in api.operations}
    return replace(api, operations=tuple(_with_changes(each, known, view) for each in api.operations))


def _nested(api: Api, view: RequestView) -> list[Any]:
    """The items of lists in bodies that are, or hold, lists."""
    media = [m for op in api.operations if op.method == "PATCH" and op.request_body for m in op.request_body.content]
    bodies = [view.flat(each.schema) or {} for each in media]
    lists = [*bodies, *(view.flat(each) or {} for body in bodies for each in body.get("properties", {}).values())]
    return [each["items"] for each in lists if "items" in each]


def _with_changes(operation: Operation, known: Mapping[str, Operation], view: RequestView) -> Operation:
    body = operation.request_body
    if body is None or operation.method != "PATCH":
        return operation
    content = tuple(_listed(medium, operation, known, view) for medium in body.content)
    return operation if content == body.content else replace(operation, request_body=replace(body, content=content))


def _listed(medium: MediaType, operation: Operation, known: Mapping[str, Operation], view: RequestView) -> MediaType:
    flat = view.flat(medium.schema)
    if not is_json(medium.content_type) or medium.examples or flat is None or examples_of(flat) or CHOICES in flat:
        return medium
    members = _members(operation, known, view)
    whole = {key: value for key, value in flat.items() if key not in _MARKS}
    if schema := _changes(flat, members, view):
        return replace(medium, schema=schema)
    inside = {name: _changes(view.flat(each) or {}, members, view) for name, each in flat.get("properties", {}).items()}
    if found := {name: schema for name, schema in inside.items() if schema}:
        return replace(medium, schema={**whole, "properties": {**whole["properties"], **found}})
    return medium


def _changes(flat: Flat, members: Mapping[str, Schema], view: RequestView) -> dict[str, Any] | None:
    """The schema of a list of changes to these members; None where that is no list of changes, or fixes its paths."""
    item = view.flat(flat.get("items", False)) or {}
    declared = item.get("properties", {})
    if not declared.keys() >= _OURS or not _OURS.issuperset(item.get("required", ())):
        return None
    op, path, value = (view.flat(declared[name]) or {} for name in ("op", "path", "value"))
    is_open = _OP in op.get("enum", [_OP]) and op.get("const", _OP) == _OP and "string" in path.get("type", "string")
    types = _types(value)
    fitting = [name for name, schema in members.items() if _types(view.flat(schema) or {}) <= types]
    if not is_open or not fitting or examples_of(flat) or not _FIXED.isdisjoint({*path, *value}):
        return None
    kept = {key: kept for key, kept in flat.items() if key not in _MARKS}
    changes = [_change(name, members[name]) for name in fitting[:_MEMBERS]]
    fewest = max(1, kept.get("minItems", 1))
    return {**kept, "minItems": fewest, "maxItems": fewest, "items": {"oneOf": changes}}


def _change(name: str, schema: Schema) -> dict[str, Any]:
    pointer = "/" + name.replace("~", "~0").replace("/", "~1")  # RFC 6901, section 3
    properties = {"op": {"const": _OP}, "path": {"const": pointer}, "value": schema}
    return {
        "type": "object",
        "properties": properties,
        "required": sorted(_OURS),
        "additionalProperties": False,
        CALLED: {"value": name},
    }


def _members(operation: Operation, known: Mapping[str, Operation], view: RequestView) -> dict[str, Schema]:
    """The plain members of the thing: those that it is written with, or else those that it is shown with."""
    collection = operation.path.rpartition("/")[0]
    written = [known.get(f"PUT {operation.path}"), known.get(f"POST {collection}")]
    shown = [operation, known.get(f"GET {operation.path}")]
    schemas = [_body(each) for each in written if each] + [success_schema(each) for each in shown if each]
    for schema in schemas:
        properties = (view.flat(schema) or {}).get("properties", {})
        if found := {name: each for name, each in properties.items() if _is_plain(name, each, view)}:
            return found
    return {}


def _body(operation: Operation) -> Schema | None:
    content = operation.request_body.content if operation.request_body else ()
    return next((medium.schema for medium in content if is_json(medium.content_type)), None)


def _is_plain(name: str, schema: Any, view: RequestView) -> bool:
    """Whether a member is a value that a client may change."""
    flat = view.flat(schema) or {}
    is_scalar = bool(_types(flat)) and _types(flat) <= _SCALARS and flat.get("type") is not None
    return is_scalar and not view.is_read_only(schema) and _OF_SERVER.isdisjoint(words_of(name))


def _types(flat: Flat) -> frozenset[str]:
    """The types of a value without null; all where nothing is said."""
    said = flat.get("type") or (*_SCALARS, "object", "array")
    return frozenset((said,) if isinstance(said, str) else said) - {"null"}
