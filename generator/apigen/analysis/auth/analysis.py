"""From security schemes, requirements and the user's wishes to what each request has to carry.

Unlike the payloads, nothing is guessed into a request here: a scheme that cannot be used is a diagnostic, and an
operation that only it would open is sent without.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from apigen.analysis.auth.grants import find_grant, foreign_hosts, refresh_of
from apigen.analysis.auth.login import (
    find_csrf,
    find_key,
    find_login,
    find_logouts,
    find_refresh,
    login_fields,
    token_request,
)
from apigen.analysis.auth.model import COMMON_KEY, COOKIES, Auth, Lookup, SchemeUse, Secret, TokenRequest
from apigen.analysis.auth.schemes import BEARER, Needed, clashing, needed_schemes, scheme_uses, without_token
from apigen.analysis.auth.wishes import AuthWishes, RequestWish, find_operation, placeholders, scheme_of
from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.model import Api, SecurityRequirement

_SAFE = ("GET", "HEAD", "OPTIONS", "TRACE", "QUERY")
# Cookies by which frameworks hand out CSRF tokens, and the headers in which they want them back.
_CSRF_HEADERS = {
    "csrftoken": "X-CSRFToken",
    "XSRF-TOKEN": "X-XSRF-TOKEN",
    "_xsrf": "X-XSRFToken",
    "csrf_access_token": "X-CSRF-TOKEN",
    "csrf_token": "X-CSRF-Token",
}
_NO_WISHES = AuthWishes()


def find_auth(api: Api, wishes: AuthWishes = _NO_WISHES) -> tuple[Auth, tuple[Diagnostic, ...]]:
    """How each operation is called with credentials, and remarks on what cannot be used.

    Where a document has a login but declares no scheme, its token is sent as bearer; where it declares schemes but
    demands them nowhere, they are sent everywhere: more than a third of the real documents forget to say so.
    """
    login = _login(api, wishes)
    uses = scheme_uses(api, login, wishes)
    needed = needed_schemes(api, uses, wishes)
    if login and _is_boilerplate(login, uses, needed):
        needed = {key: (("login",), *alternatives) if alternatives else () for key, alternatives in needed.items()}
        uses["login"] = _undeclared(login)
    if login and not uses:
        uses = {"login": _undeclared(login)}
        needed = {op.key: (("login",),) for op in api.operations}
    grant = login or find_grant(api, wishes.trusted_hosts)
    if not any(use.takes_token for use in uses.values()):
        grant = login = None  # a token would go nowhere: such a login is an operation like any other
    refresh = _refresh(api, wishes, login, uses) if login else refresh_of(grant, api, wishes.trusted_hosts)
    grant, needed = _carried(grant, needed, uses, wishes.login)
    refresh, needed = _carried(refresh, needed, uses, wishes.refresh)
    lookups = _lookups(api, needed, wishes)
    if not wishes.lookups and grant:
        lookups = _key_lookups(api, needed, uses)
    if not wishes.lookups and grant and (csrf := find_csrf(api)):
        found, needed = _csrf_lookup(csrf, api, needed, uses)
        lookups = (*lookups, found)
    auth = Auth(
        schemes=tuple(uses.values()),
        secrets=_with_common_key(_secrets(uses, grant, lookups), needed),
        default=_most_common(needed),
        needed=needed,
        login=grant,
        refresh=refresh,
        logouts=tuple(find_operation(api, name, "logout").key for name in wishes.logout) or find_logouts(api),
        lookups=lookups,
        renew_on=wishes.renew_on,
        csrf=wishes.csrf or (_CSRF_HEADERS if grant and grant.token.startswith(COOKIES) else {}),
        trusted_hosts=wishes.trusted_hosts,
    )
    return auth, (*_remarks(api, uses, wishes, grant), *_contradictions(api, uses, needed))


def _is_boilerplate(login: TokenRequest, uses: Mapping[str, SchemeUse], needed: Needed) -> bool:
    """Whether basic authentication, all that is declared, is demanded even by the login with the same secrets.

    Generators of documents declare it by themselves (drf-yasg does), while the login gives the token that counts.
    """
    carried = {name for names in needed.get(login.operation, ()) for name in names}
    return bool(carried) and {use.place for use in uses.values()} == {"basic"}


def _undeclared(login: TokenRequest) -> SchemeUse:
    """How the token of a login is sent where the document does not say: cookies come back by themselves."""
    if login.token == COOKIES:
        return SchemeUse("login", "session", "", "{token}")
    return SchemeUse("login", "header", "Authorization", BEARER if login.token else "{token_type} {token}")


def _login(api: Api, wishes: AuthWishes) -> TokenRequest | None:
    """The login that the user names, else the one that is found, with what the user says about it."""
    wish = wishes.login
    if not wishes.has_login:
        return None
    if wish and wish.operation:
        operation = find_operation(api, wish.operation, "login")
        fields = login_fields(api, operation)
        token = wish.token or getattr(find_login(replace(api, operations=(operation,))), "token", "")
        reason = f"{operation.key}, as apigen.toml says"
        return _as_wished(token_request(api, operation, fields, token, reason), wish)
    if wish and wish.url:
        encoding, reason = wish.encoding or "json", f"{wish.url}, as apigen.toml says"
        bare = TokenRequest("", wish.method, wish.url, encoding, {}, "", "refresh_token", "expires_in", (), reason)
        return _as_wished(bare, wish)
    found = find_login(api)
    return _as_wished(found, wish) if found and wish else found


def _as_wished(request: TokenRequest, wish: RequestWish) -> TokenRequest:
    return replace(
        request,
        encoding=wish.encoding or request.encoding,
        fields=wish.fields or request.fields,
        grants=() if wish.fields else request.grants,
        token=wish.token or request.token,
        refresh_token=wish.refresh_token or request.refresh_token,
        expires_in=wish.expires_in or request.expires_in,
    )


def _refresh(api: Api, wishes: AuthWishes, login: TokenRequest, uses: dict[str, SchemeUse]) -> TokenRequest | None:
    """The refresh of a login; where its body does not take the refresh token, a scheme has to carry it."""
    wish = wishes.refresh
    if wish and wish.operation:
        operation = find_operation(api, wish.operation, "refresh")
        reason = f"{operation.key}, as apigen.toml says"
        found: TokenRequest | None = token_request(api, operation, wish.fields, wish.token or login.token, reason)
    else:
        found = find_refresh(api, login)
    if found is None:
        return None
    if wish:
        found = _as_wished(found, wish)
    if not found.fields and not (wish and wish.send):
        operation = find_operation(api, found.operation, "refresh")
        name = next((name for names in operation.security for name in names if name in uses), "refresh")
        if name != "refresh" and not _is_only_for(api, name, operation.key):
            name = "refresh"
        uses[name] = SchemeUse(name, "header", "Authorization", "Bearer {refresh_token}")
        found = replace(found, security=((name,),))
    return found


def _is_only_for(api: Api, scheme: str, key: str) -> bool:
    return not any(scheme in names for op in api.operations if op.key != key for names in op.security)


def _carried(
    request: TokenRequest | None, needed: Needed, uses: dict[str, SchemeUse], wish: RequestWish | None
) -> tuple[TokenRequest | None, Needed]:
    """What a request for a token carries itself: the keys that its operation demands, and what the user says."""
    if request is None:
        return None, needed
    security = request.security or without_token(needed.get(request.operation, ()), uses)
    if wish and wish.send:
        use = scheme_of(wish.send, "[auth] send")
        name = f"{use.name} of {request.method} {request.url}"
        uses[name] = replace(use, name=name)
        security = ((name,),)
    if request.operation:
        needed = {**needed, request.operation: security}
    return replace(request, security=security), needed


def _lookups(api: Api, needed: Needed, wishes: AuthWishes) -> tuple[Lookup, ...]:
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


def _most_common(needed: Mapping[str, tuple[SecurityRequirement, ...]]) -> tuple[SecurityRequirement, ...]:
    counted = Counter(needed.values()).most_common(1)
    return counted[0][0] if counted else ()


def _secrets(
    uses: Mapping[str, SchemeUse], request: TokenRequest | None, lookups: tuple[Lookup, ...]
) -> tuple[Secret, ...]:
    """What a user of the API knows, in the order people think of it: name, password, then keys and tokens."""
    alone = len(uses) == 1
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
            if use.place != "session":
                add("token", use.name, alone and request is None)
        for name in placeholders({"": use.value}):
            if name != "token" and name not in read:
                add(name, use.name, alone)
    return tuple(found.values())


def _with_common_key(secrets: tuple[Secret, ...], needed: Needed) -> tuple[Secret, ...]:
    """The same and, where several keys are never asked for at once, one that stands for all of them.

    Most of them are one key, which a server takes from a header, a query or a cookie.
    """
    schemes = {secret.scheme for secret in secrets if secret.kind == "api_key"}
    together = any(len(schemes.intersection(names)) > 1 for found in needed.values() for names in found)
    if len(schemes) < 2 or together:
        return secrets
    return (*secrets, Secret(COMMON_KEY, " or ".join(sorted(schemes)), "api_key", False))


_KINDS = ("username", "password", "token", "client_id", "client_secret", "refresh_token", "client_cert")


def _starts_with_refresh(request: TokenRequest | None) -> bool:
    """Whether a refresh token is where a user has to begin: the flows to which a person must agree once."""
    return request is not None and any("refresh_token" in placeholders(fields) for fields in request.grants)


def _remarks(
    api: Api, uses: Mapping[str, SchemeUse], wishes: AuthWishes, login: TokenRequest | None
) -> Iterator[Diagnostic]:
    required = {name for op in api.operations for names in op.security for name in names}
    for scheme in api.security_schemes:
        if scheme.name not in uses and scheme.name in required and wishes.schemes.get(scheme.name, True):
            if wishes.add:
                continue
            kind = f"http {scheme.scheme}" if scheme.type == "http" else scheme.type
            yield Diagnostic(
                Severity.WARNING,
                "AG401",
                f"security scheme {scheme.name!r} ({kind}) cannot be used: requests are sent without it",
                hint=f'say how it is sent: [auth.schemes] {scheme.name} = "header:Authorization:..." in apigen.toml',
            )
    if login is None:
        for name, host in foreign_hosts(api, wishes.trusted_hosts).items():
            if name in uses:
                yield Diagnostic(
                    Severity.INFO,
                    "AG403",
                    f"security scheme {name!r} gets its tokens from {host}, which is not the host of the API: "
                    "no secret is sent there",
                    hint=f'give a token, or write [auth] trusted-hosts = ["{host}"] in apigen.toml',
                )


def _contradictions(api: Api, uses: Mapping[str, SchemeUse], needed: Needed) -> Iterator[Diagnostic]:
    """Operations that demand two things in one header, which can hold one of them."""
    for operation in api.operations:
        names = next(iter(needed[operation.key]), ())
        if both := clashing(names, uses):
            kept = " + ".join(name for name in names if name not in both[1:])
            yield Diagnostic(
                Severity.WARNING,
                "AG405",
                f"{operation.key} demands {' and '.join(both)} at once, which want the same header: one is sent",
                operation.location,
                f'say which: [auth.security] "{operation.key}" = "{kept}" in apigen.toml',
            )
