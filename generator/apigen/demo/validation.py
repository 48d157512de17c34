"""The document's say in every request: openapi-core decides what passes, this module only makes it quick.

openapi-core finds the operation and builds a validator for each schema anew on every request. Both depend on the
document alone, so they are made once and remembered, which more than halves the CPU time of a request.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from flask import Request
from jsonschema_path import SchemaPath
from openapi_core import Config, OpenAPI
from openapi_core.casting.schemas import oas31_types_caster
from openapi_core.casting.schemas.factories import SchemaCastersFactory
from openapi_core.contrib.flask import FlaskOpenAPIRequest
from openapi_core.datatypes import RequestParameters
from openapi_core.security.exceptions import SecurityProviderError
from openapi_core.security.factories import SecurityProviderFactory
from openapi_core.security.providers import HttpProvider
from openapi_core.templating.paths.datatypes import PathOperationServer
from openapi_core.templating.paths.finders import APICallPathFinder
from openapi_core.validation.request.exceptions import (
    ParameterValidationError,
    RequestBodyValidationError,
    SecurityValidationError,
)
from openapi_core.validation.schemas import oas31_schema_validators_factory as oas31
from openapi_core.validation.schemas.exceptions import InvalidSchemaValue
from openapi_core.validation.schemas.factories import DialectSchemaValidatorsFactory
from openapi_core.validation.schemas.validators import SchemaValidator
from werkzeug.exceptions import BadRequest, Unauthorized

LONGEST_REASON = 300  # characters

TokenCheck = Callable[[str], bool]
"""Whether a bearer token counts."""


class DisallowedRequest(BadRequest):
    """The document does not allow the request; `reasons` says why, one sentence each."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__("The request is not what the document allows.")
        self.reasons = reasons


class DocumentGuard:
    """Lets through what the document allows, which must be of OpenAPI 3.1."""

    def __init__(self, document: Mapping[str, Any], token_counts: TokenCheck) -> None:
        here = {**document, "servers": [{"url": "/"}]}  # whatever port the server was given
        spec = SchemaPath.from_dict(here, resolved_cache_maxsize=10_000)
        self._openapi = OpenAPI(
            spec,
            Config(
                path_finder_cls=RememberingPathFinder,
                schema_casters_factory=SchemaCastersFactory(RememberingValidators(oas31), oas31_types_caster),
                schema_validators_factory=RememberingValidators(oas31),
                extra_format_validators={"uri": is_web_address},
                security_provider_factory=BearerFactory(token_counts),
            ),
        )

    def check(self, request: Request) -> None:
        """Return when the request may pass; raise `Unauthorized` or `DisallowedRequest` otherwise."""
        errors = tuple(self._openapi.iter_request_errors(FlaskOpenAPIRequest(request)))
        if any(isinstance(error, SecurityValidationError) for error in errors):
            raise Unauthorized("A valid bearer token is needed; POST /api/auth/login gives one.")
        if errors:
            raise DisallowedRequest(tuple(reason for error in errors for reason in explain(error)))


class RememberingPathFinder(APICallPathFinder):
    """Looks up each method and path template only once: there are as many as the document has operations."""

    def __init__(self, spec: SchemaPath, base_url: str | None = None) -> None:
        super().__init__(spec, base_url)
        self._found: dict[tuple[str, str], PathOperationServer] = {}

    def find(self, method: str, name: str) -> PathOperationServer:
        """The operation of a method and a URL whose path is a template."""
        template = name.split("/", 3)[-1]  # the host may be written in many ways and says nothing
        found = self._found.get((method, template))
        if found is None:
            found = self._found[method, template] = super().find(method, name)
        return found


class RememberingValidators(DialectSchemaValidatorsFactory):
    """Builds the validator of each schema only once. One of these serves one caller, whose options never change."""

    def __init__(self, original: DialectSchemaValidatorsFactory) -> None:
        super().__init__(original.schema_validator_cls, original.default_jsonschema_dialect_id, original.format_checker)
        self._made: dict[SchemaPath, SchemaValidator] = {}

    def create(self, spec: SchemaPath, schema: SchemaPath, *args: Any, **options: Any) -> SchemaValidator:
        """The validator of a schema."""
        validator = self._made.get(schema)
        if validator is None:
            validator = self._made[schema] = super().create(spec, schema, *args, **options)
        return validator


class BearerProvider(HttpProvider):
    """Takes a bearer token for proof only if the shop issued it and it has not expired."""

    def __init__(self, scheme: SchemaPath, token_counts: TokenCheck) -> None:
        super().__init__(scheme)
        self._token_counts = token_counts

    def __call__(self, parameters: RequestParameters) -> str:
        """The token; `SecurityProviderError` when there is none that counts."""
        token: str = super().__call__(parameters)
        if not self._token_counts(token):
            raise SecurityProviderError("The token is unknown or has expired.")
        return token


class BearerFactory(SecurityProviderFactory):
    """Hands openapi-core the shop's own idea of a valid token."""

    def __init__(self, token_counts: TokenCheck) -> None:
        self._token_counts = token_counts

    def create(self, scheme: SchemaPath) -> BearerProvider:
        """The provider of the only kind of scheme the shop's document has."""
        return BearerProvider(scheme, self._token_counts)


def explain(error: Exception) -> Iterator[str]:
    """What an error of openapi-core means, each reason with its place: `body.rating: 7 is greater than ...`."""
    place = _place(error)
    cause = error.__cause__
    if not isinstance(cause, InvalidSchemaValue):
        yield shorten(f"{place}: {cause or error}")
        return
    for schema_error in cause.schema_errors:
        inner = getattr(schema_error, "json_path", "$").removeprefix("$")
        yield shorten(f"{place}{inner}: {getattr(schema_error, 'message', schema_error)}")


def shorten(reason: str) -> str:
    """The reason without most of a long value that it quotes."""
    if len(reason) <= LONGEST_REASON:
        return reason
    half = LONGEST_REASON // 2
    return f"{reason[:half]} ... {reason[-half:]}"


def is_web_address(value: object) -> bool:
    """Whether a text names a scheme and a host; jsonschema itself checks `uri` only with further packages."""
    if not isinstance(value, str):
        return True
    parts = urlsplit(value)
    return bool(parts.scheme and parts.netloc)


def _place(error: Exception) -> str:
    if isinstance(error, ParameterValidationError):
        return f"{error.location}.{error.name}"
    return "body" if isinstance(error, RequestBodyValidationError) else "request"
