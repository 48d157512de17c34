"""What edits of the shop's document, and of published ones, do to the test."""

import csv
import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from apigen.difference.compare import compare
from apigen.difference.model import Difference, Kind, Side, Status
from apigen.render.files import render_files
from support.differences import side
from support.document_changes import CHANGES

ROOT = Path(__file__).parents[3]
SHOP = (ROOT / "specs" / "shop.yaml").read_text("utf-8")
CORPUS = ROOT.parent / "shared" / "corpus"

ORDER = "POST /api/orders"
INVOICE = """
  /api/orders/{id}/invoice:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getInvoice, tags: [orders], responses: {'200': {description: The invoice.}}}
"""
HEALTH = SHOP[SHOP.index("\n  /api/health:") : SHOP.index("\ncomponents:")]
NEW_ORDER = "\n    NewOrder:\n      type: object\n      additionalProperties: false\n"
ITEMS = "      properties:\n        items:\n          type: array\n          minItems"
KEY = "  securitySchemes:\n    apiKey: {type: apiKey, in: header, name: X-Key}\n"

Edits = tuple[tuple[str, str], ...]


def parameter(text: str) -> tuple[str, str]:
    return "      summary: Place an order\n", f"      summary: Place an order\n      parameters: [{text}]\n"


# edits -> operation, status, kinds of its changes without what follows, whether the old test fails on it
CASES: dict[str, tuple[Edits, str, Status, tuple[Kind, ...], bool]] = {
    "required parameter": (
        (parameter("{name: dry, in: query, required: true, schema: {type: boolean}}"),),
        *(ORDER, Status.CHANGED, (Kind.PARAMETER_ADDED,), True),
    ),
    "optional parameter": (
        (parameter("{name: dry, in: query, schema: {type: boolean}}"),),
        *(ORDER, Status.CHANGED, (Kind.PARAMETER_ADDED,), False),
    ),
    "parameter gone": (
        (("        - name: sort\n          in: query\n", "        - name: order\n          in: query\n"),),
        *("GET /api/products", Status.CHANGED, (Kind.PARAMETER_REMOVED, Kind.PARAMETER_ADDED), False),
    ),
    "parameter required": (
        (("        - name: sort\n", "        - name: sort\n          required: true\n"),),
        *("GET /api/products", Status.CHANGED, (Kind.PARAMETER_CHANGED,), True),
    ),
    "value gone": (
        (("enum: [name, price, -price, rating]", "enum: [name, price, -price]"),),
        *("GET /api/products", Status.CHANGED, (Kind.PARAMETER_CHANGED,), True),
    ),
    "example": (
        (("oneWord: {value: kettle}", "oneWord: {value: teapot}"),),
        *("GET /api/products/search", Status.CHANGED, (Kind.EXAMPLES,), False),
    ),
    "body member": (
        (
            (f"{NEW_ORDER}      required: [", f"{NEW_ORDER}      required: [code, "),
            (ITEMS, ITEMS.replace("        items:", "        code: {type: integer}\n        items:")),
        ),
        *(ORDER, Status.CHANGED, (Kind.MEMBER_ADDED,), True),
    ),
    "status": (
        (("'201':\n          description: The order as placed.", "'202':\n          description: Accepted."),),
        *(ORDER, Status.CHANGED, (Kind.STATUSES,), True),
    ),
    "one status more": (
        (
            (
                "        '201':\n          description: The order as",
                "        '200': {description: Again.}\n        '201':\n          description: The order as",
            ),
        ),
        *(ORDER, Status.CHANGED, (Kind.STATUSES, Kind.ANSWER, Kind.ANSWER), True),
    ),
    "answer": (
        (("required: [status, uptime_seconds]", "required: [status]"),),
        *("GET /api/health", Status.CHANGED, (Kind.ANSWER,), True),
    ),
    "no credentials": (
        (("operationId: createOrder\n", "operationId: createOrder\n      security: []\n"),),
        *(ORDER, Status.CHANGED, (Kind.SECURITY,), False),
    ),
    "credentials": (
        (("      summary: Is the shop up?\n      security: []\n", "      summary: Is the shop up?\n"),),
        *("GET /api/health", Status.CHANGED, (Kind.SECURITY,), True),
    ),
    "path": (
        (("  /api/orders:", "  /api/v2/orders:"),),
        *("POST /api/v2/orders", Status.RENAMED, (Kind.PATH,), True),
    ),
    "name in the path": (
        (
            ("  /api/orders/{id}:", "  /api/orders/{order}:"),
            ("    OrderId:\n      name: id\n", "    OrderId:\n      name: order\n"),
        ),
        *("GET /api/orders/{order}", Status.RENAMED, (Kind.PATH,), False),
    ),
    "operationId": (
        (("operationId: createOrder\n", "operationId: placeOrder\n"),),
        *(ORDER, Status.RENAMED, (Kind.ID,), False),
    ),
    "method": (
        (("    put:\n      operationId: uploadAvatar", "    post:\n      operationId: uploadAvatar"),),
        *("POST /api/user/avatar", Status.RENAMED, (Kind.METHOD,), True),
    ),
    "tag": (
        (("tags: [orders]", "tags: [purchases]"), ("name: orders\n", "name: purchases\n")),
        *(ORDER, Status.CHANGED, (Kind.TAGS,), False),
    ),
    "traffic": (
        (("x-traffic: {share: 5%, think_time: [3, 8]}", "x-traffic: {share: 9%, think_time: [3, 9]}"),),
        *(ORDER, Status.CHANGED, (Kind.TRAFFIC, Kind.TRAFFIC), False),
    ),
    "server": (
        (
            (
                "operationId: createOrder\n",
                "operationId: createOrder\n      servers: [{url: 'http://127.0.0.1:8765/v2'}]\n",
            ),
        ),
        *(ORDER, Status.CHANGED, (Kind.SERVER,), True),
    ),
    "skipped": (
        (("operationId: createOrder\n", "operationId: createOrder\n      x-apigen: {skip: true}\n"),),
        *(ORDER, Status.CHANGED, (Kind.LEFT_OUT,), False),
    ),
    "added": (
        (("\n  /api/health:\n", f"{INVOICE}\n  /api/health:\n"),),
        *("GET /api/orders/{id}/invoice", Status.ADDED, (Kind.TASK_ADDED,), False),
    ),
    "added and skipped": (
        (
            (
                "\n  /api/health:\n",
                f"{INVOICE.replace('{operationId', '{x-apigen: {skip: true}, operationId')}\n  /api/health:\n",
            ),
        ),
        *("GET /api/orders/{id}/invoice", Status.ADDED, (Kind.LEFT_OUT,), False),
    ),
    "removed": (((HEALTH, ""),), "GET /api/health", Status.REMOVED, (Kind.TASK_REMOVED,), True),
}


def edited(*edits: tuple[str, str]) -> str:
    text = SHOP
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Side]:
    """Documents of a text, each read once."""
    folder = tmp_path_factory.mktemp("documents")

    @cache
    def read(text: str) -> Side:
        path = folder / "openapi.yaml"
        path.write_text(text, "utf-8")
        return side(path)

    return read


Read = Callable[[str], Side]


@pytest.mark.parametrize("name", CASES)
def test_an_edit_of_an_operation(beside: Read, name: str) -> None:
    edits, key, status, kinds, is_breaking = CASES[name]
    found = compare(beside(SHOP), beside(edited(*edits)))
    change = next(each for each in found.operations if key in (each.key, each.old_key))
    own = [each.kind for each in change.changes if each.kind not in (Kind.WEIGHT, Kind.IDENTIFIERS)]
    assert (change.status, tuple(own), change.is_breaking) == (status, kinds, is_breaking)
    accounted(found)


# edits -> kinds of the changes of the whole test, whether any of them breaks
WHOLE: dict[str, tuple[Edits, tuple[Kind, ...], bool]] = {
    "server": ((("http://127.0.0.1:8765", "http://127.0.0.1:9000/v2"),), (Kind.SERVER,), True),
    "credential": (
        (
            ("  securitySchemes:\n", KEY),
            ("security:\n  - bearerAuth: []\n", "security:\n  - bearerAuth: []\n    apiKey: []\n"),
        ),
        (Kind.CREDENTIAL_ADDED,),
        True,  # every operation that demands anything demands it
    ),
    "credential of one operation": (
        (
            ("  securitySchemes:\n", KEY),
            (
                "      operationId: createOrder\n",
                "      operationId: createOrder\n      security: [{bearerAuth: [], apiKey: []}]\n",
            ),
        ),
        (Kind.CREDENTIAL_ADDED,),
        False,  # the operation itself breaks
    ),
    "login": ((("  /api/auth/login:", "  /api/auth/sessions/login:"),), (Kind.LOGIN,), True),
    "title": ((("title: Shop API", "title: Store API"),), (Kind.USER_CLASS,), False),
    "wait time": ((("think_time: [1, 3]", "think_time: [2, 4]"),), (Kind.WAIT_TIME,), False),
}


@pytest.mark.parametrize("name", WHOLE)
def test_an_edit_of_the_whole(beside: Read, name: str) -> None:
    edits, kinds, is_breaking = WHOLE[name]
    found = compare(beside(SHOP), beside(edited(*edits)))
    assert tuple(change.kind for change in found.test) == kinds
    assert any(change.is_breaking for change in found.test) is is_breaking
    accounted(found)


def test_texts_change_nothing(beside: Read) -> None:
    edits = (("summary: Place an order", "summary: Order things"), ("version: 1.0.0", "version: 1.0.1"))
    found = compare(beside(SHOP), beside(edited(*edits, ("description: Pages are counted from 1.", "description: P"))))
    assert found.is_empty
    assert [each.key for each in found.operations if each.is_reworded] == [ORDER]


def test_what_follows_from_others_leaves_an_operation_unchanged(beside: Read) -> None:
    found = compare(beside(SHOP), beside(edited((HEALTH, ""))))
    followers = [each for each in found.operations if each.changes and each.status is Status.UNCHANGED]
    assert {change.kind for each in followers for change in each.changes} == {Kind.WEIGHT}
    assert not any(each.is_breaking for each in followers)


def test_a_likely_pair_is_named_where_both_changed(beside: Read) -> None:
    edits = (("operationId: createOrder\n", "operationId: buyThings\n"), ("  /api/orders:", "  /api/v2/orders:"))
    found = compare(beside(SHOP), beside(edited(*edits)))
    assert found.likely == ((ORDER, "POST /api/v2/orders"),)
    assert (found.count(Status.ADDED), found.count(Status.REMOVED), found.count(Status.RENAMED)) == (1, 1, 1)


def test_there_and_back(beside: Read) -> None:
    old, new = beside(SHOP), beside(edited((HEALTH, INVOICE), ("operationId: createOrder\n", "operationId: buy\n")))
    there, back = compare(old, new), compare(new, old)
    assert there.count(Status.ADDED) == back.count(Status.REMOVED) == 1
    assert there.count(Status.RENAMED) == back.count(Status.RENAMED) == 1


def accounted(found: Difference) -> None:
    """Every operation of both documents is in the difference, once."""
    assert sum(found.count(status) for status in Status) == len(found.operations)
    for plan, keys in (
        (found.old, [o.old_key for o in found.operations]),
        (found.new, [o.key for o in found.operations]),
    ):
        known = {row.task.operation for row in plan.rows} | {f"{left.method} {left.path}" for left in plan.left_out}
        assert sorted(filter(None, keys)) == sorted(known)


def tasks_of(each: Side) -> dict[str, tuple[str, ...]]:
    """The code of each task without its docstring, by name of its method."""
    sources = [
        str(text) for name, text in render_files(each.plan).items() if name.endswith("file.py") or "tasks/" in name
    ]
    return {name: code for source in sources for name, code in methods(source)}


def methods(source: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for part in source.split("\n    @tag(")[1:]:
        lines = [line for line in part.splitlines() if '"""' not in line]
        name = next(line for line in lines if line.startswith("    def ")).partition("(")[0].split()[1]
        yield name, tuple(lines[: next((n for n, line in enumerate(lines) if line[:1] > " "), None)])


@pytest.mark.parametrize("name", ["shop", "nested", "forms"])
def test_the_task_of_an_operation_without_changes_is_the_same(name: str, tmp_path: Path) -> None:
    chance = random.Random(name)
    document = yaml.safe_load((ROOT / "specs" / f"{name}.yaml").read_text("utf-8"))
    path, same = tmp_path / "openapi.yaml", 0
    path.write_text(yaml.safe_dump(document, sort_keys=False), "utf-8")
    old = side(path)
    for _ in range(6):
        for _ in range(2):
            chance.choice(CHANGES)(chance, document)
        path.write_text(yaml.safe_dump(document, sort_keys=False), "utf-8")
        new = side(path)
        found, before, after = compare(old, new), tasks_of(old), tasks_of(new)
        accounted(found)
        for each in found.operations:
            if not each.changes and each.task in after:
                assert before[each.old_task] == after[each.task], each
                same += 1
        old = new
    assert same > 10


PUBLISHED = ("learn-openapis-org-petstore", "learn-openapis-org-tictactoe", "envoice-in", "kratos-swagger")


def published() -> list[Path]:
    index = CORPUS / "index.csv"
    rows = csv.DictReader(index.read_text("utf-8").splitlines()) if index.exists() else []
    return [CORPUS / row["file"] for row in rows if row["file"].startswith(PUBLISHED)]


@pytest.mark.skipif(not published(), reason="the collection of published documents is not beside this checkout")
def test_edits_of_published_documents(tmp_path: Path) -> None:
    for path in published():
        text = path.read_text("utf-8")
        document: Any = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
        old = side(path)
        template, item = next((key, value) for key, value in document["paths"].items() if "get" in value)
        operation = item["get"]
        operation["parameters"] = [*operation.get("parameters", []), *_needed(document)]
        document["paths"]["/added"] = {"get": {"responses": {"200": {"description": "ok"}}}}
        (tmp_path / "openapi.json").write_text(json.dumps(document), "utf-8")
        found = compare(old, side(tmp_path / "openapi.json"))
        accounted(found)
        changed = [each for each in found.operations if each.status is Status.CHANGED]
        assert [each.key for each in changed] == [f"GET {template}"], path
        assert (changed[0].is_breaking, found.count(Status.ADDED), found.count(Status.REMOVED)) == (True, 1, 0)
        assert compare(old, old).is_empty


def _needed(document: Any) -> list[dict[str, Any]]:
    """A required parameter, as the version of the document writes it."""
    kind = {"type": "integer"}
    return [
        {"name": "needed", "in": "query", "required": True, **(kind if "swagger" in document else {"schema": kind})}
    ]
