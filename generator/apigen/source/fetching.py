"""The only door to the network: one address, read within a time and a size, over http(s) and nothing else.

The HTTP client is imported when it is needed: most documents are files, and it loads TLS.
"""

import time
from typing import TYPE_CHECKING

from apigen.source.addresses import is_remote

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from urllib.request import OpenerDirector

MAX_BYTES = 256 * 1024 * 1024
TIMEOUT = 30.0  # seconds for the whole answer, however slowly it drips
_PIECE = 1024 * 1024
_ACCEPT = "application/json, application/yaml, */*"


class FetchFailed(Exception):
    """An address gave no document; the text says why."""


def fetch(url: str, timeout: float = TIMEOUT, limit: int = MAX_BYTES) -> bytes:
    """The content at an http(s) address; `timeout` is in seconds, `limit` in bytes."""
    from http.client import HTTPException
    from urllib.error import HTTPError, URLError
    from urllib.request import Request

    if not is_remote(url):
        raise FetchFailed("only http and https addresses are opened")
    wanted = Request(url, headers={"Accept": _ACCEPT, "User-Agent": "apigen"})  # noqa: S310
    end = time.monotonic() + timeout
    try:
        with _opener().open(wanted, timeout=timeout) as answer:
            return _content(answer, end, limit)
    except HTTPError as error:
        error.close()  # it holds the answer
        raise FetchFailed(str(error)) from error
    except (URLError, OSError, ValueError, HTTPException) as error:
        reason = error.reason if type(error) is URLError else error
        raise FetchFailed(str(reason) or type(error).__name__) from error


def _opener() -> "OpenerDirector":
    """Opens http and https alone, so that no redirect leads to a file or to FTP."""
    from urllib import request

    opener = request.OpenerDirector()
    for handler in (
        request.ProxyHandler,
        request.HTTPHandler,
        request.HTTPSHandler,
        request.HTTPRedirectHandler,
        request.HTTPErrorProcessor,
        request.HTTPDefaultErrorHandler,
        request.UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener


def _content(answer: "HTTPResponse", end: float, limit: int) -> bytes:
    content = bytearray()
    while piece := answer.read1(_PIECE):
        content += piece
        if len(content) > limit:
            raise FetchFailed(f"it is longer than {limit:,} bytes")
        if time.monotonic() > end:
            raise FetchFailed("it takes too long")
    return bytes(content)
