"""People of several countries: names, places and numbers fit each other, and none of them is anybody's."""

import re
from typing import Any

import pytest

from apigen.analysis.payloads import DrawOptions, draw_requests
from apigen.analysis.payloads.values.locales import known_locale
from apigen.analysis.payloads.values.places import PLACES_OF
from apigen.errors import UsageError
from unit.payloads.apis import TEXT, an_object, api_of, bodies, operation_of

PERSON = an_object(first_name=TEXT, last_name=TEXT, email=TEXT, phone=TEXT, city=TEXT, state=TEXT, zip=TEXT)
LETTERS = {"ja_JP": r"[\u3040-\u30ff\u4e00-\u9fff々]+", "de_DE": r"[A-Za-zÄÖÜäöüß .'-]+"}
NUMBERS = {
    "de_DE": r"\+493023125\d{3}",
    "fr_FR": r"\+3363998\d{4}",
    "en_GB": r"\+447700900\d{3}",
}


def people(locale: str) -> list[dict[str, str]]:
    return bodies(PERSON, locale=locale, path="/things/search")


@pytest.mark.parametrize("locale", ["en_US", "de_DE", "fr_FR", "pt_BR", "ja_JP", "en_GB", "ko_KR"])
def test_people_are_of_their_country_and_nobody(locale: str) -> None:
    found = people(locale)
    assert len({person["last_name"] for person in found}) > 10
    for person in found:
        assert re.fullmatch(NUMBERS.get(locale, r"\+120255501\d\d"), person["phone"])
        assert re.fullmatch(r"[a-z0-9._-]+@example\.(com|org|net)", person["email"])
        assert re.fullmatch(LETTERS.get(locale, ".+"), person["first_name"])


@pytest.mark.parametrize("locale", sorted(PLACES_OF))
def test_city_state_and_postcode_belong_together(locale: str) -> None:
    known = {(city, state, code) for city, state, _, code, *_ in PLACES_OF[locale]}
    assert {(person["city"], person["state"], person["zip"]) for person in people(locale)} <= known


@pytest.mark.parametrize(("locale", "form"), [("de_DE", r"\D+ \d+"), ("en_US", r"\d+ \D+"), ("fr_FR", r"\d+ \D+")])
def test_the_number_of_a_house_stands_where_the_country_has_it(locale: str, form: str) -> None:
    streets = [each["street"] for each in bodies(an_object(street=TEXT), locale=locale)]
    assert all(re.fullmatch(form, street) for street in streets)


def test_mail_of_japanese_people_sounds_like_their_names() -> None:
    assert len({person["email"] for person in people("ja_JP")}) > 20


def test_records_are_of_several_languages_each_of_one() -> None:
    options = DrawOptions(locales=("de_DE", "ja_JP"))
    found: list[Any] = [
        each.body for each in draw_requests(api_of(), operation_of(PERSON, path="/things/search"), options)
    ]
    german = [person for person in found if re.fullmatch(LETTERS["de_DE"], person["first_name"])]
    assert 5 < len(german) < 25
    assert all(person["phone"].startswith("+4930") for person in german)
    assert all(re.fullmatch(LETTERS["ja_JP"], person["last_name"]) for person in found if person not in german)


@pytest.mark.parametrize(
    ("name", "locale"), [("de", "de_DE"), ("pt-br", "pt_BR"), (" ja_jp ", "ja_JP"), ("fr", "fr_FR"), ("sv", "sv_SE")]
)
def test_locales_go_by_the_names_that_people_use(name: str, locale: str) -> None:
    assert known_locale(name) == locale


@pytest.mark.parametrize("name", ["de_XX", "klingon", "de_D"])
def test_an_unknown_locale_is_told(name: str) -> None:
    with pytest.raises(UsageError, match="unknown"):
        known_locale(name)
