"""What field names mean: how a name finds its row in the table.

The longest phrase at the end of a name wins, so `file_name` never becomes a person although `name` is a word of both.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

from apigen.analysis.payloads.names import singular, words_of
from apigen.analysis.payloads.rule_table import ROWS


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
    """The table by kind of value; the first row of a phrase wins."""
    indexes = {kind: _Index({}, {}, {}) for kind in "sn"}
    for line in ROWS:
        head, _, phrases = line.partition("|")
        provider, *kinds = head.split()
        for phrase in phrases.split():
            rule = Rule(provider.rstrip("!"), provider.endswith("!"), phrase)
            for kind in kinds or "sn":
                _file(indexes[kind], rule)
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
    found = _by_ending(words, owner, kind)
    if found is None and singular(words[-1]) != words[-1]:
        found = _by_ending((*words[:-1], singular(words[-1])), owner, kind)
    return found or _anywhere(words, kind)


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


def _anywhere(words: tuple[str, ...], kind: str) -> Rule | None:
    known = _indexes()[kind].anywhere
    runs = (run for start in range(len(words)) for run in _runs(words, start))
    return next((known[run] for run in runs if run in known), None)


def _runs(words: tuple[str, ...], start: int) -> list[str]:
    """The phrases that begin at a word, longest first."""
    return ["_".join(words[start:end]) for end in range(len(words), start, -1)]
