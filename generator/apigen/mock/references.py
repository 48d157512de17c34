"""Where answers speak of other things: members that hold ids of resources that the mock knows.

What an answer names can be asked for: no client gets a 404 for an id that the mock itself has shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from apigen.mock.document import Document, Tree
from apigen.mock.links import linked_members
from apigen.mock.locating import WRAPPERS, id_properties
from apigen.mock.names import noun, singular
from apigen.mock.resources import Resource, parents_on, refers_to, shared
from apigen.mock.schemas import Schemas


@dataclass(frozen=True, slots=True)
class Reference:
    """A member that names a thing."""

    keys: tuple[str, ...]  # "*" stands for each item of a list
    resources: tuple[Resource, ...]  # whose thing it may name, the likeliest first
    schema: Any  # of the member
    is_linked: bool = False  # a Link reads it there, whether the schema declares it or not


def find_references(
    schemas: Schemas, schema: Any, value: Any, path: str, resources: Iterable[Resource]
) -> tuple[Reference, ...]:
    """The references in a value of the schema: `order_id`, or the `id` in the member `order`.

    The value as a whole is what the path template is called after; things near to that path are meant first.
    """
    nearest = sorted(resources, key=lambda one: (-shared(one.path, path), one.path.count("/")))
    return tuple(_walk(schemas, schema, value, (), noun(path), nearest))


def _walk(
    schemas: Schemas, node: Any, value: Any, keys: tuple[str, ...], called: str, resources: list[Resource]
) -> Iterator[Reference]:
    """`called` is what the value is, by the name of the member that it stands in, in the singular."""
    if isinstance(value, list):
        items = schemas.flat(node).get("items", {})
        yield from _walk(schemas, items, value[0], (*keys, "*"), called, resources) if value else ()
        return
    if not isinstance(value, dict):
        is_member = keys not in ((), ("*",))
        named = tuple(one for one in resources if refers_to(one, called) or (is_member and noun(one.path) == called))
        if named:
            yield Reference(keys, named, node)
        return
    own, properties = schemas.document.resolve(node), schemas.properties(node)
    shown = [one for one in resources if (one.item_schema and one.item_schema is own) or noun(one.path) == called]
    naming = [(one, id_properties(schemas, one.parameter, one.path, node)) for one in shown]
    for name, part in properties.items():
        things = tuple(one for one, names in naming if name in names)
        if things:
            yield Reference((*keys, name), things, part)
        elif name in value:
            inner = singular(name)
            inner = called if inner in WRAPPERS else inner
            yield from _walk(schemas, part, value[name], (*keys, name), inner, resources)


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
