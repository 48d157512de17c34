"""Randomness without a stream: every choice has its own generator, keyed by where it is taken.

Adding a property to a schema therefore changes no other value, and neither the order of drawing nor the process
matters: the key alone decides.
"""

from hashlib import blake2b
from random import Random


def number_for(*key: object) -> int:
    """64 bits that depend on the key only."""
    text = "\x1f".join(map(str, key)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big")


def random_for(*key: object) -> Random:
    """A generator that depends on the key only."""
    return Random(number_for(*key))
