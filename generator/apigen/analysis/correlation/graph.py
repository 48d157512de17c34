"""The whole graph: every source of knowledge in the order of its weight, one edge for each operation and resource."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from apigen.analysis.correlation.consumers import Supply, path_consumers
from apigen.analysis.correlation.declared import linked_producers, stated_consumers, stated_producers
from apigen.analysis.correlation.fallbacks import (
    alike,
    mentions,
    namesakes,
    telling_keys,
    through_properties,
    writes_in_place,
)
from apigen.analysis.correlation.model import Consumer, Correlation, Producer, Resource
from apigen.analysis.correlation.names import is_identifier_name
from apigen.analysis.correlation.paths import read_path
from apigen.analysis.correlation.producers import structural_producers
from apigen.analysis.correlation.references import Nouns, reference_consumers
from apigen.analysis.correlation.resources import Thing, Things, find_things
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Api


def correlate(api: Api) -> Correlation:
    """Who yields identifiers and who needs them: Links, then `x-apigen`, then structure and names."""
    schemas = Schemas(api.definitions)
    things = find_things(api, schemas)
    producers = _all_producers(api, things, schemas)
    productive = {producer.resource for producer in producers}
    orphans = [thing for thing in things.by_signature.values() if thing.name not in productive]
    producers = _strongest(chain(producers, through_properties(api, things, schemas, orphans)))
    productive = {producer.resource for producer in producers}
    others = namesakes(things, productive)
    orphans = [t for s, t in things.by_signature.items() if t.name not in productive and s not in others]
    producers = _strongest(chain(producers, alike(api, things, schemas, orphans)))
    productive = {producer.resource for producer in producers}
    orphans = [thing for thing in orphans if thing.name not in productive]
    producers = _strongest(chain(producers, mentions(api, schemas, orphans)))
    productive = {producer.resource for producer in producers}
    _forget_sampled(things, productive, others)
    consumers = _all_consumers(
        api, things, schemas, Supply(telling_keys(things, productive), productive, others, _creates(producers))
    )
    resources = _resources(api, things, {p.resource for p in producers} | {c.resource for c in consumers})
    return Correlation((*resources, *_undeclared(resources, producers, consumers)), producers, consumers)


def _all_producers(api: Api, things: Things, schemas: Schemas) -> tuple[Producer, ...]:
    stated = chain.from_iterable(stated_producers(operation) for operation in api.operations)
    found = _strongest(chain(linked_producers(api, things), stated, structural_producers(api, things, schemas)))
    created = {producer.resource for producer in found if producer.kind == "create"}
    return _strongest(chain(found, writes_in_place(api, things, created)))


def _strongest(producers: Iterable[Producer]) -> tuple[Producer, ...]:
    """One producer for each operation and resource: the one that is most certain, the first of equals."""
    best: dict[tuple[str, str], Producer] = {}
    for producer in producers:
        known = best.setdefault((producer.operation, producer.resource), producer)
        if producer.confidence > known.confidence:
            best[producer.operation, producer.resource] = producer
    return tuple(best.values())


def _forget_sampled(things: Things, productive: Collection[str], others: Collection[str]) -> None:
    """Forget things that nothing yields and that no identifier need name: their values are sampled.

    A parameter is sampled when the document shows a value for it, or when its name speaks of no identifier.
    """
    for signature, thing in list(things.by_signature.items()):
        if thing.name not in productive and signature not in others:
            own = thing.own_key.parameter
            if thing.is_documented or not (is_identifier_name(own) or _names_its_literal(thing)):
                del things.by_signature[signature]


def _creates(producers: Iterable[Producer]) -> Collection[tuple[str, str]]:
    return {(producer.operation, producer.resource) for producer in producers if producer.kind == "create"}


def _names_its_literal(thing: Thing) -> bool:
    """Whether the literal before the parameter says the same: `/customers/{customer}`, not `/{version}`."""
    return thing.signature.split("/")[-2:-1] == ["_".join(thing.own_key.parameter)]


def _all_consumers(api: Api, things: Things, schemas: Schemas, supply: Supply) -> tuple[Consumer, ...]:
    nouns = Nouns([thing for thing in things.by_signature.values() if thing.name in supply.productive])
    found: dict[tuple[str, str, str], Consumer] = {}
    for operation in api.operations:
        around = [thing.signature for _, thing in things.chain(operation)]
        for consumer in chain(
            stated_consumers(operation),
            path_consumers(operation, things, supply),
            reference_consumers(operation, schemas, nouns, around),
        ):
            if consumer.location == "path" or (consumer.operation, consumer.resource) not in supply.creates:
                found.setdefault((consumer.operation, consumer.location, consumer.names[-1]), consumer)
    return tuple(found.values())


def _resources(api: Api, things: Things, used: Collection[str]) -> tuple[Resource, ...]:
    templates: dict[str, list[str]] = defaultdict(list)
    for operation in api.operations:
        path = read_path(operation.path)
        for place in (path.whole, path.end):
            if not place.tail_keys:
                templates[place.signature].append(place.template)
    return tuple(
        Resource(thing.name, _collection(thing, templates), thing.parameters, _parent(thing, things))
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
