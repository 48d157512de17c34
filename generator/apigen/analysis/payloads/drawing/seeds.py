"""Randomness without a stream: every choice has its own generator, keyed by where it is taken.

Adding a property to a schema therefore changes no other value, and neither the order of drawing nor the process
matters: the key alone decides.
"""

from hashlib import blake2b
from random import Random
from typing import Final

_BITS = 64
_MASK = (1 << _BITS) - 1
END: Final = "\x1f"
"""Stands between the parts of a key."""


class Keyed(Random):
    """Python's generator over SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).

    Most choices take one or two numbers, and seeding the Mersenne Twister costs more than a hundred of them.
    """

    def __init__(self, number: int) -> None:
        """`number` is the state to begin with, of 64 bits."""
        self._state = number

    def random(self) -> float:
        """A number in [0, 1)."""
        return (self._next() >> 11) * 2.0**-53

    def getrandbits(self, k: int, /) -> int:
        """A number of k bits."""
        if k <= _BITS:
            return self._next() >> (_BITS - k)
        return (self.getrandbits(k - _BITS) << _BITS) | self._next()

    def _next(self) -> int:
        self._state = state = (self._state + 0x9E3779B97F4A7C15) & _MASK
        state = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        state = ((state ^ (state >> 27)) * 0x94D049BB133111EB) & _MASK
        return state ^ (state >> 31)


def number_for(*key: object) -> int:
    """64 bits that depend on the key only."""
    return number_of(END.join(map(str, key)))


def number_of(key: str) -> int:
    """The same for a key whose parts are joined already."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def share_of(number: int) -> float:
    """The number in [0, 1) that 64 bits stand for."""
    return (number >> 11) * 2.0**-53


def random_for(*key: object) -> Random:
    """A generator that depends on the key only."""
    return Keyed(number_for(*key))
