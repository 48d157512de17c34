"""Provider name -> value. A provider knows the meaning of a field, never its schema; validation has the last word."""

import math
import re
import string
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from apigen.analysis.payloads import texts
from apigen.analysis.payloads.asking import Ask
from apigen.analysis.payloads.characters import characters, uuid
from apigen.analysis.payloads.long_lists import LONG_LISTS
from apigen.analysis.payloads.moments import has_happened, moment, role_of, stamp, stem_of
from apigen.analysis.payloads.technical import TECHNICAL, resource
from apigen.analysis.payloads.texts import prose
from apigen.analysis.payloads.wordlists import LISTS

Provider = Callable[[Ask], Any]


_AS_SLUG = 0.15
"""Part of the names of things that is written as in URLs: some servers take nothing else, and do not say so."""


def provide(name: str, ask: Ask) -> Any:
    """The provider's value; None where there is no provider of that name."""
    if provider := PROVIDERS.get(name):
        return provider(ask)
    values = (LONG_LISTS.get(name) if ask.variety else None) or LISTS.get(name)
    return texts.pick(ask.random, values) if values else None


def is_provider(name: str) -> bool:
    """Whether `provide` knows the name."""
    return name in PROVIDERS or name in LISTS


_OPERATED = re.compile(
    r"\b(database|cluster|node|bucket|volume|network|vpc|branch|artifact|service|queue|container|image|snapshot|"
    r"server|droplet|instance|firewall|runner|repository|namespace|function|pool|add-on|driver|host name)\b"
)
"""What names in lower case with dashes are given to."""


def _label(ask: Ask) -> str:
    if _OPERATED.search(ask.field.hint):
        return resource(ask.random)
    return texts.slug(ask.random) if ask.random.random() < _AS_SLUG else texts.label(ask.random)


def _price(ask: Ask) -> Any:
    cents = ask.random.choice((0, 50, 90, 95, 99))
    amount = ask.random.randint(3, 60) * 100 + cents
    return (
        amount if ask.field.kind == "integer" else f"{amount / 100:.2f}" if ask.field.kind == "string" else amount / 100
    )


def _balance(ask: Ask) -> Any:
    """What is on an account, in the unit of money: more than most things cost."""
    amount = round(ask.random.uniform(200, 9000), 2)
    return int(amount) if ask.field.kind == "integer" else f"{amount:.2f}" if ask.field.kind == "string" else amount


def _bitrate(ask: Ask) -> int:
    """Bits per second, or thousands of them where the description says so."""
    kilobits = ask.random.choice((128, 256, 800, 1600, 2500, 5000))
    return kilobits if re.search(r"kilobit|kbps|kbit", ask.field.hint) else kilobits * 1000


_CODED_STATES = frozenset(("US", "CA", "AU"))
"""Countries whose states people write as codes."""


def _state(ask: Ask) -> str:
    """The code where people write it, as in `Austin, TX`; a `province` in full."""
    person = ask.person()
    is_coded = ask.field.words[-1:] == ("state",) and person.country_code in _CODED_STATES and ask.field.shortest < 3
    return person.state_code if is_coded else person.state


def _zip_number(ask: Ask) -> int | None:
    """A postcode where the schema wants a number; None where it has letters."""
    code = ask.person().zip
    return int(code) if code.isdigit() else None


def _between(low: int, high: int) -> Provider:
    return lambda ask: ask.random.randint(low, high)


def _decimal(low: float, high: float, digits: int = 1) -> Provider:
    return lambda ask: (
        ask.random.randint(math.ceil(low), math.floor(high))
        if ask.field.kind == "integer"
        else round(ask.random.uniform(low, high), digits)
    )


def _one_of(*values: Any) -> Provider:
    return lambda ask: ask.random.choice(values)


def _moment(ask: Ask) -> Any:
    role = role_of(ask.field.words)
    is_open = role in ("start", "end") and not has_happened(ask.field.words)
    is_past = ask.is_past if is_open else role not in ("birth", "expiry", "scheduled")
    return moment(ask.anchor, ask.shared("moment." + stem_of(ask.field.words)), ask.random, role, is_past)


def _epoch(ask: Ask) -> Any:
    seconds = int(_moment(ask).timestamp())
    return seconds * 1000 if "milli" in ask.field.hint or "ms" in ask.field.words else seconds


def _prose(topic: str, longest: int) -> Provider:
    """Text of 200 characters and more where the schema has room for it."""

    def provide_prose(ask: Ask) -> str:
        limit = min(longest, ask.field.longest)
        if ask.field.is_short or limit < 120:
            return texts.fitted(texts.sentence(ask.random, topic), ask.field.longest) or texts.word(ask.random)
        return prose(ask.random, topic, min(max(200, ask.field.shortest), limit), limit)

    return provide_prose


def _remark(topic: str, longest: int, phrases: float, sentences: float) -> Provider:
    """Mostly short, as people fill in what is optional: a phrase, a sentence, and now and then some more."""
    whole = _prose(topic, longest)

    def provide_remark(ask: Ask) -> Any:
        chance = ask.random.random()
        text = texts.phrase(ask.random, topic) if chance < phrases else texts.sentence(ask.random, topic)
        is_enough = ask.field.shortest <= len(text) <= ask.field.longest
        return text if chance < phrases + sentences and is_enough else whole(ask)

    return provide_remark


def _sentence(topic: str) -> Provider:
    return lambda ask: texts.fitted(texts.sentence(ask.random, topic), ask.field.longest) or texts.word(ask.random)


def _letters(alphabet: str, count: int, prefix: str = "") -> Provider:
    return lambda ask: prefix + characters(ask.random, alphabet, count)


def _password(ask: Ask) -> str:
    """Strong, and within what bcrypt reads."""
    return f"{texts.word(ask.random).title()}-{texts.word(ask.random)}{ask.random.randint(1000, 9999)}!"


def _digits_with_check(random: Random, prefix: str, count: int) -> str:
    """An EAN-like number with a right check digit."""
    digits = prefix + characters(random, string.digits, count - len(prefix) - 1)
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"


def _iban(ask: Ask) -> str:
    account = "37040044" + characters(ask.random, string.digits, 10)
    return f"DE{98 - int(account + '131400') % 97:02d}{account}"


_DISK_WORDS = ("docker", "container", "boot", "deploy", "disk", "linux", "operating system", "virtual machine")


def _image_url(ask: Ask) -> str:
    if ask.field.words[-1:] == ("image",) and any(word in ask.field.hint for word in _DISK_WORDS):
        return texts.pick(ask.random, LISTS["os_image"])
    noun = next(
        (word for word in ask.field.words if word in ("avatar", "logo", "icon", "photo", "cover", "banner")), "image"
    )
    return f"https://images.example.com/{noun}s/{texts.slug(ask.random)}-{ask.random.randint(1, 99)}.jpg"


def _user_agent(ask: Ask) -> str:
    version = ask.random.randint(118, 128)
    return (
        f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36"
    )


def _number_text(ask: Ask) -> str:
    return str(ask.random.randint(1, 200))


def _company_url(ask: Ask) -> str:
    return f"https://{texts.pick(ask.random, ('www.', ''))}example.com/{texts.slug(ask.random)}"


_UPPER = string.ascii_uppercase

PROVIDERS: Mapping[str, Provider] = {
    **TECHNICAL,
    "first_name": lambda ask: ask.person().first,
    "last_name": lambda ask: ask.person().last,
    "middle_name": lambda ask: texts.pick(ask.random, ("Marie", "Lee", "James", "Ann", "Ray", "Jo")),
    "full_name": lambda ask: ask.person().name,
    "gender": lambda ask: ask.person().gender,
    "email": lambda ask: ask.person().email,
    "username": lambda ask: ask.person().username,
    "phone": lambda ask: ask.person().phone,
    "street": lambda ask: f"{ask.person().house} {ask.person().street}",
    "address": lambda ask: (
        f"{ask.person().house} {ask.person().street}, {ask.person().city}, {ask.person().state_code} {ask.person().zip}"
    ),
    "address_extra": lambda ask: f"{texts.pick(ask.random, ('Apt.', 'Suite', 'Floor'))} {ask.random.randint(1, 40)}",
    "house_number": lambda ask: ask.person().house,
    "city": lambda ask: ask.person().city,
    "state": _state,
    "state_code": lambda ask: ask.person().state_code,
    "zip_number": _zip_number,
    "coordinates": lambda ask: f"{ask.person().latitude}, {ask.person().longitude}",
    "zip": lambda ask: ask.person().zip,
    "country": lambda ask: ask.person().country_code if ask.field.longest < 4 else ask.person().country,
    "country_code": lambda ask: ask.person().country_code,
    "company": lambda ask: ask.person().company,
    "latitude": lambda ask: ask.person().latitude,
    "longitude": lambda ask: ask.person().longitude,
    "timezone": lambda ask: ask.person().timezone,
    "price": _price,
    "balance": _balance,
    "exchange_rate": _decimal(1, 2, 4),
    "place": lambda ask: f"{ask.person().city}, {ask.person().country}",
    "tax_rate": _one_of(7, 10, 19, 20),
    "percent": _one_of(5, 10, 15, 20, 25, 30, 50, 75),
    "fraction": _decimal(0, 1, 2),
    "rating": _between(1, 5),
    "score": _between(1, 100),
    "quantity": _between(1, 12),
    "age": _between(19, 68),
    "birth_year": _between(1958, 2005),
    "height_cm": _between(155, 196),
    "weight_kg": _between(52, 98),
    "floor": _between(0, 12),
    "altitude": _between(5, 1800),
    "heading": _between(0, 359),
    "salary": _one_of(36000, 42000, 48500, 55000, 61000, 72000, 88000),
    "budget": _one_of(5000, 10000, 25000, 50000, 120000),
    "cents": lambda ask: ask.random.randint(4, 180) * 100 + ask.random.choice((0, 50, 90, 95, 99)),
    "year": _between(2005, 2025),
    "year_text": lambda ask: str(ask.random.randint(2012, 2025)),
    "week": _between(1, 52),
    "months": _one_of(1, 3, 6, 12, 24),
    "length": _decimal(2, 120),
    "volume": _decimal(1, 20),
    "pressure": _decimal(980, 1040),
    "speed": _between(5, 120),
    "power": _one_of(40, 60, 150, 400, 750, 1200),
    "voltage": _one_of(12, 24, 48, 230),
    "energy": _decimal(2, 80),
    "calories": _between(80, 900),
    "episode": _between(1, 12),
    "bedroom": _between(1, 5),
    "angle": _one_of(0, 45, 90, 180, 270),
    "coordinate": _between(0, 100),
    "decibel": _decimal(1, 12),
    "frames": _one_of(24, 25, 30, 50, 60),
    "bitrate": _bitrate,
    "sample_rate": _one_of(8000, 16000, 44100, 48000),
    "zoom": _between(1, 18),
    "temperature_llm": _one_of(0, 0.2, 0.5, 0.7, 1),
    "mcc": _one_of("5411", "5812", "5732", "4121", "7011"),
    "future_year": _between(2028, 2030),
    "month": _between(1, 12),
    "day": _between(1, 28),
    "hour": _between(0, 23),
    "minute": _one_of(0, 5, 10, 15, 20, 30, 45),
    "minutes": _one_of(5, 10, 15, 20, 30, 45, 60),
    "second": _one_of(0, 15, 30, 45),
    "small": _between(1, 10),
    "dimension": _one_of(20, 40, 60, 80, 120, 300, 640, 800),
    "weight": _decimal(1, 40),
    "temperature": _decimal(12, 28),
    "bytes": _one_of(4096, 65_536, 131_072, 524_288, 1_048_576, 2_097_152, 5_242_880, 10_485_760),
    "http_status": _one_of(200, 201, 204, 404),
    "distance": _between(1, 50),
    "page": _one_of(1),  # few lists have more, and many servers refuse a page that is not there
    "limit": _one_of(10, 20, 25, 50),
    "offset": _one_of(0, 10, 20),
    "version_number": _between(1, 5),
    "epoch": _epoch,
    "epoch_text": lambda ask: str(_epoch(ask)),
    "year_count": _between(1, 15),
    "passport": lambda ask: f"C{characters(ask.random, '0123456789', 8)}",
    "driver_license": lambda ask: f"D{characters(ask.random, '0123456789', 7)}",
    "registration": lambda ask: f"HRB {ask.random.randint(10000, 99999)}",
    "extension_number": lambda ask: str(ask.random.randint(100, 9999)),
    "hex_address": _letters("0123456789abcdef", 40, "0x"),
    "geohash": lambda ask: "u33" + characters(ask.random, "0123456789bcdefghjkmnpqrstuvwxyz", 5),
    "flight_number": lambda ask: f"{texts.pick(ask.random, ('XA', 'QZ', 'XB'))}{ask.random.randint(100, 999)}",
    "seat": lambda ask: f"{ask.random.randint(1, 32)}{texts.pick(ask.random, 'ABCDEF')}",
    "route_name": lambda ask: f"Line {ask.random.randint(1, 40)}",
    "doi": lambda ask: f"10.5555/{texts.word(ask.random)}.{ask.random.randint(1000, 99999)}",
    "issn": lambda ask: f"{ask.random.randint(1000, 2999)}-{ask.random.randint(1000, 9999)}",
    "ticker": lambda ask: characters(ask.random, _UPPER, 4),
    "license_key": lambda ask: "-".join(characters(ask.random, _UPPER + "23456789", 5) for _ in range(4)),
    "birth_place": lambda ask: ask.person().city,
    "birth_date": lambda ask: moment(ask.anchor, ask.random, ask.random, "birth", is_past=True).date().isoformat(),
    "task": lambda ask: texts.subject(ask.random),
    "meeting": lambda ask: texts.subject(ask.random),
    "vin": _letters("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", 17),
    "license_plate": lambda ask: f"{characters(ask.random, _UPPER, 3)}-{ask.random.randint(1000, 9999)}",
    "user_agent": _user_agent,
    "device": _one_of("Pixel 8", "iPhone 15", "Galaxy Tab", "ThinkPad"),
    "folder_name": lambda ask: texts.pick(ask.random, ("Reports", "Invoices", "Photos", "Contracts", "Templates")),
    "url": _company_url,
    "callback_url": lambda ask: f"https://hooks.example.com/{texts.slug(ask.random)}",
    "image_url": _image_url,
    "video_url": lambda ask: f"https://videos.example.com/{texts.slug(ask.random)}.mp4",
    "slug": lambda ask: texts.slug(ask.random),
    "sku": lambda ask: f"{texts.word(ask.random)[:3].upper()}-{ask.random.randint(1000, 9999)}",
    "barcode": lambda ask: _digits_with_check(ask.random, "40", 13),
    "isbn": lambda ask: _digits_with_check(ask.random, "978", 13),
    "code": lambda ask: f"{texts.word(ask.random)[:6].upper()}{ask.random.randint(10, 99)}",
    "key": lambda ask: texts.slug(ask.random),
    "reference": lambda ask: f"REF-{ask.random.randint(2024, 2025)}-{ask.random.randint(1000, 9999)}",
    "idempotency": lambda ask: uuid(ask.random)[:18],
    "tracking": lambda ask: f"1Z{characters(ask.random, string.digits, 10)}",
    "digits": lambda ask: str(ask.random.randint(10_000_000, 99_999_999)),
    "iban": _iban,
    "bic": _one_of("COBADEFFXXX", "DEUTDEFF", "BNPAFRPP"),
    "routing": _one_of("021000021", "011401533", "091000019"),
    "card_cvc": lambda ask: str(ask.random.randint(100, 999)),
    "last4": lambda ask: texts.pick(ask.random, ("4242", "1111", "4444", "0005")),
    "card_expiry": lambda ask: f"{ask.random.randint(1, 12):02d}/{ask.random.randint(28, 30)}",
    "tax_id": lambda ask: f"DE{ask.random.randint(100_000_000, 999_999_999)}",
    "ssn": lambda ask: f"900-{ask.random.randint(10, 49)}-{ask.random.randint(1000, 9999)}",
    "password": _password,
    "pin": lambda ask: str(ask.random.randint(100_000, 999_999)),
    "title": lambda ask: texts.subject(ask.random),
    "label": _label,
    "description": _remark("about", 700, phrases=0.74, sentences=0.2),
    "product_text": _prose("product", 700),
    "short_text": _remark("about", 160, phrases=0.65, sentences=0.35),
    "article": _prose("about", 2000),
    "body": _remark("note", 900, phrases=0.4, sentences=0.45),
    "message": _remark("note", 320, phrases=0.45, sentences=0.47),
    "greeting": _remark("note", 200, phrases=0.3, sentences=0.6),
    "terms_text": _prose("about", 700),
    "html": lambda ask: f"<p>{texts.sentence(ask.random, 'note')}</p>",
    "markdown": lambda ask: f"# {texts.subject(ask.random)}\n\n{texts.sentence(ask.random, 'about')}",
    "review": _prose("review", 1600),
    "bio": _prose("bio", 400),
    "problem": _remark("problem", 600, phrases=0.1, sentences=0.4),
    "error": _one_of("Connection timed out", "Invalid file format", "Payment was declined"),
    "tag": lambda ask: texts.tag(ask.random),
    "cron": _one_of("0 6 * * *", "*/15 * * * *", "0 9 * * 1"),
    "regex": _one_of("^[a-z]+$", "^\\d{4}$"),
    "script": _one_of("echo done", "./deploy.sh --dry-run"),
    "date_text": lambda ask: _moment(ask).date().isoformat(),
    "moment_text": lambda ask: stamp(_moment(ask)),
    "clock": lambda ask: f"{ask.random.randint(7, 20):02d}:{ask.random.choice((0, 15, 30, 45)):02d}",
    "clock_utc": lambda ask: f"{ask.random.randint(7, 20):02d}:{ask.random.choice((0, 15, 30, 45)):02d}:00Z",
    "http_date": lambda ask: _moment(ask).strftime("%a, %d %b %Y %H:%M:%S GMT"),
    "iso_duration": _one_of("PT15M", "PT1H", "P1D", "P7D", "P1M"),
    "local_moment": lambda ask: _moment(ask).strftime("%Y-%m-%dT%H:%M:%S"),
    "number_text": _number_text,
    "value_text": lambda ask: texts.word(ask.random),
    "decimal_text": lambda ask: f"{ask.random.randint(100, 9999) / 100:.2f}",
    "word": lambda ask: texts.word(ask.random),
    "seconds_text": lambda ask: f"{ask.random.choice((30, 60, 300, 3600))}s",
}  # fmt: skip
