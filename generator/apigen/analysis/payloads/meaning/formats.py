"""What `format` promises, as a provider; names that nobody registered are read like field names."""

from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.meaning.rules import rule_for

_PROVIDERS = {
    "date-time": "moment_text", "datetime": "moment_text", "date": "date_text", "full-date": "date_text",
    "time": "clock_utc", "partial-time": "clock", "duration": "iso_duration", "timestamp": "moment_text",
    "email": "email", "idn-email": "email", "uuid": "uuid", "uri": "url",
    "url": "url", "iri": "url", "uri-reference": "uri_reference", "iri-reference": "uri_reference",
    "hostname": "host", "host": "host", "domain": "domain", "fqdn": "host", "idn-hostname": "host", "ipv4": "ipv4",
    "ip": "ipv4", "ip-address": "ipv4", "ipv6": "ipv6", "cidr": "cidr", "mac": "mac", "byte": "base64",
    "base64": "base64", "base64url": "base64", "password": "password", "phone": "phone", "phone-number": "phone",
    "tel": "phone", "color": "hex_color", "hex-color": "hex_color", "decimal": "decimal_text",
    "currency": "currency_code", "iso-4217": "currency_code", "money": "decimal_text", "json-pointer": "json_pointer",
    "regex": "regex", "cron": "cron", "semver": "semver", "jwt": "jwt", "objectid": "object_id",
    "mongo-id": "object_id",
    "ulid": "ulid", "int64": "number_text", "int32": "number_text", "number": "number_text", "integer": "number_text",
    "long": "number_text", "uint64": "number_text", "uint32": "number_text",
    "double": "decimal_text", "float": "decimal_text", "credit-card": "card_number",
    "iban": "iban", "bic": "bic", "country-code": "country_code", "html": "body", "markdown": "body", "text": "body",
    "multiline": "body", "slug": "slug", "year": "year", "unix-time": "epoch", "epoch": "epoch",
    "date-time-rfc1123": "http_date", "google-datetime": "moment_text", "google-duration": "seconds_text",
    "local-date-time": "local_moment", "timezone": "timezone", "locale": "locale", "language": "language_code",
}  # fmt: skip

_NUMBERS_IN_TEXT = frozenset(("number_text", "decimal_text"))


def provider_for_format(name: str, kind: str) -> str | None:
    """The provider of a format; for numbers only those formats that give numbers a meaning."""
    if kind != "string":
        return {"unix-time": "epoch", "epoch": "epoch", "timestamp": "epoch", "unixtime": "epoch"}.get(name)
    found = _PROVIDERS.get(name.lower().replace("_", "-"))
    if found:
        return found
    rule = rule_for(words_of(name), "", "s") if name not in ("binary", "string") else None
    return rule.provider if rule and rule.provider not in ("label", "value_text", "id_text") else None


def is_meaningful(provider: str) -> bool:
    """Whether a format says more than the field's name could: `int64` in a text does not."""
    return provider not in _NUMBERS_IN_TEXT
