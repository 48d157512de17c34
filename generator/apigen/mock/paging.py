"""Which part of a list a request asks for, by the names that APIs give to such parameters."""

import re
from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

_PAGE_SIZE = 20
_LIMIT = re.compile(r"(limit|per_?page|page_?size|page\[size\]|size|max_?results|top|count|take)", re.IGNORECASE)
_OFFSET = re.compile(r"(offset|skip|start|start_?index|from)", re.IGNORECASE)
_PAGE = re.compile(r"(page|page_?number|page_?no|page\[number\])", re.IGNORECASE)


def cut_page(things: list[T], query: Mapping[str, str], most: int | None = None) -> list[T]:
    """The page of `things` that the query asks for, at most 20 or what it says."""
    size = _number(query, _LIMIT, _PAGE_SIZE)
    size = size if most is None else min(size, most)
    first = _number(query, _OFFSET, 0) or max(0, _number(query, _PAGE, 1) - 1) * size
    return things[first : first + size]


def _number(query: Mapping[str, str], names: re.Pattern[str], otherwise: int) -> int:
    for name, value in query.items():
        if names.fullmatch(name.lstrip("$")) and value.isdecimal():
            return int(value)
    return otherwise
