"""Where the generated test runs unless told otherwise: never somewhere that the user did not name."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from apigen.openapi.model import Server

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def run_host(wanted: str, servers: Sequence[Server]) -> str:
    """`--host`, else a server of the document on this machine, else nothing: a document may name production."""
    if wanted:
        return wanted.rstrip("/")
    for server in servers:
        if is_loopback(server.url):
            return server.url.rstrip("/")
    return ""


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    try:
        return (urlsplit(url).hostname or "") in _LOOPBACK
    except ValueError:  # what a document calls a URL need not be one
        return False
