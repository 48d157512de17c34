"""Reading `x-traffic`: every form that people may write, and a remark on every one that cannot be meant.

x-traffic: {priority: high}        x-traffic: high
x-traffic: {weight: 40}            x-traffic: 40
x-traffic: {share: 12%}            x-traffic: {share: 0.12}
x-traffic: {rps: 5}                x-traffic: {think_time: [1, 3]}
x-traffic-priority: high           x-traffic-weight: 40
"""

import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any

from apigen.analysis.priority.model import LEVELS, ThinkTime, TrafficRule
from apigen.diagnostics import Diagnostic, Location, Severity

_AMOUNTS = ("share", "rps", "weight")  # the first one that is given counts
_DECIMAL = re.compile(r"\d+(\.\d+)?|\.\d+")
_FORMS = "write {priority: high}, {weight: 40}, {share: 12%}, {rps: 5} or {think_time: [1, 3]}"


def read_rule(
    extensions: Mapping[str, Any], place: str, location: Location | None
) -> tuple[TrafficRule, tuple[Diagnostic, ...]]:
    """The traffic that the extensions of one place declare, and remarks on what they get wrong."""
    written = {f"x-traffic: {member}": (member, value) for member, value in _long_form(extensions).items()}
    for member in ("priority", "weight"):
        if f"x-traffic-{member}" in extensions:
            written[f"x-traffic-{member}"] = (member, extensions[f"x-traffic-{member}"])
    return _read(written, place, location)


def read_override(
    rule: Mapping[str, Any], place: str, location: Location | None
) -> tuple[TrafficRule, tuple[Diagnostic, ...]]:
    """The traffic that one entry of `apigen.toml` declares."""
    return _read({str(member): (str(member), value) for member, value in rule.items()}, place, location)


def _long_form(extensions: Mapping[str, Any]) -> dict[str, Any]:
    """The members of `x-traffic`; a bare word is a priority (or, with a percent sign, a share), a number a weight."""
    value = extensions.get("x-traffic", {})
    if isinstance(value, Mapping):
        return {str(member): content for member, content in value.items()}
    if isinstance(value, str):
        return {"share" if value.rstrip().endswith("%") else "priority": value}
    return {"weight" if _is_number(value) else "": value}


def _read(
    written: Mapping[str, tuple[str, Any]], place: str, location: Location | None
) -> tuple[TrafficRule, tuple[Diagnostic, ...]]:
    values: dict[str, Any] = {}
    remarks: list[Diagnostic] = []
    for shown, (member, value) in written.items():
        if member not in _READERS:
            message = f"x-traffic on {place} has no meaning for {member or _shown(value)!r}"
            remarks.append(Diagnostic(Severity.WARNING, "AG302", message, location, _suggestion(member)))
            continue
        reader, hint = _READERS[member]
        read = reader(value)
        if read is None:
            message = f"{shown} on {place} cannot be {_shown(value)}"
            remarks.append(Diagnostic(Severity.WARNING, "AG301", message, location, hint))
        else:
            values[member] = read
    amounts = [member for member in _AMOUNTS if member in values]
    for member in amounts[1:]:
        message = f"{place} declares both {amounts[0]} and {member}; {amounts[0]} counts"
        remarks.append(Diagnostic(Severity.WARNING, "AG303", message, location, "declare one of share, rps and weight"))
        del values[member]
    return TrafficRule(**values), tuple(remarks)


def _shown(value: Any) -> str:
    return repr(value) if isinstance(value, str) else str(value)


def _suggestion(member: str) -> str:
    near = difflib.get_close_matches(member, _READERS, n=1)
    return f"did you mean {near[0]}?" if near else _FORMS


_MOST = 1e300
"""Beyond it sums would be infinite."""


def _is_number(value: Any) -> bool:
    """Whether a value is a number that can be calculated with; of a NaN no comparison is true."""
    return isinstance(value, int | float) and not isinstance(value, bool) and -_MOST < value < _MOST


def _priority(value: Any) -> str | None:
    level = value.strip().lower() if isinstance(value, str) else ""
    return level if level in LEVELS else None


def _amount(value: Any) -> float | None:
    return float(value) if _is_number(value) and value >= 0 else None


def _share(value: Any) -> float | None:
    """A part of all requests: `12%`, `12 %` or 0.12."""
    share = _percentage(value) if isinstance(value, str) else _amount(value)
    return share if share is not None and 0 <= share <= 1 else None


def _percentage(text: str) -> float | None:
    number = text.strip().removesuffix("%").strip()
    return float(number) / 100 if text.strip().endswith("%") and _DECIMAL.fullmatch(number) else None


def _think_time(value: Any) -> ThinkTime | None:
    """Seconds: a number, or the least and the most."""
    bounds = tuple(value) if isinstance(value, list | tuple) else (value, value)
    if len(bounds) != 2 or not all(_is_number(bound) for bound in bounds) or not 0 <= bounds[0] <= bounds[1]:
        return None
    return float(bounds[0]), float(bounds[1])


_NOT_NEGATIVE = "use a number that is not negative"
_READERS: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "priority": (_priority, "use high, medium, low or none"),
    "weight": (_amount, _NOT_NEGATIVE),
    "share": (_share, "use a percentage such as 12%, or a fraction such as 0.12"),
    "rps": (_amount, _NOT_NEGATIVE),
    "think_time": (_think_time, "use seconds: one number, or the least and the most as [1, 3]"),
}
"""For each member: what reads it, giving None for a value that cannot be meant, and the hint for that case."""
