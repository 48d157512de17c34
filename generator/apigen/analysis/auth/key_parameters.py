"""Credentials that a document declares as parameters: a required header `X-Api-Key`, a `token` beside its own scheme.

Nobody can draw these: what a server takes is known to its users alone. So they are read as security schemes, with
values from the environment. OpenAPI (3.1, section 4.8.12.1) wants them under `securitySchemes`; generators that read
code find the parameter of a function, and people copy their manual.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from apigen.analysis.auth.schemes import word_in
from apigen.identifiers import words_of
from apigen.openapi.model import Api, Operation, Parameter, SecurityRequirement, SecurityScheme

_OWNERS = frozenset(
    "access admin api app application auth authentication authorization bearer id jwt master oauth private secret "
    "service session user".split()
)
_KEY_OWNERS = _OWNERS | {"client", "subscription"}  # a client token makes requests idempotent
_SECRET_OWNERS = frozenset("api app auth client consumer".split())
_ALONE = frozenset("accesstoken apikey apitoken appkey authkey authorization authtoken bearer jwt secret token".split())
_BARE = frozenset(("token", "secret"))
_OF_FEW_USERS = frozenset("admin internal master root service".split())
_BASIC = re.compile(r"\s*basic\b|.*\bbasic (auth|access|base64|<)", re.IGNORECASE | re.DOTALL)
_TOKEN = re.compile(r"\b(bearer|token|jwt)\b", re.IGNORECASE)
_COMPANIONS = frozenset("account email id login secret user userid username".split())
_SHOWN = frozenset("const default enum example examples x-example".split())
_FEW = 3  # operations; a query parameter of fewer may be what they are about
_MANY = 0.1  # of all operations: a header that so many demand is one that others forget

Place = tuple[str, str]  # location and name; headers in small letters


@dataclass(frozen=True, slots=True)
class KeyParameter:
    """A required parameter that became a scheme, and one of the operations that have it."""

    scheme: str
    parameter: Parameter
    operation: Operation


def with_key_parameters(api: Api, kept: Collection[str] = ()) -> tuple[Api, tuple[KeyParameter, ...]]:
    """The API with these parameters as schemes that its operations demand, and the required ones of them.

    `kept` are the names of those that stay parameters. Where the document declares no scheme at all, a header that
    many operations demand is sent with all that say nothing: who forgets to declare security forgets some operations as
    well. Where it declares some, an optional key is another way in, for which a test has no use.
    """
    found = _credentials(api, kept)
    if not found:
        return api, ()
    every = [(each, operation) for operation in reversed(api.operations) for each in operation.parameters]
    required = {_place(each): KeyParameter("", each, operation) for each, operation in every if each.required}
    declared = {_sent_at(scheme): scheme for scheme in reversed(api.security_schemes)}
    schemes: dict[Place, SecurityScheme] = {}
    names = {scheme.name for scheme in api.security_schemes}
    for place, parameter in found.items():
        if place in declared or place in required or not declared:
            schemes[place] = declared.get(place) or _scheme(parameter, names)
            names.add(schemes[place].name)
    usual = () if declared else tuple(schemes[place].name for place in schemes if _is_forgotten(api, place))
    known = {scheme.name: scheme for scheme in (*api.security_schemes, *schemes.values())}
    sent = _Sent(found, schemes, {name: _sent_at(scheme) for name, scheme in known.items()}, usual)
    operations = tuple(_demanding(operation, sent) for operation in api.operations)
    keys = [replace(required[place], scheme=scheme.name) for place, scheme in schemes.items() if place in required]
    return replace(api, operations=operations, security_schemes=tuple(known.values())), tuple(keys)


@dataclass(frozen=True, slots=True)
class _Sent:
    """What is sent in place of parameters."""

    found: Collection[Place]  # the parameters
    schemes: Mapping[Place, SecurityScheme]  # those that are sent instead
    places: Mapping[str, Place]  # of all schemes
    usual: SecurityRequirement  # what operations demand that say nothing


def _credentials(api: Api, kept: Collection[str]) -> dict[Place, Parameter]:
    """The first parameter of each place that holds a credential, in the order of the document."""
    off = {name.lower() for name in kept}
    uses: dict[Place, list[tuple[Operation, Parameter]]] = {}
    for operation in api.operations:
        for parameter in operation.parameters:
            if parameter.location != "path" and parameter.name.lower() not in off:
                uses.setdefault(_place(parameter), []).append((operation, parameter))
    sent = {_sent_at(scheme) for scheme in api.security_schemes}
    every = len(api.operations)
    keys = {place for place, each in uses.items() if place in sent or _is_key(each, every)}
    stems = {(location, *words_of(name)[:-1]) for location, name in keys} - {("header",), ("query",), ("cookie",)}
    beside = {place for place, each in uses.items() if _is_companion(each[0][1], stems)}
    return {place: each[0][1] for place, each in uses.items() if place in keys | beside}


def _is_forgotten(api: Api, place: Place) -> bool:
    """Whether a header is demanded by so many operations that the others need it as well."""
    demanding = sum(any(p.required and _place(p) == place for p in each.parameters) for each in api.operations)
    is_for_all = _OF_FEW_USERS.isdisjoint(words_of(place[1]))
    return place[0] == "header" and is_for_all and demanding >= max(1, _MANY * len(api.operations))


def _is_key(uses: Sequence[tuple[Operation, Parameter]], every: int) -> bool:
    """Whether a parameter proves who asks, by its name and by how operations use it; `every`: how many there are.

    A `token` in the query of few is what these are about: it confirms an address. A token that is demanded beside
    declared security is another one, as that of a patient; an optional key for which the document shows a value may be
    sent as it is.
    """
    parameter = uses[0][1]
    is_bare = parameter.name.lower() == "key" and "api key" in parameter.description.lower()
    if not (is_bare or says_credential(parameter.name)):
        return False
    fewest = max(_FEW, every / 2) if parameter.name.lower() in _BARE else _FEW
    if parameter.location != "header" and len(uses) < fewest:
        return False
    if not any(each.required for _, each in uses):
        schema = parameter.schema if isinstance(parameter.schema, Mapping) else {}
        return not (parameter.examples or _SHOWN & schema.keys())
    is_authorization = parameter.name.lower() == "authorization"
    is_token = words_of(parameter.name)[-1] == "token"
    return is_authorization or not (is_token and all(operation.security for operation, _ in uses))


def _is_companion(parameter: Parameter, stems: Collection[tuple[str, ...]]) -> bool:
    """Whether a parameter says whose key it is: `Api-Username` beside `Api-Key`."""
    *stem, last = words_of(parameter.name) or [""]
    return parameter.required and last in _COMPANIONS and (parameter.location, *stem) in stems


def says_credential(name: str) -> bool:
    """Whether a name is that of a key or token: `X-Api-Key`, `access_token`, `Authorization`."""
    words = [word for word in words_of(name) if word != "x"]
    if "".join(words) in _ALONE:
        return True
    owner, last = ("", *words)[-2:] if words else ("", "")
    is_key = last == "key" and (owner in _KEY_OWNERS or owner.endswith("api"))
    is_token = last == "token" and owner in _OWNERS
    return is_key or is_token or (last == "secret" and owner in _SECRET_OWNERS)


def _scheme(parameter: Parameter, taken: Collection[str]) -> SecurityScheme:
    """A key; for the Authorization header what its description says, else a token (RFC 6750)."""
    said, name = parameter.description[:2000], parameter.name
    is_free = name not in taken and name.lower() not in _BARE  # `token` is what a login gives
    called = name if is_free else f"{parameter.location} {name}"
    if name.lower() != "authorization":
        return SecurityScheme(called, "apiKey", parameter=name, location=parameter.location, description=said)
    if _BASIC.match(said) and not _TOKEN.search(said):
        return SecurityScheme(called, "http", "basic", description=said)
    if word_in(said) not in ("", "Bearer"):
        return SecurityScheme(called, "apiKey", parameter=name, location="header", description=said)
    return SecurityScheme(called, "http", "bearer", description=said)


def _demanding(operation: Operation, sent: _Sent) -> Operation:
    """The operation without the parameters that were found, and with the schemes that are sent instead."""
    parameters = tuple(each for each in operation.parameters if _place(each) not in sent.found)
    taken = [(each, sent.schemes[_place(each)].name) for each in operation.parameters if _place(each) in sent.schemes]
    says_nothing = not operation.security and not (operation.declares_security and not taken)
    required = [name for each, name in taken if each.required] + [*(sent.usual if says_nothing else ())]
    if not (taken or required):
        return replace(operation, parameters=parameters)
    optional = [name for each, name in taken if not each.required and name not in required]
    ways = dict.fromkeys([tuple(optional), *((name,) for name in optional), ()])
    together = [_joined(names, required, sent.places) for names in operation.security or ways]
    security = tuple({frozenset(names): names for names in together}.values())
    return replace(operation, parameters=parameters, security=security, declares_security=True)


def _joined(names: SecurityRequirement, more: Sequence[str], places: Mapping[str, Place]) -> SecurityRequirement:
    """An alternative with more schemes, where it sends nothing else at their places."""
    taken = {places[name] for name in names if name in places}
    return (*names, *(name for name in dict.fromkeys(more) if places[name] not in taken))


def _place(parameter: Parameter) -> Place:
    is_header = parameter.location == "header"
    return parameter.location, parameter.name.lower() if is_header else parameter.name


def _sent_at(scheme: SecurityScheme) -> Place:
    """Where a scheme is sent, as a parameter would be; at no such place where it is a certificate."""
    if scheme.type == "apiKey":
        is_header = scheme.location == "header"
        return scheme.location, scheme.parameter.lower() if is_header else scheme.parameter
    return ("handshake", "") if scheme.type == "mutualTLS" else ("header", "authorization")
