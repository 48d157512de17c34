"""Whether a value looks like what real people send, by rules that know nothing of the generator's tables.

A field belongs to one category by its name, its format and its type; each category has one check of form. The checks
are calibrated on the examples that authors wrote into real documents (see docs/realism.md).
"""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from .leaves import Leaf

_PLACEHOLDERS = frozenset(
    "string str text1 foo bar baz foobar lorem ipsum test1 null none undefined todo tbd xxx abc asdf qwerty object "
    "array integer number boolean value1".split()
)
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+")


def _full(pattern: str, flags: int = 0) -> Callable[[str], bool]:
    compiled = re.compile(pattern, flags)
    return lambda text: compiled.fullmatch(text) is not None


_UUID = _full(r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}", re.I)
_DATE = _full(
    r"(19|2[01])\d\d(-?(0[1-9]|1[0-2])(-?(0[1-9]|[12]\d|3[01]))?)?"
    r"([T ]?([01]\d|2[0-4]):?[0-5]\d(:?[0-5]\d([.,]\d{1,9})?)? ?(Z|[+-][01]\d:?[0-5]\d)?)?"
    r"|(0?[1-9]|[12]\d|3[01])[./-](0?[1-9]|[12]\d|3[01])[./-](19|20)?\d\d"
    r"|[A-Z][a-z]{2,8},? .{6,28}|1\d{9}(\d{3})?"
)
_TIME = _full(r"([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?( ?[AaPp][Mm])?(Z|[+-]\d\d:?\d\d)?")
_DURATION = _full(r"P(\d+[YMWD])*(T(\d+[HMS])+)?|\d+(\.\d+)? ?([a-z]{1,9})?|[a-z]+ly|[A-Z]+LY", re.I)
_EMAIL = _full(r"([\w &.'-]+ <)?[\w.+'%-]{1,64}@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}>?")
_URL = _full(r"[a-z][a-z0-9+.-]*:(//)?[^\s/]+\S*|/[\w./{}%?=&:-]*|(www\.)?([a-z0-9-]+\.)+[a-z]{2,}(:\d+)?(/\S*)?", re.I)
_HOST = _full(r"(\*\.)?([a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.)*[a-z0-9_]([a-z0-9_-]*[a-z0-9])?\.?(:\d+)?", re.I)
_IP = _full(r"(\d{1,3}\.){3}\d{1,3}(/\d{1,2}|:\d+)?|(?=.*:.*:)[0-9a-f:.]{3,45}(/\d{1,3})?", re.I)
_MAC = _full(r"([0-9a-f]{2}[:-]?){5,7}[0-9a-f]{2}", re.I)
_PHONE = _full(r"(?=(\D*\d){3,15}\D*$)\+?[\d\s().-]+( ?(x|ext\.?) ?\d+)?|sip:\S+")
_HEX = _full(
    r"[0-9A-F]{2}(:[0-9A-F]{2}){5,40}|\d{1,6}|(sha\d+[:-])?(0x)?[0-9a-f]{7,128}|[A-Za-z0-9+/_-]{20,100}={0,2}", re.I
)
_VERSION = _full(r"[<>=~^v ]*\d+(\.(\d+|[x*]))*([.-]?[a-z][\w.+-]*)?|latest|[a-z]+[-_/]?\d[\w.-]*", re.I)
_COLOR = _full(r"#?[0-9a-f]{3}([0-9a-f]{3}([0-9a-f]{2})?)?|[A-Za-z]+([ _-][a-z]+)*|rgba?\(.*\)", re.I)
_ZIP = _full(r"(?=.*\d)[A-Z0-9]{2,6}([ -][A-Z0-9]{2,5})?", re.I)
_COUNTRY = _full(r"[A-Z]{2,3}|[a-z]{2}|[A-Z][a-z]+([ -](and|of|the|[A-Z][a-z]+))*")
_CURRENCY = _full(r"[A-Z]{3,4}|[a-z]{3}|[$€£¥]|[A-Z][A-Za-z]+( [A-Z]?[a-z]+){0,2}")
_LANGUAGE = _full(r"[a-z]{2,3}([-_]([A-Z][a-z]{3}|[A-Za-z]{2}|\d{3}))*|[A-Z][a-z]+( \([A-Za-z ]+\))?")
_ZONE = _full(r"[A-Z][A-Za-z]+(/[A-Za-z_-]+){1,2}|UTC|GMT([+-]\d+)?|[A-Z]{2,4}|[+-]\d\d:?\d\d")
_MONEY = _full(r"[$€£]?-?\d{1,9}([.,]\d{1,4})?( ?[A-Z]{3})?|[A-Z]{3} ?\d+([.,]\d\d)?")
_FILE = _full(r"[\w (),&'+./-]*[\w)]\.[A-Za-z0-9]{1,9}|[\w-]+( [\w-]+){0,5}")
_PATH = _full(r"([A-Z]:)?[\w./*@%:~${}\\ -]+")
_MIME = _full(r"[a-z]+/([a-z0-9.+*-]+)(; ?\w+=\S+)?|[a-z0-9]{2,5}")
_NAME = _full(r"[^\W\d_a-z][^\W\d_]*\.?([ '’-]+[^\W\d_]+\.?){0,4}|[a-z]+")
_USER = _full(r"@?[A-Za-z0-9][\w.@+:-]{1,60}")
_STREET = _full(r"(?=.*[^\W\d_]{2})[\w#][\w .,'’/#&-]{2,90}")
_SECRET = _full(r"(?=.*[A-Za-z0-9]{3})[\x21-\x7e]{4,2000}|-----BEGIN[\s\S]+|[\x21-\x7e]+( [\x21-\x7e]+){1,9}")
_ID = _full(r"[A-Za-z0-9][\w.:/@|=+#%-]{0,120}|[A-Z][a-z]+( [A-Z]?[a-z0-9]+)+|\S+(, ?\S+)+")
_CODE = _full(r"[+#]?[A-Za-z0-9][A-Za-z0-9 ._:/#-]{0,60}")
_TOKEN = _full(r"[A-Za-z0-9@#*_/:(-][\w .,:;/@|=+*#&()'%-]{0,80}")
_SIGNS = _full(
    r"[\x20-\x7e\n]{1,120}|[\x20-\x7e\n]*[A-Za-z]{3}[\x20-\x7e\n]*|\W{1,4}|[^\x00-\x1f]*[^\W\d_]{3}[^\x00-\x1f]*"
)
_SLUG = _full(r"[a-z0-9]+([-_./][a-z0-9]+)*", re.I)
_COMPANY = _full(r"(?=.*[^\W\d_]{2})[\w][\w .,&'’()/-]{1,70}")


def _has_vowels(text: str) -> bool:
    """Words of more than four letters have vowels; long runs of consonants are noise."""
    runs = re.findall(r"[A-Za-z]{5,}", text)
    bad = sum(not re.search(r"[aeiouyAEIOUY]", run) for run in runs)
    return bad * 3 <= len(runs)


def _is_plain(text: str) -> bool:
    """Mostly letters, digits and the signs that texts are made of."""
    if not text:
        return False
    odd = sum(not (each.isalnum() or each in " .,:;!?'’\"()/-_&+%$€#@\n\r\t*`<>=[]{}|–—…") for each in text)
    signs = sum(each in "<>=[]{}|`*\\^~;$%" for each in text)
    return odd * 20 <= len(text) and signs * 4 <= len(text)


def _is_label(text: str) -> bool:
    """A short name of a thing."""
    has_form = len(text) <= 120 and re.match(r"[^\W_]|[#@*(\"'._/:-]", text) is not None and "\n" not in text
    return has_form and _is_plain(text) and _has_vowels(text) and re.search(r"[^\W_]", text) is not None


def _is_prose(text: str) -> bool:
    """Words, with blanks where there are many of them; not cut within the last one."""
    words = text.split()
    longest = max((len(word) for word in words), default=0)
    is_wordy = bool(words) and (len(words) > 1 or len(text) <= 40) and (longest <= 40 or "/" in text or "<" in text)
    return is_wordy and _is_plain(text) and _has_vowels(text) and re.search(r"[^\W\d_]{2}", text) is not None


def _is_token(text: str) -> bool:
    return _TOKEN(text) and _has_vowels(text) and _is_plain(text)


def _is_generic(text: str) -> bool:
    return any(check(text) for check in (_is_label, _is_prose, _ID, _URL, _DATE, _HEX, _PHONE, _IP, _is_json))


def _is_json(text: str) -> bool:
    return text[:1] in "{[<" and len(text) > 6


def _any(*checks: Callable[[str], bool]) -> Callable[[str], bool]:
    return lambda text: any(check(text) for check in checks)


_TEXTS: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("signs", _SIGNS, "regex pattern delimiter separator emoji symbol cron prefix suffix expression digit marker query "
     "filter prompt mask quote_char public_key scope sql_mode"),
    ("email", _EMAIL, "email e_mail email_address e_mail_address"),
    ("date", _DATE, "date datetime date_time timestamp birthday dob deadline at on until"),
    ("uuid", _any(_UUID, _HEX), "uuid guid"),
    ("image", _URL, "image_url avatar_url logo_url photo_url picture_url thumbnail_url icon_url image_uri"),
    ("url", _any(_URL, _HOST), "url uri href link website homepage webhook callback"),
    ("phone", _PHONE, "phone mobile telephone fax msisdn phone_number phonenumber mobile_number"),
    ("first name", _NAME, "first_name firstname given_name forename"),
    ("last name", _NAME, "last_name lastname surname family_name"),
    ("person", _NAME, "full_name fullname contact_name customer_name owner_name author cardholder cardholder_name "
     "holder_name recipient_name signer_name"),
    ("user name", _USER, "user_name username login screen_name nick_name nickname assignee reviewer"),
    ("address", _STREET, "street address_line address_line_1 address_line_2 address_line1 address_line2 street_address "
     "line_1 line_2 line1 line2 address_1 address_2 address1 address2 full_address mailing_address"),
    ("city", _NAME, "city town locality municipality"),
    ("state", _NAME, "province county address_state state_code region_code"),
    ("postcode", _ZIP, "zip zip_code zipcode post_code postcode postal_code postalcode"),
    ("country", _COUNTRY, "country country_code countrycode country_name nationality countries"),
    ("company", _COMPANY, "company company_name organization_name organisation_name vendor merchant_name employer "
     "business_name legal_name"),
    ("currency", _CURRENCY, "currency currency_code currencies"),
    ("language", _LANGUAGE, "language lang locale language_code"),
    ("time zone", _ZONE, "time_zone timezone tz"),
    ("money", _MONEY, "price amount total subtotal cost fee balance tax_amount"),
    ("color", _COLOR, "color colour background_color text_color"),
    ("network address", _any(_IP, _HOST), "ip ip_address ip_addresses ipv4 ipv6 ipv_4 ipv_6 cidr subnet source_ip"),
    ("hardware address", _MAC, "mac mac_address"),
    ("host", _any(_HOST, _IP), "host_name hostname domain domain_name fqdn server_name"),
    ("file", _FILE, "file_name filename attachment_name document_name"),
    ("path", _PATH, "path file_path directory folder_path"),
    ("media type", _MIME, "mime_type mimetype content_type media_type"),
    ("hash", _HEX, "sha sha1 sha_1 sha256 sha_256 md5 md_5 checksum digest etag fingerprint commit_sha hash"),
    ("version", _VERSION, "version app_version api_version release"),
    ("secret", _SECRET, "password passwd secret token api_key apikey access_token refresh_token client_secret "
     "private_key passphrase signature"),
    ("time of day", _any(_TIME, _DATE), "time_of_day opening_time closing_time open_time close_time"),
    ("duration", _DURATION, "duration interval period frequency ttl timeout"),
    ("slug", _SLUG, "slug permalink handle"),
    ("identifier", _any(_ID, _is_label), "id ids gid sid uid identifier external_id key ref reference"),
    ("code", _CODE, "code sku barcode number serial reference_number order_number invoice_number part_number"),
    ("prose", _is_prose, "description comment body message note text content summary bio review feedback detail "
     "instruction reason about"),
    ("title", _is_label, "title subject headline heading caption"),
    ("tag", _is_token, "tag label keyword topic category categories"),
    ("name", _is_label, "name display_name"),
    ("state of a thing", _is_token, "status state type kind role level mode priority visibility source channel plan "
     "tier environment platform region"),
)  # fmt: skip
"""Category, the form of its values, and what the names of its fields end with; the longest ending wins."""

_FORMATS = {
    "date": "date", "date-time": "date", "email": "email", "uri": "url", "url": "url", "uuid": "uuid",
    "ipv4": "network address", "ipv6": "network address", "hostname": "host", "password": "secret",
    "phone": "phone", "decimal": "money",
}  # fmt: skip


def _between(low: float, high: float, digits: int = 15) -> Callable[[float], bool]:
    return lambda number: low <= number <= high and math.isclose(round(number, digits), number, rel_tol=1e-9)


_NUMBERS: tuple[tuple[str, Callable[[float], bool], str], ...] = (
    ("latitude", _between(-90, 90), "lat latitude"),
    ("longitude", _between(-180, 180), "lon lng long longitude"),
    ("year", _between(1900, 2100, 0), "year"),
    ("day or hour", _between(0, 366), "day hour day_of_month"),
    ("month", _between(1, 12, 0), "month"),
    ("age", _between(0, 110), "age"),
    ("rating", _between(0, 10, 1), "rating stars"),
    ("percentage", _between(0, 100, 4), "percent percentage discount progress humidity opacity probability confidence"),
    ("price", _between(-1e6, 1e11, 4), "price amount total subtotal cost fee balance budget salary"),
    ("moment", _between(1, 5e12, 0), "timestamp created_at updated_at expires_at created expires"),
    ("quantity", _between(-1, 1e9, 2), "quantity qty count limit page per_page page_size seats stock copies"),
    ("port", _between(0, 65535, 0), "port"),
    ("size", _between(0, 1e12, 3), "width height length depth weight size bytes"),
    ("time span", _between(-1, 1e10, 3), "duration timeout interval ttl delay seconds minutes hours days ms"),
    ("number as identifier", _between(-1, 1e19, 0), "id ids uid pk"),
    ("order", _between(-1, 1e6, 2), "position order index rank priority level version line sequence"),
)  # fmt: skip
_SOME_NUMBER = _between(-1e17, 1e17, 9)
_CHECKS: dict[str, Callable[[Any], bool]] = {
    **{category: check for category, check, _ in _TEXTS},
    **{category: check for category, check, _ in _NUMBERS},
}


def _endings(rows: Iterable[tuple[str, Any, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for category, _, endings in rows:
        for ending in endings.split():
            found.setdefault(ending, category)
            found.setdefault(f"{ending}s", category)
    return found


_TEXT_ENDINGS, _NUMBER_ENDINGS = _endings(_TEXTS), _endings(_NUMBERS)
TEXT_CATEGORIES = (*(category for category, *_ in _TEXTS), "some text")


@cache
def snake(name: str) -> str:
    """`shippingZIPCode` is shipping_zip_code."""
    return "_".join(word.lower() for word in _WORDS.findall(name))


def category_of(leaf: Leaf) -> str | None:
    """What kind of value a field should have; None where there is nothing to judge."""
    if leaf.value is None or isinstance(leaf.value, bool) or leaf.is_fixed or not leaf.name:
        return None
    if isinstance(leaf.value, int | float):
        return _by_ending(snake(leaf.name), is_number=True) or "some number"
    form = str(leaf.says("format") or "")
    if form in ("binary", "byte", "base64") or leaf.says("contentMediaType"):
        return None
    if form in _FORMATS:
        return _FORMATS[form]
    return None if leaf.says("pattern") else _by_ending(snake(leaf.name), is_number=False) or "some text"


@cache
def _by_ending(name: str, is_number: bool) -> str | None:
    words = name.split("_")
    known = _NUMBER_ENDINGS if is_number else _TEXT_ENDINGS
    return next((known[each] for start in range(len(words)) if (each := "_".join(words[start:])) in known), None)


def looks_real(category: str, value: Any) -> bool:
    """Whether the value could be one of its category."""
    if not isinstance(value, str):
        return value == value and _CHECKS.get(category, _SOME_NUMBER)(value)
    text = value.strip()
    if not text or text.lower() in _PLACEHOLDERS or not _is_readable(value):
        return False
    return _CHECKS.get(category, _is_generic)(text)


def _is_readable(text: str) -> bool:
    """Letters of one alphabet, no control characters, nothing unassigned."""
    if text.isascii():
        return re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", text) is None
    kinds = {unicodedata.category(each) for each in text}
    scripts = {unicodedata.name(each, "NONE").split()[0] for each in text if each.isalpha()}
    return kinds.isdisjoint(("Cn", "Co", "Cs", "Cc")) and len(scripts) <= 2
