"""Where answers speak of other things: members that hold ids of resources that the mock knows.

What an answer names can be asked for: no client gets a 404 for an id that the mock itself has shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apigen.mock.document import Document, Tree
from apigen.mock.links import linked_members
from apigen.mock.resources import Resource, id_properties, noun, parents_on, refers_to, shared, singular
from apigen.mock.schemas import Schemas

_DEEPEST = 6  # members and lists on the way to an id
_WRAPPERS = {"item", "data", "result", "resource", "entity", "value", "content", "element", "node"}  # say nothing


@dataclass(frozen=True, slots=True)
class Reference:
    """A member that names a thing."""

    keys: tuple[str, ...]  # "*" stands for each item of a list
    resources: tuple[Resource, ...]  # whose thing it may name, the likeliest first
    schema: Any  # of the member
    is_linked: bool = False  # a Link reads it there, whether the schema declares it or not


def find_references(schemas: Schemas, schema: Any, path: str, resources: Iterable[Resource]) -> tuple[Reference, ...]:
    """The references in the answers of a schema: `order_id`, or the `id` in the member `order`.

    The answer as a whole shows what the path template is called after; things near to that path are meant first.
    """
    nearest = sorted(resources, key=lambda one: (-shared(one.path, path), one.path.count("/")))
    return tuple(_walk(schemas, schema, (), noun(path), (), nearest))


def _walk(
    schemas: Schemas, node: Any, keys: tuple[str, ...], called: str, above: tuple[int, ...], resources: list[Resource]
) -> Iterator[Reference]:
    """`called` is what the value is, by the name of the member that it stands in, in the singular."""
    resolved = schemas.document.resolve(node)
    if id(resolved) in above or len(keys) > _DEEPEST:
        return
    below = (*above, id(resolved))
    if "array" in schemas.types(node):
        yield from _walk(schemas, schemas.flat(node).get("items", {}), (*keys, "*"), called, below, resources)
        return
    properties = schemas.properties(node)
    if not properties:
        named = tuple(resource for resource in resources if refers_to(resource, called))
        if named:
            yield Reference(keys, named, node)
        return
    shown = [one for one in resources if (one.item_schema and one.item_schema is resolved) or noun(one.path) == called]
    for name, part in properties.items():
        things = tuple(one for one in shown if name in id_properties(schemas, one.parameter, one.path, node))
        if things:
            yield Reference((*keys, name), things, part)
        else:
            inner = singular(name)
            yield from _walk(schemas, part, (*keys, name), called if inner in _WRAPPERS else inner, below, resources)


def linked_references(document: Document, response: Tree, resources: Mapping[str, Resource]) -> Iterator[Reference]:
    """What the Links of a response read in its body for a path."""
    for keys, operation, name in linked_members(document, response):
        segments = operation.path.split("/")
        for depth, resource in parents_on(operation.path, resources):
            if segments[depth] == f"{{{name}}}":
                yield Reference(keys, (resource,), resource.parameter_schema, is_linked=True)


def with_reference(value: Any, reference: Reference, name: Callable[[Any], Any]) -> Any:
    """A copy of `value` in which `name` has said what stands at the reference; it gets what stood there."""
    return _replaced(value, reference.keys, reference.is_linked, name)


def _replaced(value: Any, keys: tuple[str, ...], is_linked: bool, name: Callable[[Any], Any]) -> Any:
    if not keys:
        return name(value)
    if keys[0] == "*" and isinstance(value, list):
        return [_replaced(item, keys[1:], is_linked, name) for item in value]
    if value is None and is_linked:
        value = {}
    if isinstance(value, dict) and (keys[0] in value or is_linked):
        return {**value, keys[0]: _replaced(value.get(keys[0]), keys[1:], is_linked, name)}
    return value
