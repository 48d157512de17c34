"""Where an answer carries the identifiers of a resource.

An answer is read as records: the body itself, the elements of its array, the values of its map, and the same one or two
levels down inside an envelope (`data`, `items`, the name of the resource). In a record the identifier is the property
with the parameter's name, else `id`, else one of the names under which identifiers go elsewhere.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import prod

from apigen.analysis.correlation.names import (
    IDENTIFIER_WORDS,
    Words,
    base,
    ends_with,
    is_identifier_name,
    singular_words,
    words,
)
from apigen.analysis.correlation.schemas import Schemas
from apigen.openapi.model import Operation, Schema

ENVELOPES = frozenset(
    {
        "content", "data", "document", "edge", "element", "embedded", "entity", "entry", "hit", "item", "list",
        "node", "object", "payload", "record", "resource", "response", "result", "row", "value",
    }
)  # fmt: skip
_IDENTIFIERS = ("id", "gid", "uid", "uuid", "guid", "sid", "pk")
_COLLECTIONS = frozenset(("collection", "list", "page"))
_GENERIC = ("entityid", "objectid", "resourceid", "itemid")
LABELS = (
    "key",
    "slug",
    "login",
    "username",
    "handle",
    "email",
    "code",
    "name",
    "hash",
    "number",
    "ref",
    "reference",
    "path",
)
_MESSAGES = frozenset(("message", "msg"))
_GUESS = 0.55  # confidence of `id` in a record that is there, but not described
LABEL = 0.6  # confidence of a property that only often is an identifier
_NOUN = 0.65  # of a plain value that is called as the thing itself: `collection` of a collection
_LABEL_BESIDE_ID = 0.8  # the same where `id` is of a type that the parameter cannot have
_ENVELOPE_DEPTH = 2
_ENVELOPE_SIZE = 8  # properties; an answer with more speaks of itself, whatever array it has


@dataclass(frozen=True, slots=True)
class Key:
    """A path parameter as something to look for in an answer."""

    parameter: Words
    noun: Words  # what it identifies: project, task; empty where the path does not say
    schema: Schema
    is_own: bool = True  # False: of a parent, which a bare `id` in the record would not name
    is_name: bool = False  # the document calls it one: `{database}`, "Database name"
    is_link: bool = False  # to the thing: its path, as answers have it under `href`


@dataclass(frozen=True, slots=True)
class Record:
    """A part of an answer that describes one thing."""

    prefix: str  # "", "[]", "items[]", "data", "result{}"
    schema: Schema
    is_one_of_many: bool
    confidence: float  # that this is what the answer is about


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a key stands."""

    source: str
    confidence: float


def answer_schemas(operation: Operation) -> tuple[Schema, ...]:
    """The schemas of the JSON (or undeclared) bodies of the successful responses."""
    return tuple(
        medium.schema
        for response in operation.responses
        if response.is_success
        for medium in response.content
        if medium.schema is not None and ("json" in medium.content_type or "*" in medium.content_type)
    )


def records(schemas: Schemas, schema: Schema, noun: Words, depth: int = _ENVELOPE_DEPTH) -> Iterator[Record]:
    """The records in an answer about `noun`, the most likely ones first."""
    items = schemas.items(schema)
    if items is not None:
        yield Record("[]", items, is_one_of_many=True, confidence=1.0)
        return
    if not schemas.resolve(schema):
        yield Record("[]", {}, is_one_of_many=True, confidence=0.8)
    values = schemas.map_values(schema)
    if values is not None:
        yield Record("{}", values, is_one_of_many=True, confidence=0.9)
        return
    yield Record("", schema, is_one_of_many=False, confidence=1.0)
    if depth:
        yield from _enveloped(schemas, schema, noun, depth)


def _enveloped(schemas: Schemas, schema: Schema, noun: Words, depth: int) -> Iterator[Record]:
    properties = schemas.properties(schema)
    named = [name for name, value in properties.items() if _is_envelope(schemas, singular_words(name), value, noun)]
    arrays = [name for name, value in properties.items() if _is_array_of_things(schemas, value)]
    is_thing_itself = any(is_identifier_name(singular_words(name)) for name in properties)
    is_envelope = len(arrays) == 1 and not is_thing_itself and len(properties) <= _ENVELOPE_SIZE
    if not named and all(_is_list_of_values(schemas, value) for value in properties.values()):
        named = list(properties)
    for name in named or (arrays if is_envelope else []):
        sure = 1.0 if name in named else 0.8
        for inner in records(schemas, properties[name], noun, depth - 1):
            joint = "." if inner.prefix[:1] not in {"", "[", "{"} else ""
            yield Record(f"{name}{joint}{inner.prefix}", inner.schema, inner.is_one_of_many, sure * inner.confidence)


def _is_envelope(schemas: Schemas, name: Words, schema: Schema, noun: Words) -> bool:
    if not name or name in (noun, noun[-1:]) or (len(name) == 1 and name[0] in ENVELOPES):
        return bool(name)
    if name[-1] in _COLLECTIONS and name[:-1] in (noun, noun[-1:]) and noun:
        return True
    return name[-1] in IDENTIFIER_WORDS and schemas.items(schema) is not None and base(name) in ((), noun, noun[-1:])


def _is_array_of_things(schemas: Schemas, schema: Schema) -> bool:
    items = schemas.items(schema)
    return items is not None and bool(schemas.properties(items))


def _is_list_of_values(schemas: Schemas, schema: Schema) -> bool:
    items = schemas.items(schema)
    return items is not None and schemas.scalar(items)[0] not in {"", "-"}


def find_key(schemas: Schemas, record: Record, key: Key) -> Finding | None:
    """Where the record carries the key, if it does."""
    if record.prefix.endswith("{}"):
        return Finding(record.prefix, 0.8) if schemas.scalar(key.schema)[0] in {"", "string"} else None
    properties = schemas.properties(record.schema)
    if not properties:
        return _bare(schemas, record, key) or guessed(schemas, record, key)
    if key.is_link:
        return _own_link(record, properties, key)
    spelled = _by_spelling(properties)
    has_other_id = False
    for name, confidence, is_strict in _candidates(key, spelled):
        suits = fit(schemas, key.schema, properties[name], is_strict=is_strict)
        if suits and (confidence != _NOUN or schemas.scalar(properties[name])[0]):
            sure = _LABEL_BESIDE_ID if confidence == LABEL and has_other_id else confidence
            return Finding(join(record.prefix, name), sure * suits)
        has_other_id = has_other_id or name in _IDENTIFIERS
    found = _nested(schemas, record, key, spelled)
    return found if found or not record.is_one_of_many else guessed(schemas, record, key)


def _own_link(record: Record, properties: Iterable[str], key: Key) -> Finding | None:
    """The link of a record that is called as the parameter, or else its first: that mostly leads to itself."""
    links = [name for name in properties if words(name)[-1:] == key.parameter[-1:]]
    links.sort(key=lambda name: singular_words(name) != key.parameter)
    return Finding(join(record.prefix, links[0]), 0.9) if links else None


def join(prefix: str, name: str) -> str:
    """A property below a place: `items[]` and `id` give `items[].id`."""
    return f"{prefix}.{name}" if prefix else name


def _by_spelling(properties: Iterable[str]) -> dict[str, str]:
    """Properties under their words joined: `userId`, `user_id` and `userid` are one; JSON-LD's `@id` is a URL.

    A `code` beside a `message` tells how it went, and names nothing.
    """
    found: dict[str, str] = {}
    for name in properties:
        if not name.startswith(("@", "$")):
            found.setdefault("".join(singular_words(name)), name)
    if not _MESSAGES.isdisjoint(found):
        found.pop("code", None)
    return found


def _bare(schemas: Schemas, record: Record, key: Key) -> Finding | None:
    """The identifier as the element of an array, or as the whole body."""
    kind, form = schemas.scalar(record.schema)
    if kind in {"", "-"} or not fit(
        schemas, key.schema, record.schema, is_strict=not is_identifier_name(key.parameter)
    ):
        return None
    if record.prefix.endswith("[]"):
        return Finding(record.prefix, 0.6)
    is_told = form == "uuid" or kind == "integer" or record.prefix.rpartition(".")[2] not in {"", *ENVELOPES}
    says_id = is_identifier_name(key.parameter) or key.parameter == key.noun
    return Finding(record.prefix or ".", 0.5) if is_told and says_id else None


def guessed(schemas: Schemas, record: Record, key: Key) -> Finding | None:
    """`id` in a record that the document does not describe, or not wholly, as it says itself."""
    is_open = schemas.is_open(record.schema) and key.is_own
    says_id = is_identifier_name(key.parameter) or ends_with(key.noun, key.parameter)
    return Finding(join(record.prefix, "id"), _GUESS) if is_open and says_id else None


def _candidates(key: Key, spelled: dict[str, str]) -> Iterator[tuple[str, float, bool]]:
    """Properties that can be the key: name, confidence, and whether the types must agree exactly."""
    is_called = key.is_name and key.parameter[-1] not in LABELS  # `{slug}` is no name, whatever its description says
    called = [("".join((*key.parameter, "name")), 0.95), ("name", 0.92)] if is_called else []
    own = [*called, ("".join(key.parameter), 0.95)]
    ranked = [*own, *_ranked(key)] if key.is_own or base(key.parameter) else []
    strict = not is_identifier_name(key.parameter)
    near = [(spelling, 0.6) for spelling, name in spelled.items() if _is_near(singular_words(name), key.parameter)]
    labels = [n for n, (_, confidence) in enumerate(ranked) if confidence == LABEL]
    before = labels[0] if labels else len(ranked)
    for spelling, confidence in (*ranked[:before], *near, *ranked[before:]):
        if spelling in spelled:
            yield spelled[spelling], confidence, strict or (spelling in LABELS and confidence == LABEL)


def _ranked(key: Key) -> list[tuple[str, float]]:
    """Names to look for after the parameter's own, with confidences."""
    near = [("".join((*tail, "id")), 0.9) for tail in (key.noun, key.noun[-1:], base(key.parameter)) if tail]
    if not key.is_own:
        return near
    first = [("".join(key.parameter).removeprefix("".join(key.noun)), 0.92)]  # `name` for `accountname` of an account
    labels = [(name, LABEL) for name in LABELS]
    plain, *special = [*((name, 0.9) for name in _IDENTIFIERS), *((name, 0.75) for name in _GENERIC)]
    if is_identifier_name(key.parameter) or ends_with(key.noun, key.parameter):
        noun = "".join(key.noun)
        is_id = is_identifier_name(key.parameter)
        short = [] if is_id else [(key.parameter[-1], 0.7), ("label", LABEL)]  # `ip` of a floating IP
        return [*first, plain, *near, *special, (f"{noun}key", 0.7), (noun, _NOUN), *short, *labels]
    last = (key.parameter[-1], 0.85)
    if key.parameter[-1] == "username":  # the `name` of a user is mostly the one that people call it by
        return [last, ("login", 0.8), ("handle", 0.7), *first]
    if key.parameter[-1] == "handle":
        return [last, ("username", 0.8), ("login", 0.8), ("name", 0.75)]
    if key.parameter[-1] == "number":
        return [*first, last, ("".join(key.noun), 0.85)]  # `version` for `versionNumber`
    if key.parameter[-1] in LABELS:
        return [*first, last]
    return [*first, last, *labels, ("label", LABEL), plain, *near, *special]


def _is_near(name: Words, parameter: Words) -> bool:
    """`orderId` for `{purchaseOrderId}`: the one ends with the other."""
    return len(name) > 1 and name[-1] in IDENTIFIER_WORDS and ends_with(parameter, name)


def _nested(schemas: Schemas, record: Record, key: Key, spelled: dict[str, str]) -> Finding | None:
    """An object named as what the key identifies holds it: `owner.login` for `{owner}`."""
    properties = schemas.properties(record.schema)
    thing = key.parameter[:-1] if key.parameter[-1] in IDENTIFIER_WORDS.union(LABELS) else key.parameter
    thing = thing or key.noun
    name = spelled.get("".join(thing))
    if name is None or not schemas.properties(properties[name]):
        return None
    inner = Record(join(record.prefix, name), properties[name], record.is_one_of_many, record.confidence)
    if record.prefix.count(".") >= _ENVELOPE_DEPTH:
        return None
    found = find_key(schemas, inner, Key(key.parameter, thing, key.schema))
    return Finding(found.source, found.confidence * 0.9) if found else None


def fit(schemas: Schemas, wanted: Schema, offered: Schema, *, is_strict: bool) -> float:
    """How well a property's type suits a parameter's: 0 where it cannot, 1 where they agree."""
    kind, form = schemas.scalar(wanted)
    found, found_form = schemas.scalar(offered)
    if form == found_form == "email":
        return 1.0
    if found == "-" or (form == "uuid" and (found == "integer" or found_form not in {"", "uuid"})):
        return 0.0
    if not found or not kind:
        return 0.95
    if kind == found:
        return 1.0
    if is_strict or found_form == "uuid":
        return 0.0
    return 0.95 if kind == "string" else 0.6


def find_all(schemas: Schemas, record: Record, keys: tuple[Key, ...]) -> Finding | None:
    """Where the record carries all the keys, each in a place of its own.

    A key found beside others is no coincidence, so doubts multiply.
    """
    found = [find_key(schemas, record, key) for key in keys]
    present = [finding for finding in found if finding is not None]
    if len({finding.source for finding in present}) < len(keys):
        return None
    source = ", ".join(finding.source for finding in present)
    doubt = prod(1 - finding.confidence for finding in present)
    return Finding(source, (1 - doubt) * record.confidence)
