"""Which parameters a request carries, and what they are drawn from."""

from apigen.analysis.payloads.documented import described_values, examples_of
from apigen.analysis.payloads.field_names import means_fields
from apigen.analysis.payloads.names import words_of
from apigen.analysis.payloads.record import MINIMAL, Record
from apigen.openapi.model import Operation, Parameter

_SET_BY_CLIENTS = frozenset(("accept", "content-type", "authorization", "content-length", "host", "cookie"))
_COMMON = frozenset("page limit size per offset sort order sortby orderby pagesize perpage top skip count".split())
_ID_LIKE = frozenset(
    "id ids uid uuid guid cursor token after before next previous prev since_id marker continuation".split()
)
# What a client sends about an answer that it has seen; a drawn one is never met, and refused with 412.
_CONDITIONS = frozenset(("if-match", "if-none-match", "if-modified-since", "if-unmodified-since", "if-range", "range"))
_USUAL, _OFTEN, _RARELY = 0.35, 0.6, 0.08


def is_drawn(parameter: Parameter) -> bool:
    """Whether the parameter is ours to fill: OpenAPI leaves some headers to the client."""
    return parameter.location != "header" or parameter.name.lower() not in _SET_BY_CLIENTS


def is_present(parameter: Parameter, chance: float, record: Record) -> bool:
    """Whether one record carries a parameter that has this chance."""
    if chance >= 1 or chance <= 0 or record.mode == MINIMAL:
        return chance >= 1
    return record.share(f"{parameter.location}.{parameter.name}", "present") < chance


def chance_of(parameter: Parameter, operation: Operation) -> float:
    """How likely a usual record of an operation carries the parameter."""
    if parameter.required or parameter.location == "path" or _says_what_goes(parameter, operation):
        return 1.0
    if _is_left_out(parameter):
        return 0.0
    if parameter.location in ("header", "cookie"):
        return _RARELY
    words = words_of(parameter.name)
    return _OFTEN if any(word in _COMMON for word in words) else _USUAL


def _says_what_goes(parameter: Parameter, operation: Operation) -> bool:
    """Whether it narrows a DELETE of a whole collection, which would else take everything."""
    is_bare = operation.method == "DELETE" and operation.request_body is None and not operation.path.endswith("}")
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    return is_bare and parameter.location == "query" and schema.get("type") != "boolean"


def _is_left_out(parameter: Parameter) -> bool:
    """Outdated parameters, and those that would name something which may not exist."""
    if parameter.location == "header" and parameter.name.lower() in _CONDITIONS:
        return True
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    if schema.get("deprecated") is True or parameter.extensions.get("x-deprecated") is True:
        return True
    words = words_of(parameter.name)
    smells = any(word in _ID_LIKE for word in words) or (schema.get("type") == "string" and means_fields(words))
    has_values = bool(parameter.examples or examples_of(schema) or {"enum", "default", "pattern"} & schema.keys())
    return smells and not has_values and not described_values(parameter.description)
