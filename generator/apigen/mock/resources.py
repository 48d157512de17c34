"""Which paths of a document are collections of things with an id, and what names a thing.

`/projects/{projectId}/tasks` is a collection when `/projects/{projectId}/tasks/{taskId}`
exists too. Only things that a client can find (a list or a create operation tells their
ids) are held to exist or not; any other path parameter takes every valid value.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile
from typing import Any

from apigen.mock.document import Document, Operation, Tree, as_tree
from apigen.mock.links import linked_members
from apigen.mock.locating import id_properties, list_path, locate_named, locate_thing, open_place, schema_at
from apigen.mock.media import json_schema_of, success_response
from apigen.mock.names import KEY_ENDINGS, LABELS, bare_name, naming_properties, noun, singular
from apigen.mock.schemas import Schemas

_PARAMETER = re.compile(r"\{[^{}]*\}")
_WHOLE_SEGMENT = re.compile(r"\{([^{}]+)\}\Z")
_VERSION = re.compile(r"v\d+")
_KINDS = ("type", "kind")  # many things have the same one
_BODY_DEPTH = 6  # lists count as well


@dataclass(frozen=True, slots=True, eq=False)
class Resource:
    """One kind of thing that the mock remembers; each is equal to itself only."""

    path: str  # the collection's path template, without a trailing slash
    parameter: str  # the path parameter that names one thing
    parameter_schema: Tree
    item_schema: Tree  # of the thing itself, inside its envelope; empty when no answer shows it
    names: tuple[str, ...]  # its properties that hold the id, best first
    is_listed: bool
    is_created: bool
    # It is not described where things come from, so others than those that were made may be there.
    is_guessed: bool = False
    asked: tuple[Tree, ...] = ()  # schemas of the members of requests that hold the id

    @property
    def seeds(self) -> int:
        """How many things there are before anybody created one."""
        return 2 if self.is_created else 5


def shape(path: str) -> str:
    """The path with its parameters unnamed: `/pets/{id}` and `/pets/{petId}/toys` must meet."""
    return _PARAMETER.sub("{}", path.rstrip("/"))


def without_query(path: str) -> str:
    """The path of `/orders?kind=large` or `/#Action=ListOrders`, which some documents write."""
    return re.split(r"[?#]", path)[0]


def find_resources(document: Document, schemas: Schemas) -> dict[str, Resource]:
    """Shape of the item path -> resource."""
    by_path: dict[str, dict[str, Operation]] = {}
    below: dict[str, list[Operation]] = {}  # shape of an item path -> the operations on it and deeper
    for operation in document.operations:
        by_path.setdefault(shape(operation.path), {})[operation.method] = operation
        for prefix in _item_shapes(operation.path):
            below.setdefault(prefix, []).append(operation)
    found = {}
    nouns = Counter(noun(item_shape.rpartition("/")[0]) for item_shape in below)
    posts = (operation for operation in document.operations if operation.method == "post")
    makers = {noun(post.path): post for post in posts if f"{shape(post.path)}/{{}}" not in below}
    members = [pair for operation in document.operations for pair in _sent_members(schemas, operation)]
    for item_shape, operations in below.items():
        itself = [*by_path.get(item_shape, {}).values(), *operations][0]
        path = "/".join(itself.path.split("/")[: item_shape.count("/") + 1])
        parent = item_shape.rpartition("/")[0]
        match = _WHOLE_SEGMENT.match(path.rpartition("/")[2])
        if match is None or parent.endswith("{}"):
            continue
        item, collection = by_path.get(item_shape, {}), by_path.get(parent, {})
        if _names_thing(match[1], parent) or (item and not _answers_list(document, schemas, item)):
            read = partial(_read_resource, document, schemas, match[1], path.rpartition("/")[0], operations)
            own = read(item, collection)
            named = (read(item, collection, label) for label in LABELS[:3] if not own.names)
            resource = next((replace(other, is_guessed=True) for other in named if other.names), own)
            if not resource.is_listed and nouns[noun(resource.path)] == 1 and noun(resource.path) in makers:
                resource = _made_by(document, schemas, makers[noun(resource.path)], resource)
            if _holds_ids(schemas, resource):
                asked = tuple(part for name, part in members if names_one(resource, name))
                found[item_shape] = replace(resource, asked=asked)
    return _spelled_alike(found)


def _spelled_alike(found: Mapping[str, Resource]) -> dict[str, Resource]:
    """`/registry/{name}` and `/registries/{name}` name the same things, as do versions of a path.

    Those that are listed stand for all.
    """
    kept: dict[tuple[str, ...], Resource] = {}
    keys = {one: (*map(_unversioned, shape(one.path).split("/")), bare_name(one.parameter)) for one in found.values()}
    for one in sorted(keys, key=lambda one: not one.is_listed):
        kept.setdefault(keys[one], one)
    return {item_shape: kept[keys[one]] for item_shape, one in found.items()}


def _unversioned(segment: str) -> str:
    return "v" if _VERSION.fullmatch(segment) else singular(segment)


def _sent_members(schemas: Schemas, operation: Operation) -> Iterator[tuple[str, Tree]]:
    """The plain values that the bodies of an operation hold, under the names of the members next to them."""
    bodies = [as_tree(media).get("schema") for media in operation.request_content.values()]
    level = [("", body) for body in bodies]
    seen: set[int] = set()  # objects are walked once
    for _ in range(_BODY_DEPTH):
        inner: list[tuple[str, Any]] = []
        for name, node in level:
            if "array" in schemas.types(node):
                inner.append((name, schemas.flat(node).get("items", {})))
            elif properties := schemas.properties(node):
                own = id(schemas.document.resolve(node))
                sent = ((each, part) for each, part in properties.items() if not schemas.flat(part).get("readOnly"))
                inner += [] if own in seen else sent
                seen.add(own)
            elif name:
                yield name, schemas.flat(node)
        level = inner


def _item_shapes(path: str) -> Iterator[str]:
    """The beginnings of a path that end in a parameter, as shapes."""
    segments = shape(path).split("/") if not set("?#") & set(path) else []
    for depth, segment in enumerate(segments):
        if segment == "{}":
            yield "/".join(segments[: depth + 1])


def _names_thing(parameter: str, collection: str) -> bool:
    """Whether a parameter says that it is a thing of the collection: `groupId` below `/groups`, but not `owner`."""
    wanted, thing = bare_name(parameter), singular(collection.rpartition("/")[2])
    return (bool(thing) and wanted.startswith(thing)) or wanted in (*KEY_ENDINGS, "key", "slug")


def _answers_list(document: Document, schemas: Schemas, item: dict[str, Operation]) -> bool:
    """Whether a GET shows many: `/times/{user}` are the times of a user."""
    return "get" in item and "array" in schemas.types(_answer_schema(document, item["get"]))


def _read_resource(
    document: Document,
    schemas: Schemas,
    parameter: str,
    path: str,
    users: list[Operation],
    item: dict[str, Operation],
    collection: dict[str, Operation],
    label: str = "",
) -> Resource:
    """The resource at a path; by its `label` where no answer has a property for the parameter: `{tagId}` by `name`."""
    declared, parameter = parameter, label or parameter
    things: list[Tree] = []
    for answer in [_answer_schema(document, operation) for operation in _showing(item, collection)]:
        keys = locate_thing(schemas, answer, parameter, path)
        if keys is not None:
            things.append(schema_at(schemas, answer, keys))
    named = [thing for thing in things if id_properties(schemas, parameter, path, thing)]
    thing = next(iter([*named, *filter(None, things)]), {})
    names = id_properties(schemas, parameter, path, thing)
    alike = [one for one in users if one.path.startswith(f"{path}/{{{declared}}}")]  # deeper ones may say it of others
    schema = next((_schema_of(document, one) for one in _parameters(alike, declared)), {})
    is_listed = "get" in collection and _shows_ids(document, schemas, collection["get"], parameter, path, schema)
    is_created = "post" in collection and _tells_id(document, schemas, collection["post"], parameter, path)
    is_open = "post" in collection and _is_open(document, schemas, collection["post"])
    is_guessed = is_open and not (is_listed or is_created)
    return Resource(path, parameter, schema, thing, names, is_listed, is_created or is_guessed, is_guessed)


def _is_open(document: Document, schemas: Schemas, operation: Operation) -> bool:
    """Whether an answer that should have a body is not described, or not what is in it."""
    status, response = success_response(document, operation, "201")
    is_silent = status == 200 and "content" not in response
    return is_silent or open_place(schemas, json_schema_of(document, (status, response))) is not None


def _made_by(document: Document, schemas: Schemas, maker: Operation, resource: Resource) -> Resource:
    """The resource, which a POST below another thing makes where its answer shows one: `/projects/{id}/sections`."""
    keys = locate_named(schemas, _answer_schema(document, maker), resource.parameter, resource.path)
    is_made = not resource.is_created and keys is not None and "*" not in keys
    return replace(resource, is_created=True, is_guessed=True) if is_made else resource


def _shows_ids(
    document: Document, schemas: Schemas, operation: Operation, parameter: str, path: str, schema: Tree
) -> bool:
    """Whether an answer names things: by a property, or as a plain list of names; an undeclared one tells nothing."""
    answer = _answer_schema(document, operation)
    keys = list_path(schemas, answer, path)
    if locate_named(schemas, answer, parameter, path) is not None:
        return True
    if not answer or keys is None:
        return False
    element = schema_at(schemas, answer, (*keys, "*"))
    shown, wanted = set(schemas.types(element)), set(schemas.types(schema))
    is_alike = not (shown and wanted) or bool(shown & wanted)
    return is_alike and not {"object", "array"} & shown and "enum" not in schemas.flat(element)


def _tells_id(document: Document, schemas: Schemas, operation: Operation, parameter: str, path: str) -> bool:
    """Whether the client of a create operation learns or chooses the id."""
    status, response = success_response(document, operation, "201")
    if status == 201 or "location" in map(str.lower, as_tree(response.get("headers"))):  # the mock sends it then
        return True
    if any(
        name == parameter and one.path.startswith(path + "/") for _, one, name in linked_members(document, response)
    ):
        return True
    answer = _answer_schema(document, operation)
    bodies = [as_tree(media).get("schema") for media in operation.request_content.values()]
    sent = [name for body in bodies for name in schemas.properties(body)]
    keys = locate_named(schemas, answer, parameter, path)
    is_shown = keys is not None and "*" not in keys[1:]  # a list in an answer is of something else
    return is_shown or naming_properties(parameter, path, sent) != ()


def _showing(item: dict[str, Operation], collection: dict[str, Operation]) -> list[Operation]:
    """The operations whose answers may show one thing, the best witness first."""
    wanted = [item.get("get"), collection.get("post"), item.get("put"), item.get("patch"), collection.get("get")]
    return [operation for operation in wanted if operation is not None]


def _answer_schema(document: Document, operation: Operation) -> Tree:
    return json_schema_of(document, success_response(document, operation))


def _parameters(operations: Iterable[Operation], name: str) -> list[Tree]:
    every = [parameter for operation in operations for parameter in operation.parameters]
    return [one for one in every if one.get("in") == "path" and one.get("name") == name]


def _schema_of(document: Document, parameter: Tree) -> Tree:
    return document.resolve(parameter.get("schema"))


def _holds_ids(schemas: Schemas, resource: Resource) -> bool:
    schema, named = schemas.flat(resource.parameter_schema), bare_name(resource.parameter)
    is_closed = "enum" in schema or not {"array", "boolean"}.isdisjoint(schemas.types(schema))
    is_kind = named.endswith(_KINDS) and named != noun(resource.path)
    return (resource.is_listed or resource.is_created) and not is_closed and not is_kind


def shared(path: str, other: str) -> int:
    """How many segments two paths begin with together."""
    pairs = zip(path.split("/"), other.split("/"), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def refers_to(resource: Resource, name: str) -> bool:
    """Whether a member of this name, wherever it stands, holds an id of the resource: `orderId`, but not `id`."""
    named, wanted, thing = bare_name(name), bare_name(resource.parameter), noun(resource.path)
    if named in (*KEY_ENDINGS, *LABELS) or not thing:
        return False
    return named == wanted or named in [thing + ending for ending in (*KEY_ENDINGS, wanted)]


def names_one(resource: Resource, name: str) -> bool:
    """Whether a member of a request holds ids of the resource: `orderId`, `order`, `orders`, but not `id`."""
    return singular(name) == noun(resource.path) or refers_to(resource, singular(name))


def may_name(parameter: str, resource: Resource) -> bool:
    """Whether a parameter on a longer path may hold an id of the resource: not `username` below `/articles`."""
    named, thing = bare_name(parameter), noun(resource.path)
    is_label = named in (*LABELS, *map(bare_name, (resource.parameter, *resource.names)))
    return is_label or named.endswith(KEY_ENDINGS) or named.startswith(thing) or thing.startswith(named)


def parents_on(path: str, resources: Mapping[str, Resource]) -> tuple[tuple[int, Resource], ...]:
    """The things that a path template stands on: number of segments before the parameter, and the resource."""
    segments = shape(without_query(path)).split("/")
    prefixes = ["/".join(segments[: depth + 1]) for depth in range(len(segments))]
    return tuple((depth, resources[prefix]) for depth, prefix in enumerate(prefixes) if prefix in resources)


def main_of(schemas: Schemas, resource: Resource, others: Iterable[Resource]) -> Resource | None:
    """The collection below nothing that has the same things: `/videos` for `/users/me/videos`."""
    called = [one for one in others if noun(one.path) == noun(resource.path) and one.names == resource.names]
    shown = schemas.properties(resource.item_schema).keys()
    alike = [one for one in called if shown and shown <= schemas.properties(one.item_schema).keys()]
    main = min((one for one in alike if "{" not in one.path), key=lambda one: len(one.path), default=None)
    return None if main is resource else main
