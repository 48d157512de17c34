"""Nothing that is drawn reaches a stranger: only addresses and numbers that are reserved for examples."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from apigen.analysis.payloads.meaning.rule_tables import ROWS
from unit.payloads.apis import TEXT, an_object, bodies

_FORMATS = ("email", "idn-email", "uri", "url", "uri-reference", "hostname", "ipv4", "ipv6", "iri", "idn-hostname")
_TEXT_ROWS = [row for row in ROWS if "s" in row.kinds and row.provider != "serial"]  # serials have digits like cards
_NAMES = sorted({phrase.lstrip("=*").replace(".", "_") for row in _TEXT_ROWS for phrase in row.phrases})
_RESERVED = re.compile(r"(.+\.)?example\.(com|org|net)\.?")
_NETWORKS = re.compile(r"(192\.0\.2|198\.51\.100|203\.0\.113|10\.\d+\.\d+|127\.0\.0|192\.168\.\d+|255\.255\.\d+)\.\d+")
_FICTION = re.compile(r"55501\d\d$|^493023125\d{3}$|^3363998\d{4}$|^447700900\d{3}$|^6125550\d{4}$")
"""Numbers that the regulators of the US, Germany, France, the United Kingdom and Australia keep free for films."""
_TEST_CARDS = {"4242424242424242", "4111111111111111", "5555555555554444", "378282246310005"}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (text for member in value.values() for text in texts(member))
    elif isinstance(value, list):
        yield from (text for item in value for text in texts(item))
    elif isinstance(value, str):
        yield value


def assert_reserved(text: str) -> None:
    for host in re.findall(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)", text):
        assert _RESERVED.fullmatch(host), text
    for host in re.findall(r"\w+://(?:[^/@\s]*@)?([^/:\s]+)", text):
        assert _RESERVED.fullmatch(host), text
    for address in re.findall(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", text):
        assert _NETWORKS.fullmatch(address) or "Mozilla" in text, text
    for address in re.findall(r"(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{0,4}){2,7}(?![\w:])", text):
        is_clock_or_hardware = re.fullmatch(r"\d\d:\d\d:\d\d|([0-9a-f]{2}:){5}[0-9a-f]{2}", address)
        assert address.startswith("2001:db8:") or is_clock_or_hardware, text
    for phone in re.findall(r"\+\d[\d ().-]{8,16}\d", text):
        assert _FICTION.search(re.sub(r"\D", "", phone)), text
    if re.fullmatch(r"[3-6]\d{14,15}", text):
        assert text in _TEST_CARDS, text


@pytest.mark.parametrize("part", range(8))
def test_fields_of_every_rule(part: int) -> None:
    names = _NAMES[part::8]
    for body in bodies(an_object(**dict.fromkeys(names, TEXT)), count=6):
        for text in texts(body):
            assert_reserved(text)


def test_formats() -> None:
    members = {name.replace("-", "_"): {"type": "string", "format": name} for name in _FORMATS}
    for body in bodies(an_object(**members), count=30):
        assert_reserved(body["email"])
        for text in texts(body):
            assert_reserved(text)
        assert _RESERVED.fullmatch(body["hostname"])


@pytest.mark.parametrize("locale", ["de_DE", "fr_FR", "ja_JP", "pt_BR"])
def test_other_locales(locale: str) -> None:
    schema = an_object(**dict.fromkeys(("email", "phone", "website", "card_number", "ip_address", "avatar_url"), TEXT))
    for body in bodies(schema, locale=locale, count=20):
        for text in texts(body):
            assert_reserved(text)
        assert body["email"].rpartition("@")[2].startswith("example.")
        assert body["card_number"] in _TEST_CARDS


@pytest.mark.parametrize(
    "text", ["ann@gmail.com", "https://shop.com/x", "8.8.8.8", "+14155552671", "4532015112830366", "2a00:1450:4001::1"]
)
def test_the_check_refuses_what_is_real(text: str) -> None:
    with pytest.raises(AssertionError):
        assert_reserved(text)
