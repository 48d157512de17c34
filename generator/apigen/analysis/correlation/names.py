"""Names as people mean them: `orderIds`, `order-id` and `Orders` all speak of an order.

Documents spell one thing in many ways, so everything here compares words: split at case changes and
punctuation, in lower case, the last one in the singular.
"""

import re
from functools import lru_cache

from apigen.identifiers import words_of

Words = tuple[str, ...]

_IRREGULAR = {
    "addresses": "address",
    "aliases": "alias",
    "analyses": "analysis",
    "caches": "cache",
    "children": "child",
    "cookies": "cookie",
    "criteria": "criterion",
    "indexes": "index",
    "indices": "index",
    "matrices": "matrix",
    "men": "man",
    "movies": "movie",
    "people": "person",
    "statuses": "status",
    "vertices": "vertex",
    "women": "woman",
}
_UNCHANGED = ("ss", "us", "is")
_SINGULARS = frozenset({"aws", "dns", "gas", "https", "kubernetes", "news", "series", "sms", "species", "tls", "vps"})
IDENTIFIER_WORDS = frozenset(
    {"id", "cid", "gid", "guid", "identifier", "oid", "pid", "pk", "sid", "tid", "uid", "uuid"}
)
"""Last words of names that say nothing but "this is an identifier"."""


_JOINED = re.compile(r"([a-z]{3,})(ids?)")
_ENDING_IN_ID = frozenset(
    """
    android asteroid avoid braid bssid candid covid droid essid fluid hybrid invalid liquid orchid overpaid postpaid
    prepaid pyramid rapid repaid rigid solid squid unpaid valid vivid
    """.split()
)
_NUMBERED = re.compile(r"((?<![A-Za-z])id|Id|ID)_?[1-9]$")


@lru_cache(maxsize=65536)
def words(name: str) -> Words:
    """The words of a name in lower case: `purchaseOrderIDs` becomes purchase, order, ids; `id2` is the second `id`.

    `taskid` becomes task, id.
    """
    found = words_of(_NUMBERED.sub(r"\1", name))
    if found[-2:] == ["i", "ds"]:
        return (*found[:-2], "ids")
    joined = _JOINED.fullmatch(found[-1]) if found else None
    return (*found[:-1], *joined.groups()) if joined and singular(found[-1]) not in _ENDING_IN_ID else tuple(found)


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The singular of an English word in lower case; a word that is none already stays."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or not word.endswith("s") or word in _SINGULARS or word.endswith(_UNCHANGED):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65536)
def singular_words(name: str) -> Words:
    """The words of a name, the last one in the singular: `flow_runs` becomes flow, run."""
    found = words(name)
    return (*found[:-1], singular(found[-1])) if found else ()


def snake(parts: Words) -> str:
    """Words joined as a resource is named: `project_task`."""
    return "_".join(parts)


def base(parts: Words) -> Words:
    """What an identifier identifies: of `user_id` and `idUser` the user, of `id` and `id_or_slug` nothing."""
    if not is_identifier_name(parts):
        return parts
    if "or" in parts:
        return ()
    return parts[:-1] if parts[-1] in IDENTIFIER_WORDS else parts[1:]


def is_identifier_name(parts: Words) -> bool:
    """Whether the name itself says identifier: `id`, `userId`, `idUser`, `project_id_or_name`, `user_uuid`."""
    return bool(parts) and (parts[-1] in IDENTIFIER_WORDS or parts[0] == "id" or {"id", "or"} <= set(parts))


def ends_with(parts: Words, tail: Words) -> bool:
    """Whether the last words are those of `tail`, which has at least one."""
    return bool(tail) and parts[-len(tail) :] == tail
