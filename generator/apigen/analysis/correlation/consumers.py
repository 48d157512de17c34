"""Who needs identifiers in the path.

The parameters of a path fit together: an operation takes the identifier of the deepest thing it goes through, which
includes those of its parents, so that a task is never asked for in the wrong project. Parameters that name something
from elsewhere (`/teams/{teamId}/members/{userId}`) are taken on their own.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from apigen.analysis.correlation.model import Consumer
from apigen.analysis.correlation.names import Words, singular_words
from apigen.analysis.correlation.paths import DELETE_VERBS, UPDATE_VERBS, Path, Place, read_path
from apigen.analysis.correlation.resources import Thing, Things
from apigen.openapi.model import Operation, Parameter

_ROLES = {"DELETE": "delete", "PUT": "update", "PATCH": "update", "POST": "update"}


@dataclass(frozen=True, slots=True)
class Supply:
    """What is known about who yields what."""

    by_parameter: Mapping[Words, Thing]  # things that some operation yields, under the name of their only key
    productive: Collection[str]  # names of things that some operation yields
    namesakes: Mapping[str, Thing]  # by signature: what a thing that nothing yields goes by elsewhere
    creates: Collection[tuple[str, str]]  # operation and thing: what creates a thing needs none


def path_consumers(operation: Operation, things: Things, supply: Supply) -> Iterator[Consumer]:
    """The identifiers that the path of an operation needs, the deepest thing first."""
    path = read_path(operation.path)
    chain = [step for step in things.chain(operation) if (operation.key, step[1].name) not in supply.creates]
    whole = next((step for step in reversed(chain) if _is_supplied(step[1], supply)), None)
    covered = whole[0].parameters if whole else ()
    if whole:
        yield _whole(operation, path, things, *whole, supply)
    single = {place.parameters[-1]: _single(operation, place, thing, supply) for place, thing in chain}
    for parameter in operation.path_parameters:
        if parameter.name not in covered:
            named = single.get(parameter.name) or _by_name(operation, parameter, supply)
            yield from [named] if named else []


def _is_supplied(thing: Thing, supply: Supply) -> bool:
    other = supply.namesakes.get(thing.signature)
    return thing.name in supply.productive or (other is not None and len(other.keys) == len(thing.keys))


def _whole(operation: Operation, path: Path, things: Things, place: Place, thing: Thing, supply: Supply) -> Consumer:
    """The consumer of a thing together with its parents."""
    stands_on = things.canonical(path.end.signature) == thing.signature
    if thing.name in supply.productive:
        role = _role(operation, path) if stands_on else "use"
        return Consumer(operation.key, thing.name, "path", place.parameters, role, 0.95, _names_one(place))
    other = supply.namesakes[thing.signature]
    reason = f"`{place.parameters[-1]}` is the identifier of {other.name} elsewhere"
    return Consumer(operation.key, other.name, "path", place.parameters, "use", 0.7, reason)


def _single(operation: Operation, place: Place, thing: Thing, supply: Supply) -> Consumer:
    """The consumer of one parameter: of another thing, or of one that nothing in the document yields."""
    name = place.parameters[-1]
    other = supply.namesakes.get(thing.signature)
    if other is not None:
        reason = f"`{name}` is the identifier of {other.name} elsewhere"
        return Consumer(operation.key, other.name, "path", (name,), "use", 0.7, reason)
    role = (
        "use"
        if read_path(operation.path).end.parameters[-1:] != (name,)
        else _role(operation, read_path(operation.path))
    )
    reason = f"{_names_one(place)}, and no operation yields one"
    return Consumer(operation.key, thing.name, "path", (name,), role, 0.5, reason)


def _by_name(operation: Operation, parameter: Parameter, supply: Supply) -> Consumer | None:
    """The consumer of a parameter that stands beside others and is called like the key of one thing."""
    thing = supply.by_parameter.get(singular_words(parameter.name))
    if thing is None:
        return None
    reason = f"`{parameter.name}` is the identifier of {thing.name} elsewhere"
    return Consumer(operation.key, thing.name, "path", (parameter.name,), "use", 0.65, reason)


def _role(operation: Operation, path: Path) -> str:
    """What an operation does to the item that its path names; a verb in the path says more than the method."""
    if path.verb in DELETE_VERBS:
        return "delete"
    if path.verb in UPDATE_VERBS:
        return "update"
    return "read" if path.verb and operation.method == "POST" else _ROLES.get(operation.method, "read")


def _names_one(place: Place) -> str:
    collection = place.template.rpartition("/")[0] or "/"
    return f"{place.template} names one item of {collection}"
