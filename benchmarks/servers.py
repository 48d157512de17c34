"""Generated tests on real servers: the share of expected answers, and the operations that ever succeeded.

    python benchmarks/servers.py SERVERS_FOLDER [NAME...] [--seconds 60] [--users 5] [--plain] [--json FILE]

Below the line of a server stands each operation that never succeeded, and why: what it was answered most often, or
what the test lacked for a request.

SERVERS_FOLDER holds one folder a server with `start.sh PORT DATA_DIR`, `openapi.json` or `openapi.yaml` and
`exclude.txt`; start.sh prints READY and writes `credentials.json`. Each run begins on fresh data. What a user of a
server would have to configure stands in `settings/NAME.toml`; without such a file nothing is configured. Overlays there
say what a document leaves open and a manual tells; with `--plain` they are left out.
"""

import argparse
import csv
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

BIN = Path(sys.executable).parent
SETTINGS = Path(__file__).parent / "settings"  # NAME.toml: what a user of that server would write


@dataclass
class Outcome:
    """What one server answered to its generated test."""

    server: str
    operations: int = 0  # in the document
    emitted: int = 0
    requests: int = 0
    expected: float = 0.0  # share of requests with an expected answer
    succeeded: int = 0  # operations with at least one expected answer
    writes: str = ""  # of PUT, PATCH, DELETE: succeeded/emitted
    never: dict[str, str] = field(default_factory=dict)  # operation -> most frequent failure


_STARTS = 3  # doccano's two workers race for a folder, and where both want to make it the server ends


@contextmanager
def started(folder: Path, port: int, **environment: str) -> Iterator[dict[str, Any]]:
    """What is known of a server (base_url, users) while it runs, on fresh data."""
    with tempfile.TemporaryDirectory() as data, ExitStack() as stack:
        for _ in range(_STARTS):
            server = stack.enter_context(_running(folder, port, f"{data}/data", environment))
            time.sleep(2)
            if server.poll() is None:
                break
        yield json.loads(Path(data, "data", "credentials.json").read_text())


@contextmanager
def _running(folder: Path, port: int, data: str, environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """The process of start.sh, once it has said READY, and no longer than the block."""
    installed = {"SERVER_VENV": str(Path.home() / ".cache" / "e2e" / folder.name)}
    command = [str(folder / "start.sh"), str(port), data]
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, env={**os.environ, **installed, **environment}, text=True, **streams) as server:
        try:
            assert server.stdout is not None
            while (line := server.stdout.readline()) and line.strip() != "READY":
                pass
            yield server
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(30)


def measure(folder: Path, seconds: int, users: int, port: int, plain: bool = False) -> Outcome:
    """Start the server, generate, run Locust, read its statistics."""
    with tempfile.TemporaryDirectory() as directory, started(folder, port) as facts:
        return _run(folder, facts, Path(directory, "test"), seconds, users, plain)


def generated(folder: Path, facts: dict[str, Any], output: Path, plain: bool = False) -> list[str]:
    """Generate the test of a server, with what its user would configure; gives the options that make its plan."""
    document = next(path for path in (folder / "openapi.json", folder / "openapi.yaml") if path.is_file())
    config = SETTINGS / f"{folder.name}.toml"
    if plain and config.is_file():
        settings = config.read_text().splitlines(keepends=True)
        config = output.with_suffix(".toml")
        config.write_text("".join(line for line in settings if not line.startswith("overlay")))
    options = [str(document), "--exclude-file", str(folder / "exclude.txt"), "--env-prefix", "API"]
    options += ["--config", str(config)] if config.is_file() else []
    command = [str(BIN / "apigen"), "from-spec", *options, "-o", str(output), "--host", facts["base_url"], "--quiet"]
    subprocess.run(command, check=True)
    return options


def secrets(facts: dict[str, Any]) -> dict[str, str]:
    """What the first user of a server knows, as a run finds it."""
    user = (facts.get("users") or [{}])[0]
    return {f"API_{name.upper()}": str(value) for name, value in user.items()}


def _run(folder: Path, facts: dict[str, Any], output: Path, seconds: int, users: int, plain: bool) -> Outcome:
    options = generated(folder, facts, output, plain)
    shown = subprocess.run([str(BIN / "apigen"), "plan", *options, "--format", "json"], check=True, capture_output=True)
    plan = json.loads(shown.stdout)
    load = ["--users", str(users), "--spawn-rate", str(users), "--run-time", f"{seconds}s", "--csv", "out"]
    subprocess.run(
        [str(BIN / "locust"), "--headless", "--only-summary", *load],
        cwd=hurried(output),
        env={**os.environ, **secrets(facts)},
        stdout=subprocess.DEVNULL,
        stderr=open(output / "locust.log", "w"),  # noqa: SIM115
        check=False,
    )
    outcome = outcome_of(folder.name, plan, output)
    if not outcome.requests:
        print((output / "locust.log").read_text()[-2000:], file=sys.stderr)
    return outcome


def hurried(output: Path) -> Path:
    """Users hardly wait: a minute shall reach every operation."""
    path = output / "locustfile.py"
    path.write_text(path.read_text().replace("wait_time = between(1, 3)", "wait_time = between(0.02, 0.1)"))
    return output


def outcome_of(name: str, plan: dict[str, Any], output: Path) -> Outcome:
    """What the tables of a run (`--csv out`) say about each operation of the plan."""
    sent_rows = {(row["Type"], row["Name"]): row for row in rows(output / "out_stats.csv")}
    reasons: dict[tuple[str, str], str] = {}
    for row in sorted(rows(output / "out_failures.csv"), key=lambda row: int(row["Occurrences"])):
        told = re.fullmatch(r"\w+\(['\"](.*)['\"]\)", row["Error"])
        reasons[row["Method"], row["Name"]] = told[1] if told else row["Error"]
    outcome = Outcome(name, len(plan["operations"]) + len(plan["left_out"]), len(plan["operations"]))
    total, good, writes, written = 0, 0, 0, 0
    for operation in plan["operations"]:
        key = (operation["method"], operation["name"])
        row = sent_rows.get(key)
        sent = int(row["Request Count"]) if row else 0
        fine = sent - int(row["Failure Count"]) if row else 0
        total, good = total + sent, good + fine
        outcome.succeeded += fine > 0
        if key[0] in ("PUT", "PATCH", "DELETE"):
            writes, written = writes + 1, written + (fine > 0)
        if not fine:
            outcome.never[f"{key[0]} {operation['path']}"] = reasons.get(key) or _why_unsent(operation, output)
    outcome.requests, outcome.expected = total, good / total if total else 0.0
    outcome.writes = f"{written}/{writes}"
    return outcome


def _why_unsent(operation: dict[str, Any], output: Path) -> str:
    """What the plan says, or the exception that Locust met most often in the task of the operation."""
    if not operation["weight"]:
        return f"not part of the load: {operation['reason']}"
    place = f", in {operation['task']}\n"
    caught = [row for row in rows(output / "out_exceptions.csv") if place in row["Traceback"]]
    most = max(caught, key=lambda row: int(row["Count"]), default=None)
    return most["Message"] if most else "its turn did not come, or what was tried below its path rests"


def rows(path: Path) -> list[dict[str, str]]:
    """A table of Locust; empty where it wrote none."""
    if not path.is_file():
        return []
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("servers", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--users", type=int, default=5)
    parser.add_argument("--port", type=int, default=24500)
    parser.add_argument("--plain", action="store_true", help="without the overlays of the settings")
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    names = chosen.names or sorted(path.parent.name for path in chosen.servers.glob("*/start.sh"))
    outcomes = []
    print("server       operations  emitted  requests  expected  succeeded   writes")
    for number, name in enumerate(names):
        outcome = measure(chosen.servers / name, chosen.seconds, chosen.users, chosen.port + number, chosen.plain)
        outcomes.append(outcome)
        print(
            f"{name:12} {outcome.operations:10} {outcome.emitted:8} {outcome.requests:9} {outcome.expected:9.1%} "
            f"{outcome.succeeded:10} {outcome.writes:>8}",
            *(f"    {operation}: {reason}" for operation, reason in outcome.never.items()),
            sep="\n",
            flush=True,
        )
    if chosen.json:
        chosen.json.write_text(json.dumps([asdict(outcome) for outcome in outcomes], indent=1))


if __name__ == "__main__":
    main()
