"""What drawing one record carries around: the record, what the operation's records share, and the way to go deeper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from apigen.analysis.payloads.drawing.record import Record
from apigen.analysis.payloads.drawing.strategies import hard_leaf_values
from apigen.analysis.payloads.meaning.leaves import leaf_of
from apigen.analysis.payloads.model import Note
from apigen.analysis.payloads.tree.plan import Node

MANY = 10_000
"""Items and characters beyond which a value would be no load test but an attack; such demands are not met."""


class Impossible(Exception):
    """Nothing satisfies a place; the caller chooses another branch or leaves the property out."""

    def __init__(self, path: str, keyword: str) -> None:
        super().__init__(path, keyword)
        self.path = path
        self.keyword = keyword


class Spot(NamedTuple):
    """Where a value of the record stands."""

    path: str  # body.items[0].sku
    scope: str  # the object whose persona holds here


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the records of one operation share."""

    seed: int
    locale: str
    takes_files: bool = False  # whether binary members are parts of a multipart body
    encoding: Mapping[str, Any] = field(default_factory=dict)
    notes: dict[Note, None] = field(default_factory=dict)  # what came up while drawing

    def hard_values(self, node: Node, kind: str) -> tuple[Any, ...]:
        """The batch that hypothesis finds for a leaf."""
        return node.once(_hard_values, kind, self.seed)


def _hard_values(node: Node, kind: str, seed: int) -> tuple[Any, ...]:
    return hard_leaf_values(node.once(leaf_of, kind).check, seed)


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws one record. `draw` closes the circle between the modules for objects, arrays and branches."""

    record: Record
    shop: Workshop
    draw: Callable[[Node, Spot, "Pen"], Any]

    def value(self, node: Node, spot: Spot) -> Any:
        """A value for a node; raises `Impossible` where there is none."""
        return self.draw(node, spot, self)
