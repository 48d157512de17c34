"""Every record holds under an independent validator, however hard the schema is."""

import re
from typing import Any

import jsonschema
import pytest

from apigen.analysis.payloads import UNIQUE, CannotDraw
from unit.payloads.apis import TEXT, an_object, bodies

TREE = {
    "Tree": {**an_object(name=TEXT, children={"type": "array", "items": {"$ref": "#/$defs/Tree"}}), "minProperties": 2}
}
PETS = {
    "Pet": {
        "oneOf": [{"$ref": "#/$defs/Cat"}, {"$ref": "#/$defs/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"feline": "#/$defs/Cat", "canine": "#/$defs/Dog"}},
    },
    "Cat": an_object(kind=TEXT, indoor={"type": "boolean"}),
    "Dog": an_object(kind=TEXT, barks={"type": "boolean"}),
}
BASE = {
    "Shape": {**an_object(type=TEXT), "discriminator": {"propertyName": "type"}},
    "Circle": {"allOf": [{"$ref": "#/$defs/Shape"}, an_object(radius={"type": "number", "exclusiveMinimum": 0})]},
    "Square": {"allOf": [{"$ref": "#/$defs/Shape"}, an_object(side={"type": "number", "minimum": 1})]},
}
HARD: dict[str, tuple[Any, dict[str, Any]]] = {
    "recursion": ({"$ref": "#/$defs/Tree"}, TREE),
    "required recursion with a way out": (
        {"$ref": "#/$defs/Node"},
        {"Node": an_object(next={"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]}, value={"type": "integer"})},
    ),
    "allOf with overlapping bounds": (
        {"allOf": [an_object(age={"type": "integer", "minimum": 18}), {"properties": {"age": {"maximum": 20}}}]},
        {},
    ),
    "oneOf told apart by what is absent": (
        {"oneOf": [an_object(card=TEXT), {**an_object(iban=TEXT), "not": {"required": ["card"]}}]},
        {},
    ),
    "a pattern that nobody reads, on what is no text": (
        an_object(a={"type": ["integer", "boolean"], "pattern": "^[A-Z]{1000000}$"}, b=TEXT),
        {},
    ),
    "not": ({"type": "string", "not": {"maxLength": 3}, "maxLength": 5}, {}),
    "a member that must not be a text": ({"type": "object", "not": {"properties": {"a": {"type": "string"}}}}, {}),
    "two parts that must not both be there": (
        {**an_object(a=TEXT), "properties": {"a": TEXT, "b": TEXT}, "not": {"required": ["a", "b"]}},
        {},
    ),
    "parts of allOf of which one is closed": (
        {"allOf": [{**an_object(a=TEXT), "additionalProperties": False}, {"properties": {"b": TEXT, "c": TEXT}}]},
        {},
    ),
    "members that are additional to another part": (
        {
            "allOf": [
                {"additionalProperties": {"type": "integer"}},
                {"properties": {"b": {"maximum": 3}}, "required": ["b"]},
            ]
        },
        {},
    ),
    "else where the condition holds by itself": (
        {
            "type": "object",
            "properties": {"b": TEXT, "d": {"const": 1}, "e": {"const": 2}},
            "additionalProperties": False,
            "if": {"properties": {"b": {"const": "x"}}},
            "then": {"required": ["z"]},
            "else": {"required": ["e"]},
        },
        {},
    ),
    "if then else": (
        {
            **an_object(country={"enum": ["US", "DE"]}),
            "if": {"properties": {"country": {"const": "US"}}},
            "then": {"required": ["state"], "properties": {"state": {"pattern": "^[A-Z]{2}$"}}},
            "else": {"properties": {"state": False}},
        },
        {},
    ),
    "dependents": (
        {
            "type": "object",
            "properties": {"card": TEXT, "cvc": {"type": "string", "pattern": "^\\d{3}$"}, "zip": TEXT},
            "dependentRequired": {"card": ["cvc"]},
            "dependentSchemas": {"cvc": {"required": ["zip"]}},
        },
        {},
    ),
    "tuple": ({"type": "array", "prefixItems": [TEXT, {"type": "integer"}], "items": False, "minItems": 2}, {}),
    "contains": ({"type": "array", "items": {"type": "integer", "maximum": 50}, "contains": {"minimum": 48}}, {}),
    "unique items of few values": (
        {"type": "array", "items": {"enum": ["a", "b", "c"]}, "uniqueItems": True, "minItems": 3},
        {},
    ),
    "pattern properties": (
        {
            "type": "object",
            "patternProperties": {"^x-[a-z]{3}$": {"type": "integer"}},
            "additionalProperties": False,
            "minProperties": 2,
        },
        {},
    ),
    "property names": (
        {
            "type": "object",
            "propertyNames": {"pattern": "^[a-z]{2}$"},
            "additionalProperties": TEXT,
            "minProperties": 1,
        },
        {},
    ),
    "many properties demanded": (
        {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 4},
        {},
    ),
    "few properties allowed": (
        {"type": "object", "properties": dict.fromkeys("abcdef", TEXT), "maxProperties": 2, "minProperties": 1},
        {},
    ),
    "pattern with lengths": ({"type": "string", "pattern": "^[A-Z]{3}-\\d+$", "minLength": 10, "maxLength": 12}, {}),
    "pattern with look-ahead": ({"type": "string", "pattern": "^(?=.*\\d)(?=.*[A-Z])\\w{6,10}$"}, {}),
    "unicode classes": ({"type": "string", "pattern": "^\\w{4}$"}, {}),
    "multiples": ({"type": "number", "multipleOf": 0.25, "minimum": 7.1, "maximum": 7.6}, {}),
    "multiples of integers": ({"type": "integer", "multipleOf": 97, "exclusiveMinimum": 970, "maximum": 1100}, {}),
    "narrow floats": ({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.5}, {}),
    "format and length": ({"type": "string", "format": "date-time", "maxLength": 20}, {}),
    "discriminator": ({"$ref": "#/$defs/Pet"}, PETS),
    "base with children": ({"$ref": "#/$defs/Shape"}, BASE),
    "const and null": (
        an_object(kind={"const": "x"}, nothing={"type": "null"}, maybe={"type": ["null", "integer"]}),
        {},
    ),
    "closed": ({**an_object(a=TEXT), "additionalProperties": False}, {}),
    "required but undeclared": ({"type": "object", "required": ["name"]}, {}),
    "long list": ({"type": "array", "items": {"type": "integer"}, "minItems": 25}, {}),
    "anything": ({}, {}),
    "anything at all": (True, {}),
}


@pytest.mark.parametrize("name", HARD)
def test_every_record_is_valid(name: str) -> None:
    schema, definitions = HARD[name]
    root = {**schema, "$defs": definitions} if isinstance(schema, dict) else schema
    judge = jsonschema.Draft202012Validator(root, format_checker=jsonschema.FormatChecker())
    drawn = bodies(schema, definitions, count=12)
    assert drawn
    for body in drawn:
        judge.validate(rendered(body))


@pytest.mark.parametrize(
    ("schema", "keyword"),
    [
        ({"type": "string", "pattern": "^[0-9]+$", "format": "uuid"}, "pattern"),
        ({"type": "integer", "minimum": 5, "maximum": 4}, "minimum"),
        (False, "false"),
        ({"type": "array", "items": {"enum": [1]}, "uniqueItems": True, "minItems": 2}, "uniqueItems"),
        ({"type": "string", "minLength": 10**9}, "minLength"),
    ],
)
def test_what_cannot_be_is_told_with_its_place(schema: Any, keyword: str) -> None:
    with pytest.raises(CannotDraw) as caught:
        bodies(an_object(outer=an_object(inner=schema)))
    assert caught.value.where == "body.outer.inner"
    assert caught.value.keyword == keyword


def test_required_recursion_without_end_cannot_be_drawn() -> None:
    with pytest.raises(CannotDraw, match="satisfies"):
        bodies({"$ref": "#/$defs/Node"}, {"Node": an_object(next={"$ref": "#/$defs/Node"})})


def test_an_optional_part_that_cannot_be_is_left_out() -> None:
    schema = {
        **an_object(name=TEXT),
        "properties": {"name": TEXT, "odd": {"type": "string", "minLength": 5, "maxLength": 2}},
    }
    assert all(set(body) == {"name"} for body in bodies(schema))


@pytest.mark.parametrize(
    "pattern", ["(", "[\\d-\\w", "/^[a-z]+$/i", "^\\p{L}{3}$", "(?<word>a+)", "^\\Z", "\\u{1F600}"]
)
def test_odd_patterns_do_not_stop_the_drawing(pattern: str) -> None:
    assert bodies(an_object(code={"type": "string", "pattern": pattern}))


def test_read_only_members_are_neither_sent_nor_required() -> None:
    definitions = {
        "Base": {"type": "object", "properties": {"id": {"type": "integer", "readOnly": True}, "name": TEXT}},
        "Pet": {"allOf": [{"$ref": "#/$defs/Base"}, {"type": "object", "required": ["id", "name"]}]},
    }
    assert all(set(body) == {"name"} for body in bodies({"$ref": "#/$defs/Pet"}, definitions))


def test_one_of_branches_that_all_fit_are_read_as_any_of() -> None:
    branch = {"type": "object", "properties": {"channel": TEXT}}
    assert bodies({"oneOf": [branch, {**branch, "title": "other"}]}, count=3)


def test_discriminators_carry_the_mapped_value() -> None:
    kinds = {("indoor" in body, body["kind"]) for body in bodies({"$ref": "#/$defs/Pet"}, PETS)}
    assert kinds == {(True, "feline"), (False, "canine")}
    shapes = {("radius" in body, body["type"]) for body in bodies({"$ref": "#/$defs/Shape"}, BASE)}
    assert shapes == {(True, "Circle"), (False, "Square")}


def test_a_discriminator_goes_along_also_where_the_branch_says_its_value_and_does_not_demand_it() -> None:
    branches = {name: an_object(type={"const": name, "default": name}, size=TEXT) for name in ("A", "B")}
    choices = [{"$ref": f"#/$defs/{name}"} for name in branches]
    found = bodies({"oneOf": [{**each} for each in choices], "discriminator": {"propertyName": "type"}}, branches)
    assert {body.get("type") for body in found} == {"A", "B"}


def rendered(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: rendered(member) for key, member in value.items()}
    if isinstance(value, list):
        return [rendered(member) for member in value]
    return value.replace(UNIQUE, "zz00zz00") if isinstance(value, str) else value


def test_listed_values_of_another_type_are_meant_as_they_are_written() -> None:
    schema = an_object(shards={"type": "integer", "enum": ["1", "2", "4"]})
    assert {body["shards"] for body in bodies(schema)} == {"1", "2", "4"}


@pytest.mark.parametrize("odd", [{"type": "string", "enum": [True, False]}, {"type": "string", "pattern": "/^a+$/i"}])
@pytest.mark.parametrize(
    "around", [lambda odd: odd, lambda odd: {"type": "array", "items": odd}, lambda o: an_object(a=o)]
)
def test_what_admits_nothing_as_it_is_written_is_left_out_where_it_may_be(odd: Any, around: Any) -> None:
    schema = {**an_object(name=TEXT), "properties": {"name": TEXT, "odd": around(odd)}}
    assert all(set(body) == {"name"} for body in bodies(schema))


def test_what_admits_nothing_as_it_is_written_is_sent_as_it_is_meant_where_it_must_be() -> None:
    codes = bodies(an_object(code={"type": "string", "pattern": "/^[a-z]{3}$/"}))
    assert codes
    assert all(re.fullmatch("[a-z]{3}", body["code"]) for body in codes)


def test_a_discriminator_that_does_not_list_the_name_takes_the_one_it_begins_with() -> None:
    kind = {"type": "string", "enum": ["Disk", "Circle"]}
    definitions = {
        "Shape": {**an_object(type={"$ref": "#/$defs/Kind"}), "discriminator": {"propertyName": "type"}},
        "Kind": kind,
        "CircleRequest": {"allOf": [{"$ref": "#/$defs/Shape"}, an_object(radius={"type": "number"})]},
    }
    assert {body["type"] for body in bodies({"$ref": "#/$defs/CircleRequest"}, definitions)} == {"Circle"}


def test_steps_may_be_too_fine_for_floats() -> None:
    assert min(bodies({"type": "number", "minimum": 1.7976931348623157e308, "multipleOf": 1e-5})) > 1e308
