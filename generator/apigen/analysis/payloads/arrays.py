"""Arrays: how many items, and items that differ where they must."""

from typing import Any

from apigen.analysis.payloads.pen import MANY, Impossible, Pen, Spot
from apigen.analysis.payloads.plan import Node
from apigen.analysis.payloads.record import MINIMAL

_DEEPEST = 7  # levels below the root at which optional items are still drawn
_REPLACEMENTS = 8  # how often an item that is there already is drawn again
_NOTHING = object()


def draw_array(node: Node, spot: Spot, pen: Pen) -> list[Any]:
    """One to three items where the schema leaves it open; each is a scope of its own."""
    schema = node.schema or {}
    unique = schema.get("uniqueItems") is True
    contained = schema.get("contains")
    wanted = int(schema.get("minContains", 1)) if contained is not None else 0
    result: list[Any] = []
    for position in range(_length(node, spot, pen)):
        item = node.item(position)
        item = item.narrowed("contains", contained) if position < wanted else item
        if (value := _item(item, position, spot, pen, result if unique else [])) is not _NOTHING:
            result.append(value)
    if len(result) < int(schema.get("minItems") or 0):
        raise Impossible(spot.path, "uniqueItems" if unique else "items")
    return result


def _item(node: Node, position: int, spot: Spot, pen: Pen, taken: list[Any]) -> Any:
    """One item that is not among those taken; `_NOTHING` where there is none."""
    for attempt in range(_REPLACEMENTS if taken else 1):
        path = f"{spot.path}[{position}]" + "'" * attempt
        try:
            value = pen.value(node, Spot(path, path))
        except Impossible:
            return _NOTHING
        if value not in taken:
            return value
    return _NOTHING


def _length(node: Node, spot: Spot, pen: Pen) -> int:
    """How many items: fewer deep down, and no more than a request can carry."""
    schema = node.schema or {}
    fewest = max(int(schema.get("minItems") or 0), int(schema.get("minContains", "contains" in schema)))
    prefix = len(schema.get("prefixItems") or ())
    if fewest > MANY:
        raise Impossible(spot.path, "minItems")
    if node.repeats > 1 or node.place.depth > _DEEPEST:
        return fewest
    usual = 1 if pen.record.mode == MINIMAL else pen.record.random(spot.path, "length").choice((1, 1, 2, 2, 3))
    most = prefix if schema.get("items") is False else int(schema.get("maxItems", MANY))
    return max(fewest, min(max(usual, prefix), most))
