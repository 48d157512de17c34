"""How much traffic each operation gets: declared with `x-traffic`, or inferred from what the document shows."""

from apigen.analysis.priority.kinds import is_write
from apigen.analysis.priority.model import Priority, TrafficRule
from apigen.analysis.priority.ranking import rank_operations

__all__ = ["Priority", "TrafficRule", "is_write", "rank_operations"]
