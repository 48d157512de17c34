"""The mock judges honestly: it lets through what the document allows and refuses the rest, for stated reasons."""

import json
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from apigen.mock.document import Document
from apigen.mock.judgeable import judgeable_tree
from support.mock import Mock, running_mock, walk_document

SPECS = sorted(path for path in (Path(__file__).parents[2] / "specs").glob("*") if path.suffix in (".yaml", ".json"))

DOCUMENT = r"""
openapi: 3.0.3
info: {title: Notes, version: '1'}
servers: [{url: 'https://example.com/v1'}]
security: [{token: []}]
paths:
  /login:
    post:
      security: []
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [user, password]
              properties: {user: {type: string}, password: {type: string}}
      responses:
        '200':
          description: in
          content:
            application/json:
              schema:
                type: object
                required: [access_token, expires_in]
                properties: {access_token: {type: string}, refresh_token: {type: string}, expires_in: {type: integer}}
  /books:
    get:
      security: [{key: []}, {}]
      parameters:
        - {name: limit, in: query, schema: {type: integer, minimum: 1, maximum: 50, default: '10'}}
        - {name: tag, in: query, style: spaceDelimited, explode: false, schema: {type: array, items: {type: integer}}}
        - {name: shelf, in: query, schema: {type: string, pattern: '/^[A-Z]\d$/'}}
        - {name: lang, in: query, schema: {type: string, pattern: '^\p{L}+$', maxLength: 3}}
        - {name: filter, in: query, schema: {type: object, properties: {year: {type: integer}}}}
      responses:
        '200': {description: all, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Book'}}}}
      responses:
        '201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Envelope'}}}}
  /books/{bookId}:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    get:
      responses:
        '200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Envelope'}}}}
    patch:
      requestBody: {content: {application/json: {schema: {type: object, properties: {title: {type: string}}}}}}
      responses:
        '200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Envelope'}}}}
    delete:
      responses: {'204': {description: gone}}
  /books/{bookId}/pages:
    parameters: [{name: bookId, in: path, required: true, schema: {type: integer}}]
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Leaf'}}}}
      responses:
        '201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Leaf'}}}}
  /books/{bookId}/pages/{uuid}:
    parameters:
      - {name: bookId, in: path, required: true, schema: {type: integer}}
      - {name: uuid, in: path, required: true, schema: {type: string, format: uuid}}
    get:
      responses:
        '200': {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Leaf'}}}}
  /labels/{name}:
    put:
      parameters: [{name: name, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: set}}
  /scans:
    post:
      security: [{staff: []}]
      requestBody:
        content:
          multipart/form-data:
            schema:
              type: object
              required: [file, copies]
              properties: {file: {type: string, format: binary}, copies: {type: integer, maximum: 9}}
      responses: {'202': {description: later}}
components:
  securitySchemes:
    token: {type: http, scheme: bearer}
    staff: {type: http, scheme: basic}
    key: {type: apiKey, in: query, name: api_key}
  schemas:
    Book:
      type: object
      required: [id, title, cover]
      properties:
        id: {type: integer, readOnly: true}
        title: {type: string, minLength: 2}
        cover: {type: string, enum: [soft, hard]}
        sequel: {$ref: '#/components/schemas/Book'}
    Leaf:
      type: object
      required: [uuid, text]
      properties: {uuid: {type: string, format: uuid, readOnly: true}, text: {type: string}}
    Envelope:
      type: object
      required: [data]
      properties: {data: {$ref: '#/components/schemas/Book'}}
    Page:
      type: object
      required: [items]
      properties: {items: {type: array, items: {$ref: '#/components/schemas/Book'}}}
"""
NEW_BOOK = {"title": "Dune", "cover": "soft"}


@pytest.fixture(scope="module")
def spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mock") / "notes.yaml"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def mock(spec: Path) -> Iterator[Mock]:
    with running_mock(spec, "--check-answers", "--accept-token", "ready-made") as mock:
        yield mock


@pytest.fixture(scope="module")
def token(mock: Mock) -> str:
    access_token: str = mock.send("POST", "/login", {"user": "ada", "password": "lovelace"}).json["access_token"]
    return access_token


def test_a_thing_lives_from_post_to_delete(mock: Mock, token: str) -> None:
    made = mock.send("POST", "/books", NEW_BOOK, token)
    book = made.json["data"]
    path = f"/books/{book['id']}"
    assert (made.status, made.headers["Location"], book["title"]) == (201, path, "Dune")
    assert mock.send("GET", path, token=token).json["data"] == book
    assert mock.send("PATCH", path, {"title": "Emma"}, token).json["data"]["title"] == "Emma"
    assert mock.send("GET", path, token=token).json["data"]["title"] == "Emma"
    assert book["id"] in [listed["id"] for listed in mock.send("GET", "/books").json["items"]]
    assert (mock.send("DELETE", path, token=token).status, mock.send("GET", path, token=token).status) == (204, 404)


def test_what_a_list_shows_can_be_read(mock: Mock, token: str) -> None:
    listed = mock.send("GET", "/books").json["items"]
    assert len(listed) >= 2
    assert {mock.send("GET", f"/books/{book['id']}", token=token).status for book in listed} == {200}


def test_ids_that_nobody_created_are_not_found(mock: Mock, token: str) -> None:
    assert mock.send("GET", "/books/999999", token=token).json == {"errors": ["/books/999999 does not exist"]}
    assert mock.send("POST", "/books/999999/pages", {"text": "x"}, token).status == 404


def test_children_go_with_their_parent(mock: Mock, token: str) -> None:
    book = mock.send("POST", "/books", NEW_BOOK, token).json["data"]["id"]
    leaf = mock.send("POST", f"/books/{book}/pages", {"text": "one"}, token).json["uuid"]
    other = mock.send("POST", "/books", NEW_BOOK, token).json["data"]["id"]
    assert mock.send("GET", f"/books/{book}/pages/{leaf}", token=token).json["text"] == "one"
    assert mock.send("GET", f"/books/{other}/pages/{leaf}", token=token).status == 404
    mock.send("DELETE", f"/books/{book}", token=token)
    assert mock.send("GET", f"/books/{book}/pages/{leaf}", token=token).status == 404


def test_a_parameter_that_names_nothing_takes_any_value(mock: Mock, token: str) -> None:
    assert mock.send("PUT", "/labels/anything%2Fat%20all", token=token).status == 204


@pytest.mark.parametrize(
    ("method", "path", "body", "reason"),
    [
        ("GET", "/books?limit=51", None, "query parameter limit: maximum"),
        ("GET", "/books?limit=few", None, "query parameter limit: type"),
        ("GET", "/books?shelf=3A", None, "query parameter shelf: pattern"),
        ("GET", "/books?lang=long", None, "query parameter lang: maxLength"),
        ("POST", "/books", {"id": 7, **NEW_BOOK}, "body at id: readOnly"),
        ("GET", "/books?tag=1%20two", None, "query parameter tag at *: type"),
        ("GET", "/books?year=soon", None, "query parameter filter at year: type"),
        ("GET", "/books/abc", None, "path parameter bookId: type"),
        ("POST", "/books", None, "body: MissingRequiredRequestBody"),
        ("POST", "/books", b"{", "body: MediaTypeDeserializeError"),
        ("POST", "/books", {"title": "D", "cover": "soft"}, "body at title: minLength"),
        ("POST", "/books", {"title": "Dune", "cover": "none"}, "body at cover: enum"),
        ("POST", "/books", {"title": "Dune"}, "body: required"),
    ],
)
def test_what_the_document_does_not_allow_is_refused(
    mock: Mock, token: str, method: str, path: str, body: object, reason: str
) -> None:
    reply = mock.send(method, path, body, token)
    operation = f"{method} {'/books/{bookId}' if path == '/books/abc' else '/books'}"
    assert (reply.status, bool(reply.json["errors"])) == (400, True)
    assert reason in mock.report()["operations"][operation]["reasons"]


@pytest.mark.parametrize(
    "query", ["", "?limit=50", "?shelf=A3", "?lang=en", "?tag=1%202", "?year=1965", "?api_key=k-1"]
)
def test_what_the_document_allows_passes(mock: Mock, query: str) -> None:
    """Among it what openapi-core alone would refuse: wrong defaults, `/patterns/`, delimiters, exploded objects."""
    assert mock.send("GET", f"/books{query}").status == 200


def test_a_multipart_form_is_read_by_its_schema(mock: Mock) -> None:
    def send(copies: str) -> int:
        fields = {"copies": copies, "file": "\u00fc\r\n"}
        part = '--x\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        body = "".join(part.format(*field) for field in fields.items()) + "--x--\r\n"
        kind = {"Content-Type": "multipart/form-data; boundary=x", "Authorization": "Basic YWRhOmxvdmVsYWNl"}
        return mock.send("POST", "/scans", body.encode(), **kind).status

    assert (send("9"), send("10"), send("many")) == (202, 400, 400)


def test_unknown_paths_and_methods(mock: Mock) -> None:
    assert (mock.send("GET", "/nothing").status, mock.send("GET", "/nothing").json) == (
        404,
        {"errors": ["no such path"]},
    )
    assert (mock.send("PUT", "/books").status, mock.send("PUT", "/books").headers["Allow"]) == (405, "GET, POST")
    assert mock.send("GET", "/v1/books").status == 200  # the server's prefix may be there or not


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer string", "Bearer {token}", "Bearer made-up", "Basic YWRhOmxvdmVsYWNl"],
)
def test_only_issued_tokens_pass(mock: Mock, authorization: str) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    assert mock.send("GET", "/books/1", **headers).status == 401


def test_placeholders_are_no_credentials(mock: Mock) -> None:
    assert mock.send("POST", "/login", {"user": "ada", "password": "string"}).status == 401
    assert mock.send("POST", "/scans", Authorization="Basic YWRhOmNoYW5nZW1l").status == 401  # ada:changeme


def test_a_declared_token_passes(mock: Mock) -> None:
    assert mock.send("POST", "/books", NEW_BOOK, "ready-made").status == 201


def test_a_token_expires(spec: Path) -> None:
    with running_mock(spec, "--token-ttl", "1") as mock:
        answer = mock.send("POST", "/login", {"user": "ada", "password": "lovelace"}).json
        assert (answer["expires_in"], mock.send("POST", "/books", NEW_BOOK, answer["access_token"]).status) == (1, 201)
        time.sleep(1.1)
        assert mock.send("POST", "/books", NEW_BOOK, answer["access_token"]).status == 401


def test_the_report_counts_each_request_once(spec: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    with running_mock(spec, "--json-log", str(log)) as mock:
        for path in ("/books", "/books?limit=0", "/books/1", "/nothing"):
            mock.send("GET", path)
        report = mock.report()
    totals = {name: count for name, count in report["totals"].items() if count and "operations" not in name}
    assert report["validation"] == "on"
    assert totals == {"requests": 4, "accepted": 1, "refused": 1, "unauthorized": 1, "unknown_path": 1}
    assert report["operations"]["GET /books"]["reasons"] == {"query parameter limit: minimum": 1}
    assert [json.loads(line)["status"] for line in log.read_text().splitlines()] == [200, 400, 401, 404]


def test_its_own_answers_conform(spec: Path) -> None:
    with running_mock(spec, "--check-answers", "--accept-token", "ready-made") as mock:
        replies = walk_document(mock, spec, "ready-made")
        faults = {key: counts["faults"] for key, counts in mock.report()["operations"].items() if "faults" in counts}
    assert {key: reply.status for key, reply in replies.items() if reply.status >= 400} == {}
    assert faults == {}


@pytest.mark.parametrize(
    "path", [path for path in SPECS if path.stem not in ("styles", "digest")], ids=lambda path: path.name
)
def test_documents_of_this_project_can_be_walked(path: Path) -> None:
    """Every operation is reached by an artless client, and every answer conforms to the document.

    (`styles.yaml` is about what no artless client can write, `digest.yaml` about challenges.)
    """
    with running_mock(path, "--check-answers", "--accept-token", "ready-made") as mock:
        replies = walk_document(mock, path, "ready-made")
        report = mock.report()
    faults = {key: counts["faults"] for key, counts in report["operations"].items() if "faults" in counts}
    assert report["validation"] == "on"
    assert {key: (reply.status, reply.body) for key, reply in replies.items() if reply.status >= 400} == {}
    assert faults == {}


MEMBERS = r"""
swagger: '2.0'
info: {title: Clubs, version: '1'}
host: clubs.example.com
basePath: /v1
securityDefinitions:
  login: {type: oauth2, flow: accessCode, tokenUrl: 'https://clubs.example.com/v1/token', authorizationUrl: 'https://x'}
security: [{login: []}]
paths:
  /clubs/{club}/members:
    parameters: [{name: club, in: path, required: true, type: string}]
    post:
      parameters: [{name: what, in: body, schema: {$ref: 'parts.yaml#/Reference'}}]
      responses: {'200': {description: in, schema: {properties: {done: {type: boolean}}}}}
  /clubs/{club}/members/{member_id}:
    parameters:
      - {name: club, in: path, required: true, type: string}
      - {name: member_id, in: path, required: true, type: string}
      - {name: nowhere, in: path, required: true, type: string}
    delete: {responses: {'204': {description: out}}}
  /cafés: {get: {responses: {'204': {description: none}}}}
  /halls:
    get:
      responses: {'200': {description: all, schema: {type: array, items: {properties: {id: {type: string}}}}}}
  /halls/{hall_id}/rent:
    post:
      parameters: [{name: hall_id, in: path, required: true, type: string, pattern: '^h\d{4}$'}]
      responses: {'204': {description: rented}}
  /rooms:
    get: {responses: {'200': {description: all, schema: {type: array, items: {properties: {id: {type: string}}}}}}}
  /rooms/{room_id}:
    get:
      parameters: [{name: room_id, in: path, required: true, type: string}]
      responses: {'204': {description: a room}}
  /bookings:
    post:
      parameters:
        - {name: what, in: body, schema: {properties: {rooms: {type: array, items: {$ref: '#/definitions/Id'}}}}}
      responses: {'204': {description: booked}}
  /courts/{id}/lights:
    get:
      parameters: [{name: id, in: path, required: true, type: string}]
      responses: {'204': {description: on}}
  /courts:
    post:
      parameters: [{name: what, in: body, schema: {properties: {id: {type: string}, court: {type: string}}}}]
      responses: {'2XX': {description: made}}
  /weather:
    get:
      parameters: [{name: WM_SVC.NAME, in: header, type: string, required: true}]
      responses: {'204': {description: fair}}
  /courts/{court}:
    get:
      parameters: [{name: court, in: path, required: true, type: string}]
      responses: {'2XX': {description: a court}}
definitions:
  Id: {type: string, minLength: 24, maxLength: 24, pattern: '[a-z0-9]'}
"""


@pytest.fixture(scope="module")
def clubs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mock]:
    """A Swagger 2.0 document of two files, with a refresh token that a browser brought."""
    folder = tmp_path_factory.mktemp("clubs")
    (folder / "openapi.yaml").write_text(MEMBERS, encoding="utf-8")
    (folder / "parts.yaml").write_text("Reference: {required: [member_id], properties: {member_id: {type: string}}}")
    with running_mock(folder / "openapi.yaml") as mock:
        yield mock


def renewed(mock: Mock) -> str:
    form = b"grant_type=refresh_token&refresh_token=from-a-browser"
    reply = mock.send("POST", "/token", form, Content_Type="application/x-www-form-urlencoded")
    access_token: str = reply.json["access_token"]
    return access_token


def test_what_a_client_puts_into_a_collection_is_there(clubs: Mock) -> None:
    token = renewed(clubs)
    assert clubs.send("DELETE", "/clubs/c/members/m-7", token=token).status == 404
    assert clubs.send("POST", "/clubs/c/members", {"member": "m-7"}, token).status == 400
    assert clubs.send("POST", "/clubs/c/members", {"member_id": "m-7"}, token).status == 200
    assert clubs.send("DELETE", "/clubs/c/members/m-7", token=token).status == 204


def test_what_a_list_shows_fits_the_paths_below_it(clubs: Mock) -> None:
    token = renewed(clubs)
    (hall, *_) = clubs.send("GET", "/halls", token=token).json
    assert clubs.send("POST", f"/halls/{hall['id']}/rent", token=token).status == 204
    assert clubs.send("POST", "/halls/h9999/rent", token=token).status == 404


def test_what_a_list_shows_fits_the_bodies_that_take_it(clubs: Mock) -> None:
    token = renewed(clubs)
    rooms = [room["id"] for room in clubs.send("GET", "/rooms", token=token).json]
    assert len(set(rooms)) == len(rooms) > 1
    assert clubs.send("POST", "/bookings", {"rooms": rooms}, token).status == 204
    assert clubs.send("POST", "/bookings", {"rooms": ["short"]}, token).status == 400


def test_a_thing_is_called_as_its_own_path_says(clubs: Mock) -> None:
    token = renewed(clubs)
    made = clubs.send("POST", "/courts", {"id": "c-1", "court": "centre"}, token)
    assert (made.status, made.headers["Location"]) == (201, "/courts/centre")
    assert clubs.send("GET", "/courts/centre", token=token).status == 200


def test_alternatives_that_demand_the_same_may_all_hold() -> None:
    """No object is valid for exactly one of them, so `oneOf` would refuse every request."""
    free: dict[str, Any] = {"type": "object", "properties": {"a": {}}}
    told = {**free, "required": ["a"]}
    typed = {**told, "properties": {"a": {"type": "string"}}}
    alternatives = {"x-free": [free, free], "x-same": [told, told], "x-told": [free, told], "x-typed": [told, typed]}
    tree = {"openapi": "3.0.3", **{name: {"oneOf": branches} for name, branches in alternatives.items()}}
    judged = judgeable_tree(Document(tree))
    read = {name: next(iter(judged[name])) for name in alternatives}
    assert read == {"x-free": "anyOf", "x-same": "anyOf", "x-told": "oneOf", "x-typed": "oneOf"}


def test_a_form_by_a_name_that_nobody_can_send_is_the_one_that_is_meant() -> None:
    content = {"content": {"application/form-data": {}}}
    document = Document({"openapi": "3.0.3", "paths": {"/apps": {"post": {"requestBody": content}}}})
    assert list(document.operations[0].request_content) == ["multipart/form-data"]
    body = judgeable_tree(document)["paths"]["/apps"]["post"]["requestBody"]
    assert list(body["content"]) == ["multipart/form-data"]


def test_a_discriminator_maps_to_references_or_is_not_judged_by() -> None:
    branch = {"properties": {"kind": {"type": "string"}}}
    near, far = ({"propertyName": "kind", "mapping": {"a": name}} for name in ("Near", "elsewhere.yaml"))
    schemas = {"Near": branch, "Both": {"oneOf": [{"$ref": "#/components/schemas/Near"}], "discriminator": near}}
    tree = {"openapi": "3.0.3", "components": {"schemas": schemas}, "x-far": {"anyOf": [branch], "discriminator": far}}
    judged = judgeable_tree(Document(tree))
    mapping = {"a": "#/components/schemas/Near"}
    assert judged["components"]["schemas"]["Both"]["discriminator"] == {"propertyName": "kind", "mapping": mapping}
    assert judged["x-far"] == {"anyOf": [branch]}


def test_headers_with_underscores_arrive(clubs: Mock) -> None:
    headers = {"WM_SVC.NAME": "here", "Authorization": f"Bearer {renewed(clubs)}"}
    with urllib.request.urlopen(urllib.request.Request(clubs.url + "/weather", headers=headers)) as reply:
        assert reply.status == 204


def test_paths_in_other_scripts_are_found(clubs: Mock) -> None:
    assert clubs.send("GET", "/caf%C3%A9s", token=renewed(clubs)).status == 204


def test_brackets_nest_in_queries_and_forms() -> None:
    good = "fields=id&finish=matt&sizes=1%7C5&filter[room]=hall&filter[price][max]=50&near={}&gallery=/rooms/hall"
    near = "%7B%22R%22:1,%22G%22:2,%22B%22:3%7D"
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    path = Path(__file__).parents[2] / "specs" / "styles.yaml"
    with running_mock(path) as mock:
        found = [
            mock.send("GET", f"/paints?{query.format(near)}", X_Regions="1,2", Cookie="theme=dark").status
            for query in (good, good.replace("max]=50", "max]=99"), good.replace("[price][max]", "[price]"))
        ]
        mixed = [
            mock.send("POST", "/mixtures", body, **form).status
            for body in (
                b"parts[0][code]=w1&parts[0][grams]=5&parts[1][code]=k3&parts[1][grams]=7&delivery[city]=Oslo",
                b"parts[0][code]=w1&parts[0][grams]=0&delivery[city]=Oslo",
                b"parts[0][code]=w1&parts[0][grams]=5&delivery[town]=Oslo",
            )
        ]
    assert (found, mixed) == ([200, 400, 400], [202, 400, 400])


def test_an_operation_of_another_file_has_its_answer(tmp_path: Path) -> None:
    rules = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
    answer = {"description": "all", "content": {"application/json": {"schema": rules}}}
    (tmp_path / "rules.json").write_text(json.dumps({"responses": {"200": answer}}))
    whole = {"openapi": "3.0.3", "info": {"title": "Rules", "version": "1"}}
    whole["paths"] = {"/rules": {"get": {"$ref": "rules.json"}}}
    (tmp_path / "openapi.json").write_text(json.dumps(whole))
    with running_mock(tmp_path / "openapi.json") as mock:
        assert mock.send("GET", "/rules").json.keys() == {"text"}
