"""Pairs in one object that must not contradict each other: the smaller of two bounds comes first."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.tree.plan import Node

_WRITTEN = (
    "- min-max minimum-maximum start-end begin-end from-to low-high lower-upper created-updated "
    "created-modified since-until after-before gte-lte gt-lt first-last issued-expires departure-arrival "
    "lowest-highest departure-return earliest-latest opens-closes open-close starts-ends starting-ending "
    "in-out started-finished started-ended started-completed"
)
_PAIRS = tuple(tuple(pair.split("-")) for pair in _WRITTEN.split())
"""Words of which the first belongs to the smaller value."""


def in_order(values: dict[str, Any], node: Node) -> dict[str, Any]:
    """The same values, with those of a pair exchanged where the first was the larger."""
    if not node.once(_has_pairs) and values.keys() <= node.properties.keys():
        return values
    return exchanged(values, lambda name, _: not _is_fixed(node, name))


def exchanged(values: dict[str, Any], may_be: Callable[[str, Any], bool]) -> dict[str, Any]:
    """The same for values of any names; `may_be` tells whether that of a name may become another one."""
    words = {name: words_of(name) for name, value in values.items() if _is_comparable(value)}
    for name, own in words.items():
        for partner in _partners(own):
            other = next((each for each, theirs in words.items() if theirs == partner), None)
            if other is None or not _is_larger(values[name], values[other]):
                continue
            if may_be(name, values[other]) and may_be(other, values[name]):
                values[name], values[other] = values[other], values[name]
    return values


def _has_pairs(node: Node) -> bool:
    """Whether two of the declared names belong together at all; in most objects none do."""
    declared = {words_of(name) for name in node.properties}
    return any(partner in declared for words in declared for partner in _partners(words))


@lru_cache(maxsize=65536)
def _partners(words: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """`start_date` wants to come before `end_date`."""
    return tuple(
        tuple(second if word == first else word for word in words)
        for first, second in _PAIRS
        if words.count(first) == 1
    )


def _is_comparable(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number or (isinstance(value, str) and value[:1].isdigit())


def _is_larger(first: Any, second: Any) -> bool:
    if isinstance(first, str) and isinstance(second, str):
        return len(first) == len(second) and first > second
    return not isinstance(first, str) and not isinstance(second, str) and bool(first > second)


def _is_fixed(node: Node, name: str) -> bool:
    schema: Mapping[str, Any] = node.member(name).schema or {}
    return "enum" in schema or "const" in schema
