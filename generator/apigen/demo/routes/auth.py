"""Signing in and staying signed in."""

from typing import Any

from flask import Blueprint, abort, request

from apigen.demo.accounts import knows_password
from apigen.demo.shop import current_shop
from apigen.demo.tokens import TokenPair

routes = Blueprint("auth", __name__, url_prefix="/api/auth")


@routes.post("/login")
def login() -> dict[str, Any]:
    credentials = request.get_json()
    if not knows_password(credentials["email"], credentials["password"]):
        abort(401, "The e-mail address or the password is wrong.")
    return _tokens_json(current_shop().tokens.sign_in(credentials["email"]))


@routes.post("/refresh")
def refresh() -> dict[str, Any]:
    pair = current_shop().tokens.rotate(request.get_json()["refresh_token"])
    return _tokens_json(pair or abort(401, "The refresh token is unknown, used or expired."))


def _tokens_json(pair: TokenPair) -> dict[str, Any]:
    seconds = int(pair.expires_in) if pair.expires_in.is_integer() else pair.expires_in
    return {
        "access_token": pair.access,
        "refresh_token": pair.refresh,
        "token_type": "Bearer",
        "expires_in": seconds,
    }
