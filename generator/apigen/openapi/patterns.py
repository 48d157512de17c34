r"""The document's regular expressions are ECMA-262; Python and the validator each read a dialect of it.

What neither can read is told and left out: a document's slip must not cost the operation.
"""

import re
import warnings
from functools import lru_cache

_UNICODE_CLASSES = {
    "L": "A-Za-z", "Lu": "A-Z", "Ll": "a-z", "Lt": "A-Z", "Lm": "a-z", "Lo": "a-z", "M": "", "N": "0-9", "Nd": "0-9",
    "P": r"!-#%-*,-/:;?@\[-\]_{}", "Pd": r"\-", "Pc": "_", "S": "$+<=>^`|~", "Sc": "$", "Z": " ", "Zs": " ", "C": "",
    "Alpha": "A-Za-z", "Alnum": "A-Za-z0-9", "Digit": "0-9", "Upper": "A-Z", "Lower": "a-z", "Space": " ",
    "Letter": "A-Za-z", "Number": "0-9", "Punct": r"!-/:-@\[-`{-~", "ASCII": " -~", "Latin": "A-Za-z",
}  # fmt: skip

_ESCAPES = re.compile(
    r"\\(?:p\{(?:Is)?(?:L=)?(\w+)\}|p([A-Z])|u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|([/'\"#:@%&=,!~`<>;_ -])|(.))", re.S
)
_NAMED_GROUP = re.compile(r"\(\?<(?=[A-Za-z_])")
_SLASHES = re.compile(r"/(\^.*|.*\$)/([a-z]*)", re.S)


@lru_cache(maxsize=4096)
def python_pattern(pattern: str) -> re.Pattern[str] | None:
    """What `pattern` means to Python's `re`, over ASCII; None where Python cannot say."""
    source, flags = _without_slashes(pattern)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return re.compile(_translated(source), flags | re.ASCII)
    except (re.error, OverflowError, RecursionError):
        return None


@lru_cache(maxsize=4096)
def readable_by_validator(pattern: str, keeps_slashes: bool = False) -> str | None:
    """The pattern as jsonschema-rs can compile it; None where it cannot."""
    import jsonschema_rs

    source, flags = (pattern, 0) if keeps_slashes else _without_slashes(pattern)
    prefix = "(?i)" if flags else ""
    for candidate in (prefix + source, prefix + _translated(source)):
        try:
            jsonschema_rs.Draft202012Validator({"pattern": candidate})
        except (ValueError, OverflowError):
            continue
        return candidate
    return None


def is_readable(pattern: str) -> bool:
    """Whether anybody can read the pattern."""
    return python_pattern(pattern) is not None or readable_by_validator(pattern) is not None


def is_between_slashes(pattern: str) -> bool:
    """Whether an author wrote `/^a$/i` as in JavaScript; taken literally it matches nothing."""
    return _SLASHES.fullmatch(pattern) is not None


def _without_slashes(pattern: str) -> tuple[str, int]:
    if written := _SLASHES.fullmatch(pattern):
        return written[1], re.IGNORECASE if "i" in written[2] else 0
    return pattern, 0


def _translated(source: str) -> str:
    return _NAMED_GROUP.sub("(?P<", _with_classes(source))


def _with_classes(source: str) -> str:
    """Escapes that Python does not know, each inside or outside of a character class."""
    result, position = [], 0
    for match in _ESCAPES.finditer(source):
        before = source[position : match.start()]
        result.append(before)
        result.append(_escape(match, _inside_class("".join(result))))
        position = match.end()
    return "".join([*result, source[position:]])


def _escape(match: re.Match[str], inside: bool) -> str:
    braced, letter, code, short, plain, _ = match.groups()
    if name := braced or letter:
        members = _UNICODE_CLASSES.get(name, "A-Za-z")
        return members if inside else f"[{members or ' '}]"
    if code or short:
        number = int(code or short, 16)
        return re.escape(chr(number)) if number < 0x110000 and not 0xD800 <= number < 0xE000 else "?"
    if plain:
        return re.escape(plain)
    return {r"\Z": "$", r"\z": "$", r"\A": "^"}.get(match[0], match[0])


def _inside_class(source: str) -> bool:
    """Whether the end of this text stands within `[...]`."""
    bare = re.sub(r"\\.", "", source, flags=re.S)
    return bare.rfind("[") > bare.rfind("]")
