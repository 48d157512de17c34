"""Text that matches a regular expression, drawn from the expression itself.

Patterns of documents are written for ECMA 262; what Python cannot read gives no text, and
the caller falls back to something plain.
"""

import random
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as sre_parser  # type: ignore[import-not-found]
from collections.abc import Callable
from typing import Any

_ALPHABET = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_PRINTABLE = [chr(code) for code in range(0x20, 0x7F)]
_SLASHED = re.compile(r"/(\^.*|.*\$)/([a-z]*)", re.DOTALL)
_LONG = 4  # how many more than the least a repetition may draw
_IN_CATEGORY: dict[Any, Callable[[str], bool]] = {
    sre.CATEGORY_DIGIT: str.isdigit,
    sre.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    sre.CATEGORY_SPACE: str.isspace,
    sre.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    sre.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    sre.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}


def read_pattern(pattern: str) -> str | None:
    """The pattern as Python reads it, without the slashes of JavaScript; None when it cannot."""
    slashed = _SLASHED.fullmatch(pattern)
    bare = pattern if slashed is None else f"(?i:{slashed[1]})" if "i" in slashed[2] else slashed[1]
    try:
        re.compile(bare)
    except (re.error, OverflowError, RecursionError):
        return None
    return bare


def draw_text(pattern: str, least: int, most: int, source: random.Random) -> str | None:
    """A text of `least` to `most` characters in which `pattern` is found, or None."""
    readable = read_pattern(pattern)
    if readable is None:
        return None
    parsed, expression = sre_parser.parse(readable), re.compile(readable)
    anchored = readable.rstrip().endswith("$")
    for attempt in range(30):
        text = _draw(parsed, source, {}, _LONG + attempt if attempt else least)
        if len(text) < least and not anchored:
            text += "".join(source.choices(_ALPHABET, k=least - len(text)))
        if least <= len(text) <= most and expression.search(text):
            return text
    return None


def _draw(parsed: Any, source: random.Random, groups: dict[int, str], stretch: int) -> str:
    return "".join(_draw_node(op, argument, source, groups, stretch) for op, argument in parsed)


def _draw_node(op: Any, argument: Any, source: random.Random, groups: dict[int, str], stretch: int) -> str:
    if op is sre.LITERAL:
        return chr(argument)
    if op in (sre.IN, sre.NOT_LITERAL, sre.ANY):
        return source.choice(_characters(op, argument))
    if op in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, inner = argument
        count = source.randint(least, max(least, min(int(most), least + stretch)))
        return "".join(_draw(inner, source, groups, stretch) for _ in range(count))
    if op is sre.SUBPATTERN:
        groups[argument[0]] = _draw(argument[-1], source, groups, stretch)
        return groups[argument[0]]
    if op is sre.BRANCH:
        return _draw(source.choice(argument[1]), source, groups, stretch)
    return groups.get(argument, "") if op is sre.GROUPREF else ""


def _characters(op: Any, argument: Any) -> list[str]:
    """The printable characters that a character class allows; letters and digits where it says any."""
    if op is sre.ANY:
        return list(_ALPHABET)
    if op is sre.NOT_LITERAL:
        return [char for char in _ALPHABET if ord(char) != argument]
    negated = argument[0][0] is sre.NEGATE
    members = [item for item in argument if item[0] is not sre.NEGATE]
    first = [chr(low) for kind, low in members if kind is sre.LITERAL] or ["-"]
    pool = _ALPHABET if negated else _PRINTABLE
    return [char for char in pool if any(_is_in(char, *item) for item in members) is not negated] or first


def _is_in(char: str, kind: Any, value: Any) -> bool:
    if kind is sre.LITERAL:
        return bool(ord(char) == value)
    if kind is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    return kind is sre.CATEGORY and _IN_CATEGORY[value](char)
