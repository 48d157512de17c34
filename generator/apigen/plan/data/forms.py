"""Forms as records: fields, JSON parts and files (OpenAPI 3.1, sections 4.8.14.3, 4.8.14.4 and 4.8.15 "Encoding").

A property is written by its `style`, where its encoding has one; else by its media type, which is that of its type:
an object is JSON, everything else is text, and a list repeats its field.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from apigen.analysis.payloads import UNIQUE, FilePart, json_text
from apigen.openapi.lookup import is_json
from apigen.openapi.model import Parameter
from apigen.openapi.styles import encode_query, needs_encoding, serialize_query
from apigen.plan.data.uploads import add_upload
from apigen.plan.model import UploadFile

_BY_STYLE = frozenset(("style", "explode", "allowReserved"))


@dataclass(slots=True)
class Pairs:
    """Names and texts for the client to encode, and what it cannot express, encoded already."""

    plain: dict[str, Any] = field(default_factory=dict)  # name -> text, or a list of texts
    encoded: list[str] = field(default_factory=list)

    def add(self, parameter: Parameter, value: Any, must_encode: bool = False) -> None:
        """Write a value in the style of its parameter."""
        if must_encode or needs_encoding(parameter, value):
            self.encoded.append(encode_query(parameter, value))
            return
        for name, text in serialize_query(parameter, value):
            self.put(name, text)

    def put(self, name: str, text: str) -> None:
        """One more text of a name."""
        known = self.plain.get(name)
        self.plain[name] = text if known is None else [*(known if isinstance(known, list) else [known]), text]


def web_form(body: Mapping[str, Any], encoding: Mapping[str, Any]) -> dict[str, Any]:
    """`data` of an application/x-www-form-urlencoded body; `form` is the part of it that is encoded already."""
    pairs = Pairs()
    for name, value in body.items():
        if parameter := _styled(name, encoding):
            pairs.add(parameter, value)
        else:
            pairs.plain[name] = _field(value)
    encoded = "&".join(filter(None, pairs.encoded)).replace("%7Bunique%7D", UNIQUE)
    return {"data": pairs.plain, "form": encoded} if encoded else {"data": pairs.plain}


def multipart_form(
    body: Mapping[str, Any], encoding: Mapping[str, Any], uploads: dict[str, UploadFile]
) -> dict[str, Any]:
    """`data`, `parts` and `files` of a multipart body: text fields, fields with a media type, files.

    `files` is there in any case, as it tells the form from others.
    """
    pairs, parts, files = Pairs(), [], []
    for name, value in body.items():
        media_type = _media_type(name, encoding)
        found = [item for item in _items(value) if isinstance(item, FilePart)]
        files += [[name, add_upload(item, uploads), item.content_type] for item in found]
        if found:
            continue
        if parameter := _styled(name, encoding):
            pairs.add(parameter, value)
        elif media_type or any(isinstance(item, Mapping) for item in _items(value)):
            kind = media_type or "application/json"
            parts += [[name, _part(item, kind), kind] for item in _items(value)]
        else:
            pairs.plain[name] = _field(value)
    return {key: value for key, value in (("data", pairs.plain), ("parts", parts)) if value} | {"files": files}


def _styled(name: str, encoding: Mapping[str, Any]) -> Parameter | None:
    """The property as the query parameter that its encoding describes it as; None without a style."""
    own = encoding.get(name)
    if not own or not isinstance(own, Mapping) or _BY_STYLE.isdisjoint(own):
        return None
    style = str(own.get("style", "form"))
    explode = own.get("explode", style == "form") is True
    return Parameter(name, "query", False, True, style, explode, own.get("allowReserved") is True)


def _media_type(name: str, encoding: Mapping[str, Any]) -> str:
    """The media type that a part declares, where one stands there that can be sent as it is."""
    own = encoding.get(name)
    declared = str(own.get("contentType", "")) if isinstance(own, Mapping) else ""
    first = declared.partition(",")[0].strip()
    return "" if "*" in first or first == "text/plain" else first


def _items(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list) else [value]


def _part(value: Any, media_type: str) -> Any:
    """A JSON value stays one, so that people can edit it; a text is what stands in the part."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if is_json(media_type) else value
    return value


def _field(value: Any) -> Any:
    return [text_of(item) for item in value] if isinstance(value, list) else text_of(value)


def text_of(value: Any) -> str:
    """A decoded value as text of a form field: JSON's spelling for everything that is not text."""
    if isinstance(value, str):
        return value
    return json_text(value)
