"""Names that parts of a document give themselves: `$id`, `$anchor` and `$dynamicAnchor` of JSON Schema 2020-12
(section 8.2), `$self` of OpenAPI 3.2. Only names in documents that are open are known; an `$id` is never fetched.
"""

from typing import Any

from apigen.source.addresses import uri_joined
from apigen.source.document import Pointer, SourceDocument

_KEYWORDS = ("$id", "$anchor", "$dynamicAnchor")
_Waiting = tuple[Pointer, Any, str]  # a part, and the URI of the resource that it stands in


class Identities:
    """The names in one document, collected in one walk."""

    def __init__(self, document: SourceDocument) -> None:
        self._resources: dict[str, Pointer] = {}
        self._uris: dict[Pointer, str] = {}
        self._anchors: dict[tuple[str, str], Pointer] = {}
        base = _text(document.root, "$self")
        address = uri_joined(document.address, base) if base else document.address
        self._name((), address)
        waiting: list[_Waiting] = [((), document.root, address)] if _has_names(document) else []
        while waiting:
            waiting += self._visit(*waiting.pop())

    def _visit(self, pointer: Pointer, value: Any, uri: str) -> list[_Waiting]:
        if isinstance(value, list):
            return [((*pointer, str(i)), item, uri) for i, item in enumerate(value) if isinstance(item, dict | list)]
        own = _text(value, "$id")
        if own and not own.startswith("#"):
            uri = uri_joined(uri, own.partition("#")[0])
            self._name(pointer, uri)
        for anchor in (_text(value, "$anchor"), _text(value, "$dynamicAnchor"), own[1:] if own[:1] == "#" else ""):
            if anchor:
                self._anchors.setdefault((uri, anchor), pointer)
                self._anchors.setdefault(("", anchor), pointer)
        return [((*pointer, key), member, uri) for key, member in value.items() if isinstance(member, dict | list)]

    def _name(self, pointer: Pointer, uri: str) -> None:
        self._resources.setdefault(uri, pointer)
        self._uris[pointer] = uri

    def around(self, pointer: Pointer) -> tuple[Pointer, str]:
        """The innermost resource that a part stands in, and its URI."""
        length = next(length for length in range(len(pointer), -1, -1) if pointer[:length] in self._uris)
        return pointer[:length], self._uris[pointer[:length]]

    def resource(self, uri: str) -> Pointer | None:
        """Where the resource of that URI begins."""
        return self._resources.get(uri)

    def anchor(self, name: str, uri: str) -> Pointer | None:
        """The part that an anchor names, in the resource itself or else anywhere."""
        return self._anchors.get((uri, name), self._anchors.get(("", name)))


def identities(document: SourceDocument) -> Identities:
    """The names in a document, collected on first use."""
    known = document.memory.get("identities")
    if known is None:
        known = document.memory["identities"] = Identities(document)
    assert isinstance(known, Identities)
    return known


def _has_names(document: SourceDocument) -> bool:
    """Whether the text holds any of the keywords, which spares most documents the walk."""
    return isinstance(document.root, dict | list) and any(word in document.text for word in _KEYWORDS)


def _text(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, str) else ""
