"""What the analysis of security gives. Secrets have no values here: only the names under which a run finds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apigen.openapi.model import SecurityRequirement

COOKIES = "cookie:"
"""Where the token of a login is that only sets cookies: the client sends them back by itself."""


COMMON_KEY = "api_key"
"""The secret of the only key that an API knows, or one that stands for all keys that are not given."""


@dataclass(frozen=True, slots=True)
class SchemeUse:
    """How a security scheme is sent: where, under which name, and what, with {secret} for the secret."""

    name: str
    # header, query, cookie; basic, digest: user:password in the Authorization header; session: cookies that the client
    # keeps by itself; certificate: in the TLS handshake
    place: str
    key: str
    value: str

    @property
    def takes_token(self) -> bool:
        """Whether a login can yield what is sent."""
        return "{token}" in self.value


@dataclass(frozen=True, slots=True)
class Secret:
    """One thing that a user of the API knows."""

    name: str  # username, password, token, api_key, client_id ...; a column of data/accounts.csv
    scheme: str
    kind: str  # username, password, token, api_key, client_id, client_secret, refresh_token, client_cert
    required: bool


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A request that gives a token: login, refresh, or a grant of OAuth 2.0 (RFC 6749)."""

    operation: str  # key; empty for a token URL that is no operation of the document
    method: str
    url: str  # path below the host of a run, or an address of its own
    encoding: str  # json, form
    fields: Mapping[str, Any]  # "{secret}" stands for what the account or an earlier answer holds
    token: str  # where the access token is: access_token, data.token, header:X-Token, cookie:sid; empty: not said
    refresh_token: str  # path; empty where there is none
    expires_in: str  # path to the seconds it lives; empty where there is none
    expected: tuple[int, ...]  # statuses declared as success; empty: any 2xx
    reason: str
    at_root: bool = False  # whether the path begins at the root of the host, above the base path of the API
    security: tuple[SecurityRequirement, ...] = ()  # what the request itself has to carry
    grants: tuple[Mapping[str, Any], ...] = ()  # in place of fields: the first whose secrets are all known is sent
    discovery: str = ""  # in place of url: where OpenID Connect tells it, a URL like those above


@dataclass(frozen=True, slots=True)
class Lookup:
    """A credential that an answer of the API holds: the key of a wallet, a CSRF token."""

    column: str  # under which schemes find it
    operation: str  # key
    url: str
    at: str  # path into the answer
    security: tuple[SecurityRequirement, ...]


@dataclass(frozen=True, slots=True)
class Auth:
    """Everything about security that the plan decides with."""

    schemes: tuple[SchemeUse, ...] = ()
    secrets: tuple[Secret, ...] = ()
    default: tuple[SecurityRequirement, ...] = ()  # what most operations need
    needed: Mapping[str, tuple[SecurityRequirement, ...]] = field(default_factory=dict)  # operation key -> alternatives
    login: TokenRequest | None = None
    refresh: TokenRequest | None = None
    logouts: tuple[str, ...] = ()  # operation keys
    lookups: tuple[Lookup, ...] = ()
    renew_on: tuple[int, ...] = (401,)  # statuses that say that a token is no good
    csrf: Mapping[str, str] = field(default_factory=dict)  # cookie -> header that repeats it when something is written
    trusted_hosts: tuple[str, ...] = ()  # that may be sent secrets besides the host of the run
