"""What the keywords of a schema may hold, by the position in which they stand.

A property may be called `title`, `required` or `nullable`, so only this table says what is a keyword and what a name.
Sources: JSON Schema 2020-12 (Core and Validation), the Schema Object of OpenAPI 3.0.3 (section 4.7.24) and of 3.1
(section 4.8.24).
"""

from collections.abc import Callable, Mapping
from typing import Any

ONE_SCHEMA = frozenset(
    (
        *("not", "if", "then", "else", "contains", "propertyNames", "contentSchema"),
        *("additionalProperties", "additionalItems", "unevaluatedItems", "unevaluatedProperties"),
    )
)
SCHEMA_LISTS = frozenset(("allOf", "anyOf", "oneOf", "prefixItems"))
SCHEMA_MAPS = frozenset(("properties", "patternProperties", "dependentSchemas"))

DROPPED = frozenset(("$id", "id", "$schema", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$defs", "definitions"))
"""Keywords that would change what `#/$defs/NAME` means, or that hold schemas which references bring along anyway."""

OURS = "$apigen-"
"""How keywords begin that stages add to schemas for later ones; a document that has some means nothing by them."""

PROVIDER_KEYWORDS = ("x-faker", "x-fake-data", "x-apigen")
"""Keywords that name a provider of values; the last one as `{provider: ...}`."""


def provider_name(keyword: str, value: Any) -> str:
    """The provider that a keyword names; empty where it names none."""
    named = value.get("provider") if keyword == "x-apigen" and isinstance(value, Mapping) else value
    if keyword != "x-apigen" and isinstance(value, Mapping) and len(value) == 1:
        named = next(iter(value))  # as json-schema-faker has it, with arguments
    return named if isinstance(named, str) else ""


ANNOTATIONS = frozenset(
    (
        *("title", "summary", "description", "externalDocs", "$comment", "deprecated", "xml"),
        *("default", "example", "examples", "readOnly", "writeOnly"),
    )
)
"""Keywords that may stand beside a `$ref` in OpenAPI 3.0, too: they cannot change what is valid."""

TYPES = ("null", "boolean", "object", "array", "number", "string", "integer")


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_count(value: Any) -> bool:
    return _is_number(value) and value >= 0 and value == int(value)


def _is_boolean(value: Any) -> bool:
    return isinstance(value, bool)


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_map(value: Any) -> bool:
    return isinstance(value, dict)


def _is_bound(value: Any) -> bool:
    """A number since JSON Schema draft 6, a boolean beside `minimum` or `maximum` before."""
    return isinstance(value, int | float)


CHECKS: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    **dict.fromkeys(("title", "description", "$comment", "format", "pattern"), (_is_text, "text")),
    **dict.fromkeys(("contentEncoding", "contentMediaType", "$ref", "$dynamicRef"), (_is_text, "text")),
    **dict.fromkeys(("minLength", "maxLength", "minItems", "maxItems"), (_is_count, "a whole number from 0")),
    **dict.fromkeys(("minProperties", "maxProperties"), (_is_count, "a whole number from 0")),
    **dict.fromkeys(("minContains", "maxContains"), (_is_count, "a whole number from 0")),
    **dict.fromkeys(("minimum", "maximum"), (_is_number, "a number")),
    **dict.fromkeys(("exclusiveMinimum", "exclusiveMaximum"), (_is_bound, "a number")),
    "multipleOf": (lambda value: _is_number(value) and value > 0, "a number above 0"),
    **dict.fromkeys(("uniqueItems", "nullable", "x-nullable"), (_is_boolean, "true or false")),
    **dict.fromkeys(("readOnly", "writeOnly", "deprecated"), (_is_boolean, "true or false")),
    "xml": (_is_map, "a map"),
}
"""Keywords whose value is used as it is, where it passes; and what it should be, for the remark."""


def cleaned_types(value: Any) -> tuple[list[str], list[Any]]:
    """The types that JSON Schema knows, and the rest; YAML's `null` without quotes is the type `null`."""
    given = value if isinstance(value, list) else [value]
    names = ["null" if name is None else name for name in given]
    known = dict.fromkeys(name for name in names if name in TYPES)
    return list(known), [name for name in names if name not in TYPES]


def with_bounds(schema: dict[str, Any]) -> dict[str, Any]:
    """`minimum: 5, exclusiveMinimum: true` of OpenAPI 3.0 becomes `exclusiveMinimum: 5`."""
    for inclusive, exclusive in (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum")):
        if isinstance(schema.get(exclusive), bool):
            applies = schema.pop(exclusive)
            if applies and inclusive in schema:
                schema[exclusive] = schema.pop(inclusive)
    return schema


def nullable(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema, or null; also beside `allOf` and its siblings, where authors mean it though 3.0.3 gives it no effect.

    A schema without type and composition accepts null already.
    """
    enum = schema.get("enum")
    if enum is not None and None not in enum:
        schema["enum"] = [*enum, None]
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        schema["type"] = types if "null" in types else [*types, "null"]
        return schema
    for keyword in ("anyOf", "oneOf"):
        if keyword in schema:
            schema[keyword] = [*schema[keyword], {"type": "null"}]
            return schema
    return _or_null(schema) if "allOf" in schema else schema


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    outer = {key: value for key, value in schema.items() if key in ANNOTATIONS or key.startswith("x-")}
    inner = {key: value for key, value in schema.items() if key not in outer}
    return {**outer, "anyOf": [inner, {"type": "null"}]}
