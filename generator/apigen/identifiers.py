"""Python names from the names of a document: readable, unique, never a keyword, at most 48 characters."""

import keyword
import re
import unicodedata
from collections.abc import Collection

MAX_LENGTH = 48  # longer names would break the layout that keeps output as a formatter would write it

_RESERVED = frozenset({*keyword.kwlist, *keyword.softkwlist, "self", "response", "sample", "print", "id", "type"})


def words_of(name: str) -> list[str]:
    """The words in a name, in lower case, whatever the case style: `getHTTPStatus-v2` gives get, http, status, v2.

    The `s` of a plural stays with its acronym: `URLs` is one word.
    """
    plain = unicodedata.normalize("NFKD", name.replace("'s ", " ")).encode("ascii", "ignore").decode()
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z]+)([A-Z](?!s(?![a-z]))[a-z])", r"\1\3 \2\4", plain)
    return [word.lower() for word in re.split(r"[^A-Za-z0-9]+", spaced) if word]


def snake_case(name: str, fallback: str = "value") -> str:
    """A valid Python name in snake_case; `fallback` where the name holds no letter or digit."""
    snake = "_".join(words_of(name)) or fallback
    if snake[0].isdigit():
        snake = f"{fallback}_{snake}"
    snake = snake[:MAX_LENGTH].rstrip("_")
    return f"{snake}_" if snake in _RESERVED else snake


def class_name(name: str, suffix: str) -> str:
    """A class name in CapWords that ends with `suffix`: `shop api`, `User` gives `ShopUser`."""
    capitals = "".join(word.capitalize() for word in words_of(name)) or "Api"
    if capitals[0].isdigit():
        capitals = f"Api{capitals}"
    return capitals[: MAX_LENGTH - len(suffix)] + suffix


def slug(name: str, fallback: str = "api") -> str:
    """A folder name: lower-case words joined by hyphens."""
    return "-".join(words_of(name))[:MAX_LENGTH].strip("-") or fallback


def make_unique(name: str, taken: Collection[str]) -> str:
    """`name`, or `name_2`, `name_3` ... where it is taken; never longer than allowed."""
    if name not in taken:
        return name
    for number in range(2, len(taken) + 3):
        ending = f"_{number}"
        candidate = name[: MAX_LENGTH - len(ending)].rstrip("_") + ending
        if candidate not in taken:
            return candidate
    raise AssertionError("more names are taken than there are names")
