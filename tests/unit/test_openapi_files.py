"""Documents in several files: what is referred to is read once, with its own places, and never from outside."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from apigen.diagnostics import Diagnostic, Severity
from apigen.openapi.model import Api, Operation
from apigen.openapi.reader import read_api
from apigen.source import load_document

ENTRY = "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def read(folder: Path, files: dict[str, str], entry: str = "openapi.yaml") -> tuple[Api, tuple[Diagnostic, ...]]:
    write(folder, files)
    return read_api(load_document(str(folder / entry)))


def entry_of(paths: str, version: str = "3.1.0") -> str:
    return ENTRY.format(version=version, paths=paths)


def told(remarks: tuple[Diagnostic, ...], folder: Path) -> list[str]:
    """`name:line:column code` of each remark, with the name below the folder."""
    places = [(each.location, each.code) for each in remarks]
    return [f"{os.path.relpath(at.file, folder)}:{at.line}:{at.column} {code}" for at, code in places if at]


def clean(folder: Path, files: dict[str, str]) -> Api:
    api, remarks = read(folder, files)
    assert remarks == ()
    return api


def the_only(api: Api) -> Operation:
    (operation,) = api.operations
    return operation


def body_schema(api: Api) -> Any:
    body = the_only(api).request_body
    assert body is not None
    return body.content[0].schema


def test_every_part_of_an_operation_may_stand_elsewhere(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": entry_of("  /pets/{id}: {$ref: paths/pet.yaml}\n")
        + "components:\n  securitySchemes:\n    key: {$ref: 'shared/all.json#/key'}\nsecurity: [{key: []}]\n",
        "paths/pet.yaml": (
            "parameters:\n- $ref: ../shared/all.json#/id\n"
            "put:\n"
            "  operationId: putPet\n"
            "  requestBody: {$ref: ../shared/bodies.yml}\n"
            "  responses:\n"
            "    '200': {$ref: '../shared/all.json#/answers/ok'}\n"
        ),
        "shared/bodies.yml": (
            "required: true\ncontent:\n  application/json:\n    schema: {$ref: pet.yaml}\n"
            "    examples: {one: {$ref: 'all.json#/example'}}\n"
        ),
        "shared/pet.yaml": "type: object\nproperties: {name: {type: string}}\n",
        "shared/all.json": """{
            "id": {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}},
            "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "example": {"value": {"name": "Rex"}},
            "trace": {"schema": {"type": "string"}},
            "again": {"operationId": "putPet"},
            "answers": {"ok": {"description": "ok", "headers": {"X-Trace": {"$ref": "#/trace"}},
                               "links": {"again": {"$ref": "#/again"}}}}
        }""",
    }
    api = clean(tmp_path, files)
    operation = the_only(api)
    assert [(p.name, p.schema) for p in operation.parameters] == [("id", {"type": "integer"})]
    assert operation.location.file.endswith("pet.yaml")
    assert operation.request_body is not None
    assert operation.request_body.content[0].schema == {"$ref": "#/$defs/pet"}
    assert operation.request_body.content[0].examples == ({"name": "Rex"},)
    assert api.definitions == {"pet": {"type": "object", "properties": {"name": {"type": "string"}}}}
    (response,) = operation.responses
    assert (response.headers, [link.operation_id for link in response.links]) == (("X-Trace",), ["putPet"])
    assert [scheme.parameter for scheme in api.security_schemes] == ["X-Key"]


POST = """\
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema: {schema}
"""


def with_schema(schema: str, version: str = "3.1.0") -> str:
    return entry_of(POST.format(schema=schema), version)


def test_schemas_in_circles_through_files_stay_finite(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": with_schema("{$ref: schemas.yaml#/Pet}"),
        "schemas.yaml": (
            "Pet: {properties: {owner: {$ref: 'people/owner.yaml'}, again: {$ref: '#/Pet'}}}\n"
            "Alias: {$ref: people/owner.yaml}\n"
        ),
        "people/owner.yaml": (
            "properties: {pet: {$ref: '../schemas.yaml#/Pet'}, friend: {$ref: '../schemas.yaml#/Alias'}}\n"
        ),
    }
    api = clean(tmp_path, files)
    assert body_schema(api) == {"$ref": "#/$defs/Pet"}
    owner = {"$ref": "#/$defs/owner"}
    assert api.definitions == {
        "Pet": {"properties": {"owner": owner, "again": {"$ref": "#/$defs/Pet"}}},
        "owner": {"properties": {"pet": {"$ref": "#/$defs/Pet"}, "friend": owner}},
    }


def test_a_component_lends_its_name_to_the_file_behind_it(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": with_schema(
            "{items: {$ref: schemas/pet.yaml}, contains: {$ref: '#/components/schemas/Animal'}}"
        )
        + "components: {schemas: {Animal: {$ref: schemas/pet.yaml}}}\n",
        "schemas/pet.yaml": "type: object\n",
    }
    api = clean(tmp_path, files)
    assert body_schema(api) == {"items": {"$ref": "#/$defs/Animal"}, "contains": {"$ref": "#/$defs/Animal"}}
    assert api.definitions == {"Animal": {"type": "object"}}


def test_schemas_with_one_name_in_several_files_stay_apart(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": with_schema(
            "{allOf: [{$ref: a/id.yaml}, {$ref: b/id.yaml}, {$ref: 'b.yaml#/components/schemas/id'}]}"
        ),
        "a/id.yaml": "type: string\n",
        "b/id.yaml": "type: integer\n",
        "b.yaml": "components: {schemas: {id: {type: number}}}\n",
    }
    api = clean(tmp_path, files)
    assert [api.definitions[name]["type"] for name in ("id", "id_2", "id_3")] == ["string", "integer", "number"]  # type: ignore[index]


@pytest.mark.parametrize(("version", "counts"), [("3.0.3", False), ("3.1.0", True)])
def test_siblings_of_references_into_files_count_since_31(tmp_path: Path, version: str, counts: bool) -> None:
    files = {
        "openapi.yaml": with_schema("{$ref: a.yaml, maxLength: 3, description: D}", version),
        "a.yaml": "type: string\n",
    }
    siblings = {"maxLength": 3, "description": "D"} if counts else {"description": "D"}
    assert body_schema(clean(tmp_path, files)) == {"$ref": "#/$defs/a", **siblings}


def test_maps_as_a_whole_may_stand_elsewhere(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": "openapi: 3.0.3\ninfo: {title: T, version: '1'}\npaths: {$ref: paths.yaml}\n"
        "tags: [{name: t, description: {$ref: words.yaml#/t}}]\n"
        "components: {schemas: {$ref: schemas.yaml}, securitySchemes: {$ref: security.yaml}}\n",
        "words.yaml": "t: about t\n",
        "security.yaml": "key: {type: apiKey, in: header, name: X-Key}\n",
        "paths.yaml": (
            "/a: {post: {requestBody: {content: {$ref: content.yaml}}, parameters: {$ref: parameters.yaml}}}\n"
        ),
        "parameters.yaml": "- {name: q, in: query, schema: {type: string}}\n",
        "content.yaml": "application/json: {schema: {$ref: 'openapi.yaml#/components/schemas/Pet'}}\n",
        "schemas.yaml": "Pet: {type: object, properties: {$ref: properties.yaml}}\n",
        "properties.yaml": "name: {type: string}\n",
    }
    api = clean(tmp_path, files)
    assert body_schema(api) == {"$ref": "#/$defs/Pet"}
    assert api.definitions == {"Pet": {"type": "object", "properties": {"name": {"type": "string"}}}}
    assert [parameter.name for parameter in the_only(api).parameters] == ["q"]
    assert api.tags[0].description == "about t"
    assert [scheme.name for scheme in api.security_schemes] == ["key"]


def test_discriminators_name_schemas_of_their_own_file(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": with_schema("{$ref: 'pets.yaml#/components/schemas/Pet'}"),
        "pets.yaml": (
            "components:\n  schemas:\n"
            "    Pet: {discriminator: {propertyName: kind, mapping: {cat: Cat, dog: dog.yaml}}}\n"
            "    Cat: {type: object}\n"
        ),
        "dog.yaml": "type: object\n",
    }
    api = clean(tmp_path, files)
    mapping = {"cat": "#/$defs/Cat", "dog": "#/$defs/dog"}
    assert api.definitions["Pet"] == {"discriminator": {"propertyName": "kind", "mapping": mapping}}


def test_remarks_stand_in_the_file_they_are_about(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": entry_of("  /a: {$ref: sub/a.yaml}\n"),
        "sub/a.yaml": (
            "get:\n  parameters:\n  - {name: q, in: moon}\n"
            "  responses:\n    '200': {$ref: b.yaml}\n    '201': {$ref: c.yaml}\n"
            "    '202': {$ref: nothing.yaml}\n    '203': {$ref: b.yml}\n    '204': {$ref: '../openapi.yaml#/nothing'}\n"
        ),
        "sub/b.yaml": "description: 3\ndescription: 4\n",
        "sub/c.yaml": "a: b: c\n",
    }
    api, remarks = read(tmp_path, files)
    assert len(api.operations) == 1
    assert told(remarks, tmp_path) == [
        "sub/a.yaml:3:5 AG212",
        "sub/a.yaml:6:13 AG225",
        "sub/a.yaml:7:13 AG206",
        "sub/a.yaml:8:13 AG206",
        "sub/a.yaml:9:13 AG206",
        "sub/b.yaml:2:1 AG108",
        "sub/b.yaml:2:1 AG205",
        "sub/c.yaml:1:5 AG104",
    ]
    hints = [each.hint for each in remarks if each.code == "AG206"]
    assert hints[1] == "did you mean b.yaml?"


def test_circles_of_references_alone_are_told(tmp_path: Path) -> None:
    files = {"openapi.yaml": with_schema("{$ref: a.yaml}"), "a.yaml": "$ref: b.yaml\n", "b.yaml": "$ref: a.yaml\n"}
    api, remarks = read(tmp_path, files)
    assert body_schema(api) is True
    assert [each.code for each in remarks] == ["AG207"]


def test_endless_chains_end(tmp_path: Path) -> None:
    chain = {f"{n}.yaml": f"$ref: {n + 1}.yaml\n" for n in range(100)}
    deep = "".join(f"  a{n}: {{$ref: '#/x/a{n + 1}/x/x/x'}}\n" for n in range(60))
    files = {"openapi.yaml": with_schema("{items: {$ref: 0.yaml}, not: {$ref: '#/x/a0/x/x'}}") + f"x:\n{deep}", **chain}
    api, remarks = read(tmp_path, files)
    assert body_schema(api) == {"items": True, "not": True}
    assert sorted(each.code for each in remarks) == ["AG206", "AG207"]


def outside(tmp_path: Path, reference: str) -> Diagnostic:
    folder = tmp_path / "inside"
    write(tmp_path, {"secret.yaml": "type: string\n", "insider.yaml": "type: string\n"})
    api, (remark,) = read(folder, {"openapi.yaml": with_schema(f"{{$ref: '{reference}'}}")})
    assert body_schema(api) is True
    return remark


@pytest.mark.parametrize("reference", ["../secret.yaml", "sub/../../secret.yaml", "%2e%2e/secret.yaml", "/etc/passwd"])
def test_nothing_outside_of_the_folder_is_read(tmp_path: Path, reference: str) -> None:
    remark = outside(tmp_path, reference)
    assert (remark.code, remark.severity) == ("AG224", Severity.ERROR)
    assert reference in remark.message


def test_a_file_address_is_a_file(tmp_path: Path) -> None:
    assert outside(tmp_path, f"file://{tmp_path}/secret.yaml").code == "AG224"


def test_a_folder_whose_name_only_begins_alike_is_outside(tmp_path: Path) -> None:
    write(tmp_path / "inside-out", {"a.yaml": "type: string\n"})
    assert outside(tmp_path, "../inside-out/a.yaml").code == "AG224"


def test_symbolic_links_lead_no_further_than_they_point(tmp_path: Path) -> None:
    folder = tmp_path / "inside"
    write(folder, {"real/a.yaml": "type: string\n"})
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "folder").symlink_to(tmp_path)
    (folder / "fine.yaml").symlink_to(folder / "real" / "a.yaml")
    assert outside(tmp_path, "link.yaml").code == "AG224"
    assert outside(tmp_path, "folder/secret.yaml").code == "AG224"
    assert body_schema(clean(folder, {"openapi.yaml": with_schema("{$ref: fine.yaml}")})) == {"$ref": "#/$defs/fine"}


def test_the_tree_can_be_named(tmp_path: Path) -> None:
    write(tmp_path, {"api/openapi.yaml": with_schema("{$ref: ../shared/a.yaml}"), "shared/a.yaml": "type: 3\n"})
    api, remarks = read_api(load_document(str(tmp_path / "api" / "openapi.yaml"), root=str(tmp_path)))
    assert body_schema(api) == {"$ref": "#/$defs/a"}
    assert told(remarks, tmp_path) == ["shared/a.yaml:1:1 AG219"]


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("http://127.0.0.1:9/a.yaml", "AG208"),
        ("HTTPS://127.0.0.1:9/a.yaml", "AG208"),
        ("ftp://127.0.0.1/a.yaml", "AG208"),
        ("//127.0.0.1/a.yaml", "AG208"),
        ("http://[a.yaml", "AG208"),
        ("data:text/plain,a", "AG208"),
        ("sub", "AG225"),
        ("a\\0.yaml", "AG225"),
        ("x" * 3000, "AG206"),
        ("pipe", "AG225"),
    ],
)
def test_what_cannot_be_opened_is_told(tmp_path: Path, reference: str, code: str) -> None:
    (tmp_path / "sub").mkdir()
    os.mkfifo(tmp_path / "pipe")
    files = {"openapi.yaml": with_schema(f'{{$ref: "{reference}"}}')}
    _, remarks = read(tmp_path, files)
    assert [each.code for each in remarks] == [code]


SWAGGER = """swagger: "2.0"
info: {title: T, version: "1"}
paths:
  /pets: {$ref: paths/pets.yaml}
  /dogs:
    get:
      parameters: [{$ref: 'parts.yaml#/tags'}]
      responses: {"200": {$ref: 'parts.yaml#/dogs'}}
definitions:
  Pet: {type: object, properties: {friend: {$ref: schemas/friend.yaml}}}
"""


def test_swagger_2_fragments_are_upgraded_where_they_are_used(tmp_path: Path) -> None:
    files = {
        "openapi.yaml": SWAGGER,
        "paths/pets.yaml": (
            "parameters: [{$ref: ../parts.yaml#/tags}]\n"
            "post:\n  parameters: [{$ref: '../parts.yaml#/pet'}]\n  responses: {'201': {description: made}}\n"
        ),
        "parts.yaml": (
            "tags: {name: tags, in: query, type: array, items: {type: string}, collectionFormat: pipes}\n"
            "pet: {name: pet, in: body, required: true, schema: {$ref: 'openapi.yaml#/definitions/Pet'}}\n"
            "dogs: {description: ok, schema: {type: array, items: {$ref: schemas/friend.yaml}}}\n"
        ),
        "schemas/friend.yaml": "type: object\nproperties: {age: {type: 3}}\n",
    }
    api, remarks = read(tmp_path, files)
    assert told(remarks, tmp_path) == ["schemas/friend.yaml:2:20 AG219"]
    post, get = api.operations
    assert [(p.name, p.style, p.schema) for p in post.parameters] == [
        ("tags", "pipeDelimited", {"type": "array", "items": {"type": "string"}})
    ]
    assert post.location.file.endswith("pets.yaml")
    assert post.request_body is not None
    assert post.request_body.required
    assert post.request_body.content[0].schema == {"$ref": "#/$defs/Pet"}
    assert get.responses[0].content[0].schema == {"type": "array", "items": {"$ref": "#/$defs/friend"}}


def test_the_digest_covers_all_files_that_were_read(tmp_path: Path) -> None:
    files = {"openapi.yaml": with_schema("{$ref: a.yaml}"), "a.yaml": "type: string\n", "b.yaml": "type: string\n"}
    first = clean(tmp_path, files).digest
    assert clean(tmp_path, {**files, "b.yaml": "type: integer\n"}).digest == first
    assert clean(tmp_path, {**files, "a.yaml": "type: integer\n"}).digest != first


NAMES = """
components:
  schemas:
    Tree:
      $id: https://example.com/schemas/tree
      $dynamicAnchor: node
      properties:
        children: {items: {$dynamicRef: '#node'}}
        leaf: {$ref: 'leaf'}
        local: {$ref: '#/$defs/local'}
        pet: {$ref: '#/components/schemas/Pet'}
      $defs: {local: {type: integer}}
    Leaf: {$id: https://example.com/schemas/leaf, $anchor: it, type: string}
    Pet: {type: object}
"""


def test_schemas_that_name_themselves_are_found(tmp_path: Path) -> None:
    schema = "{prefixItems: [{$ref: 'https://example.com/schemas/tree'}, {$ref: '#it'}, {$ref: 'other.yaml#it'}]}"
    files = {"openapi.yaml": with_schema(schema) + NAMES, "other.yaml": "a: {$anchor: it, type: number}\n"}
    api = clean(tmp_path, files)
    assert body_schema(api)["prefixItems"] == [{"$ref": f"#/$defs/{name}"} for name in ("Tree", "Leaf", "a")]
    assert api.definitions["Tree"] == {
        "properties": {
            "children": {"items": {"$ref": "#/$defs/Tree"}},
            "leaf": {"$ref": "#/$defs/Leaf"},
            "local": {"$ref": "#/$defs/Tree_defs_local"},
            "pet": {"$ref": "#/$defs/Pet"},
        }
    }


def test_the_command_line_names_the_tree(tmp_path: Path) -> None:
    write(tmp_path, {"api/openapi.yaml": with_schema("{$ref: ../shared/a.yaml}"), "shared/a.yaml": "type: object\n"})
    command = [sys.executable, "-m", "apigen", "plan", str(tmp_path / "api" / "openapi.yaml"), "--format", "json"]
    alone = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert "AG224" in alone.stdout
    named = subprocess.run([*command, "--root", str(tmp_path)], capture_output=True, encoding="utf-8", check=True)
    assert "AG224" not in named.stdout
