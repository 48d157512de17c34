"""A value together with the place it was read from.

Whoever walks a document walks nodes: they hand out their members, tolerate members of the wrong type with a remark,
and follow references. A node knows its document, so a reference can one day lead into another file.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.source.document import Pointer, SourceDocument
from apigen.source.notes import Notes

_WAYS_OUT = {
    "a map": "write its members as `name: value`",
    "a list": "write its items with a dash before each",
    "text": "put it in quotes",
    "true or false": "write true or false, without quotes",
    "a schema": "write a schema, such as {type: string}",
}
_KINDS = {dict: "a map", list: "a list", str: "text", bool: "true or false", int: "a number", float: "a number"}


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document, and its place."""

    document: SourceDocument
    notes: Notes
    pointer: Pointer
    value: Any

    @classmethod
    def root(cls, document: SourceDocument, notes: Notes) -> "Node":
        """The whole document."""
        return cls(document, notes, (), document.root)

    @property
    def location(self) -> Location:
        """Where the node's key or item stands."""
        return self.document.locate(self.pointer)

    @property
    def kind(self) -> str:
        """The type of the value in words: `a map`."""
        if self.value is None:
            return "empty"
        return "an empty list" if self.value == [] else _KINDS[type(self.value)]

    @property
    def shown(self) -> str:
        """The value where it is short, else its kind, for messages: `-1`, `a map`."""
        is_short = isinstance(self.value, bool | int | float | str) and len(str(self.value)) <= 40
        return json.dumps(self.value, ensure_ascii=False) if is_short else self.kind

    @property
    def is_map(self) -> bool:
        return isinstance(self.value, dict)

    def get(self, key: str) -> "Node | None":
        """The member of that name; None where there is none, or where this is no map."""
        if not isinstance(self.value, dict) or key not in self.value:
            return None
        return self.child(key, self.value[key])

    def child(self, key: str, value: Any) -> "Node":
        """A node below this one, for a value that is already at hand."""
        return Node(self.document, self.notes, (*self.pointer, key), value)

    def items(self) -> Iterator[tuple[str, "Node"]]:
        """The members of a map; nothing where this is no map."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield key, self.child(key, value)

    def elements(self) -> Iterator["Node"]:
        """The items of a list; nothing where this is no list."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield self.child(str(index), value)

    def text(self, key: str, default: str = "") -> str:
        """A member that should be text; a number or boolean is taken as its text, with a remark."""
        value = self.value.get(key)
        if isinstance(value, str):
            return value
        if value is None:
            return default
        node = self.child(key, value)
        if isinstance(value, dict | list):
            node.expect("text")
            return default
        text = json.dumps(value)
        node.warn("AG205", f"{key} should be text and is {node.kind}; it is read as {text!r}", "put it in quotes")
        return text

    def flag(self, key: str, default: bool = False) -> bool:
        """A member that should be true or false."""
        value = self.value.get(key)
        if isinstance(value, bool):
            return value
        if value is not None:
            self.child(key, value).expect("true or false")
        return default

    def mapping(self, key: str) -> "Node | None":
        """A member that should be a map; None, with a remark, where it is something else."""
        node = self.get(key)
        if node is None or node.is_map:
            return node
        node.expect("a map")
        return None

    def sequence(self, key: str) -> tuple["Node", ...]:
        """The items of a member that should be a list."""
        node = self.get(key)
        if node is None or isinstance(node.value, list):
            return tuple(node.elements()) if node else ()
        node.expect("a list")
        return ()

    def expect(self, kind: str) -> None:
        """Remarks that this node has the wrong type."""
        self.warn("AG205", f"{self.reference} should be {kind} and is {self.kind}; it is ignored", _WAYS_OUT[kind])

    @property
    def reference(self) -> str:
        """How a `$ref` would name this node: `#/paths/~1orders/get`."""
        return "#" + "".join("/" + step.replace("~", "~0").replace("/", "~1") for step in self.pointer)

    def warn(self, code: str, message: str, hint: str = "") -> None:
        """Remarks something that costs quality."""
        self.notes.add(Diagnostic(Severity.WARNING, code, message, self.location, hint))

    def error(self, code: str, message: str, hint: str = "") -> None:
        """Remarks something that loses an operation."""
        self.notes.add(Diagnostic(Severity.ERROR, code, message, self.location, hint))
