"""What runs created and did not delete: the files that generated tests keep under `.apigen/created/`."""

import json
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from apigen.errors import UsageError

SCRIPT = "clean_up.py"


def leftovers(folder: Path) -> Mapping[str, Counter[str]]:
    """How many things of which kind are left, by host; raises `UsageError` for a file that is none of ours."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((folder / ".apigen" / "created").glob("*.jsonl")):
        try:
            for line in map(json.loads, path.read_text("utf-8").splitlines()):
                found[line["host"]][str(line["kind"])] += 1
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(f"{path} cannot be read: {error}") from None
    return found


def clean_up(folder: Path, host: str) -> str:
    """Run the folder's own `clean_up.py` under Locust, with the credentials of our environment; returns its log."""
    command = [sys.executable, "-m", "locust", "-f", SCRIPT, "--headless", "--only-summary", "-u", "1", "--host", host]
    done = subprocess.run(  # noqa: S603  our own interpreter and options
        command, cwd=folder, env=dict(os.environ), capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    return done.stderr
