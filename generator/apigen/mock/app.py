"""The Flask application: each request is found, admitted, judged, looked up and served, in this order."""

import json
import re
import time
from collections.abc import Mapping
from typing import Any, TextIO
from urllib.parse import unquote

import flask
from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.urls import iri_to_uri

from apigen.mock.bodies import FORMS, read_json_object
from apigen.mock.document import Document
from apigen.mock.logins import Login, find_logins
from apigen.mock.media import encode
from apigen.mock.options import MockOptions
from apigen.mock.report import Report, Tally
from apigen.mock.routing import Match, Router
from apigen.mock.schemas import Schemas
from apigen.mock.security import Guard, Sent, TokenBook, TokenEndpoint
from apigen.mock.service import Outcome, Service
from apigen.mock.validation import Fault, Judge, Verdict

REPORT_PATH = "/__apigen__/report"
# What is no fault of credentials, in a login or in a parameter that is one: they are what a user has been given.
_SPELLING = re.compile(r"body at \S+: (pattern|minLength|maxLength|format)")
_KEY_SPELLING = re.compile(
    r"(header|query) parameter \S*(key|secret|token): (pattern|minLength|maxLength|format)", re.I
)
RAW_PATH = "apigen.raw_path"  # WSGI environment: the path as sent, still percent-encoded
ODD_HEADERS = "apigen.odd_headers"  # the same: headers whose names have `_`, which WSGI cannot tell from `-`


def create_app(document: Mapping[str, Any], *, options: MockOptions | None = None) -> flask.Flask:
    """A Flask application that serves the document, without any route: each request is looked up in the document."""
    mock = Mock(Document(document), options or MockOptions())
    app = flask.Flask("apigen.mock")
    app.before_request(mock.answer)  # answers everything, so Flask's own routing is never asked
    return app


class Mock:
    """One mock with everything it knows and remembers."""

    def __init__(self, document: Document, options: MockOptions) -> None:
        schemas = Schemas(document)
        self._options = options
        self._tokens = TokenBook(options)
        self._logins = find_logins(document, schemas)
        self._guard = Guard(
            document, self._tokens, any(login.secrets and login.tokens for login in self._logins.values())
        )
        schemes = document.security_schemes().values()
        self._session_cookie = next((str(one["name"]) for one in schemes if one.get("in") == "cookie"), "session")
        self._judge, validation = _make_judge(document, schemas)
        self._router = Router(document)
        self._service = Service(document, schemas, self._logins, self._tokens)
        self._report = Report([operation.key for operation in document.operations], validation)
        self._endpoint = TokenEndpoint(document, self._tokens)
        self._log: TextIO | None = open(options.json_log, "a", encoding="utf-8") if options.json_log else None  # noqa: SIM115

    def answer(self) -> flask.Response:
        """The answer to the current request."""
        started = time.monotonic()
        request = flask.request
        path = request.environ.get(RAW_PATH) or iri_to_uri(request.path)
        if path == REPORT_PATH:
            return _json(200, self._report.as_json())
        sent = _read_credentials()
        found = self._router.find(request.method.lower(), path, {**_lower(sent.query), **sent.headers})
        if request.method == "POST" and path in self._endpoint.paths and not self._is_declared(found):
            response = self._answer_token_request(sent)
        elif isinstance(found, Match):
            response = self._answer_operation(found, sent)
        else:
            response = self._answer_stray(found)
        if self._log is not None:
            self._write_log(found.operation.key if isinstance(found, Match) else "", response, started)
        return response

    def _is_declared(self, found: Match | tuple[str, ...]) -> bool:
        """Whether the document has an operation that takes the body; some declare another one than OAuth 2.0 has."""
        is_form = flask.request.mimetype == FORMS[0]
        return isinstance(found, Match) and (not is_form or FORMS[0] in found.operation.request_content)

    def _answer_operation(self, match: Match, sent: Sent) -> flask.Response:
        operation, count = match.operation, self._report.count
        login = self._logins.get(operation.key)
        lack = self._guard.lacks(operation, sent, login is not None)
        if lack:
            count(operation.key, "unauthorized").add_reason("unauthorized: " + lack, lack)
            return _json(
                401, {"errors": [f"{lack} missing, invalid or expired"]}, {"WWW-Authenticate": self._guard.challenge}
            )
        request = flask.request
        data, media_type = request.get_data(), request.headers.get("Content-Type", "")
        verdict = self._judge_request(match, data, media_type)
        if any(not _is_credential(fault, login) for fault in verdict.faults):
            return self._refuse(count(operation.key, "refused"), verdict)
        missing = self._service.find_missing(match)
        if missing:
            count(operation.key, "not_found")
            return _json(404, {"errors": [f"{missing} does not exist"]})
        body = read_json_object(data, media_type)
        if login is not None and login.refuses(body, self._tokens):
            count(operation.key, "unauthorized").add_reason("unauthorized: credentials in the body", "placeholder")
            return _json(401, {"errors": ["these credentials are placeholders or unknown"]})
        tally = count(operation.key, "accepted")
        tally.not_judged.update(verdict.not_judged)
        return self._respond(match, self._service.serve(match, body, sent.query), tally)

    def _judge_request(self, match: Match, data: bytes, media_type: str) -> Verdict:
        if self._judge is None:
            return Verdict(())
        request = flask.request
        parameters = RequestParameters(
            query=request.args,
            header=_sent_headers(),
            cookie=ImmutableMultiDict({name: unquote(value) for name, value in request.cookies.items()}),
            path=match.variables,
        )
        return self._judge.judge_request(match.operation, parameters, media_type, data)

    def _refuse(self, tally: Tally, verdict: Verdict) -> flask.Response:
        for fault in verdict.faults:
            tally.add_reason(fault.reason, fault.message)
        return _json(400, {"errors": [fault.message for fault in verdict.faults]})

    def _respond(self, match: Match, outcome: Outcome, tally: Tally) -> flask.Response:
        plan = outcome.plan
        data = encode(outcome.value, plan.media_type) if plan.media_type else b""
        response = flask.Response(data, plan.status, list(plan.headers))
        del response.headers["Content-Type"]
        if plan.media_type:
            response.headers["Content-Type"] = plan.media_type
        login = self._logins.get(match.operation.key)
        if login is not None and not login.tokens:
            response.set_cookie(self._session_cookie, self._tokens.issue()[0])
        if outcome.location:
            response.headers["Location"] = flask.request.script_root + outcome.location
        if self._options.check_answers and self._judge is not None:
            verdict = self._judge.judge_answer(
                match.operation, plan.status, dict(response.headers), plan.media_type, data
            )
            tally.faults.update(fault.message[:200] for fault in verdict.faults)
        return response

    def _answer_token_request(self, sent: Sent) -> flask.Response:
        form = read_json_object(flask.request.get_data(), flask.request.headers.get("Content-Type", ""))
        status, body = self._endpoint.answer(form, sent)
        return _json(status, body, {"Cache-Control": "no-store"})

    def _answer_stray(self, allowed: tuple[str, ...]) -> flask.Response:
        reason = "no such method" if allowed else "no such path"
        self._report.astray[reason] += 1
        return _json(405 if allowed else 404, {"errors": [reason]}, {"Allow": ", ".join(allowed)} if allowed else {})

    def _write_log(self, key: str, response: flask.Response, started: float) -> None:
        assert self._log is not None
        errors = response.get_json(silent=True) if response.status_code >= 400 else None
        entry = {
            "operation": key,
            "method": flask.request.method,
            "path": flask.request.full_path.rstrip("?"),
            "status": response.status_code,
            "ms": round((time.monotonic() - started) * 1000, 2),
            **(errors or {}),
        }
        self._log.write(json.dumps(entry) + "\n")
        self._log.flush()


def _make_judge(document: Document, schemas: Schemas) -> tuple[Judge | None, str]:
    """The judge, or None with the reason why openapi-core refuses the document."""
    try:
        return Judge(document, schemas), "on"
    except Exception as refusal:  # its ways to refuse are many
        return None, f"unavailable: {type(refusal).__name__}: {refusal}"[:300]


def _is_credential(fault: Fault, login: Login | None) -> bool:
    """Whether nothing is wrong but how credentials are spelled."""
    in_login = login is not None and _SPELLING.fullmatch(fault.reason)
    return bool(in_login or _KEY_SPELLING.fullmatch(fault.reason))


def _read_credentials() -> Sent:
    request = flask.request
    return Sent(_lower(dict(_sent_headers())), request.args, request.cookies)


def _sent_headers() -> Headers:
    return Headers([*flask.request.headers, *flask.request.environ.get(ODD_HEADERS, {}).items()])


def _lower(pairs: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in pairs.items()}


def _json(status: int, value: Any, headers: Mapping[str, str] | None = None) -> flask.Response:
    response = flask.Response(encode(value, "application/json"), status, content_type="application/json")
    response.headers.update(headers or {})
    return response
