"""Generated tests on the server that apigen.mock makes from a document: expected answers, operations that succeed.

    python benchmarks/mock.py FOLDER [--only NAME]... [--sample N [--skip N]] [--judge JUDGE.py --prism PATH]

FOLDER is read as by `corpus.py`. `--sample` takes N documents of 5 to 150 operations by the hash of their names, after
the first `--skip`. The mock validates requests, demands credentials and knows only what was created. Each task is
picked as often as any other, so that few seconds reach all operations. For each operation that never succeeded the
reason is printed, as for those that apigen left out. The judge (Prism) is nobody's code here; it is asked where it
starts within 20 seconds. Exit code 1 when a document has under 98 % expected answers, or under 95 % accepted by the
judge.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from urllib.request import urlopen

from corpus import documents
from credentials import made_up
from servers import BIN, Outcome, outcome_of, rows

MID_SIZED = range(5, 151)  # operations of documents that a sample takes
EXPECTED, ACCEPTED = 0.98, 0.95
SHOWN, WIDEST = 6, 150  # failures of a document, characters of a reason
PRISM_START = 20  # seconds
EVENLY = Path(__file__).with_name("evenly.py")


@dataclass
class Row:
    """What became of one document."""

    document: str
    outcome: Outcome | None = None  # None where apigen or the mock refused the document
    left_out: dict[str, str] | None = None  # operation -> reason
    failed: tuple[str, ...] = ()  # what failed most often although it succeeded, too
    accepted: float | None = None  # by the judge
    note: str = ""

    @property
    def is_good(self) -> bool:
        """Whether the bars are met; a document that is refused with a reason meets them."""
        return (self.outcome is None or self.outcome.expected >= EXPECTED) and (self.accepted or 1.0) >= ACCEPTED


@dataclass(frozen=True)
class Choice:
    """What the command line asked for."""

    seconds: int
    users: int
    judge: Path | None
    prism: str


def measure(path: Path, name: str, choice: Choice) -> Row:
    """Generate, run Locust on the mock, and for the judge."""
    row = Row(name)
    with tempfile.TemporaryDirectory() as directory:
        output = Path(directory, "test")
        root = path.resolve().parents[max(len(Path(name).parts) - 2, 0)]
        options = [str(path.resolve()), "--root", str(root), "--env-prefix", "API", "--quiet"]
        made = _apigen("from-spec", *options, "-o", str(output))
        if made.returncode:
            row.note = "refused: " + made.stderr.partition("\n")[0]
            return row
        plan = json.loads(_apigen("plan", *options, "--format", "json").stdout)
        row.left_out = {f"{left['method']} {left['path']}": left["reason"] for left in plan["left_out"]}
        with mocking(path, Path(directory, "mock.log")) as (url, row.note):
            if url:
                _run_locust(output, url, choice)
                row.outcome = outcome_of(name, plan, output)
                _explain(row, row.outcome, output, url)
        if choice.judge:
            _ask_judge(row, path, output, choice)
    return row


def _apigen(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(BIN / "apigen"), *arguments], capture_output=True, text=True, check=False)


@contextmanager
def mocking(path: Path, log: Path) -> Iterator[tuple[str, str]]:
    """The address of a mock of the document, or "" with the reason why there is none."""
    command = [sys.executable, "-m", "apigen.mock", str(path)]
    with log.open("w") as errors:
        mock = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)
    try:
        assert mock.stdout is not None
        url = mock.stdout.readline().removeprefix("READY").strip()
        yield url, "" if url else "no mock: " + log.read_text().strip().rpartition("\n")[2]
    finally:
        mock.terminate()
        mock.wait(10)


def _run_locust(output: Path, url: str, choice: Choice) -> None:
    load = ["--users", str(choice.users), "--spawn-rate", str(choice.users), "--run-time", f"{choice.seconds}s"]
    with (output / "locust.log").open("w") as log:
        subprocess.run(
            [BIN / "locust", "-f", f"locustfile.py,{EVENLY}", "--headless", "--host", url, "--csv", "out", *load],
            cwd=output,
            env={**os.environ, **_known(output)},
            stdout=log,
            stderr=log,
            check=False,
        )


def _known(output: Path) -> dict[str, str]:
    """Something for each secret that the test wants."""
    return made_up(output, "def log_in" in (output / "support.py").read_text())


def _explain(row: Row, outcome: Outcome, output: Path, url: str) -> None:
    """Adds what the mock itself says about the operations that failed."""
    with urlopen(url + "/__apigen__/report") as answer:
        report = json.load(answer)
    if report["validation"] != "on":
        row.note = f"requests are not validated: {report['validation']}"
    why = {key: f" ({next(iter(seen['reasons']))})" for key, seen in report["operations"].items() if "reasons" in seen}
    for operation in outcome.never:
        outcome.never[operation] += why.get(operation, "")
    counts: Counter[str] = Counter()
    for failure in rows(output / "out_failures.csv"):
        counts[f"{failure['Method']} {failure['Name']}"] += int(failure["Occurrences"])
    operation = str.maketrans("[]", "{}")
    row.failed = tuple(
        f"{count} x {name}{why.get(name.translate(operation), '')}" for name, count in counts.most_common(SHOWN)
    )


def _ask_judge(row: Row, path: Path, output: Path, choice: Choice) -> None:
    answer = output / "judged.json"
    command = [sys.executable, str(choice.judge), str(path), str(output), "-t", str(choice.seconds), "--dynamic"]
    command += ["--json", str(answer), "--locust", str(BIN / "locust"), "--prism-start", str(PRISM_START)]
    command += ["--prism", choice.prism] if choice.prism else []
    known = {**os.environ, **_known(output)}
    done = subprocess.run([*command, "--max-wait", "0.02"], env=known, capture_output=True, text=True, check=False)
    judged = json.loads(answer.read_text()) if answer.is_file() else {}
    if judged.get("requests"):
        row.accepted = judged["accepted"] / judged["requests"]
        row.note += "; ".join(reason for reason, _ in judged["reasons"][:4])
    else:
        row.note += f"not judged: {' '.join((done.stdout + done.stderr).split())[-150:]}"


def shown(row: Row) -> str:
    """The lines of a document in the table."""
    counts = f"{'':45}"
    if row.outcome:
        counts = f"{row.outcome.operations:5} {row.outcome.emitted:8} {row.outcome.succeeded:10} "
        counts += f"{row.outcome.requests:9} {row.outcome.expected:9.1%}"
    accepted = "" if row.accepted is None else f"{row.accepted:.1%}"
    lines = [f"{row.document[:44]:44} {counts} {accepted:>9}"]
    lines += [f"    {row.note}"] if row.note else []
    lines += [f"    failed: {failure}" for failure in row.failed]
    lines += [f"    left out: {operation}: {reason}" for operation, reason in (row.left_out or {}).items()]
    lines += [
        f"    never: {operation}: {reason[:WIDEST]}"
        for operation, reason in (row.outcome.never if row.outcome else {}).items()
    ]
    return "\n".join(lines)


def chosen_documents(folder: Path, only: list[str], sample: int, skip: int) -> list[Path]:
    """The documents of a folder that the command line asks for."""
    found = [pair for pair in documents(folder) if not only or any(part in str(pair[0]) for part in only)]
    if not sample:
        return [path for path, _ in found]
    sized = [path for path, declared in found if declared in MID_SIZED]
    dealt = sorted(sized, key=lambda path: sha256(str(path.relative_to(folder)).encode()).digest())
    return dealt[skip : skip + sample]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], help="part of a path")
    parser.add_argument("--sample", type=int, default=0, metavar="N", help="0 takes all documents")
    parser.add_argument("--skip", type=int, default=0, metavar="N", help="documents that the sample leaves out")
    parser.add_argument("--seconds", type=int, default=15)
    parser.add_argument("--users", type=int, default=4)
    parser.add_argument("--jobs", type=int, default=1, help="documents at the same time")
    parser.add_argument("--judge", type=Path, metavar="JUDGE.py")
    parser.add_argument("--prism", default="")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    choice = Choice(chosen.seconds, chosen.users, chosen.judge, chosen.prism)
    paths = chosen_documents(chosen.folder, chosen.only, chosen.sample, chosen.skip)
    print(
        f"{'document':44} {'ops':>5} {'emitted':>8} {'succeeded':>10} {'requests':>9} {'expected':>9} {'accepted':>9}"
    )
    results = []
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for row in pool.map(lambda path: measure(path, str(path.relative_to(chosen.folder)), choice), paths):
            results.append(row)
            print(shown(row), flush=True)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in results], indent=1))
    return not all(row.is_good for row in results)


if __name__ == "__main__":
    sys.exit(main())
