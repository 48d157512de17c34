import json
from typing import Any

import pytest

from apigen.openapi.model import Schema
from apigen.openapi.schemas import Schemas
from apigen.source import Node, Notes, read_document


def normalised(
    schema: Any, version: str = "3.0", components: dict[str, Any] | None = None, **members: Any
) -> tuple[Schema, dict[str, Schema], list[str]]:
    """The schema, the definitions it needs, and the codes of what was remarked."""
    text = json.dumps({"schema": schema, "components": {"schemas": components or {}}, **members})
    notes = Notes()
    root = Node.root(read_document(text, "x.json"), notes)
    schemas = Schemas(root, siblings_count=version >= "3.1")
    read = schemas.read(root.child("schema", schema))
    return read, schemas.definitions(), [each.code for each in notes.in_order()]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"type": "string", "x-nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": True, "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}),
        ({"nullable": True}, {}),
        (
            {"nullable": True, "description": "D", "allOf": [{"type": "object"}]},
            {"description": "D", "anyOf": [{"allOf": [{"type": "object"}]}, {"type": "null"}]},
        ),
        ({"nullable": True, "oneOf": [{"type": "object"}]}, {"oneOf": [{"type": "object"}, {"type": "null"}]}),
        ({"minimum": 5, "exclusiveMinimum": True}, {"exclusiveMinimum": 5}),
        ({"maximum": 5, "exclusiveMaximum": False}, {"maximum": 5}),
        ({"minimum": 1, "exclusiveMinimum": 5}, {"minimum": 1, "exclusiveMinimum": 5}),
        ({"type": "file"}, {"format": "binary"}),
        ({"type": "any"}, {}),
        ({"type": "string", "format": "uuid4"}, {"type": "string", "format": "uuid"}),
        ({"type": ["string", None]}, {"type": ["string", "null"]}),
        ({"items": [{"type": "string"}]}, {"prefixItems": [{"type": "string"}]}),
        ({"dependencies": {"a": ["b"], "c": {}}}, {"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"c": {}}}),
        ({"$id": "x", "$schema": "y", "definitions": {}, "$defs": {"A": {}}}, {}),
        ({"required": ["a", "a", 1]}, {"required": ["a"]}),
        ({"examples": {"one": 1}}, {"examples": [1]}),
        ({"discriminator": "kind"}, {"discriminator": {"propertyName": "kind"}}),
        (True, True),
    ],
)  # fmt: skip
def test_every_version_becomes_2020_12(written: Any, expected: Schema) -> None:
    assert normalised(written) == (expected, {}, [])


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ({"required": True}, {}),
        ({"enum": {"a": 1}}, {}),
        ({"enum": []}, {}),
        ({"type": "strnig"}, {}),
        ({"type": 42, "format": 7}, {}),
        ({"minLength": -1, "maxItems": "3", "minimum": "0", "multipleOf": 0}, {}),
        ({"properties": [], "allOf": {}, "oneOf": []}, {}),
        ({"items": []}, {}),
        ({"properties": {"a": None, "b": "text"}}, {"properties": {"a": True, "b": True}}),
        (None, True),
        ("string", True),
    ],
)
def test_what_no_schema_can_hold_is_dropped_with_a_remark(written: Any, expected: Schema) -> None:
    read, _, codes = normalised(written)
    assert read == expected
    assert codes


@pytest.mark.parametrize("written", [{"type": "integer", "enum": ["1"]}, {"type": "string", "pattern": "/^a$/"}])
def test_what_admits_nothing_as_it_is_written_is_told_and_kept(written: Any) -> None:
    assert normalised(written) == (written, {}, ["AG226"])


def test_properties_with_the_names_of_keywords_are_properties() -> None:
    names = ("title", "example", "nullable", "required", "$ref", "type", "enum", "$id", "definitions", "x-a")
    read, _, codes = normalised({"properties": {name: {"type": "string"} for name in names}})
    assert read == {"properties": {name: {"type": "string"} for name in names}}
    assert codes == []


def test_keywords_that_only_stages_may_add_are_dropped() -> None:
    written = {"type": "string", "$apigen-choices": 3, "$apigen-name": []}
    assert normalised(written) == ({"type": "string"}, {}, [])


def test_nothing_in_examples_is_touched() -> None:
    value = {"$ref": "#/nowhere", "nullable": True, "required": True}
    written = {"example": value, "default": value, "enum": [value], "const": value, "x-a": value, "xml": value}
    assert normalised(written) == (written, {}, [])


def test_references_become_definitions_that_are_read_once_and_only_when_needed() -> None:
    components = {
        "Order": {"properties": {"lines": {"items": {"$ref": "#/components/schemas/Line"}}}},
        "Line": {"properties": {"order": {"$ref": "#/components/schemas/Order"}}},
        "Unused": {"type": "strnig"},
    }
    read, definitions, codes = normalised({"$ref": "#/components/schemas/Order"}, components=components)
    assert read == {"$ref": "#/$defs/Order"}
    assert definitions == {
        "Line": {"properties": {"order": {"$ref": "#/$defs/Order"}}},
        "Order": {"properties": {"lines": {"items": {"$ref": "#/$defs/Line"}}}},
    }
    assert codes == []


def test_other_targets_get_names_that_leave_the_components_theirs() -> None:
    components = {"List<Order>": {"type": "array"}, "List_Order": {"type": "object"}, "A": {"properties": {"b": {}}}}
    references = ["List%3COrder%3E", "List_Order", "A/properties/b"]
    written = {"allOf": [{"$ref": f"#/components/schemas/{each}"} for each in references]}
    read, definitions, codes = normalised(written, components=components)
    assert codes == []
    assert read == {"allOf": [{"$ref": f"#/$defs/{each}"} for each in ("List_Order_2", "List_Order", "A_b")]}
    assert definitions["List_Order_2"] == {"type": "array"}


def test_siblings_of_a_reference_count_since_3_1() -> None:
    written = {"$ref": "#/components/schemas/A", "description": "D", "minLength": 3, "x-a": 1}
    old, _, _ = normalised(written, "3.0", {"A": {}})
    new, _, _ = normalised(written, "3.1", {"A": {}})
    assert old == {"$ref": "#/$defs/A", "description": "D", "x-a": 1}
    assert new == {"$ref": "#/$defs/A", "description": "D", "minLength": 3, "x-a": 1}


def test_what_is_required_beside_a_reference_is_sent_in_every_version() -> None:
    read, _, codes = normalised({"$ref": "#/components/schemas/A", "required": ["b"]}, "3.0", {"A": {}})
    assert (read, codes) == ({"allOf": [{"$ref": "#/$defs/A"}, {"required": ["b"]}]}, [])


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("#/components/schemas/Missing", "AG206"),
        ("#nowhere", "AG206"),
        ("other.yaml#/A", "AG208"),
        ("https://example.com/a.json", "AG208"),
        ("file:///etc/passwd", "AG208"),
        ("#/components/schemas/Loop", "AG207"),
        ("#/components/schemas/There", "AG207"),
    ],
)
def test_references_that_lead_nowhere_allow_anything(reference: str, code: str) -> None:
    components = {
        "Loop": {"$ref": "#/components/schemas/Loop"},
        "There": {"$ref": "#/components/schemas/Back"},
        "Back": {"$ref": "#/components/schemas/There"},
    }
    assert normalised({"$ref": reference}, components=components) == (True, {}, [code])


@pytest.mark.parametrize(
    "reference",
    ["x.json#/components/schemas/A", "#a", "#/alias/inner", "#/components/schemas/~0~1%20"],
)
def test_references_within_the_document(reference: str) -> None:
    components = {"A": {"$anchor": "a", "inner": {"title": "A"}, "title": "A"}, "~/ ": {"title": "A"}}
    _, definitions, codes = normalised(
        {"$ref": reference}, components=components, alias={"$ref": "#/components/schemas/A"}
    )
    assert codes == []
    assert [schema["title"] for schema in definitions.values() if isinstance(schema, dict)] == ["A"]


def test_discriminator_mappings_name_definitions() -> None:
    written = {"discriminator": {"propertyName": "k", "mapping": {"a": "A", "b": "#/components/schemas/B", "c": "C"}}}
    read, definitions, codes = normalised(written, components={"A": {}, "B": {"type": "object"}})
    assert read == {"discriminator": {"propertyName": "k", "mapping": {"a": "#/$defs/A", "b": "#/$defs/B"}}}
    assert definitions == {"A": {}, "B": {"type": "object"}}
    assert codes == ["AG208"]


def test_the_deepest_document_that_is_read_is_normalised() -> None:
    schema: dict[str, Any] = {"type": "string"}
    for _ in range(140):
        schema = {"items": schema}
    assert normalised(schema) == (schema, {}, [])
