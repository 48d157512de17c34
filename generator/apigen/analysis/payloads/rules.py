"""What field names mean: how a name finds its row in the table.

The longest phrase at the end of a name wins, so `file_name` never becomes a person although `name` is a word of both.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

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
    phrase = rule.phrase.lstrip("=*")
    if rule.phrase.startswith("*"):
        index.anywhere.setdefault(phrase, rule)
    (index.whole if rule.phrase.startswith("=") else index.ending).setdefault(phrase, rule)


@lru_cache(maxsize=65536)
def rule_for(words: tuple[str, ...], owner: str, kind: str) -> Rule | None:
    """The row for a field; `kind` is `s` or `n`, `owner` the thing the field belongs to."""
    if not words:
        return None
    index = _indexes()[kind]
    name = "_".join(words)
    found = (owner and index.ending.get(f"{owner}.{name}")) or index.whole.get(name)
    if found:
        return found
    endings = ["_".join(words[start:]) for start in range(len(words))]
    noun = owner.rpartition("_")[2]
    for ending in endings:
        if rule := (noun and index.ending.get(f"{noun}.{ending}")) or index.ending.get(ending):
            return rule
    parts = [_part for start in range(len(words)) for _part in _runs(words, start)]
    return next((index.anywhere[part] for part in parts if part in index.anywhere), None)


def _runs(words: tuple[str, ...], start: int) -> list[str]:
    """The phrases that begin at a word, longest first."""
    return ["_".join(words[start:end]) for end in range(len(words), start, -1)]
