"""A document under change: what is added, replaced and removed, and where each part came from.

Only the maps and lists on the way to a change are copied, so the original stays as it was (YAML aliases make one map
stand in several places), and a thousand small changes to a large document stay cheap.
"""

from dataclasses import replace
from types import NoneType
from typing import Any

from apigen.source.document import Origin, Pointer, SourceDocument


class Draft:
    """The changed tree of a document, and the values that could not be merged into it."""

    def __init__(self, document: SourceDocument) -> None:
        self.root: Any = document.root
        self.conflicts: list[tuple[Origin, str]] = []
        self._document = document
        self._moved: dict[Pointer, Origin] = dict(document.moved)
        self._own: dict[int, Any] = {}  # copies that stand in one place only, by identity

    def finished(self) -> SourceDocument:
        """The document with its changes."""
        return replace(self._document, root=self.root, moved=self._moved)

    def origin(self, pointer: Pointer) -> Origin:
        """Where a part came from: the longest known beginning of its pointer counts."""
        for length in range(len(pointer), -1, -1):
            found = self._moved.get(pointer[:length])
            if found is not None:
                return Origin(found.document, (*found.pointer, *pointer[length:]))
        return Origin(self._document, pointer)

    def value(self, pointer: Pointer) -> Any:
        """What stands at a pointer."""
        found = self.root
        for step in pointer:
            found = found[int(step)] if isinstance(found, list) else found[step]
        return found

    def share(self) -> None:
        """Says that parts of the tree may now stand in several places, so that each is copied again before a change."""
        self._own.clear()

    def merge(self, pointer: Pointer, value: Any, origin: Origin) -> None:
        """Takes `value` into what stands at `pointer`: maps are merged, lists continued, anything else is replaced.

        Overlay 1.1, Action Object. An empty value leaves a map or list as it is, as an example there has it.
        """
        old = self.value(pointer)
        if isinstance(old, dict) and isinstance(value, dict):
            for key, new in value.items():
                self._merge_member(pointer, key, new, Origin(origin.document, (*origin.pointer, key)))
        elif isinstance(old, list) and value is not None:
            self._extend(pointer, value, origin)
        elif pointer and not isinstance(old, dict | list) and (old is None or not isinstance(value, dict | list)):
            self._put(pointer, value, origin)
        elif value is not None:
            self.conflicts.append((origin, f"{_kind(value)} cannot be merged into {_kind(old)}"))

    def _merge_member(self, pointer: Pointer, key: str, new: Any, origin: Origin) -> None:
        holder, place = self.value(pointer), (*pointer, key)
        if key not in holder:
            self._put(place, new, origin)
        elif isinstance(holder[key], list) and not isinstance(new, list | NoneType):
            self.conflicts.append((origin, f"{_kind(new)} cannot be merged into a list"))
        else:
            self.merge(place, new, origin)

    def _extend(self, pointer: Pointer, value: Any, origin: Origin) -> None:
        """Appends a value, or each item of a list."""
        new = enumerate(value) if isinstance(value, list) else ((None, value),)
        for index, item in new:
            steps = origin.pointer if index is None else (*origin.pointer, str(index))
            self._put((*pointer, str(len(self.value(pointer)))), item, Origin(origin.document, steps))

    def _put(self, place: Pointer, value: Any, origin: Origin) -> None:
        """A new member or item, or one in place of a single value."""
        holder, step = self._writable(place[:-1]), place[-1]
        self._moved[place] = origin
        if isinstance(holder, dict):
            holder[step] = value
        elif int(step) == len(holder):
            holder.append(value)
        else:
            holder[int(step)] = value

    def remove(self, place: Pointer) -> None:
        """Takes a member out of its map, or an item out of its list."""
        holder = self._writable(place[:-1])
        if isinstance(holder, dict):
            del holder[place[-1]]
            self._forget(place)
        else:
            self._close_gap(place[:-1], int(place[-1]), len(holder))
            del holder[int(place[-1])]

    def _close_gap(self, parent: Pointer, index: int, length: int) -> None:
        """Items behind a removed one move up, and what is known of them with them."""
        later = [(number, self.origin((*parent, str(number)))) for number in range(index + 1, length)]
        inside = {
            pointer: origin
            for pointer, origin in self._below(parent)
            if len(pointer) > len(parent) + 1 and int(pointer[len(parent)]) > index
        }
        for number in range(index, length):
            self._forget((*parent, str(number)))
        for number, origin in later:
            self._moved[(*parent, str(number - 1))] = origin
        for pointer, origin in inside.items():
            moved_up = str(int(pointer[len(parent)]) - 1)
            self._moved[(*parent, moved_up, *pointer[len(parent) + 1 :])] = origin

    def _forget(self, pointer: Pointer) -> None:
        for known, _ in self._below(pointer):
            del self._moved[known]

    def _below(self, pointer: Pointer) -> list[tuple[Pointer, Origin]]:
        length = len(pointer)
        return [(known, origin) for known, origin in self._moved.items() if known[:length] == pointer]

    def _writable(self, pointer: Pointer) -> Any:
        """The map or list at a pointer, with everything on the way there copied."""
        self.root = holder = self._copy(self.root)
        for step in pointer:
            key: Any = int(step) if isinstance(holder, list) else step
            holder[key] = self._copy(holder[key])
            holder = holder[key]
        return holder

    def _copy(self, value: Any) -> Any:
        if id(value) in self._own:
            return value
        copied = value.copy()
        self._own[id(copied)] = copied
        return copied


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return "a map"
    return "a list" if isinstance(value, list) else "a single value"
