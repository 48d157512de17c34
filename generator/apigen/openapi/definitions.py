"""What definitions are called: a component keeps its name, and whatever else is referred to gets one of its own.

A component that is nothing but a reference to another file lends its name to the schema there, so that
`Pet: {$ref: schemas/pet.yaml}` and a direct `$ref: ../schemas/pet.yaml` are one definition, `Pet`.
"""

import re
from pathlib import PurePosixPath
from typing import TypeAlias
from urllib.parse import urlsplit

from apigen.openapi.names import free_name
from apigen.source import Node, Pointer
from apigen.source.references import address_of, place, reference_of

Place: TypeAlias = tuple[str, Pointer]  # an address and a pointer

_HOMES = (("components", "schemas"), ("definitions",))  # where named schemas live, in 3.x and 2.0
_STRUCTURE = frozenset(
    ("components", "paths", "schema", "schemas", "properties", "definitions", "content", "responses")
)
_NOT_NAME = re.compile(r"[^A-Za-z0-9._-]+")  # what the keys of components must not contain, OpenAPI 3.1 section 4.8.7
_LONGEST_NAME = 60  # characters of a made-up name


class DefinitionNames:
    """One name per schema that is referred to."""

    def __init__(self, root: Node) -> None:
        components = [pair for home in _HOMES if (schemas := map_at(root, home)) for pair in schemas.items()]
        self._address = root.document.address
        self._lent = {target: name for name, node in components if (target := _elsewhere(node))}
        self._free = {name for name, _ in components}  # names of components that are not given out yet
        self._taken = set(self._free)

    def new(self, target: Node) -> str:
        """The name of a component where it is usable; else one made from the way to the schema, or from its file."""
        address, pointer = place(target)
        own = pointer[-1] if address == self._address and pointer[:-1] in _HOMES else self._lent.get((address, pointer))
        if own in self._free and not _NOT_NAME.search(own):
            self._free.remove(own)
            return own
        way = [step for step in pointer if step not in _STRUCTURE]
        words = [word for step in way or [_stem(address)] for word in _NOT_NAME.split(step) if word]
        name = free_name("_".join(words)[-_LONGEST_NAME:].lstrip("_") or "Schema", self._taken)
        self._taken.add(name)
        return name


def map_at(root: Node, way: Pointer) -> Node | None:
    """The map at the end of a way through maps."""
    node: Node | None = root
    for step in way:
        node = node.get(step) if node else None
    return node if node and node.is_map else None


def _elsewhere(node: Node) -> Place | None:
    """Where a schema stands that is nothing but a reference to another file."""
    reference = reference_of(node) if node.is_map and len(node.value) == 1 else None
    target = address_of(node, reference) if reference else None
    return target if target and target[0] != node.document.address else None


def _stem(address: str) -> str:
    return PurePosixPath(urlsplit(address).path).stem
