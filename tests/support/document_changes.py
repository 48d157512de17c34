"""Random changes of an OpenAPI document, as its authors make them."""

import random
from typing import Any

METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


def _operations(document: Any) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, m, item[m]) for path, item in document["paths"].items() for m in METHODS if m in item]


def _any(chance: random.Random, document: Any) -> tuple[str, str, dict[str, Any]]:
    return chance.choice(_operations(document))


def add_operation(chance: random.Random, document: Any) -> None:
    _, _, operation = _any(chance, document)
    name = f"extra{chance.randint(1, 999)}"
    new = {"operationId": name, "tags": operation.get("tags", []), "responses": {"200": {"description": "ok"}}}
    paths = list(document["paths"].items())
    paths.insert(chance.randint(0, len(paths)), (f"/{name}", {"get": new}))
    document["paths"] = dict(paths)


def remove_operation(chance: random.Random, document: Any) -> None:
    path, method, _ = _any(chance, document)
    if len(_operations(document)) > 2:
        del document["paths"][path][method]


def rename_operation(chance: random.Random, document: Any) -> None:
    _, _, operation = _any(chance, document)
    operation["operationId"] = f"{operation.get('operationId', 'op')}{chance.randint(1, 99)}"


def change_path(chance: random.Random, document: Any) -> None:
    path, _, _ = _any(chance, document)
    document["paths"] = {(f"/v2{key}" if key == path else key): item for key, item in document["paths"].items()}


def change_status(chance: random.Random, document: Any) -> None:
    _, _, operation = _any(chance, document)
    operation["responses"][chance.choice(["200", "202", "204", "206"])] = {"description": "changed"}


def change_summary(chance: random.Random, document: Any) -> None:
    _, _, operation = _any(chance, document)
    operation["summary"] = f"Changed {chance.randint(1, 999)}"


def change_tags(chance: random.Random, document: Any) -> None:
    _, _, operation = _any(chance, document)
    operation["tags"] = [f"tag{chance.randint(1, 9)}", *operation.get("tags", [])]


def change_traffic(chance: random.Random, document: Any) -> None:
    _, _, operation = _any(chance, document)
    operation["x-traffic"] = {"weight": chance.randint(1, 99), "think_time": [1, chance.randint(2, 9)]}


def add_parameter(chance: random.Random, document: Any) -> None:
    _, _, operation = _any(chance, document)
    parameter = {"name": f"q{chance.randint(1, 999)}", "in": "query", "required": True, "schema": {"type": "integer"}}
    operation["parameters"] = [*operation.get("parameters", []), parameter]


def reorder(chance: random.Random, document: Any) -> None:
    paths = list(document["paths"].items())
    chance.shuffle(paths)
    document["paths"] = dict(paths)


CHANGES = (
    add_operation,
    remove_operation,
    rename_operation,
    change_path,
    change_status,
    change_summary,
    change_tags,
    change_traffic,
    add_parameter,
    reorder,
)
