"""Random schemas of the keywords that requests can meet, and what a request must keep of them."""

import json
from typing import Any

from hypothesis import strategies as st

NAMES = tuple("abcdef")
READ_ONLY = "z"
DEFINITIONS = ("Tree", "Leaf")
_PATTERNS = (
    "^[a-z]{2,5}$",
    "^\\d+$",
    "[A-Z]",
    "^x-",
    "^(?=.*\\d)[a-z\\d]{4,8}$",
    "^[^@\\s]+@[^@\\s]+$",
    "^\\w+([-.]\\w+)*$",
)
_FORMATS = ("date", "date-time", "uuid", "email", "uri", "ipv4", "ipv6", "hostname", "json-pointer")
_VALUES = (None, True, 0, 7, 2.5, "", "a", "blue", [1], {"a": 1})


def _sparse(**members: Any) -> st.SearchStrategy[dict[str, Any]]:
    """Some of the keywords."""
    return st.fixed_dictionaries({}, optional=members)


def _ordered(low: str, high: str, most: int) -> st.SearchStrategy[dict[str, Any]]:
    """Bounds, mostly the right way round."""
    both = (
        st.tuples(st.integers(0, most), st.integers(0, most))
        .map(sorted)
        .map(lambda pair: {low: pair[0], high: pair[1]})
    )
    return st.one_of(st.just({}), both, _sparse(**{low: st.integers(0, most)}), _sparse(**{high: st.integers(0, most)}))


def _joined(*parts: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*parts).map(lambda dicts: {key: value for each in dicts for key, value in each.items()})


_texts = _joined(
    st.just({"type": "string"}),
    _ordered("minLength", "maxLength", 12),
    st.one_of(st.just({}), _sparse(pattern=st.sampled_from(_PATTERNS)), _sparse(format=st.sampled_from(_FORMATS))),
)
_bound = st.one_of(st.integers(-50, 50), st.sampled_from((0.5, -1.25, 1e6)))
_numbers = _joined(
    st.sampled_from(({"type": "integer"}, {"type": "number"})),
    _ordered("minimum", "maximum", 40),
    _sparse(multipleOf=st.sampled_from((1, 3, 7, 0.5, 0.01))),
    st.one_of(st.just({}), _sparse(exclusiveMinimum=_bound), _sparse(exclusiveMaximum=_bound)),
)
_listed = st.one_of(
    st.sampled_from(_VALUES).map(lambda value: {"const": value}),
    st.lists(st.sampled_from(_VALUES), min_size=1, max_size=4).map(lambda values: {"enum": values}),
)
_leaves = st.one_of(_texts, _numbers, st.just({"type": "boolean"}), st.just({"type": "null"}), _listed)
_references = st.sampled_from(DEFINITIONS).map(lambda name: {"$ref": f"#/$defs/{name}"})
_names = st.lists(st.sampled_from(NAMES), unique=True, max_size=3)


def _without_undeclared(schema: dict[str, Any]) -> dict[str, Any]:
    """The name of the read-only property is required only where it is declared."""
    if "required" not in schema or READ_ONLY in schema.get("properties", {}):
        return schema
    return {**schema, "required": [name for name in schema["required"] if name != READ_ONLY]}


def _objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    members = st.dictionaries(st.sampled_from(NAMES), inner, max_size=4)
    hidden = st.sampled_from(({}, {}, {}, {READ_ONLY: {"type": "integer", "readOnly": True}}))
    properties = st.tuples(members, hidden).map(lambda pair: {**pair[0], **pair[1]})
    required = st.tuples(_names, st.booleans()).map(lambda pair: [*pair[0], READ_ONLY] if pair[1] else pair[0])
    declared = _sparse(properties=properties, required=required).map(_without_undeclared)
    return _joined(
        st.just({"type": "object"}),
        declared,
        _sparse(additionalProperties=st.one_of(st.booleans(), inner)),
        st.one_of(st.just({}), _ordered("minProperties", "maxProperties", 4)),
        st.one_of(
            st.just({}),
            st.just({}),
            _sparse(patternProperties=st.dictionaries(st.sampled_from(("^x-", "^[a-c]$", "\\d$")), inner, max_size=2)),
            _sparse(
                propertyNames=st.sampled_from(({"pattern": "^[a-f]$"}, {"maxLength": 3}, {"enum": ["a", "b", "zz"]}))
            ),
            _sparse(dependentRequired=st.dictionaries(st.sampled_from(NAMES), _names, max_size=2)),
            _sparse(dependentSchemas=st.dictionaries(st.sampled_from(NAMES), _conditions, max_size=2)),
            _sparse(unevaluatedProperties=st.one_of(st.just(False), inner)),
        ),
    )


def _arrays(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return _joined(
        st.just({"type": "array"}),
        _sparse(items=inner),
        _ordered("minItems", "maxItems", 4),
        _sparse(uniqueItems=st.booleans()),
        st.one_of(
            st.just({}),
            st.just({}),
            _sparse(prefixItems=st.lists(inner, min_size=1, max_size=3)),
            _sparse(contains=inner, minContains=st.integers(0, 2), maxContains=st.integers(1, 3)),
            _sparse(
                prefixItems=st.lists(inner, min_size=1, max_size=2), unevaluatedItems=st.one_of(st.just(False), inner)
            ),
        ),
    )


_conditions: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.sampled_from(NAMES).map(lambda name: {"required": [name]}),
    st.tuples(st.sampled_from(NAMES), _leaves).map(lambda pair: {"properties": {pair[0]: pair[1]}}),
    st.tuples(st.sampled_from(NAMES), _listed).map(
        lambda pair: {"properties": {pair[0]: pair[1]}, "required": [pair[0]]}
    ),
)


def _different(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    """Branches of which no two are the same; what is read-only, and so cannot tell them apart, is not in them."""
    visible = inner.filter(lambda schema: "readOnly" not in json.dumps(schema))
    return st.lists(visible, min_size=1, max_size=3, unique_by=lambda schema: json.dumps(schema, sort_keys=True))


def _combined(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    several = st.lists(inner, min_size=1, max_size=3)
    objects = _objects(inner)
    return st.one_of(
        st.builds(lambda parts: {"allOf": parts}, st.lists(objects, min_size=1, max_size=3)),
        st.builds(lambda parts, own: {**own, "anyOf": parts}, several, st.sampled_from(({}, {}, {"type": "object"}))),
        st.builds(lambda parts: {"oneOf": parts}, _different(inner)),
        st.builds(lambda base, other: {**base, "not": other}, inner, st.one_of(_listed, _conditions)),
        st.builds(
            lambda base, parts: {**base, **parts},
            objects,
            st.fixed_dictionaries({"if": _conditions}, optional={"then": _conditions, "else": _conditions}),
        ),
        st.builds(lambda base: {**base, "type": [base["type"], "null"]}, st.one_of(_texts, _numbers)),
    )


_schemas = st.recursive(
    st.one_of(_leaves, _references),
    lambda inner: st.one_of(_objects(inner), _arrays(inner), _combined(inner)),
    max_leaves=8,
)

_roots = st.one_of(_objects(_schemas), _arrays(_schemas), _combined(_schemas))
_trees = _objects(_schemas)


@st.composite
def schemas_with_definitions(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    """A schema, and the definitions that it may refer to."""
    return draw(_roots), {"Tree": draw(_trees), "Leaf": draw(_leaves)}


def as_requests(schema: Any) -> Any:
    """The same rules from the side of a request: what is read-only is neither there nor required."""
    if isinstance(schema, list):
        return [as_requests(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: as_requests(value) if key not in ("const", "enum") else value for key, value in schema.items()}
    properties = schema.get("properties")
    if isinstance(properties, dict):
        hidden = {name for name, member in properties.items() if isinstance(member, dict) and member.get("readOnly")}
        made["properties"] = {**made["properties"], **dict.fromkeys(hidden, False)}
        if "required" in made:
            made["required"] = [name for name in made["required"] if name not in hidden]
    return made
