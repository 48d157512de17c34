"""Ways to fill a leaf, each with its reason: values to choose from, providers, and what is made of other sources."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from apigen.analysis.payloads.drawing.leaf_check import LONGEST
from apigen.analysis.payloads.meaning.prose_numbers import Told
from apigen.analysis.payloads.meaning.roles import PERSONAL_PROVIDERS
from apigen.analysis.payloads.values import texts
from apigen.analysis.payloads.values.asking import Ask
from apigen.analysis.payloads.values.characters import characters
from apigen.analysis.payloads.values.likenesses import alike, beside, numbered
from apigen.analysis.payloads.values.numbers import bounds_of
from apigen.analysis.payloads.values.providers import provide

CODED = {"state": "state_code", "country": "country_code"}
"""Places of which a description may want the code."""

_REACH = {"integer": 40, "number": 12}
"""Numbers without a meaning are mostly below; where bodies differ in nothing else, they go further."""
_FARTHEST = 3  # how often they go five times as far


@dataclass(frozen=True, slots=True)
class Source:
    """One way to fill a leaf, and why it is considered."""

    kind: str  # enum, example, format, listed, name, cue, type
    reason: str
    offer: Callable[[Ask], Any]
    values: tuple[Any, ...] = ()  # what it chooses from, where that is finite


def choice(kind: str, reason: str, values: tuple[Any, ...]) -> Source:
    """One of these values."""
    if len(values) == 1:
        return Source(kind, reason, lambda ask: values[0], values)
    return Source(kind, reason, lambda ask: ask.random.choice(values), values)


def listed_choice(values: tuple[str, ...], provider: str) -> Source:
    """The values listed in a description; the persona's own where it is among them."""
    reason = "values listed in the description"
    if provider not in PERSONAL_PROVIDERS:
        return choice("listed", reason, values)

    def offer(ask: Ask) -> Any:
        own = [provide(name, ask) for name in (provider, CODED.get(provider, provider))]
        return next((value for value in own if value in values), None) or ask.random.choice(values)

    return Source("listed", reason, offer, values)


def like(shown: Source) -> Source:
    """A source of values that have the form of those shown."""
    return Source(shown.kind, f"like {shown.reason}", lambda ask: alike(ask.random.choice(shown.values), ask.random))


def larger(source: Source, factor: int) -> Source:
    """A source of numbers up to so many times as large."""
    return Source(source.kind, source.reason, lambda ask: beside(source.offer(ask), ask.random, factor))


def with_number(source: Source) -> Source:
    """A source of words that are told apart by a number, when there are no more of them."""
    return Source(source.kind, f"{source.reason}, with a number", lambda ask: numbered(source.offer(ask), ask.random))


def several(source: Source) -> Source:
    """A source of lists in one text, for fields that want one."""

    def offer(ask: Ask) -> Any:
        values = (source.offer(ask) for _ in range(ask.random.choice((1, 2, 2, 3))))
        return ",".join(dict.fromkeys(str(value) for value in values if value is not None)) or None

    return Source(source.kind, f"{source.reason}, separated by commas", offer)


def within(told: Told, source: Source, kind: str) -> Source:
    """A source that keeps to the bounds and the default of a description."""

    def offer(ask: Ask) -> Any:
        value = source.offer(ask)
        is_kept = isinstance(value, int | float) and told.holds(value)
        return value if is_kept else told.number(ask.random, kind == "integer")

    return Source("cue", f"bounds or default in the description; else {source.reason}", offer)


def provided(kind: str, reason: str, provider: str) -> Source:
    """What a provider gives."""
    return Source(kind, reason, lambda ask: provide(provider, ask))


def plain(schema: Mapping[str, Any], kind: str) -> Callable[[Ask], Any]:
    """What the type alone allows."""
    if kind == "boolean":
        return lambda ask: _agreed(ask.field.words) or ask.random.random() < 0.5
    if kind in ("integer", "number"):
        bounds = bounds_of(schema, kind == "integer")
        return lambda ask: bounds.within(ask.random, _REACH[kind] * 5 ** min(ask.variety, _FARTHEST))
    return _text_of_length


def _agreed(words: tuple[str, ...]) -> bool:
    """Servers refuse who does not accept the terms."""
    return any(word in ("terms", "consent", "agree", "agreed", "accepted", "tos", "gdpr") for word in words)


def _text_of_length(ask: Ask) -> str:
    """A slug, made longer or shorter until it fits."""
    text = texts.word(ask.random)
    if len(text) > ask.field.longest:
        text = characters(ask.random, "abcdefghijklmnopqrstuvwxyz", ask.field.longest)
    while len(text) < min(ask.field.shortest, 10 * LONGEST):
        text = f"{text}-{texts.word(ask.random)}"
    return text[: max(ask.field.longest, 0)].rstrip("-").ljust(min(ask.field.shortest, ask.field.longest), "x")
