"""Regenerates edited folders at random and judges each result; measures the merge of a large locustfile.

    python benchmarks/merge.py --trials 10000 specs/shop.yaml specs/nested.yaml

Prints the counts, and exits with 1 when a text of the user's was lost, a merge was silently wrong, or more than 3 % of
the trials had a conflict that a person would not call one.
"""

import argparse
import ast
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from apigen.workspace.decisions import decide  # noqa: E402
from apigen.workspace.merging.outcome import OnConflict  # noqa: E402
from support.regenerations import generated, trial, versions  # noqa: E402  # found by the line above

SPECS = [ROOT / "specs" / name for name in ("shop.yaml", "nested.yaml", "traffic.yaml", "styles.yaml", "forms.yaml")]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("specs", nargs="*", type=Path, default=SPECS, help="documents in YAML")
    parser.add_argument("--trials", type=int, default=1000)
    parser.add_argument("--versions", type=int, default=10, help="changed versions of each document")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts = Counter[str]()
    start = time.process_time()
    for spec in options.specs:
        counts += trials(spec, options.trials // len(options.specs), options.versions, options.seed)
    seconds = time.process_time() - start
    print(", ".join(f"{number} {name}" for name, number in counts.items()), f"in {seconds:.0f} CPU seconds")
    large()
    return 1 if counts["wrong"] or counts["with a false conflict"] > 0.03 * counts["trials"] else 0


def trials(spec: Path, number: int, count: int, seed: int) -> Counter[str]:
    counts = Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        made = versions(spec, Path(folder), count, seed)
    for n in range(number):
        chance = random.Random(f"{spec.name} {seed} {n}")
        found = trial(chance.choice(made), chance.choice(made), chance)
        counts["trials"] += 1
        counts["edits kept"] += found.edits
        counts["renames followed"] += found.renames
        counts["with a conflict"] += bool(found.conflicts)
        counts["with a false conflict"] += bool(found.false_conflicts)
        counts["wrong"] += bool(found.wrong)
        if found.wrong or found.false_conflicts:
            print(f"{spec.name} {n}: {found.wrong or found.false_conflicts}\n    {'; '.join(found.log)}")
    return counts


def large(operations: int = 600) -> None:
    """The price of merging a long file beside that of parsing it."""
    paths = {
        f"/things{n}/{{id}}": {"get": operation(n), "delete": operation(n, "delete")} for n in range(operations // 2)
    }
    document = {"openapi": "3.1.0", "info": {"title": "Large", "version": "1"}, "paths": paths}
    with tempfile.TemporaryDirectory() as folder:
        old = generated(document, Path(folder))
        for item in paths.values():
            item["get"]["summary"] = "Changed"
        new = generated(document, Path(folder))
    ours = {name: content.replace(b"@task(", b"@task(1") for name, content in old.files.items()}
    start = time.process_time()
    decide(old, ours, new, dict, OnConflict.MINE)
    merged = time.process_time() - start
    sources = [content for name, content in ours.items() if name.endswith(".py")]
    start = time.process_time()
    for content in sources:
        ast.parse(content)
    parsed = time.process_time() - start
    lines = sum(content.count(b"\n") for content in sources)
    print(f"{operations} operations, {lines} lines: merged in {merged:.2f} s, {merged / parsed:.0f} times ast.parse")


def operation(number: int, prefix: str = "get") -> dict[str, object]:
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
    answer = {"200": {"description": "ok"}}
    return {"operationId": f"{prefix}Thing{number}", "tags": ["things"], "parameters": [parameter], "responses": answer}


if __name__ == "__main__":
    sys.exit(main())
