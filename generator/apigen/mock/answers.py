"""Answers: a conforming value of the response schema with the remembered things in their places.

Each operation gets a plan once: its status, media type, a conforming base value, and the
slots where a thing or a list of things stands. A request then copies what it changes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from apigen.mock.document import Document, Operation, Tree, as_tree
from apigen.mock.fitness import fits
from apigen.mock.links import linked_members
from apigen.mock.locating import id_properties, list_path, locate_named, locate_thing, schema_at
from apigen.mock.media import is_json, success_response
from apigen.mock.names import naming_properties, noun
from apigen.mock.references import Reference, linked_references
from apigen.mock.resources import Resource, shared
from apigen.mock.roles import Action, Role
from apigen.mock.schemas import Schemas
from apigen.mock.store import Item
from apigen.mock.synthesis import CircleError, Synthesizer

_PREFERRED = {Action.CREATE: "201", Action.DELETE: "204"}
_DEEPEST_SLOT = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in an answer that shows remembered things."""

    keys: tuple[str, ...]
    schema: Any  # of the thing
    resource: Resource
    is_list: bool
    element: Any = None  # schema of one element of the list, in which the thing stands
    inner: tuple[str, ...] = ()  # where in the element
    least: int = 0  # minItems
    most: int | None = None  # maxItems


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything about the answer of an operation that does not depend on the request."""

    status: int
    media_type: str  # empty: no body
    schema: Tree
    base: Any
    slots: tuple[Slot, ...]
    links: tuple[Reference, ...]  # what Links of the answer read in it
    echoes: tuple[tuple[Reference, int], ...]  # what they read there to repeat a segment of the path, and which one
    headers: tuple[tuple[str, str], ...]
    tells_location: bool  # of the thing that the operation creates
    shows_id: bool  # that of the thing that the operation creates


class Answers:
    """Makes plans and renders remembered things by schemas."""

    def __init__(
        self, document: Document, schemas: Schemas, synthesizer: Synthesizer, resources: Mapping[str, Resource]
    ) -> None:
        self.document, self.schemas, self.synthesizer = document, schemas, synthesizer
        self.resources = resources
        self.refer: Callable[[Any, Any, str, Mapping[Resource, Item]], Any] = lambda value, *_: value
        self._bases: dict[int, tuple[Any, Any]] = {}  # id of a schema -> (the schema, its value)

    def plan(self, operation: Operation, role: Role, preferred: str = "") -> Plan:
        """The plan of an operation; `preferred` is a status to take when it is declared."""
        preferred = preferred or _PREFERRED.get(role.action, "")
        status, response = success_response(self.document, operation, preferred)
        content = as_tree(response.get("content"))
        media_type = next((name for name in content if is_json(name)), next(iter(content), ""))
        media_type = "application/json" if media_type in ("*/*", "application/*") else media_type
        media = as_tree(content.get(media_type) or next(iter(content.values()), {}))
        schema = self.document.resolve(media.get("schema"))
        is_told = role.action in (Action.LIST, Action.READ) or (role.action is Action.CREATE and status == 200)
        if not content and is_told and status not in (204, 205):
            media_type = "application/json"  # no content declared: anything may come, so the things themselves do
        if status in (204, 205):
            media_type = ""
        slots = tuple(self._slots(operation, role, schema)) if media_type else ()
        base = self.base(schema) if schema else ([] if role.action is Action.LIST else {})
        links = tuple(linked_references(self.document, response, self.resources)) if media_type else ()
        segments = operation.path.split("/")
        linked = [(keys, f"{{{name}}}") for keys, _, name in linked_members(self.document, response)]
        echoes = tuple((Reference(keys, (), {}), segments.index(name)) for keys, name in linked if name in segments)
        shown = {slot.resource for slot in slots if self._names(slot)}.union(*(link.resources for link in links))
        tells_location = status == 201 or "location" in map(str.lower, as_tree(response.get("headers")))
        shows_id = role.resource in shown or (tells_location and not self._takes_id(operation, role))
        headers = tuple(self._headers(response))
        return Plan(status, media_type, schema, base, slots, links, echoes, headers, tells_location, shows_id)

    def _takes_id(self, operation: Operation, role: Role) -> bool:
        """Whether the request has a member for the id of what it creates."""
        bodies = [as_tree(media).get("schema") for media in operation.request_content.values()]
        sent = [name for body in bodies for name in self.schemas.properties(body)]
        own = role.resource
        return own is not None and naming_properties(own.parameter, own.path, sent) != ()

    def _names(self, slot: Slot) -> bool:
        """Whether what stands in the slot has a property for the id; where nothing is declared, it gets one."""
        one = slot.resource
        return not slot.schema or bool(id_properties(self.schemas, one.parameter, one.path, slot.schema))

    def base(self, schema: Any) -> Any:
        """A conforming value, made once per schema; callers copy what they change."""
        if id(schema) not in self._bases:
            try:
                value = self.synthesizer.value(schema)
            except CircleError:
                value = {}
            self._bases[id(schema)] = (schema, value)
        return self._bases[id(schema)][1]

    def _headers(self, response: Tree) -> Iterator[tuple[str, str]]:
        for name, node in as_tree(response.get("headers")).items():
            header = self.document.resolve(node)
            if header.get("required") and name.lower() not in ("content-type", "location"):
                value = self.base(as_tree(header.get("schema")))
                yield name, value if isinstance(value, str) else str(value).lower()

    def _slots(self, operation: Operation, role: Role, schema: Tree) -> Iterator[Slot]:
        own = role.resource
        if own is not None and role.action is Action.LIST:
            keys = locate_thing(self.schemas, schema, own.parameter, own.path) if schema else None
            if keys is None or "*" in keys or self._lists_things(schema, own):
                yield from self._list_slot(schema, own)
            else:  # one thing, where others answer with a list
                yield Slot(keys, schema_at(self.schemas, schema, keys), own, is_list=False)
            return
        if own is not None and role.action is not Action.OTHER:
            keys = locate_thing(self.schemas, schema, own.parameter, own.path)
            if keys is not None and "*" in keys:
                yield from self._list_slot(schema, own)
            elif keys is not None:
                yield Slot(keys, schema_at(self.schemas, schema, keys), own, is_list=False)
            elif not schema:
                yield Slot((), {}, own, is_list=False)
            return
        yield from self._foreign_slots(operation, role, schema)

    def _lists_things(self, schema: Tree, resource: Resource) -> bool:
        """Whether the answer has a list of things, however much it looks like one thing itself."""
        keys = list_path(self.schemas, schema, resource.path)
        element = {} if keys is None else schema_at(self.schemas, schema, (*keys, "*"))
        return id_properties(self.schemas, resource.parameter, resource.path, element) != ()

    def _list_slot(self, schema: Any, resource: Resource) -> Iterator[Slot]:
        named = locate_named(self.schemas, schema, resource.parameter, resource.path) or ()
        listed = list_path(self.schemas, schema, resource.path) if schema else ()
        keys = named[: named.index("*")] if "*" in named else listed
        if keys is not None and "*" not in keys:
            array = self.schemas.flat(schema_at(self.schemas, schema, keys))
            element = array.get("items", {})
            inner = locate_named(self.schemas, element, resource.parameter, resource.path) or ()
            inner = () if "*" in inner else inner
            thing = schema_at(self.schemas, element, inner) if inner else element
            least, most = array.get("minItems", 0), array.get("maxItems")
            yield Slot(keys, thing, resource, True, element, inner, least, most)

    def _foreign_slots(self, operation: Operation, role: Role, schema: Any) -> Iterator[Slot]:
        """Things of known resources in the answer of another operation (`GET /products/search`)."""
        for keys, node, is_list in self._walk(schema, (), ()):
            bare = node if not is_list else self.schemas.flat(node).get("items", {})
            resource = self._resource_of(bare, operation, role)
            if resource is not None:
                array = self.schemas.flat(node) if is_list else {}
                yield Slot(keys, bare, resource, is_list, bare, (), array.get("minItems", 0), array.get("maxItems"))

    def _walk(
        self, node: Any, keys: tuple[str, ...], above: tuple[int, ...]
    ) -> Iterator[tuple[tuple[str, ...], Any, bool]]:
        """The objects and lists of an answer, outer ones first, none inside a list."""
        resolved = self.schemas.document.resolve(node)
        types = self.schemas.types(node)
        if id(resolved) in above or len(keys) > _DEEPEST_SLOT:
            return
        if "array" in types or "object" in types:
            yield keys, node, "array" in types
        for name, part in self.schemas.properties(node).items():
            yield from self._walk(part, (*keys, name), (*above, id(resolved)))

    def _resource_of(self, node: Any, operation: Operation, role: Role) -> Resource | None:
        """The resource whose things the schema describes: by the schema itself, or by the path below its collection."""
        schema = self.schemas.document.resolve(node)
        bound = [resource for _, resource in role.parents]
        near = sorted(self.resources.values(), key=lambda one: (-shared(one.path, operation.path), one.path.count("{")))
        alike = (one for one in near if one.item_schema and one.item_schema is schema)
        own = min(alike, key=lambda one: one not in bound, default=None)
        above = [one for one in near if f"{operation.path}/".startswith(one.path + "/")]
        nearest = max(above, key=lambda one: len(one.path), default=None)
        if nearest is None or not nearest.names:
            return own
        shown, known = self.schemas.properties(node).keys(), self.schemas.properties(nearest.item_schema).keys()
        is_nearest = known <= shown if nearest in bound else set(nearest.names) <= shown
        return nearest if is_nearest and (own is None or noun(own.path) == noun(nearest.path)) else own

    def render_element(self, item: Item, slot: Slot) -> Any:
        """A remembered thing as an element of the slot's list, inside what surrounds it there."""
        thing = self.render(item, slot.schema)
        return with_slot(self.base(slot.element), slot.inner, lambda _: thing) if slot.inner else thing

    def render(self, item: Item, schema: Any) -> Any:
        """A remembered thing as the schema shows it."""
        rendered = item.rendered.get(id(schema))
        if rendered is None:
            rendered = item.rendered[id(schema)] = self._render(item, schema)
        return rendered

    def _render(self, item: Item, schema: Any) -> Any:
        types = self.schemas.types(schema)
        if not types and not self.schemas.flat(schema):
            return item.record or dict(item.ids)
        if "object" not in types and types:
            names = [name for name in (*item.ids.values(), *item.aliases) if fits(self.schemas, schema, name)]
            return names[0] if names else self.base(schema)
        base = self.refer(self.base(schema), schema, item.template, item.around)
        shown = self.overlay(base, item.record, schema)
        return self.overlay(shown, item.ids, schema, is_planting=True)

    def overlay(self, base: Any, facts: dict[str, Any], schema: Any, is_planting: bool = False) -> Any:
        """`base` with the facts that the schema has room for and that fit there."""
        if not isinstance(base, dict):
            return base
        properties = self.schemas.properties(schema)
        extra = self.schemas.flat(schema).get("additionalProperties")
        shown = dict(base)
        for name, value in facts.items():
            part = properties.get(name)
            if part is None:
                if not properties and extra is not False and (is_planting or not isinstance(extra, dict)):
                    shown[name] = value
            elif not self.schemas.flat(part).get("writeOnly"):
                spellings = _spellings(value) if is_planting else (value,)
                fitting = [one for one in spellings if fits(self.schemas, part, one)]
                if fitting:
                    shown[name] = fitting[0]
        return shown


def _spellings(name: Any) -> tuple[Any, ...]:
    """An id as it is, as a text, and as a number where it is one."""
    return (name, str(name), *([int(name)] if str(name).isdecimal() else []))


def with_slot(value: Any, keys: Sequence[str], make: Callable[[Any], Any]) -> Any:
    """A copy of `value` whose part below `keys` is what `make` makes of it."""
    if not keys:
        return make(value)
    members = value if isinstance(value, dict) else {}
    return {**members, keys[0]: with_slot(members.get(keys[0]), keys[1:], make)}
