"""A whole value that its judge accepts: drawn, redrawn where it was refused, reduced, searched for, or given up."""

from typing import Any

from apigen.analysis.payloads.drawing.extremes import extreme_values
from apigen.analysis.payloads.drawing.one_value import draw, pre_drawn
from apigen.analysis.payloads.drawing.pen import Impossible, Pen, Spot, Workshop
from apigen.analysis.payloads.drawing.record import MINIMAL, Record
from apigen.analysis.payloads.drawing.seeds import number_for
from apigen.analysis.payloads.drawing.strategies import Ingredients, whole_values
from apigen.analysis.payloads.drawing.validity import Fault
from apigen.analysis.payloads.model import CannotDraw, Note
from apigen.analysis.payloads.tree.roots import Root

_REDRAWS = 12
_MISSES = 3  # from which all further records are searched for


class Drawer:
    """Draws valid values for one root of an operation: its body or one parameter."""

    def __init__(self, root: Root, shop: Workshop, where: str) -> None:
        """The milder judges of a root are asked where the strict one accepts nothing."""
        self.node = root.node
        self._judge, *self._milder = root.judges
        self.shop = shop
        self._where = where
        self._searched: tuple[Any, ...] | None = None
        self._failed: CannotDraw | None = None
        self._given_up: frozenset[str] = frozenset()
        self._misses = 0  # records that could not be drawn, less those that could

    def value(self, record: Record) -> Any:
        """A valid value for a record; raises `CannotDraw`, for one record and then for all of them."""
        if self._failed:
            raise self._failed.with_traceback(None)
        while True:
            try:
                return self._value(record)
            except CannotDraw as failure:
                if not self._milder:
                    self._failed = failure
                    raise
                self._judge, self._searched, self._given_up = self._milder.pop(0), None, frozenset()
                self._misses = 0
                if self._judge.is_mild:
                    message = "no value fits one branch of oneOf alone, so some fit several"
                    self.shop.notes[Note("ambiguous", failure.where, message)] = None

    def _value(self, record: Record) -> Any:
        fault: Fault | Impossible | None = None
        if self._misses < _MISSES:
            value, fault = self._drawn_without(record, self._given_up)
            if fault is None:
                self._misses -= 1
                return value
            self._misses += 1
        if found := self._search(record.root):
            return record.random(self.node.place.path, "search").choice(found)
        raise self._failure(fault)

    def _drawn_without(self, record: Record, given_up: frozenset[str]) -> tuple[Any, Fault | Impossible | None]:
        """A value in which the places are left out, null or empty lists of which none is accepted that was drawn."""
        faults = []
        for mode in dict.fromkeys((record.mode, MINIMAL)):
            value, fault = self._drawn(record.anew(mode, given_up))
            if fault is None:
                self._given_up = given_up
                return value, None
            faults.append(fault)
        places = {_place_path(self.node.place.path, fault.path) for fault in faults if isinstance(fault, Fault)}
        if places <= given_up | {self.node.place.path}:
            return None, fault
        return self._drawn_without(record, given_up | places)

    def extremes(self, root: str, count: int) -> tuple[Any, ...]:
        """Up to `count` extreme values that are valid; `root` is that of the operation's records."""
        return extreme_values(self.node, number_for(root, self.node.place.path, "edge"), count, self._judge.accepts)

    def accepts(self, value: Any) -> bool:
        return self._judge.accepts(value)

    def _drawn(self, record: Record) -> tuple[Any, Fault | Impossible | None]:
        """Up to twelve redraws, each of the smallest part that was refused and later of what surrounds it."""
        root = self.node.place.path
        fault: Fault | Impossible | None = None
        for attempt in range(1, _REDRAWS + 2):
            try:
                value = draw(self.node, Spot(root, root), Pen(record, self.shop, draw))
            except Impossible as impossible:
                fault, place = impossible, root
            else:
                fault = self._judge.fault(value)
                if fault is None:
                    return value, None
                place = _spot_path(root, fault.path[: max(len(fault.path) - attempt // 4, 0)])
            record.salts[place] = record.salts.get(place, 0) + attempt
        return None, fault

    def _search(self, root: str) -> tuple[Any, ...]:
        if self._searched is None:
            seed = number_for(root, self.node.place.path)
            self._searched = whole_values(
                self.node,
                Ingredients(lambda node, kind: pre_drawn(node, kind, self.shop, root)),
                seed,
                40,
                self._judge.accepts,
            )
        return self._searched

    def _failure(self, fault: Fault | Impossible | None) -> CannotDraw:
        if isinstance(fault, Fault):
            inner = "".join("[]" if isinstance(step, int) else f".{step}" for step in fault.path)
            return CannotDraw(self._where + inner, fault.keyword, fault.message)
        inner = "" if fault is None else fault.path.removeprefix(self.node.place.path)
        return CannotDraw(self._where + inner, fault.keyword if fault else "", "no value satisfies the schema")


def _spot_path(root: str, steps: tuple[str | int, ...]) -> str:
    return root + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps)


def _place_path(root: str, steps: tuple[str | int, ...]) -> str:
    """The path of the plan's node: that of the spot without numbers."""
    return root + "".join("[]" if isinstance(step, int) else f".{step}" for step in steps)
