"""The same input gives the same values anywhere, and a change of the document changes only what it touches."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

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
import pytest

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


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_another_python_draws_the_same(version: str, tmp_path: Path) -> None:
    other = shutil.which(f"python{version}")
    needed = "import faker, hypothesis, jinja2, jsonschema_rs, yaml, jsonpath, rich, typer"
    if not other or subprocess.run([other, "-c", needed], capture_output=True, check=False).returncode:
        pytest.skip(f"no python{version} on the PATH that has the packages of the project")
    spec = Path(__file__).parents[3] / "specs" / "nested.yaml"
    for name, python in (("theirs", other), ("ours", sys.executable)):
        command = [python, "-m", "apigen", "from-spec", str(spec), "-o", f"{name}/out", "--quiet", "--edge-cases"]
        (tmp_path / name).mkdir()
        subprocess.run([*command, "--locale", "de,ja,en"], cwd=tmp_path, check=True, timeout=120)
    theirs, ours = (written(tmp_path / name) for name in ("theirs", "ours"))
    assert theirs == ours


def written(folder: Path) -> dict[Path, bytes]:
    """Every file under a folder."""
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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
