"""What stands in one object belongs together."""

import re
from typing import Any

import pytest

from apigen.analysis.payloads.values.places import PLACES_OF
from apigen.analysis.payloads.values.wordlists import PLACES
from unit.payloads.apis import TEXT, an_object, bodies, draw, parameter

DATE = {"type": "string", "format": "date"}
MOMENT = {"type": "string", "format": "date-time"}
INTEGER = {"type": "integer"}


def test_the_mail_address_belongs_to_the_name() -> None:
    for body in bodies(an_object(first_name=TEXT, last_name=TEXT, email=TEXT), path="/things/search"):
        assert body["email"].startswith(f"{body['first_name']}.{body['last_name']}".lower())
        assert re.search(r"@example\.(com|org|net)$", body["email"])


def test_city_state_and_zip_belong_together_also_in_an_inner_address() -> None:
    known = {(city, code, zip_code) for city, _, code, zip_code, *_ in PLACES}
    address = an_object(city=TEXT, stateCode=TEXT, postalCode=TEXT)
    for body in bodies(an_object(name=TEXT, address=address), path="/customers"):
        assert (body["address"]["city"], body["address"]["stateCode"], body["address"]["postalCode"]) in known


def test_buyer_and_seller_are_different_people() -> None:
    person = an_object(first_name=TEXT, last_name=TEXT)
    assert any(body["buyer"] != body["seller"] for body in bodies(an_object(buyer=person, seller=person)))


def test_starts_come_before_ends() -> None:
    schema = an_object(
        start_date=DATE, end_date=DATE, check_in=MOMENT, check_out=MOMENT, created_at=MOMENT, updated_at=MOMENT
    )
    for body in bodies(schema):
        assert body["start_date"] <= body["end_date"]
        assert body["check_in"] < body["check_out"]
        assert body["created_at"] < body["updated_at"] < "2026-02"


def test_minima_come_before_maxima() -> None:
    for body in bodies(an_object(min_price=INTEGER, max_price=INTEGER, priceFrom=INTEGER, priceTo=INTEGER)):
        assert body["min_price"] <= body["max_price"]
        assert body["priceFrom"] <= body["priceTo"]


def test_births_are_past_and_expiries_are_to_come() -> None:
    for body in bodies(an_object(birth_date=DATE, expires_at=MOMENT, dob=DATE)):
        assert body["birth_date"] < "2010"
        assert body["dob"] < "2010"
        assert "2028" < body["expires_at"] < "2031"


def test_a_listed_country_is_that_of_the_city() -> None:
    schema = an_object(city=TEXT, country={"type": "string", "enum": ["DE", "US", "FR"]})
    assert {body["country"] for body in bodies(schema)} == {"US"}


def test_no_nulls_unless_nothing_else_is_allowed() -> None:
    nullable: dict[str, Any] = {"type": ["string", "null"]}
    for body in bodies(an_object(nick=nullable, size={"anyOf": [{"type": "null"}, INTEGER]}, none={"type": "null"})):
        assert body["nick"] is not None
        assert body["size"] is not None
        assert body["none"] is None


def test_another_locale_has_its_own_people() -> None:
    schema = an_object(first_name=TEXT, city=TEXT, country_code=TEXT)
    german = bodies(schema, locale="de_DE")
    assert german != bodies(schema)
    assert {body["country_code"] for body in german} == {"DE"}


def test_the_place_lies_in_a_country_that_is_listed() -> None:
    listed = {"type": "string", "enum": ["BR", "DE"]}
    places = {(body["country"], body["city"]) for body in bodies(an_object(city=TEXT, country=listed))}
    known = {code: {place[0] for place in PLACES_OF[locale]} for locale, code in (("pt_BR", "BR"), ("de_DE", "DE"))}
    assert {country for country, _ in places} == {"BR", "DE"}
    assert all(city in known[country] for country, city in places)


def test_what_a_description_shows_of_a_place_lends_only_its_form() -> None:
    state = {"type": "string", "description": "The two-letter code of the state, e.g. `CT`"}
    zip_code = {"type": "string", "description": "e.g. `94107`"}
    made = bodies(an_object(state=state, zip_code=zip_code, city=TEXT))
    places = {(body["city"], body["state"], body["zip_code"]) for body in made}
    assert places <= {(place[0], place[2], place[3]) for place in PLACES}
    assert len({body["state"] for body in made}) > 5


def test_a_name_beside_a_surname_is_the_first_one() -> None:
    made = bodies(an_object(name=TEXT, surname=TEXT, fullName=TEXT), path="/users")
    assert all(body["fullName"] == f"{body['name']} {body['surname']}" for body in made)


@pytest.mark.parametrize("name", ["started_at", "completedAt", "lastLoginTime", "last_payment_date"])
def test_what_has_happened_lies_in_the_past(name: str) -> None:
    assert all(body[name][:4] in ("2023", "2024", "2025") for body in bodies(an_object(**{name: MOMENT})))


def test_filters_of_a_query_are_in_order_too() -> None:
    between: Any = [parameter(name, DATE, "query") for name in ("start_date", "end_date")]
    queries = [request.query for request in draw(None, method="GET", parameters=between)]
    assert all(query["start_date"] <= query["end_date"] for query in queries)
    assert len({query["start_date"] for query in queries}) > 3
