"""What two schemas of a request differ in, and whether old values may be refused."""

from typing import Any

import pytest

from apigen.difference.schemas import schema_findings

TEXT = {"type": "string"}
NUMBER = {"type": "integer"}


def an_object(*required: str, **members: Any) -> dict[str, Any]:
    return {"type": "object", "properties": members, "required": list(required)}


CASES: dict[str, tuple[Any, Any, list[tuple[str, str, bool]]]] = {
    "the same": (an_object("a", a=TEXT), an_object("a", a=TEXT), []),
    "texts": ({**TEXT, "description": "x"}, {**TEXT, "title": "y", "deprecated": True}, []),
    "a member that may be sent": (an_object(), an_object(a=TEXT), [("added", "a", False)]),
    "a member that must be sent": (an_object(), an_object("a", a=TEXT), [("added", "a", True)]),
    "a member less": (an_object(a=TEXT), an_object(), [("removed", "a", False)]),
    "a member less, and no others": (
        an_object(a=TEXT),
        {**an_object(), "additionalProperties": False},
        [("removed", "a", True), ("changed", "", True)],
    ),
    "required now": (an_object(a=TEXT), an_object("a", a=TEXT), [("changed", "a", True)]),
    "optional now": (an_object("a", a=TEXT), an_object(a=TEXT), [("changed", "a", False)]),
    "never sent": (an_object(), an_object("a", a={**TEXT, "readOnly": True}), []),
    "another type": (an_object(a=TEXT), an_object(a=NUMBER), [("changed", "a", True)]),
    "a wider type": (NUMBER, {"type": "number"}, [("changed", "", False)]),
    "a narrower type": ({"type": "number"}, NUMBER, [("changed", "", True)]),
    "null as well": (TEXT, {"type": ["string", "null"]}, [("changed", "", False)]),
    "no longer null": ({"type": ["string", "null"]}, TEXT, [("changed", "", True)]),
    "a type where there was none": ({}, TEXT, [("changed", "", True)]),
    "a higher minimum": ({"minimum": 1}, {"minimum": 2}, [("changed", "", True)]),
    "a lower minimum": ({"minimum": 2}, {"minimum": 1}, [("changed", "", False)]),
    "a longer text": ({"maxLength": 5}, {"maxLength": 9}, [("changed", "", False)]),
    "a shorter text": ({"maxLength": 9}, {"maxLength": 5}, [("changed", "", True)]),
    "a new pattern": (TEXT, {**TEXT, "pattern": "^a"}, [("changed", "", True)]),
    "no pattern": ({**TEXT, "pattern": "^a"}, TEXT, [("changed", "", False)]),
    "a value less": ({"enum": ["a", "b"]}, {"enum": ["a"]}, [("changed", "", True)]),
    "a value more": ({"enum": ["a"]}, {"enum": ["a", "b"]}, [("changed", "", False)]),
    "another value": ({"enum": ["a"]}, {"enum": ["b"]}, [("changed", "", True), ("changed", "", False)]),
    "any value": ({"enum": ["a"]}, {}, [("changed", "", False)]),
    "an example": ({"example": 1}, {"example": 2}, [("examples", "", False)]),
    "a provider": ({}, {"x-faker": "ean13"}, [("examples", "", False)]),
    "inside a list": (
        an_object(rows={"type": "array", "items": an_object(n=NUMBER)}),
        an_object(rows={"type": "array", "items": an_object("n", n=NUMBER)}),
        [("changed", "rows[].n", True)],
    ),
    "inside a map": (
        an_object(m={"additionalProperties": NUMBER}),
        an_object(m={"additionalProperties": TEXT}),
        [("changed", "m.*", True)],
    ),
    "an alternative less": ({"oneOf": [TEXT, NUMBER]}, {"oneOf": [TEXT]}, [("changed", "", True)]),
    "an alternative more": ({"anyOf": [TEXT]}, {"anyOf": [TEXT, NUMBER]}, [("changed", "", False)]),
    "what must not be": ({"not": {"const": 1}}, {"not": {"const": 2}}, [("changed", "", True)]),
    "no schema": (None, None, []),
    "true and false": (True, {}, []),
    "in parts": ({"allOf": [an_object("a", a=TEXT)]}, an_object("a", a=TEXT), []),
}


@pytest.mark.parametrize("name", CASES)
def test_differences(name: str) -> None:
    old, new, expected = CASES[name]
    found = schema_findings(old, new, {}, {})
    assert [(finding.sort, finding.member, finding.is_breaking) for finding in found] == expected


@pytest.mark.parametrize("name", CASES)
def test_the_same_behind_references(name: str) -> None:
    old, new, expected = CASES[name]
    link = {"$ref": "#/$defs/Thing"}
    definitions = ({"Thing": {} if schema is None else schema} for schema in (old, new))
    found = schema_findings(link, link, *definitions)
    assert [(finding.sort, finding.member, finding.is_breaking) for finding in found] == expected


def test_what_refers_to_itself_ends_and_is_told_once() -> None:
    def tree(leaf: Any) -> dict[str, Any]:
        return {"Tree": an_object(left={"$ref": "#/$defs/Tree"}, right={"$ref": "#/$defs/Tree"}, leaf=leaf)}

    found = schema_findings({"$ref": "#/$defs/Tree"}, {"$ref": "#/$defs/Tree"}, tree(TEXT), tree(NUMBER))
    assert [(finding.member, finding.what) for finding in found] == [("leaf", "string is integer now")]


def test_the_name_of_a_definition_does_not_matter() -> None:
    old, new = {"Order": an_object(a=TEXT)}, {"NewOrder": an_object(a=TEXT)}
    assert schema_findings({"$ref": "#/$defs/Order"}, {"$ref": "#/$defs/NewOrder"}, old, new) == []
