"""Why a request looks as it does: every place of the plan with its sources, and the one that the first record used."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from apigen.analysis.payloads.drawing.objects import member_spot, presence_of
from apigen.analysis.payloads.drawing.one_value import branch_order, draw, kind_at
from apigen.analysis.payloads.drawing.operation_plan import OperationPlan
from apigen.analysis.payloads.drawing.pen import Impossible, Pen, Spot
from apigen.analysis.payloads.drawing.record import FULL
from apigen.analysis.payloads.drawing.scalars import ask_at, made_unique
from apigen.analysis.payloads.drawing.whole import Drawer
from apigen.analysis.payloads.meaning.leaves import Leaf, draw_leaf, leaf_of
from apigen.analysis.payloads.meaning.own_values import own_value
from apigen.analysis.payloads.meaning.sources import Source
from apigen.analysis.payloads.model import DrawOptions
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.tree.request_view import CHOICES, NAME
from apigen.analysis.payloads.values.files import is_file
from apigen.openapi.model import Api, Operation

_CONSTRAINTS = (
    "format pattern minLength maxLength minimum exclusiveMinimum maximum exclusiveMaximum multipleOf minItems maxItems "
    "uniqueItems minContains maxContains contains minProperties maxProperties additionalProperties propertyNames "
    "patternProperties dependentRequired dependentSchemas unevaluatedProperties unevaluatedItems not"
).split()
_TOLD_ONLY = frozenset(
    "contains additionalProperties propertyNames patternProperties dependentSchemas unevaluatedProperties "
    "unevaluatedItems not".split()
)
"""Keywords whose value is a schema: that they are there is what matters here."""
_DEEPEST = 40  # levels that are shown


@dataclass(frozen=True, slots=True)
class Origin:
    """One way to fill a leaf, in the order in which they are asked."""

    kind: str  # user, const, enum, example, format, listed, name, cue, type, search
    reason: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One place of a request."""

    where: str  # body, query, path, header, cookie
    pointer: str  # `/items/*/sku` in the body; of a parameter its name, and what is in it
    level: int  # of indentation
    kind: str  # string, object, ... or `oneOf 1 of 2: Cat`
    constraints: tuple[str, ...]
    presence: float  # 0 to 1, within what surrounds it
    origins: tuple[Origin, ...]  # empty where it is no leaf
    value: Any = None  # of the first record, where it is a leaf
    is_unique: bool = False  # whether each request gets a value of its own


def explain(api: Api, operation: Operation, options: DrawOptions) -> tuple[PlanLine, ...]:
    """The plan of an operation, parameters first, in the order of the document."""
    plan = OperationPlan(api, operation, options)
    lines: list[PlanLine] = []
    for given in plan.given:
        pen = Pen(plan.record(0), given.drawer.shop, draw)
        where, name = given.parameter.location, given.parameter.name
        lines += _Walk(where, name, pen).lines(given.drawer.node, _root(given.drawer), given.chance, 0)
    if plan.body is not None:
        pen = Pen(plan.body_record(0), plan.body.drawer.shop, draw)
        lines += _Walk("body", "", pen).lines(plan.body.drawer.node, _root(plan.body.drawer), 1.0, 0)
    return tuple(lines)


def _root(drawer: Drawer) -> Spot:
    path = drawer.node.place.path
    return Spot(path, path)


@dataclass(frozen=True, slots=True)
class _Walk:
    """Goes through one root."""

    where: str
    start: str
    pen: Pen

    def lines(self, node: Node, spot: Spot, presence: float, level: int) -> Iterator[PlanLine]:
        """The lines of a place and of what is in it."""
        schema = node.schema
        is_leaf = schema is not None and ("const" in schema or "enum" in schema or not _is_open(node))
        kind = kind_at(node, spot, self.pen) if schema is not None and is_leaf else ""
        if node.repeats > 1 or level > _DEEPEST:
            yield self._line(node, level, f"{(schema or {}).get(NAME, 'schema')} once more, as above", presence)
        elif schema is None:
            yield self._line(node, level, "nothing satisfies it", 0.0)
        elif not is_leaf:
            yield from self._branches(node, spot, presence, level)
        elif kind == "object" and "enum" not in schema and "const" not in schema:
            yield self._line(node, level, "object", presence)
            for name in node.properties:
                member = node.member(name)
                inner = member_spot(spot, name, member)
                yield from self.lines(member, inner, presence_of(node, name), level + 1)
        elif kind == "array" and "enum" not in schema and "const" not in schema:
            yield self._line(node, level, "array", presence)
            yield from self.lines(node.item(0), Spot(f"{spot.path}[0]", f"{spot.path}[0]"), 1.0, level + 1)
        else:
            yield self._leaf(node, kind, spot, presence, level)

    def _branches(self, node: Node, spot: Spot, presence: float, level: int) -> Iterator[PlanLine]:
        """Every branch, the one of the first record marked."""
        first = next(iter(branch_order(node, spot, self.pen)), None)
        for number, branch in enumerate(node.branches, 1):
            name = (branch.schema or {}).get(NAME)
            told = f"choice {number} of {len(node.branches)}{f': {name}' if name else ''}"
            mark = (Origin("choice", "of the first record", branch is first),)
            yield PlanLine(self.where, self._pointer(node), level, told, (), presence, mark)
            yield from self.lines(branch, spot, presence, level + 1)

    def _leaf(self, node: Node, kind: str, spot: Spot, presence: float, level: int) -> PlanLine:
        schema = node.schema or {}
        own, asked_for = own_value(node, spot, self.pen)
        if asked_for:
            return self._line(node, level, kind, presence, (Origin("user", _told(asked_for), True),), own)
        if "const" in schema or "enum" in schema:
            keyword = "const" if "const" in schema else "enum"
            told = "the only value" if keyword == "const" else f"one of {len(schema['enum'])} values"
            return self._line(node, level, kind, presence, (Origin(keyword, told, True),), self._drawn(node, spot))
        if self.pen.shop.takes_files and is_file(node, kind):
            return self._line(node, level, "file", presence, (Origin("type", "a small file of its media type", True),))
        if kind in ("null", "any"):
            return self._line(node, level, kind, presence, (Origin("type", f"type {kind}", True),), None)
        leaf = node.once(leaf_of, kind)
        ask, is_first = ask_at(leaf, spot, self.pen.record), self.pen.record.mode == FULL
        value, chosen = draw_leaf(leaf, ask, is_first)
        origins = _origins(leaf.ordered(ask, is_first), chosen, leaf)
        line = self._line(node, level, kind, presence, origins, self._drawn(node, spot))
        is_unique = self.pen.record.wants_unique and value is not None and made_unique(value, leaf) != value
        return PlanLine(
            line.where,
            line.pointer,
            level,
            kind,
            line.constraints,
            presence,
            origins,
            line.value,
            is_unique,
        )

    def _drawn(self, node: Node, spot: Spot) -> Any:
        try:
            return draw(node, spot, self.pen)
        except Impossible:
            return None

    def _line(
        self,
        node: Node,
        level: int,
        kind: str,
        presence: float,
        origins: tuple[Origin, ...] = (),
        value: Any = None,
    ) -> PlanLine:
        constraints = tuple(_constraints(node))
        return PlanLine(self.where, self._pointer(node), level, kind, constraints, presence, origins, value)

    def _pointer(self, node: Node) -> str:
        return self.start + node.place.pointer


def _is_open(node: Node) -> bool:
    return bool(node.branches or (node.schema or {}).get(CHOICES))


def _origins(sources: Sequence[Source], chosen: Source | None, leaf: Leaf) -> tuple[Origin, ...]:
    told = [Origin(source.kind, _told(source), source is chosen) for source in sources]
    if chosen is None:
        told.append(Origin("search", f"hypothesis searches for what `{leaf.check.hardest}` allows", True))
    return tuple(told)


def _told(source: Source) -> str:
    """The reason, with the values where they are few."""
    shown = ", ".join(repr(value) if len(repr(value)) <= 40 else f"{value!r:.38}…" for value in source.values[:4])
    more = f" and {len(source.values) - 4} more" if len(source.values) > 4 else ""
    return f"{source.reason}: {shown}{more}" if shown else source.reason


def _constraints(node: Node) -> Iterator[str]:
    schema = node.schema or {}
    for keyword in _CONSTRAINTS:
        if keyword in schema and keyword not in _TOLD_ONLY:
            yield f"{keyword} {schema[keyword]}"
        elif keyword in schema and schema[keyword] not in (True, {}):
            yield f"{keyword} false" if schema[keyword] is False else keyword
    given = schema.get("type")
    if isinstance(given, list | tuple) and "null" in given:
        yield "may be null"
    if schema.get(CHOICES) and ("const" in schema or "enum" in schema):
        yield "with a choice"
