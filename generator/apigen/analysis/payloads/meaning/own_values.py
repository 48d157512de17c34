"""Values that people ask for: by rules of `[data.fields]`, or by `x-faker` and its like in a schema."""

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from apigen.analysis.payloads.drawing.pen import Pen, Spot
from apigen.analysis.payloads.drawing.scalars import ask_at
from apigen.analysis.payloads.meaning.leaves import leaf_of
from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.meaning.sources import Source
from apigen.analysis.payloads.model import Note
from apigen.analysis.payloads.tree.plan import Node, Place
from apigen.analysis.payloads.values.own_providers import own_provider
from apigen.data_settings import FieldRule
from apigen.openapi.keywords import PROVIDER_KEYWORDS, provider_name

_TRIES = 3
_SCALARS = ("string", "integer", "number", "boolean")
_PYTHON: Mapping[str, type] = {"object": dict, "array": list}


def rules_of(operation: str, rules: Sequence[FieldRule]) -> tuple[FieldRule, ...]:
    """The rules that can hold in an operation, each without the operation that its key names: `#/items/*/sku`."""
    found = []
    for rule in rules:
        where, mark, place = rule.key.partition("#")
        if not mark:
            found.append(rule)
        elif fnmatchcase(operation, where):
            found.append(FieldRule(f"#{place}", rule.provider, rule.arguments, rule.values))
    return tuple(found)


def own_source(node: Node) -> Source | None:
    """What people ask for at a place: a rule for it before one for its name, and the document's wish after both."""
    rule = _rule_at(node.place, node.place.rules)
    if rule is not None:
        told = f"`{rule.key}` of [data.fields]"
        if not rule.provider:
            return Source("user", told, lambda ask: ask.random.choice(rule.values), rule.values)
        provider = own_provider(rule.provider, rule.arguments)
        return Source("user", f"{told} says {rule.provider}", provider) if provider else None
    return _declared(node.schema or {})


def _declared(schema: Mapping[str, Any]) -> Source | None:
    for keyword in PROVIDER_KEYWORDS:
        named = provider_name(keyword, schema[keyword]) if keyword in schema else ""
        if named and (provider := own_provider(named)):
            return Source("user", f"{keyword} says {named}", provider)
    return None


def _rule_at(place: Place, rules: Sequence[FieldRule]) -> FieldRule | None:
    """The rule for a place, for the name, or for names like it; of several of one kind the first."""
    spot = f"#{place.pointer}" if place.location == "body" else f"#{place.location} {place.name}{place.pointer}"
    spoken = "_".join(words_of(place.name))

    def rank(rule: FieldRule) -> int:
        """How well a rule fits: 0 not at all, 4 best."""
        key = rule.key
        if key.startswith("#"):
            return 4 if key == spot else 2 if fnmatchcase(spot, key) else 0
        if not place.name:
            return 0
        if key.lower() == place.name.lower() or "_".join(words_of(key)) == spoken:
            return 3
        return int(fnmatchcase(place.name.lower(), key.lower()) or fnmatchcase(spoken, key.lower()))

    best = max(rules, key=rank, default=None)
    return best if best and rank(best) else None


def own_value(node: Node, spot: Spot, pen: Pen) -> tuple[Any, Source | None]:
    """A value that people asked for and the schema allows, and who made it; else None and None."""
    source = node.once(own_source)
    if source is None:
        return None, None
    for kind in node.kinds:
        leaf = node.once(leaf_of, kind if kind in _SCALARS else "string")
        ask = ask_at(leaf, spot, pen.record)
        for _ in range(_TRIES):
            value = source.offer(ask)
            if kind in _SCALARS:
                value = leaf.check.shaped(value)
                fits = value is not None and leaf.check.accepts(value)
            else:
                fits = value is not None and isinstance(value, _PYTHON.get(kind, object))
            if fits:
                return value, source
    if not (set(node.kinds) == {"array"} and source.values):  # which its items take
        pen.shop.notes[Note("refused", node.place.path, f"{source.reason}: the schema allows none of it")] = None
    return None, None
