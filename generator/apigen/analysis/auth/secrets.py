"""What a user of the API has to know: names, passwords, keys and tokens."""

from collections.abc import Iterable, Mapping, Sequence

from apigen.analysis.auth.model import COMMON_KEY, Lookup, SchemeUse, Secret, TokenRequest
from apigen.analysis.auth.schemes import Needed
from apigen.analysis.auth.wishes import placeholders

_KINDS = ("username", "password", "token", "client_id", "client_secret", "refresh_token", "client_cert")


def find_secrets(
    uses: Mapping[str, SchemeUse], request: TokenRequest | None, lookups: tuple[Lookup, ...], needed: Needed
) -> tuple[Secret, ...]:
    """All secrets of an account; `request` gives the token, and `lookups` are read after it."""
    return _with_common_key(_secrets(uses, request, lookups, needed), needed, _keys_of_logins(uses.values()))


def _secrets(
    uses: Mapping[str, SchemeUse], request: TokenRequest | None, lookups: tuple[Lookup, ...], needed: Needed
) -> tuple[Secret, ...]:
    """What a user of the API knows, in the order people think of it: name, password, then keys and tokens."""
    alone = len(uses) == 1
    every = [names for found in needed.values() for names in found]
    read = {"token_type", "refresh_token", *(lookup.column for lookup in lookups)}
    found: dict[tuple[str, str], Secret] = {}

    def add(name: str, scheme: str, required: bool) -> None:
        kind = name if name in _KINDS else "api_key"
        found.setdefault((name, scheme), Secret(name, scheme, kind, required))

    for use in uses.values():
        if use.takes_token:
            asked = [request.fields, *request.grants] if request else []
            one_way = alone and len(asked) - (not (request and request.fields)) < 2
            for fields in asked:
                for name in placeholders(fields):
                    if name != "refresh_token" or _starts_with_refresh(request):
                        add(name, use.name, one_way)
            if _starts_with_refresh(request):  # most servers give refreshed tokens only to clients that they know
                add("client_id", use.name, False)
                add("client_secret", use.name, False)
            if use.place != "session":
                add("token", use.name, alone and request is None)
        for name in placeholders({"": use.value}):
            if name != "token" and name not in read:
                add(name, use.name, alone or (bool(every) and all(use.name in names for names in every)))
    return tuple(found.values())


def _keys_of_logins(uses: Iterable[SchemeUse]) -> list[str]:
    """The schemes that are declared as keys, and sent as the token of a login."""
    return [use.name for use in uses if use.takes_token and use.key and use.key.lower() != "authorization"]


def _with_common_key(secrets: tuple[Secret, ...], needed: Needed, of_logins: Sequence[str]) -> tuple[Secret, ...]:
    """The same and, where several keys are never asked for at once, one that stands for all of them.

    Most of them are one key, which a server takes from a header, a query or a cookie. A ready key may also stand for
    the token of a login (`of_logins`: the schemes that send it) where no other key is asked for.
    """
    schemes = {secret.scheme for secret in secrets if secret.kind == "api_key"}
    if of_logins and not schemes:
        return (*secrets, Secret(COMMON_KEY, " or ".join(of_logins), "api_key", False))
    together = any(len(schemes.intersection(names)) > 1 for found in needed.values() for names in found)
    if len(schemes) < 2 or together:
        return secrets
    return (*secrets, Secret(COMMON_KEY, " or ".join(sorted(schemes)), "api_key", False))


def _starts_with_refresh(request: TokenRequest | None) -> bool:
    """Whether a refresh token is where a user has to begin: the flows to which a person must agree once."""
    return request is not None and any("refresh_token" in placeholders(fields) for fields in request.grants)
