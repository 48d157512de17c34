"""Names for operations: what the document calls them, made unique, or a name made from method and path."""

import re
from collections.abc import Collection, Sequence
from urllib.parse import unquote

_NOT_WORD = re.compile(r"\W+")


def made_id(method: str, path: str) -> str:
    """A name for an operation that has none: `get_orders_id` for `GET /orders/{id}`."""
    return _NOT_WORD.sub("_", f"{method.lower()} {path}").strip("_")


def referenced_key(reference: str) -> str:
    """The key of the operation that `#/paths/~1users~1{id}/get` points to; empty where it points to none."""
    parts = reference.rpartition("#/paths/")[2].split("/")
    path = unquote(parts[0]).replace("~1", "/").replace("~0", "~")
    return f"{parts[1].upper()} {path}" if len(parts) == 2 else ""


def unique_ids(declared: Sequence[str], made: Sequence[str]) -> list[str]:
    """One name per operation; declared names go first, so that a made one never takes theirs away."""
    taken: set[str] = {name for name in declared if name}
    first: set[str] = set()
    ids = []
    for own, other in zip(declared, made, strict=True):
        is_free = own not in first if own else other not in taken
        name = (own or other) if is_free else free_name(own or other, taken)
        first.add(name)
        taken.add(name)
        ids.append(name)
    return ids


def free_name(wish: str, taken: Collection[str]) -> str:
    """The wish, or the wish with the first number that nobody has: `list_2`."""
    name, number = wish, 1
    while name in taken:
        number += 1
        name = f"{wish}_{number}"
    return name
