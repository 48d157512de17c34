"""The roots of requests, worked out once for all operations: the body of POST and of PUT, the `limit` of every list.

What is known of a root (its plan, its leaves, its compiled schema) depends on its content and its place alone, and the
operations of one document say the same things again and again.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from apigen.analysis.payloads.drawing.parameters import versions_after
from apigen.analysis.payloads.drawing.validity import Judge
from apigen.analysis.payloads.meaning.names import singular, words_of
from apigen.analysis.payloads.meaning.uniqueness import keys_of_new
from apigen.analysis.payloads.tree.checked_schema import checked_schema, meant_schema, mild_schema
from apigen.analysis.payloads.tree.odds import is_at_odds
from apigen.analysis.payloads.tree.plan import Node, Place
from apigen.analysis.payloads.tree.request_view import RequestView

_KEPT = 2000  # roots; operations on the same thing stand together in a document


@dataclass(frozen=True, slots=True)
class Root:
    """One body or parameter as its operations share it."""

    node: Node
    judges: tuple[Judge, ...]  # the strict one first


class Roots:
    """The roots of one API."""

    def __init__(
        self, view: RequestView, paths: Collection[str] = (), everywhere: Collection[str] = frozenset()
    ) -> None:
        self.view = view
        self.everywhere = everywhere  # parameters of most operations
        self.keys = keys_of_new(paths)
        self._paths = paths
        self._versions: dict[str, list[str]] = {}
        self._roots: dict[tuple[str, str, str], Root] = {}
        self._judges: dict[tuple[str, bool], tuple[Judge, ...]] = {}

    def root(self, schema: Any, place: Place, hints: tuple[Any, ...]) -> Root:
        """The root for a schema at a place, with what the document shows beside the schema."""
        key = (repr(place), _content(schema), _content(hints))
        if key not in self._roots:
            if len(self._roots) == _KEPT:
                del self._roots[next(iter(self._roots))]
            node = Node(self.view, self.view.flat(schema), place, hints)
            judges = self._judges_of(schema, key[1], place.location == "path")
            self._roots[key] = Root(node, judges[1:] if node.once(is_at_odds) else judges)
        return self._roots[key]

    def speaks_of(self, words: Collection[str]) -> bool:
        """Whether a path of the API has one of the words, alone or among others: `workspace` for `/workspaces/{id}`."""
        return not self._nouns.isdisjoint(map(singular, words))

    @cached_property
    def _nouns(self) -> frozenset[str]:
        return frozenset(singular(word) for path in self._paths for word in words_of(path))

    def versions(self, start: str) -> list[str]:
        """The versions that paths of the API have behind a beginning."""
        if start not in self._versions:
            self._versions[start] = versions_after(start, self._paths)
        return self._versions[start]

    def _judges_of(self, schema: Any, content: str, is_segment: bool) -> tuple[Judge, ...]:
        """The schema as it is written; as it is meant, and with `oneOf` read mildly, where that makes a difference."""
        key = content, is_segment
        if key not in self._judges:
            checked = checked_schema(schema, self.view)
            checked = _never_empty(checked) if is_segment else checked
            meant = meant_schema(checked)
            readings = [Judge(checked), *([Judge(meant)] if meant != checked else [])]
            mild = [Judge(mild_schema(meant), is_mild=True)] if '"oneOf"' in _content(checked) else []
            self._judges[key] = (*readings, *mild)
        return self._judges[key]


def _never_empty(schema: Any) -> Any:
    """A path parameter fills a segment, so it has characters and no slash."""
    if not isinstance(schema, dict) or "not" in schema:
        return schema
    return {**schema, "not": {"type": "string", "enum": ["", ".", ".."]}}


_content = json.JSONEncoder(default=repr).encode
