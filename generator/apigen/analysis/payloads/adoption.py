"""A whole example of the document as a body.

What only the server writes is left out, and tokens stand where values must differ.
"""

from collections.abc import Mapping
from typing import Any

from apigen.analysis.payloads.leaves import leaf_of
from apigen.analysis.payloads.plan import Node
from apigen.analysis.payloads.record import Record
from apigen.analysis.payloads.scalars import made_unique


def adopted(example: Any, node: Node, record: Record) -> Any:
    """The example as this request may send it."""
    if isinstance(example, Mapping):
        hidden = {name for name in (node.schema or {}).get("properties") or {} if name not in node.properties}
        return {
            name: adopted(value, node.member(name), record) for name, value in example.items() if name not in hidden
        }
    if isinstance(example, list):
        return [adopted(value, node.item(place), record) for place, value in enumerate(example)]
    schema = node.schema or {}
    kind = {str: "string", int: "integer"}.get(type(example))
    is_free = kind and "enum" not in schema and "const" not in schema and not node.branches
    return made_unique(example, node.once(leaf_of, kind)) if is_free and record.wants_unique else example
