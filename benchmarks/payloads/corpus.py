"""The bodies of a folder of documents, in two halves: one to tune on, one that nobody reads while writing rules."""

import csv
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from apigen.analysis.payloads.drawing.media import chosen_media_type, form_of
from apigen.openapi.model import Api, MediaType, Operation
from apigen.openapi.reader import read_api
from apigen.source.opening import load_document

TUNING, HELD_OUT = "tuning", "held out"
_EXAMPLES = ("example", "examples", "x-example", "x-examples")
_MAPS = ("properties", "patternProperties", "$defs", "dependentSchemas")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_SINGLE = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")


@dataclass(frozen=True, slots=True)
class Body:
    """What one operation takes, without its parameters."""

    operation: Operation
    media: MediaType
    form: str  # json, form, multipart


def half_of(name: str) -> str:
    """The half of a document, by the hash of its name: the same on every machine."""
    return HELD_OUT if hashlib.sha256(name.encode()).digest()[0] % 2 else TUNING


def documents(folder: Path) -> Iterator[str]:
    """The documents of a folder by their relative names: those of its `index.csv`, or all there are."""
    index = folder / "index.csv"
    if index.is_file():
        with index.open(newline="") as file:
            yield from (row["file"] for row in csv.DictReader(file))
        return
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yaml", ".yml", ".json"):
            yield path.relative_to(folder).as_posix()


def read(path: Path) -> Api:
    """The API of a document; raises what the reader raises where there is none."""
    return read_api(load_document(str(path)))[0]


def bodies_of(api: Api) -> list[Body]:
    """Structured bodies with a schema (JSON, forms and multipart), as if each were required."""
    found = []
    for operation in api.operations:
        if operation.request_body is None:
            continue
        media = chosen_media_type(operation.request_body)
        if media is not None and media.schema is not None and (form := form_of(media.content_type)) in _FORMS:
            request = replace(operation.request_body, required=True)
            found.append(Body(replace(operation, parameters=(), request_body=request), media, form))
    return found


_FORMS = ("json", "form", "multipart")


def without_examples(api: Api, body: Body) -> tuple[Api, Body]:
    """The same without anything that an author wrote as an example; defaults stay, since they are rules."""
    media = replace(body.media, schema=_stripped(body.media.schema), examples=())
    assert body.operation.request_body is not None
    request = replace(body.operation.request_body, content=(media,))
    return api, Body(replace(body.operation, request_body=request), media, body.form)


def api_without_examples(api: Api) -> Api:
    return replace(api, definitions={name: _stripped(schema) for name, schema in api.definitions.items()})


def _stripped(schema: Any) -> Any:
    if not isinstance(schema, Mapping):
        return schema
    result = {key: value for key, value in schema.items() if key not in _EXAMPLES}
    for key in _MAPS:
        if isinstance(members := result.get(key), Mapping):
            result[key] = {name: _stripped(member) for name, member in members.items()}
    for key in _LISTS:
        if isinstance(parts := result.get(key), list | tuple):
            result[key] = [_stripped(part) for part in parts]
    for key in _SINGLE:
        if key in result:
            result[key] = _stripped(result[key])
    return result


def content_of(value: Any) -> str:
    """A text that is the same for equal values."""
    return json.dumps(value, sort_keys=True, default=str)
