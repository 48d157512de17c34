"""Which parameters a request carries, and what they are drawn from."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from apigen.analysis.payloads.drawing.record import MINIMAL, Record
from apigen.analysis.payloads.meaning.documented import described_values, examples_of, holds_filler
from apigen.analysis.payloads.meaning.field_names import means_fields
from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.tree.plan import Node
from apigen.openapi.model import Operation, Parameter

_SET_BY_CLIENTS = frozenset(("accept", "content-type", "authorization", "content-length", "host", "cookie"))
_COMMON = frozenset("page limit size per offset sort order sortby orderby pagesize perpage top skip count".split())
_CURSORS = frozenset("cursor token after before next previous prev since_id marker continuation".split())
_ID_LIKE = _CURSORS | {"id", "ids", "uid", "uuid", "guid"}
# What a client sends about an answer that it has seen; a drawn one is never met, and refused with 412.
_CONDITIONS = frozenset(("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range", "range"))
_MOMENTS = frozenset(("date", "date-time"))
_STREAMING = frozenset(("follow", "watch", "stream"))
_SHORTENING = frozenset(("brief",))
_SAID = frozenset(("enum", "default", "pattern"))
_VERSION = re.compile(r"v?\d+(\.\d+)*")
_FORMS = frozenset("csv html json ndjson pdf text tsv txt xls xlsx xml yaml yml".split())
_USUAL, _OFTEN, _RARELY = 0.35, 0.6, 0.08
_MANY = 10  # operations that share a setting
_FILTERS = 1.5  # that a search carries on average, where it offers many


def is_drawn(parameter: Parameter) -> bool:
    """Whether the parameter is ours to fill: OpenAPI leaves some headers to the client."""
    return parameter.location != "header" or parameter.name.lower() not in _SET_BY_CLIENTS


def is_present(parameter: Parameter, chance: float, record: Record) -> bool:
    """Whether one record carries a parameter that has this chance."""
    if chance >= 1 or chance <= 0 or record.mode == MINIMAL:
        return chance >= 1
    return record.share(f"{parameter.location}.{parameter.name}", "present") < chance


def stand_everywhere(operations: Collection[Operation]) -> frozenset[str]:
    """The optional parameters of the query that more than half of the operations of a large API take.

    They are settings: where or for whom the server shall work, how an answer is wrapped. It has settings of its own.
    """
    optional = (p.name for op in operations for p in op.parameters if p.location == "query" and not p.required)
    counted = Counter(name for name in optional if _ID_LIKE.isdisjoint(words_of(name)))
    return frozenset(name for name, count in counted.items() if count >= _MANY and 2 * count > len(operations))


def is_setting(parameter: Parameter, everywhere: Collection[str]) -> bool:
    """Whether it is one of those, or an object of such, and the document shows no value for it."""
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    members = schema.get("properties") or (parameter.name,)
    is_told = bool(parameter.examples) or not {"format", "example", "examples", *_SAID}.isdisjoint(schema)
    is_free = schema.get("type") in ("string", "object") and not is_told
    return is_free and parameter.location == "query" and all(name in everywhere for name in members)


def is_open_version(parameter: Parameter) -> bool:
    """Whether it names a version, and the document does not say itself which there are."""
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    is_told = bool(parameter.examples or {"enum", "default", "example"} & schema.keys())
    return "version" in words_of(parameter.name) and not is_told


def versions_after(start: str, paths: Iterable[str]) -> list[str]:
    """The versions that paths with this beginning go on with: `v1` of `/api/v1/y` after `/api/`."""
    steps = (each.removeprefix(start).partition("/")[0] for each in paths if each.startswith(start))
    return sorted({step for step in steps if _VERSION.fullmatch(step)})


def chance_of(parameter: Parameter, operation: Operation) -> float:
    """How likely a usual record of an operation carries the parameter."""
    if parameter.required or parameter.location == "path" or _says_what_goes(parameter, operation):
        return 1.0
    if _is_left_out(parameter):
        return 0.0
    if parameter.location in ("header", "cookie"):
        return _RARELY
    return _OFTEN if _is_common(parameter) else min(_USUAL, _FILTERS / _filters(operation))


def has_no_style(parameter: Parameter, node: Node, others: Collection[str]) -> bool:
    """Whether OpenAPI has no way to write the value in a query: a list of lists or objects, for one.

    Or an object whose members stand beside the `others` under the same names.
    """
    if parameter.location != "query" or parameter.content_type or parameter.style == "deepObject":
        return False
    if node.kinds == ("array",):
        return {"array", "object"}.issuperset(node.item(0).kinds)
    return parameter.explode and node.kinds == ("object",) and not node.properties.keys().isdisjoint(others)


def _is_common(parameter: Parameter) -> bool:
    """Whether it says which part of an answer is wanted, in which order."""
    return any(word in _COMMON for word in words_of(parameter.name))


def _filters(operation: Operation) -> int:
    """How many ways of narrowing its answer an operation offers."""
    optional = (p for p in operation.parameters if p.location == "query" and not p.required)
    return sum(not _is_common(parameter) for parameter in optional)


def _says_what_goes(parameter: Parameter, operation: Operation) -> bool:
    """Whether it narrows a DELETE of a whole collection, which would else take everything."""
    is_bare = operation.method == "DELETE" and operation.request_body is None and not operation.path.endswith("}")
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    is_filter = parameter.location == "query" and schema.get("type") != "boolean"
    return is_bare and is_filter and _CURSORS.isdisjoint(words_of(parameter.name))


def _is_left_out(parameter: Parameter) -> bool:
    """Parameters that are outdated, make answers endless, ask for another form of them, or name what may not exist."""
    if parameter.location == "header" and (parameter.name.lower() in _CONDITIONS or is_open_version(parameter)):
        return True
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    if schema.get("type") == "boolean" and parameter.name.lower() in _STREAMING | _SHORTENING:
        return True
    if schema.get("deprecated") is True or parameter.extensions.get("x-deprecated") is True:
        return True
    words, item = words_of(parameter.name), _item(schema)
    if {"json"} < _FORMS.intersection(map(str, schema.get("enum") or ())):
        return True
    names_fields = item.get("type") == "string" and means_fields(words)
    is_language = _is_unknown_object(schema) or _is_more_than_a_moment(schema)
    smells = any(word in _ID_LIKE for word in words) or names_fields or is_language
    shown = [*parameter.examples, *examples_of(schema), *examples_of(item)]
    has_values = any(not holds_filler(value) for value in shown) or _SAID & {*schema, *item}
    return smells and not has_values and not described_values(parameter.description)


def _item(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What one value of a list has to be, or the only one."""
    items = schema.get("items")
    return items if isinstance(items, Mapping) else schema


def _is_unknown_object(schema: Mapping[str, Any]) -> bool:
    """Whether members are wanted, and none is named: a filter in a language of the server's own."""
    return schema.get("type") == "object" and not {"properties", "additionalProperties", "allOf"} & schema.keys()


def _is_more_than_a_moment(schema: Mapping[str, Any]) -> bool:
    """Whether a moment is one form among others, and any text another: `gte:2026-01-31`, as this server writes it."""
    forms = [each.get("format", "") for each in schema.get("anyOf") or () if each.get("type") == "string"]
    return "" in forms and not _MOMENTS.isdisjoint(forms)
