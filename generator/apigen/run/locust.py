"""Running Locust as a process of its own: gevent patches the standard library, so it never runs in ours."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from apigen.results.stats import Progress, RunResults, read_progress, read_results


@dataclass(frozen=True, slots=True)
class Load:
    """How much and how long."""

    host: str
    users: int
    spawn_rate: int  # per second
    seconds: int


@dataclass(frozen=True, slots=True)
class Finished:
    """A run that is over."""

    results: RunResults
    exit_code: int  # of Locust: 1 when any request failed
    log: str


def run_locust(
    folder: Path,
    load: Load,
    csv_prefix: Path,
    environment: Mapping[str, str],
    on_progress: Callable[[float, Progress | None], None],
) -> Finished:
    """Run the locustfile in a folder; `on_progress` gets the seconds since the start about twice a second.

    The run is given a minute more than its time, then it is ended.
    """
    log = csv_prefix.with_name(f"{csv_prefix.name}.log")
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(  # noqa: S603  our own interpreter and options
            _command(load, csv_prefix), cwd=folder, env=dict(environment), stdout=output, stderr=subprocess.STDOUT
        )
        started = time.monotonic()
        try:
            while process.poll() is None and time.monotonic() - started < load.seconds + 60:
                on_progress(time.monotonic() - started, read_progress(csv_prefix))
                time.sleep(0.5)
        finally:
            exit_code = _end(process)
    return Finished(read_results(csv_prefix), exit_code, log.read_text("utf-8", "replace"))


def _command(load: Load, csv_prefix: Path) -> list[str]:
    options = {
        "--host": load.host,
        "--users": load.users,
        "--spawn-rate": load.spawn_rate,
        "--run-time": f"{load.seconds}s",
        "--csv": csv_prefix.resolve(),
    }
    flat = [str(part) for pair in options.items() for part in pair]
    return [sys.executable, "-m", "locust", "--headless", "--only-summary", "--csv-full-history", *flat]


def _end(process: subprocess.Popen[bytes]) -> int:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
    return process.wait()
