"""What support.py asks of pools is in identifiers.py, also where an API does not need all parts of it."""

import ast
from typing import Any

from apigen.plan.build import Output, build_plan
from apigen.render.files import render_files
from apigen.settings import Settings
from support.apis import STRING, answers, array, make_api, record, takes

ORDERS: dict[str, Any] = {
    "GET /orders": answers(array(record(id=STRING))),
    "POST /orders": takes(record(title=STRING, note=STRING)) | answers(record(id=STRING), "201"),
    "GET /orders/{order_id}": {},
}
ITEMS = {
    "GET /orders/{order_id}/items": answers(array(record(id=STRING))),
    "GET /orders/{order_id}/items/{item_id}": {},
}


def called_and_defined(operations: dict[str, Any]) -> tuple[set[str], set[str]]:
    """The names of all methods that support.py calls, and those of the methods of pools."""
    files = render_files(build_plan(make_api(operations), Settings(records=4), Output("api.json", "out")))
    support, identifiers = (ast.parse(files[name]) for name in ("support.py", "identifiers.py"))
    (pool,) = [node for node in identifiers.body if isinstance(node, ast.ClassDef) and node.name == "IdPool"]
    calls = [node.func for node in ast.walk(support) if isinstance(node, ast.Call)]
    called = {function.attr for function in calls if isinstance(function, ast.Attribute)}
    return called, {node.name for node in pool.body if isinstance(node, ast.FunctionDef)}


def test_pools_without_parents_have_what_is_asked_of_them() -> None:
    called, defined = called_and_defined(ORDERS)
    _, of_all_pools = called_and_defined(ORDERS | ITEMS)
    assert {"forget"} <= called & of_all_pools <= defined
