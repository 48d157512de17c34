"""Field names as words: `shippingZIPCode`, `shipping_zip_code` and `shipping-zip-code` say the same."""

import re
from functools import lru_cache

_SPLIT = re.compile(r"IPv[46]|[A-Z]{2,}s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
_SAME_IN_PLURAL = frozenset(
    {"address", "status", "series", "species", "news", "access", "business", "process", "class"}
)
_NOT_NOUNS = frozenset(
    "create new update add put post patch request req input in dto body payload model data object base full "
    "partial schema type params param write edit insert upsert bulk batch list item entity resource v api form "
    "attributes".split()
)


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case: `customerID2` gives `customer`, `id`, `2`."""
    return tuple(word.lower() for word in _SPLIT.findall(name))


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """`categories` -> `category`; good enough for the nouns that paths are made of."""
    if word in _SAME_IN_PLURAL or len(word) < 4:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def noun_of_path(path: str) -> str:
    """What the operation is about: `POST /v1/pets/{id}/photos` is about a photo."""
    literal = [part for part in path.strip("/").split("/") if part and "{" not in part]
    words = [word for word in words_of(literal[-1].partition(":")[0]) if not word.isdigit()] if literal else []
    return singular(words[-1]) if words else ""


def noun_of_definition(name: str) -> str:
    """What a schema is about, read from its name: `CreatePetRequest` is a pet."""
    words = [word for word in words_of(name) if word not in _NOT_NOUNS and not word.isdigit()]
    return "_".join([*words[:-1], singular(words[-1])]) if words else ""
