"""Whether what the user calls popular is there at all."""

from collections.abc import Collection
from difflib import get_close_matches

from apigen.diagnostics import Diagnostic, Severity
from apigen.settings import Settings


def popularity_remarks(settings: Settings, known: Collection[str]) -> list[Diagnostic]:
    """AG507 for names under `popularity` that are not among the pools and data files of the test."""
    return [_unknown(name, settings, known) for name in settings.popularity if name != "*" and name not in known]


def _unknown(name: str, settings: Settings, known: Collection[str]) -> Diagnostic:
    near = get_close_matches(name, sorted(known), 2)
    hint = f"did you mean {' or '.join(near)}?" if near else "support.py has the pools, data/ the files"
    message = f"popularity names {name!r}, which is no pool and no data file of this test; it is ignored"
    return Diagnostic(Severity.WARNING, "AG507", message, settings.popularity_places.get(name), hint)
