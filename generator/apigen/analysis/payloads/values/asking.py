"""What a provider may know about the place it fills."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from random import Random

from apigen.analysis.payloads.values.personas import Persona


@dataclass(frozen=True, slots=True)
class Field:
    """What all values of one place have in common."""

    words: tuple[str, ...]  # of the field's name
    kind: str  # string, integer, number
    shortest: int
    longest: int
    is_short: bool  # whether prose would be out of place, as in URLs and headers
    hint: str  # the description in lower case
    id_form: str = ""  # uuid, hex or digits: what most identifiers of the document are


@dataclass(slots=True)
class Ask:
    """One question for a value."""

    field: Field
    generator: Callable[[], Random]  # of this place alone
    shared: Callable[[str], Random]  # the same for all fields of an object that ask with the same word
    person: Callable[[], Persona]  # the persona of the object
    is_past: bool  # whether undecided dates lie in the past, as in filters
    anchor: date  # what dates are counted from
    variety: int = 0  # how often the record came out like one before it
    _random: Random | None = None

    @property
    def random(self) -> Random:
        """The generator of this place, seeded on demand: that is dear, and what a persona answers needs none."""
        if self._random is None:
            self._random = self.generator()
        return self._random
