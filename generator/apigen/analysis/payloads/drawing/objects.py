"""Objects: which properties one record has, and what stands in maps."""

from collections.abc import Mapping
from typing import Any

from apigen.analysis.payloads.drawing.coherence import in_order
from apigen.analysis.payloads.drawing.homes import homes_of
from apigen.analysis.payloads.drawing.pen import Impossible, Pen, Spot
from apigen.analysis.payloads.drawing.record import FULL, MINIMAL, Record
from apigen.analysis.payloads.meaning.documented import asked_entries
from apigen.analysis.payloads.meaning.field_names import cuts_answer, wants_condition, wants_fields
from apigen.analysis.payloads.meaning.names import words_of
from apigen.analysis.payloads.meaning.repetitions import repeated
from apigen.analysis.payloads.meaning.roles import PERSONS
from apigen.analysis.payloads.tree.odds import is_worth_sending
from apigen.analysis.payloads.tree.plan import WRAPPERS, Node
from apigen.analysis.payloads.values import texts
from apigen.analysis.payloads.values.wordlists import LISTS

_DEEPEST = 9  # levels below the root at which members that recur are still drawn
_FADING = (1.0, 1.0, 1.0, 0.9, 0.6, 0.35, 0.15)  # how much of the optional is kept, by depth
_ROOM = 24  # optional properties that one inner object shows, about
_USUAL = 0.7  # how often an optional property is present
_SPARSE = 0.15  # the same in plain records
_RARITY = 0.2  # how often a name is missing, beside other optional properties
_SERVERS_CHOICE = (("id",), ("uid",), ("uuid",), ("guid",))  # where a new thing need not have one
_POINTER_SIZE = 2  # properties; a new thing has more than an object that points at one by its id
_NAMING = (("name",), ("title",), ("username",), ("email",))
_CURSORS = frozenset(("cursor", "marker", "continuation"))
_TURNS = 3  # how often a definition may stand within itself


def draw_object(node: Node, spot: Spot, pen: Pen) -> dict[str, Any]:
    """An object with its required members, some optional ones, and entries where it is a map."""
    if node.place.depth > 4 * _DEEPEST or (node.place.depth > _DEEPEST and node.repeats >= _TURNS):
        raise Impossible(spot.path, "$ref")
    if homes := node.once(homes_of, pen.record.locale):
        pen.record.settle(spot.scope, homes)
    names = _chosen_names(node, spot, pen.record)
    result: dict[str, Any] = {}
    for name in [*(name for name in node.properties if name in names), *sorted(names - node.properties.keys())]:
        member = node.member(name)
        try:
            result[name] = pen.value(member, member_spot(spot, name, member))
        except Impossible:
            if name in node.required:
                raise
    _add_entries(node, result, spot, pen)
    return repeated(in_order(result, node))


def member_spot(spot: Spot, name: str, member: Node) -> Spot:
    """Where a member stands; one that is somebody else, like a seller beside a buyer, has a persona of its own."""
    scope = f"{spot.path}.{'_'.join(member.place.words)}" if member.once(_is_person) else spot.scope
    return Spot(f"{spot.path}.{name}", scope)


def presence_of(node: Node, name: str) -> float:
    """How likely a usual record has a declared property, from 0 to 1."""
    if name in node.required or name in node.idle_values:
        return 1.0
    offered = node.once(_offered)
    return _likely(node, len(offered), _USUAL) if name in offered else 0.0


def _is_person(node: Node) -> bool:
    return "object" in node.kinds and any(word in PERSONS for word in node.place.words)


def _chosen_names(node: Node, spot: Spot, record: Record) -> set[str]:
    """The properties of one object: the required ones, and optional ones as the record is full or minimal."""
    schema = node.schema or {}
    optional = node.once(_offered)
    weight = _presence(node, record, len(optional))
    is_counted = "minProperties" in schema or "maxProperties" in schema
    if weight >= 1 and not is_counted:
        chosen = set(optional)
    elif weight <= 0 and not is_counted and node.required:
        chosen = set()
    else:
        is_thing = node.place.location == "body" and node.place.is_top
        seldom = node.once(_names) if is_thing else ()
        ranks = {
            name: record.share(f"{spot.path}.{name}", "present") * (_RARITY if name in seldom else 1.0)
            for name in optional
        }
        chosen = _by_rank(node, ranks, weight)
    always = node.required | node.idle_values.keys() | dict(node.place.asked).keys() | node.once(_wrapped)
    return _with_dependents(node, chosen | always)


def _wrapped(node: Node) -> frozenset[str]:
    """The member of a body that holds the thing itself: `data` beside `meta`."""
    is_body = node.place.location == "body" and node.place.depth == 0
    found = [name for name in node.properties if is_body and name in WRAPPERS]
    return frozenset(name for name in found if node.member(name).kinds == ("object",))


def _names(node: Node) -> frozenset[str]:
    """The properties that name an object."""
    return frozenset(name for name in node.properties if words_of(name) in _NAMING)


def _by_rank(node: Node, ranks: Mapping[str, float], weight: float) -> set[str]:
    """Optional properties with a rank below the weight, and as many as the schema demands or has room for.

    An object that requires nothing shows at least one property, its name before others, and at the top of a body the
    ones with few choices: servers refuse empty bodies, and documents forget to say what they demand.
    """
    schema = node.schema or {}
    chosen = {name for name, rank in ranks.items() if rank < weight}
    missing = (int(schema.get("minProperties") or 0) or (0 if node.required else 1)) - len(node.required)
    if missing <= 0 and "maxProperties" not in schema:
        return chosen
    by_rank = sorted(ranks, key=ranks.__getitem__)
    if naming := node.once(_names):
        by_rank.sort(key=lambda name: name not in naming)
    if not node.required and node.place.is_top:
        chosen.update(name for name in ranks if "enum" in (node.member(name).schema or {}))
    if node.repeats < _TURNS and node.place.depth < _DEEPEST:
        chosen.update(by_rank[: max(missing, 0)])
    if (most := schema.get("maxProperties")) is not None:
        room = max(int(most) - len(node.required), 0)
        chosen = set([name for name in by_rank if name in chosen][:room])
    return chosen


def _offered(node: Node) -> list[str]:
    """The optional properties that are worth sending."""
    return [name for name in node.properties if name not in node.required and _is_offered(node, name)]


def _with_dependents(node: Node, names: set[str]) -> set[str]:
    """The names and those that `dependentRequired` asks for beside them."""
    dependents = (node.schema or {}).get("dependentRequired")
    if not dependents or not isinstance(dependents, Mapping):
        return names
    while more := {each for name in names for each in dependents.get(name, ())} - names:
        names = names | more
    return names


def _is_offered(node: Node, name: str) -> bool:
    """Whether an optional property is worth sending: not outdated, no turn of a recursion, no made-up mark or name."""
    member = node.member(name)
    if member.schema is None or member.schema.get("deprecated") is True or member.repeats >= _TURNS:
        return False
    if node.place.location == "query" and (cuts_answer(member.place.words) or member.once(wants_fields)):
        return False
    if member.place.is_create and member.place.is_top and member.place.words in _SERVERS_CHOICE:
        return len(node.properties) <= _POINTER_SIZE
    if member.once(wants_condition) or not member.once(is_worth_sending):
        return False
    return bool(member.examples) or _CURSORS.isdisjoint(member.place.words[-1:])


def _presence(node: Node, record: Record, count: int) -> float:
    """How likely an optional property is; less in the depth, in crowds and in recursions, to keep bodies readable."""
    if record.mode == MINIMAL:
        return 0.0
    often = _SPARSE if record.is_plain else _USUAL
    return _likely(node, count, 1.0 if record.mode == FULL else often)


def _likely(node: Node, count: int, usual: float) -> float:
    depth = node.place.depth
    fading = _FADING[depth] if depth < len(_FADING) else 0.0
    crowd = min(1.0, _ROOM / count) if count and depth else 1.0
    return (0.25 if node.repeats > 1 else usual) * fading * crowd


def _add_entries(node: Node, result: dict[str, Any], spot: Spot, pen: Pen) -> None:
    """Entries of a map: one or two, or as many as the schema demands; objects with declared members get none."""
    if node.properties and not (node.schema or {}).get("minProperties"):
        return
    for name in _entry_names(node, spot, pen, _entry_count(node, result, pen.record)):
        member = node.member(name)
        if member.schema is None or name in result:
            continue
        try:
            result[name] = pen.value(member, Spot(f"{spot.path}.{name}", spot.scope))
        except Impossible:
            continue


def _entry_count(node: Node, result: dict[str, Any], record: Record) -> int:
    schema = node.schema or {}
    fewest = int(schema.get("minProperties") or 0) - len(result)
    others = schema.get("additionalProperties", schema.get("unevaluatedProperties", True))
    is_open = others is not False or "patternProperties" in schema
    is_map = is_open and not node.properties and not result and (record.mode != MINIMAL or any(node.examples))
    wished = 1 + (record.mode == FULL) if is_map and node.place.depth < _DEEPEST else 0
    return min(max(fewest, wished), int(schema.get("maxProperties", 99)) - len(result), 99)


def _entry_names(node: Node, spot: Spot, pen: Pen, count: int) -> list[str]:
    """Names for the entries of a map: as the schema has them, as in the examples, or plain words."""
    if count <= 0:
        return []
    schema = node.schema or {}
    random = pen.record.random(spot.path, "keys")
    names = asked_entries(node.description)
    if "propertyNames" in schema:
        names += _drawn_names(node, {"type": "string", "allOf": [schema["propertyNames"]]}, spot, pen, count)
    shown = list(dict.fromkeys(key for each in node.examples if isinstance(each, Mapping) for key in each))
    names += random.sample(shown, len(shown))
    for pattern in schema.get("patternProperties") or ():
        names += _drawn_names(node, {"type": "string", "pattern": pattern, "minLength": 1}, spot, pen, count)
    if len(names) < max(int(schema.get("minProperties") or 0), 1):
        names += random.sample(LISTS["key_name"], len(LISTS["key_name"]))
        names += [f"{texts.word(random)}_{number}" for number in range(count)]
    declared = schema.get("properties") or {}
    return [name for name in dict.fromkeys(names) if name not in declared][:count]


def _drawn_names(node: Node, schema: Any, spot: Spot, pen: Pen, count: int) -> list[str]:
    names = node.beside(schema)
    found: list[str] = []
    for number in range(count * 3):
        try:
            found.append(str(pen.value(names, Spot(f"{spot.path}#{number}", spot.scope))))
        except Impossible:
            break
    return list(dict.fromkeys(found))[:count]
