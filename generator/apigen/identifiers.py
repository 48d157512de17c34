"""Names of ours from the names of a document: readable, unique, never a keyword, at most 48 characters.

They hold nothing but ASCII letters, digits, underscores or hyphens, so none of them can leave its place in a file or
its folder, and none is a name that Windows keeps for devices.
"""

import keyword
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

MAX_LENGTH = 48  # longer names would break the layout that keeps output as a formatter would write it

_READ = 400  # of a longer name; what follows could not be seen, and a name may have megabytes
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
_RESERVED = frozenset(
    {*keyword.kwlist, *keyword.softkwlist, *_DEVICES, "self", "response", "sample", "print", "id", "type"}
)
_CLASSES = frozenset({"ApiUser"})  # of the generated support.py


def words_of(name: str) -> list[str]:
    """The words in a name, in lower case, whatever the case style: `getHTTPStatus-v2` gives get, http, status, v2.

    The `s` of a plural stays with its acronym: `URLs` is one word.
    """
    return list(_words_of(name[:_READ]))


@lru_cache(maxsize=65536)
def _words_of(name: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", name.replace("'s ", " ")).encode("ascii", "ignore").decode()
    spaced = re.sub(r"([a-z0-9])([A-Z])|([A-Z]+)([A-Z](?!s(?![a-z]))[a-z])", r"\1\3 \2\4", plain)
    return tuple(word.lower() for word in re.split(r"[^A-Za-z0-9]+", spaced) if word)


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
    name = capitals[: MAX_LENGTH - len(suffix)] + suffix
    return f"{capitals}Test{suffix}" if name in _CLASSES else name


def slug(name: str, fallback: str = "api") -> str:
    """A folder name: lower-case words joined by hyphens."""
    joined = "-".join(words_of(name))[:MAX_LENGTH].strip("-") or fallback
    return f"{joined}-{fallback}" if joined in _DEVICES else joined


class Names:
    """Gives names away, each once: `list`, then `list_2`, `list_3` ...

    Ten thousand equal wishes cost no more than ten thousand different ones.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}  # wish -> the number it ended with

    def give(self, wish: str) -> str:
        """The wish, or the wish with the first number that is free; never longer than allowed."""
        name, number = wish, self._last.get(wish, 1)
        while name in self._taken:
            number += 1
            ending = f"_{number}"
            name = wish[: MAX_LENGTH - len(ending)].rstrip("_") + ending
        self._last[wish] = number
        self._taken.add(name)
        return name
