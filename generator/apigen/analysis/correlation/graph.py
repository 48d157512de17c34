"""The whole graph: every source of knowledge in the order of its weight, one edge for each operation and resource."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from apigen.analysis.correlation.consumers import Supply, path_consumers
from apigen.analysis.correlation.contents import contents
from apigen.analysis.correlation.declared import linked_producers, stated_consumers, stated_producers
from apigen.analysis.correlation.fallbacks import (
    alike,
    mentions,
    namesakes,
    people,
    telling_keys,
    through_properties,
    undescribed,
    writes_in_place,
)
from apigen.analysis.correlation.implied import Implied
from apigen.analysis.correlation.kinds import find_kinds
from apigen.analysis.correlation.model import Consumer, Correlation, Producer, Resource
from apigen.analysis.correlation.names import is_identifier_name
from apigen.analysis.correlation.nouns import Nouns
from apigen.analysis.correlation.paths import read_path
from apigen.analysis.correlation.producers import collection_producers, structural_producers
from apigen.analysis.correlation.reference_consumers import reference_consumers
from apigen.analysis.correlation.resources import Thing, Things, find_things
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.shown import shown_as_text
from apigen.openapi.model import Api

_NEW_NAMES = frozenset({"id", "key", "name", "slug", "uuid"})
_LIKELY = 0.5  # a thing with nothing but guesses below this is looked for elsewhere, too


def correlate(api: Api) -> Correlation:
    """Who yields identifiers and who needs them: Links, then `x-apigen`, then structure and names."""
    schemas = Schemas(api.definitions)
    things = find_things(api, schemas)
    found = _Found(things)
    others = _find_producers(api, things, schemas, found)
    _forget_sampled(things, found.resources(), others)
    supply = Supply(telling_keys(things, found.resources()), found.resources(), others, found.creates())
    implied = Implied(api, things, find_kinds(api, things, schemas))
    consumers = _all_consumers(api, things, schemas, supply, implied)
    consumers = _with_producers(api, things, schemas, found, implied, consumers)
    producers = found.producers()
    resources = _resources(api, things, schemas, {p.resource for p in producers} | {c.resource for c in consumers})
    resources = (*resources, *_undeclared(resources, producers, consumers))
    texts = shown_as_text(api, schemas, producers)
    return Correlation(tuple(replace(r, is_text=r.name in texts) for r in resources), producers, consumers)


class _Found:
    """The producers so far: one for each operation and resource, the most certain one, the first of equals."""

    def __init__(self, things: Things) -> None:
        self._things = things
        self._best: dict[tuple[str, str], Producer] = {}

    def add(self, producers: Iterable[Producer]) -> None:
        for producer in list(producers):
            known = self._best.setdefault((producer.operation, producer.resource), producer)
            if producer.confidence > known.confidence:
                self._best[producer.operation, producer.resource] = producer

    def producers(self) -> tuple[Producer, ...]:
        return tuple(self._best.values())

    def resources(self, least: float = 0.0) -> Collection[str]:
        """What something yields, with at least this confidence."""
        return {producer.resource for producer in self._best.values() if producer.confidence >= least}

    def creates(self) -> Collection[tuple[str, str]]:
        """Operation and resource, where the one makes the other."""
        return {key for key, producer in self._best.items() if producer.kind == "create"}

    def orphans(self, least: float, others: Collection[str] = ()) -> list[Thing]:
        """Things that nothing yields, and that do not go by another name either."""
        known = self.resources(least)
        return [t for t in self._things.by_signature.values() if t.name not in known and t.signature not in others]


def _find_producers(api: Api, things: Things, schemas: Schemas, found: _Found) -> Mapping[str, Thing]:
    """Adds the producers, from certain to far-fetched; gives the things that go by the name of another."""
    found.add(linked_producers(api, things, schemas))
    found.add(chain.from_iterable(stated_producers(operation) for operation in api.operations))
    found.add(structural_producers(api, things, schemas))
    found.add(writes_in_place(api, things, {resource for _, resource in found.creates()}))
    found.add(through_properties(api, things, schemas, found.orphans(_LIKELY)))
    found.add(people(api, things, schemas, found.orphans(_LIKELY)))
    others = {**namesakes(things, found.resources()), **namesakes(things, found.resources(_LIKELY))}
    found.add(contents(api, things, schemas, found.orphans(_LIKELY, others)))
    found.add(alike(api, things, schemas, found.orphans(_LIKELY, others)))
    found.add(undescribed(api, things, found.orphans(_LIKELY, others)))
    found.add(mentions(api, schemas, found.orphans(0.0, others)))
    return others


def _forget_sampled(things: Things, productive: Collection[str], others: Collection[str]) -> None:
    """Forget things that nothing yields and that no identifier need name: their values are sampled.

    A parameter is sampled when the document shows a value for it, or when its name speaks of no identifier.
    """
    for signature, thing in list(things.by_signature.items()):
        if thing.name not in productive and signature not in others:
            own = thing.own_key.parameter
            if thing.is_documented or not (is_identifier_name(own) or _names_its_literal(thing)):
                del things.by_signature[signature]


def _names_its_literal(thing: Thing) -> bool:
    """Whether the literal before the parameter says the same: `/customers/{customer}`, not `/{version}`."""
    return thing.signature.split("/")[-2:-1] == ["_".join(thing.own_key.parameter)]


def _with_producers(
    api: Api, things: Things, schemas: Schemas, found: _Found, implied: Implied, consumers: tuple[Consumer, ...]
) -> tuple[Consumer, ...]:
    """Adds the implied things that consumers speak of, and what yields them; leaves out what nothing yields."""
    spoken_of = implied.spoken_of({consumer.resource for consumer in consumers})
    if not spoken_of.by_signature:
        return consumers
    optional = {(o.key, p.name) for o in api.operations for p in o.parameters if not p.required}
    asked = {(c.operation, c.resource) for c in consumers if (c.operation, c.names[-1]) not in optional}
    kinds = {thing.name for thing in spoken_of.by_signature.values() if thing.only}
    made = [p for p in collection_producers(api, spoken_of, schemas) if p.kind == "list" or p.resource not in kinds]
    found.add(p for p in made if p.kind != "read" or (p.operation, p.resource) not in asked)
    yielded, creates = found.resources(_LIKELY), found.creates()
    missing = {thing.name for thing in spoken_of.by_signature.values()}.difference(yielded)
    things.by_signature.update((s, thing) for s, thing in spoken_of.by_signature.items() if thing.name in yielded)
    return tuple(c for c in consumers if c.resource not in missing and (c.operation, c.resource) not in creates)


def _all_consumers(
    api: Api, things: Things, schemas: Schemas, supply: Supply, implied: Implied
) -> tuple[Consumer, ...]:
    nouns = Nouns([thing for thing in things.by_signature.values() if thing.name in supply.productive])
    creating = {operation for operation, _ in supply.creates}
    found: dict[tuple[str, str, str, tuple[str, str]], Consumer] = {}
    for operation in api.operations:
        around = [thing.signature for _, thing in things.chain(operation)]
        for consumer in chain(
            stated_consumers(operation),
            path_consumers(operation, things, supply),
            reference_consumers(operation, schemas, nouns, implied, around),
        ):
            if consumer.location == "body" and consumer.names[0] in _NEW_NAMES and operation.key in creating:
                continue  # it is what the new thing is called
            if consumer.location == "path" or (consumer.operation, consumer.resource) not in supply.creates:
                found.setdefault((consumer.operation, consumer.location, consumer.names[-1], consumer.when), consumer)
    return tuple(found.values())


def _resources(api: Api, things: Things, schemas: Schemas, used: Collection[str]) -> tuple[Resource, ...]:
    templates: dict[str, list[str]] = defaultdict(list)
    for operation in api.operations:
        path = read_path(operation.path)
        for place in (path.whole, path.end):
            if not place.tail_keys:
                templates[place.signature].append(place.template)
    return tuple(
        Resource(
            thing.name,
            _collection(thing, templates),
            thing.parameters,
            _parent(thing, things),
            schemas.least(thing.own_key.schema),
        )
        for thing in things.by_signature.values()
        if thing.name in used
    )


def _collection(thing: Thing, templates: Mapping[str, list[str]]) -> str:
    """The template of the collection, in the spelling of the item where there are several."""
    return max(
        templates.get(thing.collection, ()),
        key=lambda template: thing.template.startswith(f"{template.rstrip('/')}/"),
        default="",
    )


def _parent(thing: Thing, things: Things) -> str | None:
    parent = things.by_signature.get(thing.parent or "")
    return parent.name if parent else None


def _undeclared(
    resources: Iterable[Resource], producers: Iterable[Producer], consumers: Iterable[Consumer]
) -> tuple[Resource, ...]:
    """Resources that only `x-apigen` knows: no path names them, so they have one key, named as they are."""
    known = {resource.name for resource in resources}
    named = dict.fromkeys([*(p.resource for p in producers), *(c.resource for c in consumers)])
    return tuple(Resource(name, "", (name,), None) for name in named if name not in known)
