"""Random characters, and the identifiers that are made of them."""

import string
from random import Random

HEX = "0123456789abcdef"
ALNUM = string.ascii_letters + string.digits


def characters(random: Random, alphabet: str, count: int) -> str:
    """Random characters."""
    return "".join(random.choices(alphabet, k=count))


def uuid(random: Random) -> str:
    """A version 4 UUID."""
    digits = f"{random.getrandbits(128):032x}"
    variant = "89ab"[random.randrange(4)]
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:]}"
