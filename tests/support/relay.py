"""A relay in front of a server: it passes on what comes, writes down in which order, and can refuse some of it."""

import http.client
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass(slots=True)
class Relay:
    """A relay that runs, and what went through it."""

    url: str = ""
    passed: list[tuple[str, str, int, bytes]] = field(
        default_factory=list
    )  # method, target, status, body of the answer


@contextmanager
def relaying(server: str, refuses: Callable[[str, str], bool] = lambda _method, _target: False) -> Iterator[Relay]:
    """A relay to the server at that address for the length of a with-block; what it refuses is answered with 500."""
    relay = Relay()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            method, target = self.command, self.path
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if refuses(method, target):
                status, kind, content = 500, "text/plain", b"refused"
            else:
                status, kind, content = self.ask(method, target, body)
            relay.passed.append((method, target, status, content))
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def ask(self, method: str, target: str, body: bytes) -> tuple[int, str, bytes]:
            connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=30)
            headers = {
                name: value for name, value in self.headers.items() if name.lower() not in ("host", "connection")
            }
            headers["Accept-Encoding"] = "identity"
            connection.request(method, target, body or None, headers)
            answer = connection.getresponse()
            found = answer.status, answer.getheader("Content-Type", ""), answer.read()
            connection.close()
            return found

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = pass_on  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as front:
        relay.url = f"http://127.0.0.1:{front.server_address[1]}"
        threading.Thread(target=front.serve_forever, daemon=True).start()
        yield relay
        front.shutdown()
