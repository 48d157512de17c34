"""What shoppers created: orders, reviews, their profile. In memory, bounded, and gone when the server stops."""

import uuid
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

MAX_ORDERS = 1_000  # of one account; the oldest are dropped first
MAX_REVIEWS = 10  # kept of one product; the mean counts all


def now() -> str:
    """The time as the document wants it: RFC 3339, in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def new_id() -> str:
    """A random UUID."""
    return str(uuid.uuid4())


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody ordered. The field names are those of the document's `Order`."""

    items: Sequence[Mapping[str, Any]]
    shipping_address: Mapping[str, Any]
    total: float  # euros
    notes: str = ""
    status: str = "pending"
    id: str = field(default_factory=new_id)
    created_at: str = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Avatar:
    """What is remembered of an uploaded picture; the picture itself would only fill the memory."""

    bytes: int
    sha256: str
    updated_at: str = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Profile:
    """What a shopper tells about themselves. The field names are those of the document's `Profile`."""

    email: str
    name: str
    phone: str | None = None
    newsletter: bool = False
    avatar_updated_at: str | None = None


class Orders:
    """The orders of one account. Nobody else's can be found here."""

    def __init__(self) -> None:
        self._by_id: dict[str, Order] = {}

    def add(self, order: Order) -> None:
        """Keep an order; beyond `MAX_ORDERS` the oldest goes."""
        self._by_id[order.id] = order
        if len(self._by_id) > MAX_ORDERS:
            del self._by_id[next(iter(self._by_id))]

    def find(self, order_id: str) -> Order | None:
        """The order with this id, if the account has it."""
        return self._by_id.get(order_id)

    def change(self, order_id: str, changes: Mapping[str, Any]) -> Order | None:
        """The order with the given fields replaced; None when the account has no such order."""
        order = self._by_id.get(order_id)
        if order is None:
            return None
        self._by_id[order_id] = replace(order, **changes)
        return self._by_id[order_id]

    def remove(self, order_id: str) -> bool:
        """Whether there was such an order; there is none now."""
        return self._by_id.pop(order_id, None) is not None

    def newest_first(self) -> list[Order]:
        """All orders."""
        return list(reversed(self._by_id.values()))


class Reviews:
    """What was said about one product: the latest reviews, and the mean of all ratings."""

    def __init__(self) -> None:
        self.latest: deque[Mapping[str, Any]] = deque(maxlen=MAX_REVIEWS)  # newest first
        self._count = 0
        self._sum = 0

    def add(self, review: Mapping[str, Any]) -> None:
        """Count and keep a review."""
        self.latest.appendleft(review)
        self._count += 1
        self._sum += review["rating"]

    @property
    def mean_rating(self) -> float | None:
        """Between 1 and 5, with one decimal; None before the first review."""
        return round(self._sum / self._count, 1) if self._count else None


class Store:
    """Everything the shop remembers, by account or by product. Reading makes an empty entry, which costs little."""

    def __init__(self) -> None:
        self.orders: defaultdict[str, Orders] = defaultdict(Orders)
        self.reviews: defaultdict[str, Reviews] = defaultdict(Reviews)
        self._profiles: dict[str, Profile] = {}

    def profile(self, account: str) -> Profile:
        """The profile of an account; it starts with a name made from the e-mail address."""
        name = account.partition("@")[0].capitalize()
        return self._profiles.setdefault(account, Profile(email=account, name=name))

    def change_profile(self, account: str, changes: Mapping[str, Any]) -> Profile:
        """The profile with the given fields replaced."""
        self._profiles[account] = replace(self.profile(account), **changes)
        return self._profiles[account]
