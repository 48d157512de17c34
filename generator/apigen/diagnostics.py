"""What apigen tells people about their OpenAPI document, and where it saw it.

A stage never prints and never stops at the first problem: it returns its value together
with the diagnostics it met, so one run shows everything there is to fix.
"""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic matters: an error loses an operation or more, a warning costs quality."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a file that the user can open."""

    file: str  # as the user named it
    line: int  # 1-based, as editors count
    column: int  # 1-based
    text: str = ""  # the line itself, for the excerpt


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One remark: what is wrong, where, and the way out. Codes are explained in `docs/diagnostics.md`."""

    severity: Severity
    code: str  # AGnnn, stable
    message: str
    location: Location | None = None
    hint: str = ""

    def __str__(self) -> str:
        """The remark as people see it: `file:line:column: severity[code]: message`, the line, a mark, the hint."""
        place = f"{self.location.file}:{self.location.line}:{self.location.column}: " if self.location else ""
        head = f"{place}{self.severity}[{self.code}]: {self.message}"
        hint = f"hint: {self.hint}" if self.hint else ""
        if self.location is None or not self.location.text.strip():
            return f"{head}\n  {hint}" if hint else head
        gutter = f"{self.location.line:>4}"
        text = self.location.text.replace("\t", " ")[:160].rstrip()
        mark = " " * (self.location.column - 1) + "^"
        return f"{head}\n{gutter} | {text}\n{' ' * len(gutter)} | {mark} {hint}".rstrip()
