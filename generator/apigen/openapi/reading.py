"""What the readers of one document share: the schemas met so far, the schemes declared, and parts already read."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from apigen.openapi.model import Extensions, Link
from apigen.openapi.schemas import Schemas
from apigen.source import Node

T = TypeVar("T")


@dataclass(slots=True)
class Reading:
    """The state of reading one document."""

    schemas: Schemas
    schemes: dict[str, bool]  # security schemes by name, and whether they can be used
    scopes: dict[str, dict[str, None]] = field(default_factory=dict)  # that operations demand, by scheme, in order
    accepted: dict[str, None] = field(default_factory=dict)  # values that parameters called Accept list, in order
    links: list[tuple[Node, Link]] = field(default_factory=list)  # each with its place
    _known: dict[tuple[Any, ...], Any] = field(default_factory=dict)

    def once(self, node: Node, read: "Callable[[Reading, Node], T]") -> T:
        """Reads a part that others refer to, too, the first time only."""
        key = (read, node.document.name, node.pointer)
        if key not in self._known:
            self._known[key] = read(self, node)
        result: T = self._known[key]
        return result


def extensions(node: Node) -> Extensions:
    """The `x-...` members of an object."""
    return {key: value for key, value in node.value.items() if key.startswith("x-")}
