"""Python source text from values of a document: literals, comments, docstrings and calls.

Everything is laid out as `ruff format` would at 88 columns, and stays so at any greater width: what does not fit on
its line has one element per line and a trailing comma. No text of a document can become code here.
"""

import json
import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 88
_READ = 10_000  # characters of a text of which a line is made
# How wide the formatter takes characters to be where their Unicode category says otherwise: marks and parts of
# syllables that take no column, symbols that take two, and rare ones of other widths, which are written as escapes.
_NO_COLUMN = re.compile(
    "[\u09be\u09d7\u0b3e\u0b57\u0bbe\u0bd7\u0cc0\u0cc2\u0cc7\u0cc8\u0cca\u0ccb\u0cd5\u0cd6\u0d3e\u0d4e\u0d57\u0dcf\u0ddf"
    "\u1160-\u11ff\u1715\u1734\u1b35\u1b3b\u1b3d\u1b43\u1b44\u1baa\u1bf2\u1bf3\u302e\u302f\ua953\ua9c0\ud7b0-\ud7fb\uff9e\uff9f]"
)
_TWO_COLUMNS = re.compile("[\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff]")
_OTHER_COLUMNS = re.compile(
    "[\u17a4\u17d8\u2d7f\u3164\ua8fa\uffa0\U000111c0-\U000111c3\U00011235\U0001133e\U0001134d\U00011357\U000114b0\U000114bd"
    "\U000115af\U000116b6\U0001171e\U00011930-\U00011941\U00011a84-\U00011a89\U00011d46\U00016fe4-\U00016ff1\U0001d165-\U0001d172"
    "\U0001d300-\U0001d376]"
)


def py(value: Any) -> str:
    """A Python literal on one line."""
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{py(k)}: {py(v)}" for k, v in value.items()) + "}"
    if isinstance(value, tuple):
        return f"({', '.join(map(py, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return f"[{', '.join(map(py, value))}]"
    return _float(value) if isinstance(value, float) else repr(value)


def _float(value: float) -> str:
    return repr(value).replace("e+", "e") if math.isfinite(value) else f'float("{value}")'


def _quoted(text: str) -> str:
    """A string literal with the quotes that a formatter would choose: the kind that needs fewer escapes."""
    body = _escaped(text)
    if text.count('"') > text.count("'"):
        body = body.replace('\\"', '"').replace("'", "\\'")
        return f"'{body}'"
    return f'"{body}"'


def _escaped(text: str) -> str:
    """What stands between double quotes. Whatever cannot be seen is an escape.

    That includes marks that turn the direction of text (Trojan Source, CVE-2021-42574) and lone surrogates.
    """
    body = json.dumps(text, ensure_ascii=False)[1:-1]
    if body.isascii() and body.isprintable():
        return body
    return "".join(c if c.isprintable() and not _OTHER_COLUMNS.match(c) else _escape(c) for c in body)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def f_string(parts: Sequence[str | tuple[str]]) -> str:
    """A string literal from literal parts and, as 1-tuples, the names of variables between them."""
    if all(isinstance(part, str) for part in parts):
        return _quoted("".join(str(part) for part in parts))
    pieces = [
        f"{{{part[0]}}}" if isinstance(part, tuple) else _inside_f_string(part.replace("{", "{{").replace("}", "}}"))
        for part in parts
    ]
    return 'f"' + "".join(pieces) + '"'


def _inside_f_string(text: str) -> str:
    """Text between double quotes; a double quote is written as an escape code, which no formatter changes."""
    return _escaped(text).replace('\\"', "\\u0022")


def columns(text: str) -> int:
    """How many columns a formatter gives a text: two for a wide character, none for a mark on the one before."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me") or _NO_COLUMN.match(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in ("W", "F") or _TWO_COLUMNS.match(char) else 1


def one_line(text: str, limit: int = WIDTH) -> str:
    """Text of the document for a comment or a docstring: one line, no controls, cut at a word.

    Of a text of megabytes only the beginning is looked at.
    """
    visible = text[:_READ]
    if not visible.isprintable():
        visible = "".join(char if char.isprintable() else " " for char in visible)
    flat = " ".join(visible.split()).replace("\\", "/").replace('"', "'")
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"


def docstring(text: str, limit: int = 72) -> str:
    """What stands between the triple quotes of a one-line docstring."""
    flat = one_line(text, limit).strip()
    return flat if not flat or flat[-1] in ".!?…:" else f"{flat}."


def laid_out(value: Any, indent: int, before: int = 0, after: int = 0) -> str:
    """A literal that starts `before` columns after `indent` and has `after` columns behind it, on lines if need be."""
    line = py(value)
    if indent + before + columns(line) + after <= WIDTH or not isinstance(value, (Mapping, tuple, list)) or not value:
        return line
    inner = indent + 4
    if isinstance(value, Mapping):
        rows = [f"{py(k)}: {laid_out(v, inner, columns(py(k)) + 2, 1)}" for k, v in value.items()]
    else:
        rows = [laid_out(item, inner, 0, 1) for item in value]
    opening, closing = {True: "{}", False: "()" if isinstance(value, tuple) else "[]"}[isinstance(value, Mapping)]
    return on_lines(opening, rows, closing, indent)


def on_lines(opening: str, rows: Sequence[str], closing: str, indent: int) -> str:
    """Rows between brackets, one per line, each with a comma."""
    margin = " " * (indent + 4)
    return f"{opening}\n" + "".join(f"{margin}{row},\n" for row in rows) + " " * indent + closing


def call(opening: str, arguments: Sequence[str], closing: str, indent: int) -> str:
    """A call on one line where it fits, else one argument per line: `call("with f(", ["1"], "):", 8)`."""
    line = opening + ", ".join(arguments) + closing
    if not arguments or ("\n" not in line and indent + columns(line) <= WIDTH):
        return line
    return on_lines(opening, arguments, closing, indent)
