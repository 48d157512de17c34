"""APIs for tests, written as operations: `make_api({"GET /orders/{id}": {}})`."""

import json
import re
from typing import Any

from apigen.openapi.model import Api
from apigen.openapi.reader import read_api
from apigen.source import read_document

STRING = {"type": "string"}
INTEGER = {"type": "integer"}
UUID = {"type": "string", "format": "uuid"}


def make_api(operations: dict[str, dict[str, Any]], schemas: dict[str, Any] | None = None, **root: Any) -> Api:
    """The API with these operations; path parameters are declared as text where an operation does not declare them."""
    paths: dict[str, dict[str, Any]] = {}
    for key, operation in operations.items():
        method, path = key.split(" ", 1)
        paths.setdefault(path, {})[method.lower()] = _complete(path, operation)
    for path, extra in root.pop("path_items", {}).items():
        paths[path] |= extra
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Test", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas or {}},
        **root,
    }
    api, _ = read_api(read_document(json.dumps(document, indent=1), "openapi.json"))
    return api


def _complete(path: str, operation: dict[str, Any]) -> dict[str, Any]:
    declared = operation.get("parameters", [])
    names = {parameter["name"] for parameter in declared}
    missing = [
        {"name": name, "in": "path", "required": True, "schema": STRING}
        for name in re.findall(r"{([^}]+)}", path)
        if name not in names
    ]
    return {"responses": {"204": {"description": ""}}, **operation, "parameters": [*declared, *missing]}


def answers(schema: dict[str, Any], status: str = "200", **response: Any) -> dict[str, Any]:
    """An operation that answers with this JSON."""
    content = {"application/json": {"schema": schema}}
    return {"responses": {status: {"description": "", "content": content, **response}}}


def takes(schema: dict[str, Any]) -> dict[str, Any]:
    """An operation that takes this JSON."""
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def parameter(name: str, schema: dict[str, Any], location: str = "path", **members: Any) -> dict[str, Any]:
    """A declared parameter."""
    return {"name": name, "in": location, "required": location == "path", "schema": schema, **members}


def record(**properties: Any) -> dict[str, Any]:
    """An object schema."""
    return {"type": "object", "properties": properties}


def array(items: dict[str, Any]) -> dict[str, Any]:
    """An array schema."""
    return {"type": "array", "items": items}
