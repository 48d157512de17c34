"""One person per object: the e-mail belongs to the name, the zip to the city.

Faker supplies people and streets for any locale. Mail goes to reserved domains and phones to the numbers kept free
for fiction, so no load test ever reaches a stranger.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from random import Random
from typing import TYPE_CHECKING

from apigen.analysis.payloads.wordlists import LISTS, PLACES

if TYPE_CHECKING:
    from faker import Faker

_HOME_LOCALE = "en_US"


@dataclass(frozen=True)
class Persona:
    """A person with an address and an employer."""

    first: str
    last: str
    gender: str
    email: str
    username: str
    phone: str
    house: str
    city: str
    state: str
    state_code: str
    zip: str
    country: str
    country_code: str
    latitude: float
    longitude: float
    timezone: str
    source: "Faker"
    stream: Random  # where the source went on after the names

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def street(self) -> str:
        return self._surroundings[0]

    @property
    def company(self) -> str:
        return self._surroundings[1]

    @cached_property
    def _surroundings(self) -> tuple[str, str]:
        """Street and company, on demand: they cost more than everything else, and mostly a name is all we need."""
        self.source.factories[0].random = self.stream
        return self.source.street_name(), self.source.company()


@cache
def faker(locale: str) -> "Faker":
    """The one generator per locale; building it costs far more than seeding it."""
    from faker import Faker

    try:
        return Faker(locale, use_weighting=False)
    except AttributeError:
        return Faker(_HOME_LOCALE, use_weighting=False)


def persona(random: Random, locale: str) -> Persona:
    """A person of that locale; everything follows from the state of `random`."""
    source = faker(locale)
    source.factories[0].random = stream = Random(random.getrandbits(48))
    is_female = random.random() < 0.5
    first = source.first_name_female() if is_female else source.first_name_male()
    last = source.last_name()
    handle = ".".join(filter(None, (ascii_word(first), ascii_word(last)))) or "alex.morgan"
    city, state, code, zip_code, latitude, longitude, timezone = _place(source, random, locale)
    return Persona(
        first=first,
        last=last,
        gender="female" if is_female else "male",
        email=f"{handle}@{random.choice(('example.com', 'example.org', 'example.net'))}",
        username=f"{handle.replace('.', '_')}{random.randint(1, 99)}",
        phone=f"+1202555{random.randint(100, 199):04d}",
        house=str(random.randint(1, 980)),
        city=city,
        state=state,
        state_code=code,
        zip=zip_code,
        country="United States" if locale == _HOME_LOCALE else source.current_country(),
        country_code=_country_code(locale),
        latitude=round(latitude + random.uniform(-0.02, 0.02), 5),
        longitude=round(longitude + random.uniform(-0.02, 0.02), 5),
        timezone=timezone,
        source=source,
        stream=stream,
    )


def _country_code(locale: str) -> str:
    return locale.partition("_")[2][:2].upper() or "US"


def _place(source: "Faker", random: Random, locale: str) -> tuple[str, str, str, str, float, float, str]:
    """A place that exists in the home locale; Faker's elsewhere, which keeps the form of its postcodes."""
    if locale == _HOME_LOCALE:
        return random.choice(PLACES)
    state = next((getattr(source, name)() for name in ("state", "administrative_unit") if hasattr(source, name)), "")
    city = source.city()
    timezone = random.choice(LISTS["timezone"])
    return city, state or city, state[:2].upper(), source.postcode(), 50.1, 8.7, timezone


def ascii_word(text: str) -> str:
    """`Núñez` -> `nunez`, for addresses and handles."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return re.sub(r"[^a-z0-9]", "", decomposed.encode("ascii", "ignore").decode())
