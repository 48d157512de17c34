"""Values like another one: of the form that the document shows (`cus_4f8a91`: `cus_7b02d5`), or of its magnitude."""

import re
import string
from decimal import Decimal
from random import Random
from typing import Any

from apigen.analysis.payloads.values.characters import characters
from apigen.analysis.payloads.values.texts import prose

_PART = re.compile(r"[A-Za-z0-9]+")
_MEANT = re.compile(r".*(\d{4}-\d\d-\d\d|\d:\d\d|\d\.\d|://|@| )|\+.*", re.S)
"""Dates, versions, addresses, telephone numbers, texts: other digits make them wrong, or those of a stranger."""
_HEX = re.compile(r"[0-9a-f]{4,}|[0-9A-F]{4,}")
_TELLING = 3  # characters from which a part of an identifier may change
_SMALLER = (0.8, 1)  # what decimal numbers are multiplied with
_WHOLE = 3  # digits after the point to which shares make one whole
_FEWEST = 1000  # numbers below this are counts rather than identifiers


def alike(shown: Any, random: Random) -> Any:
    """Another identifier of the same form; None where the value shown is none."""
    if isinstance(shown, int) and not isinstance(shown, bool) and shown >= _FEWEST:
        low = 10 ** (len(str(shown)) - 1)
        return random.randrange(low, 10 * low)
    if not isinstance(shown, str) or _MEANT.match(shown):
        return None
    made = _PART.sub(lambda part: _part_alike(part[0], random), shown)
    return made if made != shown else None


def proportional(numbers: list[Any], random: Random) -> list[Any]:
    """Decimal numbers made smaller by one factor: their signs, order and proportions stay. [] for other lists.

    They have as many digits after the point as before, and the largest at least three. Shares of a whole stay.
    """
    if not all(isinstance(each, int | float) for each in numbers) or not any(isinstance(e, float) for e in numbers):
        return []
    if round(sum(numbers), _WHOLE) == 1:
        return []
    shown = max(len(f"{Decimal(str(each)):f}".partition(".")[2]) for each in numbers)
    digits = max(shown, 2 - Decimal(str(max(map(abs, numbers)))).adjusted())
    factor = random.uniform(*_SMALLER)
    return [each if each == 0 else round(each * factor, digits) for each in numbers]


def beside(number: Any, random: Random, factor: int) -> Any:
    """A number from half the given one to so many times as much; what is no number stays."""
    if isinstance(number, int) and not isinstance(number, bool):
        return random.randint(number - abs(number) // 2, number + (factor - 1) * abs(number) + 5)
    return round(number * random.uniform(0.5, factor), 2) if isinstance(number, float) else number


def numbered(word: Any, random: Random) -> Any:
    """`advanced` as `advanced-47`, `Clothing` as `Clothing 47`, a sentence with another one; what is no text stays."""
    if not isinstance(word, str):
        return word
    if word.endswith((".", "?", "!")):
        return f"{word} {prose(random, 'note', 20, 300)}"
    return f"{word}{'-' if word.islower() else ' '}{random.randint(2, 999)}"


def _part_alike(part: str, random: Random) -> str:
    """Other digits, and other letters where these are as accidental as the digits; words stay."""
    if len(part) < _TELLING or part.isalpha():
        return part
    if part.isdigit():
        return str(random.randint(1, 9)) + characters(random, string.digits, len(part) - 1)
    if _HEX.fullmatch(part):
        alphabet = string.hexdigits[:16] if part.islower() else string.hexdigits.upper()[:10] + "ABCDEF"
        return characters(random, alphabet, len(part))
    return "".join(random.choice(_alphabet(char)) for char in part)


def _alphabet(char: str) -> str:
    return next(each for each in (string.digits, string.ascii_lowercase, string.ascii_uppercase) if char in each)
