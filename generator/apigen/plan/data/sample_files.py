"""The data files of a test: the requests that its tasks draw, the extreme ones beside them, and what they upload."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from apigen.analysis.payloads import DrawnRequest
from apigen.openapi.model import Operation, Schema
from apigen.plan.data.echoes import echoes
from apigen.plan.data.own_password import OWN_PASSWORD, own_password_place
from apigen.plan.data.records import make_records
from apigen.plan.identifiers import Identifiers, may_be_numbers, picks, slots
from apigen.plan.model import Fill, SampleFile, UploadFile


class SampleFiles:
    """Grows by a file with each operation that sends something."""

    def __init__(self, identifiers: Identifiers, definitions: Mapping[str, Schema], has_password: bool) -> None:
        """`has_password`: a run knows the password of its user."""
        self._identifiers, self._definitions, self._has_password = identifiers, definitions, has_password
        self._uploads: dict[str, UploadFile] = {}
        self._samples: dict[str, SampleFile] = {}
        self._edge_cases: dict[str, SampleFile] = {}

    @property
    def samples(self) -> tuple[SampleFile, ...]:
        return tuple(self._samples.values())

    @property
    def edge_cases(self) -> tuple[SampleFile, ...]:
        return tuple(self._edge_cases.values())

    @property
    def uploads(self) -> tuple[UploadFile, ...]:
        return tuple(self._uploads.values())

    def add(
        self, name: str, operation: Operation, drawn: Sequence[DrawnRequest], edges: Sequence[DrawnRequest]
    ) -> tuple[Fill, ...] | None:
        """Write what an operation sends under this name: what fills the slots of it; None where it sends nothing."""
        places, fills = self._slots(operation)
        lines = self._lines(operation, drawn, places)
        if not lines:
            return None
        self._samples[name] = SampleFile(name, lines)
        extreme = self._lines(operation, edges, places)
        if extreme:
            self._edge_cases[name] = SampleFile(name, extreme)
        text = repr((lines, extreme))
        return tuple(fill for fill in fills if re.search(rf"{{{fill.placeholder}(!s)?}}", text))

    def grow(self, name: str, operation: Operation, drawn: Sequence[DrawnRequest]) -> None:
        """Add requests to a file: what the first ones decided stays, names of uploaded files included."""
        known = self._samples.get(name)
        if known and drawn:
            places, _ = self._slots(operation)
            added = self._lines(operation, drawn, places)
            lines = {repr(line): line for line in (*known.records, *added)}
            self._samples[name] = replace(known, records=tuple(lines.values()))

    def records(self, name: str) -> tuple[Mapping[str, Any], ...]:
        """All requests under a name, the extreme ones last."""
        files = (self._samples.get(name), self._edge_cases.get(name))
        return tuple(record for file in files if file for record in file.records)

    def _lines(
        self, operation: Operation, drawn: Sequence[DrawnRequest], places: Mapping[str, str]
    ) -> tuple[Mapping[str, Any], ...]:
        records = make_records(operation, drawn, places, self._uploads)
        if records.lines:
            self._uploads.update({upload.name: upload for upload in records.uploads})
        return records.lines

    def _slots(self, operation: Operation) -> tuple[dict[str, str], tuple[Fill, ...]]:
        """Places that a run fills with identifiers or, where it knows one, with the password of its user."""
        places, fills = slots(operation, self._identifiers)
        _, variables = picks(operation, self._identifiers)
        numbers = may_be_numbers(operation, variables, self._identifiers)
        repeated = list(echoes(operation, variables, numbers, self._definitions))
        places |= {place: slot for place, slot, _ in repeated}
        fills = (*fills, *(fill for _, _, fill in repeated))
        place = own_password_place(operation, self._definitions)
        if place and self._has_password:
            return {**places, place: OWN_PASSWORD.placeholder}, (*fills, OWN_PASSWORD)
        return places, fills
