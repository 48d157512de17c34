"""Path parameters that name a field of what a collection holds: `/charts/related/{column_name}`.

The document shows the fields in what the collection answers. Where the path speaks of relations, those that hold other
things are meant.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.tree.request_view import RequestView
from apigen.openapi.model import Api, Operation, Parameter

_FIELDS = frozenset("attribute column field property".split())
_RELATIONS = frozenset("related relation relations relationship relationships".split())
_TELLING = frozenset(("enum", "const", "pattern", "default", "example", "examples"))


def with_member_names(api: Api) -> Api:
    """The API in which such parameters list the names that they can take; the same where there is none."""
    if not any(_names_field(parameter) for operation in api.operations for parameter in operation.path_parameters):
        return api
    view = RequestView(api.definitions)
    lists = {operation.path.rstrip("/"): operation for operation in api.operations if operation.method == "GET"}
    return replace(api, operations=tuple(_with_names(operation, lists, view) for operation in api.operations))


def _names_field(parameter: Parameter) -> bool:
    """Whether a parameter says that it names a field, and the document shows no value for it."""
    schema = parameter.schema if isinstance(parameter.schema, Mapping) else {}
    words = [word for word in words_of(parameter.name) if word != "name"]
    is_open = _TELLING.isdisjoint(schema) and not parameter.examples
    return is_open and parameter.location == "path" and words[-1:] != [] and words[-1] in _FIELDS


def _with_names(operation: Operation, lists: Mapping[str, Operation], view: RequestView) -> Operation:
    parameters = tuple(
        _listed(parameter, operation.path, lists, view) if _names_field(parameter) else parameter
        for parameter in operation.parameters
    )
    return operation if parameters == operation.parameters else replace(operation, parameters=parameters)


def _listed(parameter: Parameter, path: str, lists: Mapping[str, Operation], view: RequestView) -> Parameter:
    collection, _, word = path.partition("/{" + parameter.name + "}")[0].rpartition("/")
    members = _members(lists[collection], view) if collection in lists else {}
    things = [name for name, schema in members.items() if _holds_things(schema, view)]
    names = things if word in _RELATIONS else [name for name in members if name not in things]
    own = parameter.schema if isinstance(parameter.schema, Mapping) else {}
    return replace(parameter, schema={**own, "enum": names}) if names else parameter


def _members(operation: Operation, view: RequestView) -> Mapping[str, Any]:
    """The properties of what a list holds; of its largest list where it has several."""
    answers = [media.schema for r in operation.responses if r.is_success for media in r.content]
    flat = (view.flat(answers[0]) if answers else None) or {}
    lists = [flat, *(view.flat(schema) or {} for schema in (flat.get("properties") or {}).values())]
    found = [(view.flat(each["items"]) or {}).get("properties") or {} for each in lists if "items" in each]
    return max(found, key=len, default={})


def _holds_things(schema: Any, view: RequestView) -> bool:
    flat = view.flat(schema) or {}
    return "properties" in flat or flat.get("type") in ("array", "object")
