"""The usual forms that a pattern means, found by trying them, before hypothesis is asked to spell one."""

from functools import cache
from random import Random
from typing import Any

from apigen.analysis.payloads.drawing.leaf_check import LeafCheck
from apigen.analysis.payloads.drawing.seeds import random_for
from apigen.analysis.payloads.values.asking import Ask, Field
from apigen.analysis.payloads.values.personas import Persona, persona
from apigen.analysis.payloads.values.providers import provide
from apigen.data_settings import ANCHOR

_FORMS = (
    "slug word label uuid username identifier sku code pin number_text semver decimal_text url path object_id ulid md5 "
    "commit sha256 digest digits email phone moment_text date_text clock hex_color barcode routing vin token "
    "country_code domain locale currency_code short_text ipv4 file base64 arn iban mac cidr"
).split()
"""Providers whose values many patterns mean, the most readable ones first."""


def common_form(check: LeafCheck) -> str | None:
    """The most readable of the usual forms that a pattern admits, before hypothesis is asked to spell one."""
    for form in _FORMS:
        asks = [_blank_ask(check, number) for number in range(3)]
        if all(_is_spelled(provide(form, ask), check) for ask in asks):
            return form
    return None


def _is_spelled(value: Any, check: LeafCheck) -> bool:
    """Whether a value fits as it is, cut or spelled in another way: `TZ`, which a pattern leaves of a date, is none."""
    shaped = check.shaped(value)
    return check.accepts(shaped) and _letters(value).startswith(_letters(shaped))


def _letters(value: Any) -> str:
    return "".join(char for char in str(value).lower() if char.isalnum())


def _blank_ask(check: LeafCheck, number: int) -> Ask:
    def shared(key: str) -> Random:
        return random_for("form", number, key)

    field = Field((), check.kind, check.shortest, check.longest, is_short=True, hint="")
    return Ask(
        field,
        lambda: random_for("form", number),
        shared,
        lambda: _blank_person(number),
        is_past=True,
        anchor=ANCHOR,
    )


@cache
def _blank_person(number: int) -> Persona:
    return persona(random_for("form", number), "en_US")
