"""What the document does elsewhere: the forms that its identifiers have."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from apigen.analysis.payloads.meaning.documented import examples_of
from apigen.analysis.payloads.meaning.names import singular, words_of
from apigen.analysis.payloads.tree.request_view import RequestView

_FORMS = (
    ("uuid", re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)),
    ("digits", re.compile(r"\d{1,20}")),
    ("hex", re.compile(r"(?=.*\d)[0-9a-f]{16,40}", re.I)),
)
_TELLING = 3  # the part of the identifiers with a known form that must have the same one, as a divisor
_FEW = 10  # the part of all identifiers that must have it, as a divisor
_IDS = frozenset(("id", "ids", "gid", "uid", "sid"))
_known: WeakKeyDictionary[RequestView, "_Habits"] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class _Habits:
    usual: str
    of_names: Mapping[str, str]


def id_form_of(view: RequestView, words: tuple[str, ...]) -> str:
    """uuid, digits or hex: what a field of this name is elsewhere in the definitions, else what most identifiers are.

    Empty where few of them tell.
    """
    if view not in _known:
        found = [each for schema in view.definitions.values() for each in _forms(schema)]
        (form, number), *_ = Counter(form for _, form in found if form).most_common(1) or [("", 0)]
        telling = sum(bool(form) for _, form in found)
        is_usual = number * _TELLING >= telling and number * _FEW >= len(found)
        _known[view] = _Habits(
            form if is_usual else "", {name: form for name, form in reversed(found) if name and form}
        )
    return _known[view].of_names.get(_singular(words), _known[view].usual)


def _singular(words: tuple[str, ...]) -> str:
    """`image_ids` as `image_id`; the form of a plain `id` says nothing of another one."""
    return "_".join((*words[:-1], singular(words[-1]))) if len(words) > 1 else ""


def _forms(schema: Any) -> Iterator[tuple[str, str]]:
    """The names of the texts that a definition calls identifiers, and their forms, empty where nothing tells them."""
    if isinstance(schema, list | tuple):
        yield from (form for part in schema for form in _forms(part))
    if not isinstance(schema, Mapping):
        return
    properties = schema.get("properties")
    for name, member in properties.items() if isinstance(properties, Mapping) else ():
        if isinstance(member, Mapping) and words_of(name)[-1:] and words_of(name)[-1] in _IDS:
            yield from ((_singular(words_of(name)), form) for form in _own_forms(member))
        yield from _forms(member)
    for key in ("items", "allOf", "oneOf", "anyOf", "additionalProperties"):
        yield from _forms(schema.get(key))


def _own_forms(member: Mapping[str, Any]) -> Iterator[str]:
    if member.get("format") == "uuid":
        yield "uuid"
    elif member.get("type") == "string":
        shown = [example for example in examples_of(member) if isinstance(example, str)]
        yield next((form for form, pattern in _FORMS for text in shown if pattern.fullmatch(text)), "")
