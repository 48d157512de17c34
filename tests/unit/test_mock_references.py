"""Whatever id an answer of the mock shows, and whichever operation shows it: the thing exists."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from apigen.mock.document import Document, load_document
from apigen.mock.identifiers import IdSource
from apigen.mock.logins import find_logins
from apigen.mock.names import naming_properties
from apigen.mock.routing import Match, Router
from apigen.mock.schemas import Schemas
from apigen.mock.security import TokenBook
from apigen.mock.service import Service
from apigen.mock.synthesis import Synthesizer

DOCUMENT = """
openapi: 3.1.0
info: {title: Teams, version: '1'}
paths:
  /teams:
    get: {responses: {'200': {$ref: '#/components/responses/Teams'}}}
    post: {operationId: addTeam, responses: {'201': {$ref: '#/components/responses/Team'}}}
  /teams/{teamIdOrName}:
    get: {responses: {'200': {$ref: '#/components/responses/Team'}}}
  /teams/{teamIdOrName}/runs:
    get: {responses: {'200': {$ref: '#/components/responses/Runs'}}}
  /teams/{teamIdOrName}/runs/{runNumber}:
    get: {responses: {'200': {description: a run}}}
  /teams/{teamIdOrName}/start:
    post: {responses: {'200': {$ref: '#/components/responses/Run'}}}
  /teams/{teamIdOrName}/cakes:
    post: {responses: {'201': {$ref: '#/components/responses/Cake'}}}
  /cakes/create:
    post: {responses: {'201': {$ref: '#/components/responses/Cake'}}}
  /cakes:
    get: {responses: {'200': {$ref: '#/components/responses/Cake'}}}
  /cakes/{cakeId}:
    get: {responses: {'200': {$ref: '#/components/responses/Cake'}}}
    delete: {responses: {'204': {description: eaten}}}
  /desks/{deskId}/lamps/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: ^lamp}}]
    get: {responses: {'200': {description: a lamp}}}
  /desks:
    get: {responses: {'200': {$ref: '#/components/responses/Desks'}}}
  /desks/{id}:
    parameters: [{name: id, in: path, required: true, schema: {type: string, pattern: ^desk}}]
    get: {responses: {'204': {description: a desk}}}
  /regions/{region}/weather:
    get: {operationId: getWeather, responses: {'200': {$ref: '#/components/responses/Weather'}}}
  /rules:
    post: {requestBody: {$ref: '#/components/requestBodies/Rule'}, responses: {'201': {description: made}}}
  /rules/{ruleId}:
    get: {responses: {'200': {description: a rule}}}
  /plans:
    get: {responses: {'200': {$ref: '#/components/responses/Plans'}}}
  /plans/{plan}:
    get: {responses: {'200': {description: a plan}}}
  /me/cakes:
    get: {responses: {'200': {$ref: '#/components/responses/Cakes'}}}
  /me/cakes/{cakeId}:
    get: {responses: {'200': {description: one of mine}}}
  /me/cakes/search:
    post: {responses: {'200': {$ref: '#/components/responses/Cakes'}}}
  /stall: {post: {responses: {'201': {$ref: '#/components/responses/Team'}}}}
  /stall/{stallId}: {delete: {responses: {'204': {description: gone}}}}
  /stall/{stallId}/menu: {get: {responses: {'200': {description: a menu}}}}
  /stalls: {get: {responses: {'200': {$ref: '#/components/responses/Teams'}}}}
  /stalls/{stallId}: {get: {responses: {'200': {$ref: '#/components/responses/Team'}}}}
  /dashboard:
    get: {responses: {'200': {$ref: '#/components/responses/Dashboard'}}}
  /burgers:
    post: {responses: {'200': {$ref: '#/components/responses/Burger'}}}
  /burgers/{burger}:
    get: {operationId: getBurger, responses: {'200': {description: a burger}}}
components:
  schemas:
    Team:
      properties: {id: {type: string, example: blue}, name: {type: string}, lead: {type: string}}
    Run: {properties: {number: {type: integer}, team: {$ref: '#/components/schemas/Team'}}}
    Cake: {properties: {id: {type: integer}, layers: {type: array, items: {type: string}}, teamId: {type: string}}}
  requestBodies:
    Rule: {content: {application/json: {schema: {properties: {rule_id: {type: string}}}}}}
  responses:
    Teams:
      description: all
      content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Team'}}}}
    Team: {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Team'}}}}
    Runs:
      description: all
      content:
        application/json:
          schema: {properties: {data: {type: array, items: {$ref: '#/components/schemas/Run'}}}}
    Run: {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Run'}}}}
    Plans:
      description: all
      content:
        application/json:
          schema: {type: array, items: {properties: {plan: {properties: {slug: {type: string}}}}}}
    Cakes:
      description: all
      content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Cake'}}}}
    Cake: {description: one, content: {application/json: {schema: {$ref: '#/components/schemas/Cake'}}}}
    Burger:
      description: one
      content: {application/json: {schema: {properties: {name: {type: string}}}}}
      links: {again: {operationId: getBurger, parameters: {burger: '$response.body#/receipt/number'}}}
    Desks:
      description: all
      content: {application/json: {schema: {type: array, items: {properties: {id: {type: string, pattern: ^desk}}}}}}
    Weather:
      description: what it is like
      content: {application/json: {schema: {properties: {place: {properties: {region: {type: string}}}}}}}
      links: {again: {operationId: getWeather, parameters: {region: '$response.body#/place/region'}}}
    Dashboard:
      description: everything
      content:
        application/json:
          schema:
            properties:
              cake_id: {type: integer}
              latest: {type: array, items: {$ref: '#/components/schemas/Run'}}
              teamIds: {type: array, items: {type: string}}
              cakes: {type: array, items: {properties: {id: {type: integer}}}}
"""

Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    """Sends a request to a fresh mock: the value that it answers, or "missing"."""
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    document = Document(load_document(tmp_path / "openapi.yaml"))
    router, service = Router(document), Service(document, Schemas(document), {}, TokenBook.__new__(TokenBook))

    def ask(method: str, path: str, **body: Any) -> Any:
        match = router.find(method, path, {})
        assert isinstance(match, Match)
        return "missing" if service.find_missing(match) else service.serve(match, body, {}).value

    return ask


def test_members_that_name_other_things_name_what_exists(ask: Ask) -> None:
    board = ask("get", "/dashboard")
    shown = [f"/teams/{board['teamIds'][0]}", f"/cakes/{board['cakes'][0]['id']}", f"/cakes/{board['cake_id']}"]
    shown += [f"/teams/{run['team']['id']}/runs/{run['number']}" for run in board["latest"]]
    assert [path for path in shown if ask("get", path) == "missing"] == []
    assert ask("get", "/teams/blue") == "missing"


def test_what_stands_below_a_thing_names_that_thing(ask: Ask) -> None:
    ask("get", "/teams")
    team = ask("post", "/teams")
    run = ask("post", f"/teams/{team['id']}/start")
    assert run["team"]["id"] == team["id"] == ask("get", f"/teams/{team['name']}/runs")["data"][0]["team"]["id"]
    assert ask("get", f"/teams/{team['id']}/runs/{run['number']}") != "missing"


def test_what_a_link_takes_from_an_answer_is_what_the_path_of_the_request_said(ask: Ask) -> None:
    assert ask("get", "/regions/north/weather") == {"place": {"region": "north"}}


def test_a_parameter_of_the_same_name_further_down_says_nothing_of_a_thing(ask: Ask) -> None:
    desks = [desk["id"] for desk in ask("get", "/desks")]
    assert desks
    assert all(desk.startswith("desk") and ask("get", f"/desks/{desk}") != "missing" for desk in desks)


def test_what_is_made_at_a_verb_is_new(ask: Ask) -> None:
    assert len({ask("post", "/cakes/create")["id"] for _ in range(3)}) == 3


def test_what_is_made_below_one_thing_is_read_at_the_top(ask: Ask) -> None:
    team = ask("post", "/teams")
    cakes = [ask("post", f"/teams/{team['id']}/cakes") for _ in range(2)]
    assert [cake["teamId"] for cake in cakes] == [team["id"]] * 2
    ask("delete", f"/cakes/{cakes[0]['id']}")
    assert ask("get", f"/cakes/{cakes[0]['id']}") == "missing"
    assert ask("get", f"/cakes/{cakes[1]['id']}") == cakes[1]


def test_a_thing_is_the_same_in_the_singular_and_in_the_plural(ask: Ask) -> None:
    stall = ask("post", "/stall")["id"]
    assert [ask("get", f"/stall/{shown['id']}/menu") for shown in ask("get", "/stalls")].count("missing") == 0
    assert ask("get", f"/stalls/{stall}")["id"] == stall
    ask("delete", f"/stall/{stall}")
    assert ask("get", f"/stalls/{stall}") == "missing"


def test_things_near_to_the_path_are_meant_first(ask: Ask) -> None:
    mine = {cake["id"] for cake in ask("get", "/me/cakes")}
    assert {cake["id"] for cake in ask("post", "/me/cakes/search")} == mine
    assert ask("get", f"/me/cakes/{min(mine)}") != "missing"


def test_an_object_names_nothing_but_what_is_in_it(ask: Ask) -> None:
    assert [ask("get", f"/plans/{shown['plan']['slug']}") for shown in ask("get", "/plans")].count("missing") == 0


def test_one_thing_in_place_of_a_list_exists(ask: Ask) -> None:
    assert ask("get", f"/cakes/{ask('get', '/cakes')['id']}") != "missing"


def test_an_id_that_the_client_chooses_counts(ask: Ask) -> None:
    ask("post", "/rules", rule_id="r-7")
    assert (ask("get", "/rules/r-7"), ask("get", "/rules/r-8")) == ({"rule_id": "r-7"}, "missing")


def test_a_link_reads_an_id_that_the_schema_does_not_declare(ask: Ask) -> None:
    assert ask("get", f"/burgers/{ask('post', '/burgers')['receipt']['number']}") != "missing"
    assert ask("get", "/burgers/unknown") == "missing"


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "openapi.yaml").write_text(
        "openapi: 3.0.3\npaths: {/x: {$ref: thing.yaml}, /y: {$ref: a/thing.yaml}, /z: {get: {responses: {'200': "
        "{content: {$ref: a/content.yaml}}}}}}"
    )
    (tmp_path / "thing.yaml").write_text("get: {}")
    (tmp_path / "a" / "thing.yaml").write_text("put: {}")
    (tmp_path / "a" / "content.yaml").write_text("text/plain: {schema: {type: string}}")
    document = Document(load_document(tmp_path / "openapi.yaml"))
    assert [operation.key for operation in document.operations] == ["GET /x", "PUT /y", "GET /z"]
    assert document.responses(document.operations[2])["200"]["content"] == {
        "text/plain": {"schema": {"type": "string"}}
    }


def test_identifiers_that_begin_with_a_word_differ() -> None:
    schemas = Schemas(Document({"openapi": "3.0.3"}))
    source = IdSource(schemas, Synthesizer(schemas))
    first, second = (source.fresh({"type": "string", "pattern": "^pty"}) for _ in range(2))
    assert first != second
    assert first[:3] == second[:3] == "pty"


@pytest.mark.parametrize(("member", "is_login"), [("username", True), ("firstName", False)])
def test_whoever_registers_has_no_credentials_yet(member: str, is_login: bool) -> None:
    text = {"type": "string"}
    form = {"application/json": {"schema": {"properties": {member: text, "password": text}}}}
    answer = {"application/json": {"schema": {"properties": {"token": text}}}}
    operation = {"requestBody": {"content": form}, "responses": {"200": {"content": answer}}}
    document = Document({"openapi": "3.0.3", "paths": {"/people": {"post": operation}}})
    assert bool(find_logins(document, Schemas(document))) is is_login


def test_a_username_is_shown_as_a_login() -> None:
    assert naming_properties("username", "/admin/users", ["id", "full_name", "login"]) == ("login",)
    assert naming_properties("username", "/admin/users", ["login", "username"])[0] == "username"
