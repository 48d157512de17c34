"""Secrets that only answers of the API hold: those that the user names, keys that a token gives, CSRF tokens."""

from collections.abc import Mapping
from typing import Any

from apigen.analysis.auth.login import find_csrf, find_key
from apigen.analysis.auth.model import Lookup, SchemeUse
from apigen.analysis.auth.schemes import Needed
from apigen.analysis.auth.wishes import AuthWishes, find_operation, placeholders
from apigen.openapi.model import Api, SecurityRequirement

_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE", "QUERY")


def find_lookups(
    api: Api, needed: Needed, uses: dict[str, SchemeUse], wishes: AuthWishes, *, has_login: bool
) -> tuple[tuple[Lookup, ...], Needed]:
    """What a user reads after its login, and what each operation needs then; `uses` gets the scheme of CSRF tokens."""
    if wishes.lookups or not has_login:
        return _wished(api, needed, wishes), needed
    keys, csrf = _key_lookups(api, needed, uses), find_csrf(api)
    if not csrf:
        return keys, needed
    found, needed = _csrf_lookup(csrf, api, needed, uses)
    return (*keys, found), needed


def _wished(api: Api, needed: Needed, wishes: AuthWishes) -> tuple[Lookup, ...]:
    found = []
    for wish in wishes.lookups:
        operation = find_operation(api, wish.operation, "from-response")
        found.append(Lookup(wish.column, operation.key, operation.path, wish.at, needed[operation.key]))
    return tuple(found)


def _key_lookups(api: Api, needed: Needed, uses: Mapping[str, SchemeUse]) -> tuple[Lookup, ...]:
    """Keys that an answer holds to which a token is enough: `adminkey` of GET /wallets, the "Admin key for wallets"."""
    open_to_token = [op for op in api.operations if any(_takes_token(names, uses) for names in needed[op.key])]
    for scheme in api.security_schemes:
        use = uses.get(scheme.name)
        if scheme.type != "apiKey" or use is None or use.takes_token:
            continue
        if found := find_key(api, open_to_token, f"{scheme.name} {scheme.parameter} {scheme.description}"):
            operation, path = found
            column = placeholders({"": use.value})[0]
            return (Lookup(column, operation.key, operation.path, path, needed[operation.key]),)
    return ()


def _takes_token(names: SecurityRequirement, uses: Mapping[str, SchemeUse]) -> bool:
    return bool(names) and all(uses[name].takes_token for name in names)


def _csrf_lookup(csrf: tuple[Any, str], api: Api, needed: Needed, uses: dict[str, SchemeUse]) -> tuple[Lookup, Needed]:
    """A CSRF token that an operation gives goes with everything that writes, besides what that carries already."""
    operation, path = csrf
    uses["csrf"] = SchemeUse("csrf", "header", "X-CSRF-Token", "{csrf_token}")
    writes = {op.key for op in api.operations if op.method not in _SAFE}
    with_csrf = {
        key: (*((*names, "csrf") for names in alternatives if names), *alternatives) if key in writes else alternatives
        for key, alternatives in needed.items()
    }
    return Lookup("csrf_token", operation.key, operation.path, path, needed[operation.key]), with_csrf
