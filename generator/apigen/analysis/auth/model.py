"""What the analysis of security gives. Secrets have no values here: only the names under which a run finds them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apigen.openapi.model import SecurityRequirement


@dataclass(frozen=True, slots=True)
class SchemeUse:
    """How a security scheme is sent: where, under which name, and what, with {secret} for the secret."""

    name: str
    place: str  # header, query, cookie
    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Secret:
    """One thing that a user of the API knows."""

    name: str  # username, password, token, api_key, client_id ...; a column of data/accounts.csv
    scheme: str
    kind: str  # username, password, token, api_key, client_id, client_secret
    required: bool


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A request that gives a token: login, refresh, or a grant of OAuth 2.0 (RFC 6749)."""

    operation: str  # key; empty for a token URL that is no operation of the document
    method: str
    url: str  # path, or an address of its own
    encoding: str  # json, form
    fields: Mapping[str, Any]  # "{secret}" stands for what the account or an earlier answer holds
    token: str  # path to the access token in the answer: access_token, data.token
    refresh_token: str  # path; empty where there is none
    expires_in: str  # path to the seconds it lives; empty where there is none
    expected: tuple[int, ...]  # statuses declared as success
    reason: str


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
