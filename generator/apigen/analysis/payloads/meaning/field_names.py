"""Places of a query that want names of the server's own fields, which no free text hits: `fields`, `order_column`."""

from collections.abc import Mapping, Sequence

from apigen.analysis.payloads.tree.plan import Node

_WORDS = frozenset(
    "sort sortby orderby order ordering fields expand include embed select populate where col column columns".split()
)
_SPARSE = frozenset((("fields",), ("select",)))
_CONDITIONS = (("where",), ("filter",), ("filters",))
_DESCRIBING = frozenset("type enum const properties items allOf anyOf oneOf $ref additionalProperties pattern".split())


def means_fields(words: Sequence[str]) -> bool:
    """Whether a name says that its value names fields."""
    return bool(words) and words[-1] in _WORDS


def cuts_answer(words: Sequence[str]) -> bool:
    """Whether a member of a filter says which members an answer has, which then lacks what the document promises."""
    return tuple(words) in _SPARSE


def wants_condition(node: Node) -> bool:
    """Whether a place asks for a condition in the server's own language: `where`, `where_document`, of any type."""
    words, schema = node.place.words, node.schema or {}
    is_condition = (words[-1:] in _CONDITIONS or words[:1] == ("where",)) and not node.examples
    is_any_object = schema.get("type") == "object" and schema.get("additionalProperties") is True
    said = _DESCRIBING.intersection(schema) - ({"type", "additionalProperties"} if is_any_object else set())
    return is_condition and not said


def wants_fields(node: Node) -> bool:
    """Whether a place within a query cannot be filled: it, its items or a required member name fields unseen."""
    schema = node.schema or {}
    if node.place.depth > 4 or node.examples or not {"enum", "const", "pattern"}.isdisjoint(schema):
        return False
    if "array" in node.kinds:
        return node.item(0).once(wants_fields)
    if node.required:
        return any(node.member(name).once(wants_fields) for name in node.required)
    is_map = isinstance(schema.get("additionalProperties"), Mapping) and not node.properties
    return means_fields(node.place.words) and ("string" in node.kinds or is_map)
