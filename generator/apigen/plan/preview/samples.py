"""Drawn requests to look at: what `apigen sample` shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from apigen.analysis.auth import find_auth, read_wishes, with_key_parameters
from apigen.analysis.payloads import DrawnRequest, PlanLine, as_meant, explain, filled
from apigen.diagnostics import Diagnostic
from apigen.errors import UsageError
from apigen.openapi.model import Api, Operation
from apigen.plan.credentials import auth_flow, env_prefix
from apigen.plan.data.drawing import draw_all, draw_options
from apigen.plan.expectations import confined_accept, expectation
from apigen.plan.host import ORIGIN, run_host, server_prefix
from apigen.plan.media_types import choose_media_types
from apigen.plan.model import AuthFlow
from apigen.plan.preview.wire import WireRequest, wire_request
from apigen.settings import Settings

_ACCEPT = {"json": "application/json, */*;q=0.5", "xml": "application/xml, */*;q=0.5"}
_SOMEWHERE = "http://localhost"


@dataclass(frozen=True, slots=True)
class Credential:
    """What proves who is calling; `value` has `$NAME` for the secret of an environment variable."""

    place: str  # header, query, cookie
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One request that the test could send."""

    operation: Operation
    drawn: DrawnRequest  # without placeholders
    sent: WireRequest
    keyless: WireRequest  # without parameters that are credentials
    base: str  # scheme, host and path before that of the operation
    credentials: tuple[Credential, ...]
    number: int  # from 1
    count: int  # of this operation


@dataclass(frozen=True, slots=True)
class Samples:
    """The requests of all operations that were asked for."""

    found: tuple[Sample, ...]
    diagnostics: tuple[Diagnostic, ...]


def chosen_operations(api: Api, settings: Settings, name: str) -> tuple[Operation, ...]:
    """The operation of that name (`createOrder` or `POST /orders`); without a name all that the settings select.

    Raises UsageError with what is similar where there is no such operation, or none is left.
    """
    if not name:
        selected = tuple(operation for operation in api.operations if settings.selects(operation))
        if not selected:
            raise UsageError("no operation is left: see the remarks above, --include and --exclude")
        return selected
    method, _, path = name.partition(" ")
    key = f"{method.upper()} {path.strip()}"
    for operation in api.operations:
        if name in (operation.declared_id, operation.id) or key == operation.key:
            return (operation,)
    names = [text for operation in api.operations for text in (operation.id, operation.key)]
    near = get_close_matches(name, names, 3) or get_close_matches(key, names, 3)
    hint = f"did you mean {' or '.join(map(repr, near))}?" if near else "`apigen plan` lists them"
    raise UsageError(f"the document has no operation {name!r}; {hint}")


def make_samples(
    api: Api, operations: tuple[Operation, ...], settings: Settings, folder: str, count: int, address: str = ""
) -> Samples:
    """Up to `count` requests of each operation.

    `folder` is the name of the test's folder, `address` where the document was fetched, if it was.
    """
    api, chosen, unfulfilled = _as_sent(api, operations, settings)
    drawn = draw_all(api, chosen, settings, count)
    wishes = read_wishes(settings.auth)
    api, _ = with_key_parameters(api, [name for name, use in wishes.schemes.items() if use is None])
    keyless = {operation.key: operation for operation in api.operations}
    auth, auth_remarks = find_auth(api, wishes)
    flow = auth_flow(auth, settings.env_prefix or env_prefix(folder), api, settings.base_path)
    host = run_host(settings.host, api.servers, address) or _declared_host(api)
    found: list[Sample] = []
    for operation in chosen:
        requests = drawn.requests.get(operation.key, ())
        credentials = _credentials(auth.needed.get(operation.key, ()), flow)
        returns = confined_accept(api) or _ACCEPT.get(expectation(operation, api.definitions).returns, "*/*")
        for number, request in enumerate(requests, 1):
            concrete = _concrete(request, _key(settings, operation, number))
            bare = _without_keys(concrete, keyless[operation.key])
            sent, plain = (_accepting(returns, wire_request(operation, each)) for each in (concrete, bare))
            base = _base(operation, api, host, settings.base_path)
            found.append(Sample(operation, concrete, sent, plain, base, credentials, number, len(requests)))
    return Samples(tuple(found), (*unfulfilled, *drawn.remarks, *auth_remarks))


def explain_operations(
    api: Api, operations: tuple[Operation, ...], settings: Settings
) -> Iterator[tuple[Operation, tuple[PlanLine, ...]]]:
    """The plan of each operation; marked are the sources of its first request."""
    api, chosen, _ = _as_sent(api, operations, settings)
    options = draw_options(settings, 1)
    return ((operation, tuple(_shown(operation, explain(api, operation, options), settings))) for operation in chosen)


def _shown(operation: Operation, lines: Iterable[PlanLine], settings: Settings) -> Iterator[PlanLine]:
    """The plan with the values of the first request, without placeholders."""
    return (replace(line, value=filled(line.value, _key(settings, operation, 1))) for line in lines)


def _key(settings: Settings, operation: Operation, number: int) -> str:
    return f"{settings.seed} {operation.key} {number}"


def _as_sent(
    api: Api, operations: tuple[Operation, ...], settings: Settings
) -> tuple[Api, tuple[Operation, ...], list[Diagnostic]]:
    """The operations with the media types that are wanted."""
    api, unfulfilled = choose_media_types(as_meant(api), settings.media_types)
    wanted = {operation.key for operation in operations}
    return api, tuple(operation for operation in api.operations if operation.key in wanted), unfulfilled


def _concrete(request: DrawnRequest, key: str) -> DrawnRequest:
    """The request with a token of its own in place of `{unique}` and its like, as a run would put there."""
    fill = {name: filled(dict(getattr(request, name)), key) for name in ("path", "query", "headers", "cookies")}
    return replace(request, **fill, body=filled(request.body, key), value=filled(request.value, key))


def _accepting(returns: str, request: WireRequest) -> WireRequest:
    return replace(request, headers=(("Accept", returns), *request.headers))


def _without_keys(request: DrawnRequest, operation: Operation) -> DrawnRequest:
    """The request without what is no parameter of the operation any more, as it is a credential."""
    known = {(parameter.location, parameter.name) for parameter in operation.parameters}

    def kept(location: str, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in values.items() if (location, name) in known}

    query, headers = kept("query", request.query), kept("header", request.headers)
    return replace(request, query=query, headers=headers, cookies=kept("cookie", request.cookies))


def _declared_host(api: Api) -> str:
    """The first server of the document, to be shown; a path alone gets a host."""
    url = api.servers[0].url.rstrip("/") if api.servers else ""
    return url if "://" in url else _SOMEWHERE + url


def _base(operation: Operation, api: Api, host: str, base_path: str) -> str:
    prefix = server_prefix(operation, api, base_path)
    if (ORIGIN,) not in prefix:
        return host + "".join(map(str, prefix))
    scheme, _, rest = host.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}" + "".join(str(part) for part in prefix if part != (ORIGIN,))


def _credentials(alternatives: tuple[tuple[str, ...], ...], flow: AuthFlow) -> tuple[Credential, ...]:
    """The first alternative that needs any, with the variables of the environment for its secrets."""
    names = next(filter(None, alternatives), ())
    columns = {credential.column: f"${credential.env}" for credential in flow.credentials}
    prefix = flow.credentials[0].env.removesuffix(flow.credentials[0].column.upper()) if flow.credentials else ""
    known = _Secrets(columns, prefix)
    return tuple(
        Credential(place, scheme.key, (_ENCODED.get(scheme.place) or scheme.value).format_map(known))
        for scheme in flow.schemes
        if scheme.name in names and (place := "header" if scheme.place in _ENCODED else scheme.place) in _PLACES
    )


_PLACES = ("header", "query", "cookie")
_ENCODED = {"basic": "Basic {basic}", "digest": "Digest {digest}"}  # made of name and password when they are sent


class _Secrets(dict[str, str]):
    """Variables of the environment by secret; a token that a login yields would be in one as well."""

    def __init__(self, known: Mapping[str, str], prefix: str) -> None:
        super().__init__(known)
        self._prefix = prefix

    def __missing__(self, name: str) -> str:
        return f"${self._prefix}{name.upper()}"
