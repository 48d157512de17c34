"""Schemas as hypothesis strategies: the way to values where constraints are too narrow for guessing.

A leaf that no source satisfies is drawn from its pattern or its bounds. A schema whose parts satisfy but whose whole
does not (`not`, exclusive `oneOf`, `contains`, ...) is searched over its structure, with leaves that are drawn already.
"""

import json
import re
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from apigen.analysis.payloads.drawing.hypothesis_source import batch, move_files_of_hypothesis
from apigen.analysis.payloads.drawing.leaf_check import LeafCheck
from apigen.analysis.payloads.drawing.seeds import number_for
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.tree.request_view import CHOICES
from apigen.analysis.payloads.values.numbers import bounds_of
from apigen.openapi.patterns import python_pattern

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

_ALPHABETS = (
    string.ascii_lowercase + string.digits,
    string.ascii_letters + string.digits + "-_",
    "".join(chr(code) for code in range(32, 127)),
    None,
)
"""What a pattern's characters are taken from: the first alphabet that it admits reads best."""

_BATCH = 30
_DEEPEST = 6  # levels of a whole schema that are searched


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What a search over the structure puts together."""

    leaf_values: Callable[[Node, str], tuple[Any, ...]]  # that a leaf takes by itself
    spare_items: int = 3  # that an array may have beyond those it must


_HARD: dict[int, tuple[Any, ...]] = {}


def hard_leaf_values(check: LeafCheck, seed: int) -> tuple[Any, ...]:
    """A batch of values for one leaf, out of its pattern, lengths or bounds; drawn once per content and seed."""
    key = number_for(seed, check.kind, check.pattern, json.dumps(check.rules, sort_keys=True, default=str))
    if key not in _HARD:
        move_files_of_hypothesis()
        strategies = _leaf_strategies(check)
        _HARD[key] = next((found for each in strategies if (found := batch(each, key, _BATCH, check.accepts))), ())
    return _HARD[key]


def whole_values(
    node: Node, ingredients: Ingredients, seed: int, count: int, accepts: Callable[[Any], bool]
) -> tuple[Any, ...]:
    """Values of a whole schema that are accepted together."""
    move_files_of_hypothesis()
    return batch(_structure(node, ingredients, 0), seed, max(count, _BATCH), accepts)


def _leaf_strategies(check: LeafCheck) -> Iterator["SearchStrategy[Any]"]:
    from hypothesis import strategies as st

    if check.kind != "string":
        yield from _numbers(check.rules, check.kind == "integer")
        return
    if check.pattern and (pattern := python_pattern(str(check.pattern))):
        yield from _spelled(pattern)
    longest = min(check.longest, check.shortest + 40)
    if check.shortest <= longest:
        yield st.text(st.sampled_from(string.ascii_lowercase), min_size=check.shortest, max_size=longest)


def _spelled(pattern: re.Pattern[str]) -> Iterator["SearchStrategy[str]"]:
    """Texts that the pattern describes as a whole, then texts that contain a match."""
    from hypothesis import strategies as st
    from hypothesis.errors import InvalidArgument

    for alphabet in _ALPHABETS:
        characters = st.sampled_from(alphabet) if alphabet else st.characters(codec="utf-8")
        try:
            strategy = st.from_regex(pattern, fullmatch=True, alphabet=characters)
            strategy.validate()
        except (InvalidArgument, NotImplementedError):
            continue
        yield strategy
        yield st.from_regex(pattern, alphabet=characters)


def _numbers(schema: Any, is_integer: bool) -> Iterator["SearchStrategy[Any]"]:
    from hypothesis import strategies as st

    bounds = bounds_of(schema, is_integer)
    low, high = bounds.low, bounds.high
    step = bounds.step
    if is_integer or step:
        grid = step or 1
        first = None if low is None else ceil(low / grid)
        last = None if high is None else floor(high / grid)
        if first is None or last is None or first <= last:
            yield st.integers(first, last).map(lambda count: int(count * grid) if is_integer else float(count * grid))
    elif low is None or high is None or low <= high:
        yield st.floats(
            None if low is None else float(low),
            None if high is None else float(high),
            allow_nan=False,
            allow_infinity=False,
        )


def _structure(node: Node, ingredients: Ingredients, depth: int) -> "SearchStrategy[Any]":
    from hypothesis import strategies as st

    schema = node.schema
    if schema is None:
        return st.nothing()
    for key in ("const", "enum"):
        if key in schema:
            return st.sampled_from([schema[key]] if key == "const" else list(schema[key]))
    if node.branches or schema.get(CHOICES):
        return st.one_of([_structure(branch, ingredients, depth + 1) for branch in node.branches])
    return st.one_of([_typed(node, kind, ingredients, depth) for kind in node.kinds])


def _typed(node: Node, kind: str, ingredients: Ingredients, depth: int) -> "SearchStrategy[Any]":
    from hypothesis import strategies as st

    if kind == "object":
        return _object(node, ingredients, depth)
    if kind == "array":
        return _array(node, ingredients, depth)
    if kind == "null":
        return st.none()
    values = ingredients.leaf_values(node, "string" if kind == "any" else kind)
    return st.sampled_from(values) if values else st.nothing()


def _object(node: Node, ingredients: Ingredients, depth: int) -> "SearchStrategy[Any]":
    from hypothesis import strategies as st

    def member(name: str) -> "SearchStrategy[Any]":
        return st.deferred(lambda: _structure(node.member(name), ingredients, depth + 1))

    optional = [name for name in node.properties if name not in node.required] if depth < _DEEPEST else []
    optional = [name for name in optional if node.member(name).schema is not None]
    return st.fixed_dictionaries(
        {name: member(name) for name in sorted(node.required)}, optional={name: member(name) for name in optional}
    )


def _array(node: Node, ingredients: Ingredients, depth: int) -> "SearchStrategy[Any]":
    from hypothesis import strategies as st

    schema = node.schema or {}
    fewest = int(schema.get("minItems") or 0)
    most = min(int(schema.get("maxItems", fewest + ingredients.spare_items)), fewest + ingredients.spare_items)
    prefix = schema.get("prefixItems") or ()
    if prefix:
        items = [_structure(node.item(position), ingredients, depth + 1) for position in range(len(prefix))]
        counts = range(len(prefix), min(fewest, len(prefix)) - 1, -1)
        return st.one_of([st.tuples(*items[:count]).map(list) for count in counts])
    item = st.deferred(lambda: _structure(node.item(0), ingredients, depth + 1))
    if "contains" in schema:
        item = st.one_of(
            item, _structure(node.item(0).narrowed("contains", schema["contains"]), ingredients, depth + 1)
        )
    unique = (lambda value: json.dumps(value, sort_keys=True, default=str)) if schema.get("uniqueItems") else None
    return (
        st.lists(item, min_size=fewest, max_size=max(most, fewest), unique_by=unique)
        if depth < _DEEPEST
        else (st.lists(item, min_size=fewest, max_size=fewest))
    )
