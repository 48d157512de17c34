"""Security schemes and requirements (OpenAPI 3.1, sections 4.8.27 to 4.8.30)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from apigen.openapi.model import OAuthFlow, Operation, SecurityRequirement, SecurityScheme
from apigen.openapi.part_headers import HEADER_NAME
from apigen.openapi.reading import Reading, extensions
from apigen.source import Node
from apigen.source.references import follow, map_member

_PLACES = ("header", "query", "cookie")
_FLOWS = ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization")
_KEY_NAME = re.compile(rf"{HEADER_NAME.pattern}(?:\s*:\s*[\w-]*)?")  # also `Authorization: Bearer`, as people write
_TYPES = ("apiKey", "http", "oauth2", "openIdConnect", "mutualTLS")


def read_schemes(root: Node) -> tuple[tuple[SecurityScheme, ...], dict[str, bool]]:
    """The schemes that can be used, and all declared names with whether they can be."""
    components = map_member(root, "components")
    declared = map_member(components, "securitySchemes") if components else None
    schemes = {name: _scheme(name, node) for name, node in declared.items()} if declared else {}
    usable = tuple(scheme for scheme in schemes.values() if scheme)
    return usable, {name: scheme is not None for name, scheme in schemes.items()}


def read_requirements(reading: Reading, node: Node) -> tuple[SecurityRequirement, ...] | None:
    """The alternatives of a `security` member; None where there is none that could be read.

    A requirement that names nothing but unknown schemes can never be met, so it is no alternative.
    """
    if node.get("security") is None or not isinstance(node.value["security"], list):
        node.sequence("security")
        return None
    read = (_requirement(reading, item) for item in node.sequence("security"))
    return tuple(dict.fromkeys(requirement for requirement in read if requirement is not None))


def _requirement(reading: Reading, node: Node) -> SecurityRequirement | None:
    if not node.is_map:
        node.expect("a map")
        return None
    for name, scheme in node.items():
        if name not in reading.schemes:
            reading.schemes[name] = False  # so that people hear of it once
            scheme.warn("AG214", f"the security scheme {name!r} is not declared; it is ignored", _DECLARE)
    usable = tuple(name for name in node.value if reading.schemes.get(name))
    for name in usable:
        scopes = node.value[name] if isinstance(node.value[name], list) else []
        demanded = reading.scopes.setdefault(name, {})
        demanded.update(dict.fromkeys(scope for scope in scopes if isinstance(scope, str)))
    return usable if usable or not node.value else None


_DECLARE = "declare it under components.securitySchemes"


def _scheme(name: str, node: Node) -> SecurityScheme | None:
    target = follow(node)
    if target is None or not target.is_map:
        if target is not None:
            target.expect("a map")
        return None
    scheme = SecurityScheme(
        name=name,
        type=target.text("type"),
        scheme=target.text("scheme").lower(),
        parameter=target.text("name"),
        location=target.text("in"),
        bearer_format=target.text("bearerFormat"),
        flows=_flows(target),
        openid_url=target.text("openIdConnectUrl"),
        description=target.text("description"),
        extensions=extensions(target),
    )
    fault = _fault(scheme)
    if fault:
        target.warn("AG215", f"the security scheme {name!r} cannot be used: {fault}", "correct it, or remove it")
        return None
    return scheme


def _fault(scheme: SecurityScheme) -> str:
    """What a scheme lacks to be used; empty where it is complete."""
    if scheme.type not in _TYPES:
        return f"its type is {scheme.type!r}, not one of {', '.join(_TYPES)}"
    if scheme.type == "apiKey" and not scheme.parameter:
        return "it does not name its parameter"
    if scheme.type == "apiKey" and scheme.location not in _PLACES:
        return f"`in` is {scheme.location!r}, not one of {', '.join(_PLACES)}"
    if scheme.location in ("header", "cookie") and not _KEY_NAME.fullmatch(scheme.parameter):
        return f"{scheme.parameter!r} is no name of a {scheme.location}"
    return "it does not name its HTTP scheme" if scheme.type == "http" and not scheme.scheme else ""


def _flows(node: Node) -> tuple[OAuthFlow, ...]:
    flows = node.mapping("flows")
    members = flows.items() if flows else ()
    return tuple(_flow(kind, flow) for kind, flow in members if not kind.startswith("x-") and _is_flow(kind, flow))


def _is_flow(kind: str, node: Node) -> bool:
    if kind not in _FLOWS:
        node.warn("AG215", f"the OAuth flow {kind!r} is unknown; it is ignored", f"use one of {', '.join(_FLOWS)}")
        return False
    if not node.is_map:
        node.expect("a map")
    return node.is_map


def _flow(kind: str, node: Node) -> OAuthFlow:
    scopes = node.mapping("scopes")
    return OAuthFlow(
        kind=kind,
        token_url=node.text("tokenUrl"),
        refresh_url=node.text("refreshUrl"),
        scopes=tuple(scopes.value) if scopes else (),
    )


def without_credentials(operation: Operation, schemes: Iterable[SecurityScheme]) -> Operation:
    """The operation without parameters that repeat an API key which each of its alternatives sends."""
    keys = {each.name: (each.location, each.parameter.lower()) for each in schemes if each.type == "apiKey"}
    sent = [{keys[name] for name in alternative if name in keys} for alternative in operation.security]
    always = set.intersection(*sent) if sent else set()
    parameters = tuple(each for each in operation.parameters if (each.location, each.name.lower()) not in always)
    return replace(operation, parameters=parameters) if always else operation
