from typing import Any

import pytest
import yaml

from apigen.openapi.model import Api, OAuthFlow, SecurityScheme
from apigen.openapi.reader import read_api
from apigen.source import read_document

KEY = {"type": "apiKey", "in": "header", "name": "X-Key"}
BASIC = {"type": "http", "scheme": "BASIC"}


def api_of(schemes: Any, root: Any = None, own: Any = None) -> tuple[Api, list[str]]:
    operation = {} if own is None else {"security": own}
    document = {"openapi": "3.1.0", "paths": {"/a": {"get": operation}}, "components": {"securitySchemes": schemes}}
    document |= {} if root is None else {"security": root}
    api, remarks = read_api(read_document(yaml.safe_dump(document), "openapi.yaml"))
    return api, [each.code for each in remarks]


def test_schemes() -> None:
    flows = {"password": {"tokenUrl": "/token", "refreshUrl": "/again", "scopes": {"a": "", "b": ""}}, "x-a": {}}
    api, codes = api_of(
        {
            "key": KEY,
            "basic": {**BASIC, "description": "D", "x-a": 1},
            "oauth": {"type": "oauth2", "flows": flows},
            "oidc": {"type": "openIdConnect", "openIdConnectUrl": "/.well-known"},
            "same": {"$ref": "#/components/securitySchemes/key"},
        }
    )
    assert codes == []
    assert api.security_schemes == (
        SecurityScheme("basic", "http", scheme="basic", description="D", extensions={"x-a": 1}),
        SecurityScheme("key", "apiKey", parameter="X-Key", location="header"),
        SecurityScheme("oauth", "oauth2", flows=(OAuthFlow("password", "/token", "/again", ("a", "b")),)),
        SecurityScheme("oidc", "openIdConnect", openid_url="/.well-known"),
        SecurityScheme("same", "apiKey", parameter="X-Key", location="header"),
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        (None, (("key",),)),
        ([], ()),
        ([{}], ((),)),
        ([{"key": []}, {}], (("key",), ())),
        ([{"key": [], "basic": []}], (("basic", "key"),)),
    ],
)
def test_an_operation_says_what_it_needs_or_the_root_does(own: Any, expected: Any) -> None:
    api, codes = api_of({"key": KEY, "basic": BASIC}, [{"key": []}], own)
    assert (api.operations[0].security, codes) == (expected, [])


@pytest.mark.parametrize(
    ("own", "expected", "told"),
    [
        ([{"missing": []}], (), ["AG214"]),
        ([{"missing": [], "key": []}], (("key",),), ["AG214"]),
        ([{"broken": []}, {"key": []}], (("key",),), []),
        ({"key": []}, (("basic",),), ["AG205"]),
        (["key"], (), ["AG205"]),
    ],
)
def test_unusable_requirements_are_told(own: Any, expected: Any, told: list[str]) -> None:
    api, codes = api_of({"key": KEY, "basic": BASIC, "broken": {"type": "x"}}, [{"basic": []}], own)
    assert api.operations[0].security == expected
    assert codes == [*told, "AG215"] or codes == ["AG215", *told]


@pytest.mark.parametrize(
    "scheme",
    [
        {"type": "apiKey", "in": "header"},
        {"type": "apiKey", "in": "body", "name": "k"},
        {"type": "apiKey", "in": "header", "name": "X-Key\r\nX-Other: 1"},
        {"type": "apiKey", "in": "header", "name": "Authorization: {0.__class__}"},
        {"type": "apiKey", "in": "cookie", "name": "a=b; c"},
        {"type": "http"},
        {"type": "handshake"},
        {},
    ],
)
def test_incomplete_schemes_are_left_out(scheme: dict[str, Any]) -> None:
    api, codes = api_of({"s": scheme})
    assert (api.security_schemes, codes) == ((), ["AG215"])


@pytest.mark.parametrize("schemes", [[], "text", {"a": "b"}, {"a": None}])
def test_schemes_of_the_wrong_type_are_told(schemes: Any) -> None:
    assert api_of(schemes)[1] == ["AG205"]


@pytest.mark.parametrize(
    ("alternatives", "left"), [([{"key": []}], []), ([{"key": []}, {"basic": []}], ["x-key"]), ([], ["x-key"])]
)
def test_a_key_that_is_always_sent_is_no_parameter_beside(alternatives: list[Any], left: list[str]) -> None:
    operation = {"parameters": [{"name": "x-key", "in": "header", "required": True}], "security": alternatives}
    schemes = {"key": KEY, "basic": BASIC}
    document = {"openapi": "3.1.0", "paths": {"/a": {"get": operation}}, "components": {"securitySchemes": schemes}}
    api, _ = read_api(read_document(yaml.safe_dump(document), "openapi.yaml"))
    assert [parameter.name for parameter in api.operations[0].parameters] == left
