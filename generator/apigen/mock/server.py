"""The mock as a process: gevent's server on loopback, answers sent without delay."""

import signal
import socket
import sys
from typing import Any

import flask
import gevent  # type: ignore[import-untyped]
from gevent.pywsgi import WSGIHandler, WSGIServer  # type: ignore[import-untyped]

from apigen.mock.app import ODD_HEADERS, RAW_PATH


class _Handler(WSGIHandler):  # type: ignore[misc]
    """Sends each answer at once and tells the application the path as it was sent."""

    def __init__(self, sock: Any, *arguments: Any, **options: Any) -> None:
        """Without TCP_NODELAY, headers and body would leave 40 ms apart."""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        super().__init__(sock, *arguments, **options)

    def get_environ(self) -> dict[str, Any]:
        """The WSGI environment; `%2F` in a path parameter survives only in the raw path, and no header with `_`."""
        environ: dict[str, Any] = super().get_environ()
        environ[RAW_PATH] = self.path.partition("?")[0]
        lines = (line.partition(":") for line in self.headers.headers)
        environ[ODD_HEADERS] = {name: value.strip() for name, _, value in lines if "_" in name}
        return environ


def serve(app: flask.Flask, port: int) -> None:
    """Serves on loopback until SIGTERM or SIGINT; says `READY` with the URL once it listens."""
    server = WSGIServer(("127.0.0.1", port), app, log=None, error_log=sys.stderr, handler_class=_Handler)
    for number in (signal.SIGTERM, signal.SIGINT):
        gevent.signal_handler(number, server.stop)
    server.start()
    print(f"READY http://127.0.0.1:{server.server_port}", flush=True)  # noqa: T201  the line that callers wait for
    server.serve_forever()
