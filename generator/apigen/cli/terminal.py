"""What people see: tables, diagnostics, errors. Results go to standard output, everything else to standard error.

Texts of a document are shown, never obeyed: a control character could clear the screen or change the title of the
window, a mark of direction could turn a line around.
"""

import os
import sys
from collections.abc import Iterable
from io import TextIOWrapper
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.text import Text

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import ApigenError, UnreadableDocument, UnreadableFiles

_WIDE = 400  # columns where nobody looks: in a file or for grep, each row of a table is one line
_LONGEST = 2000  # characters of a line: the excerpt of a document that is one line may have megabytes


class _Terminal(Console):
    """A console on which whatever cannot be seen is a replacement character."""

    def render_str(self, text: str, **options: Any) -> Text:
        """Everything that is printed as text comes by here, also the cells of tables."""
        return super().render_str(visible(text), **options)


def visible(text: str) -> str:
    """The text without what a terminal would obey, each line at most as long as can be read."""
    return printable("\n".join(line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…" for line in text.split("\n")))


def printable(text: str) -> str:
    """The text without what a terminal would obey."""
    return "".join(char if char.isprintable() or char in "\n\t" else "\ufffd" for char in text)


def _console(stderr: bool) -> Console:
    """A stream that takes every text: what its encoding lacks becomes an escape, as JSON has it."""
    stream = sys.stderr if stderr else sys.stdout
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    is_asked_for = "COLUMNS" in os.environ or stream.isatty()
    return _Terminal(stderr=stderr, highlight=False, soft_wrap=True, width=None if is_asked_for else _WIDE)


out = _console(stderr=False)
err = _console(stderr=True)

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
_SHOWN = 20  # remarks of one run; the rest is counted


def complain(error: ApigenError) -> None:
    """Tell why nothing could be done."""
    if isinstance(error, UnreadableDocument | UnreadableFiles):
        show_diagnostics(error.diagnostics, verbose=True)
    else:
        err.print(f"[red]error:[/red] {escape(str(error))}")


def show_diagnostics(diagnostics: Iterable[Diagnostic], verbose: bool, console: Console = err) -> None:
    """Remarks in order of weight; without `verbose` the first ones, and none that only inform."""
    order = list(Severity)
    ranked = sorted(diagnostics, key=lambda diagnostic: order.index(diagnostic.severity))
    wanted = ranked if verbose else [d for d in ranked if d.severity is not Severity.INFO]
    for diagnostic in wanted if verbose else wanted[:_SHOWN]:
        text = escape(str(diagnostic))
        head, color = f"{diagnostic.severity}\\[{diagnostic.code}]", _COLORS[diagnostic.severity]
        console.print(text.replace(head, f"[{color}]{head}[/{color}]", 1))
    if not verbose and len(wanted) > _SHOWN:
        console.print(f"... and {len(wanted) - _SHOWN} more remarks (--verbose shows all)")
