"""What descriptions say: "The gid of the task to move", "A list of team slugs"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from apigen.analysis.correlation.names import IDENTIFIER_WORDS, Words, singular, singular_words

_KEY = re.compile(
    r"\b(?:ids?|gids?|identifiers?|uuids?|sids?|guids?|keys?|slugs?|logins?|usernames?|handles?|names?)\b",
    re.IGNORECASE,
)
_OF_THING = re.compile(
    r"[`*]*\s+(?:of|for)\s+(?:(?:the|an?|this|that|one|each|all|any|your)\s+)*[`*_]*([a-z][\w -]*)", re.IGNORECASE
)
_IDENTIFIER = re.compile(r"\b(?:ids?|gids?|uuids?|guids?|sids?|identifiers?)\b", re.IGNORECASE)
_PHRASE_ENDS = frozenset(
    """
    and are as associated at being belonging belongs by for from has have if in into is of on or owning selected that
    the this to under used was when where which who whose will with you your
    """.split()
)
_MOST_WORDS = 3  # of a noun before its key
_PEOPLES_NAMES = frozenset({"handle", "login", "username"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A thing as a description calls it, and the kind of key that it speaks of."""

    kind: str  # id, slug, username, name, key
    said: tuple[str, ...]  # prior, Charge

    def nouns(self) -> Iterator[tuple[Words, Words]]:
        """What is left out at the front, and each end of the phrase as the words of a noun, the longest first."""
        for start in range(len(self.said)):
            yield tuple(word.lower() for word in self.said[:start]), singular_words(" ".join(self.said[start:]))


def kind_of_key(word: str) -> str:
    """One word for keys of the same kind: a gid is an id, a login a username."""
    if word in _PEOPLES_NAMES:
        return "username"
    return "id" if word in IDENTIFIER_WORDS or word == "identifier" else word


@lru_cache(maxsize=65536)
def phrases(description: str) -> tuple[Phrase, ...]:
    """What the first sentence of a description says about identifiers: the key of a thing, then a thing's key."""
    sentence = description.partition(". ")[0]
    after: list[Phrase] = []
    before: list[Phrase] = []
    for match in _KEY.finditer(sentence):
        kind = kind_of_key(singular(match[0].lower()))
        if not after and (thing := _OF_THING.match(sentence, match.end())):
            after.append(Phrase(kind, tuple(takewhile(_is_inside, thing[1].split()))))
        if not before and (said := _words_before(sentence[: match.start()])):
            before.append(Phrase(kind, said))
    return (*after, *before)


def _is_inside(word: str) -> bool:
    return word.lower() not in _PHRASE_ENDS


def _words_before(text: str) -> tuple[str, ...]:
    """The last three words, as far back as nothing stands between them."""
    said = [word.strip("`*") for word in text.rstrip("`* ").rsplit(maxsplit=_MOST_WORDS)[-_MOST_WORDS:]]
    return tuple(takewhile(str.isalnum, reversed(said)))[::-1]


@lru_cache(maxsize=65536)
def speaks_of_identifier(description: str) -> bool:
    """Whether identifiers are mentioned anywhere."""
    return _IDENTIFIER.search(description) is not None
