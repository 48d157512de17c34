"""Who needs identifiers in the path.

The parameters of a path fit together: an operation takes the identifier of the deepest thing it goes through, which
includes those of its parents, so that a task is never asked for in the wrong project. Parameters that name something
from elsewhere (`/teams/{teamId}/members/{userId}`) are taken on their own.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from apigen.analysis.correlation.model import Consumer
from apigen.analysis.correlation.names import Words, base, singular_words
from apigen.analysis.correlation.paths import COPY_VERBS, DELETE_VERBS, UPDATE_VERBS, Place, read_path
from apigen.analysis.correlation.resources import Thing, Things, plainest
from apigen.openapi.model import Operation

_ROLES = {"DELETE": "delete", "PUT": "update", "PATCH": "update", "POST": "update"}

_PARTS = frozenset({"access", "config", "configuration", "password", "permission", "role", "setting"})
_SWITCHES = frozenset({"ban", "block", "deactivate", "disable", "lock", "suspend"})
_CHANGES = frozenset({(word,) for word in _PARTS | _SWITCHES})  # whoever sends or changes them changes the thing


@dataclass(frozen=True, slots=True)
class Supply:
    """What is known about who yields what."""

    by_parameter: Mapping[Words, Sequence[Thing]]  # things that some operation yields, under telling names of own keys
    productive: Collection[str]  # names of things that some operation yields
    namesakes: Mapping[str, Thing]  # by signature: what a thing that nothing yields goes by elsewhere
    creates: Collection[tuple[str, str]]  # operation and thing

    def made_by(self, operation: Operation, thing: Thing) -> bool:
        """Whether the operation creates the thing and needs none; `POST /files/{id}/copy` needs one that is there."""
        if (operation.key, thing.name) not in self.creates:
            return False
        is_copy = operation.path.rstrip("/").rpartition("/")[2].lower() in COPY_VERBS
        return not (is_copy and any(made == thing.name and other != operation.key for other, made in self.creates))

    def elsewhere(self, operation: Operation, thing: Thing) -> Thing | None:
        """What a thing that nothing yields goes by elsewhere: best of all under parents that this path names, too."""
        return self.named(operation, thing.own_key.parameter) or self.namesakes.get(thing.signature)

    def spelled(self, operation: Operation, place: Place, thing: Thing) -> Thing | None:
        """What `{project_id}` of `/workspaces/{project_id}` is where other paths have `/workspaces/{workspace_id}`."""
        said = singular_words(place.parameters[-1])
        is_own = thing.says_noun(said) or not any(map(thing.says_noun, thing.spellings))
        other = None if is_own else self.named(operation, said)
        return other if other and other.says_noun(said) else None

    def named(self, operation: Operation, parameter: Words) -> Thing | None:
        """The thing with the most parents of those whose keys are all parameters of the path."""
        known = self.by_parameter.get(parameter, ())
        given = {singular_words(each.name) for each in operation.path_parameters} if known else set()
        fitting = [thing for thing in known if given.issuperset(k.parameter for k in thing.keys)]
        most = max((len(thing.keys) for thing in fitting), default=0)
        deepest = [thing for thing in fitting if len(thing.keys) == most]
        meant = plainest([thing for thing in deepest if thing.noun == base(parameter)] or deepest)
        return meant[0] if len(meant) == 1 else None


def path_consumers(operation: Operation, things: Things, supply: Supply) -> Iterator[Consumer]:
    """The identifiers that the path of an operation needs, in its order."""
    names = [parameter.name for parameter in operation.path_parameters]
    yield from sorted(_cover(operation, names, things, supply), key=lambda consumer: names.index(consumer.names[0]))


def _cover(operation: Operation, names: Sequence[str], things: Things, supply: Supply) -> Iterator[Consumer]:
    """Consumers that fill each parameter once; deep things come first, because they bring their parents."""
    free = list(names)
    steps = list(things.chain(operation))
    for place, thing in reversed(steps):
        if place.parameters[-1] in free and not supply.made_by(operation, thing):
            consumer = _needed(operation, place, thing, free, supply)
            free = [name for name in free if name not in consumer.names]
            yield consumer
    of_things = {place.parameters[-1] for place, _ in steps}
    for name in free:
        other = supply.named(operation, singular_words(name)) if name not in of_things else None
        if other:
            yield Consumer(operation.key, other.name, "path", (name,), "use", 0.65, _names_other(name, other))


def _needed(operation: Operation, place: Place, thing: Thing, free: Collection[str], supply: Supply) -> Consumer:
    """The consumer of a thing, of what it goes by elsewhere, or of one that nothing in the document yields."""
    last = place.parameters[-1:]
    if other := supply.spelled(operation, place, thing):
        role = _role(operation, place)
        return Consumer(operation.key, other.name, "path", last, role, 0.75, _names_other(last[0], other))
    if thing.name in supply.productive:
        names = place.parameters if _are_free(place.parameters, free) else last
        return Consumer(operation.key, thing.name, "path", names, _role(operation, place), 0.95, _names_one(place))
    other = supply.elsewhere(operation, thing)
    if other is None:
        reason = f"{_names_one(place)}, and no operation yields one"
        return Consumer(operation.key, thing.name, "path", last, _role(operation, place), 0.5, reason)
    role = _role(operation, place) if other.noun == thing.noun else "use"
    names = _keys_of(other, place, free) or last
    return Consumer(operation.key, other.name, "path", names, role, 0.7, _names_other(names[-1], other))


def _keys_of(thing: Thing, place: Place, free: Collection[str]) -> tuple[str, ...]:
    """The parameters that the keys of a thing fill, where all of them are there and not filled yet."""
    spelled = {singular_words(name): name for name in free}
    named = tuple(spelled.get(key.parameter, "") for key in thing.keys)
    if _are_free(named, free):
        return named
    return place.parameters if len(thing.keys) == len(place.parameters) and _are_free(place.parameters, free) else ()


def _are_free(names: Sequence[str], free: Collection[str]) -> bool:
    """Whether all parameters are still to be filled, and none of them stands twice in the path."""
    return set(names) <= set(free) and len(set(names)) == len(names)


def _role(operation: Operation, place: Place) -> str:
    """What an operation does to an item on its path; a verb in the path says more than the method."""
    path = read_path(operation.path)
    if path.end.signature != place.signature:
        is_change = path.end.noun in _CHANGES and operation.method in {"POST", "PUT", "PATCH"}
        return "update" if is_change and path.items[-1].signature == place.signature else "use"
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
