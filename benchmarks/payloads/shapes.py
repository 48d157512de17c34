"""The shape of a value, to compare what was made up with what the author of the document shows at the same place."""

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from random import Random
from typing import Any, NamedTuple

_KINDS = tuple(
    (kind, frozenset(families.split()), re.compile(pattern))
    for kind, families, pattern in (
        ("uuid", "id", r"(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("moment", "time", r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*"),
        ("date", "time", r"\d{4}-\d\d(-\d\d)?|\d\d?[./]\d\d?[./]\d{4}"),
        ("clock", "time", r"\d\d?:\d\d(:\d\d)?.{0,6}"),
        ("email", "net", r"[^@\s]+@[^@\s]+\.[A-Za-z]+"),
        ("url", "net", r"(?i)[a-z][a-z0-9+.-]*://\S+"),
        ("ip", "net", r"(\d{1,3}\.){3}\d{1,3}(/\d+|:\d+)?|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F]*"),
        ("phone", "id", r"\+\d[\d ()-]{6,18}|\(?\d{3}\)?[ -]\d{3}-\d{4}"),
        ("integer", "id", r"-?\d+"),
        ("decimal", "id", r"-?\d+[.,]\d+"),
        ("hex", "id", r"(?i)(?=[^g-z]*\d)(sha256:)?[0-9a-f]{12,}"),
        ("file", "path", r"[\w .()-]+\.[A-Za-z][A-Za-z0-9]{1,4}"),
        ("path", "path", r"(\.{0,2}/)[^\s]*|[\w.-]+(/[\w.-]+)+/?"),
        ("domain", "net", r"([A-Za-z0-9*-]+\.)+[A-Za-z]{2,}"),
        ("slug", "word", r"[a-z]{2,}\d*([-_.:][a-z0-9]{1,14})+"),
        ("token", "id", r"(?=\S*[0-9])(?=\S*[A-Za-z])[A-Za-z0-9+/=_.-]{18,}"),
        ("code", "id", r"(?=.*\d)[A-Z0-9]+([-_. ][A-Z0-9]+)*"),
        ("CAPITALS", "word", r"[A-Z]{2,}([-_][A-Z]+)*"),
        ("title", "text word", r"[^\W\d_a-z][^\W\d_]*(['’-][^\W\d_]+)*"),
        ("word", "word", r"[a-z]+"),
        ("slug", "word", r"[a-z0-9]+([-_.:][A-Za-z0-9]+)+|[a-z]+\d+"),
        ("camel", "word", r"[A-Za-z]+[A-Z0-9][A-Za-z0-9]*"),
        ("mixed", "word", r"\w[\w.:@/+=,'’&()-]*"),
        ("signs", "signs", r"\S+"),
    )
)
_TITLE_WORDS = 8  # words up to which a text without a full stop is a title


class Shape(NamedTuple):
    """What a value looks like."""

    kind: str
    families: frozenset[str]  # a slug with digits is a word, and an identifier as well
    size: float  # length of texts, magnitude of numbers


_NUMBER, _ID, _TEXT, _TITLE = (frozenset(each.split()) for each in ("number", "id", "text", "text word"))


@lru_cache(maxsize=65536)
def shape_of(value: Any) -> Shape:
    """The first kind that fits; texts of several words are titles, sentences or prose."""
    if isinstance(value, int | float):
        return Shape("number", _NUMBER, math.log10(abs(value) + 1))
    text = str(value).strip()
    for kind, families, pattern in _KINDS:
        if pattern.fullmatch(text):
            is_coded = "word" in families and re.search(r"\d", text)
            return Shape(kind, families | _ID if is_coded else families, len(text))
    if len(text.split()) <= _TITLE_WORDS and not text.endswith((".", "!", "?")):
        return Shape("title", _TITLE, len(text))
    return Shape("sentence" if len(text) <= 160 else "prose", _TEXT, len(text))


def is_same(made: Any, shown: Any) -> bool:
    """The same kind; texts and codes of similar length, numbers of the same magnitude."""
    one, other = map(shape_of, _alike(made, shown))
    if one.kind != other.kind:
        return False
    return abs(one.size - other.size) <= 1 if one.kind == "number" else _is_similar(one.size, other.size)


def is_near(made: Any, shown: Any) -> bool:
    """Of one family: a date for a moment, a title for a sentence, a hash for a number that names something."""
    one, other = map(shape_of, _alike(made, shown))
    is_far = one.kind == other.kind == "number" and abs(one.size - other.size) > 2
    return not is_far and not one.families.isdisjoint(other.families)


class Shown(NamedTuple):
    """What an author shows at a place."""

    document: str
    name: str  # of the field
    examples: str  # as JSON

    @property
    def is_text(self) -> bool:
        return isinstance(json.loads(self.examples)[0], str)


def agreement(places: Iterable[Shown], is_elsewhere: bool) -> tuple[float, float]:
    """How far authors agree on the shape of fields of one name: the shares of same and near.

    The first example of every other place with the name is judged as if it were made: of other documents, or of the
    same one.
    """
    by_name: dict[str, list[tuple[str, list[Any]]]] = defaultdict(list)
    for document, name, examples in places:
        by_name[re.sub(r"[^a-z0-9]", "", name.lower())].append((document, json.loads(examples)))
    shares = []
    for known in by_name.values():
        for place, (document, examples) in enumerate(known):
            others = [
                each[0]
                for at, (another, each) in enumerate(known)
                if at != place and (another != document) is is_elsewhere
            ]
            if others:
                same = sum(any(is_same(made, each) for each in examples) for made in others)
                near = sum(any(is_near(made, each) for each in examples) for made in others)
                shares.append((same / len(others), near / len(others)))
    number = max(len(shares), 1)
    return sum(same for same, _ in shares) / number, sum(near for _, near in shares) / number


def agreement_of(places: Iterable[Shown], make: Callable[[Shown, Random], Any]) -> tuple[float, float]:
    """How often a value agrees that knows nothing of its place: the shares of same and near.

    Where these are high, the comparison says little.
    """
    dice = Random(0)
    pairs = [(make(place, dice), json.loads(place.examples)) for place in places]
    number = max(len(pairs), 1)
    same = sum(any(is_same(value, each) for each in examples) for value, examples in pairs)
    near = sum(any(is_near(value, each) for each in examples) for value, examples in pairs)
    return same / number, near / number


def another(places: Sequence[Shown]) -> Callable[[Shown, Random], Any]:
    """Makes, for a place, what is shown for a field of another name."""

    def make(place: Shown, dice: Random) -> Any:
        other = next(each for each in iter(lambda: dice.choice(places), None) if each.name != place.name)
        return json.loads(other.examples)[0]

    return make


def _alike(made: Any, shown: Any) -> tuple[Any, Any]:
    """Both as numbers or both as texts: authors put numbers in quotes, and YAML reads `0123` without them as one."""
    if isinstance(made, str):
        return made, str(shown)
    is_quoted = isinstance(shown, str) and re.fullmatch(r"-?\d+(\.\d+)?", shown)
    return made, float(shown) if is_quoted else shown


def _is_similar(one: float, other: float) -> bool:
    return max(one, other) <= 2.5 * min(one, other) + 3
