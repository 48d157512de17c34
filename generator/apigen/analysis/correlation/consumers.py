"""Who needs identifiers in the path.

The parameters of a path fit together: an operation takes the identifier of the deepest thing it goes through, which
includes those of its parents, so that a task is never asked for in the wrong project. Parameters that name something
from elsewhere (`/teams/{teamId}/members/{userId}`) are taken on their own.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from apigen.analysis.correlation.model import Consumer
from apigen.analysis.correlation.names import Words, singular_words
from apigen.analysis.correlation.paths import DELETE_VERBS, UPDATE_VERBS, Place, read_path
from apigen.analysis.correlation.resources import Thing, Things
from apigen.openapi.model import Operation

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
    chain = [step for step in things.chain(operation) if (operation.key, step[1].name) not in supply.creates]
    whole = next((step for step in reversed(chain) if _is_supplied(step[1], supply)), None)
    if whole:
        yield _needed(operation, *whole, whole[0].parameters, supply)
    places = {place.parameters[-1]: (place, thing) for place, thing in chain}
    for parameter in operation.path_parameters:
        name = parameter.name
        if whole and name in whole[0].parameters:
            continue
        if name in places:
            yield _needed(operation, *places[name], (name,), supply)
        elif namesake := supply.by_parameter.get(singular_words(name)):
            yield Consumer(operation.key, namesake.name, "path", (name,), "use", 0.65, _names_other(name, namesake))


def _is_supplied(thing: Thing, supply: Supply) -> bool:
    """Whether something yields the thing together with its parents."""
    other = supply.namesakes.get(thing.signature)
    return thing.name in supply.productive or (other is not None and len(other.keys) == len(thing.keys))


def _needed(operation: Operation, place: Place, thing: Thing, names: tuple[str, ...], supply: Supply) -> Consumer:
    """The consumer of a thing, of what it goes by elsewhere, or of one that nothing in the document yields."""
    other = supply.namesakes.get(thing.signature)
    role = _role(operation, place) if other is None or other.noun == thing.noun else "use"
    if other is not None:
        return Consumer(operation.key, other.name, "path", names, role, 0.7, _names_other(names[-1], other))
    if thing.name in supply.productive:
        return Consumer(operation.key, thing.name, "path", names, role, 0.95, _names_one(place))
    reason = f"{_names_one(place)}, and no operation yields one"
    return Consumer(operation.key, thing.name, "path", names, role, 0.5, reason)


def _role(operation: Operation, place: Place) -> str:
    """What an operation does to an item on its path; a verb in the path says more than the method."""
    path = read_path(operation.path)
    if path.end.signature != place.signature:
        return "use"
    if path.verb in DELETE_VERBS:
        return "delete"
    if path.verb in UPDATE_VERBS:
        return "update"
    return "read" if path.verb and operation.method == "POST" else _ROLES.get(operation.method, "read")


def _names_other(parameter: str, thing: Thing) -> str:
    return f"`{parameter}` is the identifier of {thing.name} elsewhere"


def _names_one(place: Place) -> str:
    collection = place.template.rpartition("/")[0] or "/"
    return f"{place.template} names one item of {collection}"
