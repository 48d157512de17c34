"""The names under which a run finds its secrets in the environment."""

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from apigen.analysis.auth import Auth, Lookup, TokenRequest
from apigen.openapi.model import Api
from apigen.plan.host import ORIGIN, server_prefix
from apigen.plan.model import AuthFlow, Credential


def env_prefix(folder: str) -> str:
    """The output folder's name in capitals: `my-shop` gives MY_SHOP."""
    prefix = re.sub(r"[^A-Z0-9]+", "_", folder.upper()).strip("_") or "API"
    return f"API_{prefix}" if prefix[0].isdigit() else prefix


def auth_flow(
    auth: Auth, prefix: str, api: Api, base_path: str, stand_ins: Mapping[str, str] = MappingProxyType({})
) -> AuthFlow:
    """The analysis with its secrets named (`token` becomes SHOP_TOKEN) and its requests where the API has them.

    `stand_ins`: what is sent where the account has no such column.
    """
    credentials = tuple(
        Credential(
            env=f"{prefix}_{secret.name.upper()}",
            scheme=secret.scheme,
            kind=secret.kind,
            required=secret.required,
            column=secret.name,
        )
        for secret in auth.secrets
    )
    return AuthFlow(
        schemes=auth.schemes,
        security=auth.default,
        login=_placed(auth.login, api, base_path),
        refresh=_placed(auth.refresh, api, base_path),
        credentials=credentials,
        lookups=tuple(_lookup_placed(lookup, api, base_path) for lookup in auth.lookups),
        renew_on=auth.renew_on,
        csrf=auth.csrf,
        trusted_hosts=auth.trusted_hosts,
        stand_ins=stand_ins,
    )


def _placed(request: TokenRequest | None, api: Api, base_path: str) -> TokenRequest | None:
    """A request for a token below the base path of the user, or on the server that its operation has for itself."""
    if request is None or request.at_root:
        return request
    if request.discovery:
        return replace(request, discovery=_below(request.discovery, base_path))
    url, at_root = _place(request.operation, request.url, api, base_path)
    return replace(request, url=url, at_root=at_root)


def _lookup_placed(lookup: Lookup, api: Api, base_path: str) -> Lookup:
    return replace(lookup, url=_place(lookup.operation, lookup.url, api, base_path)[0])


def _place(key: str, url: str, api: Api, base_path: str) -> tuple[str, bool]:
    """The URL behind the prefix of its operation, and whether that begins at the root of the host."""
    operation = next((op for op in api.operations if op.key == key), None)
    prefix = server_prefix(operation, api, base_path) if operation else (base_path,)
    path = "".join(part for part in prefix if isinstance(part, str))
    return (_below(url, path), (ORIGIN,) in prefix)


def _below(url: str, path: str) -> str:
    return url if url.startswith(("http://", "https://")) else f"{path}{url}"
