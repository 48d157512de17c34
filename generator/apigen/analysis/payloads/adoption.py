"""A whole example of the document as a body.

What only the server writes is left out, and tokens stand where values must differ.
"""

import re
from collections.abc import Mapping
from typing import Any

from apigen.analysis.payloads.leaves import leaf_of
from apigen.analysis.payloads.moments import role_of
from apigen.analysis.payloads.plan import Node
from apigen.analysis.payloads.record import Record
from apigen.analysis.payloads.scalars import made_unique

_DATED = re.compile(r"\d{4}-\d\d-\d\d")


def adopted(example: Any, node: Node, record: Record) -> Any:
    """The example as this request may send it."""
    if isinstance(example, Mapping):
        hidden = {name for name in (node.schema or {}).get("properties") or {} if name not in node.properties}
        return {
            name: adopted(value, node.member(name), record) for name, value in example.items() if name not in hidden
        }
    if isinstance(example, list):
        return [adopted(value, node.item(place), record) for place, value in enumerate(example)]
    example = _still_to_come(example, node, record)
    schema = node.schema or {}
    kind = {str: "string", int: "integer"}.get(type(example))
    is_free = kind and "enum" not in schema and "const" not in schema and not node.branches
    return made_unique(example, node.once(leaf_of, kind)) if is_free and record.wants_unique else example


def _still_to_come(example: Any, node: Node, record: Record) -> Any:
    """An expiry that was in the future when the document was written, moved to a leap year after the anchor."""
    is_dated = isinstance(example, str) and _DATED.match(example) is not None
    if not is_dated or role_of(node.place.words) != "expiry" or int(example[:4]) > record.anchor.year:
        return example
    return f"{record.anchor.year // 4 * 4 + 4}{example[4:]}"
