"""Where a generated test follows redirects, under a real Locust: within its host, and never to another."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

OK = {"200": {"description": "ok", "content": {"application/json": {"schema": {"type": "object"}}}}}
DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Moved", "version": "1"},
    "paths": {
        "/within": {"get": {"responses": OK}},
        "/away": {"get": {"responses": OK}},
        "/sign-in": {"get": {"responses": {"302": {"description": "to the identity provider"}}}},
    },
}


@contextmanager
def host(**redirects: str) -> Iterator[tuple[str, list[str]]]:
    """The address of a server that redirects from these paths, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            target = redirects.get(self.path.strip("/"))
            self.send_response(302 if target else 200)
            if target:
                self.send_header("Location", target)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", asked
    server.shutdown()
    server.server_close()


def test_redirects_stay_within_the_host(tmp_path: Path) -> None:
    (tmp_path / "api.json").write_text(json.dumps(DOCUMENT))
    command = [sys.executable, "-m", "apigen", "from-spec", "api.json", "-o", "out", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True)
    locustfile = tmp_path / "out" / "locustfile.py"
    locustfile.write_text(locustfile.read_text().replace("between(1, 3)", "between(0.05, 0.1)"))
    with (
        host() as (elsewhere, strayed),
        host(within="/there", away=elsewhere, **{"sign-in": elsewhere}) as (url, asked),
    ):
        options = ["--headless", "-u", "3", "-r", "3", "-t", "3s", "--json", "--host", url]
        done = subprocess.run(
            [sys.executable, "-m", "locust", *options], cwd=tmp_path / "out", capture_output=True, check=False
        )
    counted = {row["name"]: row for row in json.loads(done.stdout)}
    assert strayed == []
    assert asked.count("/there") == asked.count("/within") > 0
    assert {name: bool(row["num_failures"]) for name, row in counted.items()} == {
        "/within": False,
        "/away": True,
        "/sign-in": False,
    }
    assert b"HTTP 302 leads to another host" in done.stderr
