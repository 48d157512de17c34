"""Values that the document itself offers: examples, defaults, and enumerations hidden in prose."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

_PLACEHOLDERS = frozenset(
    "string str text value example sample test foo bar baz todo tbd n/a none null undefined object array integer "
    "number boolean 0 xxx abc your_value lorem any unknown asdf qwerty foobar . - ...".split()
)
_FILLERS = frozenset(("string", "str", "example string", "sample string", "some string", "a string"))
_TO_FILL_IN = re.compile(r"<[^</>]*>[^<]*|\".*\"|.*\*{4,}.*|\{\{.*\}\}", re.S)
_SWAGGER_UUID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
_PLACEHOLDER_FORM = re.compile(
    r"<[^</>]*>[^<]*|[^<]*<[A-Z][\w' -]+>|\".*\"|.*\*{4,}.*|\{.*\}|\[.*\]|x{3,}|\*+|"
    r"(some|your|my|example|sample|a|an|the)[ _-].{0,30}",
    re.I | re.S,
)
_SLUG = re.compile(r"[a-z]+([-_])[a-z0-9]+(?:\1[a-z0-9]+)*")
_CUE = re.compile(
    r"\b(one of|the following|allowed|possible|valid|supported|permitted|accepted|can be|could be|may be|must be|"
    r"either|options?|values?|choose|enum)\b",
    re.I,
)
_QUOTED = re.compile(r"`([^`\n]{1,40})`|\"([^\"\n]{1,40})\"|'([^'\n]{1,40})'|“([^”\n]{1,40})”|‘([^’\n]{1,40})’")
_FOR_EXAMPLE = re.compile(r"(?:\be\.g\.|\bfor example|\bfor instance|\bexamples?:|\bsuch as|\bset to)[,:]?\s*", re.I)
_OTHER_FIELD = re.compile(r"[`'\"”’]\s+((is|are|was|to be)\s+)?$")
"""What stands before "set to" where another field is meant: "Required if `type` is set to `taxonomy`"."""

_WORDLIKE = re.compile(r"[A-Za-z0-9][\w.:/+-]*")
_UP_TO_THREE_WORDS = re.compile(r"[A-Za-z0-9][\w.:/+-]*( [\w.:/+-]+){0,2}")
_SHOWN_PLAINLY = re.compile(
    r"(?:\be\.g\.|\bfor example|\bfor instance|\bexamples?:|\blike:)[,:]?\s*"
    r"(\+?[A-Za-z0-9][\w.:/+@-]*)(?=[,.;)]?(?:\s|$)|[,;)])",
    re.I,
)
_BULLET = re.compile(r"^\s*[*-]\s+(?:`([^`\n]{1,40})`|\"([^\"\n]{1,40})\"|'([^'\n]{1,40})')", re.M)
_LISTED_IN_BRACKETS = re.compile(r"\((?:(?:,|\||/|\bor\b|\s)*(?:'[\w./+-]+'|\"[\w./+-]+\"|`[\w./+-]+`)){2,}\)")
_LISTED_IN_CAPITALS = re.compile(
    r"(?<![\w-])((?:[A-Z][A-Z\d_-]+(?:, ?|/| ?\| ?))*[A-Z][A-Z\d_-]+,? or [A-Z][A-Z\d_-]+)\b"
)
_NUMBER_FOR = re.compile(r"\b(\d) (?:for|means|=) ")
_ASKED = re.compile(r"\b(specify|provide|pass|include|send|supply|set|requires?|must (?:contain|have|include))\b", re.I)
_NOT_ASKED = re.compile(r"\b(not|n't|cannot|never|without|omit|optional(?:ly)?|except|instead|ignored|if)\b", re.I)
_TRUTH = {"true": True, "false": False}
_MEMBER = re.compile(r"`(\w+)(?: ?[:=] ?([\w.\"'-]+))?`")
_LISTED_PLAINLY = re.compile(
    r"[:(=]\s*((?:[a-z][\w-]*(?:, ?|/)){1,8}(?:or )?[a-z][\w-]*|[a-z][\w-]* or [a-z][\w-]*)\s*(?:[.)]|$)"
)


_DESCRIPTIONS = 2000  # that are remembered; the members of a document share theirs


def examples_of(schema: Mapping[str, Any]) -> list[Any]:
    """The examples of one schema in the order of trust."""
    found = [schema["example"]] if "example" in schema else []
    several = schema.get("examples")
    found += list(several) if isinstance(several, list | tuple) else []
    found += (
        [each["value"] for each in several.values() if isinstance(each, Mapping) and "value" in each]
        if isinstance(several, Mapping)
        else []
    )
    found += [schema[key] for key in ("x-example", "default") if key in schema]
    return found


def meaningful(values: Iterable[Any]) -> list[Any]:
    """Each scalar once, without what editors fill in when nobody thinks of an example."""
    found: list[Any] = []
    for value in values:
        if _is_meaningful(value) and not any(value == known and type(value) is type(known) for known in found):
            found.append(value)
    return found


def is_filler(values: list[Any]) -> bool:
    """Whether a list shows a text that only stands for one."""
    return any(isinstance(value, str) and not _is_meaningful(value) for value in values)


def holds_filler(value: Any) -> bool:
    """Whether a whole example holds "string" or "<your name>" where somebody should have thought of a text."""
    if isinstance(value, Mapping):
        return any(map(holds_filler, value.values())) or any(_TO_FILL_IN.fullmatch(str(name)) for name in value)
    if isinstance(value, list):
        return any(map(holds_filler, value))
    text = value.strip().lower() if isinstance(value, str) else ""
    return text in _FILLERS or _TO_FILL_IN.fullmatch(text) is not None


def _is_meaningful(value: Any) -> bool:
    if isinstance(value, bool):
        return True
    if isinstance(value, int | float):
        return value != 0
    if not isinstance(value, str):
        return False
    text = value.strip()
    is_filler = not text or text.lower() in _PLACEHOLDERS or text == _SWAGGER_UUID or "{unique}" in text
    return not is_filler and text == value and not _PLACEHOLDER_FORM.fullmatch(text) and "\n\n" not in text


def spelling_of(examples: Iterable[Any]) -> str:
    """What parts the words of examples that are slugs, also of placeholders: `my_variable` shows an underscore."""
    texts = [example for example in examples if isinstance(example, str)]
    slugs = [match[1] for text in texts if (match := _SLUG.fullmatch(text))]
    return slugs[0] if slugs and len(slugs) == len(texts) else ""


@lru_cache(_DESCRIPTIONS)
def described_examples(description: str) -> tuple[str, ...]:
    """What a description shows in quotes: "the name (e.g. “example.com.”)", "Set to `Zone`"."""
    text = description[:2000]
    cues = (cue for cue in _FOR_EXAMPLE.finditer(text) if not _OTHER_FIELD.search(text[: cue.start()]))
    quoted = (_QUOTED.match(text, cue.end()) for cue in cues)
    found = ["".join(group or "" for group in match.groups()) for match in quoted if match]
    plainly = (text.rstrip(".:") for text in _SHOWN_PLAINLY.findall(text))
    found += [text for text in plainly if re.search(r"[\d_/:@-]", text)]
    return tuple(value for value in dict.fromkeys(found) if _WORDLIKE.fullmatch(value))


@lru_cache(_DESCRIPTIONS)
def described_numbers(description: str) -> tuple[int, ...]:
    """The numbers that a description explains: "0 for no content, 1 for content" offers both."""
    found = tuple(dict.fromkeys(map(int, _NUMBER_FOR.findall(description[:2000]))))
    return found if len(found) >= 2 else ()


def asked_members(description: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties that an operation's description asks for, with true or false where it says so, else None.

    "Specify at least `out: false`, `amount` and `memo`" asks for three.
    """
    for sentence in re.split(r"(?<=[.;])\s", description[:4000]) if "`" in description else ():
        found = {name: _TRUTH.get(value) for name, value in _MEMBER.findall(sentence) if name in properties}
        if len(found) >= 2 and _ASKED.search(sentence) and not _NOT_ASKED.search(sentence):
            return found
    return {}


def asked_entries(description: str) -> list[str]:
    """The entries that a description asks of a map: "Must contain 'bootstrap.servers'"."""
    for sentence in re.split(r"(?<=[.;])\s", description[:4000]):
        if _ASKED.search(sentence) and not _NOT_ASKED.search(sentence):
            return ["".join(groups) for groups in _QUOTED.findall(sentence) if _WORDLIKE.fullmatch("".join(groups))]
    return []


@lru_cache(_DESCRIPTIONS)
def described_values(description: str) -> tuple[str, ...]:
    """The values that a description lists: "one of `asc`, `desc`" and "('asc', 'desc')" offer both."""
    best = [value for value in map("".join, _BULLET.findall(description[:4000])) if _WORDLIKE.fullmatch(value)]
    best = best if len(best) >= 2 else []
    if in_brackets := _LISTED_IN_BRACKETS.search(description[:2000]):
        best = max(best, list(map("".join, _QUOTED.findall(in_brackets[0]))), key=len)
    for sentence in re.split(r"(?<=[.;])\s|\n\n", description[:2000]):
        cue = _CUE.search(sentence)
        if not cue:
            continue
        values = ["".join(groups) for groups in _QUOTED.findall(sentence[cue.start() :])]
        values = [value for value in dict.fromkeys(values) if _UP_TO_THREE_WORDS.fullmatch(value)]
        plain = _LISTED_PLAINLY.search(sentence, cue.start()) or _LISTED_IN_CAPITALS.search(sentence, cue.start())
        if not values and plain:
            values = [value for value in re.split(r", ?|/| ?\| ?| ?\bor ", plain[1]) if value]
        if len(values) >= 2 and len(values) > len(best):
            best = values
    return tuple(best)
