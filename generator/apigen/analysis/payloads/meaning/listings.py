"""Which of the words that a description quotes are values of the field, and not what it says about others."""

import re
from collections.abc import Mapping

from apigen.analysis.payloads.meaning.documented import described_examples, described_values
from apigen.analysis.payloads.tree.plan import Node

_NO_VALUES = frozenset(("null", "none", "nil", "undefined"))
_OF_FIELDS = frozenset("sort_field field_key key_name".split())
"""Providers of values that are names of fields."""

_ADDRESS = re.compile(r".*[/:@].*|[\w-]+(\.[\w-]+)+")
_HASH = re.compile(r"[0-9a-f:-]{6,}", re.I)
_DATED = re.compile(r".*\d.*")
_NOTHING = re.compile(r"(?!)")
_FORMS: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys("url callback_url image_url video_url email".split(), _ADDRESS),
    **dict.fromkeys("uuid commit md5 sha256".split(), _HASH),
    **dict.fromkeys("date_text moment_text phone".split(), _DATED),
    **dict.fromkeys("password secret token".split(), _NOTHING),
}
"""What values look like whose meaning is beyond doubt: the `WAV` in the description of an `audio_url` is none."""


def listed_values(node: Node, provider: str) -> tuple[str, ...]:
    """The values that the description of a field lists; `provider` is what its name means, or empty."""
    values = _own(described_values(node.description), node, provider)
    return values if len(values) >= 2 else ()


def shown_values(node: Node, provider: str) -> tuple[str, ...]:
    """The values that the description of a field shows as examples."""
    return _own(described_examples(node.description), node, provider)


def _own(values: tuple[str, ...], node: Node, provider: str) -> tuple[str, ...]:
    names = frozenset() if provider in _OF_FIELDS else node.place.siblings
    if node.place.name in values and names:
        return ()
    form = _FORMS.get(provider)
    return tuple(
        value
        for value in values
        if value not in names and value.lower() not in _NO_VALUES and (form is None or form.fullmatch(value))
    )
