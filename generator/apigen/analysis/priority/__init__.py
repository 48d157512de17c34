"""How much traffic each operation gets: declared with `x-traffic`, or inferred from what the document shows."""

from apigen.analysis.priority.kinds import is_write
from apigen.analysis.priority.model import Priority, TrafficRule
from apigen.analysis.priority.ranking import RARE, rank_flow, rank_operations

__all__ = ["RARE", "Priority", "TrafficRule", "is_write", "rank_flow", "rank_operations"]
