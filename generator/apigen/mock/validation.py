"""The verdict on a request, by openapi-core: does the document allow it?

openapi-core finds the parameters and media types and checks the schemas of 3.0, 3.1 and 3.2.
The mock finds the operation itself (openapi-core tries every path), reads the values from
the wire (`wire`, `bodies`) and keeps the schema validators, which makes it ten times faster.
Whatever openapi-core cannot do ends as "not judged", never as a false verdict.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from jsonschema.exceptions import ValidationError as SchemaError  # type: ignore[import-untyped]
from jsonschema_path import SchemaPath
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from openapi_core.templating.paths.datatypes import PathOperationServer
from openapi_core.validation.request.exceptions import ParameterValidationError
from openapi_core.validation.request.validators import (
    APICallRequestValidator,
    V30RequestValidator,
    V31RequestValidator,
    V32RequestValidator,
)
from openapi_core.validation.response.validators import (
    APICallResponseValidator,
    V30ResponseValidator,
    V31ResponseValidator,
    V32ResponseValidator,
)
from openapi_core.validation.schemas.exceptions import InvalidSchemaValue

from apigen.mock.bodies import BodyReaders, NotJudgedError
from apigen.mock.document import Document, Operation
from apigen.mock.judgeable import judgeable_tree
from apigen.mock.prepared import FoundOperation, KeptValidators, PreparedRequests
from apigen.mock.schemas import Schemas
from apigen.mock.wire import ParameterReaders

_VALIDATORS: Mapping[str, tuple[type[APICallRequestValidator], type[APICallResponseValidator]]] = {
    "3.0": (V30RequestValidator, V30ResponseValidator),
    "3.1": (V31RequestValidator, V31ResponseValidator),
    "3.2": (V32RequestValidator, V32ResponseValidator),
}
_IGNORED_HEADERS = ("accept", "content-type", "authorization")  # OpenAPI: such parameters shall be ignored


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that the document does not allow."""

    reason: str  # of a closed set: where and which keyword
    message: str  # with the value, for people


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is wrong with a request or answer, and what could not be judged."""

    faults: tuple[Fault, ...]
    not_judged: tuple[str, ...] = ()


@dataclass(slots=True)
class SentRequest:
    """A request as openapi-core wants to see it, its operation already found."""

    found: PathOperationServer
    method: str
    parameters: RequestParameters
    content_type: str
    body: bytes | None
    host_url: str = ""
    path: str = ""


@dataclass(slots=True)
class SentAnswer:
    """An answer as openapi-core wants to see it."""

    status_code: int
    headers: Mapping[str, Any]
    content_type: str
    data: bytes | None


class Judge:
    """Judges requests to one document, and the mock's own answers."""

    def __init__(self, document: Document, schemas: Schemas) -> None:
        version = str(document.tree["openapi"])[:3]
        request_class, response_class = _VALIDATORS.get(version, _VALIDATORS["3.1"])
        spec = SchemaPath.from_dict(judgeable_tree(document))
        self._requests = _make((PreparedRequests, FoundOperation, request_class), spec, schemas)
        self._answers = _make((FoundOperation, response_class), spec, schemas)
        self._found = {operation.key: _locate(spec, operation) for operation in document.operations}
        warnings.simplefilter("ignore", DeprecationWarning)  # one per deprecated parameter and request

    def judge_request(
        self, operation: Operation, parameters: RequestParameters, content_type: str, body: bytes
    ) -> Verdict:
        """What the document does not allow about a request."""
        found = self._found[operation.key]
        sent = SentRequest(found, operation.method, parameters, content_type, body or None)
        return _collect(self._requests.iter_errors(sent))

    def judge_answer(
        self, operation: Operation, status: int, headers: Mapping[str, Any], content_type: str, body: bytes
    ) -> Verdict:
        """What the document does not allow about an answer."""
        if str(status) not in operation.node.get("responses", {}):
            return Verdict((), ("status not declared",))
        sent = SentRequest(self._found[operation.key], operation.method, RequestParameters(), "", None)
        answer = SentAnswer(status, headers, content_type, body or None)
        return _collect(self._answers.iter_errors(sent, answer))


def _make(bases: tuple[Any, ...], spec: SchemaPath, schemas: Schemas) -> Any:
    base = bases[-1]
    validator = type(f"Mock{base.__name__}", bases, {})
    return validator(
        spec,
        style_deserializers_factory=ParameterReaders(schemas),
        media_type_deserializers_factory=BodyReaders(schemas),
        schema_validators_factory=KeptValidators(base.schema_validators_factory),
    )


def _locate(spec: SchemaPath, operation: Operation) -> PathOperationServer:
    path = spec / "paths" / operation.path
    nothing = SimpleNamespace(variables={})  # the path's values come with the request's parameters
    return PathOperationServer(path, path / operation.method, None, nothing, None)


def _collect(errors: Iterator[Exception]) -> Verdict:
    """All faults up to the first thing that openapi-core cannot do."""
    faults: list[Fault] = []
    try:
        for error in errors:
            faults.extend(_faults_of(error))
    except NotJudgedError as unknown:
        return Verdict(tuple(faults), (str(unknown),))
    except Exception as crash:  # openapi-core's limits show as any exception
        return Verdict(tuple(faults), (f"openapi-core: {type(crash).__name__}",))
    return Verdict(tuple(faults))


def _faults_of(error: Exception) -> Iterator[Fault]:
    """The faults in one error of openapi-core, one per failed keyword."""
    where = "body"
    if isinstance(error, ParameterValidationError):
        if error.location == "header" and error.name.lower() in _IGNORED_HEADERS:
            return
        where = f"{error.location} parameter {error.name}"
    elif "Data" in type(error).__name__ or "Header" in type(error).__name__:
        where = f"answer {getattr(error, 'name', '')}".strip()
    cause = error.__cause__
    if isinstance(cause, InvalidSchemaValue):
        for detail in cause.schema_errors:
            if not _is_about_no_property(where, detail):
                yield _schema_fault(where, detail)
        return
    kind = type(cause if isinstance(cause, OpenAPIError) else error).__name__
    yield Fault(f"{where}: {kind}", f"{where}: {cause or error}")


def _is_about_no_property(where: str, error: Any) -> bool:
    """`readOnly` has a meaning for properties only; parameters, whole bodies and items borrow schemas that have it."""
    if getattr(error, "validator", "") in ("anyOf", "oneOf"):
        branches = groupby(error.context, key=lambda inner: inner.relative_schema_path[0])
        return any(all(_is_about_no_property(where, inner) for inner in faults) for _, faults in branches)
    place = list(getattr(error, "absolute_path", ()))
    return getattr(error, "validator", "") == "readOnly" and (
        where != "body" or not isinstance((place or [0])[-1], str)
    )


def _schema_fault(where: str, error: Any) -> Fault:
    if not isinstance(error, SchemaError):
        return Fault(f"{where}: schema", f"{where}: {error}")
    place = [str(part) for part in error.absolute_path]
    closed = "/".join("*" if part.isdigit() else part for part in place[:6])
    shown = f"{where} at {'/'.join(place)}" if place else where
    return Fault(f"{where}{f' at {closed}' if place else ''}: {error.validator}", f"{shown}: {error.message[:400]}")
