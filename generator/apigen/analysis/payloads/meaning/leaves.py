"""Values of leaves: sources in the order in which a careful person would trust them.

The document's own words come first (constants, examples, formats, listed values), then what the name means, then the
type. Each source knows its reason, so that a value can be explained.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from apigen.analysis.payloads.drawing.leaf_check import LeafCheck
from apigen.analysis.payloads.meaning.cues import strong_cue, weak_cue
from apigen.analysis.payloads.meaning.documented import described_numbers, meaningful, spelling_of
from apigen.analysis.payloads.meaning.formats import is_meaningful, provider_for_format
from apigen.analysis.payloads.meaning.habits import id_form_of
from apigen.analysis.payloads.meaning.listings import listed_values, shown_values
from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.meaning.pattern_forms import common_form
from apigen.analysis.payloads.meaning.prose_numbers import told_of
from apigen.analysis.payloads.meaning.roles import PERSONAL_PROVIDERS, PERSONS
from apigen.analysis.payloads.meaning.rules import Rule, rule_for
from apigen.analysis.payloads.meaning.sources import (
    CODED,
    Source,
    choice,
    larger,
    like,
    listed_choice,
    plain,
    provided,
    several,
    with_number,
    within,
)
from apigen.analysis.payloads.meaning.uniqueness import can_be_new, is_created_name, says_unique
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.values.asking import Ask, Field
from apigen.analysis.payloads.values.moments import role_of
from apigen.analysis.payloads.values.wordlists import CHOSEN_FREELY

TIRED = 2  # variety from which what the document shows is not used again
EXHAUSTED = 3  # variety at which words of short lists get a number
_TRIES = 3  # how often a random source may miss before the next one is asked
_CODE = re.compile(r"\b(two|2)[- ](letter|character|char|digit)\b|\bISO[- ]?3166\b|\balpha-?2\b", re.I)
_SEVERAL = re.compile(r"\bcomma[- ](separated|delimited)\b|\bseparated by (a )?commas?\b", re.I)
"""What a description of a text says that stands for a list."""

_LAST_NAMES = frozenset("surname lastname last_name family_name familyname".split())
"""Names beside which a `name` is the first one."""

_BOUNDED = frozenset("month day hour minute second week rating latitude longitude".split())
"""Numbers that nature or the calendar bounds, so that their neighbors may be none."""

_VAGUE = frozenset(("label", "title", "id_text", "id_number", "value_text", "number_text", "small", "size"))
"""Providers that a single example of the document beats every time."""

_SHOWN = frozenset(("example", "cue"))
"""Kinds of sources with values that show a form and are not all there are."""

_DATES = frozenset(("date_text", "moment_text"))
_DATED_ROLES = frozenset(("start", "end", "expiry"))
"""Dates that old examples contradict: those that belong to a pair, or lie in the future."""

_NO_SEGMENTS = frozenset(
    "price quantity description product_text short_text body message review bio problem error reason question answer "
    "title full_name address company place path file url status source action".split()
)
"""Providers whose values do not stand in a path."""

_LOGINS = frozenset("username user_name userName login email id userId user_id".split())
"""Beside one of them, the name of whoever has a password is not what they log in with."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a scalar place needs to be drawn, worked out once."""

    check: LeafCheck
    examples: Source | None
    others: tuple[Source, ...]
    trust: float  # how often the examples are used first
    provider: str  # the meaning, whatever the source of the value
    field: Field
    role: str  # who it is about, where that is not the person of the object: `manager` of `manager_email`
    wants_token: bool  # whether servers demand values that nobody has used before
    is_name: bool  # whether it names the thing that the request makes, in letters of our choice
    spelling: str  # what stands between the words of a name in all records: `_` as in `my_variable`; empty: anything

    def ordered(self, ask: Ask, prefers_example: bool) -> tuple[Source, ...]:
        """The sources for one draw: a few examples are mixed with values of the same meaning, for variety."""
        if ask.variety:
            return self._varied(ask.variety)
        if self.examples is None:
            return self.others
        if (
            prefers_example
            or self.trust >= 1
            or ask.shared("example." + "_".join(ask.field.words)).random() < self.trust
        ):
            return (self.examples, *self.others)
        return (*self.others[:-1], self.examples, *self.others[-1:])

    def _varied(self, variety: int) -> tuple[Source, ...]:
        """The sources when their usual order made a record that was there already: what is shown lends its form.

        When that is not enough, words that are shown give way to others, and numbers to their neighbors.
        """
        known = self.others if self.examples is None else (self.examples, *self.others)
        shown = [source for source in known if source.kind in _SHOWN and source.values]
        others = [source for source in known if source not in shown]
        if variety < TIRED:
            return (*map(like, shown), *(known if self.trust >= 1 else (*others, *shown)))
        if self.check.kind in ("integer", "number") and self.provider not in _BOUNDED:
            others = [larger(others[0], 2 if variety < EXHAUSTED else 10), *others]
        elif variety >= EXHAUSTED and self.provider in CHOSEN_FREELY and others[0].kind == "name":
            others = [with_number(others[0]), *others]
        return (*map(like, shown), *others, *shown)


def leaf_of(node: Node, kind: str) -> Leaf:
    """The sources of a place; `kind` is string, integer, number or boolean."""
    schema = node.schema or {}
    check = LeafCheck(schema, kind)
    shown = [check.shaped(value) for value in meaningful(node.examples)]
    shown = [value for value in shown if value is not None and check.accepts(value)]
    rule = _rule(node, kind)
    told = strong_cue(node.description, node.place.words, kind, rule.provider if rule else "")
    others = tuple(_others(node, schema, kind, rule, told, check))
    provider = _meaning(schema, kind, rule, told)
    if _stands_alone(node, provider) or node.place.switch is not None:
        shown = []
    examples = choice("example", "the document's examples", tuple(shown)) if shown else None
    return Leaf(
        check,
        examples,
        others,
        _trust(shown, others, provider, kind),
        provider,
        _field(node, check),
        role=next((word for word in node.place.words if word in PERSONS and word != "user"), ""),
        wants_token=_wants_token(node, kind, provider, rule),
        is_name=kind == "string" and _is_thing(node, provider) and not _is_file(node, provider),
        spelling=_spelling(node),
    )


def _spelling(node: Node) -> str:
    """What parts the words of a name: as the examples have it, a hyphen in what paths will name it by."""
    return spelling_of(node.examples) or ("-" if node.place.is_top and _is_key(node) and not node.examples else "")


def _field(node: Node, check: LeafCheck) -> Field:
    return Field(
        node.place.words,
        check.kind,
        check.shortest,
        check.longest,
        is_short=node.place.location != "body",
        hint=node.description.lower(),
        id_form=id_form_of(node.view, node.place.words),
    )


def _wants_token(node: Node, kind: str, provider: str, rule: Rule | None) -> bool:
    if kind not in ("string", "integer") or provider == "base64":
        return False
    if kind == "integer":  # the number of an order is as new as its name
        rule = _rule(node, "string")
        return _is_own_id(node) or (rule is not None and rule.is_unique)
    is_key = node.place.is_top and _is_key(node) and can_be_new(provider)
    is_named = is_key or _is_thing(node, provider) or _is_own_id(node)
    return is_named or provider == "email" or (rule is not None and rule.is_unique)


def _is_thing(node: Node, provider: str) -> bool:
    """Whether it is the name of what the request makes or changes."""
    is_unique = node.place.words[-1:] == ("name",) and says_unique(node.schema or {})
    return node.place.is_top and (is_unique or is_created_name(node.place.words, node.place.owners, provider))


def _is_file(node: Node, provider: str) -> bool:
    """Whether a description speaks of a file, whose name keeps its ending."""
    return provider == "file" and "file" in node.description.lower()


def draw_leaf(leaf: Leaf, ask: Ask, prefers_example: bool) -> tuple[Any, Source | None]:
    """The first offer that fits, and who made it; None where no source has one."""
    for source in leaf.ordered(ask, prefers_example):
        for _ in range(_TRIES):
            try:
                value = leaf.check.shaped(source.offer(ask))
            except OverflowError:  # steps so fine, at a bound so far, that no float can count them
                break
            if value is not None and leaf.check.accepts(value):
                return value, source
    return None, None


def _stands_alone(node: Node, provider: str) -> bool:
    """Whether single examples do harm: to a persona that belongs together, or as the one id of all new things."""
    is_dated = provider in _DATES and role_of(node.place.words) in _DATED_ROLES
    return node.place.location == "body" and (provider in PERSONAL_PROVIDERS or is_dated or _is_own_id(node))


def _is_key(node: Node) -> bool:
    """Whether the path of the new thing ends with this: `key` is what `/variables/{variable_key}` ends with."""
    *subject, last = words_of(node.place.key) or ("",)
    return node.place.name == node.place.key or ((last,) == node.place.words and "_".join(subject) in node.place.owners)


def _is_own_id(node: Node) -> bool:
    """Whether the client names a new thing here: `id`, or `eventId` of a special event."""
    *subject, last = node.place.words or ("",)
    is_named = not subject or any(owner.split("_")[-len(subject) :] == subject for owner in node.place.owners)
    return node.place.is_top and last in ("id", "uid", "uuid", "guid") and is_named


def _trust(shown: list[Any], others: tuple[Source, ...], provider: str, kind: str) -> float:
    if len(shown) >= 4:
        return 0.9
    if provider == "sort_field":
        return 1.0  # servers refuse fields that they do not have
    has_meaning = any(source.kind in ("format", "listed", "name", "cue") for source in others)
    if kind == "string" and (not has_meaning or (provider in _VAGUE and provider not in ("label", "title"))):
        return 1.0
    return 0.35 if kind == "string" else 0.5


def _others(
    node: Node, schema: Mapping[str, Any], kind: str, rule: Rule | None, strong: str | None, check: LeafCheck
) -> list[Source]:
    """Everything but examples, in the order of trust; `strong` is the provider that the description says."""
    if kind == "boolean" and node.place.switch is not None:
        return [choice("name", "a switch: off for what acts by itself, on for what is there", (node.place.switch,))]
    found: list[Source] = []
    if (given := provider_for_format(str(schema.get("format", "")), kind)) and is_meaningful(given):
        found.append(provided("format", f"format {schema['format']}", given))
    known = rule.provider if rule else ""
    if kind == "string" and (listed := listed_values(node, known)):
        found.append(listed_choice(listed, known))
    elif kind == "string" and known not in PERSONAL_PROVIDERS:  # whose values belong together
        shown = shown_values(node, known)
        found += [choice("cue", "shown in the description", shown)] if shown else []
    if kind == "integer" and (numbers := described_numbers(node.description)):
        found.append(choice("listed", "numbers explained in the description", numbers))
    if strong:
        found.append(provided("cue", f"the description says {strong}", strong))
    if rule:
        found.append(provided("name", f"the name says `{rule.phrase}`", rule.provider))
    if kind == "string" and (cue := weak_cue(node.description)):
        found.append(provided("cue", f"the description speaks of {cue}", cue))
    if given and not is_meaningful(given):
        found.append(provided("format", f"format {schema['format']}", given))
    if check.pattern and (form := common_form(check)):
        found.append(Source("type", f"a {form} matches the pattern", provided("type", "", form).offer))
    found.append(Source("type", f"type {kind}", plain(schema, kind)))
    if kind in ("integer", "number") and (told := told_of(node.description, node.place.name)):
        found.insert(0, within(told, found[0], kind))
    return [*map(several, found), *found] if kind == "string" and _SEVERAL.search(node.description) else found


def _rule(node: Node, kind: str) -> Rule | None:
    if kind == "boolean":
        return None
    if node.place.words == ("name",) and "value" in node.place.siblings and not node.place.is_top:
        return Rule("word", False, "name")  # of a label, a header, a variable: no server takes spaces there
    if node.place.words == ("name",) and "password" in node.place.siblings and _LOGINS.isdisjoint(node.place.siblings):
        return Rule("username", True, "name")
    owners = node.place.owners or ("",)
    column = "s" if kind == "string" else "n"
    rules = [rule for owner in owners if (rule := rule_for(node.place.words, owner, column))]
    if node.place.location == "path":
        rules = [rule for rule in rules if rule.provider not in _NO_SEGMENTS]
    found = next((rule for rule in rules if "." in rule.phrase), rules[0] if rules else None)
    if found and found.provider == "full_name" and not _LAST_NAMES.isdisjoint(map(str.lower, node.place.siblings)):
        found = replace(found, provider="first_name") if node.place.words == ("name",) else found
    is_coded = found is not None and found.provider in CODED and _CODE.search(node.description)
    return replace(found, provider=CODED[found.provider]) if found and is_coded else found


def _meaning(schema: Mapping[str, Any], kind: str, rule: Rule | None, told: str | None) -> str:
    given = provider_for_format(str(schema.get("format", "")), kind)
    return given if given and is_meaningful(given) else told or (rule.provider if rule else "")
