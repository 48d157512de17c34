"""Who yields identifiers: each test is one way in which real documents say so."""

from typing import Any

import pytest

from apigen.analysis.correlation import Correlation, Producer, correlate
from support.apis import INTEGER, STRING, UUID, answers, array, make_api, parameter, record, takes

ITEM = {"GET /orders/{orderId}": {}}


def producers(operations: dict[str, Any], **root: Any) -> list[Producer]:
    return list(correlate(make_api(operations, **root)).producers)


def only(found: list[Producer]) -> Producer:
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("schema", "source"),
    [
        (record(orderId=STRING, id=STRING), "orderId"),
        (record(order_id=STRING), "order_id"),
        (record(id=INTEGER, name=STRING), "id"),
        (record(data=record(id=STRING)), "data.id"),
        (record(order=record(id=STRING), links=record(self=STRING)), "order.id"),
        (record(data=record(gid=STRING)), "data.gid"),
        (record(status=STRING, uuid=UUID), "uuid"),
        (record(entity_id=STRING), "entity_id"),
        (record(data={**record(members=array(STRING)), "additionalProperties": {}}), "data.id"),
        (record(order=STRING, note=STRING, name=STRING), "order"),
        ({"allOf": [record(created=STRING), record(id=STRING)]}, "id"),
        ({"anyOf": [record(id=STRING), {"type": "null"}]}, "id"),
        (UUID, "."),
    ],
)
def test_create_answers_with_the_identifier(schema: dict[str, Any], source: str) -> None:
    producer = only(producers({"POST /orders": answers(schema, "201"), **ITEM}))
    assert (producer.operation, producer.resource, producer.kind) == ("POST /orders", "order", "create")
    assert producer.source == source
    assert producer.confidence >= 0.5


def test_one_place_does_not_hold_two_keys() -> None:
    listed = answers(array(record(id=STRING, name=STRING)))
    files = {"GET /owners": listed, "GET /owners/{owner_id}/files": listed, "GET /owners/{owner_id}/{file_id}": {}}
    found = [(each.operation, each.source) for each in producers(files) if each.resource == "file"]
    assert found == [("GET /owners/{owner_id}/files", "[].id")]


def test_a_code_beside_a_message_is_no_identifier() -> None:
    told = record(code=INTEGER, message=STRING)
    found = producers({"POST /orders": answers(told, "201"), "GET /orders/{orderCode}": {}})
    assert "code" not in [producer.source for producer in found]


@pytest.mark.parametrize(
    ("path", "source"),
    [("/accounts/{accountname}", "name"), ("/accounts/{accountNumber}", "account")],
)
def test_a_parameter_is_more_than_the_name_of_the_thing(path: str, source: str) -> None:
    shown = answers(array(record(id=STRING, email=STRING, name=STRING, account=STRING)))
    assert only(producers({"GET /accounts": shown, f"GET {path}": {}})).source == f"[].{source}"


@pytest.mark.parametrize(
    ("schema", "source"),
    [
        (array(record(id=STRING)), "[].id"),
        (array(STRING), "[]"),
        (record(items=array(record(id=STRING)), total=INTEGER), "items[].id"),
        (record(orders=array(record(id=STRING))), "orders[].id"),
        (record(data=record(orders=array(record(id=STRING)))), "data.orders[].id"),
        (record(_embedded=record(orders=array(record(id=STRING)))), "_embedded.orders[].id"),
        (record(found=array(record(id=STRING)), total=INTEGER), "found[].id"),
        ({"allOf": [record(items=array({"type": "object"})), record(items=array(record(id=STRING)))]}, "items[].id"),
        (record(ids=array(INTEGER), result=array({"type": "object"})), "ids[]"),
        ({"type": "object", "additionalProperties": record(total=INTEGER)}, "{}"),
        (record(result={"type": "object", "additionalProperties": record(total=INTEGER)}), "result{}"),
    ],
)
def test_list_carries_identifiers(schema: dict[str, Any], source: str) -> None:
    producer = only(producers({"GET /orders": answers(schema), **ITEM}))
    assert (producer.kind, producer.source) == ("list", source)


@pytest.mark.parametrize("path", ["/orders/search", "/orders/filter", "/orders/query", "/orders/findByStatus"])
def test_search_is_a_list(path: str) -> None:
    producer = only(producers({f"POST {path}": answers(array(record(id=STRING))), **ITEM}))
    assert (producer.kind, producer.source) == ("list", "[].id")


def test_create_below_a_verb() -> None:
    found = producers({"POST /orders/create": answers(record(id=STRING)), "GET /orders/get/{orderId}": {}})
    assert only(found).kind == "create"


def test_an_integer_does_not_come_from_text_that_is_no_number() -> None:
    item = {"GET /orders/{orderId}": {"parameters": [parameter("orderId", INTEGER)]}}
    assert producers({"POST /orders": answers(record(id=UUID)), **item}) == []


def test_a_uuid_is_not_a_date() -> None:
    item = {"GET /orders/{order}": {"parameters": [parameter("order", UUID)]}}
    schema = record(name={"type": "string", "format": "date-time"}, uuid=UUID)
    assert only(producers({"POST /orders": answers(schema), **item})).source == "uuid"


def test_a_name_is_no_identifier_where_another_answer_has_one() -> None:
    listed, made = answers(array(record(id=STRING, name=STRING))), answers(record(name=STRING), "201")
    assert [p.source for p in producers({"GET /orders": listed, "POST /orders": made, **ITEM})] == ["[].id"]
    assert only(producers({"POST /orders": made, **ITEM})).source == "name"


def test_what_the_client_chose_stays_beside_what_a_list_shows() -> None:
    chosen = takes(record(orderId=STRING)) | answers(record(ok={"type": "boolean"}))
    found = producers({"GET /orders": answers(array(record(id=STRING))), "POST /orders": chosen, **ITEM})
    assert [p.source for p in found] == ["[].id", "request:orderId"]


def test_lists_of_values_in_an_answer_that_has_nothing_else() -> None:
    lists = {"advanced": array(STRING), "basic": array(STRING)}
    found = producers(
        {"GET /fields": answers(record(data=record(**lists), total=INTEGER)), "GET /fields/{field_id}": {}}
    )
    assert only(found).source == "data.advanced[]"
    others = answers(record(data=record(**lists, total=INTEGER)))
    assert producers({"GET /fields": others, "GET /fields/{field_id}": {}}) == []


def test_an_answer_that_is_not_described_is_a_guess() -> None:
    elements, anything = (only(producers({"GET /orders": answers(schema), **ITEM})) for schema in (array({}), {}))
    assert (elements.source, anything.source) == ("[].id", "[].id")
    assert anything.confidence < 0.5 < elements.confidence < 0.6


def test_an_answer_that_is_not_wholly_described_may_hold_an_id() -> None:
    def source(**keywords: Any) -> list[str]:
        order = {**record(total=INTEGER), **keywords}
        return [each.source for each in producers({"GET /orders": answers(record(data=array(order))), **ITEM})]

    assert source(additionalProperties={}) == ["data[].id"]
    assert source() == source(additionalProperties=False) == []
    made = answers(record(data={**record(total=INTEGER), "additionalProperties": {}}), "201")
    assert only(producers({"POST /orders": made, **ITEM})).source == "data.id"


def test_location_header() -> None:
    declared = {"responses": {"201": {"description": "", "headers": {"Location": {"schema": STRING}}}}}
    assert only(producers({"POST /orders": declared, **ITEM})).source == "header:Location"
    told = only(producers({"POST /orders": answers(record(total=INTEGER), "201"), **ITEM}))
    assert (told.source, told.confidence) == ("header:Location", 0.5)
    guessed = only(producers({"POST /orders": {}, **ITEM}))
    assert (guessed.source, guessed.confidence) == ("header:Location", 0.3)


def test_lists_beside_a_create_that_the_document_does_not_describe() -> None:
    nothing = {"responses": {"200": {"description": ""}}}
    created = {"responses": {"201": {"description": ""}}}
    found = producers({"GET /orders": nothing, "POST /orders": created, **ITEM})
    assert [p.source for p in found] == ["header:Location", "[].id"]
    assert producers({"GET /orders": nothing, **ITEM}) == []


def test_a_collection_of_other_things_makes_no_pairs_of_which_its_path_names_neither() -> None:
    made = {"responses": {"201": {"description": "Made"}}}
    assert producers({"POST /tags": made, "POST /tags/{type}/{object_id}": {}}) == []
    assert [p.operation for p in producers({"POST /tags/{type}": made, "POST /tags/{type}/{object_id}": {}})] == [
        "POST /tags/{type}"
    ]


@pytest.mark.parametrize(("required", "source"), [([], "header:Location"), (["id"], "request:id")])
def test_an_identifier_that_a_post_may_do_without_is_left_to_the_server(required: list[str], source: str) -> None:
    created = takes({**record(id=STRING, total=INTEGER), "required": required})
    assert only(producers({"POST /orders": created, **ITEM})).source == source


def test_client_chooses_the_name() -> None:
    created = takes(record(name=STRING)) | answers(record(ok={"type": "boolean"}))
    producer = only(producers({"POST /zones": created, "GET /zones/{name}": {}}))
    assert (producer.kind, producer.source) == ("create", "request:name")


def test_put_creates_what_it_names() -> None:
    found = producers({"PUT /contents/{path}": {"operationId": "createContent"}, "GET /contents/{path}": {}})
    assert (only(found).operation, only(found).source) == ("PUT /contents/{path}", "request:path")


def test_post_that_says_so_creates_what_it_names() -> None:
    paths = {"POST /groups/{name}": {"summary": "Create a group"}, "GET /groups/{name}": {}}
    assert (only(producers(paths)).kind, only(producers(paths)).source) == ("create", "request:name")
    assert producers({**paths, "POST /groups/{name}": {"summary": "Create a token of a group member"}}) == []


def test_post_that_creates_something_in_what_its_path_names_does_not_create_that() -> None:
    found = producers(
        {
            "GET /collections": answers(array(record(name=STRING))),
            "GET /collections/{name}": {},
            "POST /fields/{collection}": {"summary": "Create a field"},
            "GET /fields/{collection}": {},
        }
    )
    assert {producer.operation for producer in found} == {"GET /collections"}


def test_put_does_not_create_under_an_identifier_that_the_server_chooses() -> None:
    assert producers({"PUT /orders/{orderId}": {"operationId": "createOrder"}}) == []
    upsert = only(producers({"PUT /files/{fileId}": {"summary": "Update or create a file"}, "GET /files/{fileId}": {}}))
    assert (upsert.kind, upsert.source) == ("create", "request:fileId")


def test_link_is_certain() -> None:
    link = {"read": {"operationId": "getOrder", "parameters": {"orderId": "$response.body#/meta/number"}}}
    answer = answers(record(id=STRING), "201", links=link)
    found = producers({"POST /orders": answer, "GET /orders/{orderId}": {"operationId": "getOrder"}})
    assert (only(found).source, only(found).confidence) == ("meta.number", 1.0)


def test_link_by_reference_with_the_parent_from_the_request() -> None:
    link = {
        "read": {
            "operationRef": "#/paths/~1shops~1{shop}~1orders~1{order}/get",
            "parameters": {"shop": "$request.path.shop", "order": "$response.header.X-Order"},
        }
    }
    found = producers(
        {"POST /shops/{shop}/orders": answers(record(), links=link), "GET /shops/{shop}/orders/{order}": {}}
    )
    assert [p.source for p in found if p.resource == "shop_order"] == ["header:X-Order"]


def test_extension() -> None:
    found = producers(
        {"POST /orders": answers(record(no=STRING)) | {"x-apigen": {"produces": {"order": "no"}}}, **ITEM}
    )
    assert (only(found).source, only(found).confidence) == ("no", 1.0)


def test_parents_come_from_the_path_of_the_request() -> None:
    operations = {
        "GET /projects/{projectId}/tasks": answers(array(record(id=STRING, project_id=STRING))),
        "GET /projects/{projectId}/tasks/{taskId}": {},
    }
    assert [p.source for p in producers(operations) if p.resource == "project_task"] == ["[].id"]


def test_all_keys_come_from_the_answer_where_the_path_fills_none() -> None:
    repo = record(id=INTEGER, name=STRING, owner=record(id=INTEGER, login=STRING, name=STRING))
    found = producers({"GET /user/repos": answers(array(repo)), "GET /repos/{owner}/{repo}": {}})
    assert only(found).source == "[].owner.login, [].name"


def test_list_elsewhere_of_the_same_noun() -> None:
    found = producers({"GET /projects/{id}/tasks": answers(array(record(gid=STRING))), "GET /tasks/{task_gid}": {}})
    assert [(p.operation, p.source) for p in found if p.resource == "task"] == [("GET /projects/{id}/tasks", "[].gid")]


def test_adding_what_exists_is_no_create() -> None:
    added = takes(record(user_id=STRING)) | answers(record(id=STRING))
    found = producers({"POST /teams/{team}/users": added, "GET /users/{user_id}": {}})
    assert [p.kind for p in found if p.resource == "user"] == ["read"]


def test_answer_of_the_same_type() -> None:
    file = {"$ref": "#/components/schemas/File"}
    operations = {
        "POST /files/content": answers(record(entries=array(file))),
        "GET /files/{file_id}": answers(file),
    }
    found = producers(operations, schemas={"File": record(id=STRING)})
    assert (only(found).operation, only(found).source) == ("POST /files/content", "entries[].id")


def test_answer_of_the_same_type_in_an_envelope() -> None:
    sheet = {"$ref": "#/components/schemas/Sheet"}
    operations = {
        "POST /boards/{board_id}/sheet": answers(record(result=sheet)),
        "GET /board_sheets/{uuid}": answers(record(result=sheet)),
    }
    found = producers(operations, schemas={"Sheet": record(uuid=STRING, board_id=STRING)})
    assert [(p.operation, p.source) for p in found if p.resource == "board_sheet"] == [
        ("POST /boards/{board_id}/sheet", "result.uuid")
    ]


def test_an_answer_that_repeats_the_request_may_have_an_id_beside_it() -> None:
    order = {"$ref": "#/components/schemas/Order"}
    schemas = {"Order": record(title=STRING), "Receipt": record(total=INTEGER)}
    created = {"POST /orders": takes(order) | answers(record(result=order), "201"), **ITEM}
    assert (only(producers(created, schemas=schemas)).kind, only(producers(created, schemas=schemas)).source) == (
        "create",
        "id",
    )
    receipt = {"$ref": "#/components/schemas/Receipt"}
    other = {"POST /orders": takes(order) | answers(record(result=receipt)), **ITEM}
    assert producers(other, schemas=schemas) == []


def test_the_end_of_a_parameters_name_is_worth_more_than_a_label() -> None:
    invites = {"PUT /invites": answers(record(username=STRING, request_id=STRING))}
    found = producers({**invites, "DELETE /invites/{share_request_id}": {}})
    assert only(found).source == "request_id"


def test_mention_is_weak() -> None:
    found = producers({"GET /status": answers(record(order_id=STRING)), **ITEM})
    assert (only(found).kind, only(found).source) == ("read", "order_id")
    assert only(found).confidence < 0.5


def test_login_yields_nothing() -> None:
    accounts = takes(record(username=STRING)) | {"responses": {"200": {"description": ""}}}
    found = producers({"POST /auth": accounts, "GET /auth/{provider}": {}})
    assert [p.source for p in found] == ["header:Location"], "and that is a guess"
    assert producers({"POST /users/login": answers(record(id=STRING)), "GET /users/{id}": {}}) == []


def test_same_collection_by_two_keys() -> None:
    operations = {
        "POST /variables": answers(record(id=UUID, name=STRING), "201"),
        "GET /variables/{id}": {"parameters": [parameter("id", UUID)]},
        "GET /variables/name/{name}": {},
    }
    assert {(p.resource, p.source) for p in producers(operations)} == {("variable", "id"), ("variable_by_name", "name")}


def test_recursive_schemas_end() -> None:
    node = {"$ref": "#/components/schemas/Node"}
    schemas = {"Node": {"allOf": [node, record(data=node, items=array(node))]}}
    found: Correlation = correlate(make_api({"GET /orders": answers(node), **ITEM}, schemas=schemas))
    assert found.resources


def test_reasons_are_sentences() -> None:
    producer = only(producers({"POST /orders": answers(record(id=STRING), "201"), **ITEM}))
    assert producer.reason == "POST /orders answers with `id`"


FLAG = {"GET /flags/{projectKey}/{flagKey}": {}}


def test_collection_below_a_parent_without_a_name() -> None:
    lists = {"GET /flags/{projectKey}": answers(record(items=array(record(key=STRING))))}
    creates = {"POST /flags/{projectKey}": answers(record(key=STRING))}
    found = producers({**lists, **creates, **FLAG})
    assert [(p.kind, p.source) for p in found] == [("list", "items[].key"), ("create", "key")]


def test_an_update_beside_a_composite_key_creates_nothing() -> None:
    item = {
        "GET /flags/{projectKey}": answers(record(key=STRING)),
        "POST /flags/{projectKey}": answers(record(key=STRING)),
    }
    assert producers({**item, **FLAG}) == []


def test_a_type_named_after_another_thing() -> None:
    schemas = {"TeamMembership": record(id=STRING, user=record(id=STRING))}
    membership = answers({"$ref": "#/components/schemas/TeamMembership"})
    operations = {
        "GET /users/{userId}": {},
        "GET /memberships/{membershipId}": {},
        "POST /teams/{name}/addUser": membership,
    }
    assert producers(operations, schemas=schemas) == []


def test_a_link_from_an_array_means_its_elements() -> None:
    links = {"links": {"one": {"operationId": "read", "parameters": {"orderId": "$response.body#/id"}}}}
    operations = {
        "GET /mine": answers(array(record(id=STRING)), **links),
        "GET /orders/{orderId}": {"operationId": "read"},
    }
    producer = only(producers(operations))
    assert (producer.kind, producer.source) == ("list", "[].id")


def test_an_answer_with_many_properties_is_no_envelope() -> None:
    about = dict.fromkeys(("title", "version", "build", "host", "uptime", "memory", "locale", "state"), STRING)
    server = answers(record(policies=array(record(id=STRING)), **about))
    assert producers({"GET /orders": server, **ITEM}) == []


@pytest.mark.parametrize(
    ("path", "required", "source"),
    [
        ("/tenants/{tenant}", ("name",), "request:name"),
        ("/tenants/{tenant}", (), "id"),
        ("/tenants/{tenantId}", ("name",), "id"),
    ],
)
def test_a_required_name_is_the_key_of_what_an_undescribed_answer_creates(
    path: str, required: tuple[str, ...], source: str
) -> None:
    sent = {**record(name=STRING, note=STRING), "required": list(required)}
    create = {**takes(sent), **answers({"type": "object"})}
    assert only(producers({"POST /tenants": create, f"GET {path}": {}})).source == source


@pytest.mark.parametrize(
    ("description", "source"),
    [
        ("Database name", "[].name"),
        ("The name of the database.", "[].name"),
        ("The database", "[].database"),
        ("Database ID", "[].database"),
    ],
)
def test_a_parameter_that_the_document_calls_a_name_is_one(description: str, source: str) -> None:
    shown = answers(array(record(id=UUID, name=STRING, database=STRING)))
    one = {"parameters": [parameter("database", STRING, description=description)]}
    assert only(producers({"GET /databases": shown, "GET /databases/{database}": one})).source == source


def test_a_slug_is_no_name_whatever_its_description_says() -> None:
    shown = answers(array(record(id=UUID, name=STRING, slug=STRING)))
    one = {"parameters": [parameter("slug", STRING, description="The database name")]}
    assert only(producers({"GET /databases": shown, "GET /databases/slug/{slug}": one})).source == "[].slug"


def test_what_is_added_to_something_else_was_there_before() -> None:
    told = {**record(ok=STRING), "additionalProperties": True}
    add = {**answers(told), **takes(record(channel_id=STRING, group=STRING))}
    found = producers({"POST /groups.addChannels": add, "POST /channels.archive": takes(record(channel_id=STRING))})
    assert [each for each in found if each.kind == "create"] == []


def test_the_last_word_of_a_name_may_be_the_name() -> None:
    shown = answers(record(ips=array(record(ip=STRING, region=STRING))))
    assert only(producers({"GET /floating_ips": shown, "GET /floating_ips/{floating_ip}": {}})).source == "ips[].ip"


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        (record(id=STRING, lamps=array(record(id=STRING))), "lamps[].id"),
        (record(data=record(id=STRING, lamps=array(record(lamp_id=STRING)))), "data.lamps[].lamp_id"),
        (record(id=STRING, chairs=array(record(id=STRING))), ""),
        (record(id=STRING, lamps=array(STRING)), ""),
    ],
)
def test_what_nothing_else_yields_is_found_in_what_it_belongs_to(shown: dict[str, Any], source: str) -> None:
    desks = {"GET /desks": answers(array(record(id=STRING))), "GET /desks/{id}": answers(shown)}
    found = producers({**desks, "GET /desks/{desk_id}/lamps/{id}": {}})
    assert [(each.operation, each.source) for each in found if each.resource == "desk_lamp"] == [
        ("GET /desks/{id}", source)
    ] * bool(source)


def test_of_several_lists_of_names_the_one_that_is_called_as_the_thing_counts() -> None:
    shown = answers(record(extras=array(STRING), plans=array(STRING)))
    assert only(producers({"GET /plans": shown, "GET /plans/{stripe_plan}": {}})).source == "plans[]"


@pytest.mark.parametrize(
    ("status", "item", "sources"),
    [
        ("200", "/boards/{idBoard}", ["header:Location", "[].id"]),
        ("201", "/boards/{idBoard}", ["header:Location", "[].id"]),
        ("204", "/boards/{idBoard}", []),
        ("200", "/boards/{name}", []),
    ],
)
def test_a_create_of_which_no_answer_is_described_may_show_an_identifier(
    status: str, item: str, sources: list[str]
) -> None:
    silent = {"responses": {status: {"description": "Success"}}}
    found = producers({"POST /boards": silent, "GET /boards": silent, f"GET {item}": {}})
    assert [each.source for each in found if each.confidence >= 0.5] == sources


def test_an_envelope_may_be_called_after_what_is_listed() -> None:
    listed = answers(record(order_list=record(can_create=STRING, orders=array(record(id=STRING)))))
    assert only(producers({"GET /orders": listed, **ITEM})).source == "order_list.orders[].id"


def test_users_are_known_by_the_names_that_a_list_elsewhere_shows() -> None:
    listed = answers(array(record(id=INTEGER, username=STRING)))
    found = producers({"GET /admin/users": listed, "GET /admin/users/{id}": {}, "GET /u/{username}": {}})
    assert [(each.resource, each.source) for each in found] == [("user", "[].id"), ("u", "[].username")]


def test_people_without_such_names_stay_unknown() -> None:
    listed = answers(array(record(id=INTEGER)))
    found = producers({"GET /admin/users": listed, "GET /admin/users/{id}": {}, "GET /u/{username}": {}})
    assert [each.resource for each in found] == ["user"]


@pytest.mark.parametrize(
    ("parameter_name", "shown", "source"),
    [
        ("channelHandle", record(id=INTEGER, name=STRING), "[].name"),
        ("channelHandle", record(id=INTEGER, handle=STRING, name=STRING), "[].handle"),
        ("channel", record(label=STRING, size=INTEGER), "[].label"),
        ("channelId", record(label=STRING, size=INTEGER), ""),
    ],
)
def test_handles_and_labels_are_names(parameter_name: str, shown: dict[str, Any], source: str) -> None:
    found = producers({"GET /channels": answers(array(shown)), f"GET /channels/{{{parameter_name}}}": {}})
    assert [each.source for each in found] == [source] * bool(source)
