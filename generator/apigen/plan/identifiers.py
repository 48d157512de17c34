"""Who gives and who takes identifiers at run time: pools, what tasks pick from them and put into them."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from apigen.analysis.correlation import Consumer, Correlation, Producer, Resource
from apigen.identifiers import Names, snake_case
from apigen.openapi.model import Operation, Parameter
from apigen.plan.data.sent import is_sent, sent_place
from apigen.plan.homes import find_homes
from apigen.plan.model import Edge, Fill, Harvest, IdPool, Pick
from apigen.plan.naming import variable_names

_Edge = TypeVar("_Edge", Producer, Consumer)
_CONFIDENT = 0.5  # guesses below this do more harm than a drawn value
_IN_A_LIST = re.compile(r"[^,]*\]\.[^\[\]{},]+")  # items[].id


@dataclass(frozen=True, slots=True)
class Identifiers:
    """The correlation of the emitted operations, in the names of the generated code."""

    correlation: Correlation
    functions: Mapping[str, str]  # operation key -> method
    pools: Mapping[str, IdPool]  # resource -> pool
    producers: Mapping[str, tuple[Producer, ...]]  # operation key -> what it yields
    consumers: Mapping[str, tuple[Consumer, ...]]  # operation key -> what it needs
    givers: Mapping[str, list[str]]  # resource -> operations that fill its pool, in the document's order
    takers: Mapping[str, list[str]]  # resource -> operations that need it
    homes: frozenset[str]  # resources of which a user stays with one
    texts: frozenset[str]  # resources whose identifiers are never numbers

    def makers(self, resource: str) -> list[str]:
        """The operations that make such a thing."""
        found = [producer for each in self.producers.values() for producer in each if producer.resource == resource]
        return [producer.operation for producer in found if producer.kind == "create"]


def plan_identifiers(correlation: Correlation, functions: Mapping[str, str]) -> Identifiers:
    """Pools for every resource that some emitted operation yields and some other needs."""
    yields: dict[str, list[Producer]] = defaultdict(list)
    for producer in correlation.producers:
        if producer.operation in functions and producer.confidence >= _CONFIDENT:
            yields[producer.resource].append(producer)
    sure = [c for c in correlation.consumers if c.operation in functions and c.confidence >= _CONFIDENT]
    resources = {resource.name: resource for resource in correlation.resources}
    reached = (_within_reach(consumer, resources, yields) for consumer in sure)
    needs = _startable([consumer for consumer in reached if consumer is not None], yields)
    deleted = _deleted(correlation.resources, needs)
    pools = {
        name: replace(pool, is_deleted=name in deleted)
        for name, pool in _pools(correlation.resources, yields, {c.resource for c in needs}, functions).items()
    }
    consumers = _by_operation(c for c in needs if c.resource in pools)
    producers = [p for found in yields.values() for p in found if p.resource in pools]
    return Identifiers(
        correlation,
        functions,
        pools,
        _by_operation(producers),
        consumers,
        _givers(pools, functions),
        _grouped((c.resource, key) for key, found in consumers.items() for c in found),
        find_homes(producers, consumers),
        frozenset(resource.name for resource in correlation.resources if resource.is_text),
    )


def _within_reach(consumer: Consumer, resources: Mapping[str, Resource], yields: Collection[str]) -> Consumer | None:
    """The need itself; where nothing yields such a thing, what it stands below: of `/apps/{app}/logs/{id}` an app."""
    while consumer.resource not in yields:
        parent = resources.get(resources[consumer.resource].parent or "")
        if consumer.location != "path" or parent is None or len(consumer.names) <= len(parent.keys):
            return None
        consumer = replace(consumer, resource=parent.name, names=consumer.names[: len(parent.keys)], role="use")
    return consumer


def _startable(needs: list[Consumer], yields: Mapping[str, list[Producer]]) -> list[Consumer]:
    """Without needs in a circle: where `/users/{name}` alone shows names of users, its own is drawn."""
    while True:
        hard = _grouped((c.operation, c.resource) for c in needs if c.location == "path")
        had: set[str] = set()
        while more := {
            resource
            for resource, producers in yields.items()
            if resource not in had and any(had.issuperset(hard.get(p.operation, ())) for p in producers)
        }:
            had |= more
        lacking = {(p.operation, name) for name, producers in yields.items() if name not in had for p in producers}
        stuck = next((c for c in needs if c.location == "path" and (c.operation, c.resource) in lacking), None)
        if stuck is None:
            return needs
        needs.remove(stuck)


def _givers(pools: Mapping[str, IdPool], functions: Mapping[str, str]) -> dict[str, list[str]]:
    filled = _grouped((name, pool.resource) for pool in pools.values() for name in (*pool.listed_by, *pool.created_by))
    return _grouped((resource, key) for key, name in functions.items() for resource in filled.get(name, ()))


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Each pair once, by its first member."""
    grouped: dict[str, list[str]] = defaultdict(list)
    for first, second in dict.fromkeys(pairs):
        grouped[first].append(second)
    return grouped


def _deleted(resources: tuple[Resource, ...], needs: Iterable[Consumer]) -> set[str]:
    """The resources that some operation deletes, and those below them."""
    below: dict[str, list[str]] = defaultdict(list)
    for resource in resources:
        below[resource.parent or ""].append(resource.name)
    gone: set[str] = set()
    waiting = [consumer.resource for consumer in needs if consumer.role == "delete"]
    while waiting:
        name = waiting.pop()
        if name not in gone:
            gone.add(name)
            waiting += below[name]
    return gone


def _by_operation(edges: Iterable[_Edge]) -> dict[str, tuple[_Edge, ...]]:
    grouped: dict[str, list[_Edge]] = defaultdict(list)
    for edge in edges:
        grouped[edge.operation].append(edge)
    return {key: tuple(found) for key, found in grouped.items()}


def _pools(
    resources: tuple[Resource, ...],
    yields: Mapping[str, list[Producer]],
    needed: Collection[str],
    functions: Mapping[str, str],
) -> dict[str, IdPool]:
    names = Names(functions.values())
    attributes = {
        resource.name: names.give(snake_case(f"{resource.name}_ids"))
        for resource in resources
        if resource.name in yields and resource.name in needed
    }
    return {
        resource.name: _pool(resource, attributes, yields[resource.name], functions)
        for resource in resources
        if resource.name in attributes
    }


def _pool(
    resource: Resource, attributes: Mapping[str, str], producers: list[Producer], functions: Mapping[str, str]
) -> IdPool:
    ranked = sorted(producers, key=lambda producer: -producer.confidence)

    def by(*kinds: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(functions[p.operation] for p in ranked if p.kind in kinds))

    return IdPool(
        attribute=attributes[resource.name],
        resource=resource.name,
        keys=len(resource.keys),
        listed_by=by("list") or by("read"),
        created_by=by("create"),
        parent=attributes.get(resource.parent or "", ""),
        least=resource.least,
    )


def picks(operation: Operation, identifiers: Identifiers) -> tuple[tuple[Pick, ...], dict[str, str]]:
    """What the path of an operation takes from pools, and the variable of each of its path parameters."""
    consumers = [c for c in identifiers.consumers.get(operation.key, ()) if c.location == "path"]
    variables = variable_names({p.name: _resource_of(p.name, consumers) for p in operation.path_parameters})
    return tuple(_pick(operation, consumer, identifiers, variables) for consumer in consumers), variables


def _resource_of(parameter: str, consumers: Iterable[Consumer]) -> str:
    """The resource that a path parameter names by itself: the last key of a consumer."""
    return next((consumer.resource for consumer in consumers if consumer.names[-1] == parameter), "")


def _pick(operation: Operation, consumer: Consumer, identifiers: Identifiers, variables: Mapping[str, str]) -> Pick:
    """The variables that one draw from a pool fills; keys that the operation does not need go to `_`."""
    pool = identifiers.pools[consumer.resource]
    taken = tuple(variables[name] for name in consumer.names)
    if len(taken) == 1 and pool.keys > 1:
        taken = ("*_", *taken)
    elif len(taken) < pool.keys:
        taken = (*taken, "*_")
    return Pick(taken, pool.attribute, _pick_method(operation, consumer, identifiers))


def may_be_numbers(operation: Operation, variables: Mapping[str, str], identifiers: Identifiers) -> set[str]:
    """The variables of path parameters that a draw may fill with numbers, whatever the document calls them."""
    drawn = [c for c in identifiers.consumers.get(operation.key, ()) if c.location == "path"]
    return {
        variables[name]
        for consumer in drawn
        for name in consumer.names
        if len(consumer.names) > 1 or consumer.resource not in identifiers.texts
    }


def _pick_method(operation: Operation, consumer: Consumer, identifiers: Identifiers) -> str:
    """Writes keep to what this user created, where the test can create such things; deletes always do."""
    is_home = consumer.resource in identifiers.homes
    is_made = bool(identifiers.pools[consumer.resource].created_by)
    if consumer.role == "delete" or (is_home and is_made and operation.method == "DELETE"):  # also of all that is in it
        return "take"
    if not is_made or operation.method in ("GET", "HEAD", "OPTIONS", "QUERY"):
        return "pick"
    return "pick_same_own" if is_home and consumer.role == "use" else "pick_own"


def slots(operation: Operation, identifiers: Identifiers) -> tuple[dict[str, str], tuple[Fill, ...]]:
    """Places of the query and the body that an identifier fills: `body items[].product_id` to `product_id`.

    `body id if type=order` is a place in those requests that say so beside it.
    """
    places: dict[str, str] = {}
    fills: dict[str, Fill] = {}
    for consumer in identifiers.consumers.get(operation.key, ()):
        pool = identifiers.pools[consumer.resource]
        own = identifiers.functions[operation.key] in (*pool.listed_by, *pool.created_by)
        if consumer.location == "path" or own:
            continue
        placeholder = snake_case(f"{consumer.resource}_id")
        told = " if {}={}".format(*consumer.when) if any(consumer.when) else ""
        place = f"{consumer.location} {consumer.names[0]}{told}"
        as_text = "!s" if consumer.is_text and consumer.resource not in identifiers.texts else ""
        places[place] = f"{placeholder}{as_text}"
        fills[placeholder] = Fill(placeholder, pool.attribute, _fill_method(consumer, identifiers))
    return places, tuple(fills.values())


def _fill_method(consumer: Consumer, identifiers: Identifiers) -> str:
    """What `POST /orders/bulk_delete` names goes, and `PATCH /orders` changes what this user created."""
    pool = identifiers.pools[consumer.resource]
    if pool.keys > 1:
        return "pick_last"
    if consumer.role == "delete":
        return "take"
    if consumer.role == "update" and pool.created_by:
        return "pick_own"
    return "pick_same" if consumer.resource in identifiers.homes else "pick"


def harvests(
    operation: Operation,
    variables: Mapping[str, str],
    identifiers: Identifiers,
    records: Iterable[Mapping[str, Any]],
    untold: Collection[str] = (),
) -> tuple[Harvest, ...]:
    """What an operation puts into pools: from its answer, or from a request like `records` where the client chooses.

    `untold` are the resources of which a list may have to tell what a create did not.
    """
    found = []
    path = [variables[parameter.name] for parameter in operation.path_parameters]
    for producer in identifiers.producers.get(operation.key, ()):
        pool = identifiers.pools[producer.resource]
        places = tuple(producer.source.split(", "))
        parents = tuple(path[: pool.keys - len(places)])
        if len(parents) + len(places) != pool.keys:
            continue
        method = "created" if producer.kind == "create" else "listed"
        if producer.resource in untold and shows_all(producer):
            method = "shown"
        if not is_sent(places[0]):
            found.append(Harvest(pool.attribute, method, places, parents))
        elif sent := sent_place(places[0], variables, list(records)):
            found.append(Harvest(pool.attribute, method, (), parents, sent))
    return tuple(found)


def shows_all(producer: Producer) -> bool:
    """Whether it is a list that shows of each thing more than the identifier."""
    return producer.kind == "list" and _IN_A_LIST.fullmatch(producer.source) is not None


def names_a_new_thing(operation: Operation, parameter: Parameter, identifiers: Identifiers) -> bool:
    """Whether the request creates what its path names, and any text will do: `PUT /contents/{path}`."""
    sources = {producer.source for producer in identifiers.producers.get(operation.key, ())}
    schema = parameter.schema if isinstance(parameter.schema, Mapping) else {}
    is_any_text = schema.get("type") == "string" and schema.keys() <= {"type", "title", "description"}
    return is_any_text and not parameter.examples and f"request:{parameter.name}" in sources


def consumed(operation: Operation, identifiers: Identifiers) -> tuple[Edge, ...]:
    """What an operation needs, as the plan shows it."""
    edges = []
    for consumer in identifiers.consumers.get(operation.key, ()):
        sources, where = ", ".join(identifiers.givers.get(consumer.resource, ())), ", ".join(consumer.names)
        edges.append(Edge(consumer.resource, where, sources, consumer.confidence, consumer.reason))
    return tuple(edges)


def produced(operation: Operation, identifiers: Identifiers) -> tuple[Edge, ...]:
    """What an operation yields, and who takes it."""
    edges = []
    for producer in identifiers.producers.get(operation.key, ()):
        takers = ", ".join(identifiers.takers.get(producer.resource, ()))
        edges.append(Edge(producer.resource, producer.source, takers, producer.confidence, producer.reason))
    return tuple(edges)
