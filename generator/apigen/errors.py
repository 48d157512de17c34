"""Exceptions: the caller's mistakes and our own bugs. Faults of a document are diagnostics instead.

ApigenError
├── UsageError       the command line, the configuration or the input cannot be used (exit code 2)
│   └── UnreadableDocument   the document cannot be read at all; carries its diagnostics
└── WorkspaceError   the output folder cannot be read or written (exit code 2)
    └── UnreadableFiles      files of the user's cannot be merged; carries its diagnostics
"""

from apigen.diagnostics import Diagnostic


class ApigenError(Exception):
    """Base of everything apigen raises on purpose."""


class UsageError(ApigenError):
    """The command line, the configuration or the input cannot be used; the message says the way out."""


class UnreadableDocument(UsageError):
    """No API can be read from the input; `diagnostics` say where and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("the document cannot be read")
        self.diagnostics = diagnostics


class WorkspaceError(ApigenError):
    """The output folder cannot be read or written."""


class UnreadableFiles(WorkspaceError):
    """Files in the output folder that cannot be merged; `diagnostics` say where and why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("files in the output folder cannot be read")
        self.diagnostics = diagnostics
