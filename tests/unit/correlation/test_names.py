"""Words, singulars and paths."""

import pytest

from apigen.analysis.correlation.names import base, is_identifier_name, singular, words
from apigen.analysis.correlation.paths import read_path


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("purchaseOrderIDs", "purchase order ids"),
        ("flow_runs", "flow runs"),
        ("HTTPProxy", "http proxy"),
        ("_id", "id"),
        ("id2", "id"),
        ("userId1", "user id"),
        ("grid2", "grid2"),
        ("taskid", "task id"),
        ("accountids", "account ids"),
        ("isPaid", "is paid"),
        ("invalid", "invalid"),
    ],
)
def test_words(name: str, expected: str) -> None:
    assert " ".join(words(name)) == expected


@pytest.mark.parametrize(
    ("plural", "expected"),
    [
        ("orders", "order"), ("categories", "category"), ("boxes", "box"), ("addresses", "address"),
        ("people", "person"), ("statuses", "status"), ("status", "status"), ("news", "news"),
        ("views", "view"), ("repos", "repo"),
        ("indices", "index"), ("releases", "release"), ("branches", "branch"), ("data", "data"), ("dns", "dns"),
    ],
)  # fmt: skip
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected
    assert singular(expected) == expected


@pytest.mark.parametrize(
    ("name", "thing"),
    [
        ("userId", "user"),
        ("idUser", "user"),
        ("id", ""),
        ("id_or_slug", ""),
        ("user_uuid", "user"),
        ("ssh_key_identifier", "ssh key"),
        ("pid", ""),
        ("name", "name"),
    ],
)
def test_what_an_identifier_identifies(name: str, thing: str) -> None:
    assert " ".join(base(words(name))) == thing
    assert is_identifier_name(words(name)) == (name != "name")


@pytest.mark.parametrize(
    ("template", "signature", "verb"),
    [
        ("/projects/{projectId}/tasks/{taskId}", "project/{}/task/{}", ""),
        ("/orders/{id}/items/search", "order/{}/item", "search"),
        ("/pet/findByStatus", "pet", "find"),
        ("/deployments/{id}/create_flow_run", "deployment/{}/flow_run", "create"),
        ("/users/get/{id}", "user/{}", "get"),
        ("/users/{id}/delete", "user/{}", "delete"),
        ("/variables/name/{name}", "variable/{name}", ""),
        ("/users/by-email/{email}", "user/{email}", ""),
        ("/teams/{team_slug}", "team/{slug}", ""),
        ("/repos/{owner}/{repo}", "repo/{}/{}", ""),
        ("/users({id})", "user/{}", ""),
        ("/{a}:{b}", "{}/{b}", ""),
        ("/", "", ""),
    ],
)
def test_paths(template: str, signature: str, verb: str) -> None:
    path = read_path(template)
    assert (path.end.signature, path.verb) == (signature, verb)
