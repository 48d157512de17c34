"""Merging data: JSON lines and CSV, a row at a time. Rows never contradict each other."""

import csv
import io
from collections import Counter
from collections.abc import Sequence

from apigen.workspace.merging.order import merge_order


def merge_rows(base: str, ours: str, theirs: str) -> str:
    """The user's rows, and what is new from the generator; rows that either side took away are gone.

    A file in which the user left no row of the generator's is the user's alone.
    """
    return _text(_merged(_lines(base), _lines(ours), _lines(theirs)))


def merge_csv(base: str, ours: str, theirs: str) -> str:
    """The same for CSV, whose first row names the columns: a new column is empty in the user's rows."""
    records = [_records(text) for text in (base, ours, theirs)]
    headers = [_fields(side[0]) if side else [] for side in records]
    if headers[0] == headers[1] == headers[2]:
        return _text(records[1][:1] + _merged(records[0][1:], records[1][1:], records[2][1:]))
    columns = _merged(*headers)
    tables = [
        [_projected(header, record, columns) for record in side[1:]]
        for header, side in zip(headers, records, strict=True)
    ]
    return _record(columns) + _text(_merged(tables[0], tables[1], tables[2]))


def _merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str]:
    if base and ours and not set(base) & set(ours):
        return [*ours]
    in_base, in_ours, in_theirs = (_numbered(rows) for rows in (base, ours, theirs))
    kept = {key for key in in_ours if key not in in_base or key in in_theirs}
    kept |= {key for key in in_theirs if key not in in_base}
    return [row for row, _ in merge_order([*in_base], [*in_ours], [*in_theirs], kept)]


def _numbered(rows: Sequence[str]) -> dict[tuple[str, int], None]:
    """The rows with a number, which tells those apart that are equal."""
    seen = Counter[str]()
    keys: dict[tuple[str, int], None] = {}
    for row in rows:
        seen[row] += 1
        keys[row, seen[row]] = None
    return keys


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []


def _text(rows: Sequence[str]) -> str:
    return "".join(rows)


def _records(text: str) -> list[str]:
    """The rows of a CSV file as they are written; a quoted field may have several lines."""
    records: list[str] = []
    for line in _lines(text):
        if records and records[-1].count('"') % 2:
            records[-1] += line
        else:
            records.append(line)
    return [record for record in records if record.strip()]


def _fields(record: str) -> list[str]:
    return next(csv.reader(io.StringIO(record, newline="")), [])


def _projected(header: Sequence[str], record: str, columns: Sequence[str]) -> str:
    """A row under other columns."""
    row = dict(zip(header, _fields(record), strict=False))
    return _record([row.get(column, "") for column in columns])


def _record(fields: Sequence[str]) -> str:
    target = io.StringIO()
    csv.writer(target, lineterminator="\n").writerow(fields)
    return target.getvalue()
