"""Providers by the names that people write: ours, Faker's, and those of faker.js.

A document is not trusted, so a name is looked up among the methods that Faker's providers define, without arguments;
those that read the clock or make files and megabytes are not among them. Where Faker could name a real mailbox, number
or host, our provider of the same meaning answers.
"""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from typing import Any

from apigen.analysis.payloads.values.asking import Ask
from apigen.analysis.payloads.values.personas import faker
from apigen.analysis.payloads.values.providers import PROVIDERS, is_provider, provide
from apigen.analysis.payloads.values.wordlists import LISTS

_OURS: Mapping[str, str] = {
    alias: ours
    for ours, aliases in (
        ("email", "safe_email free_email company_email ascii_email ascii_safe_email ascii_free_email"),
        ("email", "ascii_company_email"),
        ("phone", "phone_number msisdn country_calling_code basic_phone_number number"),
        ("full_name", "name name_male name_female name_nonbinary find_name"),
        ("first_name", "first_name_male first_name_female given_name"),
        ("last_name", "last_name_male last_name_female family_name surname"),
        ("username", "user_name display_name nickname"),
        ("url", "uri image_url avatar web_site"),
        ("host", "hostname domain_name safe_domain_name free_email_domain"),
        ("ipv4", "ipv4_public ipv4_private ipv4_network_class ip"),
        ("card_number", "credit_card_number card"),
        ("street", "street_address street_name"),
        ("zip", "postcode zip_code zipcode postal_code postalcode"),
        ("state", "administrative_unit county province"),
        ("state_code", "state_abbr"),
        ("uuid", "uuid4 guid"),
        ("date_text", "date past_date future_date date_between date_this_year recent past future soon"),
        ("moment_text", "date_time iso8601 past_datetime future_datetime date_time_between"),
        ("epoch", "unix_time timestamp"),
        ("product", "product_name"),
        ("company", "company_name"),
        ("short_text", "catch_phrase"),
        ("timezone", "time_zone"),
        ("person_title", "prefix"),
        ("job", "job_title job_male job_female"),
        ("city", "city_name"),
        ("house_number", "building_number"),
        ("body", "lines paragraphs"),
    )
    for alias in aliases.split()
}
"""What Faker and faker.js call a thing -> what we call it."""

_HOME = "en_US"
_LEFT_OUT = frozenset(
    "binary csv dsv enum fixed_width image json json_bytes psv tar tsv xml zip profile simple_profile items pyobject "
    "pystruct pyset pydict pylist pyiterable pytuple uuid1 uuid7 credit_card_expire credit_card_full passport_dates "
    "passport_dob passport_full get_words_list chrome firefox internet_explorer opera safari".split()
)
_REFUSALS = (TypeError, ValueError, ArithmeticError, AttributeError, LookupError)
"""What Faker raises for arguments that it cannot use."""
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def own_provider(name: str, arguments: Mapping[str, Any] | None = None) -> Callable[[Ask], Any] | None:
    """What answers to a name such as `email`, `ean13` or `internet.email`; None where nothing does."""
    plain = _plain_name(name)
    ours = _OURS.get(plain, plain)
    if is_provider(ours) and not arguments:
        return lambda ask: provide(ours, ask)
    if plain in _methods():
        return lambda ask: _from_faker(plain, arguments or {}, ask)
    return None


def provider_fault(name: str, arguments: Mapping[str, Any] | None = None) -> str:
    """Why a provider cannot be used; empty where it can."""
    if own_provider(name, arguments) is None:
        return f"there is no provider {name!r}"
    if not arguments:
        return ""
    try:
        getattr(faker(_HOME), _plain_name(name))(**arguments)
    except _REFUSALS as error:
        return f"the provider {name!r} refuses its arguments: {error}"
    return ""


def near_providers(name: str) -> list[str]:
    """The known names that are most like one that is unknown."""
    return get_close_matches(_plain_name(name), sorted({*_OURS, *PROVIDERS, *LISTS, *_methods()}), 3)


def _plain_name(name: str) -> str:
    """`{{internet.userName}}` and `faker.user_name` mean `user_name`."""
    last = name.strip().strip("{}").strip().removesuffix("()").rpartition(".")[2]
    return _CAMEL.sub("_", last).lower()


@cache
def _methods() -> frozenset[str]:
    """The names of what Faker's providers make, in its home locale."""
    found: set[str] = set()
    for provider in faker(_HOME).providers:
        module = type(provider).__module__
        names = {name for name in dir(provider) if not name.startswith("_") and callable(getattr(provider, name))}
        base = set() if module.startswith("faker.providers.date_time") else names
        found |= {name for name in base if not name.startswith(("random_", "bothify", "numerify", "lexify", "hexify"))}
    return frozenset(found - _LEFT_OUT)


def _from_faker(name: str, arguments: Mapping[str, Any], ask: Ask) -> Any:
    """One value of Faker's, in the language of the record, as JSON can hold it."""
    source = ask.person().source
    source = source if hasattr(source, name) else faker(_HOME)
    source.random = ask.random
    try:
        return _as_json(getattr(source, name)(**arguments))
    except _REFUSALS:
        return None


def _as_json(value: Any) -> Any:
    if isinstance(value, str | int | float | bool):
        return value
    if isinstance(value, Mapping):
        return {str(key): _as_json(member) for key, member in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_as_json(item) for item in value]
    return None if isinstance(value, bytes) else str(value)
