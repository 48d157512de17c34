"""A server of which one part never works and another breaks after its first answer."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Parts(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    has_answered = False

    def do_GET(self) -> None:
        is_good = self.path == "/works" or (self.path == "/breaks" and not Parts.has_answered)
        other = 202 if self.path == "/another" else 501
        Parts.has_answered = Parts.has_answered or self.path == "/breaks"
        self.send_response(200 if is_good else other)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


server = ThreadingHTTPServer(("127.0.0.1", 0), Parts)
sys.stdout.write(f"READY http://127.0.0.1:{server.server_address[1]}\n")
sys.stdout.flush()
server.serve_forever()
