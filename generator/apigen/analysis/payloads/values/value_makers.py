"""Functions that make values of one meaning, and functions that make such functions, for the table of providers."""

import math
import re
import string
from collections.abc import Callable
from random import Random
from typing import Any

from apigen.analysis.payloads.values import texts
from apigen.analysis.payloads.values.asking import Ask
from apigen.analysis.payloads.values.characters import characters
from apigen.analysis.payloads.values.moments import has_happened, moment, role_of, stem_of
from apigen.analysis.payloads.values.technical import resource
from apigen.analysis.payloads.values.texts import prose
from apigen.analysis.payloads.values.wordlists import LISTS

Provider = Callable[[Ask], Any]

_AS_SLUG = 0.15
"""Part of the names of things that is written as in URLs: some servers take nothing else, and do not say so."""

_OPERATED = re.compile(
    r"\b(database|cluster|node|bucket|volume|network|vpc|branch|artifact|service|queue|container|image|snapshot|"
    r"server|droplet|instance|firewall|runner|repository|namespace|function|pool|add-on|driver|host name)\b"
)
"""What names in lower case with dashes are given to."""


def label(ask: Ask) -> str:
    """A name for a thing: as resources are called where it is operated, else mostly in plain words."""
    if _OPERATED.search(ask.field.hint):
        return resource(ask.random)
    return texts.slug(ask.random) if ask.random.random() < _AS_SLUG else texts.label(ask.random)


def price(ask: Ask) -> Any:
    """What things in a shop cost; an integer is in cents."""
    cents = ask.random.choice((0, 50, 90, 95, 99))
    amount = ask.random.randint(3, 60) * 100 + cents
    return (
        amount if ask.field.kind == "integer" else f"{amount / 100:.2f}" if ask.field.kind == "string" else amount / 100
    )


def balance(ask: Ask) -> Any:
    """What is on an account, in the unit of money: more than most things cost."""
    amount = round(ask.random.uniform(200, 9000), 2)
    return int(amount) if ask.field.kind == "integer" else f"{amount:.2f}" if ask.field.kind == "string" else amount


def bitrate(ask: Ask) -> int:
    """Bits per second, or thousands of them where the description says so."""
    kilobits = ask.random.choice((128, 256, 800, 1600, 2500, 5000))
    return kilobits if re.search(r"kilobit|kbps|kbit", ask.field.hint) else kilobits * 1000


_CODED_STATES = frozenset(("US", "CA", "AU"))
"""Countries whose states people write as codes."""


def state(ask: Ask) -> str:
    """The code where people write it, as in `Austin, TX`; a `province` in full."""
    person = ask.person()
    is_coded = ask.field.words[-1:] == ("state",) and person.country_code in _CODED_STATES and ask.field.shortest < 3
    return person.state_code if is_coded else person.state


def zip_number(ask: Ask) -> int | None:
    """A postcode where the schema wants a number; None where it has letters."""
    code = ask.person().zip
    return int(code) if code.isdigit() else None


def between(low: int, high: int) -> Provider:
    """Integers from `low` to `high`."""
    return lambda ask: ask.random.randint(low, high)


def decimal(low: float, high: float, digits: int = 1) -> Provider:
    """Numbers from `low` to `high`, whole where the schema wants an integer."""
    return lambda ask: (
        ask.random.randint(math.ceil(low), math.floor(high))
        if ask.field.kind == "integer"
        else round(ask.random.uniform(low, high), digits)
    )


def one_of(*values: Any) -> Provider:
    """One of the values."""
    return lambda ask: ask.random.choice(values)


def moment_of(ask: Ask) -> Any:
    """A moment that suits what the name says: starts before ends, births in the past, expiries in the future."""
    role = role_of(ask.field.words)
    is_open = role in ("start", "end") and not has_happened(ask.field.words)
    is_past = ask.is_past if is_open else role not in ("birth", "expiry", "scheduled")
    return moment(ask.anchor, ask.shared("moment." + stem_of(ask.field.words)), ask.random, role, is_past)


def epoch(ask: Ask) -> Any:
    """The same in seconds since 1970, or in milliseconds where name or description say so."""
    seconds = int(moment_of(ask).timestamp())
    return seconds * 1000 if "milli" in ask.field.hint or "ms" in ask.field.words else seconds


def prose_about(topic: str, longest: int) -> Provider:
    """Text of 200 characters and more where the schema has room for it."""

    def provide_prose(ask: Ask) -> str:
        limit = min(longest, ask.field.longest)
        if ask.field.is_short or limit < 120:
            return texts.fitted(texts.sentence(ask.random, topic), ask.field.longest) or texts.word(ask.random)
        return prose(ask.random, topic, min(max(200, ask.field.shortest), limit), limit)

    return provide_prose


def remark_about(topic: str, longest: int, phrases: float, sentences: float) -> Provider:
    """Mostly short, as people fill in what is optional: a phrase, a sentence, and now and then some more."""
    whole = prose_about(topic, longest)

    def provide_remark(ask: Ask) -> Any:
        chance = ask.random.random()
        text = texts.phrase(ask.random, topic) if chance < phrases else texts.sentence(ask.random, topic)
        is_enough = ask.field.shortest <= len(text) <= ask.field.longest
        return text if chance < phrases + sentences and is_enough else whole(ask)

    return provide_remark


def letters(alphabet: str, count: int, prefix: str = "") -> Provider:
    """So many characters of an alphabet, behind a prefix."""
    return lambda ask: prefix + characters(ask.random, alphabet, count)


def password(ask: Ask) -> str:
    """Strong, and within what bcrypt reads."""
    return f"{texts.word(ask.random).title()}-{texts.word(ask.random)}{ask.random.randint(1000, 9999)}!"


def digits_with_check(random: Random, prefix: str, count: int) -> str:
    """An EAN-like number with a right check digit."""
    digits = prefix + characters(random, string.digits, count - len(prefix) - 1)
    weighted = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return f"{digits}{-weighted % 10}"


def iban(ask: Ask) -> str:
    """A German account with the right check digits."""
    account = "37040044" + characters(ask.random, string.digits, 10)
    return f"DE{98 - int(account + '131400') % 97:02d}{account}"


_DISK_WORDS = ("docker", "container", "boot", "deploy", "disk", "linux", "operating system", "virtual machine")


def image_url(ask: Ask) -> str:
    """An address of a picture; the name of an image for disks or containers where the description speaks of them."""
    if ask.field.words[-1:] == ("image",) and any(word in ask.field.hint for word in _DISK_WORDS):
        return texts.pick(ask.random, LISTS["os_image"])
    noun = next(
        (word for word in ask.field.words if word in ("avatar", "logo", "icon", "photo", "cover", "banner")), "image"
    )
    return f"https://images.example.com/{noun}s/{texts.slug(ask.random)}-{ask.random.randint(1, 99)}.jpg"


def user_agent(ask: Ask) -> str:
    """What a browser calls itself."""
    version = ask.random.randint(118, 128)
    return (
        f"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{version}.0.0.0 Safari/537.36"
    )


def number_text(ask: Ask) -> str:
    """A small number in digits."""
    return str(ask.random.randint(1, 200))


def company_url(ask: Ask) -> str:
    """A page of a company."""
    return f"https://{texts.pick(ask.random, ('www.', ''))}example.com/{texts.slug(ask.random)}"
