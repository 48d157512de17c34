"""The [data] table of `apigen.toml`: languages, the day that dates are counted from, values for fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from apigen.diagnostics import Location
from apigen.errors import UsageError

ANCHOR = date(2026, 1, 1)
"""What dates are counted from in a new folder; a folder that exists keeps its own, so that no record changes."""


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What fills a field: a provider with its arguments, or one of some values."""

    key: str  # `sku`, `*_code` or `POST /orders#/items/*/sku`
    provider: str = ""
    arguments: Mapping[str, Any] | None = None
    values: tuple[Any, ...] = ()
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Data:
    """What users wish of their data."""

    locales: tuple[str, ...] = ()
    edge_cases: bool = False
    anchor: date | None = None
    fields: tuple[FieldRule, ...] = ()


def read_data(table: Mapping[str, Any], path: Path | None) -> Data:
    """The wishes of a [data] table; raises UsageError where one cannot be meant."""
    known = {"locales", "edge-cases", "anchor", "fields", "popularity"}
    if unknown := sorted(set(table) - known):
        raise UsageError(f"{path}: [data] has no {unknown[0]!r}; it takes {', '.join(sorted(known))}")
    anchor, edges = table.get("anchor"), table.get("edge-cases", False)
    if anchor is not None and (not isinstance(anchor, date) or isinstance(anchor, datetime)):
        raise UsageError(f"{path}: anchor of [data] must be a date such as 2026-01-01, not {anchor!r}")
    if not isinstance(edges, bool):
        raise UsageError(f"{path}: edge-cases of [data] must be true or false, not {edges!r}")
    fields = table.get("fields", {})
    if not isinstance(fields, Mapping):
        raise UsageError(f"{path}: [data.fields] must be a table of fields")
    lines = path.read_text("utf-8").split("\n") if path and fields else []
    rules = tuple(_rule(key, value, place_of_key(key, lines, path)) for key, value in fields.items())
    return Data(_locales(table.get("locales", ()), path), edges, anchor, rules)


def _locales(value: Any, path: Path | None) -> tuple[str, ...]:
    found = [value] if isinstance(value, str) else value
    if not isinstance(found, list | tuple) or not all(isinstance(name, str) for name in found):
        raise UsageError(f'{path}: locales of [data] must be a list such as ["de_DE", "fr_FR"], not {value!r}')
    return tuple(found)


def _rule(key: str, value: Any, location: Location | None) -> FieldRule:
    if isinstance(value, str):
        return FieldRule(key, value, location=location)
    if isinstance(value, list) and value:
        return FieldRule(key, values=tuple(map(_plain, value)), location=location)
    if not isinstance(value, Mapping | list):
        return FieldRule(key, values=(_plain(value),), location=location)
    if isinstance(value, Mapping) and set(value) == {"constant"}:
        return FieldRule(key, values=(_plain(value["constant"]),), location=location)
    if isinstance(value, Mapping) and isinstance(value.get("provider"), str):
        arguments = {name: argument for name, argument in value.items() if name != "provider"}
        return FieldRule(key, value["provider"], arguments, location=location)
    forms = '"a_provider", ["a", "list"], {constant = 7} or {provider = "pyint", max_value = 9}'
    raise UsageError(f"[data.fields] {key!r}: expected {forms}, not {value!r}")


def _plain(value: Any) -> Any:
    """A value of TOML as JSON has it: dates and times are texts."""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: _plain(member) for key, member in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def place_of_key(key: str, lines: list[str], path: Path | None) -> Location | None:
    """The line on which a key begins, of the lines of the file at `path`."""
    for number, line in enumerate(lines, 1):
        start = line.lstrip()
        if start.startswith(f"[{key}]") or (start.strip("\"'").startswith(key) and "=" in start):
            return Location(str(path), number, len(line) - len(start) + 1, line)
    return Location(str(path), 1, 1) if path else None
