"""Which operations yield identifiers, and which ones need them."""

from apigen.analysis.correlation.graph import correlate
from apigen.analysis.correlation.model import Consumer, Correlation, Producer, Resource

__all__ = ["Consumer", "Correlation", "Producer", "Resource", "correlate"]
