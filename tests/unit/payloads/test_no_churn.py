"""What a change of a schema leaves alone: every other value of every record, and whether it is there."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from apigen.cli.pipeline import read
from apigen.plan.preview.samples import make_samples
from apigen.settings import Settings
from unit.payloads.apis import TEXT, an_object, bodies

LINE = {
    "type": "object",
    "required": ["sku", "quantity"],
    "properties": {
        "sku": {"type": "string", "pattern": "^[A-Z]{2}\\d{4}X$"},
        "quantity": {"type": "integer", "minimum": 1},
        "note": TEXT,
        "gift": {"type": "boolean"},
    },
}
MEMBERS: dict[str, Any] = {
    "email": {"type": "string", "format": "email"},
    "first_name": TEXT,
    "city": TEXT,
    "start_date": {"type": "string", "format": "date"},
    "status": {"enum": ["open", "closed", "lost"]},
    "total": {"type": "number", "multipleOf": 0.01},
    "payment": {"oneOf": [an_object(card=TEXT), {**an_object(iban=TEXT), "not": {"required": ["card"]}}]},
    "items": {"type": "array", "items": LINE},
    "labels": {"type": "object", "additionalProperties": TEXT},
}


def order(members: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"type": "object", "required": ["email", "items"], "properties": members, **more}


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Every scalar by its path; an empty list or object is one as well."""
    if isinstance(value, dict) and value:
        return {k: v for name, each in value.items() for k, v in leaves(each, f"{path}/{name}").items()}
    if isinstance(value, list) and value:
        return {k: v for place, each in enumerate(value) for k, v in leaves(each, f"{path}/{place}").items()}
    return {path: json.dumps(value)}


def found(members: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaves(body) for body in bodies(order(members), count=20)]


BEFORE = found(MEMBERS)


def without(record: dict[str, Any], name: str) -> dict[str, Any]:
    return {path: value for path, value in record.items() if not path.startswith(f"/{name}")}


@pytest.mark.parametrize(
    "added",
    [
        {"added": TEXT},
        {"last_name": TEXT},
        {"end_date": {"type": "string", "format": "date"}},
        {"added": {"type": "array", "items": LINE}},
        {"added": {"oneOf": [TEXT, {"type": "integer"}]}},
    ],
    ids=lambda added: f"{next(iter(added))}-{next(iter(added.values())).get('type', 'choice')}",
)
@pytest.mark.parametrize("is_first", [True, False])
def test_adding_a_property_changes_nothing_else(added: dict[str, Any], is_first: bool) -> None:
    wider = {**added, **MEMBERS} if is_first else {**MEMBERS, **added}
    assert [without(record, next(iter(added))) for record in found(wider)] == BEFORE


@pytest.mark.parametrize("name", [name for name in MEMBERS if name not in ("email", "items")])
def test_removing_a_property_changes_nothing_else(name: str) -> None:
    fewer = {key: value for key, value in MEMBERS.items() if key != name}
    expected = [without(record, name) for record in BEFORE]
    assert [record for record in found(fewer) if record not in expected] == []


def test_the_order_of_properties_changes_nothing() -> None:
    for names in list(permutations(MEMBERS))[:: 9 * 8 * 7 * 6 * 5 * 4 - 1][:10]:
        assert found({name: MEMBERS[name] for name in names}) == BEFORE


def test_a_property_of_an_item_changes_nothing_else() -> None:
    line = {**LINE, "properties": {"hue": TEXT, **LINE["properties"]}}
    wider = found({**MEMBERS, "items": {"type": "array", "items": line}})
    narrowed = [{path: value for path, value in record.items() if not path.endswith("/hue")} for record in wider]
    assert narrowed == BEFORE


def test_another_operation_changes_nothing(tmp_path: Path) -> None:
    paths: dict[str, Any] = {f"/{name}": {"post": operation(name)} for name in ("a", "b")}
    few = drawn(paths, tmp_path)
    many = drawn({"/0": {"post": operation("zero")}, **paths, "/c": {"post": operation("c")}}, tmp_path)
    assert {key: many[key] for key in few} == few


def operation(name: str) -> dict[str, Any]:
    content = {"application/json": {"schema": order(MEMBERS)}}
    return {"operationId": name, "requestBody": {"required": True, "content": content}, "responses": {}}


def drawn(paths: dict[str, Any], folder: Path) -> dict[str, list[bytes]]:
    document = {"openapi": "3.1.0", "info": {"title": "C", "version": "1"}, "paths": paths}
    (folder / "c.json").write_text(json.dumps(document))
    api, _ = read(str(folder / "c.json"))
    result: dict[str, list[bytes]] = {}
    for sample in make_samples(api, api.operations, Settings(), "c", 10).found:
        result.setdefault(sample.operation.key, []).append(sample.sent.body)
    return result
