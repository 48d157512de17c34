"""YAML as a document, built from the parser's events.

PyYAML's C parser gives events quickly; its composer and constructor, which would make data of them, are four times
slower, crash the interpreter on deep nesting and never end on a merge bomb. Events also carry offsets, so the places
come for free.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from apigen.diagnostics import Diagnostic, Severity
from apigen.errors import UnreadableDocument
from apigen.source.document import Pointer, SourceDocument, SourceText
from apigen.source.json_text import MAX_DEPTH, repeated_key
from apigen.source.scalars import plain_scalar

MAX_ALIASED_NODES = 1_000_000  # what all aliases of a document may add together, expanded
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CORE_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("int", "float", "bool", "null"))
_NO_KEY: Any = object()  # a map waits for its next key
_MERGE: Any = object()  # the key `<<`, https://yaml.org/type/merge.html
_LOST_KEY: Any = object()  # the key was a list or a map: its value is dropped

Marks: TypeAlias = dict[int, dict[str, int]]
"""By the identity of a map or list: the offset of each key or item."""


def read_yaml(source: SourceText) -> SourceDocument:
    """Reads the first YAML document of a text."""
    builder = _Builder(source)
    try:
        builder.run(yaml.parse(source.text, Loader=_Loader))
    except yaml.MarkedYAMLError as error:
        raise _invalid(source, error) from error
    except yaml.reader.ReaderError as error:
        message = f"this is not valid YAML: the character U+{_code_point(error):04X} is not allowed"
        raise source.unreadable("AG104", message, error.position, "remove the control character") from error
    if builder.root is None:
        raise source.unreadable("AG105", "the document is empty", 0, "give a file that holds an OpenAPI document")
    positions = YamlPositions(builder.root, builder.marks)
    return source.document(builder.root, positions, tuple(builder.diagnostics))


class YamlPositions:
    """Offsets that were noted while the data was built."""

    def __init__(self, root: Any, marks: Marks) -> None:
        self._root = root
        self._marks = marks

    def offset(self, pointer: Pointer) -> int:
        """See `Positions`."""
        at, value = 0, self._root
        for step in pointer:
            mark = self._marks.get(id(value), {}).get(step)
            if mark is None:
                break
            at, value = mark, value[step] if isinstance(value, dict) else value[int(step)]
        return at


@dataclass(slots=True)
class _Open:
    """A map or list that is being filled."""

    value: dict[str, Any] | list[Any] | None  # None at the top of the document
    anchor: str | None
    before: int  # the node count when it began
    at: int  # offset
    key: Any = _NO_KEY
    merged: list[dict[str, Any]] = field(default_factory=list)


class _Builder:
    """Makes data of events, with a stack in place of recursion."""

    def __init__(self, source: SourceText) -> None:
        self.root: Any = None
        self.marks: Marks = {}
        self.diagnostics: list[Diagnostic] = []
        self._source = source
        self._stack = [_Open(None, None, 0, 0)]
        self._anchors: dict[str, tuple[Any, int] | None] = {}  # value and expanded size; None while it is open
        self._count = 0  # nodes so far, aliases expanded
        self._aliased = 0  # those that came from aliases

    def run(self, events: Any) -> None:
        """Takes events up to the end of the first document."""
        handlers: dict[type[Event], Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            AliasEvent: self._alias,
            MappingStartEvent: self._open_map,
            SequenceStartEvent: self._open_list,
            MappingEndEvent: self._close,
            SequenceEndEvent: self._close,
        }
        ended = False
        for event in events:
            kind = type(event)
            handler = handlers.get(kind)
            if handler is not None:
                handler(event)
            elif kind is DocumentEndEvent:
                ended = True
            elif kind is DocumentStartEvent and ended:
                return self._more_documents(_offset(event))
        return None

    def _scalar(self, event: ScalarEvent) -> None:
        at = _offset(event)
        self._count += 1
        top = self._stack[-1]
        if top.key is _NO_KEY and type(top.value) is dict:
            is_merge = event.value == "<<" and event.implicit[0]
            self._take_key(top, _MERGE if is_merge else event.value, at)
            value: Any = event.value
        else:
            value = _scalar_value(event)
            self._add(value, at)
        if event.anchor is not None:
            self._anchors[event.anchor] = (value, 1)

    def _alias(self, event: AliasEvent) -> None:
        at = _offset(event)
        name = str(event.anchor)
        known = self._anchors.get(name)
        if known is None:
            if name in self._anchors:
                raise self._source.unreadable("AG107", f"the alias *{name} stands inside of what it names", at)
            hint = f"mark a value before it with &{name}"
            raise self._source.unreadable("AG104", f"this is not valid YAML: the alias *{name} names nothing", at, hint)
        value, size = known
        self._count += size
        self._aliased += size
        if self._aliased > MAX_ALIASED_NODES:
            message = f"the aliases of this document expand to more than {MAX_ALIASED_NODES:,} values"
            raise self._source.unreadable("AG107", message, at, "write out what is needed, or use $ref")
        self._add(value, at)

    def _open_map(self, event: MappingStartEvent) -> None:
        self._open({}, event)

    def _open_list(self, event: SequenceStartEvent) -> None:
        self._open([], event)

    def _open(self, value: dict[str, Any] | list[Any], event: MappingStartEvent | SequenceStartEvent) -> None:
        at = _offset(event)
        if len(self._stack) > MAX_DEPTH:
            raise self._source.unreadable("AG107", f"the document is nested deeper than {MAX_DEPTH} levels", at)
        if event.anchor is not None:
            self._anchors[event.anchor] = None
        self.marks[id(value)] = {}
        self._stack.append(_Open(value, event.anchor, self._count, at))
        self._count += 1

    def _close(self, _: MappingEndEvent | SequenceEndEvent) -> None:
        closed = self._stack.pop()
        for merged in closed.merged:
            self._merge(closed.value, merged)
        if closed.anchor is not None:
            self._anchors[closed.anchor] = (closed.value, self._count - closed.before)
        self._add(closed.value, closed.at)

    def _add(self, value: Any, at: int) -> None:
        """Puts a finished value where the stack says it belongs."""
        top = self._stack[-1]
        if type(top.value) is list:
            self.marks[id(top.value)][str(len(top.value))] = at
            top.value.append(value)
        elif top.value is None:
            self.root = value
        elif top.key is _NO_KEY:
            self._take_key(top, value if isinstance(value, str) else _LOST_KEY, at)
        else:
            self._put(top, value, at)

    def _take_key(self, top: _Open, key: Any, at: int) -> None:
        top.key = key
        if key is _LOST_KEY:
            message = "a key must be text; this one is a list or a map, so its value is left out"
            hint = "put the key in quotes; curly braces of a template need quotes, too"
            self.diagnostics.append(self._source.remark(Severity.WARNING, "AG110", message, at, hint))
        elif key is not _MERGE:
            marks = self.marks[id(top.value)]
            if key in marks:
                self.diagnostics.append(repeated_key(self._source, key, marks[key], at))
            marks[key] = at

    def _put(self, top: _Open, value: Any, at: int) -> None:
        """Gives the waiting key its value; a merge key waits for the end of its map, as own keys count more."""
        key, top.key = top.key, _NO_KEY
        if key is _MERGE:
            sources = value if isinstance(value, list) else [value]
            top.merged += [source for source in sources if isinstance(source, dict)]
        elif key is not _LOST_KEY and isinstance(top.value, dict):
            top.value[key] = value

    def _merge(self, target: Any, source: dict[str, Any]) -> None:
        marks, origin = self.marks[id(target)], self.marks[id(source)]
        for key, value in source.items():
            if key not in target:
                target[key] = value
                marks[key] = origin[key]

    def _more_documents(self, at: int) -> None:
        message = "the file holds several YAML documents; only the first is read"
        hint = "put the others in files of their own"
        self.diagnostics.append(self._source.remark(Severity.WARNING, "AG109", message, at, hint))


def _offset(event: Event) -> int:
    mark = event.start_mark
    return mark.index if mark else 0


def _scalar_value(event: ScalarEvent) -> Any:
    """Unquoted scalars have meanings; quoted and tagged ones are text, but for the tags of the core schema."""
    if event.tag in _CORE_TAGS or (event.tag is None and event.implicit[0]):
        return plain_scalar(event.value)
    return event.value


def _invalid(source: SourceText, error: yaml.MarkedYAMLError) -> UnreadableDocument:
    """The remark for a syntax error; what is not closed is shown where it begins."""
    problem = error.problem or error.context or "it cannot be parsed"
    is_open = "end of stream" in problem and error.context_mark is not None
    mark = error.context_mark if is_open else error.problem_mark or error.context_mark
    at = mark.index if mark else 0
    return source.unreadable(
        "AG104", f"this is not valid YAML: {problem}", at, _hint(source.text[at : at + 1], problem)
    )


def _hint(character: str, problem: str) -> str:
    if character == "\t":
        return "YAML allows no tabs for indentation; use spaces"
    if "mapping values" in problem:
        return "put a value that holds `: ` in quotes, or check the indentation"
    if "end of stream" in problem:
        return "this quote or bracket is not closed"
    return "check the indentation, and quotes and brackets before this place"


def _code_point(error: yaml.reader.ReaderError) -> int:
    character = error.character
    return ord(character) if isinstance(character, str) else int(character)
