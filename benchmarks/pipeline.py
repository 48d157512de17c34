"""What generating costs: CPU and memory beside a plain load of the same document, growth, and start-up.

    python benchmarks/pipeline.py [DOCUMENT]... [--growth 10 100 1000 10000] [--repeat 3]

Without documents, those of `specs/` are taken; `--growth` without numbers leaves the made-up documents out. Seconds are
CPU (user and system) of whole processes, the second one of large documents included, the least of several runs (large
made-up documents run once); wall is the time on the clock, MB the peak memory of one process. Absolute numbers belong
to a machine, so what to compare between machines are the ratios of one run.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parents[1]
HEAVY = ("locust", "gevent", "hypothesis", "faker", "openapi_core", "jsonschema_rs", "jinja2", "yaml")
"""What `apigen --help` has no use for."""

LOAD = """
import sys, time
path = sys.argv[1]
if path.endswith(".json"):
    try:
        from orjson import loads
    except ImportError:
        from json import loads
else:
    import yaml
    loads = lambda text: yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
start = time.process_time()
loads(open(path, "rb").read())
print(time.process_time() - start, loads.__module__)
"""
"""Prints the CPU seconds of a plain load; a program of its own, as what is loaded already would make it cheaper."""


class Cost(NamedTuple):
    """What one process took."""

    seconds: float  # CPU
    wall: float
    megabytes: float


def cost(command: list[str], repeat: int) -> Cost:
    """The least of several runs; a command that fails ends the benchmark."""
    return min(_once(command) for _ in range(repeat))


def _once(command: list[str]) -> Cost:
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - start, usage.ru_maxrss / 1024)


def generation(document: Path, repeat: int) -> tuple[Cost, int]:
    """The cost of `apigen from-spec` into an empty folder, and the number of operations it generated."""
    runs = []
    for _ in range(repeat):
        with tempfile.TemporaryDirectory() as folder:
            output = Path(folder, "out")
            runs.append(cost([sys.executable, "-m", "apigen", "from-spec", str(document), "-o", str(output)], 1))
            operations = len(json.loads((output / ".apigen" / "lock.json").read_text())["operations"])
    return min(runs), operations


def plain_load(document: Path, repeat: int) -> tuple[float, str]:
    """CPU seconds of the fastest parser at hand, and its name."""
    command = [sys.executable, "-c", LOAD, str(document)]
    runs = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in range(repeat)]
    return min(float(seconds) for seconds, _ in runs), "yaml" if runs[0][1] == "__main__" else runs[0][1]


def show_documents(documents: Iterable[Path], repeat: int) -> None:
    """One line per document."""
    names = f"{'document':44} {'operations':>10} {'CPU s':>7} {'wall s':>7} {'MB':>5} {'ms/op':>6}"
    print(f"{names} {'load s':>7} {'ratio':>6}  loader")
    for document in documents:
        spent, operations = generation(document, repeat)
        loading, loader = plain_load(document, repeat)
        numbers = f"{operations:10} {spent.seconds:7.2f} {spent.wall:7.2f} {spent.megabytes:5.0f}"
        numbers += f" {1000 * spent.seconds / operations:6.1f}"
        print(f"{document.name[:44]:44} {numbers} {loading:7.3f} {spent.seconds / loading:6.0f}  {loader}", flush=True)


def show_growth(sizes: list[int], repeat: int) -> None:
    """Made-up documents of growing size: CPU per operation stays the same where everything is linear.

    Start-up is a constant that small documents notice, so the last column leaves out what the smallest one took.
    """
    print(f"\n{'operations':>10} {'KB':>7} {'CPU s':>7} {'MB':>5} {'ms/op':>6} {'ms per further op':>18}")
    first: tuple[float, int] | None = None
    for size in sorted(sizes):
        with tempfile.TemporaryDirectory() as folder:
            document = Path(folder, f"{size}.json")
            document.write_text(json.dumps(made_up(size)))
            spent, operations = generation(document, repeat if size <= 100 else 1)
            further = 1000 * (spent.seconds - first[0]) / (operations - first[1]) if first else float("nan")
            first = first or (spent.seconds, operations)
            numbers = f"{spent.seconds:7.2f} {spent.megabytes:5.0f} {1000 * spent.seconds / operations:6.1f}"
            print(f"{operations:10} {document.stat().st_size / 1024:7.0f} {numbers} {further:18.2f}", flush=True)


def made_up(size: int) -> dict[str, Any]:
    """An API of things that are listed, created, read, changed and deleted, ten to a family of related things."""
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = dict(_SHARED)
    for number in range(-(-size // 5)):
        name, plural = f"Thing{number}", f"/things{number}"
        schemas[name] = _schema(number)
        body = {"required": True, "content": {"application/json": {"schema": _ref(name)}}}
        paths[plural] = {
            "get": _operation(f"list{name}", "200", {"type": "array", "items": _ref(name)}, parameters=_PAGE),
            "post": _operation(f"create{name}", "201", _ref(name), requestBody=body),
        }
        paths[f"{plural}/{{id}}"] = {
            "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
            "get": _operation(f"get{name}", "200", _ref(name)),
            "put": _operation(f"update{name}", "200", _ref(name), requestBody=body),
            "delete": _operation(f"delete{name}", "204", None),
        }
    info = {"title": "Growing API", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths, "components": {"schemas": schemas}}


def _operation(operation_id: str, status: str, schema: Any, **more: Any) -> dict[str, Any]:
    good = {"description": "Done"} | ({"content": {"application/json": {"schema": schema}}} if schema else {})
    bad = {"description": "Refused", "content": {"application/json": {"schema": _ref("Problem")}}}
    return {"operationId": operation_id, "responses": {status: good, "404": bad}, **more}


def _schema(number: int) -> dict[str, Any]:
    """A thing that refers to what all things share and, within its family of ten, to the one before."""
    related = {"parent": _ref(f"Thing{number - 1}")} if number % 10 else {}
    return {
        "type": "object",
        "required": ["name", "price"],
        "properties": {
            "id": {"type": "integer", "readOnly": True},
            "name": {"type": "string", "minLength": 1, "maxLength": 60},
            "description": {"type": "string", "maxLength": 300},
            "price": _ref("Money"),
            "owner": _ref("Person"),
            "status": {"type": "string", "enum": ["new", "active", "retired"]},
            "createdAt": {"type": "string", "format": "date-time", "readOnly": True},
            f"property{number}": {"type": "string"},
            "tags": {"type": "array", "items": {"type": "string", "pattern": "^[a-z-]{2,20}$"}},
            **related,
        },
    }


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_PAGE = [
    {"name": name, "in": "query", "schema": {"type": "integer", "minimum": 1, "maximum": 100}}
    for name in ("page", "limit")
]
_SHARED: dict[str, Any] = {
    "Money": {
        "type": "object",
        "required": ["amount", "currency"],
        "properties": {
            "amount": {"type": "number", "minimum": 0, "multipleOf": 0.01},
            "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        },
    },
    "Person": {
        "type": "object",
        "required": ["email"],
        "properties": {
            "firstName": {"type": "string"},
            "lastName": {"type": "string"},
            "email": {"type": "string", "format": "email"},
            "address": {"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}},
        },
    },
    "Problem": {"type": "object", "properties": {"code": {"type": "string"}, "message": {"type": "string"}}},
}


def show_start(repeat: int) -> None:
    """What the command line costs before it does anything, beside the library that it is made with."""
    helped = cost([sys.executable, "-m", "apigen", "--help"], repeat).seconds
    typer = cost([sys.executable, "-c", "import typer"], repeat).seconds
    print(f"\napigen --help {helped:.2f} s, import typer {typer:.2f} s, ratio {helped / typer:.1f}")
    code = f"import sys, apigen.cli.app; print(*[name for name in {HEAVY} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.split()
    print(f"of {', '.join(HEAVY)} it loads: {', '.join(loaded) or 'none'}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--growth", nargs="*", type=int, default=[10, 100, 1000, 10000], metavar="OPERATIONS")
    parser.add_argument("--repeat", type=int, default=3, help="runs, of which the fastest counts")
    chosen = parser.parse_args()
    documents = chosen.documents or sorted(
        path for path in (ROOT / "specs").iterdir() if path.suffix in (".yaml", ".json")
    )
    show_start(chosen.repeat)
    show_documents([path.resolve() for path in documents], chosen.repeat)
    if chosen.growth:
        show_growth(chosen.growth, chosen.repeat)


if __name__ == "__main__":
    main()
