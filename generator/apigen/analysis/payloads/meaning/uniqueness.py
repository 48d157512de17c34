"""Where a value must differ from request to request, and how the token gets into it.

Eight characters of [0-9a-z] replace the token at run time, so it goes only where any such text keeps the value valid.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.model import UNIQUE, UNIQUE_CAPITALS, UNIQUE_HEX
from apigen.analysis.payloads.values.texts import fitted

_PERSONAL = frozenset("first_name last_name middle_name full_name person_title gender".split())
_MARKED = frozenset(
    """
    id_text resource username slug sku code key env_var identifier reference idempotency repo host server domain
    value_text label tag
    """.split()
)
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}\.?", re.I)
_HEX = re.compile(r"[0-9a-f-]{8,}[0-9a-f]{12}")
_KEY = re.compile(r"(.*)/\{([^{}]+)\}")
_RENDERED = 8  # characters that replace the token


_ASKING = frozenset(
    "login logon signin auth authenticate authentication token tokens session sessions logout forgot reset verify "
    "confirm validate search query filter lookup find check refresh introspect revoke password".split()
)


def makes_things(method: str, path: str) -> bool:
    """Whether a request gives something a name that must be new; logging in and searching name what exists."""
    if method not in ("POST", "PUT", "PATCH"):
        return False
    literal = [part for part in path.split("/") if part and "{" not in part]
    words = words_of(literal[-1]) if literal else ()
    return _ASKING.isdisjoint(words) and "".join(words[:2]) not in _ASKING


def keys_of_new(paths: Iterable[str]) -> dict[str, str]:
    """What the path of a new thing ends with, by the path where it is made.

    `/primaries/{ip}/{server}` tells that `POST /primaries` makes a `server`; the deepest such path counts.
    """
    found: dict[str, str] = {}
    for path in sorted(paths, key=lambda path: -path.count("/")):
        start, key = path, ""
        while match := _KEY.fullmatch(start):
            start, key = match[1], key or match[2]
            found.setdefault(start, key)
    return found


def can_be_new(provider: str) -> bool:
    """Whether any text does that is spelled like the value: a name of a host, any word, no number of a host."""
    return not provider or provider in _MARKED


def is_created_name(words: Sequence[str], owners: Sequence[str], provider: str) -> bool:
    """Whether a field names the created thing itself: `name`, or `project_name` of a project; people share names."""
    is_name = tuple(words) == ("name",) or (len(words) == 2 and words[1] == "name" and words[0] in owners)
    return is_name and provider not in _PERSONAL


def says_unique(schema: Mapping[str, Any]) -> bool:
    """Whether the document says in words that no two things have the same value here."""
    return any("unique" in words_of(str(schema.get(said, ""))) for said in ("title", "description"))


def spelled(name: str, provider: str, mark: str, accepts: Callable[[str], bool]) -> str:
    """A name as nearly all servers take it: `Summer Lantern` as `summer-lantern`; a domain stays, no name of a file."""
    if provider != "file" and _DOMAIN.fullmatch(name):
        return name
    slug = re.sub(r"[^a-z0-9]+", mark, name.lower()).strip(mark)
    return slug if slug and accepts(slug) else name


def with_token(value: str, provider: str, accepts: Callable[[str], bool], longest: int) -> str | None:
    """The value with the token in it; None where the schema leaves no room for one."""
    if _HEX.fullmatch(value) and accepts(renewed := f"{value[:-12]}{UNIQUE_HEX}"):
        return renewed
    for candidate in _candidates(value, provider, longest - _RENDERED):
        if accepts(candidate):
            return candidate
        if accepts(capitals := candidate.replace(UNIQUE, UNIQUE_CAPITALS)):
            return capitals
    return None


def _candidates(value: str, provider: str, room: int) -> Iterator[str]:
    if provider == "email" and "@" in value:
        local, _, host = value.partition("@")
        domain = host if host.startswith("example.") else "example.com"
        yield f"{local}.{UNIQUE}@{domain}"
        yield f"{local.partition('.')[0]}.{UNIQUE}@{domain}"
        yield f"{UNIQUE}@{domain}"
        yield f"{local}.{UNIQUE}@{host}"
        return
    if provider == "username":  # which many servers want short, and of letters and digits only
        yield f"{re.sub('[^A-Za-z0-9]', '', value)[:8]}{UNIQUE}"
    if provider == "file" and (stem := value.rpartition(".")[0]):
        yield f"{stem[: max(room - len(value) + len(stem) - 1, 0)].rstrip('-')}-{UNIQUE}{value[len(stem) :]}"
    elif _DOMAIN.fullmatch(value):  # a dot at the end means something there
        yield f"{UNIQUE}.{value}"
    for mark in _marks(value):
        base = value if len(value) + len(mark) <= room else fitted(value, max(room - len(mark), 0))
        if base:
            yield f"{base}{mark}{UNIQUE}"
    head = re.split(r"[\s_.-]", value)[0]
    yield from (f"{head}{mark}{UNIQUE}" for mark in ("-", "_", ""))
    yield f"{value[:2]}{UNIQUE}"
    yield UNIQUE


def _marks(value: str) -> tuple[str, ...]:
    """What separates the parts of the value already, then the usual separators."""
    own = next((mark for mark in " -_." if mark in value), "-")
    return tuple(dict.fromkeys((own, "-", "_", ".", "")))
