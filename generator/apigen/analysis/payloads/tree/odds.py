"""Places where nothing fits as it is written: left out where they may be, and else filled as they are meant."""

from apigen.analysis.payloads.tree.plan import Node
from apigen.analysis.payloads.tree.request_view import MEANT


def is_at_odds(node: Node) -> bool:
    """Whether a place, or one that a value for it cannot do without, admits no value as it is written."""
    schema = node.schema
    if schema is None or node.repeats > 1:
        return False
    if schema.get(MEANT):
        return True
    if node.branches:
        return all(branch.once(is_at_odds) for branch in node.branches)
    if node.kinds == ("array",):
        return bool(schema.get("minItems")) and node.item(0).once(is_at_odds)
    return node.kinds == ("object",) and any(node.member(name).once(is_at_odds) for name in node.required)


def is_worth_sending(node: Node) -> bool:
    """Whether an optional place can be filled as it is written."""
    return not (node.once(is_at_odds) or (node.kinds == ("array",) and node.item(0).once(is_at_odds)))
