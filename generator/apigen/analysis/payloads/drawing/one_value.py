"""One value over the plan: constants, listed values, a branch of a choice, or what the type asks for."""

from typing import Any

from apigen.analysis.payloads.drawing.arrays import draw_array
from apigen.analysis.payloads.drawing.objects import draw_object
from apigen.analysis.payloads.drawing.pen import Impossible, Pen, Spot, Workshop
from apigen.analysis.payloads.drawing.record import FULL, Record
from apigen.analysis.payloads.drawing.scalars import draw_anything, draw_scalar, personal_values
from apigen.analysis.payloads.meaning.leaves import leaf_of
from apigen.analysis.payloads.meaning.own_values import own_value
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.tree.request_view import CHOICES
from apigen.analysis.payloads.values.files import file_part, is_file

_CONTAINERS = frozenset("attributes config configuration data json meta metadata payload properties settings".split())
_DEEP = 6  # levels below the root at which simple branches are preferred
_NAMES = {str: "string", int: "integer", float: "number", dict: "object", list: "array", bool: "boolean"}


def draw(node: Node, spot: Spot, pen: Pen) -> Any:
    """A value for a node; raises `Impossible` where there is none."""
    schema = node.schema
    if schema is None:
        raise Impossible(spot.path, "false")
    if node.place.path in pen.record.given_up:
        if any("null" in (each.schema or {}).get("type", ()) for each in (node, *node.branches)):
            return None
        raise Impossible(spot.path, "")
    own, asked_for = own_value(node, spot, pen)
    if asked_for:
        return own
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return _listed(node, spot, pen)
    if node.branches or schema.get(CHOICES):
        return _branch(node, spot, pen)
    try:
        return _typed(node, kind_at(node, spot, pen), spot, pen)
    except Impossible:
        if "null" in schema.get("type", ()):
            return None
        raise


def kind_at(node: Node, spot: Spot, pen: Pen) -> str:
    """One of the types that a place allows."""
    return node.kinds[0] if len(node.kinds) == 1 else pen.record.random(spot.path, "type").choice(node.kinds)


def pre_drawn(node: Node, kind: str, shop: Workshop, root: str) -> tuple[Any, ...]:
    """A few values of one leaf by themselves, for a search over the structure around it."""
    found: list[Any] = []
    for index in range(8):
        record = Record(root, index, FULL, shop.locale, wants_unique=False, is_past=False)
        try:
            value = _typed(node, kind, Spot(f"{node.place.path}~{index}", node.place.path), Pen(record, shop, draw))
        except Impossible:
            break
        if value not in found:
            found.append(value)
    return tuple(found)


def _typed(node: Node, kind: str, spot: Spot, pen: Pen) -> Any:
    if pen.shop.takes_files and is_file(node, kind):
        return file_part(node, pen.record.random(spot.path, "file"), pen.shop.encoding)
    if kind == "object":
        return draw_object(node, spot, pen)
    if kind == "array":
        return draw_array(node, spot, pen)
    if kind == "null":
        return None
    if kind == "any" and node.once(_holds_members):
        return draw_object(node.narrowed("object", {"type": "object", "additionalProperties": True}), spot, pen)
    return draw_anything(node, spot, pen) if kind == "any" else draw_scalar(node, kind, spot, pen)


def _holds_members(node: Node) -> bool:
    """Whether a place without a type is called what objects of any content are called."""
    return node.place.location == "body" and not node.examples and not _CONTAINERS.isdisjoint(node.place.words[-1:])


def _listed(node: Node, spot: Spot, pen: Pen) -> Any:
    """A value of an enumeration, the one of the persona where it is about a person."""
    telling = node.once(_fitting_values)
    if not telling:
        raise Impossible(spot.path, "enum")
    known = [value for value in personal_values(node, spot, pen) if value in telling]
    if known or len(telling) == 1:
        return (known or telling)[0]
    return pen.record.random(spot.path).choice(telling)


def _fitting_values(node: Node) -> list[Any]:
    """The values listed that also keep the other keywords; null and "" only where nothing else is."""
    listed = (node.schema or {})["enum"]
    values = [value for value in listed if value is not None] or list(listed)
    accepts = node.once(leaf_of, "string").check.accepts
    fitting = [value for value in values if _has_kind(value, node.kinds)]
    fitting = [value for value in fitting if not isinstance(value, str) or accepts(value)]
    return [value for value in fitting if value != ""] or fitting


def _has_kind(value: Any, kinds: tuple[str, ...]) -> bool:
    kind = _NAMES.get(type(value), "null")
    is_whole = isinstance(value, int | float) and not isinstance(value, bool) and value == int(value)
    return kinds == ("any",) or kind in kinds or (is_whole and not {"integer", "number"}.isdisjoint(kinds))


def _says_nothing(branch: Node) -> bool:
    """Whether a branch only allows null or the empty text, by which APIs clear a field."""
    return branch.kinds == ("null",) or (branch.schema or {}).get("enum") in ([""], [None])


def _is_any_text(branch: Node) -> bool:
    """Whether a branch admits any text, or a list of such: where it is one of several, a language of the server's."""
    if branch.kinds == ("array",):
        return _is_any_text(branch.item(0))
    is_told = {"enum", "const", "pattern", "format"}.intersection(branch.schema or {})
    return branch.kinds == ("string",) and not (branch.branches or is_told)


def branch_order(node: Node, spot: Spot, pen: Pen) -> list[Node]:
    """The branches in an order of chance; deep down the simplest ones come first, those that clear a field last.

    Of the forms that a parameter may have, any text is the last one.
    """
    telling = [branch for branch in node.branches if not _says_nothing(branch)]
    order = telling
    if len(telling) > 1:
        order = pen.record.random(spot.path, "branch").sample(telling, len(telling))
    if node.place.depth >= _DEEP or node.repeats > 1:
        order.sort(key=lambda branch: (branch.repeats, branch.kinds[0] in ("object", "array"), len(branch.required)))
    if node.place.location != "body":
        order = sorted(order, key=_is_any_text)
    return [*order, *(branch for branch in node.branches if branch not in telling)]


def _branch(node: Node, spot: Spot, pen: Pen) -> Any:
    """The first branch that works."""
    fault = Impossible(spot.path, "oneOf")
    for branch in branch_order(node, spot, pen):
        try:
            return draw(branch, spot, pen)
        except Impossible as impossible:
            fault = impossible
    raise fault
