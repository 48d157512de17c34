"""JSON as a document: the standard parser for the data, and a scanner that finds places when they are asked for."""

import json
import re
from typing import Any, NamedTuple

from apigen.diagnostics import Diagnostic, Severity
from apigen.source.document import Pointer, SourceDocument, SourceText
from apigen.source.scalars import plain_scalar

MAX_DEPTH = 150  # levels of maps and lists; published documents stay under 40, and readers may recurse this deep
_BLANK = re.compile(r"[ \t\r\n]*")
_NUMBERS: dict[str, Any] = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), plain_scalar)


class Member(NamedTuple):
    """Where a member of a map or an item of a list stands."""

    key: int  # offset of the key; of the item in a list
    value: int  # offset of the value


class Repeated(NamedTuple):
    """A key that stands twice in one map."""

    key: str
    first: int  # offset
    again: int  # offset


def read_json(source: SourceText) -> SourceDocument:
    """Reads JSON; tolerates control characters inside strings, which many exported documents have."""
    suspects: list[dict[str, Any]] = []

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        built = dict(pairs)
        if len(built) != len(pairs):
            suspects.append(built)
        return built

    try:
        root = json.loads(source.text, object_pairs_hook=build, strict=False, **_NUMBERS)
    except json.JSONDecodeError as error:
        raise source.unreadable("AG103", f"this is not valid JSON: {error.msg}", error.pos, _hint(error.msg)) from error
    except RecursionError as error:
        raise _too_deep(source) from error
    if _depth(root) > MAX_DEPTH:
        raise _too_deep(source)
    positions = JsonPositions(source.text)
    repeated = _repeated_keys(source, root, positions, suspects) if suspects else ()
    return source.document(root, positions, repeated)


class JsonPositions:
    """Finds offsets in JSON by scanning only the maps and lists on the way, each once.

    Values beside the way are skipped by the C parser, so that asking for every operation of a 13 MB document takes
    less than a second.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._skip = json.JSONDecoder(strict=False, **_NUMBERS).raw_decode
        self._known: dict[int, tuple[dict[str, Member], list[Repeated]]] = {}

    def offset(self, pointer: Pointer) -> int:
        """See `Positions`."""
        return self._find(pointer).key

    def repeated(self, pointer: Pointer) -> list[Repeated]:
        """The keys that stand more than once in the map that `pointer` names."""
        return self._members(self._find(pointer).value)[1]

    def _find(self, pointer: Pointer) -> Member:
        start = self._blank(0)
        found = Member(start, start)
        for step in pointer:
            member = self._members(found.value)[0].get(step)
            if member is None:
                break
            found = member
        return found

    def _members(self, start: int) -> tuple[dict[str, Member], list[Repeated]]:
        if start not in self._known:
            self._known[start] = self._scan(start)
        return self._known[start]

    def _scan(self, start: int) -> tuple[dict[str, Member], list[Repeated]]:
        members: dict[str, Member] = {}
        repeated: list[Repeated] = []
        opening = self._text[start]
        at = self._blank(start + 1)
        while opening in "{[" and self._text[at] not in "]}":
            key, value = self._key(at) if opening == "{" else (str(len(members)), at)
            if key in members:
                repeated.append(Repeated(key, members[key].key, at))
            members[key] = Member(at, value)
            at = self._blank(self._skip(self._text, value)[1])
            at = self._blank(at + 1) if self._text[at] == "," else at
        return members, repeated

    def _key(self, at: int) -> tuple[str, int]:
        """The key at an offset, and the offset of its value."""
        key, end = self._skip(self._text, at)
        return key, self._blank(self._blank(end) + 1)

    def _blank(self, at: int) -> int:
        """The offset behind the white space at `at`."""
        found = _BLANK.match(self._text, at)
        return found.end() if found else at


def _depth(root: Any) -> int:
    """How many maps and lists stand in each other, counted level by level."""
    level, depth = [root] if isinstance(root, dict | list) else [], 0
    while level:
        depth += 1
        level = [
            value
            for parent in level
            for value in (parent.values() if type(parent) is dict else parent)
            if type(value) is dict or type(value) is list
        ]
    return depth


def _repeated_keys(
    source: SourceText, root: Any, positions: JsonPositions, suspects: list[dict[str, Any]]
) -> tuple[Diagnostic, ...]:
    wanted = {id(suspect) for suspect in suspects}
    remarks = []
    level: list[tuple[Pointer, Any]] = [((), root)]
    while level:
        for pointer, value in level:
            if id(value) in wanted:
                remarks += [repeated_key(source, *again) for again in positions.repeated(pointer)]
        level = [((*pointer, key), child) for pointer, value in level for key, child in _children(value)]
    return tuple(remarks)


def _children(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    return [(str(index), item) for index, item in enumerate(value)] if isinstance(value, list) else []


def repeated_key(source: SourceText, key: str, first: int, again: int) -> Diagnostic:
    """The remark for a key that stands twice; parsers disagree on which counts, ours takes the last."""
    message = f"the key {key!r} stands twice here, first in line {source.lines.place(first)[0]}; the last one counts"
    return source.remark(Severity.WARNING, "AG108", message, again, "remove or rename one of them")


def _too_deep(source: SourceText) -> Exception:
    return source.unreadable("AG107", f"the document is nested deeper than {MAX_DEPTH} levels", 0)


def _hint(problem: str) -> str:
    if "property name" in problem:
        return "remove a trailing comma, or put the key in double quotes"
    return "check for a missing comma or bracket just before this place"
