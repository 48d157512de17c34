"""Request bodies: from bytes to the value that the schema judges.

What cannot be turned into such a value (XML against an object schema, a CSV file) is not
judged: no verdict is better than a false one.
"""

import json
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl
from xml.etree import ElementTree

from openapi_core.deserializing.media_types.exceptions import MediaTypeDeserializeError
from werkzeug.datastructures import MultiDict
from werkzeug.formparser import FormDataParser

from apigen.mock.document import Tree, as_tree
from apigen.mock.media import is_json
from apigen.mock.schemas import Schemas
from apigen.mock.wire import contents, read_form

FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class NotJudgedError(Exception):
    """A part of the request that neither passes nor fails; the message is a reason of a closed set."""


def parse_form(body: bytes, media_type: str) -> MultiDict[str, str]:
    """The fields of a form; files as text, because that is what schemas call them."""
    if media_type.startswith(FORMS[0]):
        return MultiDict(parse_qsl(body.decode("utf-8", "surrogateescape"), keep_blank_values=True))
    bare, _, rest = media_type.partition(";")
    options = {name.strip().lower(): value.strip().strip('"') for name, _, value in map(_halves, rest.split(";"))}
    parser = FormDataParser(silent=False)
    _, fields, files = parser.parse(BytesIO(body), bare.strip().lower(), len(body), options)
    form: MultiDict[str, str] = MultiDict(fields)
    for name, file in files.items(multi=True):
        form.add(name, as_text(file.read()))
    return form


def _halves(option: str) -> tuple[str, str, str]:
    return option.partition("=")


def as_text(body: bytes) -> str:
    """Bytes as the text that a string schema judges; one character per byte when they are no UTF-8."""
    try:
        return body.decode()
    except UnicodeDecodeError:
        return body.decode("latin-1")


def read_json_object(body: bytes, media_type: str) -> dict[str, Any]:
    """The members of a JSON or form body, for the store; `{}` for any other body."""
    try:
        if media_type.startswith(FORMS):
            return dict(parse_form(body, media_type).items())
        value = json.loads(body) if body else {}
    except (ValueError, UnicodeDecodeError):
        return {}
    return value if isinstance(value, dict) else {}


class BodyReader:
    """Reads bodies of one media type and schema; stands in for openapi-core's deserializer."""

    def __init__(self, schemas: Schemas, media_type: str, schema: Tree | None, encoding: Tree) -> None:
        self.schemas, self.media_type, self.schema, self.encoding = schemas, media_type, schema, encoding
        self.sent_type = media_type  # with its parameters, set per request

    def deserialize(self, value: Any) -> Any:
        """The value to judge; MediaTypeDeserializeError for a body that is not what its type says."""
        if isinstance(value, str):  # a parameter with `content`
            value = value.encode()
        try:
            return self._read(value)
        except (ValueError, ElementTree.ParseError, RecursionError) as error:
            raise MediaTypeDeserializeError(self.media_type, value[:200]) from error

    def _read(self, value: bytes) -> Any:
        bare = self.media_type.lower()
        if is_json(bare):
            return json.loads(value)
        if bare in FORMS:
            return read_form(self.schemas, self.schema or {}, self.encoding, parse_form(value, self.sent_type))
        if bare.endswith("xml"):
            ElementTree.fromstring(value)  # noqa: S314  loopback only, and the client is ours
            raise NotJudgedError("XML body")
        types = self.schemas.types(self.schema or {})
        if types and "string" not in types:
            raise NotJudgedError(f"body of type {bare}")
        return as_text(value)


class BodyReaders:
    """Makes body readers where openapi-core asks for media type deserializers."""

    def __init__(self, schemas: Schemas) -> None:
        self.schemas = schemas

    def create(
        self, _spec: Any, mimetype: str, schema: Any = None, parameters: Any = None, encoding: Any = None, **_: Any
    ) -> BodyReader:
        """The reader of one body; `parameters` are those of its Content-Type (the boundary)."""
        plain = None if schema is None else contents(schema)
        reader = BodyReader(self.schemas, mimetype, plain, {} if encoding is None else as_tree(encoding.read_value()))
        reader.sent_type = "; ".join([mimetype, *(f"{name}={value}" for name, value in (parameters or {}).items())])
        return reader
