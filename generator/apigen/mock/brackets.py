"""Names in brackets, as `address[city]` and `items[0][price]`: the tree that they stand for (style deepObject)."""

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

from apigen.mock.document import as_tree
from apigen.mock.schemas import Schemas

Cast: TypeAlias = Callable[[Schemas, Any, str], Any]

_STEP = re.compile(r"\[([^\[\]]*)\]")


def bracketed(name: str, pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """The tree of all pairs whose name begins with `name[`: texts in maps, and lists as maps by number."""
    found: dict[str, Any] = {}
    for key, text in pairs:
        if key.startswith(f"{name}[") and (steps := _STEP.findall(key[len(name) :])):
            _put(found, steps, text)
    return found


def _put(tree: dict[str, Any], steps: list[str], text: str) -> None:
    for step in steps[:-1]:
        inner = tree.setdefault(step, {})
        if not isinstance(inner, dict):  # a text already stands where a branch should
            return
        tree = inner
    tree[steps[-1]] = text


def cast_tree(schemas: Schemas, node: Any, tree: Any, cast: Cast) -> Any:
    """The tree as the JSON value that its schema describes; `cast` does that for one text."""
    if isinstance(tree, str):
        return cast(schemas, node, tree)
    if "array" in schemas.types(node) and all(step.isdigit() for step in tree):
        items = schemas.flat(node).get("items", {})
        return [cast_tree(schemas, items, tree[step], cast) for step in sorted(tree, key=int)]
    properties, extra = schemas.properties(node), as_tree(schemas.flat(node).get("additionalProperties"))
    return {name: cast_tree(schemas, properties.get(name, extra), inner, cast) for name, inner in tree.items()}
