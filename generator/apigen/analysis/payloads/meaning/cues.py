"""What a description says about a value, in words that mean one thing."""

import re
from collections.abc import Sequence
from functools import lru_cache

_WEAK = (
    ("json_text", ("json-based", "json array", "json object")),
    ("ai_model", ("llm", "language model", "embedding")),
    ("email", ("e-mail", "email")),
    ("uuid", ("uuid", "guid")),
    ("moment_text", ("iso 8601", "iso8601", "rfc3339", "rfc 3339", "date and time", "datetime")),
    ("moment_text", ("date-time", "point in time", "timestamp")),
    ("date_text", ("yyyy-mm-dd", "date of", "date when")),
    ("image_url", ("url of the image", "image url", "url to the image")),
    ("callback_url", ("webhook url", "callback url")),
    ("url", ("url", "link to", "uri of")),
    ("http_method", ("http method",)),
    ("mime_type", ("mime type", "media type", "content type")),
    ("phone", ("phone number",)),
    ("currency_code", ("iso 4217", "currency code")),
    ("country_code", ("iso 3166", "country code")),
    ("language_code", ("iso 639", "language code")),
    ("timezone", ("iana time zone", "olson", "time zone name")),
    ("base64", ("base64", "base 64", "base-64")),
    ("json_text", ("json text", "json string", "json supported text", "json encoded", "json-encoded", "stringified")),
    ("semver", ("semantic version",)),
    ("ipv6", ("ipv6",)),
    ("cidr", ("cidr",)),
    ("ipv4", ("ip address", "ipv4", "ip of")),
    ("host", ("hostname", "host name", "dns name", "domain name")),
    ("certificate", ("pem encoded", "pem-encoded", "x.509")),
    ("public_key", ("ssh key", "public key")),
    ("regex", ("regular expression", "regex")),
    ("path", ("path to", "path of", "file path", "directory")),
    ("boolean_word", ("true if", "to true", "pass true", "pass `true`", "true or false", "whether")),
    ("decimal_text", ("decimal",)),
    ("duration_text", ("duration",)),
)
"""Provider -> what a description says when it means it."""

_CUES = tuple((provider, re.compile(rf"\b(?:{'|'.join(map(re.escape, said))})(?:e?s)?\b")) for provider, said in _WEAK)

_ADDRESS = re.compile(r"\]\([^)]*\)|<a [^>]*>|https?://\S+")
"""Links within a description, which say nothing about the value."""

_IDENTIFIES = re.compile(
    r"\W*(?:(?:the|an?|optional|globally|unique|create-only)\W+)*(?:[ug]?u?id|identifier)s?\W? (?:of|for)\b"
)
"""How a description begins that means an identifier, whatever the name is."""

_NAMING = frozenset(("id_text", "uuid", "identifier", "slug", "key", "resource", "sku"))
"""Providers of names that identify, which a description confirms when it speaks of an identifier."""

_NAMES_IDS = re.compile(
    r"\b(?:g?ids?|identifiers?) (?:of|for) (?:the|an?|these|each|all)\b|\b(?:list|array|set) of [\w ]*\bids\b"
)
"""How a description says that values identify things, whatever they are called."""

_OPENING = re.compile(
    r"\W*(?:(?:the|an?|optional|required|valid|full|fully|public|publicly|qualified|accessible|absolute|https?)\W+)*(?:"
    r"(?P<url>ur[li]\b(?! path)(?! of the i(?:mage|con)))|(?P<email>e-?mail address(?:es)?\b)|"
    r"(?P<commit>sha-?1?\b(?! ?(?:256|512)))|(?P<phone>(?:tele)?phone number\b)|"
    r"(?P<sql>sql (?:query|statement)\b))"
)
"""How a description begins that says what the value is: `The URL that is notified`."""

_KIND_OF_TEXT = re.compile(
    r"\W*(?:(?:the|an?|optional|required|short|long|longer|brief|free|human[- ]readable|plain|additional)\W+)*(?:"
    r"(?P<description>descriptions?\b|explanation\b|summary\b)|(?P<message>texts?\b(?! file)|comments?\b|notes?\b)|"
    r"(?P<digits>(?:account|identification|identity|card|customer|registration) number\b)|"
    r"(?P<username>user ?name\b)|(?P<label>names?\b(?! of a field)))"
)
"""How a description begins that says which text a name without a meaning stands for: `Description of the payment`."""

_URL_PATH = re.compile(r"\bur[li] path\b")
_SPOKEN = re.compile(
    r"(?P<phone>\be\.?164\b)|(?P<base64>\bbase-?64[ -]?encod|\b(?:in|using|as|with) base-?64\b)|"
    r"(?P<host_port>\b(?:ip|host|address|hostname)[:/]port\b)"
)
"""What else says it, wherever it stands."""

_OPEN = frozenset(
    ("", *"label address body message short_text value_text description number_text image_url key secret".split())
)
"""Providers that take anything, or that a precise word in the description outweighs."""

_ALGORITHMS = re.compile(r"(?P<tsig_algorithm>\btsig\b)|(?P<dnssec_algorithm>\bdnssec\b|\bmnemonic\b)")
"""Registries of DNS with names of their own for algorithms: RFC 8945 and RFC 8624 ("mnemonic")."""

_PRECISE = frozenset(
    "url callback_url image_url video_url git_url path api_path host domain subdomain file slug email phone commit "
    "sha256 md5 uuid id_text identifier key sku resource reference idempotency password secret token code public_key "
    "certificate private_key cidr ipv4 ipv6 moment_text date_text epoch uri_reference access_key git_ref git_tag "
    "branch repo docker_image json_text base64 cursor semver engine_version ai_model cloud_region os_image".split()
)
"""Providers whose names are as clear as a description."""

_NAMED_PLAINLY = frozenset(("label", "address"))
_STRONG = re.compile(
    r"(?P<file>\bfile ?name\b|\bname of (?:the|a) file\b)|(?P<cidr>\bcidr\b)|"
    r"(?P<ipv4>\bipv4\b|\bip address)|(?P<ipv6>\bipv6\b)"
)
"""What `name` and `address` may be instead, by provider."""

_UNIT = re.compile(
    r"\bin (nanoseconds|microseconds|milliseconds|seconds|minutes|hours|days|bytes|mb|mib|gb|gib|cents|percent)\b"
)
_UNITS = {
    "hours": "hour", "mb": "mebibytes", "mib": "mebibytes", "gb": "disk_gb", "gib": "disk_gb",
}  # fmt: skip
_CLOCK = re.compile(r"\b(unix|epoch|timestamp|since|utc)\b")
"""What makes seconds a point in time."""

_EPOCH = re.compile(r"\b(unix|epoch)\b")
_STORES = frozenset(("memory", "ram", "swap", "space", "disk", "storage", "quota"))
_BROAD = frozenset(
    ("size", "duration", "offset", "small", "dimension", "length", "mebibytes", "memory_mb", "disk_gb", "epoch")
)
"""Providers of numbers that the unit of a description makes precise."""


def strong_cue(description: str, words: Sequence[str], kind: str, known: str) -> str | None:
    """The provider that a description says more clearly than a name does: `The ID of the organization`, `in bytes`.

    `words` are those of the name, `kind` the type, `known` the provider that the name suggests, or empty.
    """
    text = description.lower()
    if kind == "string":
        return _strong_text(text, words, known)
    if kind == "integer" and "http status" in text:
        return "http_status"
    if not known and kind == "integer" and (_NAMES_IDS.search(text) or _IDENTIFIES.match(text)):
        return "id_number"
    is_open = not known or (known in _BROAD and not _CLOCK.search(text))
    if not known and kind == "integer" and _EPOCH.search(text):
        return "epoch"
    unit = _UNIT.search(text) if is_open else None
    if unit and unit[1] == "bytes" and _STORES.intersection(words):
        return "store_bytes"
    return _UNITS.get(unit[1], unit[1]) if unit else None


def _strong_text(text: str, words: Sequence[str], known: str) -> str | None:
    if known == "url" and _URL_PATH.search(text):
        return "api_path"
    if known not in _PRECISE and (opening := _OPENING.match(text)):
        return opening.lastgroup
    if known == "algorithm" and (registry := _ALGORITHMS.search(text)):
        return registry.lastgroup
    if known == "color" and "hex" in text:
        return "hex_color"
    if known in ("", "moment_text") and "hh:mm" in text and "yy" not in text:
        return "clock"
    if known in ("", "moment_text", "date_text") and _EPOCH.search(text):
        return "epoch_text"
    if known in _OPEN and (spoken := _SPOKEN.search(text)):
        return spoken.lastgroup
    if known == "ipv4" and "dns name" in text:
        return "host"  # what `nameserver` may be as well
    if known not in _NAMING and _IDENTIFIES.match(text):
        return "slug" if words[-1:] == ("name",) else "id_text"
    if known in _NAMED_PLAINLY and (cue := _STRONG.search(text)):
        return cue.lastgroup
    return "id_text" if known not in _PRECISE and _NAMES_IDS.search(text) else None


@lru_cache(2000)  # the members of a document share their descriptions
def weak_cue(description: str) -> str | None:
    """The provider that a description speaks of, where a name says nothing."""
    text = _ADDRESS.sub("", description.lower())
    cue = next((provider for provider, said in _CUES if said.search(text)), None)
    kind = _KIND_OF_TEXT.match(text)
    return cue or (kind.lastgroup if kind else None)
