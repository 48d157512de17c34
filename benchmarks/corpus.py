"""The whole pipeline on a folder of real documents: does everything come out, how long does it take?

    python benchmarks/corpus.py FOLDER [--only NAME]... [--sample N] [--jobs 2] [--json FILE] [--no-locust]

FOLDER holds `index.csv` (columns `file`, `operations`), or just documents. Each document is generated into
a temporary folder by the command line, the output compiled and listed by Locust. Seconds are CPU, MB peak memory.
Exit code 1 when a document is neither refused with a reason nor comes out with all its operations, emitted or left out.
"""

import argparse
import compileall
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

TIMEOUT = 300  # seconds per step
VERSION = re.compile(r"""^\ufeff?[\s{]*["']?(openapi|swagger)["']?\s*:""", re.MULTILINE)


@dataclass
class Row:
    """What became of one document."""

    document: str
    declared: int  # operations by the index, -1 where unknown
    emitted: int = 0
    left_out: int = 0
    diagnostics: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    verdict: str = ""  # ok, refused (a clear error), or what went wrong
    reasons: tuple[str, ...] = ()


def documents(folder: Path) -> Iterator[tuple[Path, int]]:
    index = folder / "index.csv"
    if not index.is_file():
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".yaml", ".yml", ".json") and VERSION.search(path.read_text("utf-8", "replace")):
                yield path, -1
        return
    with index.open(newline="") as file:
        for row in csv.DictReader(file):
            yield folder / row["file"], int(row["operations"] or -1)  # -1 where nobody counted


def run(command: list[str], cwd: Path, log: Path) -> tuple[int, float, float]:
    """Exit code, CPU seconds and peak MB of a command; -9 when it took too long."""
    with log.open("wb") as output:
        process = subprocess.Popen(["timeout", str(TIMEOUT), *command], cwd=cwd, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def judge(path: Path, declared: int, folder: Path, with_locust: bool) -> Row:
    name = path.relative_to(folder)
    row = Row(str(name), declared)
    root = (folder / name.parts[0] if len(name.parts) > 1 else folder).resolve()
    with tempfile.TemporaryDirectory() as directory:
        output, log = Path(directory, "out"), Path(directory, "log")
        command = [sys.executable, "-m", "apigen", "from-spec", str(path.resolve()), "-o", str(output)]
        command += ["--root", str(root)]
        code, row.seconds, row.megabytes = run(command, Path(directory), log)
        text = log.read_text(errors="replace")
        if "Traceback" in text:
            row.verdict = "traceback: " + text.strip().rpartition("\n")[2][:150]
        elif code == 2:
            row.verdict = "refused: " + text.strip().partition("\n")[0][:150]
        elif code != 0:
            row.verdict = f"exit {code}: " + text.strip().rpartition("\n")[2][:150]
        else:
            _inspect(row, output, with_locust, Path(directory))
    return row


def _inspect(row: Row, output: Path, with_locust: bool, scratch: Path) -> None:
    lock = json.loads((output / ".apigen" / "lock.json").read_text())
    row.emitted, row.left_out = len(lock["operations"]), len(lock["left_out"])
    row.reasons = tuple(lock["left_out"].values())
    row.diagnostics = lock["diagnostics"]
    row.verdict = "ok" if compileall.compile_dir(str(output), quiet=2) else "does not compile"
    if row.emitted + row.left_out < row.declared:  # more are left out where whole paths are at fault
        row.verdict = "operations are lost"
    if with_locust and row.verdict == "ok":
        code, *_ = run([sys.executable, "-m", "locust", "--list"], output, scratch / "locust.log")
        if code:
            row.verdict = "locust: " + (scratch / "locust.log").read_text().strip().rpartition("\n")[2][:150]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", action="append", default=[], help="part of a path")
    parser.add_argument("--sample", type=int, default=1, help="every Nth document")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--no-locust", action="store_true")
    chosen = parser.parse_args()
    wanted = [
        (path, declared)
        for path, declared in documents(chosen.folder)
        if not chosen.only or any(part in str(path) for part in chosen.only)
    ][:: chosen.sample]
    print(f"{'document':60} {'ops':>6} {'emitted':>8} {'left':>5} {'remarks':>8} {'CPU s':>6} {'MB':>5}  verdict")
    rows = []
    with ThreadPoolExecutor(chosen.jobs) as pool:
        for row in pool.map(lambda pair: judge(*pair, chosen.folder, not chosen.no_locust), wanted):
            numbers = f"{row.declared:6} {row.emitted:8} {row.left_out:5} {row.diagnostics:8}"
            print(
                f"{row.document[:60]:60} {numbers} {row.seconds:6.1f} {row.megabytes:5.0f}  {row.verdict}", flush=True
            )
            rows.append(row)
    conclude(rows)
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(row) for row in rows], indent=1))
    return any(row.verdict != "ok" and not row.verdict.startswith("refused") for row in rows)


def conclude(rows: list[Row]) -> None:
    good = [row for row in rows if row.verdict == "ok"]
    emitted, left = sum(row.emitted for row in good), sum(row.left_out for row in good)
    share = emitted / (emitted + left) if emitted else 0.0
    print(
        f"{len(rows)} documents: {len(good)} ok, {sum(r.verdict.startswith('refused') for r in rows)} refused with a "
        f"reason, {sum(r.verdict.startswith('traceback') for r in rows)} tracebacks; "
        f"operations emitted {emitted} of {emitted + left} ({share:.2%}); CPU {sum(r.seconds for r in rows):.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
