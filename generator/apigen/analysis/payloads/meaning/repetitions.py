"""What a form wants to have twice: `password` and `password_confirmation`, `password1` and `password2`."""

from functools import lru_cache
from typing import Any

from apigen.analysis.payloads.meaning.names import words_of

_SECRETS = frozenset("password passwd pwd passphrase passcode pin secret email mail".split())
_MARKS = frozenset("confirm confirmed confirmation repeat repeated again verify verification retype reenter re".split())


def repeated(values: dict[str, Any]) -> dict[str, Any]:
    """The same values, in which the second of two such fields says what the first one says."""
    seconds = {name: base for name in values if (base := _base(name, second=True))}
    for name, base in seconds.items():
        first = next((each for each in values if each not in seconds and _base(each, second=False) == base), None)
        if first is not None and type(values[first]) is type(values[name]):
            values[name] = values[first]
    return values


@lru_cache(maxsize=65536)
def _base(name: str, second: bool) -> tuple[str, ...]:
    """The words of a field without those that mark it as the first or the second one; empty where it is not."""
    words = words_of(name)
    base = tuple(word.rstrip("12") for word in words if word not in _MARKS)
    is_second = any(word in _MARKS or word.endswith("2") for word in words)
    return base if is_second is second and not _SECRETS.isdisjoint(base) else ()
