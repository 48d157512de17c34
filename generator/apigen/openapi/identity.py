"""Which operation of a document is which of another: by what identifies them, never by likeness.

The same method and path, whatever the parameters in it are called, or the same operationId. Where both changed, only
the user can know (`apigen rename`).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher

_PARAMETER = re.compile(r"\{[^}]*\}")
_ALIKE = 0.6  # of two paths, from 0 to 1


def same_operations(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """The old key of every new one that is known; both documents map keys (`POST /orders`) to operationIds.

    An operationId is empty where none is declared. No operation has two partners.
    """
    found: dict[str, str] = {}
    for before, after in ((str, str), (shape, shape), (old.__getitem__, new.__getitem__)):
        found |= _pairs(old, new, found, before, after)
    return {key: found[key] for key in new if key in found}


def _pairs(
    old: Iterable[str],
    new: Iterable[str],
    found: Mapping[str, str],
    before: Callable[[str], str],
    after: Callable[[str], str],
) -> dict[str, str]:
    """The pairs that have the same mark, of those that have no partner yet."""
    taken = set(found.values())
    free: dict[str, str] = {}
    for key in old:
        if key not in taken and (mark := before(key)):
            free.setdefault(mark, key)
    return {key: free.pop(mark) for key in new if key not in found and (mark := after(key)) in free}


def shape(key: str) -> str:
    """A key without the names of its parameters: `GET /orders/{}`."""
    return _PARAMETER.sub("{}", key)


def likely_pairs(gone: Iterable[str], added: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Keys of operations that are gone and added and may be one: the same method, and paths much alike.

    Only ever told, never acted on.
    """
    left = list(added)
    pairs = []
    for key in gone:
        same_method = [other for other in left if other.split()[0] == key.split()[0]]
        best = max(same_method, key=lambda other: _likeness(key, other), default="")
        if best and _likeness(key, best) > _ALIKE:
            pairs.append((key, best))
            left.remove(best)
    return tuple(pairs)


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(maxsplit=1)[-1], other.split(maxsplit=1)[-1]).ratio()
