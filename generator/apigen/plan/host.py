"""Where requests go: never somewhere that the user did not name.

The host of a run stands for the server of the API, path and all: `http://127.0.0.1:8080/v1` for
`https://api.example.com/v1`. Operations that a document puts on servers of their own (OpenAPI 3.1, section 4.8.8.1
"servers") are sent to that same host, with the path of their server; another host of the document is never contacted.
"""

import posixpath
import re
from collections.abc import Sequence
from urllib.parse import SplitResult, urljoin, urlsplit

from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.model import Api, Operation, Server

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

ORIGIN = "self.origin"
"""What generated code calls the host of the run without its path."""


def run_host(wanted: str, servers: Sequence[Server], address: str = "") -> str:
    """`--host`, else a server of the document on this machine, else nothing: a document may name production.

    A relative server stands where the document was read from: at its `address`, unless that is a file.
    """
    if wanted:
        return wanted.rstrip("/")
    server = _loopback_server(servers, address)
    return server.rstrip("/")


def single_path(host: str, api: Api) -> tuple[str, list[Diagnostic]]:
    """The host without its path where nearly all paths of the document begin with that as well (AG404).

    `https://test.example.com/v1` for `/v1/orders` would ask for `/v1/v1/orders`.
    """
    path = _path(host)
    repeated = [operation for operation in api.operations if operation.path.startswith(f"{path}/")]
    declared = {_path(server.url) for server in api.servers}
    if not path or path in declared or len(repeated) < _NEARLY_ALL * len(api.operations):
        return host, []
    short = host.removesuffix(path)
    message = f"the host ends in {path}, and so do the paths of the document begin: {short} is used as the host"
    return short, [Diagnostic(Severity.WARNING, "AG404", message, hint=f"give --host {short}")]


def path_remarks(host: str, api: Api, base_path: str) -> list[Diagnostic]:
    """AG406, where all servers of the document have a path and the host of the run has none."""
    path = common_path([server.url for server in api.servers])
    if not host or not path or base_path or _path(host):
        return []
    message = f"the servers of the document have the path {path}, and the host of the run, {host}, has none"
    return [Diagnostic(Severity.WARNING, "AG406", message, hint=f"give --host {host}{path}, if it is there")]


_NEARLY_ALL = 0.8  # of the operations of a document


def _loopback_server(servers: Sequence[Server], address: str) -> str:
    for url in [server.url for server in servers] or ["/"]:
        absolute = urljoin(_without_user(address), url) if address and not _split(url).netloc else url
        if is_loopback(absolute) and "{" not in absolute:  # a variable without a default
            return absolute
    return ""


def _without_user(address: str) -> str:
    parts = _split(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()


def is_loopback(url: str) -> bool:
    """Whether a URL leads to this machine."""
    try:
        return (urlsplit(url).hostname or "") in _LOOPBACK
    except ValueError:  # what a document calls a URL need not be one
        return False


def common_path(servers: Sequence[str]) -> str:
    """The path that all servers have, such as `/v1`; empty where they differ, have none or a longer one than a line."""
    paths = {_path(url) for url in servers}
    return paths.pop() if len(paths) == 1 and all(len(path) < _LONG for path in paths) else ""


_LONG = 60  # characters


def example_host(servers: Sequence[str]) -> str:
    """A `--host` to show where the user has to give one, with the path that all servers of the document have."""
    path = common_path(servers)
    return "https://test.example.com" + (path if _PLAIN.fullmatch(path) else "")


_PLAIN = re.compile(r"[\w./-]*", re.ASCII)  # what a shell takes as it is


def server_prefix(operation: Operation, api: Api, base_path: str = "") -> tuple[str | tuple[str], ...]:
    """What stands before the path of an operation: the base path of the user, and that of servers of its own.

    A server below that of the API continues the path of the host (`/v1` and `/v1/files`: `/files`); any other
    begins at the root of the host.
    """
    usual = (base_path,) if base_path else ()
    if not operation.servers:
        return usual
    base, own = _path(_usual_server(api)), _path(_own_server(operation, api))
    if own == base:
        return usual
    if own.startswith(f"{base}/"):
        return (base_path + own.removeprefix(base),)
    return ((ORIGIN,), own) if own else ((ORIGIN,),)


def server_remarks(operations: Sequence[Operation], api: Api) -> list[Diagnostic]:
    """AG402, once for each other host: requests that the document sends there go to the host of the run."""
    known = {_split(server.url).netloc for server in api.servers} | {""}
    found: dict[str, list[Operation]] = {}
    for operation in operations:
        if operation.servers and (host := _split(_own_server(operation, api)).netloc) not in known:
            found.setdefault(host, []).append(operation)
    return [_remark(host, elsewhere) for host, elsewhere in found.items()]


def _remark(host: str, operations: Sequence[Operation]) -> Diagnostic:
    first = operations[0]
    others = f" and {len(operations) - 1} more" if len(operations) > 1 else ""
    message = f"{first.key}{others}: the document has it on {host}; it is sent to the host of the run instead"
    hint = "exclude it, or run against something that forwards it"
    return Diagnostic(Severity.WARNING, "AG402", message, first.location, hint)


def _usual_server(api: Api) -> str:
    """The server that the host of a run stands for: one on this machine, else the first."""
    urls = [server.url for server in api.servers] or ["/"]
    return next(filter(is_loopback, urls), urls[0])


def _own_server(operation: Operation, api: Api) -> str:
    """The server of an operation: one on a host of the API where there is one, else the first."""
    known = {_split(server.url).netloc for server in api.servers} | {""}
    urls = [server.url for server in operation.servers]
    return next((url for url in urls if _split(url).netloc in known), urls[0])


def _path(url: str) -> str:
    """The path of a server without a slash at its end; a relative one is taken from the root."""
    path = posixpath.normpath("/" + _split(url).path)
    return "/" + path.strip("/") if path.strip("/") else ""


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")
