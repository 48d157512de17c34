"""One person per object: the e-mail belongs to the name, the zip to the city.

Faker supplies people and streets for any locale. Mail goes to reserved domains and phones to the numbers kept free
for fiction, so no load test ever reaches a stranger.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from random import Random
from typing import Any, TypeAlias

from apigen.analysis.payloads.values.places import PHONES, PLACES_OF
from apigen.analysis.payloads.values.wordlists import LISTS, PLACES

_HOME_LOCALE = "en_US"
_NUMBER_LAST = frozenset("AT BE BR CH CZ DE DK ES FI GR HU IT MX NL NO PL PT RO RU SE SI SK TR UA".split())
_Source: TypeAlias = Any  # faker.generator.Generator, which has its methods from its providers


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
    source: _Source
    stream: Random  # where the source went on after the names

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"

    @property
    def street(self) -> str:
        return self._surroundings[0]

    @property
    def street_and_number(self) -> str:
        """In the order of the country: `500 Main Street`, `Hauptstraße 500`."""
        both = (self.street, self.house) if self.country_code in _NUMBER_LAST else (self.house, self.street)
        return " ".join(both)

    @property
    def company(self) -> str:
        return self._surroundings[1]

    @cached_property
    def _surroundings(self) -> tuple[str, str]:
        """Street and company, on demand: they cost more than everything else, and mostly a name is all we need."""
        self.source.random = self.stream
        return self.source.street_name(), self.source.company()


@cache
def faker(locale: str) -> _Source:
    """The one generator per locale, which costs far more to build than to seed, without the proxy around it."""
    from faker import Faker

    try:
        return Faker(locale, use_weighting=False).factories[0]
    except AttributeError:
        return faker(_HOME_LOCALE)


def persona(random: Random, locale: str) -> Persona:
    """A person of that locale; everything follows from the state of `random`."""
    source = faker(locale)
    source.random = stream = Random(random.getrandbits(48))
    is_female = random.random() < 0.5
    first, last, handle = _names(source, is_female)
    city, state, code, zip_code, latitude, longitude, timezone = _place(source, random, locale)
    return Persona(
        first=first,
        last=last,
        gender="female" if is_female else "male",
        email=f"{handle}@{random.choice(('example.com', 'example.org', 'example.net'))}",
        username=_username(handle, random),
        phone=_phone(random, _country_code(locale)),
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


def _names(source: _Source, is_female: bool) -> tuple[str, str, str]:
    """First and last name, and both in ASCII: as they are spelled, or as they sound in Japanese."""
    if hasattr(source, "first_name_pair"):
        first, _, spoken = source.first_name_female_pair() if is_female else source.first_name_male_pair()
        last, _, also_spoken = source.last_name_pair()
    else:
        first = spoken = source.first_name_female() if is_female else source.first_name_male()
        last = also_spoken = source.last_name()
    words = [word for word in (ascii_word(spoken), ascii_word(also_spoken)) if word]
    if not words:  # no Latin letters, and nobody who reads them to us
        home = faker(_HOME_LOCALE)
        home.random = source.random
        words = [ascii_word(home.first_name()), ascii_word(home.last_name())]
    return first, last, ".".join(words)


def _phone(random: Random, country: str) -> str:
    """A number that nobody has."""
    start, digits = PHONES.get(country, ("+120255501", 2))
    return f"{start}{random.randrange(10**digits):0{digits}d}"


def _username(handle: str, random: Random) -> str:
    """`amorgan` or `alex_morgan42`."""
    first, _, last = handle.partition(".")
    number = random.randint(1, 99)
    return f"{first[0]}{last}" if last and number < 70 else f"{handle.replace('.', '_')}{number}"


def _country_code(locale: str) -> str:
    return locale.partition("_")[2][:2].upper() or "US"


def _place(source: _Source, random: Random, locale: str) -> tuple[str, str, str, str, float, float, str]:
    """A place that exists where we know some; else Faker's, which keeps the form of the country's postcodes."""
    if known := PLACES if locale == _HOME_LOCALE else PLACES_OF.get(locale):
        return random.choice(known)
    state = next((getattr(source, name)() for name in ("state", "administrative_unit") if hasattr(source, name)), "")
    city = source.city()
    timezone = random.choice(LISTS["timezone"])
    return city, state or city, state[:2].upper(), source.postcode(), 50.1, 8.7, timezone


@lru_cache(maxsize=4096)
def ascii_word(text: str) -> str:
    """`Núñez` -> `nunez`, for addresses and handles."""
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return re.sub(r"[^a-z0-9]", "", decomposed.encode("ascii", "ignore").decode())
