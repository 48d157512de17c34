"""One record, drawn over the plan: which branch, which properties, how many items, and the leaves in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from apigen.analysis.payloads import texts
from apigen.analysis.payloads.asking import Ask
from apigen.analysis.payloads.coherence import in_order
from apigen.analysis.payloads.files import file_part, is_file
from apigen.analysis.payloads.leaves import Leaf, draw_leaf, leaf_of
from apigen.analysis.payloads.model import FilePart
from apigen.analysis.payloads.personas import persona
from apigen.analysis.payloads.plan import Node
from apigen.analysis.payloads.record import FULL, MINIMAL, Record
from apigen.analysis.payloads.seeds import random_for
from apigen.analysis.payloads.strategies import hard_leaf_values
from apigen.analysis.payloads.uniqueness import is_created_name, with_token
from apigen.analysis.payloads.wordlists import LISTS

_DEEPEST = 9  # levels below the root at which required members are still drawn
_FADING = (1.0, 1.0, 1.0, 0.9, 0.6, 0.35, 0.15)  # how much of the optional is kept, by depth
_ROOM = 24  # optional properties that one object shows at most, about
_PERSONS = frozenset(
    "customer buyer seller driver owner manager assignee recipient sender author patient student teacher guest employee "
    "user member contact applicant beneficiary shipping billing receiver spouse guardian reviewer approver creator "
    "participant attendee passenger traveler supplier vendor shipper consignee payer payee partner".split()
)


class Impossible(Exception):  # noqa: N818
    """Nothing satisfies a place; the caller chooses another branch or leaves the property out."""

    def __init__(self, path: str, keyword: str) -> None:
        super().__init__(path, keyword)
        self.path = path
        self.keyword = keyword


@dataclass(frozen=True, slots=True)
class Workshop:
    """What the draws of one operation share: leaves worked out and batches drawn."""

    seed: int
    locale: str
    takes_files: bool = False  # whether binary members are parts of a multipart body
    encoding: Mapping[str, Any] = field(default_factory=dict)
    _leaves: dict[tuple[int, str], tuple[Node, Leaf]] = field(default_factory=dict)
    _hard: dict[tuple[int, str], tuple[Any, ...]] = field(default_factory=dict)

    def leaf(self, node: Node, kind: str) -> Leaf:
        """The sources of a place, worked out once; the node is kept so that its identity stays its own."""
        key = id(node), kind
        if key not in self._leaves:
            self._leaves[key] = (node, leaf_of(node, kind))
        return self._leaves[key][1]

    def hard_values(self, node: Node, kind: str) -> tuple[Any, ...]:
        """The batch that hypothesis finds for a leaf."""
        key = id(node), kind
        if key not in self._hard:
            leaf = self.leaf(node, kind)
            self._hard[key] = hard_leaf_values(leaf.check, node.schema, self.seed)
        return self._hard[key]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value of the record stands."""

    path: str  # body.items[0].sku
    scope: str  # the object whose persona holds here


def draw(node: Node, spot: Spot, record: Record, shop: Workshop) -> Any:
    """A value for a node; raises `Impossible` where there is none."""
    schema = node.schema
    if schema is None:
        raise Impossible(spot.path, "false")
    if "const" in schema:
        return schema["const"]
    if "enum" in schema:
        return _listed(node, schema, spot, record, shop)
    if node.branches:
        return _branch(node, spot, record, shop)
    kinds = node.kinds
    kind = kinds[0] if len(kinds) == 1 else record.random(spot.path, "type").choice(kinds)
    return _typed(node, kind, spot, record, shop)


def _typed(node: Node, kind: str, spot: Spot, record: Record, shop: Workshop) -> Any:
    if shop.takes_files and is_file(node, kind):
        return file_part(node, record.random(spot.path, "file"), shop.encoding)
    if kind == "object":
        return _object(node, spot, record, shop)
    if kind == "array":
        return _array(node, spot, record, shop)
    if kind == "null":
        return None
    return _anything(node, spot, record, shop) if kind == "any" else _scalar(node, kind, spot, record, shop)


def _listed(node: Node, schema: Mapping[str, Any], spot: Spot, record: Record, shop: Workshop) -> Any:
    """A value of an enumeration that also keeps the other keywords; null only where nothing else is listed."""
    values = [value for value in schema["enum"] if value is not None] or list(schema["enum"])
    fitting = [value for value in values if _kind_of(value) in node.kinds or node.kinds == ("any",)]
    fitting += [value for value in values if isinstance(value, int) and "number" in node.kinds and value not in fitting]
    fitting = [value for value in fitting if not isinstance(value, str) or shop.leaf(node, "string").check.accepts(value)]
    if not fitting:
        raise Impossible(spot.path, "enum")
    telling = [value for value in fitting if value != ""] or fitting
    return record.random(spot.path).choice(telling)


def _kind_of(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    names = {str: "string", int: "integer", float: "number", dict: "object", list: "array"}
    return names.get(type(value), "null")


def _branch(node: Node, spot: Spot, record: Record, shop: Workshop) -> Any:
    """The first branch that works, in an order of chance; deep down the simplest ones come first."""
    branches = [branch for branch in node.branches if branch.kinds != ("null",)] or list(node.branches)
    order = record.random(spot.path, "branch").sample(branches, len(branches))
    if node.place.depth >= _DEEPEST - 3 or node.repeats > 1:
        order.sort(key=lambda branch: (branch.repeats, branch.kinds[0] in ("object", "array"), len(branch.required)))
    fault = Impossible(spot.path, "oneOf")
    for branch in order:
        try:
            return draw(branch, spot, record, shop)
        except Impossible as impossible:
            fault = impossible
    raise fault


def _object(node: Node, spot: Spot, record: Record, shop: Workshop) -> dict[str, Any]:
    if node.place.depth > _DEEPEST + 12 or (node.place.depth > _DEEPEST and node.repeats > 2):
        raise Impossible(spot.path, "$ref")
    names = _chosen_names(node, spot, record)
    result: dict[str, Any] = {}
    for name in [*(name for name in node.properties if name in names), *sorted(names - node.properties.keys())]:
        member = node.member(name)
        inner = Spot(f"{spot.path}.{name}", _scope(spot, member, record))
        try:
            result[name] = draw(member, inner, record, shop)
        except Impossible:
            if name in node.required:
                raise
    _add_extras(node, result, spot, record, shop)
    return in_order(result, node)


def _scope(spot: Spot, member: Node, record: Record) -> str:
    """A member that is somebody else, like a seller beside a buyer, has a persona of its own."""
    words = member.place.words
    is_person = "object" in member.kinds and any(word in _PERSONS for word in words)
    return f"{spot.path}.{'_'.join(words)}" if is_person else spot.scope


def _chosen_names(node: Node, spot: Spot, record: Record) -> set[str]:
    """The properties of one object: the required ones, and optional ones as the record is full or minimal."""
    optional = [name for name in node.properties if name not in node.required and _is_offered(node, name)]
    weight = _presence(node, record, len(optional))
    ranks = {name: record.random(f"{spot.path}.{name}", "present").random() for name in optional}
    chosen = {name for name in optional if ranks[name] < weight}
    by_rank = sorted(optional, key=lambda name: ranks[name])
    fewest = max(int((node.schema or {}).get("minProperties") or 0), 0 if node.required else 1) - len(node.required)
    if node.repeats < 3 and node.place.depth < _DEEPEST:
        chosen.update(by_rank[: max(fewest, 0)])
    most = (node.schema or {}).get("maxProperties")
    if most is not None:
        chosen &= set(sorted(chosen, key=lambda name: ranks[name])[: max(int(most) - len(node.required), 0)])
    return _with_dependents(node, chosen | node.required)


def _with_dependents(node: Node, names: set[str]) -> set[str]:
    dependents = (node.schema or {}).get("dependentRequired")
    if not isinstance(dependents, Mapping):
        return names
    while more := {each for name in names for each in dependents.get(name, ())} - names:
        names = names | more
    return names


def _is_offered(node: Node, name: str) -> bool:
    """Whether an optional property is worth sending: not outdated, and not the next turn of a recursion."""
    member = node.member(name)
    return member.schema is not None and member.schema.get("deprecated") is not True and member.repeats < 3


def _presence(node: Node, record: Record, count: int) -> float:
    if record.mode == MINIMAL:
        return 0.0
    depth = node.place.depth
    fading = _FADING[depth] if depth < len(_FADING) else 0.0
    crowd = min(1.0, _ROOM / count) if count and depth else 1.0
    if node.repeats > 1:
        return 0.25 * fading * crowd
    return (1.0 if record.mode == FULL else 0.7) * fading * crowd


def _add_extras(node: Node, result: dict[str, Any], spot: Spot, record: Record, shop: Workshop) -> None:
    """Entries of a map: one or two, or as many as the schema demands; objects with declared members get none."""
    schema = node.schema or {}
    fewest = int(schema.get("minProperties") or 0) - len(result)
    is_map = not node.properties and schema.get("additionalProperties", True) is not False or "patternProperties" in schema
    wished = 1 + (record.mode == FULL) if is_map and not result and record.mode != MINIMAL else 0
    count = min(max(fewest, wished), int(schema.get("maxProperties", 99)) - len(result))
    for name in _extra_names(node, spot, record, shop, count) if count > 0 else ():
        member = node.member(name)
        if member.schema is None or name in result:
            continue
        try:
            result[name] = draw(member, Spot(f"{spot.path}.{name}", spot.scope), record, shop)
        except Impossible:
            continue


def _extra_names(node: Node, spot: Spot, record: Record, shop: Workshop, count: int) -> list[str]:
    """Names for the entries of a map: as in the examples, as the schema has them, or plain words."""
    schema = node.schema or {}
    shown = list(dict.fromkeys(key for each in node.examples if isinstance(each, Mapping) for key in each))
    random = record.random(spot.path, "keys")
    names = random.sample(shown, len(shown))
    for rule in [schema["propertyNames"]] if "propertyNames" in schema else []:
        names = _drawn_names(node, {"type": "string", "allOf": [rule]}, spot, record, shop, count) + names
    for pattern in schema.get("patternProperties") or ():
        names += _drawn_names(node, {"type": "string", "pattern": pattern}, spot, record, shop, count)
    words = list(LISTS["key_name"])
    names += random.sample(words, len(words))
    names += [f"{texts.word(random)}_{number}" for number in range(max(count - len(names), 0))]
    return [name for name in dict.fromkeys(names) if name not in node.properties][: count]


def _drawn_names(node: Node, schema: Any, spot: Spot, record: Record, shop: Workshop, count: int) -> list[str]:
    drawer = node.narrowed(f"names {schema}", True)
    names = Node(drawer.view, drawer.view.flat(schema), drawer.place)
    found: list[str] = []
    for number in range(count * 3):
        try:
            found.append(str(draw(names, Spot(f"{spot.path}#{number}", spot.scope), record, shop)))
        except Impossible:
            break
    return list(dict.fromkeys(found))[:count]


def _array(node: Node, spot: Spot, record: Record, shop: Workshop) -> list[Any]:
    count = _length(node, spot, record)
    unique = (node.schema or {}).get("uniqueItems") is True
    contained = (node.schema or {}).get("contains")
    wanted = int((node.schema or {}).get("minContains", 1)) if contained is not None else 0
    result: list[Any] = []
    for position in range(count):
        item = node.item(position)
        item = item.narrowed("contains", contained) if position < wanted else item
        if (value := _item(item, position, spot, record, shop, result if unique else [])) is not _NOTHING:
            result.append(value)
    if len(result) < int((node.schema or {}).get("minItems") or 0):
        raise Impossible(spot.path, "uniqueItems" if unique else "items")
    return result


_NOTHING = object()


def _item(node: Node, position: int, spot: Spot, record: Record, shop: Workshop, taken: list[Any]) -> Any:
    """One item that is not among those taken; each item is a scope of its own."""
    for attempt in range(8 if taken else 1):
        path = f"{spot.path}[{position}]" + ("'" * attempt)
        scope = path if node.kinds == ("object",) or node.branches else f"{spot.scope}[{position}]{attempt}"
        try:
            value = draw(node, Spot(path, scope), record, shop)
        except Impossible:
            return _NOTHING
        if value not in taken:
            return value
    return _NOTHING


def _length(node: Node, spot: Spot, record: Record) -> int:
    """How many items: one to three where the schema leaves it open, fewer deep down."""
    schema = node.schema or {}
    fewest, most = int(schema.get("minItems") or 0), int(schema.get("maxItems", 1000))
    prefix = len(schema.get("prefixItems") or ())
    if node.repeats > 1 or node.place.depth > len(_FADING):
        return max(fewest, 0)
    usual = prefix or record.random(spot.path, "length").choice((1, 1, 2, 2, 3))
    usual = 1 if record.mode == MINIMAL and not prefix else usual
    if schema.get("items") is False:
        most = min(most, prefix)
    return max(fewest, min(usual, most), int(schema.get("minContains", 0)))


def _anything(node: Node, spot: Spot, record: Record, shop: Workshop) -> Any:
    """A place without a type: as the examples have it, else what the name means."""
    shown = [each for each in node.examples if isinstance(each, dict | list) and each]
    if shown:
        return record.random(spot.path).choice(shown)
    for kind in ("string", "number"):
        if any(source.kind != "type" for source in shop.leaf(node, kind).others) or shop.leaf(node, kind).examples:
            return _scalar(node, kind, spot, record, shop)
    return _scalar(node, "string", spot, record, shop)


def _scalar(node: Node, kind: str, spot: Spot, record: Record, shop: Workshop) -> Any:
    leaf = shop.leaf(node, kind)
    value = draw_leaf(leaf, _ask(node, leaf, kind, spot, record), record.mode == FULL)
    if value is None:
        hard = shop.hard_values(node, kind)
        if not hard:
            raise Impossible(spot.path, "pattern" if leaf.check.pattern else kind)
        return record.random(spot.path, "hard").choice(hard)
    return made_unique(value, node, leaf) if record.wants_unique and kind == "string" else value


def made_unique(value: str, node: Node, leaf: Leaf) -> str:
    """The value with the token where servers demand values that nobody has used before."""
    is_wanted = (leaf.rule is not None and leaf.rule.is_unique) or is_created_name(
        node.place.words, node.place.owners if node.place.is_top else (), leaf.provider
    )
    is_wanted = is_wanted or leaf.provider == "email"
    names_the_thing = node.place.words[-1:] != ("name",) or node.place.is_top
    is_listed = any(value in source.values for source in leaf.others if source.kind == "listed")
    if not is_wanted or not names_the_thing or is_listed:
        return value
    return with_token(value, leaf.provider, leaf.check.accepts, leaf.check.longest) or value


def _ask(node: Node, leaf: Leaf, kind: str, spot: Spot, record: Record) -> Ask:
    words = node.place.words
    role = next((word for word in words if word in _PERSONS), "") if "object" not in node.kinds else ""
    scope = f"{spot.scope}/{role}" if role and role != "user" else spot.scope
    return Ask(
        random=record.random(spot.path),
        shared=lambda key: record.random(spot.scope, key),
        person=lambda: record.person(scope),
        words=words,
        kind=kind,
        shortest=leaf.check.shortest,
        longest=leaf.check.longest,
        is_past=record.is_past,
        is_short=node.place.location != "body",
        hint=node.description.lower(),
    )


def pre_drawn(node: Node, kind: str, shop: Workshop, root: str) -> tuple[Any, ...]:
    """A few values of one leaf by themselves, for a search over the structure around it."""
    found: list[Any] = []
    for index in range(8):
        record = Record(root, index, FULL, shop.locale, wants_unique=False, is_past=False)
        try:
            value = _typed(node, kind, Spot(f"{node.place.path}~{index}", node.place.path), record, shop)
        except Impossible:
            break
        if value not in found:
            found.append(value)
    return tuple(found)


__all__ = ["FilePart", "Impossible", "Spot", "Workshop", "draw", "persona", "pre_drawn", "random_for"]
