"""The shop on a socket: gevent's own server, because Locust brings it and it holds thousands of connections."""

import signal
import socket
from collections.abc import Callable
from typing import Any

import gevent  # type: ignore[import-untyped]
import yaml
from gevent.pywsgi import WSGIServer  # type: ignore[import-untyped]

from apigen.demo.app import create_app
from apigen.demo.document import shop_document


class PromptServer(WSGIServer):  # type: ignore[misc]
    """Sends small answers at once; with Nagle's algorithm some would wait 40 ms for an acknowledgement."""

    def handle(self, sock: socket.socket, address: Any) -> None:
        """Serve one connection."""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().handle(sock, address)


def serve(host: str, port: int, *, token_ttl: float = 300, on_ready: Callable[[str], None] = lambda url: None) -> None:
    """Serve the shop until SIGTERM or SIGINT; `on_ready` gets the URL as soon as connections are accepted.

    Port 0 takes any free port. The standard library must have been patched by gevent before this module is imported.
    """
    document = yaml.load(shop_document().read_text("utf-8"), Loader=yaml.CSafeLoader)
    server = PromptServer((host, port), create_app(document, token_ttl=token_ttl), log=None)
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, server.stop)
    server.start()
    on_ready(f"http://{host}:{server.server_port}")
    server.serve_forever()
