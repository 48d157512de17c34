"""What an operation does to the things that the mock remembers."""

import re
from dataclasses import dataclass
from enum import StrEnum

from apigen.mock.document import Operation
from apigen.mock.locating import locate_named
from apigen.mock.media import json_schema_of, success_response
from apigen.mock.names import noun
from apigen.mock.resources import Resource, may_name, parents_on, shape, without_query
from apigen.mock.schemas import Schemas


class Action(StrEnum):
    """The verbs of the store."""

    LIST = "list"
    CREATE = "create"
    READ = "read"
    REPLACE = "replace"
    UPDATE = "update"
    DELETE = "delete"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Role:
    """The verb of an operation, its resource, and the things that its path stands on."""

    action: Action
    resource: Resource | None  # that the verb is about; None for OTHER
    parents: tuple[tuple[int, Resource], ...]  # number of path segments up to an item -> its resource
    upserts: bool = False  # a PUT or POST that creates what is missing

    @property
    def segments(self) -> int:
        """How many segments of the path the item's own path has; 0 when the path names no item of `resource`."""
        return next((depth for depth, resource in self.parents if resource is self.resource), 0)


_ON_ITEM = {
    "get": Action.READ,
    "head": Action.READ,
    "put": Action.REPLACE,
    "patch": Action.UPDATE,
    "post": Action.UPDATE,
    "delete": Action.DELETE,
}
_WORDS = re.compile(r"[A-Z]?[^A-Z_-]+")
_CREATE_VERBS = ("add", "create", "new")
_COPY_VERBS = ("clone", "copy", "duplicate", "fork")
_ON_COLLECTION = {"get": Action.LIST, "post": Action.CREATE}


def find_role(operation: Operation, resources: dict[str, Resource], schemas: Schemas) -> Role:
    """The role of an operation, from the shape of its path."""
    path = without_query(operation.path)
    whole = shape(path)
    listed = {f"{{{name}}}" for name in _listed_parameters(operation, schemas)}
    parts = path.rstrip("/").split("/")
    parents = tuple(
        (depth, resource)
        for depth, resource in parents_on(path, resources)
        if parts[depth] not in listed and (depth == len(parts) - 1 or may_name(parts[depth], resource))
    )
    if whole in resources and parts[-1] not in listed:
        resource = resources[whole]
        tells = "201" in operation.node.get("responses", {})
        upserts = (
            tells if operation.method == "post" else operation.method == "put" and (tells or not resource.is_created)
        )
        return Role(_ON_ITEM.get(operation.method, Action.OTHER), resource, parents, upserts)
    own = resources.get(f"{whole}/{{}}") or _made_elsewhere(operation, resources, schemas)
    action = _ON_COLLECTION.get(operation.method, Action.OTHER) if own else Action.OTHER
    return Role(action, own if action is not Action.OTHER else None, parents)


def _made_elsewhere(operation: Operation, resources: dict[str, Resource], schemas: Schemas) -> Resource | None:
    """The resource whose things a POST makes elsewhere: `/teams/{id}/desks`, `/desks/create`, `/desks/{id}/copy`."""
    if operation.method != "post":
        return None
    answer = json_schema_of(schemas.document, success_response(schemas.document, operation, "201"))
    head, _, last = operation.path.rstrip("/").rpartition("/")
    verb, *thing = map(str.lower, _WORDS.findall(last))
    path = "/".join([head, *thing[-1:]]) if verb in _CREATE_VERBS else operation.path
    path = head.rpartition("/")[0] if verb in _COPY_VERBS else path
    alike = [one for one in resources.values() if noun(one.path) == noun(path)]
    nearest = sorted(alike, key=lambda one: (one.path != path, one.path.count("{")))[:1]
    shown = [one for one in nearest if locate_named(schemas, answer, one.parameter, one.path) is not None]
    return next(iter(shown), None)


def _listed_parameters(operation: Operation, schemas: Schemas) -> list[str]:
    """The path parameters whose values the document lists; here they are no ids, whatever they are on other paths."""
    inside = [one for one in operation.parameters if one.get("in") == "path"]
    return [str(one.get("name")) for one in inside if "enum" in schemas.flat(one.get("schema"))]
