"""One Python file as the rules see it: its tree, the requests in it, and the classes of the whole folder."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from apigen.diagnostics import Diagnostic, Location, Severity
from apigen.lint.classes import Classes, Family
from apigen.lint.requests import Request, find_requests

_NOQA = re.compile(r"#\s*noqa\b(?::\s*(?P<codes>[A-Z]+\d+(?:[,\s]+[A-Z]+\d+)*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that is valid Python."""

    name: str  # as people see it
    lines: tuple[str, ...]
    tree: ast.Module

    def is_suppressed(self, trap: Diagnostic) -> bool:
        """Whether a comment on its line, as linters know it, says that the user knows."""
        found = _NOQA.search(trap.location.text) if trap.location else None
        return found is not None and (not found["codes"] or trap.code in found["codes"].upper())


@dataclass(frozen=True, slots=True)
class Module:
    """A file and what it stands among."""

    source: SourceFile
    classes: Classes  # of all files
    requests: tuple[Request, ...]

    @classmethod
    def of(cls, source: SourceFile, classes: Classes) -> "Module":
        """The file with its requests; calls of a `client` that belongs to no user are none."""
        return cls(source, classes, tuple(find_requests(source.tree, classes)))

    @property
    def tree(self) -> ast.Module:
        """The file as Python reads it."""
        return self.source.tree

    def trap(self, code: str, at: ast.expr | ast.stmt | ast.keyword, message: str, hint: str) -> Diagnostic:
        """A remark on a place of the file."""
        text = self.source.lines[at.lineno - 1]
        before = text.encode()[: at.col_offset].decode("utf-8", "ignore")
        place = Location(self.source.name, at.lineno, len(before) + 1, text)
        return Diagnostic(Severity.WARNING, code, message, place, hint)

    def fast_requests(self) -> Iterator[Request]:
        """The requests that a FastHttpUser sends; not those of which only the run tells."""
        for request in self.requests:
            family = self.classes.family(request.owner)
            if family is Family.FAST or (family not in (Family.HTTP, Family.USER) and not self.classes.has_http_user):
                yield request


def parse(name: str, content: bytes) -> SourceFile | Diagnostic:
    """The file, or what is wrong with it."""
    lines = tuple(content.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n"))
    try:
        return SourceFile(name, lines, ast.parse(content))
    except SyntaxError as error:
        place = Location(name, error.lineno or 1, max(error.offset or 1, 1), (error.text or "").rstrip("\n"))
        message = error.msg
    except ValueError as error:
        place, message = Location(name, 1, 1), str(error)
    hint = "correct it: Locust cannot load the file"
    return Diagnostic(Severity.ERROR, "AG601", f"the file is no valid Python: {message}", place, hint)
