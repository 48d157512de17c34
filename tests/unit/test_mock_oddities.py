"""What documents say oddly and servers mean all the same: the mock understands it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from apigen.mock.app import RAW_PATH, create_app
from support.apis import INTEGER, STRING, UUID, array, record


def client(operations: Mapping[str, Any]) -> FlaskClient:
    """A mock of the operations, by method and path."""
    paths: dict[str, Any] = {}
    for key, operation in operations.items():
        method, _, path = key.partition(" ")
        paths.setdefault(path, {})[method.lower()] = operation
    return create_app({"openapi": "3.0.3", "info": {"title": "Odd", "version": "1"}, "paths": paths}).test_client()


def shows(schema: Any, *parameters: Any, status: str = "200", **operation: Any) -> dict[str, Any]:
    answer = {"description": "shown", "content": {"application/json": {"schema": schema}}}
    return {"parameters": list(parameters), "responses": {status: answer}, **operation}


def given(name: str, schema: Any, place: str = "query") -> dict[str, Any]:
    return {"name": name, "in": place, "required": place == "path", "schema": schema}


def takes(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


@pytest.mark.parametrize(
    ("parameter", "schema", "item", "member"),
    [
        ("id", STRING, record(entity_id=STRING, entity_type=STRING), "entity_id"),
        ("floating_ip", STRING, record(ip=STRING, region=STRING), "ip"),
        ("index", INTEGER, record(id=INTEGER, number=INTEGER | {"example": 77}), "number"),
        ("assignee", STRING, record(id=INTEGER, login=STRING), "login"),
        ("id", INTEGER, record(id=STRING), "id"),
    ],
)
def test_a_thing_is_found_by_what_its_path_means(parameter: str, schema: Any, item: Any, member: str) -> None:
    one = shows(item, given(parameter, schema, "path"))
    mock = client({"GET /things": shows(array(item)), f"GET /things/{{{parameter}}}": one})
    shown = [thing[member] for thing in mock.get("/things").json or ()]
    assert shown
    assert {mock.get(f"/things/{name}").status_code for name in shown} == {200}
    assert mock.get("/things/4711").status_code == 404


@pytest.mark.parametrize(("item", "member"), [(record(name=STRING), "name"), (record(name=STRING, key=STRING), "key")])
def test_where_no_id_is_shown_a_label_may_be_the_identifier(item: Any, member: str) -> None:
    one = shows(item, given("tag_id", STRING, "path"))
    mock = client({"GET /tags": shows(array(item)), "GET /tags/{tag_id}": one, "DELETE /tags/{tag_id}": one})
    gone = [mock.delete(f"/tags/{tag[member]}").status_code for tag in mock.get("/tags").json or ()]
    assert set(gone) == {200}
    assert mock.get("/tags").json == []
    assert mock.get("/tags/4711").status_code == 200


def test_a_path_to_many_or_to_what_no_answer_names_takes_anything() -> None:
    of_another = record(desk=record(id=STRING), sinks=array(record(target=record(id=STRING))))
    mock = client(
        {
            "GET /times": shows(array(record(id=INTEGER))),
            "GET /times/{user}": shows(array(record(id=INTEGER)), given("user", STRING, "path")),
            "POST /zips": shows(record(conflicts=array(record(id=STRING)))),
            "GET /zips/{zip_id}": shows({}, given("zip_id", STRING, "path")),
            "GET /desks": shows(array(record(id=STRING))),
            "GET /desks/{id}": shows(record(id=STRING), given("id", STRING, "path")),
            "POST /desks/{id}/sinks": shows(of_another, given("id", STRING, "path")),
            "DELETE /desks/{id}/sinks/{sink_id}": shows(
                {}, given("id", STRING, "path"), given("sink_id", STRING, "path")
            ),
        }
    )
    assert {mock.get(path).status_code for path in ("/times/ada", "/zips/any")} == {200}
    (desk, *_) = mock.get("/desks").json or ()
    assert mock.delete(f"/desks/{desk['id']}/sinks/any").status_code == 200


def test_an_identifier_need_not_look_like_what_no_request_holds() -> None:
    links = {"type": "object", "readOnly": True, "properties": {"labels": {"type": "string", "format": "uri"}}}
    listed = {"type": "object", "properties": {"labels": {"type": "string", "format": "uri", "readOnly": True}}}
    mock = client(
        {
            "GET /labels": shows(array(record(id=STRING))),
            "GET /labels/{id}": shows(record(id=STRING), given("id", STRING, "path")),
            "POST /boards": shows(record(title=STRING), requestBody=takes(record(links=links, listed=listed))),
        }
    )
    assert not [label for label in mock.get("/labels").json or () if "/" in label["id"]]


def test_what_is_made_below_another_thing_alone_is_new_each_time() -> None:
    lamp = record(id=STRING | {"example": "12345"})
    mock = client(
        {
            "POST /desks/{desk_id}/lamps": shows(lamp, given("desk_id", STRING, "path"), status="201"),
            "GET /lamps/{lamp_id}": shows(lamp, given("lamp_id", STRING, "path")),
        }
    )
    made = {(mock.post("/desks/7/lamps").json or {})["id"] for _ in range(3)}
    assert len(made) == 3
    assert {mock.get(f"/lamps/{lamp}").status_code for lamp in made} == {200}


def test_what_stands_in_two_places_is_the_same() -> None:
    whole, brief, by_id = (
        record(id=STRING, name=STRING, tags=STRING),
        record(id=STRING, name=STRING),
        given("id", STRING, "path"),
    )
    mock = client(
        {
            "GET /videos": shows(array(whole)),
            "GET /videos/{id}": shows(whole, by_id),
            "GET /users/me/videos": shows(array(brief)),
            "POST /users/me/videos": shows(brief, status="201"),
            "GET /users/me/videos/{id}": shows(brief, by_id),
        }
    )
    mine = [*(mock.get("/users/me/videos").json or ()), mock.post("/users/me/videos").json or {}]
    assert {mock.get(f"/videos/{shown['id']}").status_code for shown in mine} == {200}


def test_what_an_undescribed_answer_made_has_an_id() -> None:
    silent = {"responses": {"200": {"description": "made"}}}
    mock = client({"POST /boards": silent, "GET /boards/{idBoard}": shows({}, given("idBoard", STRING, "path"))})
    made = mock.post("/boards").json or {}
    assert {mock.get(f"/boards/{known}").status_code for known in (made["id"], "4711")} == {200}


def test_of_several_lists_the_one_that_is_called_so_holds_the_things() -> None:
    both = record(extras=array(STRING), plans=array(STRING))
    mock = client(
        {
            "GET /plans": shows(both),
            "GET /plans/{stripe_plan}": shows(record(), given("stripe_plan", STRING, "path")),
            "GET /account": shows(record(plans=array(STRING))),
        }
    )
    for shown in (mock.get("/plans").json, mock.get("/account").json):
        assert shown
        assert mock.get(f"/plans/{shown['plans'][0]}").status_code == 200


def test_a_list_of_objects_in_a_query_is_read_as_swagger_ui_writes_it() -> None:
    mock = client({"GET /things": shows({}, given("filters", array(record(name=STRING))))})
    assert mock.get("/things", query_string={"filters": '{"name":"a"}'}).status_code == 200
    assert mock.get("/things", query_string={"filters": '{"name":1}'}).status_code == 400


def test_an_object_in_a_form_is_read_in_the_style_of_its_encoding() -> None:
    colour = {"colour": {"style": "pipeDelimited", "explode": False}}
    form = {"multipart/form-data": {"schema": record(colour=record(R=INTEGER, G=INTEGER)), "encoding": colour}}
    mock = client({"POST /paints": shows({}, requestBody={"content": form})})
    sent = [
        mock.post("/paints", data={"colour": text}, content_type="multipart/form-data") for text in ("R|1|G|2", "R|x")
    ]
    assert [answer.status_code for answer in sent] == [200, 400]


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "string", "pattern": "/^[A-Z]{3}$/i"}, "abc", "abcd"),
        ({"oneOf": [{"type": "string", "format": "uri"}, {"type": "string", "format": "byte"}]}, "YQ==", None),
        ({"oneOf": [STRING, {"type": "string", "format": "uuid", "pattern": "^[0-9a-f-]+$"}]}, "9b2f", None),
        ({"anyOf": [{"type": "integer", "readOnly": True}, UUID | {"readOnly": True}]}, "7", "x"),
    ],
)
def test_what_no_value_could_satisfy_is_judged_as_it_is_meant(schema: Any, good: str, bad: str | None) -> None:
    mock = client({"GET /things": shows({}, given("which", schema))})
    assert mock.get("/things", query_string={"which": good}).status_code == 200
    if bad is not None:
        assert mock.get("/things", query_string={"which": bad}).status_code == 400


@pytest.mark.parametrize(("secret", "status"), [("of-the-real-server", 200), ("", 401)])
def test_how_credentials_are_spelled_is_for_the_server_to_know(secret: str, status: int) -> None:
    tight = {"type": "string", "pattern": "^[a-z0-9]$"}
    login = shows(record(access_token=STRING), requestBody=takes(record(client_id=tight, password=STRING)))
    sent = {"client_id": "of-the-real-server", "password": secret}
    assert client({"POST /login": login}).post("/login", json=sent).status_code == status


THING = record(id=INTEGER)
THINGS = {"GET /things": shows(array(THING)), "GET /things/{id}": shows(THING, given("id", INTEGER, "path"))}


def test_versions_of_a_path_hold_the_same_things() -> None:
    one = shows(THING, given("id", INTEGER, "path"))
    lists = dict.fromkeys(["GET /v1/things", "GET /v2/things"], shows(array(THING)))
    mock = client({**lists, "GET /v1/things/{id}": one, "POST /v2/things": shows(THING), "GET /v2/things/{id}": one})
    made = mock.post("/v2/things").json
    assert mock.get("/v2/things").json == mock.get("/v1/things").json
    assert made in (mock.get("/v1/things").json or ())
    assert mock.get(f"/v2/things/{made and made['id']}").status_code == 200


@pytest.mark.parametrize("path", ["/shelves/create_thing", "/shelves/newThing", "/things/add", "/things/1/copy"])
def test_what_a_verb_makes_is_new(path: str) -> None:
    mock = client({**THINGS, "GET /things/{id}/name": shows({}), f"POST {path.replace('1', '{id}')}": shows(THING)})
    first = (mock.get("/things").json or ())[0]["id"]
    made = [(mock.post(path.replace("1", str(first))).json or {})["id"] for _ in range(2)]
    assert len({first, *made}) == 3
    assert {mock.get(f"/things/{one}").status_code for one in made} == {200}


def test_a_change_of_many_shows_what_is_there() -> None:
    mock = client({**THINGS, "PUT /things": shows(record(things=array(THING)))})
    assert (mock.put("/things").json or {})["things"] == mock.get("/things").json


def test_a_declared_location_is_told_whatever_the_status() -> None:
    bare = {"responses": {"202": {"description": "soon", "headers": {"Location": {"schema": STRING}}}}}
    mock = client({**THINGS, "POST /things": bare})
    assert mock.get(mock.post("/things").headers["Location"]).status_code == 200


def test_a_described_answer_is_given_before_a_bare_one() -> None:
    both = shows(THING)
    both["responses"]["201"] = {"description": "Created"}
    assert client({**THINGS, "POST /things": both}).post("/things").json is not None


def test_a_parameter_of_another_name_names_no_thing() -> None:
    names = given("username", STRING, "path"), given("slug", STRING, "path")
    mock = client({**THINGS, "GET /things/{username}/{slug}": shows({}, *names)})
    assert mock.get("/things/ada/first").status_code == 200
    assert mock.get("/things/4711").status_code == 404


def test_identifiers_may_have_slashes() -> None:
    hook, where = record(url={"type": "string", "format": "uri"}), given("url", STRING, "path")
    mock = client({"GET /hooks": shows(array(hook)), "DELETE /hooks/{url}": shows({}, where)})
    path = "/hooks/" + quote((mock.get("/hooks").json or ())[0]["url"], safe="")
    sent = [mock.delete("/", environ_overrides={RAW_PATH: path}).status_code for _ in range(2)]
    assert sent == [200, 404]


def test_an_answer_that_all_is_well_has_no_error() -> None:
    shown = client({"GET /state": shows(record(ok={"type": "boolean"}, error=STRING))}).get("/state").json
    assert shown == {"ok": True}


def test_what_a_cookie_cannot_hold_is_encoded() -> None:
    cookie = {"name": "co", "in": "cookie", "content": {"application/json": {"schema": STRING}}}
    mock = client({"GET /things": shows({}, cookie)})
    mock.set_cookie("co", quote('"a"'))
    assert mock.get("/things").status_code == 200


@pytest.mark.parametrize(("name", "status"), [("X-Api-Key", 200), ("X-Request", 400)])
def test_how_keys_are_spelled_is_for_the_server_to_know(name: str, status: int) -> None:
    mock = client({"GET /things": shows({}, given(name, UUID, "header"))})
    assert mock.get("/things", headers={name: "of-the-real-server"}).status_code == status


@pytest.mark.parametrize("answer", [{"type": "object"}, record(status=STRING, data={"type": "object"})])
def test_an_answer_that_is_left_open_shows_an_id(answer: Any) -> None:
    one = shows(answer, given("id", STRING, "path"))
    shown = client({"POST /things": shows(answer), "GET /things/{id}": one}).post("/things").json or {}
    assert shown.get("data", shown)["id"]


def test_what_a_path_with_a_query_makes_is_a_thing_of_its_collection() -> None:
    mock = client({**THINGS, "POST /things?kind=large": shows(THING)})
    made = mock.post("/things?kind=large").json
    assert made in (mock.get("/things").json or ())


@pytest.mark.parametrize("item", [THING, record(thingid=STRING)])
def test_an_answer_may_call_an_id_as_the_path_does(item: Any) -> None:
    one = shows(item, given("thingid", INTEGER, "path"))
    made = shows(record(thingid=INTEGER))
    mock = client({"GET /things": shows(array(item)), "POST /things": made, "GET /things/{thingid}": one})
    assert mock.get(f"/things/{(mock.post('/things').json or {})['thingid']}").status_code == 200


def test_a_client_may_choose_a_name_by_a_post() -> None:
    basket, name = record(name=STRING), given("name", STRING, "path")
    one, made = shows(basket, name), shows(basket, name, status="201")
    mock = client({"GET /baskets": shows(array(basket)), "GET /baskets/{name}": one, "POST /baskets/{name}": made})
    sent = [mock.get("/baskets/mine"), mock.post("/baskets/mine"), mock.get("/baskets/mine")]
    assert [answer.status_code for answer in sent] == [404, 201, 200]


def test_a_login_that_answers_without_a_token_sets_a_cookie() -> None:
    login = shows(record(name=STRING), requestBody=takes(record(username=STRING, password=STRING)))
    sent = client({"POST /login": login}).post("/login", json={"username": "ada", "password": "open sesame"})
    assert "session=" in sent.headers["Set-Cookie"]


def test_what_is_made_below_nothing_that_is_known_is_made() -> None:
    one = shows(THING, given("account", STRING, "path"), given("id", INTEGER, "path"))
    mock = client({"GET /customers/{account}/things/{id}": one, "POST /things": shows(THING)})
    assert mock.post("/things").status_code == 200
