"""Parts mixed into openapi-core's validators that know beforehand what these look up anew for each request.

openapi-core walks the document for every parameter of every request (3 ms for four of them)
and makes a new schema validator, with a copy of all format checks, for every value.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jsonschema_path import SchemaPath
from openapi_core.datatypes import Parameters, RequestParameters
from openapi_core.exceptions import OpenAPIError
from openapi_core.schema.parameters import get_style_and_explode
from openapi_core.templating.paths.datatypes import PathOperationServer
from openapi_core.validation.request.exceptions import (
    InvalidParameter,
    InvalidRequestBody,
    MissingParameter,
    MissingRequiredParameter,
    ParametersError,
    ParameterValidationError,
    RequestBodyValidationError,
)
from openapi_core.validation.schemas.exceptions import ValidateError


class KeptValidators:
    """Schema validators by schema, made once."""

    def __init__(self, factory: Any) -> None:
        self._factory = factory
        self._kept: dict[SchemaPath, Any] = {}

    def create(self, spec: SchemaPath, schema: SchemaPath, **options: Any) -> Any:
        """The validator of a schema."""
        kept = self._kept.get(schema)
        if kept is None:
            kept = self._kept[schema] = self._factory.create(spec, schema, **options)
        return kept


class FoundOperation:
    """The operation is known from the mock's own routing, and security is `security.Guard`'s."""

    def _find_path(self, request: Any) -> PathOperationServer:
        found: PathOperationServer = request.found
        return found

    def _get_security(self, *_: Any) -> dict[str, str]:
        return {}


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One parameter of an operation, looked up."""

    name: str
    location: str
    path: SchemaPath
    is_required: bool
    may_be_empty: bool
    reader: Any = None  # None: a parameter with `content`, left to openapi-core
    validator: Any = None

    def judge(self, sent: RequestParameters) -> None:
        """Raises what is wrong with the parameter. Its default is not judged: it was not sent."""
        try:
            value = self.reader.deserialize(sent[self.location])
        except KeyError:
            if self.is_required and self.location != "path":  # one that the path has no place for cannot be sent
                raise MissingRequiredParameter(self.name, self.location) from None
            return
        if value == "" and self.may_be_empty:
            return
        try:
            self.validator.validate(value)
        except ValidateError as error:
            raise InvalidParameter(self.name, self.location) from error


class PreparedRequests:
    """Judges parameters and bodies without walking the document."""

    spec: SchemaPath
    style_deserializers_factory: Any
    schema_validators_factory: Any
    media_type_deserializers_factory: Any

    def _get_parameters(self, sent: RequestParameters, operation: SchemaPath, path: SchemaPath) -> Parameters:
        known = self.__dict__.setdefault("_prepared", {})
        if id(operation) not in known:  # the judge keeps its operations, so their ids stay theirs
            known[id(operation)] = list(self._prepare(operation, path))
        errors: list[Any] = []
        for parameter in known[id(operation)]:
            try:
                if parameter.reader is None:
                    self._get_parameter(sent, parameter.path)  # type: ignore[attr-defined]
                else:
                    parameter.judge(sent)
            except MissingParameter:
                continue
            except ParameterValidationError as error:
                errors.append(error)
        if errors:
            raise ParametersError(errors=errors, parameters=Parameters())
        return Parameters()

    def _get_body(self, body: bytes | None, media_type: str, operation: SchemaPath) -> Any:
        known = self.__dict__.setdefault("_prepared_bodies", {})
        key = (id(operation), media_type)
        if key in known and body:
            reader, validator = known[key]
            try:
                value = reader.deserialize(body)
                validator.validate(value)
            except ValidateError as error:
                raise InvalidRequestBody from error
            except OpenAPIError as error:
                raise RequestBodyValidationError from error
            return value
        value = super()._get_body(body, media_type, operation)  # type: ignore[misc]
        if body and "requestBody" in operation and "boundary" not in media_type:
            known[key] = self._prepare_body(media_type, operation / "requestBody" / "content")
        return value

    def _prepare_body(self, media_type: str, content: SchemaPath) -> tuple[Any, Any]:
        name, parameters, media = self._find_media_type(content, media_type)  # type: ignore[attr-defined]
        schema = media.get("schema", SchemaPath.from_dict({}))
        encoding = media.get("encoding")
        reader = self.media_type_deserializers_factory.create(
            self.spec, name, schema=schema, parameters=parameters, encoding=encoding
        )
        return reader, self.schema_validators_factory.create(self.spec, schema)

    def _prepare(self, operation: SchemaPath, path: SchemaPath) -> Iterator[_Prepared]:
        """The parameters of the operation, then those of its path item that it does not override."""
        seen = set()
        for holder in (operation, path):
            for parameter in holder / "parameters" if "parameters" in holder else ():
                name, location = (parameter / "name").read_str(), (parameter / "in").read_str()
                if (name, location) not in seen:
                    seen.add((name, location))
                    yield self._prepare_one(name, location, parameter)

    def _prepare_one(self, name: str, location: str, parameter: SchemaPath) -> _Prepared:
        is_required = (parameter / "required").read_bool(default=False)
        may_be_empty = (parameter / "allowEmptyValue").read_bool(default=False)
        if "content" in parameter:
            return _Prepared(name, location, parameter, is_required, may_be_empty)
        style, explode = get_style_and_explode(parameter)
        schema = parameter.get("schema", SchemaPath.from_dict({}))
        reader = self.style_deserializers_factory.create(self.spec, schema, style, explode, name)
        validator = self.schema_validators_factory.create(self.spec, schema)
        return _Prepared(name, location, parameter, is_required, may_be_empty, reader, validator)
