"""What names say: which member holds an id, and what a thing of a collection is called."""

import re
from collections.abc import Iterable
from functools import cache

KEY_ENDINGS = ("id", "uuid", "guid")
LABELS = ("key", "slug", "name", "code", "email", "type", "kind", "number")  # a path that says so means no `id`
_OTHER_IDS = ("uuid", "guid", "uid", "gid", "entityid", "objectid", "resourceid")
_RARER = ("number", "login", "username")  # what names a thing whose parameter says nothing: `{index}`, `{assignee}`


def naming_properties(parameter: str, path: str, properties: Iterable[str]) -> tuple[str, ...]:
    """The properties that hold the id for which the path has `parameter`, best first.

    `orderId` below `/orders` is named by `orderId`, `id`, `order_id`; `productSlug` by
    `productSlug`, `slug`; `customRoleKey` below `/roles` by `key`, and by no `id`.
    """
    wanted, thing = bare_name(parameter), singular(path.rpartition("/")[2])
    order = [wanted]
    for one in map(bare_name, re.split(r"Or(?=[A-Z])|_or_", parameter)):  # `idOrName`
        tail, label = one.removeprefix(thing), next((word for word in LABELS if one.endswith(word)), "")
        order += [*([tail] if tail else []), *([label] if label else ["id", thing + "id", *_OTHER_IDS])]
        order += [thing] if tail == "number" else []  # `version` for `versionNumber`
        order += ["login"] if one == "username" else []
    says_how = wanted.endswith((*KEY_ENDINGS, *LABELS)) and wanted != thing
    order += [] if says_how else ["id", "key", "slug", "name", "code", wanted + "name", _last_word(parameter), *_RARER]
    known: dict[str, list[str]] = {}
    for name in properties:
        known.setdefault(bare_name(name), []).append(name)
    return tuple(dict.fromkeys(name for bare in order for name in known.get(bare, ())))


def is_natural(name: str) -> bool:
    """Whether clients choose the value themselves (`username`, `slug`), unlike an `id`."""
    return not bare_name(name).endswith(KEY_ENDINGS)


def noun(path: str) -> str:
    """What a thing of a collection is called: `order` for `/orders`."""
    return singular(path.rstrip("/").rpartition("/")[2])


def _last_word(name: str) -> str:
    """`ip` of `floating_ip`, `Plan` of `stripePlan`."""
    return bare_name(re.split(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])", name)[-1])


@cache
def bare_name(name: str) -> str:
    """`orderid` for `order_id` and `orderId`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def singular(word: str) -> str:
    """`categories` -> `category`, `boxes` -> `box`, `orders` -> `order`."""
    bare = bare_name(word)
    if bare.endswith("ies"):
        return bare[:-3] + "y"
    if bare.endswith(("sses", "xes", "ches", "shes", "statuses")):
        return bare[:-2]
    return bare[:-1] if bare.endswith("s") and not bare.endswith("ss") else bare
