"""The API that a document describes, in OpenAPI's own words, whatever version it was written in.

References of parameters, responses, bodies and path items are resolved; schemas are JSON Schema 2020-12 as plain
data in which a reference reads `#/$defs/NAME` and is found in `Api.definitions`, so that recursive schemas stay finite.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from apigen.diagnostics import Location
from apigen.openapi.paths import template_names

Schema: TypeAlias = Mapping[str, Any] | bool
"""JSON Schema 2020-12; keywords of OpenAPI (`readOnly`, `discriminator`, `xml`, `example`, `x-...`) are kept."""

Extensions: TypeAlias = Mapping[str, Any]
"""The `x-...` members of an object, with their prefix."""

SecurityRequirement: TypeAlias = tuple[str, ...]
"""Names of schemes that must be used together; an empty tuple allows anonymous access."""


@dataclass(frozen=True, slots=True)
class Server:
    """A base URL; variables are already replaced by their defaults. May be relative."""

    url: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A group of operations."""

    name: str
    description: str = ""
    extensions: Extensions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OAuthFlow:
    """One flow of an `oauth2` scheme; URLs may be relative to the server."""

    kind: str  # implicit, password, clientCredentials, authorizationCode, deviceAuthorization
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A way to prove who is calling."""

    name: str  # the key under components.securitySchemes
    type: str  # apiKey, http, oauth2, openIdConnect, mutualTLS
    scheme: str = ""  # of http, in lower case: basic, bearer, digest
    parameter: str = ""  # of apiKey: the name of the header, query parameter or cookie
    location: str = ""  # of apiKey: header, query, cookie
    bearer_format: str = ""
    flows: tuple[OAuthFlow, ...] = ()
    openid_url: str = ""
    scopes: tuple[str, ...] = ()  # that operations demand
    description: str = ""
    extensions: Extensions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A path, query, header or cookie parameter."""

    name: str
    location: str  # path, query, header, cookie
    required: bool
    schema: Schema
    style: str  # form, simple, matrix, label, spaceDelimited, pipeDelimited, deepObject
    explode: bool
    allow_reserved: bool = False
    content_type: str = ""  # set when the parameter has `content` in place of `schema`
    examples: tuple[Any, ...] = ()
    description: str = ""
    extensions: Extensions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MediaType:
    """One representation of a body."""

    content_type: str  # as written, e.g. application/json; charset=utf-8
    schema: Schema | None
    examples: tuple[Any, ...] = ()
    encoding: Mapping[str, Any] = field(default_factory=dict)
    part_headers: Mapping[str, tuple[Parameter, ...]] = field(default_factory=dict)  # by the part of a form


@dataclass(frozen=True, slots=True)
class RequestBody:
    """What an operation takes."""

    required: bool
    content: tuple[MediaType, ...]
    description: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An OpenAPI Link: how to fill the parameters of a following operation from this response."""

    name: str
    operation_id: str  # of the target; empty when `operation_ref` names it
    operation_ref: str
    parameters: Mapping[str, Any]  # parameter name -> runtime expression, e.g. $response.body#/id
    request_body: Any = None


@dataclass(frozen=True, slots=True)
class Response:
    """What an operation answers under one status."""

    status: str  # 200, 2XX, default
    content: tuple[MediaType, ...] = ()
    headers: tuple[str, ...] = ()  # names
    links: tuple[Link, ...] = ()
    description: str = ""
    stands_alone: bool = False  # a `default` beside which there is no good status, and which speaks of no error

    @property
    def is_success(self) -> bool:
        """Whether it is a good answer: the status is a 2xx, written as a number or as 2XX, or none is declared."""
        return self.status[:1] == "2" or self.stands_alone

    @property
    def is_stream(self) -> bool:
        """Whether a gateway to gRPC says that many messages follow each other in the answer."""
        return "(streaming responses)" in self.description


@dataclass(frozen=True, slots=True)
class Operation:
    """One method on one path."""

    id: str  # the operationId, made unique; or made from method and path where none is declared
    method: str  # in capitals
    path: str  # the path template
    parameters: tuple[Parameter, ...]  # path item's and own, own first where both declare one
    request_body: RequestBody | None
    responses: tuple[Response, ...]
    security: tuple[SecurityRequirement, ...]  # alternatives; empty: none is needed; root's where not declared
    location: Location
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    deprecated: bool = False
    declared_id: str = ""  # the operationId as written, empty where none is declared
    declares_security: bool = True  # False: neither it nor the root says a word about security
    servers: tuple[Server, ...] = ()  # own or the path item's, where they differ from the API's
    extensions: Extensions = field(default_factory=dict)
    path_extensions: Extensions = field(default_factory=dict)  # those of the path item

    @property
    def key(self) -> str:
        """What identifies the operation in the document: `POST /orders`."""
        return f"{self.method} {self.path}"

    def stated(self, member: str) -> Any:
        """What `x-apigen: {member: ...}` or `x-apigen-member` on the operation says; None where it says nothing."""
        extension = self.extensions.get("x-apigen")
        inside = extension.get(member) if isinstance(extension, Mapping) else None
        return self.extensions.get(f"x-apigen-{member}") if inside is None else inside

    @property
    def path_parameters(self) -> tuple[Parameter, ...]:
        """The parameters in the path, in the template's order."""
        named = {p.name: p for p in self.parameters if p.location == "path"}
        in_order = [name for name in template_names(self.path) if name in named]
        return tuple(named[name] for name in dict.fromkeys((*in_order, *named)))


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a workflow: which operation it calls."""

    operation_id: str  # empty when `operation_ref` names it
    operation_ref: str  # ends in #/paths/~1orders/post
    location: Location


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow of an Arazzo document; the steps of workflows that it runs stand among its own."""

    id: str
    summary: str
    steps: tuple[Step, ...]
    location: Location
    extensions: Extensions = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An operation of the document that gets no task, and why."""

    method: str
    path: str
    reason: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Api:
    """Everything a document says that matters to a load test."""

    title: str
    version: str
    openapi: str  # the version of the specification, as written
    servers: tuple[Server, ...]
    operations: tuple[Operation, ...]
    security_schemes: tuple[SecurityScheme, ...]
    definitions: Mapping[str, Schema]  # what `#/$defs/NAME` in any schema means
    security: tuple[SecurityRequirement, ...] = ()  # of the root: holds where an operation declares none
    tags: tuple[Tag, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    workflows: tuple[Workflow, ...] = ()  # of the Arazzo documents that were given with it
    description: str = ""
    extensions: Extensions = field(default_factory=dict)
    digest: str = ""  # SHA-256 of the document's text, hexadecimal
    accepted: tuple[str, ...] = ()  # media types to which parameters called Accept are confined
    providers: Mapping[str, Location] = field(default_factory=dict)  # that schemas name, with the first place of each
