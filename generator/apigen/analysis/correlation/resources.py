"""The things of an API: which path parameters together name one, and where their collection stands.

Every parameter that ends a run of parameters makes the path up to it an item; items with the same signature are one
thing.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from apigen.analysis.correlation.names import Words, base, is_identifier_name, singular_words, snake
from apigen.analysis.correlation.paths import Place, literals, read_path
from apigen.analysis.correlation.responses import Key
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.wording import phrases
from apigen.openapi.model import Api, Operation, Parameter, Schema
from apigen.openapi.paths import link_name

_NEVER_IDENTIFIERS = frozenset({"date", "datetime", "ext", "extension", "format", "lang", "language", "locale"})
_PLACELESS = re.compile(r"v\d+|api|rest")


@dataclass(slots=True)
class Thing:
    """A resource in the making."""

    signature: str
    noun: Words
    key: str  # what the last parameter says besides "identifier": name, slug
    keys: tuple[Key, ...]
    parameters: tuple[str, ...]  # names as the first operation writes them
    collection: str  # signature
    shelf: str  # signature of another place for its collection: /flags/{project} of /flags/{project}/{flag}, or empty
    parent: str | None  # signature
    template: str  # of the item, as the first operation writes it
    through: str  # signature of the place before the literal, where that says the same as the parameter: /x/tag/{tag}
    is_documented: bool = False  # the document shows a value for the last parameter
    only: str = ""  # where a record says its type, and the one that is meant: type=orchestrator
    spellings: set[Words] = field(default_factory=set)  # of the last parameter, on all paths through it
    name: str = ""

    @property
    def literals(self) -> str:
        """Where the thing stands, whatever it stands below."""
        return literals(self.signature)

    def says_noun(self, parameter: Words) -> bool:
        """Whether a parameter is named after the thing: `{workspace_id}` of `/workspaces`."""
        return parameter[: len(self.noun)] == self.noun

    @property
    def own_key(self) -> Key:
        """The last key: that of the thing itself, not of its parents."""
        return self.keys[-1]


@dataclass(frozen=True, slots=True)
class Things:
    """All things of an API, under their signatures."""

    by_signature: dict[str, Thing] = field(default_factory=dict)

    def chain(self, operation: Operation) -> Iterator[tuple[Place, Thing]]:
        """The things that the path of an operation goes through, outermost first."""
        for place in item_places(operation.path):
            thing = self.by_signature.get(place.signature)
            if thing is not None:
                yield place, thing


def item_places(path: str) -> list[Place]:
    """The items that a path goes through: each parameter with no other parameter right behind it."""
    items = read_path(path).items
    followed = {position - 1 for position, item in enumerate(items) if len(item.tail_keys) > 1}
    return [item for position, item in enumerate(items) if position not in followed]


def find_things(api: Api, schemas: Schemas) -> Things:
    """Everything that the paths of the API name, named."""
    things = Things()
    for operation in api.operations:
        parent: str | None = None
        for place in item_places(operation.path):
            thing = _add(things, schemas, place, operation.path_parameters, parent)
            parent = thing.signature if thing else parent
    ends = (read_path(operation.path).end.signature for operation in api.operations)
    _give_names(list(things.by_signature.values()), frozenset(ends))
    return things


def _add(
    things: Things, schemas: Schemas, place: Place, parameters: Sequence[Parameter], parent: str | None
) -> Thing | None:
    declared = {parameter.name: parameter for parameter in parameters}
    last = declared.get(place.parameters[-1])
    if last is None or not _can_identify(schemas, last):
        return None
    thing = _draft(place, declared, parent)
    known = things.by_signature.setdefault(place.signature, thing)
    known.is_documented = known.is_documented or _has_value(last)
    known.spellings.add(thing.own_key.parameter)
    is_narrower = schemas.scalar(last.schema)[0] == "integer" != schemas.scalar(known.own_key.schema)[0]
    if is_narrower or (thing.says_noun(thing.own_key.parameter) and not known.says_noun(known.own_key.parameter)):
        known.keys = (*known.keys[:-1], thing.own_key)  # what an integer names, `{id_or_slug}` names as well
    return known


def _draft(place: Place, declared: dict[str, Parameter], parent: str | None) -> Thing:
    above = len(place.parameters) - len(place.tail_keys)
    leading = [_key(name, declared, (), is_own=False) for name in place.parameters[:above]]
    beside = [_key(name, declared, place.noun, is_own=_names(name, place)) for name in place.tail_keys[:-1]]
    is_link = link_name(place.template) == place.parameters[-1]
    noun = _noun(place)[: -1 if is_link else None] or ("item",)
    return Thing(
        signature=place.signature,
        noun=noun,
        key="" if is_link else place.key,
        keys=(*leading, *beside, _key(place.parameters[-1], declared, noun, is_own=True, is_link=is_link)),
        parameters=place.parameters,
        collection=place.collection,
        shelf=place.shelf,
        parent=parent,
        template=place.template,
        through=_through(place),
    )


def _names(parameter: str, place: Place) -> bool:
    """Whether one of several parameters in a row identifies the literal's noun: `{webhookId}` of `/webhooks`."""
    return base(singular_words(parameter)) == place.noun


def _through(place: Place) -> str:
    says_the_same = len(place.tail_keys) == 1 and singular_words(place.tail_keys[0]) == place.noun
    return place.collection.rpartition("/")[0] if says_the_same else ""


def _key(name: str, declared: dict[str, Parameter], noun: Words, *, is_own: bool, is_link: bool = False) -> Key:
    parameter = declared.get(name)
    schema: Schema = parameter.schema if parameter else True
    said = singular_words(name) or (name,)
    kinds = {phrase.kind for phrase in phrases(parameter.description)} if parameter and is_own else set()
    is_name = kinds == {"name"} and not is_identifier_name(said)
    return Key(said, noun, schema, is_own, is_name=is_name, is_link=is_link)


def _noun(place: Place) -> Words:
    """The noun of an item: of its literal, or of its parameter where the literal says nothing or names a pair."""
    by_parameter = base(singular_words(place.parameters[-1]))
    is_silent = not place.noun or _PLACELESS.fullmatch(place.noun[-1])
    if by_parameter and (is_silent or (len(place.tail_keys) > 1 and not place.key)):
        return by_parameter
    return place.noun or ("item",)


def _can_identify(schemas: Schemas, parameter: Parameter) -> bool:
    """Whether values of the parameter can be identifiers at all: no closed list, no date, no format of the answer."""
    found = singular_words(parameter.name)
    if found and (found[0] == "new" or found[-1] in _NEVER_IDENTIFIERS):
        return False
    kind, form = schemas.scalar(parameter.schema)
    return not schemas.is_closed(parameter.schema) and (kind != "-" or form == "email")


def _has_value(parameter: Parameter) -> bool:
    schema = parameter.schema if isinstance(parameter.schema, dict) else {}
    return bool(parameter.examples) or bool({"default", "example", "examples"} & schema.keys())


def plainest(things: Sequence[Thing]) -> Sequence[Thing]:
    """Of things with the same noun those under the fewest literals, where these are all in one place.

    Next to `/disputes` and `/issuing/disputes`, a dispute is one of `/disputes`.
    """
    fewest = min((thing.literals.count("/") for thing in things), default=0)
    plain = [thing for thing in things if thing.literals.count("/") == fewest]
    return plain if len({thing.literals for thing in plain}) == 1 else ()


def _give_names(things: Sequence[Thing], ends: Collection[str]) -> None:
    """Names, the plainest ones for things that stand alone and have a collection on which operations stand."""
    by_signature = {thing.signature: thing for thing in things}
    taken: set[str] = set()
    named: set[str] = set()

    def rank(thing: Thing) -> tuple[bool, int, bool, int]:
        return bool(thing.key), len(thing.keys), thing.collection not in ends, thing.literals.count("/")

    for thing in sorted(things, key=rank):
        own = thing.noun
        if thing.key and thing.collection in named:
            own = (*own, "by", *thing.key.split("_"))
        named.add(thing.collection)
        thing.name = told_apart(_full_name(own, by_signature.get(thing.parent or ""), taken), thing.literals, taken)
        taken.add(thing.name)


def _full_name(own: Words, parent: Thing | None, taken: Collection[str]) -> str:
    """The name with that of the parent, if it does not say it already; with all parents only where it must be."""
    if parent is None or own[: len(parent.noun)] == parent.noun:
        return snake(own)
    short = snake((*parent.noun, *own))
    return short if short not in taken else f"{parent.name or snake(parent.noun)}_{snake(own)}"


def told_apart(name: str, literals: str, taken: Collection[str]) -> str:
    """The name; where another thing has it, with as many words before it in its path as make it another, or a number.

    Next to `video` of `/api/videos`, that of `/api/server/redundancy/videos` is a `redundancy_video`.
    """
    wish = name
    for literal in reversed(literals.split("/")[:-1]):
        word = snake(singular_words(literal))
        if wish in taken and not _PLACELESS.fullmatch(word) and not wish.startswith(word):
            wish = f"{word}_{wish}"
    numbered = (f"{name}_{number}" for number in count(2))
    return wish if wish not in taken else next(free for free in numbered if free not in taken)
