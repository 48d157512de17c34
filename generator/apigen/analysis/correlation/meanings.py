"""Which thing a place in a request means.

A name says it best (`order_id`, or `collection_name` where that is a path parameter), then a name that is the thing's
own (`workspace`), where such a value can be an identifier at all, then a description ("The gid of the task to move").
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from apigen.analysis.correlation.implied import Implied
from apigen.analysis.correlation.names import IDENTIFIER_WORDS, is_identifier_name, singular_words
from apigen.analysis.correlation.nouns import CODES, Nouns
from apigen.analysis.correlation.references import QUANTITIES, Reference
from apigen.analysis.correlation.resources import Thing
from apigen.analysis.correlation.responses import fit
from apigen.analysis.correlation.schemas import Schemas
from apigen.analysis.correlation.wording import phrases, speaks_of_identifier

_TEXTS = QUANTITIES | frozenset(
    """
    address category code color comment content country currency date description domain email event field file format
    host image key label language locale message method mode name note password path phone query reason source
    state status tag target text time title token type url
    """.split()
)
_USES = frozenset("brief create dto input nested read ref request schema serializer writable write".split())
_NEVER_IDENTIFIERS = frozenset("date description email name password phone text time title uri url value".split())


@dataclass(frozen=True, slots=True)
class Context:
    """What the names in a request can mean."""

    schemas: Schemas
    nouns: Nouns
    implied: Implied
    around: Collection[str]  # signatures of the things in the path
    own: Thing | None  # the thing of the collection on which the operation stands
    member: Thing | None  # the user that `username` names where a thing gets a member


def told(context: Context, place: Reference) -> Mapping[str, Thing]:
    """What a place names, by what the property beside it says; nothing where that speaks of one kind or of others."""
    nouns = context.nouns
    found = {
        kind: thing
        for kind in place.kinds
        for name in [singular_words(kind)]
        if (thing := nouns.named(name, context.around) or nouns.ending(name, context.around))
        and fit(context.schemas, place.schema, thing.own_key.schema, is_strict=False)
    }
    return found if len(found) > 1 else {}


def meant(context: Context, place: Reference) -> Iterator[tuple[Thing, float, str]]:
    """The things that a place can mean, with confidences and reasons, the most likely one first."""
    nouns, around = context.nouns, context.around
    named_after = f"`{place.pointer}` is named after "
    if thing := _typed(context, place) or _offered(context, place):
        yield thing, 0.85, f"`{place.pointer}` is of the type of identifiers of {thing.name}"
    if (own := context.own) and place.is_own(own):
        yield own, 0.8, f"`{place.pointer}` stands for: {own.name}"
    if place.says_identifier and place.name[1:] and (thing := nouns.named(place.name[:-1], around)):
        yield thing, 0.85, named_after + thing.name
    if thing := nouns.keyed(place.name, around):
        yield thing, 0.85, f"`{place.pointer}` is named as the path parameter of {thing.name}"
    thing = None if place.says_identifier else nouns.named(place.name, around)
    if thing is None and not place.says_identifier:
        thing = nouns.keyed((*place.name, "id"), around)
    if thing and (speaks_of_identifier(place.description) or _is_plain_identifier(context.schemas, place, thing)):
        yield thing, 0.8, named_after + thing.name
    if context.member and place.name == ("username",):
        yield context.member, 0.7, f"a member is a user who is there: {context.member.name}"
    implied = place.name[:-1] if place.says_identifier else place.name if _is_key(context.schemas, place) else ()
    if implied and (thing := context.implied.named(implied)):
        yield thing, 0.7, named_after + thing.name
    described, is_spoken_of = _described(context, place)
    if described:
        yield described, 0.75, f"the description of `{place.pointer}` speaks of {described.name}"
    elif not is_spoken_of:
        for thing in _resembling(context, place):
            yield thing, 0.6, named_after + thing.name


def _typed(context: Context, place: Reference) -> Thing | None:
    """The thing after whose identifiers the type of the place is called: `$ref: '#/components/schemas/OrderId'`."""
    name = singular_words(context.schemas.type_name(place.schema).rpartition("/")[2])
    noun = name[:-1] if name and name[-1] in IDENTIFIER_WORDS else ()
    return (context.nouns.named(noun, context.around) or context.implied.named(noun)) if noun else None


def _offered(context: Context, place: Reference) -> Thing | None:
    """The thing that may stand there itself: `oneOf: [{type: integer}, {$ref: BriefDeviceRoleRequest}]`."""
    alternatives = context.schemas.alternatives
    for branch in (each for outer in alternatives(place.schema) for each in (outer, *alternatives(outer))):
        said = singular_words(context.schemas.type_name(branch).rpartition("/")[2])
        name = tuple(word for word in said if word not in _USES)
        if thing := context.nouns.named(name, context.around) or context.nouns.ending(name, context.around):
            return thing
    return None


def _described(context: Context, place: Reference) -> tuple[Thing | None, bool]:
    """The thing of which the description says that this is its identifier, and whether it says so of any thing."""
    nouns, around = context.nouns, context.around
    is_spoken_of = False
    for phrase in phrases(place.description):
        for left_out, noun in phrase.nouns():
            is_plain = phrase.kind != "name" or (not left_out and not {"name", *noun}.isdisjoint(place.name))
            if not is_plain or not nouns.are_adjectives(left_out):
                break
            found = nouns.of_kind(noun, phrase.kind, around) or nouns.person(noun, phrase.kind, around)
            if found is None and phrase.kind == "id":
                found = context.implied.named(noun)
            if found:
                return found, True
            is_spoken_of = is_spoken_of or nouns.knows(noun)
    return None, is_spoken_of


def _resembling(context: Context, place: Reference) -> Iterator[Thing]:
    """Things that part of the name means: `billing_account`, `service_config`, `assignee`."""
    nouns, around, name = context.nouns, context.around, place.name
    is_told = speaks_of_identifier(place.description)
    if place.says_identifier:
        thing = nouns.ending(name[:-1], around) or nouns.keyed_ending(name, around)
        if thing and (is_told or place.is_required):
            yield thing
        return
    said = place.description.lower()
    for thing in (nouns.ending(name, around), nouns.longer(name, around), nouns.person(name, "id", around)):
        if thing and (is_told or (thing.noun[-1] in said and _is_plain_identifier(context.schemas, place, thing))):
            yield thing
    if len(name) == 1 and (user := nouns.person(name, "username", around)):
        yield user


def _is_key(schemas: Schemas, place: Reference) -> bool:
    """Whether a value without a word for identifiers is one by its type: `"role": 3`, which must be there."""
    return place.is_required and not place.is_quantity and schemas.scalar(place.schema)[0] == "integer"


def _is_plain_identifier(schemas: Schemas, place: Reference, thing: Thing) -> bool:
    """Whether a value named like a thing (`"project": 3`) is its identifier and no quantity or text."""
    kind, form = schemas.scalar(place.schema)
    key_kind = schemas.scalar(thing.own_key.schema)[0]
    if form == "uuid":
        return True
    if kind == "integer":
        return key_kind == "integer" and not place.is_quantity
    own = thing.own_key.parameter
    by_identifier = is_identifier_name(own) or own == thing.noun or (place.is_required and thing.key in CODES)
    last = place.name[-1]
    is_text = last in _NEVER_IDENTIFIERS or (len(thing.noun) == 1 and last in _TEXTS)
    is_minor = not (place.is_required or place.description)  # as likely a name
    is_word = is_text or is_minor or place.is_plural
    return kind == "string" and key_kind != "integer" and by_identifier and not is_word
