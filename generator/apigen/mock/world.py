"""The things that exist: seeded on first touch, created, changed and deleted by requests."""

from typing import Any

from apigen.mock.answers import Answers
from apigen.mock.fitness import fits
from apigen.mock.identifiers import IdSource
from apigen.mock.resources import Resource, is_natural, naming_properties
from apigen.mock.schemas import Schemas
from apigen.mock.store import Collection, Item, Store


class World:
    """The store, together with the knowledge of how things of each resource look."""

    def __init__(self, schemas: Schemas, answers: Answers, ids: IdSource) -> None:
        self._schemas, self._answers, self._ids = schemas, answers, ids
        self.store = Store()

    def collection(self, resource: Resource, path: str) -> Collection:
        """The things at a concrete path; the first touch seeds it."""
        known = self.store.collections.get(path)
        if known is None:
            known = self.store.collections[path] = Collection()
            base = self._answers.base(resource.item_schema) if resource.item_schema else {}
            for _ in range(resource.seeds):
                known.add(self._new_item(resource, base if isinstance(base, dict) else {}, frozenset()))
        return known

    def create(self, resource: Resource, path: str, facts: dict[str, Any], shows_id: bool) -> Item:
        """A new thing with what the request said about it.

        `shows_id` says whether the answer tells its id; where it does not, an id in the request counts.
        """
        kept = frozenset(name for name in facts if is_natural(name) or not shows_id)
        named = naming_properties(resource.parameter, resource.path, facts)
        if named and not shows_id and named[0] not in resource.names:
            return self.create_named(resource, path, str(facts[named[0]]), facts)
        item = self._new_item(resource, facts, kept)
        self.collection(resource, path).add(item)
        return item

    def create_named(self, resource: Resource, path: str, name: str, facts: dict[str, Any]) -> Item:
        """A new thing whose id the client chose (PUT on an item's path, a reference in the body of a POST)."""
        schema = self._schemas.properties(resource.item_schema)
        numeric = int(name) if name.isdecimal() else name
        ids = {
            one: value for one in resource.names for value in (name, numeric) if fits(self._schemas, schema[one], value)
        }
        item = Item(ids, {**facts, **ids}, (name,))
        self.collection(resource, path).add(item)
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
        if not aliases:
            own = (
                facts[resource.parameter] if resource.parameter in kept else self._ids.fresh(resource.parameter_schema)
            )
            facts = {**facts, resource.parameter: own}  # shown where the document leaves the answer open
            aliases = [str(own)]
        return Item(ids, {**facts, **ids}, tuple(dict.fromkeys(aliases)))

    def _fresh_id(self, resource: Resource, schema: Any, ids: dict[str, Any]) -> Any:
        """An id that fits its property and, where both are possible, the path parameter."""
        for value in ids.values():
            if fits(self._schemas, schema, value):
                return value  # `id` and `orderId` of one thing are the same
        narrow = resource.parameter_schema if self._is_narrower(resource.parameter_schema, schema) else schema
        return self._ids.fresh(narrow)

    def _is_narrower(self, parameter: Any, schema: Any) -> bool:
        flat = self._schemas.flat(parameter)
        is_same_type = self._schemas.types(parameter) == self._schemas.types(schema)
        return is_same_type and any(word in flat for word in ("pattern", "format", "maxLength", "maximum", "minLength"))
