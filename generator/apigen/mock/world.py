"""The things that exist: seeded on first touch, created, changed and deleted by requests."""

from collections.abc import Iterable, Mapping
from functools import partial
from itertools import chain
from typing import Any

from apigen.mock.answers import Answers
from apigen.mock.fitness import fits
from apigen.mock.identifiers import IdSource
from apigen.mock.names import is_natural, naming_properties
from apigen.mock.references import Reference, find_references, with_reference
from apigen.mock.resources import Resource, main_of, parents_on
from apigen.mock.routing import as_segment
from apigen.mock.schemas import Schemas
from apigen.mock.store import Collection, Item, Store

_NARROWING = {"pattern", "format", "maxLength", "maximum", "minLength"}


class World:
    """The store, together with the knowledge of how things of each resource look."""

    def __init__(self, schemas: Schemas, answers: Answers, ids: IdSource, resources: Mapping[str, Resource]) -> None:
        self._schemas, self._answers, self._ids, self._resources = schemas, answers, ids, resources
        self._references: dict[tuple[int, str], tuple[Any, tuple[Reference, ...]]] = {}
        every = resources.values()
        self._mains = {one: main for one in every if (main := main_of(schemas, one, every)) is not None}
        self.store = Store()

    def collection(self, resource: Resource, path: str) -> Collection:
        """The things at a concrete path; the first touch seeds it."""
        path = _as_spelled(resource, path)
        known = self.store.collections.get(path)
        if known is None:
            known = self.store.collections[path] = Collection()
            for item in self._seeds(resource):
                self._add(resource, path, item)
            for item in known.items.values():  # they may refer to each other, so all of them exist before
                item.record = self.refer(item.record, resource.item_schema, item.template, item.around)
        return known

    def _seeds(self, resource: Resource) -> list[Item]:
        """What is there before anybody created something: some of what its main collection has, or new things."""
        if main := self._mains.get(resource):
            known = list(self.collection(main, main.path).items.values())
            return [item.copy() for item in known[: resource.seeds]]
        base = self._answers.base(resource.item_schema) if resource.item_schema else {}
        facts = base if isinstance(base, dict) else {}
        return [self._new_item(resource, facts, frozenset()) for _ in range(resource.seeds)]

    def _add(self, resource: Resource, path: str, item: Item) -> None:
        item.template, item.path = resource.path, f"{path}/{as_segment(item.aliases[0])}"
        item.around = {**self.named_by(resource.path, path), resource: item}
        self.collection(resource, path).add(item)

    def remove(self, resource: Resource, path: str, item: Item) -> None:
        """Deletes a thing and everything below it."""
        self.store.remove(_as_spelled(resource, path), item)

    def named_by(self, template: str, path: str) -> dict[Resource, Item]:
        """The things that a concrete path of the template names."""
        segments, found = path.split("/"), {}
        for depth, resource in parents_on(template, self._resources):
            item = self.collection(resource, "/".join(segments[:depth])).find(segments[depth])
            if item is not None:
                found[resource] = item
        return found

    def collection_path(self, resource: Resource, around: Mapping[Resource, Item]) -> str | None:
        """The concrete path of a collection: below a thing of `around` where there is one, else below the first.

        None where a parameter of the path names no thing, or there is none.
        """
        parents, segments = parents_on(resource.path, self._resources), resource.path.split("/")
        if len(parents) != resource.path.count("{"):
            return None
        if not parents:
            return resource.path
        depth, nearest = parents[-1]
        parent = around.get(nearest) or self.first(nearest, around)
        return None if parent is None else "/".join([parent.path, *segments[depth + 1 :]])

    def first(self, resource: Resource, around: Mapping[Resource, Item]) -> Item | None:
        """The oldest thing of the collection that `around` leads to."""
        path = self.collection_path(resource, around)
        return None if path is None else next(iter(self.collection(resource, path).items.values()), None)

    def refer(self, value: Any, schema: Any, path: str, around: Mapping[Resource, Item]) -> Any:
        """An answer at a path template whose references name things that exist, those of `around` where they can."""
        key = (id(schema), path)
        if key not in self._references:
            found = find_references(self._schemas, schema, value, path, self._resources.values())
            self._references[key] = (schema, found)
        return self.name_all(value, self._references[key][1], around)

    def name_all(self, value: Any, references: Iterable[Reference], around: Mapping[Resource, Item]) -> Any:
        """A copy of `value` with ids at the references."""
        for reference in references:
            value = with_reference(value, reference, partial(self._name, reference, around))
        return value

    def _name(self, reference: Reference, around: Mapping[Resource, Item], old: Any) -> Any:
        """An id for the reference, or `old` where no thing has one that fits there."""
        named = (around[one] for one in reference.resources if one in around)
        things = chain(named, filter(None, (self.first(one, around) for one in reference.resources)))
        names = (name for thing in things for name in (*thing.ids.values(), *thing.aliases))
        return next((name for name in names if fits(self._schemas, reference.schema, name)), old)

    def create(
        self, resource: Resource, path: str, facts: dict[str, Any], shows_id: bool, around: Mapping[Resource, Item]
    ) -> Item:
        """A new thing with what the request said about it; `around` are the things that the request names.

        `shows_id` says whether the answer tells its id; where it does not, an id in the request counts.
        """
        kept = frozenset(name for name in facts if is_natural(name) or not shows_id)
        plain = [name for name, value in facts.items() if not isinstance(value, dict | list)]
        named = naming_properties(resource.parameter, resource.path, plain)
        if named and not shows_id and named[0] not in resource.names:
            return self.create_named(resource, path, str(facts[named[0]]), facts)
        item = self._new_item(resource, facts, kept)
        self._add(resource, path, item)
        if main := self._mains.get(resource):
            self._add(main, main.path, item.copy())
        item.around = {**around, **item.around}
        return item

    def create_named(self, resource: Resource, path: str, name: str, facts: dict[str, Any]) -> Item:
        """A new thing whose id the client chose (PUT on an item's path, a reference in the body of a POST)."""
        name = name.replace("%2F", "/")
        schema = self._schemas.properties(resource.item_schema)
        numeric = int(name) if name.isdecimal() else name
        ids = {
            one: value for one in resource.names for value in (name, numeric) if fits(self._schemas, schema[one], value)
        }
        item = Item(ids, {**facts, **ids}, (name,))
        self._add(resource, path, item)
        return item

    def _new_item(self, resource: Resource, facts: dict[str, Any], kept: frozenset[str]) -> Item:
        """Ids go into every property that names the thing; those in `kept` stay as the facts have them."""
        properties = self._schemas.properties(resource.item_schema)
        ids: dict[str, Any] = {}
        for name in resource.names:
            ids[name] = (
                facts[name] if name in kept and name in facts else self._fresh_id(resource, properties[name], ids)
            )
        aliases = [str(value) for value in ids.values()]
        if ids:
            ids.setdefault(resource.parameter, next(iter(ids.values())))  # answers may call it as the path does
        else:
            own = (
                facts[resource.parameter]
                if resource.parameter in kept
                else self._fresh_id(resource, resource.parameter_schema, {})
            )
            facts = {"id": own, **facts, resource.parameter: own}  # shown where the document leaves the answer open
            aliases = [str(own)]
        return Item(ids, {**facts, **ids}, tuple(dict.fromkeys(aliases)))

    def _fresh_id(self, resource: Resource, schema: Any, ids: dict[str, Any]) -> Any:
        """An id that fits its property and, where both are possible, the path parameter or the bodies that take it."""
        for value in ids.values():
            if fits(self._schemas, schema, value):
                return value  # `id` and `orderId` of one thing are the same
        wishes = (resource.parameter_schema, *resource.asked)
        narrow = next((wish for wish in wishes if self._is_narrower(wish, schema)), schema)
        value = self._ids.fresh(narrow)
        return value if fits(self._schemas, schema, value) else str(value)

    def _is_narrower(self, parameter: Any, schema: Any) -> bool:
        """Whether not every value of the schema is one of the parameter; a text may have to hold a number."""
        wanted, shown = self._schemas.types(parameter), self._schemas.types(schema)
        if wanted == ("integer",) and shown == ("string",):
            return _NARROWING.isdisjoint(self._schemas.flat(schema))
        return wanted == shown and not _NARROWING.isdisjoint(self._schemas.flat(parameter))


def _as_spelled(resource: Resource, path: str) -> str:
    """A concrete path with the words that the collection's own path has: `/registries` for `/registry`."""
    template, segments = resource.path.split("/"), path.split("/")
    if len(template) != len(segments):  # made elsewhere, below no known thing
        return path
    return "/".join(given if own.startswith("{") else own for own, given in zip(template, segments, strict=True))
