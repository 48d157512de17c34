"""What the things of an API are called, and what names one."""

from apigen.analysis.correlation import Resource, correlate
from support.apis import STRING, answers, array, make_api, record

LIST = answers(array(record(id=STRING, name=STRING)))


def resources(*keys: str) -> dict[str, Resource]:
    operations = {key: LIST if key.startswith("GET") and not key.endswith("}") else {} for key in keys}
    return {resource.name: resource for resource in correlate(make_api(operations)).resources}


def test_nested_thing() -> None:
    found = resources(
        "GET /projects", "GET /projects/{projectId}", "GET /projects/{projectId}/tasks",
        "GET /projects/{projectId}/tasks/{taskId}",
    )  # fmt: skip
    assert found["project"] == Resource("project", "/projects", ("projectId",), None, is_text=True)
    expected = Resource("project_task", "/projects/{projectId}/tasks", ("projectId", "taskId"), "project", is_text=True)
    assert found["project_task"] == expected


def test_spellings_of_one_thing() -> None:
    found = resources("GET /pets", "GET /pets/{petId}", "POST /pet/{id}/uploadImage", "GET /pets/get/{pet_id}")
    assert list(found) == ["pet"]


def test_versions_and_prefixes_are_no_names() -> None:
    assert list(resources("GET /api/v1/categories", "GET /api/v1/categories/{id}")) == ["category"]


def test_the_path_tells_namesakes_apart() -> None:
    found = resources("GET /v1/my/old/items/{id}", "GET /v1/items/{id}", "GET /v1/shop/items/{id}")
    assert sorted(found) == ["item", "old_item", "shop_item"]


def test_names_are_unique_where_paths_say_no_more() -> None:
    assert sorted(resources("GET /api/items/{id}", "GET /rest/items/{id}")) == ["item", "item_2"]


def test_versions_of_a_path_name_one_thing() -> None:
    assert list(resources("GET /v1/items", "GET /v2/items/{id}", "GET /v10/items/{id}/parts")) == ["item"]


def test_collection_is_empty_where_no_operation_stands_on_it() -> None:
    assert resources("GET /leases/{lease_id}")["lease"].collection == ""


def test_file_extensions_are_no_part_of_a_name() -> None:
    found = resources("GET /Accounts.json", "GET /Accounts/{Sid}.json", "GET /Accounts/{AccountSid}/Calls.json")
    assert list(found) == ["account"]


def test_an_empty_api() -> None:
    found = correlate(make_api({"GET /health": {}}))
    assert (found.resources, found.producers, found.consumers) == ((), (), ())
