"""Do generated tests carry the credentials that real servers and real documents demand, for as long as a run lasts?

    python benchmarks/credentials.py --servers FOLDER [--only NAME...] --judge JUDGE.py --documents FILE...

Real servers are started as in `servers.py`, with tokens that live a minute (TOKEN_TTL=60). Counted are the answers that
say that credentials lack: 401, 403, and 400 that speaks of CSRF. Their texts are printed, as a 403 may also mean that
this user may not do this. The judge is an independent validator that looks at the credentials of each request of a test
and answers every tenth that carries an Authorization header with 401.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from servers import BIN, SETTINGS, generated, hurried, rows, secrets, started

TOKEN_SECONDS = 60
# Beside the locustfile in a run: writes down the answers that are about credentials.
WATCH = """
import json
from locust import events

REFUSED = open("refused.jsonl", "a")

@events.request.add_listener
def note(request_type, name, response=None, **_):
    status = getattr(response, "status_code", 0)
    text = str(getattr(response, "text", "") or "")[:300]
    if status in (401, 403) or (status == 400 and "csrf" in text.lower()):
        print(json.dumps([f"{request_type} {name}", status, text]), file=REFUSED, flush=True)
"""


def on_server(folder: Path, seconds: int, users: int, port: int) -> tuple[str, list[str]]:
    """A line of the table, and the texts of refusals."""
    demand = {"TOKEN_TTL": str(TOKEN_SECONDS), "PREFECT_AUTH": "admin:loadtest123"}
    with tempfile.TemporaryDirectory() as directory, started(folder, port, **demand) as facts:
        output = Path(directory, "test")
        generated(folder, facts, output)
        (output / "watch.py").write_text(WATCH)
        known = secrets(facts) or {"API_USERNAME": "admin", "API_PASSWORD": "loadtest123"}
        names = _run(output, known, seconds, users)
        noted = [json.loads(line) for line in (output / "refused.jsonl").read_text().splitlines()]
    refused = [(status, name, " ".join(text.split())[:80]) for name, status, text in noted if " [" not in name]
    counts = Counter(status for status, _, _ in refused)
    renewed = sum(count for name, count in names.items() if "token renewed" in name)
    config = SETTINGS / f"{folder.name}.toml"
    settings = len([line for line in config.read_text().splitlines() if " = " in line]) if config.is_file() else 0
    line = f"{folder.name:10} {settings:8} {sum(names.values()):8} {counts[401]:6} {counts[403]:6} {counts[400]:7}"
    shown = [f"    {count} x {status} {name} {text}" for (status, name, text), count in Counter(refused).most_common(8)]
    return f"{line} {renewed:8}", shown


def _run(output: Path, known: dict[str, str], seconds: int, users: int) -> Counter[str]:
    """Requests by name."""
    load = ["--users", str(users), "--spawn-rate", str(users), "--run-time", f"{seconds}s", "--csv", "out"]
    subprocess.run(
        [str(BIN / "locust"), "-f", "locustfile.py,watch.py", "--headless", "--only-summary", *load],
        cwd=hurried(output),
        env={**os.environ, **known},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    found: Counter[str] = Counter()
    for row in rows(output / "out_stats.csv"):
        found[row["Name"]] += int(row["Request Count"]) if row["Type"] else 0
    return found


def judged(judge: Path, document: Path, prism: str, seconds: int) -> str:
    """A line of the table: requests without what the document demands, and failures for 401s that the judge injects."""
    with tempfile.TemporaryDirectory() as directory:
        output, answer = Path(directory, "test"), Path(directory, "judged.json")
        options = [str(document), "--env-prefix", "API", "--quiet"]
        subprocess.run([str(BIN / "apigen"), "from-spec", *options, "-o", str(output)], check=True)
        impossible = contradictions(options)
        command = [sys.executable, str(judge), str(document), str(output), "-t", str(seconds), "--dynamic"]
        command += ["--json", str(answer), "--locust", str(BIN / "locust"), "--max-wait", "0.02", "--deny-every", "10"]
        command += ["--prism", prism] if prism else []
        logs_in = "def log_in" in (output / "support.py").read_text()
        known = {**os.environ, **made_up(output, logs_in)}
        done = subprocess.run(command, env=known, capture_output=True, text=True, check=False)
        found = json.loads(answer.read_text()) if answer.is_file() else {}
    name = f"{document.parent.name[:20]}/{document.name[:20]}"
    if "rejected_by" not in found:
        return f"{name:42} {' '.join((done.stdout + done.stderr).split())[-80:]}"
    asked_twice = sum(count for reason, count in found["reasons"] if reason.startswith(impossible))
    lacking = sum(count for reason, count in found["rejected_by"].items() if "unauthorized" in reason) - asked_twice
    carried = 1 - lacking / found["requests"] if found["requests"] else 0.0
    failures = found["locust_failures_minus_rejections"] + found["injected_401"]
    injected, logins = found["injected_401"], found["token_endpoint_calls"]
    line = f"{name:42} {found['requests']:8} {carried:8.1%} {injected:9} {max(0, failures):9} {logins:7}"
    return line + (f"  but {', '.join(impossible)}: two things in one header" if impossible else "")


def contradictions(options: list[str]) -> tuple[str, ...]:
    """The operations that demand two things in one header, which HTTP has no room for (AG405)."""
    shown = subprocess.run([str(BIN / "apigen"), "plan", *options, "--format", "json"], check=True, capture_output=True)
    remarks = [remark for remark in json.loads(shown.stdout)["diagnostics"] if remark["code"] == "AG405"]
    return tuple(remark["message"].partition(" demands ")[0] for remark in remarks)


def made_up(output: Path, logs_in: bool) -> dict[str, str]:
    """Something for each secret of a test; a ready token only where there is no other way."""
    lines = (output / ".env.example").read_text().splitlines()
    names = [line.partition("=")[0] for line in lines if line.startswith("API_")]
    known = {name: "judge@example.com" for name in names if name != "API_CLIENT_CERT"}  # the judge speaks plain HTTP
    if logs_in:
        known.pop("API_TOKEN", None)
    return known


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--servers", type=Path, help="folder of real servers")
    parser.add_argument("--only", nargs="*", default=[], metavar="NAME", help="these servers")
    parser.add_argument("--judge", type=Path, metavar="JUDGE.py")
    parser.add_argument("--documents", nargs="*", type=Path, default=[], help="documents for the judge")
    parser.add_argument("--prism", default="")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--users", type=int, default=5)
    parser.add_argument("--port", type=int, default=24600)
    chosen = parser.parse_args()
    if chosen.servers:
        print("server     settings requests    401    403 400csrf  renewed")
        names = chosen.only or sorted(path.parent.name for path in chosen.servers.glob("*/start.sh"))
        for number, name in enumerate(names):
            line, texts = on_server(chosen.servers / name, chosen.seconds, chosen.users, chosen.port + number)
            print(line, *texts, sep="\n", flush=True)
    if chosen.judge:
        print(f"{'document':42} requests  carried  injected  failures  tokens")
        for document in chosen.documents:
            print(judged(chosen.judge, document, chosen.prism, min(chosen.seconds, 15)), flush=True)


if __name__ == "__main__":
    main()
