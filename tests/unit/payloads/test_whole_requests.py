"""Whole requests, as bytes, in the eyes of others: openapi-core, and openapi-enforcer in JavaScript."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

from apigen.cli.pipeline import read
from apigen.mock.document import load_document
from apigen.plan.preview.samples import make_samples
from apigen.plan.preview.wire import WireRequest
from apigen.settings import Settings
from support.javascript import MISSING, judge_requests
from support.openapi_core import Court, faults

SPECS = sorted(path for path in (Path(__file__).parents[3] / "specs").iterdir() if path.suffix in (".yaml", ".json"))
OLD = [spec for spec in SPECS if load_document(spec)["openapi"].startswith("3.0")]  # which is what the enforcer reads
COUNT = 30


def drawn(spec: Path) -> list[tuple[str, WireRequest]]:
    """Requests of all operations of a document, with the key of the operation."""
    api, _ = read(str(spec))
    made = make_samples(api, api.operations, Settings(), "out", COUNT)
    assert {sample.operation.key for sample in made.found} == {operation.key for operation in api.operations}
    return [(sample.operation.key, sample.sent) for sample in made.found]


def sent_body(sent: WireRequest, content_type: str) -> Any:
    """The body as JavaScript's frameworks hand it on; None where it is no JSON and no form."""
    if content_type.endswith("json"):
        return json.loads(sent.body)
    return dict(parse_qsl(sent.body.decode())) if content_type.endswith("urlencoded") else None


@pytest.mark.skipif(bool(MISSING), reason=MISSING)
@pytest.mark.parametrize("spec", OLD, ids=lambda path: path.name)
def test_openapi_enforcer_accepts_every_request(spec: Path) -> None:
    requests = []
    for _, sent in drawn(spec):
        headers = {name.lower(): value for name, value in sent.headers}
        request = {"method": sent.method.lower(), "path": sent.url, "headers": headers}
        if sent.body:
            request["body"] = sent_body(sent, headers["content-type"].partition(";")[0])
        requests.append(request)
    assert [told for told in judge_requests(load_document(spec), requests) if told] == []


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # openapi-core's, for deprecated parameters
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # files of werkzeug's, not closed
@pytest.mark.parametrize("spec", SPECS, ids=lambda path: path.name)
def test_openapi_core_accepts_every_request(spec: Path) -> None:
    assert faults(Court(spec), drawn(spec)) == []


NESTED = {
    "type": "object",
    "required": ["email", "address", "items", "expand"],
    "properties": {
        "email": {"type": "string", "format": "email"},
        "address": {
            "type": "object",
            "required": ["city"],
            "properties": {"city": {"type": "string"}, "line1": {"type": "string", "maxLength": 40}},
        },
        "items": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["price", "quantity"],
                "properties": {
                    "price": {"type": "string", "pattern": "^price_[a-z0-9]{8}$"},
                    "quantity": {"type": "integer", "minimum": 1},
                    "tax_rates": {"type": "array", "items": {"type": "string"}},
                },
            },
        },
        "expand": {"type": "array", "items": {"enum": ["customer", "lines"]}, "uniqueItems": True},
        "metadata": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
DEEP = {"style": "deepObject", "explode": True}
MEDIA: dict[str, dict[str, Any]] = {
    "application/x-www-form-urlencoded": {
        "schema": NESTED,
        "encoding": dict.fromkeys(("address", "items", "expand", "metadata"), DEEP),
    },
    "multipart/form-data": {
        "schema": {
            **NESTED,
            "properties": {**NESTED["properties"], "scan": {"type": "string", "format": "binary"}},
            "required": [*NESTED["required"], "scan"],
        },
        "encoding": {"scan": {"contentType": "application/pdf"}},
    },
    "application/vnd.api+json": {"schema": NESTED},
    "application/json; charset=utf-8": {"schema": NESTED},
    "text/csv": {"schema": {"type": "string", "minLength": 5}},
    "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # files of werkzeug's, not closed
@pytest.mark.parametrize("media_type", MEDIA)
def test_openapi_core_accepts_bodies_of_every_media_type(media_type: str, tmp_path: Path) -> None:
    body = {"required": True, "content": {media_type: MEDIA[media_type]}}
    operation = {"operationId": "send", "requestBody": body, "responses": {"200": {"description": "ok"}}}
    document = {"openapi": "3.1.0", "info": {"title": "M", "version": "1"}, "paths": {"/m": {"post": operation}}}
    (tmp_path / "m.json").write_text(json.dumps(document))
    court, requests = Court(tmp_path / "m.json"), drawn(tmp_path / "m.json")
    assert len(requests) == COUNT
    assert faults(court, requests) == []
    assert not any(court.verdict(sent, key).not_judged for key, sent in requests)
