"""The same input gives the same values anywhere, and a change of the document changes only what it touches."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from unit.payloads.apis import TEXT, an_object, bodies, draw, parameter

ORDER: dict[str, Any] = {
    "type": "object",
    "required": ["email", "items"],
    "properties": {
        "email": {"type": "string", "format": "email"},
        "first_name": TEXT,
        "note": TEXT,
        "items": {
            "type": "array",
            "items": an_object(sku={"type": "string", "pattern": "^[A-Z]{2}\\d{4}X$"}, quantity={"type": "integer"}),
        },
    },
}
SCRIPT = f"""
import json
from unit.payloads.apis import bodies
print(json.dumps(bodies({ORDER!r})))
"""


def test_two_processes_agree_and_leave_no_files(tmp_path: Path) -> None:
    tests = Path(__file__).parents[2]
    for seed in ("0", "1"):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(tests), os.environ.get("PYTHONPATH", ""))),
        }
        run = [sys.executable, "-W", "error", "-c", SCRIPT]
        text = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=True).stdout
        assert json.loads(text) == bodies(ORDER)
    assert list(tmp_path.iterdir()) == []


def test_a_new_property_changes_no_other_value() -> None:
    wider = {**ORDER, "properties": {"added": {"type": "integer"}, **ORDER["properties"]}}
    for before, after in zip(bodies(ORDER), bodies(wider), strict=True):
        assert {key: value for key, value in after.items() if key != "added"} == before


def test_a_new_parameter_changes_no_other_value() -> None:
    page = parameter("page", {"type": "integer"})
    city = parameter("city", TEXT)
    before = draw(None, method="GET", parameters=[city])
    after = draw(None, method="GET", parameters=[page, city])
    assert [request.query["city"] for request in before][:5] == [request.query["city"] for request in after][:5]


def test_another_seed_gives_other_values() -> None:
    assert bodies(ORDER, seed=1) != bodies(ORDER, seed=2)


def test_records_differ_and_fewer_come_where_there_are_fewer() -> None:
    texts = [json.dumps(body, sort_keys=True) for body in bodies(ORDER)]
    assert len(set(texts)) == len(texts) == 30
    assert len(bodies(an_object(color={"enum": ["red", "blue"]}))) == 2
    assert len(draw(None, method="GET")) == 1


def test_the_first_record_is_full_and_the_second_minimal() -> None:
    full, minimal, *_ = bodies(ORDER)
    assert set(full) == set(ORDER["properties"])
    assert set(minimal) == set(ORDER["required"])


def test_importing_the_package_is_cheap() -> None:
    heavy = "('faker', 'hypothesis', 'jsonschema_rs')"
    script = f"import sys, apigen.analysis.payloads; print([name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
