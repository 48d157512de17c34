"""Which bodies ask for the password that the user logs in with."""

import pytest
import yaml

from apigen.openapi.reader import read_api
from apigen.plan.data.own_password import own_password_place
from apigen.source import read_document


@pytest.mark.parametrize(
    ("path", "members", "place"),
    [
        ("/users/{id}/email", ["email", "current_password"], "body current_password"),
        ("/account/password", ["oldPassword", "newPassword"], "body oldPassword"),
        ("/auth/acl", ["id", "name", "password"], "body password"),
        ("/me/two-factor", ["password"], "body password"),
        ("/rooms", ["name", "password"], ""),  # of the room
        ("/auth/register", ["username", "password"], ""),
        ("/account", ["password", "password_repeat"], ""),
        ("/auth/acl", ["id", "name"], ""),
    ],
)
def test_only_what_speaks_of_this_user_is_its_password(path: str, members: list[str], place: str) -> None:
    schema = {"type": "object", "properties": {name: {"type": "string"} for name in members}}
    body = {"content": {"application/json": {"schema": schema}}}
    operation = {"requestBody": body, "responses": {"200": {"description": "ok"}}}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {path: {"post": operation}}}
    api, _ = read_api(read_document(yaml.safe_dump(document), "openapi.yaml"))
    assert own_password_place(api.operations[0], api.definitions) == place
