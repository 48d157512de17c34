"""Two readings of serialized parameters that know nothing of apigen.

`strict` undoes RFC 6570 by the letter: it splits at the delimiters first and decodes afterwards, so an item may hold
anything. `library` is openapi-core, which decodes first, as most servers do.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote

from openapi_core.deserializing.styles import util
from werkzeug.datastructures import MultiDict

_DELIMITERS = {"spaceDelimited": "%20", "pipeDelimited": "%7C"}
_LOADERS = {
    "simple": util.simple_loads,
    "label": util.label_loads,
    "matrix": util.matrix_loads,
    "form": util.form_loads,
    "spaceDelimited": util.space_delimited_loads,
    "pipeDelimited": util.pipe_delimited_loads,
    "deepObject": util.deep_object_loads,
}


def strict(style: str, explode: bool, kind: str, text: str) -> Any:
    """The value of the parameter `color`, of a text that holds nothing else; all items are texts."""
    if style in ("form", "spaceDelimited", "pipeDelimited", "deepObject"):
        return _strict_query(style, explode, kind, text)
    if style == "matrix" and explode and kind != "primitive":
        pairs = [_pair(part) for part in text.removeprefix(";").split(";")]
        return [value for _, value in pairs] if kind == "array" else dict(pairs)
    start = {"label": ".", "matrix": ";color="}.get(style, "")
    assert text.startswith(start)
    delimiter = "." if style == "label" and explode else ","
    return _split(text.removeprefix(start), delimiter, explode, kind)


def _strict_query(style: str, explode: bool, kind: str, text: str) -> Any:
    pairs = [(name, value) for name, _, value in (part.partition("=") for part in text.split("&"))]
    if style == "deepObject":
        keys = {unquote(name).removeprefix("color[").removesuffix("]"): unquote(value) for name, value in pairs}
        assert all(unquote(name).startswith("color[") for name, _ in pairs)
        return keys
    if explode and kind == "object":
        return {unquote(name): unquote(value) for name, value in pairs}
    assert {name for name, _ in pairs} == {"color"}
    if explode and kind == "array":
        return [unquote(value) for _, value in pairs]
    ((_, value),) = pairs
    return _split(value, _DELIMITERS.get(style, ","), explode, kind)


def _split(text: str, delimiter: str, explode: bool, kind: str) -> Any:
    if kind == "primitive":
        return unquote(text)
    parts = text.split(delimiter)
    if kind == "array":
        return [unquote(part) for part in parts]
    if explode:
        return dict(map(_pair, parts))
    return dict(zip(map(unquote, parts[::2]), map(unquote, parts[1::2]), strict=True))


def _pair(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    return unquote(name), unquote(value)


def library(style: str, explode: bool, kind: str, text: str) -> Any:
    """What openapi-core reads; its loaders want the parameter under names and in stages of decoding of their own."""
    star = "*" if explode else ""
    location: Mapping[str, Any] = {
        "label": {f".color{star}": unquote(text)},
        "matrix": {f";color{star}": unquote(text)},
        "simple": {"color": unquote(text)},
        "spaceDelimited": {"color": text.partition("=")[2]},
    }.get(style, MultiDict(parse_qsl(text, keep_blank_values=True)))
    if (style, explode, kind) == ("form", True, "object"):
        location = {"color": text}
    return _LOADERS[style](explode, "color", kind, location)
