"""Whole requests out of schemas: valid by the document, readable by people, the same for the same seed.

`draw_requests` plans an operation once (`tree`), asks what each field means (`meaning`), takes values from those who
make them (`values`), and lets jsonschema-rs decide about every record (`drawing`).
"""

from apigen.analysis.payloads.drawing.draw import draw_edge_cases, draw_requests, draw_with_notes, values_of
from apigen.analysis.payloads.drawing.explain import Origin, PlanLine, explain
from apigen.analysis.payloads.drawing.slots import filled
from apigen.analysis.payloads.model import (
    NO_BODY,
    UNIQUE,
    UNIQUE_NUMBER,
    CannotDraw,
    DrawnRequest,
    DrawOptions,
    FilePart,
    NoBody,
    Note,
    json_text,
)
from apigen.analysis.payloads.tree.as_meant import as_meant
from apigen.analysis.payloads.values.own_providers import near_providers, provider_fault

__all__ = [
    "NO_BODY",
    "UNIQUE",
    "UNIQUE_NUMBER",
    "CannotDraw",
    "DrawOptions",
    "DrawnRequest",
    "FilePart",
    "NoBody",
    "Note",
    "Origin",
    "PlanLine",
    "as_meant",
    "draw_edge_cases",
    "draw_requests",
    "draw_with_notes",
    "explain",
    "filled",
    "json_text",
    "near_providers",
    "provider_fault",
    "values_of",
]
