"""Whether a value fits a schema, looked at shallowly and fast.

The judgement of requests is openapi-core's; this only decides whether an example, a default
or a part of a request body may be used in an answer.
"""

import re
from typing import Any

from apigen.mock.document import Tree, as_list
from apigen.mock.patterns import read_pattern
from apigen.mock.schemas import Schemas

_DEEP_ENOUGH = 6
_FORMATS = {
    "uuid": re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\Z"),
    "date": re.compile(r"\d{4}-\d\d-\d\d\Z"),
    "date-time": re.compile(r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)\Z"),
    "email": re.compile(r"[^@\s]+@[^@\s]+\Z"),
}
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


def fits(schemas: Schemas, node: Any, value: Any, depth: int = 0) -> bool:
    """Whether `value` may stand where the schema `node` is asked for."""
    if value is None:
        return schemas.allows_null(node)
    schema, types = schemas.flat(node), schemas.types(node)
    if types and not any(_is_type(value, name) for name in types):
        return False
    listed = as_list(schema.get("enum"))
    if listed and value not in listed:
        return False
    if "const" in schema and not listed and value != schema["const"]:
        return False
    if isinstance(value, str):
        return _text_fits(schema, value)
    if isinstance(value, list):
        return _list_fits(schemas, schema, value, depth)
    if isinstance(value, dict):
        return _object_fits(schemas, schema, value, depth)
    return isinstance(value, bool) or _number_fits(schema, value)


def _is_type(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    return isinstance(value, _PYTHON_TYPES.get(name, (object,)))


def _text_fits(schema: Tree, value: str) -> bool:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return False
    expected = _FORMATS.get(str(schema.get("format")))
    if expected is not None and not expected.match(value):
        return False
    pattern = read_pattern(schema["pattern"]) if isinstance(schema.get("pattern"), str) else None
    return pattern is None or re.search(pattern, value) is not None


def _number_fits(schema: Tree, value: float) -> bool:
    least, most = limits(schema)
    step = schema.get("multipleOf")
    inside = (least is None or value >= least) and (most is None or value <= most)
    return inside and (not step or abs(value / step - round(value / step)) < 1e-9)


def limits(schema: Tree) -> tuple[float | None, float | None]:
    """The least and greatest number, exclusive ones taken one step (1, or a thousandth) inside."""
    step = 1 if schema.get("type") == "integer" else 0.001
    least, most = schema.get("minimum"), schema.get("maximum")
    low, high = schema.get("exclusiveMinimum"), schema.get("exclusiveMaximum")
    if low is True and least is not None:
        least += step
    elif isinstance(low, int | float) and low is not False:
        least = low + step
    if high is True and most is not None:
        most -= step
    elif isinstance(high, int | float) and high is not False:
        most = high - step
    return least, most


def _list_fits(schemas: Schemas, schema: Tree, value: list[Any], depth: int) -> bool:
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        return False
    items = schema.get("items", {})
    return depth > _DEEP_ENOUGH or all(fits(schemas, items, item, depth + 1) for item in value)


def _object_fits(schemas: Schemas, schema: Tree, value: dict[str, Any], depth: int) -> bool:
    properties = schemas.properties(schema)
    if not set(as_list(schema.get("required"))) <= set(value):
        return False
    if schema.get("additionalProperties") is False and not set(value) <= set(properties):
        return False
    known = [(properties[name], item) for name, item in value.items() if name in properties]
    return depth > _DEEP_ENOUGH or all(fits(schemas, part, item, depth + 1) for part, item in known)
