"""What drawing requests takes and gives: options in, decoded requests out.

Values stay decoded (a number is a number, a file is its bytes) so that whoever writes them to a URL, a form or a
file decides about serialisation once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from apigen.data_settings import ANCHOR, FieldRule

UNIQUE: Final = "{unique}"
"""Stands in a string where each request needs a new value; replaced at run time by 8 characters of [0-9a-z]."""

UNIQUE_CAPITALS: Final = "{UNIQUE}"
"""The same in capitals: 8 characters of [0-9A-Z]."""

UNIQUE_HEX: Final = "{unique_hex}"
"""12 characters of [0-9a-f]: the end of a UUID."""

UNIQUE_NUMBER: Final = "{unique_number}"
"""As a whole text: a new integer of 15 digits."""


def json_text(value: object) -> str:
    """JSON that stands in a text, where the token of a number has no quotes."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text.replace(json.dumps(UNIQUE_NUMBER), UNIQUE_NUMBER)


class NoBody:
    """The type of `NO_BODY`: `None` is a value that JSON can carry, the absence of a body is not."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NO_BODY"

    def __reduce__(self) -> str:
        """There is one, also for another process."""
        return "NO_BODY"


NO_BODY: Final = NoBody()


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """What people may choose about their data."""

    seed: int = 0
    locales: tuple[str, ...] = ("en_US",)  # each record is of one of them
    count: int = 30
    anchor: date = ANCHOR  # what dates are counted from
    fields: tuple[FieldRule, ...] = ()  # values of the user's own


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file of a multipart body."""

    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class DrawnRequest:
    """One request with decoded values, before serialisation."""

    path: Mapping[str, Any]
    query: Mapping[str, Any]
    headers: Mapping[str, Any]
    cookies: Mapping[str, Any]
    content_type: str  # empty when there is no body
    body: Any  # NO_BODY when there is none; bytes for binary; multipart: a dict whose file parts are FilePart
    part_headers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # of a multipart body, by part
    value: Any = NO_BODY  # of the schema, before it became XML, lines of JSON or text


@dataclass(frozen=True, slots=True)
class Note:
    """Something that people should know about the requests of an operation."""

    kind: str  # refused: a value that was asked for; ambiguous: a oneOf of which several branches hold
    where: str  # body.items[].sku
    message: str


class CannotDraw(Exception):  # reads as a statement where it is raised
    """No valid value was found; `where` is `body.items[].sku` or `query limit`, `keyword` is what stood in the way."""

    def __init__(self, where: str, keyword: str, message: str) -> None:
        super().__init__(f"{where}: {message} ({keyword})")
        self.where = where
        self.keyword = keyword
        self.message = message
