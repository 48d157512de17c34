"""From a path, standard input or a URL to a document.

JSON goes to the JSON parser and never to the YAML parser, which is sixty times slower and fails on surrogate pairs.
Nothing here opens a connection except `fetch_document`, which is called for an address the user typed.
"""

import sys
from pathlib import Path
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import UnreadableDocument, UsageError
from apigen.source.document import Lines, SourceDocument, SourceText
from apigen.source.json_text import read_json
from apigen.source.yaml_text import read_yaml

STDIN_NAME = "<stdin>"
MAX_FETCHED_BYTES = 256 * 1024 * 1024


def load_document(path: str) -> SourceDocument:
    """Reads the file at `path`, or standard input where `path` is `-`."""
    if path == "-":
        return read_document(sys.stdin.buffer.read(), STDIN_NAME)
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise _unreachable(f"{path} cannot be opened: {reason}", "check the path; `-` reads standard input") from error
    return read_document(content, path)


def fetch_document(url: str, timeout: float = 30.0) -> SourceDocument:
    """Reads the document at an http(s) address; `timeout` is in seconds."""
    if urlsplit(url).scheme not in {"http", "https"}:
        raise UsageError(f"{url} is not an http or https address")
    request = Request(url, headers={"Accept": "application/json, application/yaml, */*", "User-Agent": "apigen"})  # noqa: S310
    try:
        with urlopen(request, timeout=timeout) as answer:  # noqa: S310  (the scheme is checked above)
            content: bytes = answer.read(MAX_FETCHED_BYTES)
    except (URLError, OSError, ValueError) as error:
        hint = "open it in a browser, or save it and give its path"
        raise _unreachable(f"{url} cannot be fetched: {error}", hint) from error
    return read_document(content, url)


def read_document(text: str | bytes, name: str) -> SourceDocument:
    """Reads JSON or YAML; `name` is how diagnostics call the text.

    A text that begins with `{` or `[` is JSON. Only where its name says YAML and it is no JSON, YAML has the second
    word, as it may be in flow style.
    """
    decoded = (_decode(text, name) if isinstance(text, bytes) else text).removeprefix("\ufeff")
    source = SourceText(name, decoded, Lines(decoded))
    beginning = decoded.lstrip()[:1]
    if not beginning:
        raise source.unreadable("AG105", "the document is empty", 0, "give a file that holds an OpenAPI document")
    if beginning == "<":
        hint = "this looks like a web page or XML; save the raw JSON or YAML"
        raise source.unreadable("AG106", "the text is neither JSON nor YAML", 0, hint)
    return _read_braced(source) if beginning in "{[" else read_yaml(source)


def _read_braced(source: SourceText) -> SourceDocument:
    try:
        return read_json(source)
    except UnreadableDocument:
        if not source.name.endswith((".yaml", ".yml")):
            raise
    return read_yaml(source)


def _decode(content: bytes, name: str) -> str:
    """UTF-8 as both formats want it, or UTF-16 where a byte order mark says so."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        text = content.decode("latin-1")
        message = f"the text is not UTF-8: byte 0x{content[error.start]:02x} at offset {error.start}"
        source = SourceText(name, text, Lines(text))
        hint = "save the file as UTF-8; it may be Latin-1 or Windows-1252 now"
        raise source.unreadable("AG102", message, error.start, hint) from error


def _unreachable(message: str, hint: str) -> UnreadableDocument:
    return UnreadableDocument((Diagnostic(Severity.ERROR, "AG101", message, hint=hint),))
