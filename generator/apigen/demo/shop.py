"""The parts of a running shop, and how a route reaches them."""

from dataclasses import dataclass, field
from typing import Any

from flask import abort, current_app, request

from apigen.demo.catalogue import Catalogue, build_catalogue
from apigen.demo.store import Store
from apigen.demo.tokens import TokenDesk


@dataclass(frozen=True, slots=True)
class Shop:
    """Everything that lives as long as the server."""

    tokens: TokenDesk
    catalogue: Catalogue = field(default_factory=build_catalogue)
    store: Store = field(default_factory=Store)


def current_shop() -> Shop:
    """The shop of the app that serves this request."""
    shop: Shop = current_app.extensions["shop"]
    return shop


def current_account() -> str:
    """Who is calling. The guard has looked at the token already; it may have expired in between."""
    token = request.headers.get("Authorization", "").partition(" ")[2]
    return current_shop().tokens.account_of(token) or abort(401)


def page_of(entries: list[Any]) -> tuple[list[Any], dict[str, int]]:
    """The entries on the page that the request asks for, and what a list answer says about paging."""
    page, limit = request.args.get("page", 1, type=int), request.args.get("limit", 20, type=int)
    start = (page - 1) * limit
    return entries[start : start + limit], {"page": page, "limit": limit, "total": len(entries)}
