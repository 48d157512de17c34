"""From what the user typed (a path, `-`, an address) to a document with its neighbours."""

import os
import sys

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import UnreadableDocument, UsageError
from apigen.source.addresses import is_remote
from apigen.source.document import SourceDocument
from apigen.source.fetching import TIMEOUT, FetchFailed, fetch
from apigen.source.library import Library, read_bytes
from apigen.source.reading import read_document

STDIN_NAME = "<stdin>"


def load_document(path: str, allow_remote_refs: bool = False, root: str | None = None) -> SourceDocument:
    """Reads the file at `path`, or standard input where `path` is `-`.

    Its references may read `root`: the folder it lies in, for standard input the current one, unless said otherwise.
    """
    folder, shown = (
        (os.getcwd(), "") if path == "-" else (os.path.dirname(os.path.abspath(path)), os.path.dirname(path))
    )
    if root is not None:
        folder, shown = os.path.abspath(root), root
    library = Library(folder, shown, allow_remote_refs)
    if path == "-":
        return _kept(sys.stdin.buffer.read(), STDIN_NAME, os.path.join(folder, STDIN_NAME), library)
    try:
        content = read_bytes(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreachable(f"{path} cannot be opened: {reason}", "check the path; `-` reads standard input") from error
    return _kept(content, path, os.path.abspath(path), library)


def fetch_document(url: str, timeout: float = TIMEOUT, allow_remote_refs: bool = False) -> SourceDocument:
    """Reads the document at an http(s) address, whose references may read no file; `timeout` is in seconds."""
    if not is_remote(url):
        raise UsageError(f"{url} is not an http or https address")
    try:
        content = fetch(url, timeout)
    except FetchFailed as failed:
        hint = "open it in a browser, or save it and give its path"
        raise _unreachable(f"{url} cannot be fetched: {failed}", hint) from failed
    return _kept(content, url, url, Library(None, allow_remote=allow_remote_refs))


def _kept(content: bytes, name: str, address: str, library: Library) -> SourceDocument:
    """The document, known to its neighbours: they may refer back to it."""
    document = read_document(content, name, address, library)
    library.keep(document)
    return document


def _unreachable(message: str, hint: str) -> UnreadableDocument:
    return UnreadableDocument((Diagnostic(Severity.ERROR, "AG101", message, hint=hint),))
