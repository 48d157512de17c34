"""What a run on another machine would find in its environment."""

import os
from pathlib import Path


def bare(home: Path, secrets: dict[str, str]) -> dict[str, str]:
    """Nothing but secrets, and the port that tests/conftest.py gave this side for Locust's processes."""
    ports = {name: value for name, value in os.environ.items() if name.startswith("LOCUST_MASTER_")}
    return {"PATH": os.environ["PATH"], "HOME": str(home), **ports, **secrets}
