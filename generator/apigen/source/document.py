"""A document as plain data, with the way from every value back to its place in the text.

Readers know offsets; people want lines. `Positions` answers the first, `Lines` turns it into the second, and both work
only when somebody asks, because most documents have few faults.

A document may be rebuilt: an overlay changes it, an older version is brought to a newer one. Then `moved` says where
the rebuilt parts came from, which is where people find them, and what relative references in them are relative to.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeAlias

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
        return [0, *map(re.Match.end, _LINE_BREAK.finditer(self._text))]

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
        return Location(file, line, column, _harmless(shown) if column <= EXCERPT_WIDTH else "")


def _harmless(text: str) -> str:
    """A text for a terminal: what could steer one (escapes, bidirectional marks) becomes a replacement character."""
    return text if text.isprintable() else "".join(c if c.isprintable() or c == "\t" else "\ufffd" for c in text)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document that a reference leads to is not opened."""

    code: str
    reason: str  # goes on after "the reference ../shared.yaml#/Pet"
    hint: str
    severity: Severity = Severity.WARNING
    diagnostics: tuple[Diagnostic, ...] = ()  # of the document itself, where it was opened and could not be read


class Neighbours(Protocol):
    """The other documents that the documents of one run may refer to."""

    def open(self, address: str) -> "SourceDocument | Refusal":
        """The document at an address, read once."""

    def keep(self, document: "SourceDocument") -> None:
        """Makes a document the one that stands at its address from now on."""

    def opened(self) -> tuple["SourceDocument", ...]:
        """All documents so far, in the order of their addresses."""


class NoNeighbours:
    """What a text has that came alone: nothing beside it is known."""

    def open(self, address: str) -> "SourceDocument | Refusal":
        """See `Neighbours`."""
        return Refusal("AG208", "leads out of this document", "bundle the document into one file first")

    def keep(self, document: "SourceDocument") -> None:
        """See `Neighbours`."""

    def opened(self) -> tuple["SourceDocument", ...]:
        """See `Neighbours`."""
        return ()


class Origin(NamedTuple):
    """The place that a part of a rebuilt document came from."""

    document: "SourceDocument"
    pointer: Pointer


@dataclass(frozen=True, slots=True, eq=False)
class SourceDocument:
    """A document that could be read: its data and where every part of it stands. Equal to nothing but itself."""

    name: str  # as the user named it: a path, a URL, <stdin>
    text: str  # without byte order mark
    root: Any  # dict, list, str, int, float, bool or None; keys of maps are text
    positions: Positions
    lines: Lines
    diagnostics: tuple[Diagnostic, ...] = ()
    address: str = ""  # what relative references are relative to: an absolute path or an http(s) URL
    neighbours: Neighbours = field(default_factory=NoNeighbours)
    moved: Mapping[Pointer, Origin] = field(default_factory=dict)  # the parts of `root` that came from elsewhere
    memory: dict[str, Any] = field(default_factory=dict, init=False, repr=False)  # what was worked out about it

    def origin(self, pointer: Pointer) -> Origin:
        """Where people find a part: the longest known beginning of its pointer counts."""
        for length in range(len(pointer) if self.moved else -1, -1, -1):
            found = self.moved.get(pointer[:length])
            if found is not None:
                return found.document.origin((*found.pointer, *pointer[length:]))
        return Origin(self, pointer)

    def locate(self, pointer: Pointer) -> Location:
        """The place of the key or item that `pointer` names, or of the nearest part around it."""
        document, original = self.origin(pointer)
        return document.lines.location(document.name, document.positions.offset(original))


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text on its way to a document; says what is wrong with it, and where."""

    name: str
    text: str
    lines: Lines
    address: str = ""
    neighbours: Neighbours = field(default_factory=NoNeighbours)

    def document(self, root: Any, positions: Positions, diagnostics: tuple[Diagnostic, ...]) -> SourceDocument:
        """The document that the text turned out to hold."""
        return SourceDocument(
            self.name, self.text, root, positions, self.lines, diagnostics, self.address, self.neighbours
        )

    def remark(self, severity: Severity, code: str, message: str, offset: int, hint: str = "") -> Diagnostic:
        """A diagnostic at an offset of the text."""
        return Diagnostic(severity, code, message, self.lines.location(self.name, offset), hint)

    def unreadable(self, code: str, message: str, offset: int, hint: str = "") -> UnreadableDocument:
        """The exception for a text that no document can be read from."""
        return UnreadableDocument((self.remark(Severity.ERROR, code, message, offset, hint),))
