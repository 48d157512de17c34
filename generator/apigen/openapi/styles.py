"""Parameter values as they go on the wire (OpenAPI 3.1, section 4.8.12.3 "Style Values" and its table of examples).

A value is made of atoms (names, items) and of what the style puts between them. Without an encoder nothing is
percent-encoded: the HTTP client does that, and would do it twice. With one, the atoms are encoded and the rest is not,
as RFC 6570 has it: that is how an item with a comma in it stays one item.
"""

import json
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeAlias
from urllib.parse import quote as quote_strictly
from urllib.parse import urlencode as urlencode_strictly

from apigen.openapi.lookup import is_json
from apigen.openapi.model import Parameter

quote = partial(quote_strictly, errors="replace")
urlencode = partial(urlencode_strictly, errors="replace")
"""Half of a surrogate pair, which JSON can hold and no URL, becomes a question mark."""

Pairs: TypeAlias = list[tuple[str, str]]
Encoder: TypeAlias = Callable[[str], str]

_DELIMITERS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
_STRUCTURE = str.maketrans({" ": "%20", "|": "%7C", "[": "%5B", "]": "%5D"})
"""What styles put between atoms and no URL may hold (OpenAPI 3.1.1, 4.8.12.4: `color=blue%20black`, `color%5BR%5D`)."""

_RESERVED = {"query": ":/?@!$'()*,;=", "path": ":@!$&'()*+,;="}
"""RFC 3986, section 2.2, without what has a meaning of its own there: `#[]&+` in a query, `/?#[]` in a path."""
_TRIPLET = re.compile("(%[0-9A-Fa-f]{2})")
_COOKIE_OCTETS = "!#$&'()*+-./:<=>?@[]^_`{|}~"  # RFC 6265, section 4.1.1, without % and what is never encoded
_HEADER_TEXT = "".join(map(chr, range(0x20, 0x7F)))  # RFC 9110, section 5.5


def serialize_query(parameter: Parameter, value: Any, encode: Encoder = str) -> Pairs:
    """The pairs of a query string: `ids=[3, 4]` in exploded form is `[("ids", "3"), ("ids", "4")]`.

    An empty list or map gives no pair, as RFC 6570 treats it as undefined.
    """
    name = encode(parameter.name)
    if parameter.content_type:
        return [(name, encode(_content(parameter, value)))]
    if parameter.style == "deepObject":
        return _deep(name, value, encode)
    if isinstance(value, dict) and parameter.explode:
        return [(encode(str(key)), encode(_text(item))) for key, item in value.items()]
    if not isinstance(value, dict | list | tuple):
        return [(name, encode(_text(value)))]
    if parameter.explode:
        return [(name, encode(_text(item))) for item in value]
    return [(name, _joined(value, False, _delimiter(parameter), encode))] if value else []


def encode_query(parameter: Parameter, value: Any) -> str:
    """The part of a query string that is this parameter, percent-encoded: `tags=a%2Cb,c`."""
    pairs = serialize_query(parameter, value, _encoder(parameter))
    return "&".join(f"{name}={text}".translate(_STRUCTURE) for name, text in pairs)


def needs_encoding(parameter: Parameter, value: Any) -> bool:
    """Whether the pairs of a query lose something that only `encode_query` can write.

    Reserved characters that have to stay (`allowReserved`), or an item that holds the comma between items. (An item
    with a space or a bar in the styles named after these cannot be written at all, as OpenAPI 3.1.1 says there.)
    """
    if parameter.allow_reserved:
        return encode_query(parameter, value) != urlencode(
            serialize_query(parameter, value), safe=",", quote_via=quote_strictly
        )
    is_joined = not (parameter.content_type or parameter.explode) and parameter.style == "form"
    return is_joined and isinstance(value, dict | list | tuple) and any("," in atom for atom in _atoms(value))


def serialize_cookie(parameter: Parameter, value: Any) -> str:
    """What stands in a `Cookie` header: `a=1; b=2`. Exploded values are cookies of their own (3.1.1, appendix D).

    Percent-encoded is only what no cookie may hold: browsers' libraries decode cookies, many servers do not.
    """
    pairs = serialize_query(parameter, value, lambda text: quote(text, safe=_COOKIE_OCTETS))
    return "; ".join(f"{name}={text}" for name, text in pairs)


def serialize_header(parameter: Parameter, value: Any) -> str:
    """The text of a header, which is never percent-encoded (3.1.1, appendix D), but for what no header may hold."""
    return quote(serialize_simple(parameter, value), safe=_HEADER_TEXT)


def serialize_simple(parameter: Parameter, value: Any, encode: Encoder = str) -> str:
    """The text that stands in a path or a header."""
    if parameter.content_type:
        return encode(_content(parameter, value))
    if parameter.style == "label":
        return "." + _joined(value, parameter.explode, "." if parameter.explode else ",", encode)
    if parameter.style == "matrix":
        return _matrix(parameter, value, encode)
    return _joined(value, parameter.explode, ",", encode)


def encode_path(parameter: Parameter, value: Any) -> str:
    """The text of a path parameter, percent-encoded: `;color=R,100,G,200`."""
    return serialize_simple(parameter, value, _encoder(parameter))


def single_text(parameter: Parameter, value: Any) -> str:
    """A value without what its style puts before it, not encoded."""
    return _content(parameter, value) if parameter.content_type else _text(value)


def path_prefix(parameter: Parameter) -> str:
    """What stands before a single value in a path: `.` in label style, `;id=` in matrix style."""
    if parameter.content_type:
        return ""
    return {"label": ".", "matrix": f";{quote(parameter.name, safe='')}="}.get(parameter.style, "")


def _encoder(parameter: Parameter) -> Encoder:
    """Percent-encoding as RFC 6570 has it: section 3.2.2, or with `allowReserved` section 3.2.3."""
    if not parameter.allow_reserved:
        return lambda text: quote(text, safe="")
    safe = _RESERVED.get(parameter.location, "")
    return lambda text: "".join(
        part if _TRIPLET.fullmatch(part) else quote(part, safe=safe) for part in _TRIPLET.split(text)
    )


def _delimiter(parameter: Parameter) -> str:
    return _DELIMITERS.get(parameter.style, ",")


def _deep(name: str, value: Any, encode: Encoder) -> Pairs:
    """`filter[price][min]=1`, `items[0][sku]=a`.

    The specification leaves more than one level open; brackets with numbers are what qs, PHP and Stripe read.
    """
    if isinstance(value, list | tuple):
        value = dict(enumerate(value))
    if isinstance(value, dict):
        return [pair for key, item in value.items() for pair in _deep(f"{name}[{encode(str(key))}]", item, encode)]
    return [(name, encode(_text(value)))]


def _matrix(parameter: Parameter, value: Any, encode: Encoder) -> str:
    """`;color=blue`; an empty text has no equals sign (RFC 6570, section 3.2.7)."""
    name = encode(parameter.name)
    if not parameter.explode or not isinstance(value, dict | list | tuple):
        text = _joined(value, False, ",", encode)
        return f";{name}={text}" if text else f";{name}"
    pairs = value.items() if isinstance(value, dict) else [(parameter.name, item) for item in value]
    return "".join(f";{encode(str(key))}={encode(_text(item))}" for key, item in pairs)


def _joined(value: Any, explode: bool, delimiter: str, encode: Encoder) -> str:
    if isinstance(value, dict) and explode:
        return delimiter.join(f"{encode(str(key))}={encode(_text(item))}" for key, item in value.items())
    return delimiter.join(map(encode, _atoms(value)))


def _atoms(value: Any) -> list[str]:
    """Items; of a map keys and values in turn: `{"R": 100}` -> `["R", "100"]`."""
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in (str(key), _text(item))]
    return list(map(_text, value)) if isinstance(value, list | tuple) else [_text(value)]


def _text(value: Any) -> str:
    """A single value: text as it is, None as nothing, everything else as JSON writes it."""
    if value is None:
        return ""
    return value if isinstance(value, str) else _json(value)


def _content(parameter: Parameter, value: Any) -> str:
    """The value in the media type of a parameter with `content`: mostly JSON; a form; or text as it is."""
    if is_json(parameter.content_type):
        return _json(value)
    if isinstance(value, dict) and parameter.content_type.startswith("application/x-www-form-urlencoded"):
        return urlencode({key: _text(item) for key, item in value.items()}, quote_via=quote_strictly)
    return _text(value)


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
