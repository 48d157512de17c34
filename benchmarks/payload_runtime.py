"""What a payload costs while the test runs: CPU for each draw of `sample`, beside json.dumps of the same record.

    python benchmarks/payload_runtime.py [DOCUMENT]...

Without documents, those of `specs/` are taken. Each is generated into a temporary folder, and every data file of it is
drawn in a process of its own; slots for identifiers get a constant one. Microseconds are CPU, the least of several
blocks of draws, after every line was encoded once. What to compare between machines are the ratios.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]

DRAW = """
import json, random, re, time
from pathlib import Path
import refusals, support

def cost(work, draws=300, blocks=9):
    times = []
    for _ in range(blocks):
        start = time.process_time_ns()
        for _ in range(draws):
            work()
        times.append((time.process_time_ns() - start) / draws / 1000)
    return min(times)

user = support.ApiUser.__new__(support.ApiUser)
user.trying = 0
give = lambda: "8f14e45f-ceea-467f-9a4f-123456789abc"
for file in sorted(Path("data").glob("*.jsonl")):
    text = file.read_text("utf-8")
    ids = dict.fromkeys(re.findall(r'"\\{(\\w+_id_?)\\}"', text), give)
    draw = lambda: user.sample(file.stem, **ids)
    pool = refusals.records(file.stem, *ids)
    for number in range(len(pool.texts)):
        pool.line(number)
    records = [json.loads(line) for line in text.split("\\n") if line.strip()]
    def dump():
        return json.dumps(random.choice(records)).encode()
    slots = text.count("{unique}") + sum(text.count('"{' + name + '}"') for name in ids)
    size = len(text.encode()) / len(records)
    costs = [cost(draw), cost(dump), cost(lambda: random.choice(records))]
    print(json.dumps([file.stem, *costs, slots / len(records), size]))
"""
"""Prints a line per data file of the folder it runs in."""


class Cost(NamedTuple):
    """Microseconds of CPU for one data file."""

    name: str
    draw: float
    dump: float
    choice: float
    slots: float  # of a record, in the mean
    size: float  # bytes of a record, in the mean


def costs(document: Path) -> list[Cost]:
    """The cost of every data file of a document; a command that fails ends the benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "apigen", "from-spec", str(document), "-o", folder, "--quiet"]
        subprocess.run(command, check=True, capture_output=True)
        result = subprocess.run([sys.executable, "-c", DRAW], cwd=folder, check=True, capture_output=True, text=True)
    return [Cost(*json.loads(line)) for line in result.stdout.splitlines()]


def show(name: str, found: list[Cost]) -> None:
    """One line: the middle and the worst, and what json.dumps and random.choice take."""
    draws, dumps = [cost.draw for cost in found], [cost.dump for cost in found]
    worst = max(found, key=lambda cost: cost.draw)
    middle, dump = statistics.median(draws), statistics.median(dumps)
    choice = statistics.median(cost.choice for cost in found)
    numbers = f"{len(found):5} {middle:8.2f} {worst.draw:8.2f} {dump:8.2f} {max(dumps):8.2f} {choice:8.2f}"
    print(f"{name[:36]:36} {numbers} {middle / dump:6.2f} {middle / choice:7.1f}", end="  ")
    print(f"{worst.name[:40]} ({worst.slots:.0f} slots, {worst.size:.0f} bytes)", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="*", type=Path, metavar="DOCUMENT")
    documents = parser.parse_args().documents
    specs = [path for path in (ROOT / "specs").iterdir() if path.suffix in (".yaml", ".json")]
    specs += (ROOT / "specs").glob("*/openapi.yaml")
    print(
        "microseconds of CPU for a payload    files   median    worst     dump    worst   choice  /dump /choice  worst"
    )
    everything = []
    for document in documents or sorted(specs):
        found = costs(document)
        everything += found
        if found:
            show(document.parent.name if document.stem == "openapi" else document.stem, found)
    show("all", everything)


if __name__ == "__main__":
    main()
