"""A server that is busy now and then: it answers 429 or 503, with and without Retry-After, and logs when it was asked.

python busy.py SECONDS...     # Retry-After of the first answers in turn: a number, `date`, or `none`; then 200
"""

import json
import sys
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WAITS = sys.argv[1:]


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Busy(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        wait = WAITS.pop(0) if WAITS else ""
        say(f"{time.monotonic():.3f} {wait or 'ok'}")
        body = json.dumps({"ok": True}).encode()
        self.send_response((429 if len(WAITS) % 2 else 503) if wait else 200)
        if wait not in ("", "none"):
            self.send_header("Retry-After", formatdate(time.time() + 2, usegmt=True) if wait == "date" else wait)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Busy)
say(f"READY http://127.0.0.1:{server.server_address[1]}")
server.serve_forever()
