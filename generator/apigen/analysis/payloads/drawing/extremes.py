"""Extreme values that are still valid: the smallest, the largest, the empty, the longest, the foreign, and null.

Hypothesis puts them together and adds texts of its own; the judge of the body has the last word.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from apigen.analysis.payloads.drawing.hypothesis_source import batch, move_files_of_hypothesis
from apigen.analysis.payloads.drawing.leaf_check import LeafCheck
from apigen.analysis.payloads.drawing.seeds import number_for
from apigen.analysis.payloads.drawing.strategies import Ingredients, hard_leaf_values, whole_values
from apigen.analysis.payloads.meaning.leaves import leaf_of
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.values.numbers import bounds_of

_TEXTS = (
    *("", " ", "0", "null", "  padded  ", "O'Brien & Söhne", '<b>"bold"</b>', "a,b;c|d\\e/f%20", "two\nlines"),
    *("日本語のテキスト", "نص عربي", "Ελληνικά", "👩‍👩‍👧‍👦🏳️‍🌈", "e\u0301\u0327", "\u202etxet\u202c", "𝔘𝔫𝔦", "ß ﬁ İ ǅ"),
)
_OF_FORMAT: Mapping[str, tuple[str, ...]] = {
    "date": ("1970-01-01", "2000-02-29", "0001-01-01", "9999-12-31"),
    "date-time": ("1970-01-01T00:00:00Z", "2000-02-29T23:59:59.999999+14:00", "9999-12-31T23:59:59Z"),
    "time": ("00:00:00Z", "23:59:59.999999-12:00"),
    "email": ("a@example.com", "o'brien+tag@example.com", f"{'x' * 64}@example.com"),
    "uuid": ("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"),
    "uri": ("http://example.com", f"https://example.com/{'x' * 200}?q=%20#f"),
    "ipv4": ("0.0.0.0", "255.255.255.255"),  # noqa: S104  a value, not an address to listen on
    "ipv6": ("::", "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff"),
}
_LETTERS = "".join(
    chr(code)
    for first, last in (
        *((0x20, 0x7E), (0xA1, 0x17F), (0x391, 0x3A1), (0x410, 0x44F), (0x5D0, 0x5EA), (0x627, 0x63A)),
        *((0x905, 0x914), (0x3041, 0x3096), (0x4E00, 0x4E50), (0xAC00, 0xAC40), (0x1F600, 0x1F640)),
    )
    for code in range(first, last + 1)
)
"""Letters of many scripts; not all that are letters, since each version of Python knows more of them."""
_LONG = (255, 2000)  # characters, where the schema sets no limit
_MANY = 20  # items of an array
_OWN = 8  # texts that hypothesis adds to a leaf
_NUMBERS = (0, 1, -1, 0.5, -0.5, 2**31 - 1, -(2**31), 2**31, 2**53 - 1, -(2**53 - 1), 1e-9, 1e15)


def extreme_values(node: Node, seed: int, count: int, accepts: Callable[[Any], bool]) -> tuple[Any, ...]:
    """Up to `count` extreme values of a body or parameter that are accepted."""
    kinds = node.kinds if _is_leaf(node) else ()
    if kinds and not {"object", "array", "any", "null"}.intersection(kinds):
        return tuple(value for kind in kinds for value in _of_leaf(node, kind, seed) if accepts(value))[:count]
    return whole_values(node, Ingredients(partial(_of_leaf, seed=seed), _MANY), seed, count, accepts)[:count]


def _is_leaf(node: Node) -> bool:
    """Whether a place has a type of its own, and no choice or list of values to take it from."""
    schema = node.schema or {}
    return node.schema is not None and not (node.branches or {"enum", "const"} & schema.keys())


def _of_leaf(node: Node, kind: str, seed: int) -> tuple[Any, ...]:
    check = node.once(leaf_of, kind).check
    if kind == "boolean":
        found: list[Any] = [True, False]
    elif kind == "string":
        found = [text for text in _texts(node, check) if check.accepts(text)] + list(_of_hypothesis(check, seed))
    else:
        found = [number for number in _numbers(node, kind) if number is not None and check.accepts(number)]
    nothing = (None,) if "null" in (node.schema or {}).get("type", ()) else ()
    return (*nothing, *dict.fromkeys(found)) or hard_leaf_values(check, seed)


def _texts(node: Node, check: LeafCheck) -> list[str]:
    """Texts of every sort, the fixed ones made to fit: repeated up to the shortest length, cut at the longest."""
    schema = node.schema or {}
    given = _OF_FORMAT.get(str(schema.get("format", "")), _TEXTS)
    longest = [check.longest] if "maxLength" in schema else [length for length in _LONG if length >= check.shortest]
    fitted = [(text or "x") * -(-check.shortest // max(len(text), 1)) if check.shortest else text for text in given]
    lengths = [*longest, check.shortest]
    return [
        *(text[: check.longest] for text in fitted),
        *("x" * length for length in lengths),
        *("é" * n for n in longest),
    ]


def _of_hypothesis(check: LeafCheck, seed: int) -> tuple[Any, ...]:
    """What hypothesis thinks of: by the pattern where there is one, else any letters at all."""
    from hypothesis import strategies as st

    if check.pattern or "format" in check.rules:
        values = sorted(hard_leaf_values(check, seed), key=lambda text: (len(text), text))
        return tuple(values[:2] + values[-2:])
    move_files_of_hypothesis()
    longest = min(check.longest, check.shortest + 40)
    key = number_for(seed, check.shortest, check.longest)
    texts = st.text(st.sampled_from(_LETTERS), min_size=check.shortest, max_size=max(longest, check.shortest))
    return batch(texts, key, _OWN, check.accepts) if check.shortest <= check.longest else ()


def _numbers(node: Node, kind: str) -> list[Any]:
    """The bounds and what is next to them, and the limits of machines."""
    bounds = bounds_of(node.schema or {}, kind == "integer")
    step = bounds.step or 1
    edges = [
        each for bound in (bounds.low, bounds.high) if bound is not None for each in (bound, bound + step, bound - step)
    ]
    return [bounds.fitted(number) for number in (*edges, *_NUMBERS)]
