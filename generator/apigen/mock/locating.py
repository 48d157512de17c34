"""Where in an answer a thing of a collection stands, or the list of them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, TypeAlias

from apigen.mock.document import Tree
from apigen.mock.names import naming_properties, noun, singular
from apigen.mock.schemas import Schemas

WRAPPERS = frozenset(
    {"item", "data", "result", "resource", "entity", "value", "content", "element", "node", "payload", "response"}
)  # say nothing
_Level: TypeAlias = list[tuple[tuple[str, ...], Any]]  # where in an answer -> the schema there
_ENVELOPE_DEPTH = 2  # how deep `{"data": {"order": {...}}}` may hide the thing


def locate_thing(schemas: Schemas, answer: Any, parameter: str, path: str) -> tuple[str, ...] | None:
    """Where in an answer the thing stands: `()`, `("data",)`; `("items", "*")` inside a list."""
    named = locate_named(schemas, answer, parameter, path)
    if named is None and "object" in schemas.types(answer) and not list_path(schemas, answer, path):
        return open_place(schemas, answer) or ()
    return named


def open_place(schemas: Schemas, answer: Any) -> tuple[str, ...] | None:
    """Where an answer has an object whose members the document does not tell: `()`, `("data",)`."""
    wrapped = [(name, part) for name, part in schemas.properties(answer).items() if singular(name) in WRAPPERS]
    for keys, node in [((), answer), *(((name,), part) for name, part in wrapped)]:
        if schemas.types(node) == ("object",) and not schemas.properties(node):
            return keys
    return None


def locate_named(schemas: Schemas, answer: Any, parameter: str, path: str) -> tuple[str, ...] | None:
    """Where in an answer an object with the id stands, the outermost one first, and in it what is named after it."""
    level: _Level = [((), answer)]
    for _ in range(_ENVELOPE_DEPTH + 2):
        for keys, node in _called_first(level, path):
            if id_properties(schemas, parameter, path, node):
                return keys
        level = [child for keys, node in level for child in _children(schemas, keys, node) if _is_about(child[0], path)]
    return None


def _is_about(keys: tuple[str, ...], path: str) -> bool:
    """Whether a member may be a thing of the collection: not one that is above it, nor any member of an element."""
    called = singular(keys[-1])
    if keys[-1] == "*" or called == noun(path) or called in WRAPPERS:
        return True
    above = {singular(literal) for literal, after in pairwise(path.split("/")) if after.startswith("{")}
    return "*" not in keys and called not in above


def _children(schemas: Schemas, keys: tuple[str, ...], node: Any) -> _Level:
    if "array" in schemas.types(node):
        return [((*keys, "*"), schemas.flat(node).get("items", {}))]
    inner = schemas.properties(node).items()
    return [((*keys, name), part) for name, part in inner if {"object", "array"} & set(schemas.types(part))]


def _called_first(level: _Level, path: str) -> _Level:
    """What is called as a thing of the collection before the others."""
    return sorted(level, key=lambda one: noun(path) not in map(singular, one[0]))


def list_path(schemas: Schemas, answer: Any, path: str) -> tuple[str, ...] | None:
    """Where in an answer the list stands: `()` or `("data",)` or `("data", "items")`."""
    level: _Level = [((), answer)]
    for _ in range(_ENVELOPE_DEPTH + 1):
        for keys, node in _called_first(level, path):
            if "array" in schemas.types(node):
                return keys
        level = [child for keys, node in level for child in _children(schemas, keys, node)]
    return None


def schema_at(schemas: Schemas, node: Any, keys: Sequence[str]) -> Tree:
    """The schema that stands below `keys`."""
    for key in keys:
        node = schemas.flat(node).get("items") if key == "*" else schemas.properties(node).get(key)
    return schemas.document.resolve(node)


def id_properties(schemas: Schemas, parameter: str, path: str, node: Any) -> tuple[str, ...]:
    """The naming properties of an object schema; objects and lists name nothing."""
    plain = [name for name, part in schemas.properties(node).items() if not _is_composite(schemas, part)]
    return naming_properties(parameter, path, plain)


def _is_composite(schemas: Schemas, node: Any) -> bool:
    """Whether the schema is one of objects or lists."""
    return not {"object", "array"}.isdisjoint(schemas.types(node))
