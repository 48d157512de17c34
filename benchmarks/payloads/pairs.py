"""Fields of one object that must agree: bounds in order, names in addresses, a zip that lies in its state."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from .realism import snake

_BOUNDS = (
    ("start", "end"), ("starts", "ends"), ("started", "ended"), ("begin", "end"), ("min", "max"), ("from", "to"),
    ("minimum", "maximum"), ("created", "updated"), ("since", "until"), ("lower", "upper"), ("low", "high"),
    ("departure", "arrival"), ("checkin", "checkout"), ("gte", "lte"), ("gt", "lt"), ("opens", "closes"),
    ("issued", "expires"), ("earliest", "latest"),
)  # fmt: skip
_OF_A_LOGIN = 5  # letters of a name by which a login is known to be of it
_ZIPS = {
    "0": "CT MA ME NH NJ RI VT", "1": "DE NY PA", "2": "DC MD NC SC VA WV", "3": "AL FL GA MS TN", "4": "IN KY MI OH",
    "5": "IA MN MT ND SD WI", "6": "IL KS MO NE", "7": "AR LA OK TX", "8": "AZ CO ID NM NV UT WY",
    "9": "AK CA HI OR WA",
}  # fmt: skip
"""First digit of a US zip -> states, by the plan of the US Postal Service."""
_STATES = {
    "ARIZONA": "AZ", "CALIFORNIA": "CA", "COLORADO": "CO", "GEORGIA": "GA", "IDAHO": "ID", "ILLINOIS": "IL",
    "MASSACHUSETTS": "MA", "MINNESOTA": "MN", "NEW YORK": "NY", "OHIO": "OH", "OREGON": "OR", "TENNESSEE": "TN",
    "TEXAS": "TX", "VERMONT": "VT", "VIRGINIA": "VA", "WASHINGTON": "WA", "WISCONSIN": "WI", "FLORIDA": "FL",
    "PENNSYLVANIA": "PA", "MICHIGAN": "MI", "NORTH CAROLINA": "NC",
}  # fmt: skip


def pairs_of(value: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each pair of an object by what it is about, and whether it agrees."""
    named = {snake(name): each for name, each in value.items() if isinstance(each, str | int | float)}
    yield from _ordered(named)
    yield from _people(named)
    yield from _places(named)
    yield from _times(named)


def _ordered(named: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for name, first in named.items():
        words = name.split("_")
        for low, high in _BOUNDS:
            if words.count(low) == 1:
                other = named.get("_".join(high if word == low else word for word in words))
                if other is not None and (keys := _comparable(first, other)):
                    yield f"{low}/{high}", keys[0] <= keys[1]


def _comparable(first: Any, second: Any) -> tuple[Any, Any] | None:
    """Two numbers, or two dates."""
    if isinstance(first, str) and isinstance(second, str):
        one, two = _moment(first), _moment(second)
        return (one, two) if one and two else None
    is_number = not isinstance(first, bool | str) and not isinstance(second, bool | str)
    return (first, second) if is_number else None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss").replace("ø", "o").replace("ł", "l"))
    return re.sub("[^a-z]", "", decomposed)


def _first(named: Mapping[str, Any], *names: str) -> str:
    return next((named[name] for name in names if isinstance(named.get(name), str)), "")


def _people(named: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    first = _first(named, "first_name", "firstname", "given_name")
    last = _first(named, "last_name", "lastname", "surname", "family_name")
    full = _first(named, "full_name", "fullname")
    email = _first(named, "email", "email_address", "mail")
    if first and last and full:
        yield "names", first in full and last in full
    for name in filter(None, (last or full.rpartition(" ")[2],)):
        if "@" in email:
            yield "name/e-mail", _folded(name) in _folded(email) or _folded(first)[:1] in _folded(email)[:1]
    if last and (user := _first(named, "username", "user_name")) and "@" not in user:
        starts = (_folded(last)[:_OF_A_LOGIN], _folded(first)[:_OF_A_LOGIN])  # logins are often cut
        yield "name/user name", any(start in _folded(user) for start in starts)


def _places(named: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    state = _first(named, "state", "state_code", "province", "region").upper()
    code = _STATES.get(state, state)
    postcode = _first(named, "zip", "zip_code", "zipcode", "postal_code", "postalcode", "postcode")
    if re.fullmatch(r"\d{5}(-\d{4})?", postcode) and any(code in states.split() for states in _ZIPS.values()):
        yield "zip/state", code in _ZIPS[postcode[0]].split()
        country = _first(named, "country", "country_code", "countrycode")
        if country:
            yield "state/country", country.upper() in ("US", "USA", "UNITED STATES", "840")


def _times(named: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    for name, value in named.items():
        found = _moment(value) if isinstance(value, str) else None
        if found and re.search(r"(^|_)(birth_?date|date_of_birth|dob|birthday)$", name):
            yield "birth", found < datetime(2026, 1, 1, tzinfo=UTC)
        if found and re.search(r"(^|_)(expires(_at|_on)?|expiry(_date)?|expiration_date)$", name):
            yield "expiry", found > datetime(2026, 1, 1, tzinfo=UTC)
