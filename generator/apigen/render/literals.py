"""Python source text from values of a document: literals, comments, docstrings and calls.

Everything is laid out as `ruff format` would at 88 columns, and stays so at any greater width: what does not fit on
its line has one element per line and a trailing comma. No text of a document can become code here.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

WIDTH = 88
# Controls, separators, marks that change the direction of text (Trojan Source, CVE-2021-42574), lone surrogates.
_INVISIBLE = re.compile("[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\uffff]")


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
    return repr(value)


def _quoted(text: str) -> str:
    """A string literal with the quotes that a formatter would choose: the kind that needs fewer escapes."""
    body = _INVISIBLE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)[1:-1])
    if text.count('"') > text.count("'"):
        body = body.replace('\\"', '"').replace("'", "\\'")
        return f"'{body}'"
    return f'"{body}"'


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
    return _INVISIBLE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(text, ensure_ascii=False)[1:-1]).replace(
        '\\"', "\\u0022"
    )


def one_line(text: str, limit: int = WIDTH) -> str:
    """Text of the document for a comment or a docstring: one line, no controls, cut at a word."""
    flat = " ".join(_INVISIBLE.sub(" ", text).split())
    flat = "".join(char for char in flat if char.isprintable()).replace("\\", "/").replace('"', "'")
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
    if indent + before + len(line) + after <= WIDTH or not isinstance(value, (Mapping, tuple, list)) or not value:
        return line
    inner = indent + 4
    if isinstance(value, Mapping):
        rows = [f"{py(k)}: {laid_out(v, inner, len(py(k)) + 2, 1)}" for k, v in value.items()]
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
    if indent + len(line) <= WIDTH and "\n" not in line:
        return line
    return on_lines(opening, arguments, closing, indent)
