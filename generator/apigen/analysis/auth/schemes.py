"""How the security schemes of a document are sent, and what an operation needs of them once the user has spoken."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import combinations

from apigen.analysis.auth.model import SchemeUse, TokenRequest
from apigen.analysis.auth.wishes import AuthWishes, scheme_of
from apigen.identifiers import snake_case, words_of
from apigen.openapi.model import Api, Operation, SecurityRequirement, SecurityScheme

BEARER = "Bearer {token}"
_AUTHORIZATION = ("header", "basic", "digest")  # places that mean the Authorization header
# `Authorization: Token abc`, prefix "Token", `Bearer <token>`, 'Apikey SECRET': the word before a token, described.
_WORD = re.compile(
    r"authorization\W+([a-z][a-z-]{1,15})\s+[<{\[\w]|prefix\W+([a-z][a-z-]{1,15})\b|"
    r"[\"'`]([a-z][a-z-]{1,15})\s+(?:[<{\[]|\w*[\"'`])",
    re.IGNORECASE,
)
_WORDS = {word.lower(): word for word in ("Bearer", "Token", "JWT", "ApiKey", "Api-Key", "Key", "OAuth", "SSWS")}

_LOGIN_TOKENS = frozenset("accesstoken authtoken authenticationtoken jwt jwttoken sessiontoken token usertoken".split())

Needed = dict[str, tuple[SecurityRequirement, ...]]
"""Operation key -> alternatives."""


def scheme_uses(api: Api, login: TokenRequest | None, wishes: AuthWishes) -> dict[str, SchemeUse]:
    """Every scheme that can be sent, by name: the document's as the user corrects them, and the user's own."""
    uses: dict[str, SchemeUse] = {}
    for scheme in api.security_schemes:
        use = wishes.schemes.get(scheme.name, _use(scheme, login))
        if use:
            uses[scheme.name] = use
    uses.update({name: use for name, use in wishes.schemes.items() if use})
    for use in wishes.add:
        uses = {name: other for name, other in uses.items() if not _same_place(use, other)}
        uses[use.name] = use
    for _, alternatives in wishes.security:
        for name in _names(alternatives):
            if name not in uses and name not in wishes.schemes:
                uses[name] = replace(scheme_of(name, "[auth.security]"), name=name)
    return _own_columns(uses)


def _use(scheme: SecurityScheme, login: TokenRequest | None) -> SchemeUse | None:
    """How a declared scheme is sent; None for HTTP schemes that are not implemented."""
    if scheme.type == "apiKey":
        return _key(scheme, login)
    if scheme.type == "http" and scheme.scheme in ("basic", "digest"):
        return SchemeUse(scheme.name, scheme.scheme, "Authorization", "{username}:{password}")
    if scheme.type in ("oauth2", "openIdConnect") or (scheme.type == "http" and scheme.scheme in ("bearer", "oauth")):
        return SchemeUse(scheme.name, "header", "Authorization", BEARER)
    if scheme.type == "mutualTLS":
        return SchemeUse(scheme.name, "certificate", "", "{client_cert}")
    return None


def _key(scheme: SecurityScheme, login: TokenRequest | None) -> SchemeUse:
    """A key, or the token of a login; in a header that is named `Authorization: Bearer` after that word."""
    header, _, word = map(str.strip, scheme.parameter.partition(":")) if scheme.location == "header" else ("", "", "")
    is_authorization = header.lower() == "authorization"
    if is_authorization and not word:
        word = word_in(f"{scheme.description[:2000]} {scheme.name}") or ("Bearer" if login else "")
    is_handed_out = login and (
        login.token == f"{scheme.location}:{scheme.parameter}" or _names_token_of_login(scheme.parameter)
    )
    is_token = login and (is_authorization or is_handed_out)
    value = f"{word} {{{'token' if is_token else 'api_key'}}}".lstrip()
    return SchemeUse(scheme.name, scheme.location, header or scheme.parameter, value)


def _names_token_of_login(name: str) -> bool:
    """Whether a parameter is called as what a login gives: `X-Access-Token`, but not `Private-Token`."""
    return "".join(word for word in words_of(name) if word != "x") in _LOGIN_TOKENS


def word_in(text: str) -> str:
    """The word that a text shows before a token (`Token` of "Authorization: Token abc"), or else speaks of."""
    for match in _WORD.finditer(text):
        word = next(group for group in match.groups() if group)
        if word.lower() in _WORDS:
            return _WORDS[word.lower()]
    return "Bearer" if "bearer" in text.lower() else ""


def _own_columns(uses: Mapping[str, SchemeUse]) -> dict[str, SchemeUse]:
    """`api_key` is the secret of the only key; several keys have the names of their schemes."""
    keys = [use for use in uses.values() if "{api_key}" in use.value]
    if len(keys) < 2:
        return dict(uses)
    return {
        name: replace(use, value=use.value.replace("api_key", snake_case(name, "api_key"))) if use in keys else use
        for name, use in uses.items()
    }


def _same_place(one: SchemeUse, other: SchemeUse) -> bool:
    places = {place if place not in _AUTHORIZATION else "header" for place in (one.place, other.place)}
    return len(places) == 1 and one.key.lower() == other.key.lower()


def needed_schemes(api: Api, uses: Mapping[str, SchemeUse], wishes: AuthWishes) -> Needed:
    """The alternatives of each operation that can be used.

    Where a document declares schemes and demands them nowhere, they are sent everywhere: many forget to say so.
    Others forget single operations: one that says nothing, but answers 401 or 403, gets what most others demand.
    """
    declared = {scheme.name for scheme in api.security_schemes if wishes.schemes.get(scheme.name, True)}
    if declared and not any(op.security for op in api.operations):
        everywhere: tuple[SecurityRequirement, ...] = tuple((name,) for name in uses if name in declared)
        needed = {op.key: everywhere for op in api.operations}
    else:
        usual = Counter(op.security for op in api.operations if op.security).most_common(1)
        elsewhere = usual[0][0] if usual else ()
        needed = {op.key: elsewhere if _forgets_security(op) else op.security for op in api.operations}
    added = tuple(use.name for use in wishes.add)
    usable = {key: _usable(alternatives, uses, wishes, added) for key, alternatives in needed.items()}
    for matcher, texts in wishes.security:
        wanted = tuple(tuple(_names([text])) for text in texts)
        usable.update({op.key: wanted for op in api.operations if matcher.matches(op)})

    def last(names: SecurityRequirement) -> tuple[bool, bool]:
        return bool(clashing(names, uses)), any(_is_exposed(uses[name]) for name in names)

    return {key: tuple(sorted(found, key=last)) for key, found in usable.items()}


def _is_exposed(use: SchemeUse) -> bool:
    """Whether a key is sent where others see it or browsers send it by themselves: servers demand more there."""
    return use.place in ("query", "cookie") and not use.takes_token


def _forgets_security(operation: Operation) -> bool:
    """Whether an operation says nothing about security, and yet that it may refuse whoever asks."""
    return not operation.declares_security and any(r.status in ("401", "403") for r in operation.responses)


def clashing(names: SecurityRequirement, uses: Mapping[str, SchemeUse]) -> tuple[str, ...]:
    """Those of the schemes that want different things in one header: such an alternative is the last to try."""
    pairs = [
        (one, other)
        for one, other in combinations(names, 2)
        if _same_place(uses[one], uses[other]) and uses[one].value != uses[other].value
    ]
    return tuple(dict.fromkeys(name for pair in pairs for name in pair))


def _usable(
    alternatives: tuple[SecurityRequirement, ...],
    uses: Mapping[str, SchemeUse],
    wishes: AuthWishes,
    added: SecurityRequirement,
) -> tuple[SecurityRequirement, ...]:
    """The alternatives without schemes that are off, each with what the user adds.

    An added scheme takes the place of those that are sent under the same name.
    """
    off = {name for name, use in wishes.schemes.items() if use is None}
    found: list[SecurityRequirement] = []
    for names in alternatives:
        wanted = [name for name in names if name not in off]
        if names and not wanted:
            continue
        kept = [name for name in wanted if name in uses] if added else wanted
        if all(name in uses for name in kept):
            found.append((*kept, *(name for name in added if name not in kept)))
    return tuple(dict.fromkeys(found)) or ((added,) if added else ())


def _names(alternatives: Iterable[str]) -> list[str]:
    """The schemes of `bearer + X-Key`."""
    return [name.strip() for text in alternatives for name in text.split(" + ") if name.strip()]


def without_token(
    alternatives: Iterable[SecurityRequirement], uses: Mapping[str, SchemeUse]
) -> tuple[SecurityRequirement, ...]:
    """What a login can carry: the schemes of each alternative that need no token."""
    kept = (tuple(name for name in names if not _needs_login(uses[name])) for names in alternatives)
    return tuple(dict.fromkeys(names for names in kept if names))


def _needs_login(use: SchemeUse) -> bool:
    return use.takes_token or "{refresh_token}" in use.value or use.place == "session"
