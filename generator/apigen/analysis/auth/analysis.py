"""From security schemes, requirements and the user's wishes to what each request has to carry.

Unlike the payloads, nothing is guessed into a request here: a scheme that cannot be used is a diagnostic, and an
operation that only it would open is sent without.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from apigen.analysis.auth.grants import find_grant, refresh_of
from apigen.analysis.auth.login import find_login, find_logouts, find_refresh, login_fields, token_request
from apigen.analysis.auth.lookups import find_lookups
from apigen.analysis.auth.model import COOKIES, Auth, SchemeUse, TokenRequest
from apigen.analysis.auth.remarks import contradictions, remarks
from apigen.analysis.auth.schemes import BEARER, Needed, needed_schemes, scheme_uses, without_token
from apigen.analysis.auth.secrets import find_secrets
from apigen.analysis.auth.wishes import AuthWishes, RequestWish, find_operation, scheme_of
from apigen.diagnostics import Diagnostic
from apigen.openapi.model import Api, SecurityRequirement

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
    uses, needed = _uses_and_needs(api, login, wishes)
    grant = login or find_grant(api, wishes.trusted_hosts)
    if not any(use.takes_token for use in uses.values()):
        grant = login = None  # a token would go nowhere: such a login is an operation like any other
    refresh = _refresh(api, wishes, login, uses) if login else refresh_of(grant, api, wishes.trusted_hosts)
    grant, needed = _carried(grant, needed, uses, wishes.login)
    refresh, needed = _carried(refresh, needed, uses, wishes.refresh)
    lookups, needed = find_lookups(api, needed, uses, wishes, has_login=grant is not None)
    auth = Auth(
        schemes=tuple(uses.values()),
        secrets=find_secrets(uses, grant, lookups, needed),
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
    return auth, (*remarks(api, uses, wishes, grant), *contradictions(api, uses, needed))


def _uses_and_needs(api: Api, login: TokenRequest | None, wishes: AuthWishes) -> tuple[dict[str, SchemeUse], Needed]:
    """How schemes are sent and what each operation needs; the token of a login gets a scheme where it has none."""
    uses = scheme_uses(api, login, wishes)
    needed = needed_schemes(api, uses, wishes)
    if login and _is_boilerplate(login, uses, needed):
        needed = {key: (("login",), *alternatives) if alternatives else () for key, alternatives in needed.items()}
        uses["login"] = _undeclared(login)
    if login and not uses:
        uses = {"login": _undeclared(login)}
        needed = {op.key: (("login",),) for op in api.operations}
    return uses, needed


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


def _most_common(needed: Mapping[str, tuple[SecurityRequirement, ...]]) -> tuple[SecurityRequirement, ...]:
    counted = Counter(needed.values()).most_common(1)
    return counted[0][0] if counted else ()
