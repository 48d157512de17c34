"""Servers as real processes: what a test talks to is what a user would start."""

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE = 30.0  # seconds until a server must be ready; machines that run tests are often busy


@dataclass(frozen=True, slots=True)
class Server:
    """A process that listens."""

    process: subprocess.Popen[bytes]
    url: str  # what followed the ready word, e.g. http://127.0.0.1:41234
    log: Path  # everything it has printed

    def output(self) -> str:
        """What it has printed so far."""
        return self.log.read_text("utf-8", "replace")


def free_port() -> int:
    """A port of the loopback address on which nothing listens at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(command: Sequence[str], ready: str = "READY") -> Iterator[Server]:
    """Start `command`, wait until it prints a line that begins with `ready`, and end it afterwards.

    The output goes to a file, so a talkative server never blocks on a full pipe.
    """
    with TemporaryDirectory() as folder:
        log = Path(folder) / "output.txt"
        with log.open("wb") as sink:
            process = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        try:
            yield Server(process, _wait_for(ready, process, log), log)
        finally:
            _end(process)


def _wait_for(ready: str, process: subprocess.Popen[bytes], log: Path) -> str:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for line in log.read_text("utf-8", "replace").splitlines(keepends=True):
            if line.startswith(ready) and line.endswith("\n"):
                return line.removeprefix(ready).strip()
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise AssertionError(f"{process.args} never said {ready!r} (exit code {process.poll()}):\n{log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
