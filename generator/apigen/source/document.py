"""A document as plain data, with the way from every value back to its place in the text.

Readers know offsets; people want lines. `Positions` answers the first, `Lines` turns it into the second, and both work
only when somebody asks, because most documents have few faults.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeAlias

from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.errors import UnreadableDocument

Pointer: TypeAlias = tuple[str, ...]
"""A JSON pointer as its unescaped steps: `#/paths/~1orders/get` is `("paths", "/orders", "get")`."""

EXCERPT_WIDTH = 160  # characters of a line that a diagnostic can show
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


class Positions(Protocol):
    """Where the parts of a text begin."""

    def offset(self, pointer: Pointer) -> int:
        """The offset of the key or item that `pointer` names; of the nearest part around it where it names none."""


class Lines:
    """The lines of a text, split on first use."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_BREAK.finditer(self._text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both 1-based."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def location(self, file: str, offset: int) -> Location:
        """The place of an offset; without the line's text where the place lies too far to the right to be shown."""
        line, column = self.place(offset)
        start = self._starts[line - 1]
        following = self._starts[line] if line < len(self._starts) else len(self._text)
        shown = self._text[start : min(following, start + EXCERPT_WIDTH)].rstrip()
        return Location(file, line, column, shown if column <= EXCERPT_WIDTH else "")


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """A document that could be read: its data and where every part of it stands."""

    name: str  # as the user named it: a path, a URL, <stdin>
    text: str  # without byte order mark
    root: Any  # dict, list, str, int, float, bool or None; keys of maps are text
    positions: Positions
    lines: Lines
    diagnostics: tuple[Diagnostic, ...] = ()

    def locate(self, pointer: Pointer) -> Location:
        """The place of the key or item that `pointer` names, or of the nearest part around it."""
        return self.lines.location(self.name, self.positions.offset(pointer))


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text on its way to a document; says what is wrong with it, and where."""

    name: str
    text: str
    lines: Lines

    def remark(self, severity: Severity, code: str, message: str, offset: int, hint: str = "") -> Diagnostic:
        """A diagnostic at an offset of the text."""
        return Diagnostic(severity, code, message, self.lines.location(self.name, offset), hint)

    def unreadable(self, code: str, message: str, offset: int, hint: str = "") -> UnreadableDocument:
        """The exception for a text that no document can be read from."""
        return UnreadableDocument((self.remark(Severity.ERROR, code, message, offset, hint),))
