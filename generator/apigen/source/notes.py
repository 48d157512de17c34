"""The remarks a stage collects while it reads on."""

from apigen.diagnostics import Diagnostic


class Notes:
    """Diagnostics in the order of the text, each once.

    A part that many others refer to is looked at from many sides, and people want to hear of its fault one time.
    """

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Keeps a remark, unless it is known."""
        self._found.setdefault(diagnostic)

    def in_order(self) -> tuple[Diagnostic, ...]:
        """All remarks as they follow each other in the text; those without a place come first."""
        return tuple(sorted(self._found, key=_place))


def _place(diagnostic: Diagnostic) -> tuple[str, int, int]:
    at = diagnostic.location
    return (at.file, at.line, at.column) if at else ("", 0, 0)
