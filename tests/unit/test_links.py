"""Paths that are a link from an answer and nothing else: `/{group_href}users/`."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from apigen.openapi.model import Api
from apigen.plan.build import Output, build_plan
from apigen.settings import Settings
from support.apis import STRING, answers, array, make_api, record, takes
from support.folders import generate

LINK = {"type": "string", "format": "uri"}
GROUP = record(name=STRING, self_href=LINK, users_href=LINK)
SCHEMAS = {"GroupResponse": GROUP, "RoleResponse": GROUP, "GroupRoleResponse": GROUP}
DOCUMENT = """
openapi: 3.1.0
info: {title: Files, version: "1"}
paths:
  /files: {get: {responses: {'200': {description: All, content: {application/json: {schema: {
    type: array, items: {$ref: '#/components/schemas/File'}}}}}}}}
  /{file_href}: {get: {responses: {'200': {description: One, content: {application/json: {schema: {
    $ref: '#/components/schemas/File'}}}}}}}
components: {schemas: {File: {type: object, properties: {file_href: {type: string}}}}}
"""


def named(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def groups() -> Api:
    return make_api(
        {
            "GET /api/groups/": answers(array(named("GroupResponse"))),
            "POST /api/groups/": {**takes(record(name=STRING)), **answers(named("GroupResponse"), "201")},
            "GET {group_href}": answers(named("GroupResponse")),
            "DELETE {group_href}": {},
            "GET {group_href}roles/": answers(array(named("GroupRoleResponse"))),
            "GET /api/roles/": answers(array(named("RoleResponse"))),
            "GET {role_href}": answers(named("RoleResponse")),
        },
        SCHEMAS,
    )


def test_a_link_comes_from_what_is_of_its_type_and_stands_in_the_url_as_it_is() -> None:
    plan = build_plan(groups(), Settings(records=2), Output("x", "out"))
    found = {row.task.operation: row for row in plan.rows}
    yields = {key: [(edge.resource, edge.where) for edge in row.produces] for key, row in found.items()}
    assert yields == {
        "GET /api/groups/": [("group", "[].self_href")],
        "POST /api/groups/": [("group", "self_href")],
        "GET /{group_href}": [],
        "DELETE /{group_href}": [],
        "GET /{group_href}roles/": [],
        "GET /api/roles/": [("role", "[].self_href")],
        "GET /{role_href}": [],
    }
    assert found["GET /{group_href}roles/"].task.url == (("group_href:path",), "roles/")
    assert [pick.method for pick in found["DELETE /{group_href}"].task.picks] == ["take"]
    assert [pool.clean_up and pool.clean_up.url for pool in plan.pools] == ["{0:path}", None]


def test_what_no_answer_shows_is_a_value_like_any_other() -> None:
    plan = build_plan(make_api({"GET /{page_url}": {}}), Settings(records=2), Output("x", "out"))
    assert plan.rows[0].task.url == ("/", ("page_url",))


def test_a_link_never_leads_to_another_host(tmp_path: Path) -> None:
    generate(tmp_path, DOCUMENT)
    assert 'f"{file_href:path}"' in (tmp_path / "locustfile.py").read_text()
    links = ["/api/files/1/", "https://evil.example/api/a%20b?c=d", "//evil.example/x y", "x/\r\ny"]
    script = f"import json\nfrom identifiers import Id\nprint(json.dumps([f'{{Id(x):path}}' for x in {links}]))"
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == ["/api/files/1/", "/api/a%20b", "/x%20y", "/x/y"]
