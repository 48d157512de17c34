"""Arrays: how many items, and items that differ where they must."""

from typing import Any

from apigen.analysis.payloads.drawing.pen import MANY, Impossible, Pen, Spot
from apigen.analysis.payloads.drawing.record import MINIMAL
from apigen.analysis.payloads.meaning.documented import is_filler
from apigen.analysis.payloads.meaning.leaves import EXHAUSTED, TIRED, leaf_of
from apigen.analysis.payloads.tree.odds import is_at_odds
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.values.likenesses import alike, proportional

_DEEPEST = 7  # levels below the root at which optional items are still drawn
_VECTOR = 3  # numbers in a list: those of an embedding are as many in each request
_REPLACEMENTS = 8  # how often an item that is there already is drawn again
_SCALARS = ("string", "integer", "number", "boolean")
_NOTHING = object()


def draw_array(node: Node, spot: Spot, pen: Pen) -> list[Any]:
    """One to three items where the schema leaves it open; each is a scope of its own."""
    schema = node.schema or {}
    count = _length(node, spot, pen)
    if shown := _shown_lists(node, pen):
        return _as_shown(node, shown, count, spot, pen)
    contained = schema.get("contains")
    wanted = int(schema.get("minContains", 1)) if contained is not None else 0
    fewest = int(schema.get("minItems") or 0)
    result: list[Any] = []
    for position in range(count):
        item = node.item(position)
        item = item.narrowed("contains", contained) if position < wanted else item
        value = _item(item, position, spot, pen, result, schema.get("uniqueItems") is True)
        if value is _NOTHING and len(result) < fewest and result and schema.get("uniqueItems") is not True:
            value = result[0]
        if value is not _NOTHING:
            result.append(value)
        elif position < len(schema.get("prefixItems") or ()):
            break  # what follows would stand in the wrong place
    if len(result) < fewest:
        raise Impossible(spot.path, "uniqueItems" if schema.get("uniqueItems") else "items")
    return result


def _shown_lists(node: Node, pen: Pen) -> list[list[Any]]:
    """Examples of the whole list, where its items are no objects: coordinates and the like make sense only together."""
    if "object" in node.item(0).kinds or (node.schema or {}).get("prefixItems"):
        return []
    lists = [each for each in node.examples if isinstance(each, list) and each]
    if pen.record.variety >= TIRED:
        lists = [each for each in lists if any(isinstance(item, float) for item in each)]
    return [each for each in lists if _holds(node, each, pen) and not is_filler(each)]


def _holds(node: Node, value: Any, pen: Pen) -> bool:
    """Whether an example keeps the rules of a list and of the scalars in it."""
    if isinstance(value, list):
        schema = node.schema or {}
        has_room = int(schema.get("minItems") or 0) <= len(value) <= int(schema.get("maxItems", MANY))
        return "array" in node.kinds and has_room and all(_holds(node.item(0), each, pen) for each in value)
    return any(kind in _SCALARS and node.once(leaf_of, kind).check.accepts(value) for kind in node.kinds)


def _as_shown(node: Node, shown: list[list[Any]], count: int, spot: Spot, pen: Pen) -> list[Any]:
    """One of the examples; of texts a few, in their order, since those are mostly sets."""
    random = pen.record.random(spot.path, "shown")
    chosen: list[Any] = random.choice(shown)
    if pen.record.variety:
        smaller = proportional(chosen, random) if pen.record.variety >= EXHAUSTED else []
        other = smaller or [alike(each, random) or each for each in chosen]
        chosen = other if _holds(node, other, pen) else chosen
    if node.item(0).kinds != ("string",) or len(chosen) <= count:
        return list(chosen)
    places = sorted(random.sample(range(len(chosen)), count))
    return [chosen[place] for place in places]


def _item(node: Node, position: int, spot: Spot, pen: Pen, taken: list[Any], is_set: bool) -> Any:
    """One item that is not among those taken; `_NOTHING` where there is none.

    Objects may be equal where the schema allows it: else a new property, which tells them apart, would change others.
    """
    for attempt in range(_REPLACEMENTS if taken else 1):
        path = f"{spot.path}[{position}]" + "'" * attempt
        try:
            value = pen.value(node, Spot(path, path))
        except Impossible:
            return _NOTHING
        if value not in taken or (isinstance(value, dict) and not is_set):
            return value
    return _NOTHING


def _counted(node: Node, spot: Spot) -> str:
    """The path of what has so many items: the object whose members are columns, or the list itself."""
    return spot.path.rpartition(".")[0] if node.place.is_column else spot.path


def _length(node: Node, spot: Spot, pen: Pen) -> int:
    """How many items: fewer deep down, and no more than a request can carry."""
    schema = node.schema or {}
    fewest = max(int(schema.get("minItems") or 0), int(schema.get("minContains", "contains" in schema)))
    prefix = len(schema.get("prefixItems") or ())
    if fewest > MANY:
        raise Impossible(spot.path, "minItems")
    if node.repeats > 1 or node.place.depth > _DEEPEST or node.item(0).once(is_at_odds):
        return fewest
    others = schema.get("items", schema.get("unevaluatedItems", True))
    is_unknown = others == {} and node.place.location == "body"  # none is a good number there; a query would lack it
    lengths = (0, 1, 2) if is_unknown else (1, 1, 2, 2, 3)
    usual = 1 if pen.record.mode == MINIMAL else pen.record.random(_counted(node, spot), "length").choice(lengths)
    if node.item(0).kinds == ("number",):
        usual = _VECTOR
    most = prefix if others is False else int(schema.get("maxItems", MANY))
    return max(fewest, min(max(usual, prefix), most))
