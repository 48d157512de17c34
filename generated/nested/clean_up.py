"""Delete what earlier runs created and left: `locust -f clean_up.py --headless --host URL`.

A run deletes what it created when it is over. This is for runs that were killed, and for
what the server refused to delete; run it again until nothing is left.
"""

import json
from typing import Any

from locust import constant, task

import support
from identifiers import Creations


class CleanUp(support.ApiUser):
    """Deletes what is left on this host."""

    fixed_count = 1
    wait_time = constant(0)

    @task
    def delete_what_is_left(self) -> None:
        """Go through the files of earlier runs, the newest first."""
        for path in sorted(Creations.folder.glob("*.jsonl"), reverse=True):
            lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            kept = [line for line in reversed(lines) if not self.is_deleted(line)]
            text = "".join(json.dumps(line) + "\n" for line in reversed(kept))
            path.write_text(text, "utf-8") if kept else path.unlink()
        if self.environment.runner:
            self.environment.runner.quit()

    def is_deleted(self, line: dict[str, Any]) -> bool:
        """Delete a thing, if it is on this host; whether it is gone."""
        pools = [pool for pool in self.pools if pool.name == line["kind"]]
        return line["host"] == self.host and bool(pools) and pools[0].undo(line["url"])
