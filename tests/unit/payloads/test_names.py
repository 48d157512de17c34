"""What field names mean, and above all what they do not mean."""

import re
from typing import Any

import pytest

from apigen.analysis.payloads.drawing.parameters import is_open_version, versions_after
from apigen.analysis.payloads.meaning.names import noun_of_path, words_of
from apigen.analysis.payloads.meaning.rule_tables import ROWS, Row
from apigen.analysis.payloads.meaning.rules import rule_for
from apigen.analysis.payloads.values.providers import is_provider
from unit.payloads.apis import TEXT, an_object, bodies, draw, parameter

PEOPLE = {"full_name", "first_name", "last_name"}


def meaning(name: str, owner: str = "", kind: str = "s") -> str:
    rule = rule_for(words_of(name), owner, kind)
    return rule.provider if rule else ""


@pytest.mark.parametrize(
    "name",
    "file_name fileName repo_name host_name hostname display_name displayName product_name company_name city_name "
    "domain_name table_name field_name event_name plan_name role_name tag_name service_name bucketName country_name "
    "name template_name project_name team_name brandName bank_name".split(),
)
def test_these_are_no_people(name: str) -> None:
    assert meaning(name) not in PEOPLE


@pytest.mark.parametrize(
    ("name", "owner", "provider"),
    [
        ("firstName", "", "first_name"),
        ("lastname", "", "last_name"),
        ("name", "customer", "full_name"),
        ("name", "pet", "pet"),
        ("name", "product", "product"),
        ("TenantPhonePrimary", "", "phone"),
        ("work_email", "", "email"),
        ("emails", "", "email"),
        ("shippingZIPCode", "", "zip"),
        ("address_line1", "", "street"),
        ("addressLine2", "", "address_extra"),
        ("addressState", "", "state"),
        ("state", "address", "state"),
        ("state", "order", "status"),
        ("currencyCode", "", "currency_code"),
        ("country_iso3", "", "country_code3"),
        ("imageUrl", "", "image_url"),
        ("webhookUrl", "", "callback_url"),
        ("ipv4", "", "ipv4"),
        ("sha256", "", "sha256"),
        ("project_dirs", "", "path"),
        ("order_number", "", "reference"),
        ("customer_id", "", "id_text"),
    ],
)
def test_texts(name: str, owner: str, provider: str) -> None:
    assert meaning(name, owner) == provider


@pytest.mark.parametrize(
    ("name", "provider"),
    [
        ("unitPrice", "price"), ("quantity", "quantity"), ("per_page", "limit"), ("userId", "id_number"),
        ("lat", "latitude"), ("starRating", "rating"), ("BirthYear", "birth_year"), ("discountPercent", "percent"),
    ],
)  # fmt: skip
def test_numbers(name: str, provider: str) -> None:
    assert meaning(name, kind="n") == provider


def test_insert_after_is_an_id_and_no_date() -> None:
    for body in bodies(an_object(insert_after=TEXT)):
        assert "-" not in body["insert_after"]
        assert body["insert_after"].isdigit()


def test_values_fit_their_meaning() -> None:
    number: dict[str, Any] = {"type": "number"}
    schema = an_object(
        price=number, rating={"type": "integer"}, lat=number, phone=TEXT, ip=TEXT, url=TEXT, title=TEXT, id=TEXT
    )
    for body in bodies(schema):
        assert body["price"] == round(body["price"], 2) > 0
        assert 1 <= body["rating"] <= 5
        assert -90 <= body["lat"] <= 90
        assert "555" in body["phone"]
        assert body["ip"].startswith("203.0.113.")
        assert "example.com" in body["url"]
        assert 2 <= len(body["title"].split()) <= 6
        assert " " not in body["id"]


def test_prose_has_the_length_the_schema_allows() -> None:
    short = {"type": "string", "maxLength": 40}
    long = {"type": "string", "minLength": 300}
    drawn = bodies(an_object(description=TEXT, comment=short, review=TEXT, summary=long, article=TEXT))
    for body in drawn:
        assert 15 <= len(body["description"]) <= 900
        assert len(body["comment"]) <= 40
        assert 200 <= len(body["review"]) <= 2000
        assert 200 <= len(body["article"]) <= 2000
        assert body["review"].endswith(".")
        assert len(body["summary"]) >= 300
    assert max(len(body["description"]) for body in drawn) >= 200


def test_values_listed_in_the_description_are_used() -> None:
    sort = {"type": "string", "description": "Sort order. One of `newest`, `oldest` or `popular`."}
    assert {body["sort_mode"] for body in bodies(an_object(sort_mode=sort))} == {"newest", "oldest", "popular"}


def test_examples_come_before_names_unless_they_say_nothing() -> None:
    real = {"type": "string", "example": "gold-tier"}
    empty = {"type": "string", "example": "string"}
    for body in bodies(an_object(loyalty=real, color=empty), count=5):
        assert body["loyalty"] == "gold-tier"
        assert body["color"] != "string"


def test_paging_stays_small_and_cursors_stay_away() -> None:
    integer = {"type": "integer"}
    optional = [parameter(name, TEXT, required=False) for name in ("cursor", "page_token", "customerId", "after")]
    paging = [parameter("page", integer), parameter("limit", integer), parameter("offset", integer)]
    for request in draw(None, method="GET", parameters=[*optional, *paging]):
        assert set(request.query) == {"page", "limit", "offset"}
        assert request.query["page"] <= 3
        assert 10 <= request.query["limit"] <= 50
        assert request.query["offset"] <= 20


def test_a_version_is_what_other_paths_say() -> None:
    paths = ["/api/v1/users", "/api/v2/users", "/api/health", "/v7/users"]
    version = parameter("version", TEXT, "path")
    assert versions_after("/api/", paths) == ["v1", "v2"]
    assert is_open_version(version)
    assert not is_open_version(parameter("tag", TEXT, "path"))
    assert not is_open_version(parameter("version", {**TEXT, "default": "v3"}, "path"))


def test_a_name_server_is_told_by_its_description() -> None:
    described = {**TEXT, "description": "DNS name of the server"}
    named, numbered = (bodies(an_object(nameserver=schema)) for schema in (described, TEXT))
    assert not any(body["nameserver"][-1].isdigit() for body in named)
    assert all(body["nameserver"][-1].isdigit() for body in numbered)


def test_values_that_servers_look_into() -> None:
    drawn = bodies(an_object(things={"type": "array", "items": {}}, settings={**TEXT, "description": "as JSON text"}))
    assert {0, 1, 2} == {len(body["things"]) for body in drawn}
    assert {body["settings"] for body in drawn} == {"{}"}


def test_a_parameter_with_required_members_is_always_given() -> None:
    asked, open_one = an_object(since=TEXT), {"type": "object", "properties": {"since": TEXT}}
    given = [parameter("q", asked, required=False), parameter("more", open_one, required=False)]
    requests = draw(None, method="GET", parameters=given)
    assert all("q" in request.query for request in requests)
    assert not all("more" in request.query for request in requests)


def test_the_noun_of_a_path() -> None:
    assert [noun_of_path(path) for path in ("/v1/pets/{id}/photos", "/categories", "/", "/addresses/{id}")] == [
        "photo", "category", "", "address"
    ]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.provider}-{row.phrases[0]}")
def test_rows_mean_what_they_say_and_nothing_else(row: Row) -> None:
    assert is_provider(row.provider)
    assert row.counter_examples
    for kind in row.kinds:
        assert {phrase: _meaning_of(phrase, kind) for phrase in row.phrases} == dict.fromkeys(row.phrases, row.provider)
        assert row.provider not in {_meaning_of(phrase, kind) for phrase in row.counter_examples}


def _meaning_of(phrase: str, kind: str) -> str:
    owner, _, name = phrase.lstrip("=*").rpartition(".")
    return meaning(name, owner, kind)


def test_the_table_is_large() -> None:
    assert len(ROWS) >= 300


@pytest.mark.parametrize(
    ("name", "kind", "provider"),
    [
        ("price_with_tax", "n", "price"), ("date_of_purchase", "s", "date_text"), ("email_value", "s", "email"),
        ("countryOfManufacture", "s", "country"), ("purgedAt", "s", "moment_text"), ("approved_by", "s", "username"),
        ("num_likes", "n", "quantity"), ("max_lag_ms", "n", "milliseconds"), ("email_count", "s", "number_text"),
        ("insert_at", "s", ""),
    ],
)  # fmt: skip
def test_what_stands_around_a_word_counts(name: str, kind: str, provider: str) -> None:
    assert meaning(name, kind=kind) == provider


def test_identifiers_have_the_form_that_their_name_has_elsewhere() -> None:
    others = {f"o{number}_id": TEXT for number in range(30)}
    definitions = {
        "Rack": {"properties": {"unit_id": {"type": "string", "format": "uuid"}}},
        "Other": {"properties": others},
    }
    made = bodies(an_object(unit_id=TEXT, o1_id=TEXT), definitions)
    assert all(len(body["unit_id"]) == 36 and body["o1_id"].isdigit() for body in made)


@pytest.mark.parametrize(
    ("name", "description", "form"),
    [
        ("address", "The IPv4 address of the peer", r"(\d+\.){3}\d+"),
        ("name", "The name of the file", r"[\w-]+\.\w+"),
        ("deployment_name", "The unique identifier for the deployment", r"[a-z]+(-[a-z]+)+"),
        ("members", "The IDs of the users to add", r"\d+"),
        ("lightning_address", "", r"[^@]+@example\.\w+"),
        ("wallet_address", "", r"0x[0-9a-f]{40}"),
        ("server_address", "", r"[\w.-]+\.\w+"),
        ("shipping_address", "", r"\d+ .+, .+"),
    ],
)
def test_what_kind_of_name_or_address_it_is(name: str, description: str, form: str) -> None:
    items = an_object(**{name: {"type": "array", "minItems": 1, "items": TEXT, "description": description}})
    made = [value for body in bodies(items, path="/things/search") for value in body[name]]
    assert all(re.fullmatch(form, value) for value in made), made


@pytest.mark.parametrize(
    ("name", "description", "low", "high"),
    [
        ("max_driving_time", "The longest drive in seconds.", 5, 300),
        ("start_time", "Unix timestamp in seconds", 10**9, 2 * 10**9),
        ("memory", "Memory limit in bytes.", 2**27, 2**33),
        ("delay", "Amount of time between updates, in nanoseconds.", 10**9, 6 * 10**10),
        ("ttl", "", 60, 86_400),
        ("expiration_time_minutes", "", 5, 60),
        ("wait", "How long to wait, in minutes", 5, 60),
    ],
)
def test_units_give_numbers_their_magnitude(name: str, description: str, low: int, high: int) -> None:
    schema = an_object(**{name: {"type": "integer", "description": description}})
    assert all(low <= body[name] <= high for body in bodies(schema, count=3))
