"""In which order merged parts stand."""

from collections.abc import Hashable, Sequence, Set
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def merge_order(base: Sequence[K], ours: Sequence[K], theirs: Sequence[K], kept: Set[K]) -> list[K]:
    """The keys in `kept`, in the order of whoever changed it; where both did, in ours.

    What only the other side has follows what it follows there.
    """
    common = set(base) & set(ours) & set(theirs)
    in_common = [[key for key in side if key in common] for side in (base, ours, theirs)]
    leads_theirs = in_common[0] == in_common[1] != in_common[2]
    leading, other = (theirs, ours) if leads_theirs else (ours, theirs)
    order = [key for key in leading if key in kept]
    for side in (other, base):
        order = _inserted(order, [key for key in side if key in kept])
    return order


def _inserted(order: list[K], side: list[K]) -> list[K]:
    """The order with what only `side` has, each after its predecessor there; at the start before its successor."""
    missing = set(side) - set(order)
    if not missing:
        return order
    after: dict[K | None, list[K]] = {}
    last: K | None = None
    for key in side:
        if key in missing:
            after.setdefault(last, []).append(key)
        else:
            last = key
    first = next((key for key in side if key not in missing), None)
    result: list[K] = []
    for key in order:
        if key == first:
            result += after.get(None, [])
        result += [key, *after.get(key, [])]
    return result if first is not None else [*result, *after.get(None, [])]
