"""One record while it is drawn: its place in the series and the randomness that belongs to its paths.

After a refused draw only the refused part gets a salt, so everything else keeps its value.
"""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from apigen.analysis.payloads.drawing.seeds import END, Keyed, number_of, share_of
from apigen.analysis.payloads.values.personas import Persona, persona
from apigen.data_settings import ANCHOR

FULL, MINIMAL, USUAL = "full", "minimal", "usual"


@dataclass(slots=True)  # a frozen one takes three times as long to make, and hundreds of thousands are made
class Record:
    """The choices of one record are functions of this and of a path."""

    root: str  # seed and operation
    index: int
    mode: str  # FULL: every optional property; MINIMAL: required ones; USUAL: most
    locale: str
    is_past: bool  # whether undecided dates lie in the past, as filters have them
    wants_unique: bool = False  # whether texts get the token where servers demand new values
    anchor: date = ANCHOR  # what dates are counted from
    variety: int = 0  # how often the record came out like one before it
    given_up: frozenset[str] = frozenset()  # places, as body.items[], of which no value was accepted
    salts: dict[str, int] = field(default_factory=dict)
    _people: dict[str, Persona] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Every third record avoids what a server may refuse: it has little that is optional, and names like slugs."""
        return self.mode == MINIMAL or self.index % 3 == 2

    def anew(self, mode: str, given_up: frozenset[str]) -> "Record":
        """The same record, of the same people, before any of its parts was refused."""
        return Record(
            self.root,
            self.index,
            mode,
            self.locale,
            self.is_past,
            self.wants_unique,
            self.anchor,
            self.variety,
            given_up,
            {},
            self._people,
        )

    def random(self, path: str, purpose: str = "") -> Random:
        """The generator for one choice at one path."""
        return Keyed(self._number(path, purpose))

    def share(self, path: str, purpose: str) -> float:
        """A number in [0, 1) for one choice at one path."""
        return share_of(self._number(path, purpose))

    def person(self, scope: str) -> Persona:
        """The persona of an object; made when it is first asked for."""
        if scope not in self._people:
            self._people[scope] = persona(self.random(scope, "persona"), self.locale)
        return self._people[scope]

    def settle(self, scope: str, locales: tuple[str, ...]) -> None:
        """Lets the persona of an object live in one of these locales, unless it is known already."""
        if scope not in self._people:
            locale = self.random(scope, "home").choice(locales)
            self._people[scope] = persona(self.random(scope, "persona"), locale)

    def _number(self, path: str, purpose: str) -> int:
        """What the choice depends on, in 64 bits."""
        own = sum(salt for prefix, salt in self.salts.items() if path.startswith(prefix)) if self.salts else 0
        salt = own + 1000 * self.variety
        return number_of(f"{self.root}{END}{self.index}{END}{path}{END}{purpose}{END}{salt}")
