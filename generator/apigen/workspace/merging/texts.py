"""Bytes of a file as text, and back the same way: encoding, byte order mark and line ends stay what they are."""

import codecs
import io
import tokenize
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """What a file says, with newlines between its lines, and how it says it."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    newline: str = "\n"

    def encoded(self, text: str) -> bytes:
        """Another text as bytes of the same kind. Raises UnicodeEncodeError where the encoding has no such letter."""
        return self.mark + text.replace("\n", self.newline).encode(self.encoding)


def read_text(content: bytes, is_python: bool) -> Text | None:
    """The text of a file; None where it is none. A Python file says its encoding itself."""
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    body = content[len(mark) :]
    try:
        encoding = tokenize.detect_encoding(io.BytesIO(body).readline)[0] if is_python else "utf-8"
        text = body.decode(encoding)
    except (UnicodeDecodeError, SyntaxError, LookupError):
        return None
    if "\0" in text or "\r" in text.replace("\r\n", ""):
        return None
    newline = "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
    return Text(text.replace("\r\n", "\n"), encoding, mark, newline)
