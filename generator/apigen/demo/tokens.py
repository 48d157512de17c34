"""Opaque tokens that really expire, so that a load test has to refresh them as it would in production."""

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

REFRESH_TTL = 12 * 3600.0  # seconds
CAPACITY = 50_000  # tokens of one kind; the oldest are forgotten first, so a long run cannot fill the memory


@dataclass(frozen=True, slots=True)
class TokenPair:
    """What a successful login or refresh gives."""

    access: str
    refresh: str
    expires_in: float  # seconds, of the access token


@dataclass(frozen=True, slots=True)
class Grant:
    """Whom a token stands for, and how long."""

    account: str
    expires_at: float  # on the clock of its `ExpiringTokens`


class ExpiringTokens:
    """Tokens of one kind. All live equally long, so the first to expire is always the oldest."""

    def __init__(self, ttl: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.ttl = ttl
        self._clock = clock
        self._grants: dict[str, Grant] = {}

    def issue(self, account: str) -> str:
        """A new random token for `account`."""
        self._forget_oldest()
        token = secrets.token_urlsafe(24)
        self._grants[token] = Grant(account, self._clock() + self.ttl)
        return token

    def account_of(self, token: str) -> str | None:
        """Whom the token stands for; None when it was never issued, was taken back or has expired."""
        grant = self._grants.get(token)
        return grant.account if grant and grant.expires_at > self._clock() else None

    def take_back(self, token: str) -> str | None:
        """Whom the token stood for; it is of no use afterwards."""
        account = self.account_of(token)
        self._grants.pop(token, None)
        return account

    def _forget_oldest(self) -> None:
        while self._grants:
            oldest = next(iter(self._grants))
            if len(self._grants) < CAPACITY and self._grants[oldest].expires_at > self._clock():
                return
            del self._grants[oldest]


class TokenDesk:
    """Issues pairs of access and refresh tokens, and knows its own."""

    def __init__(self, ttl: float) -> None:
        self._access = ExpiringTokens(ttl)
        self._refresh = ExpiringTokens(REFRESH_TTL)

    def sign_in(self, account: str) -> TokenPair:
        """A fresh pair for an account whose password was right."""
        return TokenPair(self._access.issue(account), self._refresh.issue(account), self._access.ttl)

    def rotate(self, refresh_token: str) -> TokenPair | None:
        """A fresh pair in exchange for a refresh token, which works only once; None when it is no good."""
        account = self._refresh.take_back(refresh_token)
        return self.sign_in(account) if account else None

    def account_of(self, access_token: str) -> str | None:
        """Who is calling; None when the token does not count (any more)."""
        return self._access.account_of(access_token)
