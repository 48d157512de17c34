"""The files and addresses that documents refer to, each opened once.

A document can come from anybody, so its references may read nothing but the folder it lies in (symbolic links are
followed before that is decided), and reach the network only when the user allows it.
"""

import os
import stat
from difflib import get_close_matches

from apigen.diagnostics import Severity
from apigen.errors import UnreadableDocument
from apigen.source.addresses import is_remote
from apigen.source.document import Refusal, SourceDocument
from apigen.source.fetching import MAX_BYTES, FetchFailed, fetch
from apigen.source.reading import read_document


class Library:
    """The documents of one run by their addresses."""

    def __init__(self, folder: str | None, shown: str = "", allow_remote: bool = False) -> None:
        """`folder`: the tree that may be read, None where no file may; `shown`: how messages call that folder."""
        self._folder = folder
        self._tree = None if folder is None else os.path.realpath(folder)
        self._shown = shown
        self._allow_remote = allow_remote
        self._known: dict[str, SourceDocument | Refusal] = {}

    def open(self, address: str) -> SourceDocument | Refusal:
        """See `Neighbours`."""
        if address not in self._known:
            self._known[address] = self._fetched(address) if is_remote(address) else self._file(address)
        return self._known[address]

    def keep(self, document: SourceDocument) -> None:
        """See `Neighbours`."""
        self._known[document.address] = document

    def opened(self) -> tuple[SourceDocument, ...]:
        """See `Neighbours`."""
        known = (self._known[address] for address in sorted(self._known))
        return tuple(document for document in known if isinstance(document, SourceDocument))

    def _fetched(self, address: str) -> SourceDocument | Refusal:
        if not self._allow_remote:
            hint = "save it beside the document, or allow it with --allow-remote-refs"
            return Refusal("AG208", "leads to an address, which is not opened", hint)
        try:
            return self._read(fetch(address), address, address)
        except FetchFailed as failed:
            hint = "check the address, or save what it gives beside the document"
            return Refusal("AG225", f"cannot be fetched: {failed}", hint)

    def _file(self, address: str) -> SourceDocument | Refusal:
        try:
            return self._file_in_tree(address)
        except (OSError, ValueError) as error:  # a path may hold what no file system takes, such as NUL
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
            return Refusal("AG225", f"leads to a file that cannot be opened: {reason}", "check the path and its rights")

    def _file_in_tree(self, address: str) -> SourceDocument | Refusal:
        real = os.path.realpath(address)
        if self._tree is None or not real.startswith(self._tree.rstrip(os.sep) + os.sep):
            return self._outside()
        if not os.path.lexists(address):
            return Refusal("AG206", "leads nowhere: there is no such file", _similar_file(address))
        if not stat.S_ISREG(os.stat(real).st_mode):
            return Refusal("AG225", "leads to something that is no file", "name a file")
        return self._read(read_bytes(real), self._name(address), address)

    def _outside(self) -> Refusal:
        reason = f"leads out of the folder of the document ({self._shown or '.'}), so it is not read"
        hint = "name a folder that holds both with --root"
        return Refusal("AG224", reason, hint, Severity.ERROR)

    def _name(self, address: str) -> str:
        """The path as the user would write it, from where they named the first document."""
        below = os.path.relpath(address, self._folder)
        return os.path.normpath(os.path.join(self._shown, below))

    def _read(self, content: bytes, name: str, address: str) -> SourceDocument | Refusal:
        try:
            return read_document(content, name, address, self)
        except UnreadableDocument as unreadable:
            reason = f"leads to {name}, which cannot be read"
            return Refusal("AG225", reason, "see the remark on that file", diagnostics=unreadable.diagnostics)


def read_bytes(path: str) -> bytes:
    """The content of a file, up to the size that a document may have."""
    with open(path, "rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise OSError(f"it is longer than {MAX_BYTES:,} bytes")
    return content


def _similar_file(address: str) -> str:
    folder, name = os.path.split(address)
    names = os.listdir(folder) if os.path.isdir(folder) else []
    similar = get_close_matches(name, names, n=1)
    return f"did you mean {similar[0]}?" if similar else "add the file, or correct the path"
