"""A server of ours on loopback, as a process: it prints READY and its address when it listens."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from apigen.errors import ApigenError

_READY = "READY "


@contextmanager
def running_server(module: str, *options: str) -> Iterator[str]:
    """The base URL of `python -m MODULE OPTIONS` while the block runs; the server ends with it."""
    command = [sys.executable, "-m", module, *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        try:
            line = process.stdout.readline().strip()
            if not line.startswith(_READY):
                process.kill()
                raise ApigenError(f"the server did not start: {line} {process.stderr.read().strip()[-500:]}")
            yield line.removeprefix(_READY)
        finally:
            process.terminate()
