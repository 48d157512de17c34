"""What the document does elsewhere: the form that its identifiers have."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from apigen.analysis.payloads.documented import examples_of
from apigen.analysis.payloads.names import words_of
from apigen.analysis.payloads.request_view import RequestView

_FORMS = (
    ("uuid", re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)),
    ("digits", re.compile(r"\d{1,20}")),
    ("hex", re.compile(r"(?=.*\d)[0-9a-f]{16,40}", re.I)),
)
_TELLING = 3  # the part of all identifiers that must have a form, as a divisor
_IDS = frozenset(("id", "ids", "gid", "uid", "sid"))
_known: WeakKeyDictionary[RequestView, str] = WeakKeyDictionary()


def id_form_of(view: RequestView) -> str:
    """uuid, digits or hex, as most of the identifiers in the definitions are; empty where few of them tell."""
    if view not in _known:
        found = Counter(form for schema in view.definitions.values() for form in _forms(schema))
        (form, number), *_ = found.most_common(1) or [("", 0)]
        _known[view] = form if number * _TELLING >= found.total() else ""
    return _known[view]


def _forms(schema: Any) -> Iterator[str]:
    """The forms of the texts that a definition calls identifiers."""
    if isinstance(schema, list | tuple):
        yield from (form for part in schema for form in _forms(part))
    if not isinstance(schema, Mapping):
        return
    properties = schema.get("properties")
    for name, member in properties.items() if isinstance(properties, Mapping) else ():
        if isinstance(member, Mapping) and words_of(name)[-1:] and words_of(name)[-1] in _IDS:
            yield from _own_forms(member)
        yield from _forms(member)
    for key in ("items", "allOf", "oneOf", "anyOf", "additionalProperties"):
        yield from _forms(schema.get(key))


def _own_forms(member: Mapping[str, Any]) -> Iterator[str]:
    if member.get("format") in ("uuid", "guid"):
        yield "uuid"
    elif member.get("type") == "string":
        shown = [example for example in examples_of(member) if isinstance(example, str)]
        yield next((form for form, pattern in _FORMS for text in shown if pattern.fullmatch(text)), "")
