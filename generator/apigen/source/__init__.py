"""Reading an OpenAPI document as plain data, and knowing where in its text every part stands."""

from apigen.source.document import Origin, Pointer, Positions, SourceDocument
from apigen.source.node import Node
from apigen.source.notes import Notes
from apigen.source.opening import fetch_document, load_document
from apigen.source.reading import read_document

__all__ = [
    "Node",
    "Notes",
    "Origin",
    "Pointer",
    "Positions",
    "SourceDocument",
    "fetch_document",
    "load_document",
    "read_document",
]
