"""A whole example of the document, or an extreme value, as a body.

What only the server writes is left out, and tokens stand where values must differ.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from apigen.analysis.payloads.drawing.record import Record
from apigen.analysis.payloads.drawing.scalars import made_unique
from apigen.analysis.payloads.meaning.leaves import leaf_of
from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.values.moments import role_of

_SHORT = 8  # characters of a token: texts with fewer have no room for one
_DATED = re.compile(r"\d{4}-\d\d-\d\d")


def adopted(example: Any, node: Node, record: Record) -> Any:
    """The example as this request may send it."""
    return _with_leaves(
        example, node, lambda value, place: _renewed(_still_to_come(value, place, record), place, record)
    )


def renewed_extreme(value: Any, node: Node, record: Record) -> Any:
    """An extreme value that two requests may send: texts with room for a token have one, short ones stay extreme."""
    return _with_leaves(
        value,
        node,
        lambda each, place: _renewed(each, place, record) if not isinstance(each, str) or len(each) >= _SHORT else each,
    )


def _with_leaves(value: Any, node: Node, change: Callable[[Any, Node], Any]) -> Any:
    """A value with its scalars changed, without what only the server writes."""
    if isinstance(value, Mapping):
        hidden = {name for name in (node.schema or {}).get("properties") or {} if name not in node.properties}
        return {
            name: _with_leaves(each, node.member(name), change) for name, each in value.items() if name not in hidden
        }
    if isinstance(value, list):
        return [_with_leaves(each, node.item(place), change) for place, each in enumerate(value)]
    return change(value, node)


def _renewed(value: Any, node: Node, record: Record) -> Any:
    """A scalar with the token where servers demand new values."""
    schema = node.schema or {}
    kind = {str: "string", int: "integer"}.get(type(value))
    is_free = kind and "enum" not in schema and "const" not in schema and not node.branches
    return made_unique(value, node.once(leaf_of, kind)) if is_free and record.wants_unique else value


def _still_to_come(example: Any, node: Node, record: Record) -> Any:
    """An expiry that was in the future when the document was written, moved to a leap year after the anchor."""
    is_dated = isinstance(example, str) and _DATED.match(example) is not None
    if not is_dated or role_of(node.place.words) != "expiry" or int(example[:4]) > record.anchor.year:
        return example
    return f"{record.anchor.year // 4 * 4 + 4}{example[4:]}"
