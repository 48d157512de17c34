"""What people see: tables, diagnostics, errors. Results go to standard output, everything else to standard error."""

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import ApigenError, UnreadableDocument

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SHOWN = 20  # remarks of one run; the rest is counted


def complain(error: ApigenError) -> None:
    """Tell why nothing could be done."""
    if isinstance(error, UnreadableDocument):
        show_diagnostics(error.diagnostics, verbose=True)
    else:
        err.print(f"[red]error:[/red] {escape(str(error))}")


def show_diagnostics(diagnostics: Iterable[Diagnostic], verbose: bool) -> None:
    """Remarks in order of weight; without `verbose` the first ones, and none that only inform."""
    order = list(Severity)
    ranked = sorted(diagnostics, key=lambda diagnostic: order.index(diagnostic.severity))
    wanted = ranked if verbose else [d for d in ranked if d.severity is not Severity.INFO]
    for diagnostic in wanted if verbose else wanted[:_SHOWN]:
        text = escape(str(diagnostic))
        head, color = f"{diagnostic.severity}\\[{diagnostic.code}]", _COLORS[diagnostic.severity]
        err.print(text.replace(head, f"[{color}]{head}[/{color}]", 1))
    if not verbose and len(wanted) > _SHOWN:
        err.print(f"... and {len(wanted) - _SHOWN} more remarks (--verbose shows all)")
