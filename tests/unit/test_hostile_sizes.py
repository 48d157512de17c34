"""Large and degenerate documents: CPU and memory stay in proportion, and the error is a clear one.

The bounds are generous, because they hold on slow machines as well; `benchmarks/` has the figures.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from apigen.cli.terminal import visible
from apigen.identifiers import Names, class_name, slug, snake_case
from apigen.openapi.reader import read_api
from apigen.plan.build import Output, build_plan
from apigen.render.files import render_files
from apigen.render.literals import one_line
from apigen.settings import Settings
from apigen.source import load_document

FEW, MANY = 250, 1000
FULL = "APIGEN_SLOW_TESTS" in os.environ
PING = {"get": {"responses": {"200": {"description": "ok"}}}}


def api(**parts: Any) -> dict[str, Any]:
    return {"openapi": "3.1.0", "info": {"title": "Large", "version": "1"}, **parts}


def many_operations(count: int, name: Callable[[int], str] = "thing{}".format) -> dict[str, Any]:
    """Collections with a list, a create, a read and a delete each."""
    paths: dict[str, Any] = {}
    schema = {
        "type": "object",
        "required": ["id", "name", "size"],
        "properties": {n: {"type": "string"} for n in "id name size".split()},
    }
    answer = {"200": {"description": "ok", "content": {"application/json": {"schema": schema}}}}
    body = {"content": {"application/json": {"schema": schema}}}
    for number in range(count // 4):
        word, tags = name(number), [name(number)]
        parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"/c{number}/{word}"] = {
            "get": {"operationId": f"{word} list", "tags": tags, "responses": answer},
            "post": {"operationId": f"{word} create", "tags": tags, "requestBody": body, "responses": answer},
        }
        paths[f"/c{number}/{word}/{{id}}"] = {
            "parameters": [parameter],
            "get": {"tags": tags, "responses": answer},
            "delete": {"tags": tags, "responses": {"204": {"description": "gone"}}},
        }
    return api(paths=paths)


def cost(spec: dict[str, Any], folder: Path, records: int = 2) -> tuple[float, int]:
    """CPU seconds of the pipeline up to the texts, and the number of operations emitted."""
    path = folder / "openapi.json"
    path.write_text(json.dumps(spec))
    began = process_time()
    document, remarks = read_api(load_document(str(path)))
    plan = build_plan(document, Settings(records=records), Output("openapi.json", "out"), remarks)
    render_files(plan)
    return process_time() - began, len(plan.rows)


@pytest.mark.parametrize(
    "name", ["thing{}".format, "訂單{}".format, lambda _: "訂單"], ids=["words", "foreign", "equal"]
)
def test_cost_grows_with_the_number_of_operations(name: Callable[[int], str], tmp_path: Path) -> None:
    cost(many_operations(8), tmp_path)  # what is loaded once
    few, _ = cost(many_operations(FEW, name), tmp_path)
    many, emitted = cost(many_operations(MANY, name), tmp_path)
    assert emitted == MANY
    assert many < 3 * (MANY / FEW) * few + 1


@pytest.mark.skipif(not FULL, reason="takes minutes; APIGEN_SLOW_TESTS=1 runs it")
def test_ten_thousand_operations(tmp_path: Path) -> None:
    seconds, emitted = cost(many_operations(10_000), tmp_path)
    assert emitted == 10_000
    assert seconds < 120


def test_names_cost_the_same_however_many_want_one() -> None:
    began = process_time()
    names = Names()
    given = {names.give("operation") for _ in range(20_000)}
    assert len(given) == 20_000
    assert process_time() - began < 2


@pytest.mark.parametrize("text", ["A", "a", "aA", "a ", "é", "_", "1", "'s "])
def test_names_of_megabytes_cost_nothing(text: str) -> None:
    name = text * 1_000_000
    began = process_time()
    for made in (snake_case(name), class_name(name, "User"), slug(name), one_line(name)):
        assert len(made) <= 88
    assert process_time() - began < 1


def test_a_description_of_ten_megabytes(tmp_path: Path) -> None:
    text = "word " * 2_000_000
    spec = api(tags=[{"name": "a", "description": text}], paths={"/a": {"get": {**PING["get"], "description": text}}})
    seconds, emitted = cost(spec, tmp_path)
    assert emitted == 1
    assert seconds < 15


def test_a_hundred_thousand_values_of_an_enum(tmp_path: Path) -> None:
    schema = {"type": "string", "enum": [f"value {n}" for n in range(100_000)]}
    parameter = {"name": "q", "in": "query", "required": True, "schema": schema}
    seconds, emitted = cost(api(paths={"/a": {"get": {**PING["get"], "parameters": [parameter]}}}), tmp_path)
    assert emitted == 1
    assert seconds < 30


def test_five_thousand_parameters_of_an_operation(tmp_path: Path) -> None:
    query = [{"name": f"p{n}", "in": "query", "schema": {"type": "string"}} for n in range(2500)]
    path = [{"name": f"訂{n}", "in": "path", "required": True, "schema": {"type": "string"}} for n in range(2500)]
    template = "/a/" + "/".join(f"{{訂{n}}}" for n in range(2500))
    seconds, emitted = cost(api(paths={template: {"get": {**PING["get"], "parameters": [*query, *path]}}}), tmp_path, 1)
    assert emitted == 1
    assert seconds < 60


def test_three_thousand_tags_with_one_name_for_their_files(tmp_path: Path) -> None:
    paths = {f"/a{n}": {"get": {**PING["get"], "tags": ["訂" * (n + 1)]}} for n in range(3000)}
    seconds, emitted = cost(api(paths=paths), tmp_path)
    assert emitted == 3000
    assert seconds < 60


def test_a_thousand_operations_in_little_memory(tmp_path: Path) -> None:
    """With 600 MB of addresses, of which a Python with its libraries takes a third."""
    (tmp_path / "openapi.json").write_text(json.dumps(many_operations(MANY)))
    command = f"ulimit -v 600000 && exec {sys.executable} -m apigen from-spec openapi.json -o out"
    result = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


DEGENERATE = {
    "empty": b"",
    "blanks": b" \n\t\n",
    "binary": bytes(range(256)) * 100,
    "nul": b"\0" * 1000,
    "brackets": b"[" * 100_000,
    "braces": b'{"a":' * 100_000,
    "indented": "".join(f"{' ' * n}a:\n" for n in range(2000)).encode(),
    "bomb": b"a0: &a0 [x, x]\n" + b"".join(b"a%d: &a%d [*a%d, *a%d]\n" % (n, n, n - 1, n - 1) for n in range(1, 60)),
    "terminal": b"openapi: 3.0.0\ninfo: {title: '\x1b[2J'}\npaths: []\n",
    "line": b'{"openapi": "3.0.0", "x": "' + b"a" * (100_000_000 if FULL else 1_000_000) + b'", }',
    "column": b'{"openapi": "3.0.0", "x": "' + b"a" * 1_000_000 + b'", "paths": {"/a": {"get": {"parameters": [1]}}}}',
}


@pytest.mark.parametrize("name", DEGENERATE)
def test_what_is_no_document_gives_a_clear_error(name: str, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_bytes(DEGENERATE[name])
    result = subprocess.run(
        [sys.executable, "-m", "apigen", "from-spec", "openapi.yaml", "-o", "out"],
        cwd=tmp_path,
        capture_output=True,
        timeout=120,
        check=False,
    )
    told = result.stderr.decode("utf-8")
    assert "Traceback" not in told
    assert len(told) < 50_000
    assert "\x1b" not in told
    assert result.returncode == (0 if name == "column" else 2)
    assert "error" in told or name == "column"
    assert [path.name for path in tmp_path.iterdir() if path.name != "openapi.yaml"] == (
        ["out"] if name == "column" else []
    )


def test_the_terminal_shows_and_does_not_obey() -> None:
    assert visible("a\x1b[31mb\u202ec\nd\ud800") == "a\ufffd[31mb\ufffdc\nd\ufffd"
    assert len(visible("a" * 1_000_000)) < 3000
