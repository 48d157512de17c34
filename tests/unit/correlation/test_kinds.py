"""Things of one list that their type tells apart."""

from typing import Any

import pytest

from apigen.analysis.correlation import correlate
from support.apis import STRING, answers, array, make_api, record, takes

KINDS = {"type": "string", "enum": ["orchestrator", "artifact_store", "a, b"]}
TYPE = {"$ref": "#/components/schemas/StackComponentType"}
PART = {"GET /components/{component_id}": {}}
NEEDS = takes(record(artifact_store_id=STRING))


@pytest.mark.parametrize(
    ("listed", "source"),
    [
        (record(id=STRING, type=TYPE), "items[type=artifact_store].id"),
        (record(id=STRING, body=record(type=TYPE)), "items[body.type=artifact_store].id"),
        (record(id=STRING, type=KINDS), ""),
        (record(id=STRING, state=TYPE), ""),
    ],
)
def test_a_reference_that_is_called_like_a_type_names_things_of_that_type(listed: dict[str, Any], source: str) -> None:
    operations = {"GET /components": answers(record(items=array(listed))), **PART, "POST /logs": NEEDS}
    found = correlate(make_api(operations, {"StackComponentType": KINDS}))
    assert [(p.operation, p.source) for p in found.producers if p.resource == "artifact_store"] == (
        [("GET /components", source)] if source else []
    )
    needed = [c.resource for c in found.consumers if c.operation == "POST /logs"]
    assert needed == (["artifact_store"] if source else [])


def test_a_type_that_is_called_after_another_thing_says_nothing_of_this_one() -> None:
    flavors = {"GET /flavors": answers(array(record(id=STRING, type=TYPE))), "GET /flavors/{flavor_id}": {}}
    found = correlate(make_api({**flavors, "POST /logs": NEEDS}, {"StackComponentType": KINDS}))
    assert not [c for c in found.consumers if c.operation == "POST /logs"]
