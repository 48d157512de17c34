"""Tokens by the grants of OAuth 2.0 (RFC 6749), at the token URL of a document or the one that OpenID Connect tells."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from apigen.analysis.auth.model import TokenRequest
from apigen.openapi.model import Api, OAuthFlow, SecurityScheme

_REFRESH = {"grant_type": "refresh_token", "refresh_token": "{refresh_token}"}
_CLIENT = {"client_id": "{client_id}", "client_secret": "{client_secret}"}
_GRANTS: Mapping[str, Mapping[str, str]] = {
    "clientCredentials": {"grant_type": "client_credentials", **_CLIENT},
    "password": {"grant_type": "password", "username": "{username}", "password": "{password}"},
    # A person has to agree to these once; from then on the refresh token is enough (section 6, and RFC 8628).
    "authorizationCode": _REFRESH,
    "deviceAuthorization": _REFRESH,
}


def find_grant(api: Api, trusted_hosts: Sequence[str]) -> TokenRequest | None:
    """How a machine gets a token by itself, where some scheme of the document allows it.

    Of several flows, all whose token URL is the same can be used; client credentials first, as they need no person.
    """
    schemes = sorted(api.security_schemes, key=lambda scheme: not scheme.flows)
    for scheme in schemes:
        if found := _flow_grant(scheme, api, trusted_hosts) or _discovered(scheme, api, trusted_hosts):
            return found
    return None


def _flow_grant(scheme: SecurityScheme, api: Api, trusted_hosts: Sequence[str]) -> TokenRequest | None:
    order = list(_GRANTS)
    flows = sorted((flow for flow in scheme.flows if flow.kind in order), key=lambda flow: order.index(flow.kind))
    places = [(flow, place) for flow in flows if (place := own_url(flow.token_url, api, trusted_hosts))]
    if not places:
        return None
    place = places[0][1]
    usable = [flow for flow, other in places if other == place]
    kinds = " and ".join(flow.kind for flow in usable)
    return _request(place, _grants(usable, scheme.scopes), f"the {kinds} flow of the document, token URL {place[0]}")


def _discovered(scheme: SecurityScheme, api: Api, trusted_hosts: Sequence[str]) -> TokenRequest | None:
    place = own_url(scheme.openid_url, api, trusted_hosts) if scheme.type == "openIdConnect" else None
    if place is None:
        return None
    flows = [OAuthFlow(kind) for kind in ("clientCredentials", "password", "authorizationCode")]
    grants = _grants(flows, scheme.scopes)
    return _request(place, grants, f"OpenID Connect, discovered at {place[0]}", discovery=place[0])


def _request(
    place: tuple[str, bool], grants: tuple[Mapping[str, Any], ...], reason: str, discovery: str = ""
) -> TokenRequest:
    return TokenRequest(
        operation="",
        method="POST",
        url="" if discovery else place[0],
        encoding="form",
        fields={},
        token="access_token",  # noqa: S106  where it stands
        refresh_token="refresh_token",  # noqa: S106
        expires_in="expires_in",
        expected=(),
        reason=reason,
        at_root=place[1],
        grants=grants,
        discovery=discovery,
    )


def _grants(flows: Sequence[OAuthFlow], scopes: Sequence[str]) -> tuple[Mapping[str, Any], ...]:
    """The fields of each grant; what operations demand of scopes is asked for."""
    scope = {"scope": " ".join(scopes)} if scopes else {}
    known: dict[str, Mapping[str, Any]] = {}
    for flow in flows:
        fields = _GRANTS[flow.kind]
        known.setdefault(fields["grant_type"], {**fields, **({} if fields is _REFRESH else scope)})
    return tuple(known.values())


def refresh_of(grant: TokenRequest | None, api: Api, trusted_hosts: Sequence[str]) -> TokenRequest | None:
    """The refresh of a grant (RFC 6749, section 6), at the refresh URL where there is one.

    Client credentials are simply sent again.
    """
    if grant is None or all(fields["grant_type"] == "client_credentials" for fields in grant.grants):
        return None
    url, at_root = grant.url, grant.at_root
    for flow in _flows(api):
        if flow.refresh_url and (place := own_url(flow.refresh_url, api, trusted_hosts)):
            url, at_root = place
            break
    reason = "the refresh token of the flow"
    return _request((url, at_root), (_REFRESH,), reason, grant.discovery)


def _flows(api: Api) -> Iterator[OAuthFlow]:
    return (flow for scheme in api.security_schemes for flow in scheme.flows)


def foreign_hosts(api: Api, trusted_hosts: Sequence[str]) -> dict[str, str]:
    """Scheme -> a host that the document wants secrets sent to, and that the user has not named."""
    found: dict[str, str] = {}
    for scheme in api.security_schemes:
        urls = [flow.token_url for flow in scheme.flows if flow.kind in _GRANTS and flow.token_url]
        urls += [scheme.openid_url] if scheme.type == "openIdConnect" else []
        if urls and not any(own_url(url, api, trusted_hosts) for url in urls):
            found[scheme.name] = _host(urls[0])
    return found


def own_url(address: str, api: Api, trusted_hosts: Sequence[str] = ()) -> tuple[str, bool] | None:
    """A token URL as a run calls it, and whether its path begins at the root of the host; None for a foreign host.

    Secrets go nowhere else because a document says so. Requests are sent to the server's URL and a path, so of
    `/v1/token` below `https://api.example.com/v1` only `/token` is left; `/token` beside it begins at the root.
    """
    try:
        url, servers = urlsplit(address), [urlsplit(server.url) for server in api.servers]
    except ValueError:  # http://[ is no address
        return None
    if not address:
        return None
    if url.netloc and url.netloc not in [server.netloc for server in servers]:
        return (address, False) if _is_trusted(address, trusted_hosts) else None
    query = f"?{url.query}" if url.query else ""
    base = servers[0].path.strip("/") if servers else ""
    if not url.netloc and not url.path.startswith("/"):
        return f"/{url.path}{query}", False
    path = f"{url.path}{query}" or "/"
    if not base or (not url.netloc and any(operation.path == url.path for operation in api.operations)):
        return path, False
    below = path.removeprefix(f"/{base}")
    return (below, False) if below != path and below.startswith("/") else (path, True)


def _is_trusted(address: str, trusted_hosts: Sequence[str]) -> bool:
    return _host(address) in trusted_hosts and urlsplit(address).scheme in ("http", "https")


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
