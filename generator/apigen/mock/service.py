"""What each operation does: looks up, creates, changes or deletes, and composes its answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from apigen.mock.answers import Answers, Plan, Slot, with_slot
from apigen.mock.document import Document, Operation
from apigen.mock.identifiers import IdSource
from apigen.mock.logins import Login
from apigen.mock.paging import cut_page
from apigen.mock.references import with_reference
from apigen.mock.resources import Resource, find_resources, shape
from apigen.mock.roles import Action, Role, find_role
from apigen.mock.routing import Match
from apigen.mock.schemas import Schemas
from apigen.mock.security import TokenBook
from apigen.mock.store import Item
from apigen.mock.synthesis import Synthesizer
from apigen.mock.world import World


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an operation answers, before it is written in its media type."""

    plan: Plan
    value: Any
    location: str = ""  # of the thing that was created


class Service:
    """The operations of one document over one world of things."""

    def __init__(self, document: Document, schemas: Schemas, logins: dict[str, Login], tokens: TokenBook) -> None:
        synthesizer = Synthesizer(schemas)
        resources = find_resources(document, schemas)
        self._answers = Answers(document, schemas, synthesizer, resources)
        self._world = World(schemas, self._answers, IdSource(schemas, synthesizer), resources)
        self._answers.refer = self._world.refer
        self._logins, self._tokens = logins, tokens
        self._roles = {operation.key: find_role(operation, resources, schemas) for operation in document.operations}
        self._plans: dict[tuple[str, str], Plan] = {}

    def find_missing(self, match: Match) -> str:
        """The path of the first thing on which the request stands and that does not exist; empty when all do."""
        role, segments = self._roles[match.operation.key], match.path.split("/")
        for depth, resource in role.parents:
            item = self._world.collection(resource, "/".join(segments[:depth])).find(segments[depth])
            if item is None and resource.is_guessed:
                self._world.create_named(resource, "/".join(segments[:depth]), segments[depth], {})
            elif item is None and not (role.upserts and resource is role.resource):
                return "/".join(segments[: depth + 1])
        return ""

    def serve(self, match: Match, body: dict[str, Any], query: Mapping[str, str]) -> Outcome:
        """Does what the operation says and composes its answer. All things that it stands on exist."""
        role, operation = self._roles[match.operation.key], match.operation
        plan = self._plan(operation, role)
        items = self._items(role, match)
        location, created = "", None
        if role.resource is not None and role.action is Action.CREATE:
            path = self._collection_path(role.resource, match, items) or match.path
            created = items[role.resource] = self._world.create(role.resource, path, body, plan.shows_id, items)
            location = created.path
        elif role.resource is not None:
            plan, location = self._change(role, match, items, body, plan)
        value = self._compose(plan, role, match, items, query)
        if created is not None:
            self._learn(created, plan, value)
        value = self._own_record(role, match, plan, value, body)
        login = self._logins.get(operation.key)
        if login is not None:
            value = _copy(value)
            login.plant(value, self._tokens)
        return Outcome(plan, value, location if plan.tells_location else "")

    def _plan(self, operation: Operation, role: Role, preferred: str = "") -> Plan:
        key = (operation.key, preferred)
        if key not in self._plans:
            self._plans[key] = self._answers.plan(operation, role, preferred)
        return self._plans[key]

    def _items(self, role: Role, match: Match) -> dict[Resource, Item]:
        """The things that the path names."""
        bound = {resource for _, resource in role.parents}
        named = self._world.named_by(match.operation.path, match.path)
        return {resource: item for resource, item in named.items() if resource in bound}

    def _change(
        self, role: Role, match: Match, items: dict[Resource, Item], body: dict[str, Any], plan: Plan
    ) -> tuple[Plan, str]:
        """Replaces, updates or deletes the thing that the path names; a PUT or POST may create it."""
        assert role.resource is not None
        parent, _, name = match.path.rpartition("/")
        if role.action is Action.DELETE:
            self._world.remove(role.resource, parent, items[role.resource])
        elif role.resource not in items and role.upserts:
            items[role.resource] = self._world.create_named(role.resource, parent, name, body)
            return self._plan(match.operation, role, "201"), match.path
        elif role.action in (Action.REPLACE, Action.UPDATE):
            items[role.resource].change(body, replace=role.action is Action.REPLACE)
            if plan.status == 201:
                return self._plan(match.operation, role, "200"), ""
        return plan, ""

    def _compose(
        self, plan: Plan, role: Role, match: Match, items: dict[Resource, Item], query: Mapping[str, str]
    ) -> Any:
        value = self._world.refer(plan.base, plan.schema, match.operation.path, items) if plan.schema else plan.base
        for slot in plan.slots:
            fill = partial(self._fill, slot, match, role, items, query)
            value = with_slot(value, slot.keys, fill)
        value = self._world.name_all(value, plan.links, items)
        for echo, depth in plan.echoes:
            value = with_reference(value, echo, partial(_repeated, match.path.split("/")[depth]))
        return value

    def _fill(
        self, slot: Slot, match: Match, role: Role, items: dict[Resource, Item], query: Mapping[str, str], old: Any
    ) -> Any:
        """What stands in a slot: the thing itself, the page of the list, or what was there before."""
        if not slot.is_list and slot.resource in items:
            return self._answers.render(items[slot.resource], slot.schema)
        path = self._collection_path(slot.resource, match, items)
        things = [] if path is None else list(self._world.collection(slot.resource, path).items.values())
        if role.action is Action.CREATE and slot.resource in items:
            things = [items[slot.resource]]
        if not slot.is_list:
            return self._answers.render(things[0], slot.schema) if things else old
        page = [self._answers.render_element(item, slot) for item in cut_page(things, query, slot.most)]
        return page if len(page) >= slot.least else old

    def _collection_path(self, resource: Resource, match: Match, items: Mapping[Resource, Item]) -> str | None:
        """The concrete path of a resource's collection, from the path of the request."""
        if shape(resource.path) == shape(match.operation.path):
            return match.path
        return self._world.collection_path(resource, items)

    def _learn(self, created: Item, plan: Plan, value: Any) -> None:
        """The created thing is what its answer showed, so that reading it shows the same."""
        for slot in plan.slots:
            shown = value
            for key in slot.keys:
                shown = shown.get(key) if isinstance(shown, dict) else None
            if isinstance(shown, dict):
                created.record = {**created.record, **shown}
                created.rendered.clear()

    def _own_record(self, role: Role, match: Match, plan: Plan, value: Any, body: dict[str, Any]) -> Any:
        """Paths that stand for one thing without an id (`/user/profile`) remember what was written to them."""
        if role.resource is not None or not isinstance(value, dict) or plan.slots:
            return value
        singletons = self._world.store.singletons
        if match.operation.method in ("put", "patch"):
            singletons[match.path] = {**singletons.get(match.path, {}), **body}
        facts = body if match.operation.method == "post" else singletons.get(match.path, {})
        return self._answers.overlay(value, facts, plan.schema) if facts else value


def _repeated(segment: str, old: Any) -> Any:
    """A text of an answer as the path has it; numbers name things that are there."""
    return segment if isinstance(old, str) else old


def _copy(value: Any) -> Any:
    """A copy whose objects may be changed; lists stay shared."""
    return {name: _copy(member) for name, member in value.items()} if isinstance(value, dict) else value
