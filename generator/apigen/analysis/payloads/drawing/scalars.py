"""Scalars: asking the sources of a leaf, hypothesis where they have nothing, and the token where values must differ."""

from typing import Any

from apigen.analysis.payloads.drawing.pen import MANY, Impossible, Pen, Spot
from apigen.analysis.payloads.drawing.record import FULL, Record
from apigen.analysis.payloads.drawing.validity import NUMBERS
from apigen.analysis.payloads.meaning.leaves import Leaf, draw_leaf, leaf_of
from apigen.analysis.payloads.meaning.roles import PERSONAL_PROVIDERS
from apigen.analysis.payloads.meaning.uniqueness import spelled, with_token
from apigen.analysis.payloads.model import UNIQUE_NUMBER
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.values.asking import Ask
from apigen.analysis.payloads.values.providers import provide

_NAMES = frozenset("label title resource slug word short_text".split())
"""Providers of names, of which any word does in a path."""

_SPELLINGS = {
    "country": ("country", "country_code"),
    "country_code": ("country_code", "country"),
    "state": ("state", "state_code"),
    "state_code": ("state_code", "state"),
}
"""Providers that say the same thing in another way."""


def draw_scalar(node: Node, kind: str, spot: Spot, pen: Pen) -> Any:
    """A text, number or boolean; raises `Impossible` where even hypothesis finds none.

    Names are slugs where the document shows one, and in plain records.
    """
    leaf = node.once(leaf_of, kind)
    if leaf.check.shortest > MANY:
        raise Impossible(spot.path, "minLength")
    value, _ = draw_leaf(leaf, ask_at(leaf, spot, pen.record), pen.record.mode == FULL or pen.record.is_plain)
    if value is None:
        hard = pen.shop.hard_values(node, kind)
        if not hard:
            raise Impossible(spot.path, leaf.check.hardest)
        value = pen.record.random(spot.path, "hard").choice(hard)
    if node.place.location == "path" and isinstance(value, str):
        return _as_segment(value, leaf)
    if leaf.is_name and (mark := leaf.spelling or "-" * pen.record.is_plain):
        value = spelled(value, leaf.provider, mark, leaf.check.accepts)
    return made_unique(value, leaf) if pen.record.wants_unique else value


def is_mere_word(node: Node) -> bool:
    """Whether a text, or each text of a list, is any word: nothing tells what it means, so no server knows it."""
    if node.kinds == ("array",):
        return node.item(0).once(is_mere_word)
    if node.branches:
        told = [branch for branch in node.branches if branch.kinds != ("null",)]
        return all(branch.once(is_mere_word) for branch in told)
    if node.kinds != ("string",) or not {"enum", "const"}.isdisjoint(node.schema or {}):
        return False
    leaf = node.once(leaf_of, "string")
    return leaf.examples is None and all(source.kind == "type" for source in leaf.others)


def draw_anything(node: Node, spot: Spot, pen: Pen) -> Any:
    """A place without a type: as the examples have it, else what the name means."""
    shown = [each for each in node.examples if isinstance(each, dict | list) and each]
    if shown:
        return pen.record.random(spot.path).choice(shown)
    for kind in ("string", "number"):
        leaf = node.once(leaf_of, kind)
        if leaf.examples or any(source.kind != "type" for source in leaf.others):
            return draw_scalar(node, kind, spot, pen)
    return draw_scalar(node, "string", spot, pen)


def _as_segment(value: str, leaf: Leaf) -> str:
    """`Late Summer` as it stands in a path: `late-summer`, and `summer` for a name, as routes may want one word."""
    segment = value.lower().replace(" ", "-").replace("/", "-").strip("-")
    if leaf.provider in _NAMES and leaf.check.accepts(word := segment.rpartition("-")[2]):
        return word
    is_plain = " " not in value and "/" not in value
    return value if is_plain or not leaf.check.accepts(segment) else segment


def personal_values(node: Node, spot: Spot, pen: Pen) -> tuple[Any, ...]:
    """How a list may write what the persona says here, so that a listed country is that of the city."""
    leaf = node.once(leaf_of, "string")
    if leaf.provider not in PERSONAL_PROVIDERS:
        return ()
    ask = ask_at(leaf, spot, pen.record)
    spellings = _SPELLINGS.get(leaf.provider, (leaf.provider,))
    return tuple(provide(spelling, ask) for spelling in spellings)


def made_unique(value: Any, leaf: Leaf) -> Any:
    """The value with the token where servers demand values that nobody has used before and the schema has room."""
    if not leaf.wants_token or any(value in source.values for source in leaf.others if source.kind == "listed"):
        return value
    if leaf.check.kind == "integer":
        has_room = all(leaf.check.shaped(each) == each and leaf.check.accepts(each) for each in NUMBERS)
        return UNIQUE_NUMBER if has_room else value
    return with_token(value, leaf.provider, leaf.check.accepts, leaf.check.longest) or value


def ask_at(leaf: Leaf, spot: Spot, record: Record) -> Ask:
    """The question for one place; `manager_email` asks for another person than `email` does."""
    scope = f"{spot.scope}/{leaf.role}" if leaf.role else spot.scope
    return Ask(
        leaf.field,
        lambda: record.random(spot.path),
        lambda key: record.random(spot.scope, key),
        lambda: record.person(scope),
        record.is_past,
        record.anchor,
        record.variety,
    )
