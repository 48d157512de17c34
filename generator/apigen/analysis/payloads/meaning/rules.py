"""What field names mean: how a name finds its row in the tables.

The longest phrase at the end of a name wins, so `file_name` never becomes a person although `name` is a word of both.
Where the end says nothing, what stands before it may: `phonePrimary`, `price_with_tax`, `email_value`.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from apigen.analysis.payloads.meaning.names import singular, words_of
from apigen.analysis.payloads.meaning.rule_tables import ROWS

_PREPOSITIONS = frozenset("of with in per on for without including excluding before after".split())
"""What stands before one of them is what a name is about: `price_with_tax`."""

_QUALIFIERS = frozenset(
    "primary secondary main alternate alternative default current old new original previous override preferred "
    "raw string str value text list array set input display formatted normalized full 1 2 3 4 5".split()
)
"""Words at the end that leave the meaning to those before them."""

_ABOUT = frozenset("field count type status format size template file verified enabled policy length group".split())
"""Words at the end of names that are about what stands before them, and not that itself."""

_COUNTED = frozenset("num number count total max min maximum minimum nr no".split())
_UNITS = {
    "ms": "milliseconds", "millis": "milliseconds", "milliseconds": "milliseconds", "secs": "seconds",
    "sec": "seconds", "seconds": "seconds", "minutes": "minutes", "mins": "minutes", "hours": "hour", "days": "days",
    "mb": "mebibytes", "mib": "mebibytes", "gb": "disk_gb", "gib": "disk_gb", "bytes": "bytes", "percent": "percent",
    "count": "quantity", "cents": "cents",
}  # fmt: skip
_PARTICIPLES = ("ed", "sent", "read", "run", "made", "paid", "begin", "born", "seen", "begun", "done", "taken", "given")


@dataclass(frozen=True, slots=True)
class Rule:
    """One meaning: which provider, and whether servers want such values to differ."""

    provider: str
    is_unique: bool
    phrase: str


@dataclass(frozen=True, slots=True)
class _Index:
    ending: dict[str, Rule]
    whole: dict[str, Rule]
    anywhere: dict[str, Rule]


@cache
def _indexes() -> dict[str, _Index]:
    """The tables by kind of value; the first row of a phrase wins."""
    indexes = {kind: _Index({}, {}, {}) for kind in "sn"}
    for row in ROWS:
        for phrase in row.phrases:
            for kind in row.kinds:
                _file(indexes[kind], Rule(row.provider, row.is_unique, phrase))
    return indexes


def _file(index: _Index, rule: Rule) -> None:
    phrase = ".".join("_".join(words_of(part)) for part in rule.phrase.lstrip("=*").split("."))
    if rule.phrase.startswith("*"):
        index.anywhere.setdefault(phrase, rule)
    (index.whole if rule.phrase.startswith("=") else index.ending).setdefault(phrase, rule)


@lru_cache(maxsize=65536)
def rule_for(words: tuple[str, ...], owner: str, kind: str) -> Rule | None:
    """The row for a field; `kind` is `s` or `n`, `owner` the thing the field belongs to.

    A name in the plural, as lists have them, is read like its singular where it has no row of its own.
    """
    if not words:
        return None
    if kind == "n" and words[-2:-1] == ("in",) and words[-1] in _UNITS:  # `due_date_in_days`
        return Rule(_UNITS[words[-1]], False, words[-1])
    head = _head(words)
    found = _by_ending(head, owner, kind) if head and not _spans(words, len(head), owner, kind) else None
    found = found or _in_any_number(words, owner, kind)
    if words[-1] in _QUALIFIERS and len(words) > 1 and (found is None or found.phrase.lstrip("=") in _QUALIFIERS):
        found = rule_for(words[:-1], owner, kind) or found
    return found or _by_form(words, kind) or _anywhere(words, kind)


def _in_any_number(words: tuple[str, ...], owner: str, kind: str) -> Rule | None:
    found = _by_ending(words, owner, kind)
    if found is None and singular(words[-1]) != words[-1]:
        found = _by_ending((*words[:-1], singular(words[-1])), owner, kind)
    return found


def _head(words: tuple[str, ...]) -> tuple[str, ...]:
    """What stands before the first preposition; nothing where there is none."""
    place = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), 0)
    return words[:place] if place + 1 < len(words) else ()


def _spans(words: tuple[str, ...], place: int, owner: str, kind: str) -> bool:
    """Whether a row knows the preposition and what surrounds it: `date_of_birth`."""
    found = _by_ending(words, owner, kind)
    return found is not None and len(words_of(found.phrase.rpartition(".")[2])) > len(words) - place


def _by_ending(words: tuple[str, ...], owner: str, kind: str) -> Rule | None:
    index = _indexes()[kind]
    name = "_".join(words)
    if found := (index.ending.get(f"{owner}.{name}") if owner else None) or index.whole.get(name):
        return found
    noun = owner.rpartition("_")[2]
    for start in range(len(words)):
        ending = "_".join(words[start:])
        if rule := (index.ending.get(f"{noun}.{ending}") if noun else None) or index.ending.get(ending):
            return rule
    return None


def _by_form(words: tuple[str, ...], kind: str) -> Rule | None:
    """What the form of a name tells: `purged_at` is a moment, `approved_by` a user, `num_likes` a count."""
    if len(words) < 2:
        return None
    *_, before, last = words
    if kind == "n":
        provider = _UNITS.get(last) or ("quantity" if words[0] in _COUNTED else None)
        return Rule(provider, False, last if last in _UNITS else words[0]) if provider else None
    if (words[0] in _COUNTED and last != "id") or last in ("count", "bytes"):
        return Rule("number_text", False, last if last in _UNITS else words[0])
    if last in ("number", "num", "nr"):
        return Rule("digits", False, last)
    if not before.endswith(_PARTICIPLES):
        return None
    provider = {"at": "moment_text", "on": "date_text", "time": "moment_text", "by": "username"}.get(last)
    return Rule(provider, False, f"{before}_{last}") if provider else None


def _anywhere(words: tuple[str, ...], kind: str) -> Rule | None:
    if words[-1] in _ABOUT:
        return None
    known = _indexes()[kind].anywhere
    runs = (run for start in range(len(words)) for run in _runs(words, start))
    return next((known[run] for run in runs if run in known), None)


def _runs(words: tuple[str, ...], start: int) -> list[str]:
    """The phrases that begin at a word, longest first."""
    return ["_".join(words[start:end]) for end in range(len(words), start, -1)]
