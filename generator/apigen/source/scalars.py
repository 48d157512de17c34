"""What an unquoted scalar means: YAML 1.2's core schema (section 10.3), leaning to text where digits carry more.

YAML 1.1 turns `no` into false, `2024-02-30` into an error and `22:22` into 1342; YAML 1.2 turns the postal code `02138`
into 2138. Sample data must survive, so whatever could be a code, a date or a telephone number stays text. So does what
no JSON can say, as OpenAPI wants (3.1, section 4.3): `.inf`, `.nan`, and numbers beyond those that Python can hold.
"""

import math
import re

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    **dict.fromkeys(("null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST_OF_NUMBER = frozenset("-.0123456789")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)")
_OTHER_BASE = re.compile(r"0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"-?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_LONGEST_NUMBER = 300  # digits; Python refuses to read integers beyond 4,300

Scalar = str | int | float | bool | None


def plain_scalar(text: str) -> Scalar:
    """The value of an unquoted scalar: `3` -> 3, `yes` -> "yes", `007` -> "007", `1e999` -> "1e999"."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST_OF_NUMBER or len(text) > _LONGEST_NUMBER:
        return text
    if _DECIMAL.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text):
        return number if math.isfinite(number := float(text)) else text
    return int(text, 0) if _OTHER_BASE.fullmatch(text) else text
