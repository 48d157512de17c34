"""The shop as a Flask app: the document's guard before every route, errors in the document's words after it."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, jsonify, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import HTTPException

from apigen.demo.routes import auth, orders, products, system, user
from apigen.demo.shop import Shop
from apigen.demo.tokens import TokenDesk
from apigen.demo.validation import DisallowedRequest, DocumentGuard

MAX_BODY = 2 * 1024 * 1024  # bytes; the largest thing people send is an avatar

ERROR_CODES = {400: "bad_request", 401: "unauthorized", 404: "not_found", 413: "too_large", 422: "unprocessable"}


class InOrder(DefaultJSONProvider):
    """Writes members in the order of the document, which people read, not of the alphabet."""

    sort_keys = False


def create_app(document: Mapping[str, Any], *, token_ttl: float = 300) -> Flask:
    """A shop that enforces `document` and whose access tokens live for `token_ttl` seconds."""
    app = Flask("apigen.demo", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.json = InOrder(app)
    shop = Shop(TokenDesk(float(token_ttl)))
    app.extensions["shop"] = shop
    _guard(app, DocumentGuard(document, lambda token: shop.tokens.account_of(token) is not None))
    for module in (auth, products, orders, user, system):
        app.register_blueprint(module.routes)
    _answer_errors(app)
    return app


def _guard(app: Flask, guard: DocumentGuard) -> None:
    @app.before_request
    def enforce_document() -> None:
        if request.url_rule is not None:  # else Flask answers 404 or 405
            guard.check(request)


def _answer_errors(app: Flask) -> None:
    @app.errorhandler(HTTPException)
    def answer_error(error: HTTPException) -> tuple[Response, int, dict[str, str]]:
        status = error.code or 500
        body = {"code": ERROR_CODES.get(status, "error"), "message": error.description or error.name}
        reasons = {"reasons": error.reasons} if isinstance(error, DisallowedRequest) else {}
        return jsonify(body | reasons), status, {"WWW-Authenticate": "Bearer"} if status == 401 else {}
