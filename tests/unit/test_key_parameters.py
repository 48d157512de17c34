"""Credentials that a document declares as parameters come from the environment, as those of security schemes do."""

import json
from typing import Any

import pytest

from apigen.analysis.auth import find_auth, with_key_parameters
from apigen.analysis.auth.key_parameters import says_credential
from apigen.openapi.model import Api
from apigen.openapi.reader import read_api
from apigen.plan.build import Output, build_plan
from apigen.settings import Settings
from apigen.source import read_document

BEARER = {"bearer": {"type": "http", "scheme": "bearer"}}
KEY = {"key": {"type": "apiKey", "in": "query", "name": "token"}}


def parameter(name: str, location: str = "header", required: bool = True, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": location, "required": required, "schema": {"type": "string"}, **more}


def read(
    *operations: list[dict[str, Any]], schemes: dict[str, Any] | None = None, security: list[Any] | None = None
) -> Api:
    """A document with an operation for each of these lists of parameters: GET /0, GET /1."""
    paths = {
        f"/{n}": {"get": {"parameters": each, "responses": {"200": {"description": "ok"}}}}
        for n, each in enumerate(operations)
    }
    document: dict[str, Any] = {"openapi": "3.1.0", "info": {"title": "Keys", "version": "1"}, "paths": paths}
    document |= {"components": {"securitySchemes": schemes or {}}, "security": security or []}
    return read_api(read_document(json.dumps(document), "keys.json"))[0]


def needed(api: Api) -> list[list[str]]:
    """What each operation sends, an alternative a text: `header X-Key {api_key}`."""
    auth, _ = find_auth(with_key_parameters(api)[0])
    texts = {use.name: f"{use.place} {use.key} {use.value}" for use in auth.schemes}
    return [[" + ".join(texts[name] for name in names) for names in found] for found in auth.needed.values()]


@pytest.mark.parametrize(
    "name",
    "X-Api-Key Api-Key apikey X-ListenAPI-Key x-auth-token token Authorization Private-Token X-Id-Token".split(),
)
def test_names_of_credentials(name: str) -> None:
    assert says_credential(name)


@pytest.mark.parametrize(
    "name",
    "Idempotency-Key X-CSRF-Token pageToken next_token ClientToken key refresh_token X-Request-Id sort_key".split(),
)
def test_names_of_other_things(name: str) -> None:
    assert not says_credential(name)


def test_a_required_header_is_a_key_and_goes_with_every_request() -> None:
    api, keys = with_key_parameters(read([parameter("X-Api-Key"), parameter("sort", "query", False)], []))
    assert [each.name for each in api.operations[0].parameters] == ["sort"]
    assert needed(api) == [["header X-Api-Key {api_key}"], ["header X-Api-Key {api_key}"]]
    assert [key.scheme for key in keys] == ["X-Api-Key"]


def test_who_the_key_belongs_to_goes_with_it() -> None:
    both = [parameter("Api-Key"), parameter("Api-Username"), parameter("Content-Id")]
    assert needed(read(both)) == [["header Api-Key {api_key} + header Api-Username {api_username}"]]


@pytest.mark.parametrize(
    ("description", "sent"),
    [
        ("", "header authorization Bearer {token}"),
        ("Basic authentication", "basic Authorization {username}:{password}"),
        ("The token. See the basic guide", "header authorization Bearer {token}"),
        ("Bearer token (not Basic auth)", "header authorization Bearer {token}"),
        ("Authorization: Token <token>", "header authorization Token {api_key}"),
    ],
)
def test_the_authorization_header_says_its_word(description: str, sent: str) -> None:
    found = needed(read([parameter("authorization", description=description)]))
    assert [text.lower() for text in found[0]] == [sent.lower()]


def test_optional_keys_are_sent_where_they_are_known() -> None:
    assert needed(read([parameter("X-Api-Key", required=False)], [])) == [["header X-Api-Key {api_key}", ""], []]
    two = read([parameter("X-Api-Key", required=False), parameter("Authorization", required=False)])
    key, token = "header X-Api-Key {api_key}", "header Authorization Bearer {token}"
    assert needed(two) == [[f"{key} + {token}", key, token, ""]]
    both = read([parameter("X-Api-Key", required=False)], [parameter("X-Token")])
    assert needed(both)[0] == ["header X-Api-Key {x_api_key} + header X-Token {x_token}", "header X-Token {x_token}"]


def test_keys_of_the_same_name_in_two_places_are_two() -> None:
    header, query = [parameter("token")], [parameter("token", "query")]
    found = needed(read(header, query, query, query, query))
    assert found[0] == ["header token {header_token}"]
    assert found[1] == ["query token {query_token} + header token {header_token}"]


def test_a_header_that_few_demand_is_not_sent_with_all() -> None:
    assert needed(read([parameter("X-Admin-Key")], [])) == [["header X-Admin-Key {api_key}"], []]
    assert needed(read([parameter("X-Api-Key")], *[[]] * 10))[1] == []


def test_keys_that_are_needed_together_are_both_required() -> None:
    auth, _ = find_auth(with_key_parameters(read([parameter("Api-Key"), parameter("Api-Username")]))[0])
    assert [(secret.name, secret.required) for secret in auth.secrets] == [("api_key", True), ("api_username", True)]


def test_a_parameter_that_a_scheme_sends_is_that_scheme() -> None:
    api = read([parameter("token", "query")], [parameter("token", "query")], schemes=KEY)
    assert needed(api) == [["query token {api_key}"], ["query token {api_key}"]]
    authorization = read([parameter("Authorization")], schemes=BEARER, security=[{"bearer": []}])
    assert needed(authorization) == [["header Authorization Bearer {token}"]]


def test_a_key_may_be_demanded_beside_a_scheme() -> None:
    api = read([parameter("X-Api-Key")], [], schemes=BEARER, security=[{"bearer": []}])
    assert needed(api) == [
        ["header Authorization Bearer {token} + header X-Api-Key {api_key}"],
        ["header Authorization Bearer {token}"],
    ]


def test_an_optional_key_beside_declared_schemes_is_not_sent() -> None:
    api, _ = with_key_parameters(read([parameter("X-Session-Token", required=False)], schemes=BEARER))
    assert api.operations[0].parameters == ()
    assert [scheme.name for scheme in api.security_schemes] == ["bearer"]


def test_a_token_in_few_queries_is_what_they_are_about() -> None:
    api = read([parameter("token", "query")], [])
    assert with_key_parameters(api) == (api, ())
    many = read(*[[parameter("access_token", "query")]] * 3)
    assert needed(many) == [["query access_token {api_key}"]] * 3


def test_what_is_off_stays_a_parameter() -> None:
    api = read([parameter("X-Api-Key")])
    assert with_key_parameters(api, kept=["x-api-key"]) == (api, ())


def test_where_nobody_gives_a_key_the_document_says_what_may_be_sent() -> None:
    api = read([parameter("X-Api-Key", schema={"type": "string", "pattern": "^[A-F]{9}$"})])
    plan = build_plan(api, Settings(), Output("keys.json", "keys"))
    assert [credential.env for credential in plan.auth.credentials] == ["KEYS_API_KEY"]
    assert len(plan.auth.stand_ins["api_key"]) == 9
    assert plan.samples == ()
