"""What the mock remembers: things in collections, by concrete path (`/projects/7/tasks`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apigen.mock.resources import Resource
from apigen.mock.routing import as_segment


@dataclass(slots=True)
class Item:
    """One remembered thing."""

    ids: dict[str, Any]  # property -> id, as planted into answers
    record: dict[str, Any]  # what is known about it: what was sent and what was answered
    aliases: tuple[str, ...]  # every text by which a path may name it, the first one in Location
    template: str = ""  # the path of its collection
    path: str = ""  # that of the thing itself, with its first alias
    around: Mapping[Resource, "Item"] = field(default_factory=dict)  # the things that it is below of, and itself
    rendered: dict[int, Any] = field(default_factory=dict)  # id of a schema -> its answer, until it changes

    def copy(self) -> "Item":
        """The same thing, for another collection."""
        return Item(dict(self.ids), dict(self.record), self.aliases)

    def change(self, facts: dict[str, Any], replace: bool) -> None:
        """Takes over what a PUT (`replace`) or PATCH says; its ids stay."""
        self.record = {**({} if replace else self.record), **facts, **self.ids}
        self.rendered.clear()


@dataclass(slots=True)
class Collection:
    """The things below one concrete path, in the order of their creation."""

    items: dict[str, Item] = field(default_factory=dict)  # first alias -> thing
    aliases: dict[str, str] = field(default_factory=dict)  # any alias, as a segment -> first alias

    def find(self, name: str) -> Item | None:
        """The thing that a path segment names."""
        return self.items.get(self.aliases.get(name, name))

    def add(self, item: Item) -> None:
        """Remembers a new thing, in place of one with the same name."""
        self.items[item.aliases[0]] = item
        self.aliases.update(dict.fromkeys(map(as_segment, item.aliases), item.aliases[0]))

    def remove(self, item: Item) -> None:
        """Forgets a thing and all its names."""
        self.items.pop(item.aliases[0], None)
        for alias in item.aliases:
            self.aliases.pop(as_segment(alias), None)


class Store:
    """All collections. One gevent thread serves all requests and nothing here waits, so no locks."""

    def __init__(self) -> None:
        self.collections: dict[str, Collection] = {}
        self.singletons: dict[str, dict[str, Any]] = {}  # concrete path without an id (`/user/profile`) -> its record

    def remove(self, path: str, item: Item) -> None:
        """Deletes a thing and everything below it."""
        self.collections[path].remove(item)
        below = tuple(f"{path}/{as_segment(alias)}/" for alias in item.aliases)
        for known in [known for known in self.collections if known.startswith(below)]:
            del self.collections[known]
