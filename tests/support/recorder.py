"""Generated tests, and a server that writes down the bytes they send.

Each task of a generated folder runs once in a process of its own, with Locust's own client. The server answers
anything with 200 and the same text, and keeps what came, undecoded.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.plan.model import TestPlan
from apigen.workspace.writing import apply_changes

_DRIVER = """
import sys
from locust.env import Environment
import locustfile, support

classes = [value for value in vars(locustfile).values() if isinstance(value, type)]
(kind,) = [c for c in classes if issubclass(c, support.ApiUser) and not vars(c).get("abstract")]
kind.host = sys.argv[1]
user = kind(Environment(user_classes=[kind]))
user.on_start()
for task in dict.fromkeys(user.tasks):
    task(user)
"""


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as it was on the wire."""

    method: str
    target: str  # path and query, encoded
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        return self.target.partition("?")[2]


@dataclass(slots=True)
class Recorder:
    """A server that runs, and what it has got."""

    url: str
    cookies: str = ""  # what it sets with each answer
    answer: str = ""  # JSON
    sent: list[Sent] = field(default_factory=list)

    def one(self, start: str) -> Sent:
        """The only request whose path begins so."""
        (found,) = [
            sent for sent in self.sent if sent.path == start or sent.path.startswith((f"{start}/", f"{start};"))
        ]
        return found


@contextmanager
def recording(cookies: str = "", answer: str = "") -> Iterator[Recorder]:
    """A recorder for the length of a with-block."""
    recorder = Recorder("", cookies, answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def record(self) -> None:
            method, target, _ = self.raw_requestline.decode("latin-1").split(" ")
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            assert len(headers) == len(self.headers), "a header came twice"
            recorder.sent.append(Sent(method, target, headers, body))
            self.send_response(200)
            if recorder.cookies:
                self.send_header("Set-Cookie", recorder.cookies)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(recorder.answer)))
            self.end_headers()
            self.wfile.write(recorder.answer.encode())

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = record  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        recorder.url = f"http://127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield recorder
        server.shutdown()


def generate(document: Mapping[str, Any], folder: Path, config: str = "") -> TestPlan:
    """Generate the test of a document into a folder; `config` is the text of its apigen.toml."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "apigen.toml").write_text(config)
    (folder.parent / "openapi.json").write_text(json.dumps(document, indent=1))
    plan, _ = make_plan(str(folder.parent / "openapi.json"), Wishes(), folder)
    apply_changes(folder, decide(plan, folder))
    return plan


def run_tasks(folder: Path, url: str, **secrets: str) -> None:
    """Run each task of a folder once; `secrets` are variables of the environment."""
    command = [sys.executable, "-c", _DRIVER, url]
    result = subprocess.run(
        command, cwd=folder, env={**os.environ, **secrets}, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr, result.stderr
