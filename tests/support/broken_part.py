"""A server of which one part never works, one never answers, and another breaks after its first answer."""

import sys
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Parts(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    has_answered = False
    parts = 0

    def do_GET(self) -> None:
        if self.path == "/closes":
            self.close_connection = True
            return
        if self.path == "/endless":
            self.trickle()
            return
        is_good = self.path in ("/works", "/quiet", "/moved") or (self.path == "/breaks" and not Parts.has_answered)
        other = {"/another": 202, "/absent": 501}.get(self.path, 503 if self.path.startswith("/locked/") else 500)
        Parts.has_answered = Parts.has_answered or self.path == "/breaks"
        text = b'{"error": ["the backend is off", {"asked with": "tok\\"zebra"}]}' if self.path == "/never" else b""
        if self.path in ("/partly", "/nameless"):
            is_good, text = True, b'{"id": 1}'
        if self.path == "/partly":
            Parts.parts += 1
            text = b'{"id": 1, "name": "a"}' if Parts.parts == 1 else text
        self.send_response(200 if is_good else other)
        self.send_header("Content-Length", str(len(text)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(text)

    def trickle(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        with suppress(OSError):
            while True:
                self.wfile.write(b"{}\n")
                time.sleep(0.1)

    def log_message(self, *_: object) -> None:
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Parts)
sys.stdout.write(f"READY http://127.0.0.1:{server.server_address[1]}\n")
sys.stdout.flush()
server.serve_forever()
