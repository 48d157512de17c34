"""Things without a path of their own, known by their collection alone.

`/vatRates` lists what `vat_rate_id` means elsewhere, and `/invoice/new` makes what `/invoice/details?id=` shows. What
yields them is looked for only when a request speaks of one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import TypeAlias

from apigen.analysis.correlation.names import Words, snake, words
from apigen.analysis.correlation.paths import Path, read_path, split_path
from apigen.analysis.correlation.resources import Thing, Things, plainest, told_apart
from apigen.analysis.correlation.responses import Key
from apigen.analysis.correlation.standing import kind_of
from apigen.openapi.model import Api, Operation

Signature: TypeAlias = str

_NO_COLLECTIONS = frozenset({"me", "search", "status", "all", "count"})


class Implied:
    """The collections of an API that no path leads out of, as things; those that were spoken of have a name."""

    def __init__(self, api: Api, things: Things, kinds: Iterable[Thing] = ()) -> None:
        self._by_collection: dict[Signature, Thing] = {}
        self._by_noun: defaultdict[Words, list[Thing]] = defaultdict(list)
        self._own: defaultdict[Signature, list[Thing]] = defaultdict(list)
        for thing in things.by_signature.values():
            self._own[thing.collection].append(thing)
        for operation in api.operations:
            path = read_path(operation.path)
            if kind_of(operation, path.verb) and path.end.noun and not path.end.tail_keys:
                self._add(path)
        for kind in kinds:
            self._by_collection[kind.signature] = kind
            self._by_noun[kind.noun].append(kind)
        self._give_names({thing.name for thing in things.by_signature.values()})

    def _add(self, path: Path) -> None:
        end = path.end
        if end.signature in self._by_collection or end.signature in self._own or end.noun[-1] in _NO_COLLECTIONS:
            return
        if "{" in end.signature:
            return  # of which parent it would be, a request does not say
        thing = Thing(
            signature=f"{end.signature}/{{}}",
            noun=end.noun,
            key="",
            keys=(Key(("id",), end.noun, True, is_own=True),),
            parameters=("id",),
            collection=end.signature,
            shelf="",
            parent=None,
            template=end.template,
            through="",
        )
        self._by_collection[end.signature] = thing
        self._by_noun[end.noun].append(thing)

    def named(self, noun: Words) -> Thing | None:
        """The one thing with that noun."""
        meant = plainest(self._by_noun.get(noun, ()))
        return meant[0] if len(meant) == 1 else None

    def standing(self, operation: Operation) -> Thing | None:
        """The thing on whose collection an operation stands, or an action one step below it."""
        end = read_path(operation.path).end
        if end.tail_keys:
            return None
        here = end.signature
        above = here.rpartition("/")[0] if _is_action(operation) else ""
        implied = self._by_collection.get(above) or self._by_collection.get(here)
        return self._item_of(here) or self._item_of(above) or implied

    def _item_of(self, collection: Signature) -> Thing | None:
        """The thing with a path of its own that a collection holds."""
        own = [thing for thing in self._own.get(collection, ()) if len(thing.keys) == 1 and not thing.key]
        return own[0] if len(own) == 1 else None

    def spoken_of(self, names: Collection[str]) -> Things:
        """Those things that go by one of these names."""
        return Things({t.signature: t for t in self._by_collection.values() if t.name in names})

    def _give_names(self, taken: set[str]) -> None:
        """The noun, the plainest things first."""
        for thing in sorted(self._by_collection.values(), key=lambda thing: thing.literals.count("/")):
            thing.name = told_apart(snake(thing.noun), thing.literals, taken)
            taken.add(thing.name)


def _is_action(operation: Operation) -> bool:
    """Whether the last literal is no collection: `/invoice/send`, not `/files.comments.delete`."""
    literals = [step.text for step in split_path(operation.path) if not step.is_parameter]
    noun = read_path(operation.path).end.noun
    return bool(noun) and any(words(text)[-1:] == noun[-1:] for text in literals[-2:])
