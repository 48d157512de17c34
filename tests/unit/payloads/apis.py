"""Operations out of plain schemas, without a document."""

from collections.abc import Mapping, Sequence
from typing import Any

from apigen.analysis.payloads import DrawnRequest, DrawOptions, draw_requests
from apigen.diagnostics import Location
from apigen.openapi.model import Api, MediaType, Operation, Parameter, RequestBody


def api_of(definitions: Mapping[str, Any] | None = None) -> Api:
    return Api("Test", "1", "3.1.0", (), (), (), definitions or {})


def operation_of(
    schema: Any = None,
    method: str = "POST",
    path: str = "/things",
    parameters: Sequence[Parameter] = (),
    content_type: str = "application/json",
    examples: Sequence[Any] = (),
    encoding: Mapping[str, Any] | None = None,
    required: bool = True,
) -> Operation:
    media = MediaType(content_type, schema, tuple(examples), encoding or {})
    body = RequestBody(required, (media,)) if schema is not None or examples else None
    return Operation("op", method, path, tuple(parameters), body, (), (), Location("test.yaml", 1, 1))


def parameter(name: str, schema: Any, location: str = "query", required: bool = True, **more: Any) -> Parameter:
    return Parameter(name, location, required, schema, "form", True, **more)


def draw(schema: Any, definitions: Mapping[str, Any] | None = None, **more: Any) -> tuple[DrawnRequest, ...]:
    options = DrawOptions(seed=more.pop("seed", 0), count=more.pop("count", 30), locales=(more.pop("locale", "en_US"),))
    return draw_requests(api_of(definitions), operation_of(schema, **more), options)


def bodies(schema: Any, definitions: Mapping[str, Any] | None = None, **more: Any) -> list[Any]:
    return [request.body for request in draw(schema, definitions, **more)]


def an_object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


TEXT = {"type": "string"}
