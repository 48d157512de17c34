"""The things of an API under all the names by which requests speak of them."""

from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from apigen.analysis.correlation.names import Words, singular, words
from apigen.analysis.correlation.resources import Thing, plainest
from apigen.analysis.correlation.wording import kind_of_key

_SHORT = {
    "application": "app",
    "configuration": "config",
    "environment": "env",
    "organisation": "org",
    "organization": "org",
    "repository": "repo",
}
_PEOPLE = frozenset(
    "assignee author creator follower manager member owner participant person requester reviewer user".split()
)


CODES = frozenset({"code", "slug"})
"""Keys other than identifiers by which a request may name a thing with its noun alone."""
_NOT_DONE = frozenset("filter filtered group grouped order ordered search sort sorted".split())


class Nouns:
    """Finds things by name; `around` are always the signatures of the things in the path of the request."""

    def __init__(self, things: Collection[Thing]) -> None:
        self._by_name: defaultdict[Words, list[Thing]] = defaultdict(list)
        self._by_end: defaultdict[Words, list[Thing]] = defaultdict(list)
        self._by_kind: defaultdict[tuple[Words, str], list[Thing]] = defaultdict(list)
        self._by_key: defaultdict[str, list[Thing]] = defaultdict(list)  # `workflow_task_id` as `workflowtask_id`
        plain = {thing.noun for thing in things if not thing.key}
        for thing in things:
            if thing.key:
                self._by_kind[_common(thing.noun), kind_of_key(thing.key.rpartition("_")[2])].append(thing)
                if thing.noun not in plain and thing.key in CODES:  # a request that says `country` means its code
                    self._by_name[_common(thing.noun)].append(thing)
            else:
                for name in {_common(spelling) for spelling in _spellings(thing) if spelling}:
                    self._by_name[name].append(thing)
            for start in range(1, len(thing.noun) - 1):
                self._by_end[_common(thing.noun[start:])].append(thing)
            for spelling in thing.spellings or {thing.own_key.parameter}:
                if len(spelling) > 1:
                    self._by_key["".join(spelling)].append(thing)
        self._known = {_common(thing.noun) for thing in things}
        self._words = {word for noun in self._known for word in noun}

    def named(self, name: Words, around: Collection[str]) -> Thing | None:
        """The thing with that noun, where its key says no more than identifier."""
        return _only(self._by_name.get(_common(name), ()), around)

    def keyed(self, name: Words, around: Collection[str]) -> Thing | None:
        """The thing of which a path parameter has that name: `collection_name`, of several its own."""
        found = self._by_key.get("".join(name), ())
        return _only([thing for thing in found if thing.noun == name[: len(thing.noun)]] or found, around)

    def keyed_ending(self, name: Words, around: Collection[str]) -> Thing | None:
        """The thing whose path parameter the end of a longer name is called: `source_snapshot_id`."""
        tails = (name[start:] for start in range(1, len(name) - 1))
        return next((thing for tail in tails if (thing := self.keyed(tail, around))), None)

    def of_kind(self, noun: Words, kind: str, around: Collection[str]) -> Thing | None:
        """The thing with that noun that is found by such a key: team and slug, project and id."""
        if kind == "id":
            return self.named(noun, around)
        return _only(self._by_kind.get((_common(noun), kind), ()), around)

    def person(self, name: Words, kind: str, around: Collection[str]) -> Thing | None:
        """The user who is called by a role, or by what is done: `assignee`, `task_owner`, `approved_by`."""
        does = name[-1:] == ("by",) and _NOT_DONE.isdisjoint(name) and len(name) > 1
        return self.of_kind(("user",), kind, around) if does or not _PEOPLE.isdisjoint(name[-1:]) else None

    def longer(self, name: Words, around: Collection[str]) -> Thing | None:
        """The thing whose noun ends so: `service_config` for a network_service_config."""
        return _only(self._by_end.get(_common(name), ()), around)

    def ending(self, name: Words, around: Collection[str]) -> Thing | None:
        """The thing that the end of a longer name means: `billing_address` an address."""
        tails = (name[start:] for start in range(1, len(name)))
        return next((thing for tail in tails if (thing := self.named(tail, around))), None)

    def knows(self, noun: Words) -> bool:
        """Whether anything goes by that noun."""
        return _common(noun) in self._known

    def are_adjectives(self, said: Words) -> bool:
        """Whether words speak of no other thing: `prior` of the prior charge, not `template` of the template role."""
        return self._words.isdisjoint(said)


def _spellings(thing: Thing) -> set[Words]:
    """The noun, the name that it got among the others, and all literals of its path."""
    return {thing.noun, tuple(thing.name.split("_")), words(thing.literals)}


@lru_cache(maxsize=65536)
def _common(name: Words) -> Words:
    """One spelling for all: each word in the singular, and the short forms that paths prefer."""
    return tuple(_SHORT.get(single, single) for single in map(singular, name))


def _only(found: Collection[Thing], around: Collection[str]) -> Thing | None:
    """The one that is meant: the least nested of those nearby, else the plainest of those that stand alone."""
    if not found:
        return None
    near = [thing for thing in found if thing.parent in around or thing.signature in around]
    least = min((len(thing.keys) for thing in near), default=0)
    nearest = [thing for thing in near if len(thing.keys) == least]
    if len(nearest) == 1:
        return nearest[0]
    alone = plainest([thing for thing in found if len(thing.keys) == 1])
    return alone[0] if len(alone) == 1 else None
