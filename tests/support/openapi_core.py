"""openapi-core's verdict on the bytes of requests, with the mock's readers in front of it, in this process."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from openapi_core.datatypes import RequestParameters
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from apigen.mock.document import Document, load_document
from apigen.mock.routing import Match, Router
from apigen.mock.schemas import Schemas
from apigen.mock.validation import Judge, Verdict
from apigen.plan.preview.wire import WireRequest


class Court:
    """Judges requests to one document."""

    def __init__(self, spec: Path) -> None:
        document = Document(load_document(spec))
        self._judge = Judge(document, Schemas(document))
        self._router = Router(document)

    def verdict(self, sent: WireRequest, operation: str) -> Verdict:
        """What the document does not allow about a request, which must lead to that operation."""
        headers = [(name, value.encode().decode("latin-1")) for name, value in sent.headers]
        target = urlsplit(sent.url)
        environ = EnvironBuilder(
            target.path, method=sent.method, query_string=target.query, headers=headers, data=sent.body
        ).get_environ()
        request = Request(environ)
        given = {**request.args.to_dict(), **{name.lower(): value for name, value in request.headers.items()}}
        match = self._router.find(sent.method.lower(), target.path, given)
        assert isinstance(match, Match), (sent, match)
        assert match.operation.key == operation, (sent, match.operation.key)
        parameters = RequestParameters(
            query=request.args,
            header=request.headers,
            cookie=ImmutableMultiDict(request.cookies),
            path=match.variables,
        )
        return self._judge.judge_request(
            match.operation, parameters, request.headers.get("Content-Type", ""), sent.body
        )


def faults(court: Court, requests: Iterable[tuple[str, WireRequest]]) -> list[str]:
    """Everything wrong with the requests, each under the key of its operation."""
    return [
        f"{key}: {fault.message} in {sent.url} {sent.body[:300]!r}"
        for key, sent in requests
        for fault in court.verdict(sent, key).faults
    ]
