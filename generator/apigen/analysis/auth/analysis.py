"""From security schemes and requirements to what each request has to carry.

Unlike the payloads, nothing is guessed into a request here: a scheme that cannot be used yet is a diagnostic, and
an operation that only it would open is sent without.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from apigen.analysis.auth.login import find_login, find_logouts, find_refresh
from apigen.analysis.auth.model import Auth, SchemeUse, Secret, TokenRequest
from apigen.diagnostics import Diagnostic, Severity
from apigen.identifiers import snake_case
from apigen.openapi.model import Api, SecurityRequirement, SecurityScheme

_BEARER = "Bearer {token}"


def find_auth(api: Api) -> tuple[Auth, tuple[Diagnostic, ...]]:
    """How each operation is called with credentials, and remarks on what cannot be used.

    Where a document has a login but declares no scheme, its token is sent as bearer; where it declares schemes but
    demands them nowhere, they are sent everywhere: more than a third of the real documents forget to say so.
    """
    login, grant = find_login(api), _grant(api)
    uses = {scheme.name: use for scheme in api.security_schemes if (use := _use(scheme, api, login))}
    needed = _needed(api, uses)
    if login and not api.security_schemes:
        uses = {"login": SchemeUse("login", "header", "Authorization", _BEARER)}
        needed = {op.key: (("login",),) for op in api.operations}
    if not any("{token}" in use.value for use in uses.values()):
        login = grant = None  # a token would go nowhere: such a login is an operation like any other
    refresh = find_refresh(api, login) if login else _refresh_grant(grant, api)
    for request in (login, refresh):
        if request and request.operation:
            needed = {**needed, request.operation: ()}
    auth = Auth(
        schemes=tuple(uses.values()),
        secrets=_secrets(uses, login or grant),
        default=_most_common(needed),
        needed=needed,
        login=login or grant,
        refresh=refresh,
        logouts=find_logouts(api),
    )
    return auth, tuple(_remarks(api, uses))


def _use(scheme: SecurityScheme, api: Api, login: TokenRequest | None) -> SchemeUse | None:
    """How a scheme is sent; None for those that a header, a query parameter or a cookie cannot express."""
    if scheme.type == "apiKey":
        if login and scheme.location == "header" and scheme.parameter.lower() == "authorization":
            return SchemeUse(scheme.name, "header", scheme.parameter, _BEARER)
        return SchemeUse(scheme.name, scheme.location, scheme.parameter, f"{{{_key_name(scheme, api)}}}")
    if scheme.type == "http" and scheme.scheme == "basic":
        return SchemeUse(scheme.name, "header", "Authorization", "Basic {basic}")
    if scheme.type in ("oauth2", "openIdConnect") or (scheme.type == "http" and scheme.scheme in ("bearer", "oauth")):
        return SchemeUse(scheme.name, "header", "Authorization", _BEARER)
    return None


def _key_name(scheme: SecurityScheme, api: Api) -> str:
    keys = [other for other in api.security_schemes if other.type == "apiKey"]
    return "api_key" if len(keys) == 1 else snake_case(scheme.name, "api_key")


def _needed(api: Api, uses: Mapping[str, SchemeUse]) -> dict[str, tuple[SecurityRequirement, ...]]:
    """The alternatives of each operation that can be used."""
    if uses and not any(op.security for op in api.operations):
        everywhere = tuple((name,) for name in uses)
        return {op.key: everywhere for op in api.operations}
    return {
        op.key: tuple(names for names in op.security if all(name in uses for name in names)) for op in api.operations
    }


def _most_common(needed: Mapping[str, tuple[SecurityRequirement, ...]]) -> tuple[SecurityRequirement, ...]:
    counted = Counter(needed.values()).most_common(1)
    return counted[0][0] if counted else ()


def _secrets(uses: Mapping[str, SchemeUse], request: TokenRequest | None) -> tuple[Secret, ...]:
    """What a user of the API knows, in the order people think of it: name, password, then keys and tokens."""
    alone = len(uses) == 1
    found: dict[tuple[str, str], Secret] = {}

    def add(name: str, scheme: str, required: bool, kind: str = "") -> None:
        found.setdefault((name, scheme), Secret(name, scheme, kind or name, required))

    for use in uses.values():
        if use.value == _BEARER:
            for value in request.fields.values() if request else ():
                if isinstance(value, str) and value.startswith("{") and value != "{refresh_token}":
                    add(value.strip("{}"), use.name, alone)
            add("token", use.name, alone and request is None)
        elif "{basic}" in use.value:
            add("username", use.name, alone)
            add("password", use.name, alone)
        else:
            add(use.value.strip("{}"), use.name, alone, "api_key")
    return tuple(found.values())


def _grant(api: Api) -> TokenRequest | None:
    """The grant of an `oauth2` scheme that a machine can do by itself (RFC 6749, sections 4.3 and 4.4)."""
    flows = [flow for scheme in api.security_schemes for flow in scheme.flows if flow.token_url]
    for kind, fields in _GRANTS.items():
        for flow in flows:
            if flow.kind == kind and (url := _own_url(flow.token_url, api)):
                reason = f"the {kind} flow of the document, token URL {url}"
                return TokenRequest(
                    "", "POST", url, "form", fields, "access_token", "refresh_token", "expires_in", (), reason
                )
    return None


_GRANTS = {
    "clientCredentials": {
        "grant_type": "client_credentials",
        "client_id": "{client_id}",
        "client_secret": "{client_secret}",
    },
    "password": {"grant_type": "password", "username": "{username}", "password": "{password}"},
}


def _own_url(address: str, api: Api) -> str:
    """The token URL below the server's, where it belongs to the API's own host; else nothing.

    Secrets go nowhere else because a document says so. Requests are sent to the server's URL and a path, so of
    `/v1/token` below `https://api.example.com/v1` only `/token` is left.
    """
    try:
        url, servers = urlsplit(address), [urlsplit(server.url) for server in api.servers]
    except ValueError:  # http://[ is no address
        return ""
    path = "/" + url.path.lstrip("/") + (f"?{url.query}" if url.query else "")
    for base in (server.path.rstrip("/") for server in servers if url.netloc in ("", server.netloc)):
        if path.startswith(f"{base}/"):
            return path.removeprefix(base)
    return "" if url.netloc else path


def _refresh_grant(grant: TokenRequest | None, api: Api) -> TokenRequest | None:
    """The refresh of a password grant (RFC 6749, section 6); client credentials are simply sent again."""
    if grant is None or grant.fields.get("grant_type") != "password":
        return None
    flows = [flow for scheme in api.security_schemes for flow in scheme.flows if flow.kind == "password"]
    urls = [_own_url(flow.refresh_url, api) for flow in flows if flow.refresh_url]
    fields = {"grant_type": "refresh_token", "refresh_token": "{refresh_token}"}
    own = next((url for url in urls if url), grant.url)
    return replace(grant, url=own, fields=fields, reason="the refresh token of the password flow")


def _remarks(api: Api, uses: Mapping[str, SchemeUse]) -> Iterator[Diagnostic]:
    for scheme in api.security_schemes:
        if scheme.name not in uses and any(scheme.name in names for op in api.operations for names in op.security):
            kind = f"http {scheme.scheme}" if scheme.type == "http" else scheme.type
            yield Diagnostic(
                Severity.WARNING,
                "AG401",
                f"security scheme {scheme.name!r} ({kind}) cannot be used yet: requests are sent without it",
                hint="set headers or a TLS context in support.py, or declare an alternative scheme",
            )
