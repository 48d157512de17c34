"""One flat view of a schema: what its `$ref`, `allOf`, `oneOf` and `anyOf` come to for one value.

A mock needs one conforming value, not all of them, so the first variant of `oneOf` and
`anyOf` that is not null stands for all.
"""

from collections.abc import Mapping
from typing import Any

from apigen.mock.document import Document, Tree, as_list, as_tree

_MERGED_MAPS = ("properties", "patternProperties")
_OBJECT_WORDS = ("properties", "additionalProperties", "required", "minProperties")
_ARRAY_WORDS = ("items", "prefixItems", "minItems", "maxItems")


class Schemas:
    """Flat views of the schemas of one document, each made once."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._flat: dict[int, tuple[Any, Tree]] = {}  # id -> (the node, so that its id stays taken; its view)

    def flat(self, node: Any) -> Tree:
        """The schema as one mapping without references and without combinations."""
        if id(node) not in self._flat:
            self._flat[id(node)] = (node, self._flatten(node, frozenset()))
        return self._flat[id(node)][1]

    def _flatten(self, node: Any, above: frozenset[int]) -> Tree:
        schema = self.document.resolve(node)
        if id(schema) in above:
            return {}
        parts = list(as_list(schema.get("allOf")))
        variant = next(filter(self._is_wanted, as_list(schema.get("oneOf")) + as_list(schema.get("anyOf"))), None)
        if variant is not None:
            parts.append(variant)
        if not parts:
            return schema
        merged: dict[str, Any] = {k: v for k, v in schema.items() if k not in ("allOf", "oneOf", "anyOf")}
        for part in parts:
            _merge(merged, self._flatten(part, above | {id(schema)}))
        self._name_variant(schema, variant, merged)
        return merged

    def _is_wanted(self, variant: Any) -> bool:
        schema = self.document.resolve(variant)
        return bool(schema) and schema.get("type") != "null" and schema.get("enum") != [None]

    def _name_variant(self, schema: Tree, variant: Any, merged: dict[str, Any]) -> None:
        """The discriminator's property says which variant was taken."""
        discriminator = as_tree(schema.get("discriminator"))
        reference = as_tree(variant).get("$ref")
        if not isinstance(reference, str) or "propertyName" not in discriminator:
            return
        mapping = as_tree(discriminator.get("mapping"))
        names = [name for name, target in mapping.items() if target in (reference, reference.rsplit("/", 1)[-1])]
        name = names[0] if names else reference.rsplit("/", 1)[-1]
        properties = dict(as_tree(merged.get("properties")))
        properties[discriminator["propertyName"]] = {"type": "string", "enum": [name]}
        merged["properties"] = properties

    def types(self, node: Any) -> tuple[str, ...]:
        """The JSON types that the schema allows, guessed from its other words when it names none."""
        schema = self.flat(node)
        declared = schema.get("type")
        if isinstance(declared, str):
            return (declared,)
        if isinstance(declared, list):
            return tuple(str(name) for name in declared)
        if any(word in schema for word in _OBJECT_WORDS):
            return ("object",)
        return ("array",) if any(word in schema for word in _ARRAY_WORDS) else ()

    def properties(self, node: Any) -> Tree:
        """Name -> schema of the properties of an object schema."""
        return as_tree(self.flat(node).get("properties"))

    def possible_properties(self, node: Any, depth: int = 4) -> dict[str, Any]:
        """The properties of the schema and of everything that it may be combined with."""
        schema = self.document.resolve(node)
        found = dict(as_tree(schema.get("properties")))
        for word in ("allOf", "oneOf", "anyOf") if depth else ():
            for part in as_list(schema.get(word)):
                found = {**self.possible_properties(part, depth - 1), **found}
        return found

    def allows_null(self, node: Any) -> bool:
        """Whether null is a value of the schema."""
        schema = self.document.resolve(node)
        return schema.get("nullable") is True or "null" in as_list(schema.get("type"))


def _merge(merged: dict[str, Any], part: Tree) -> None:
    """Adds the demands of `part`: properties and required names are united, other words narrow."""
    for word, value in part.items():
        if word in _MERGED_MAPS and isinstance(value, Mapping):
            known = as_tree(merged.get(word))
            both = {name: {"allOf": [known[name], value[name]]} for name in value if name in known}
            merged[word] = {**known, **value, **both}
        elif word == "required" and isinstance(value, list):
            merged[word] = list(dict.fromkeys([*as_list(merged.get(word)), *value]))
        elif word == "enum" and word in merged and isinstance(value, list):
            merged[word] = [item for item in merged[word] if item in value] or value
        elif word == "additionalProperties" and merged.get(word) is False:
            continue
        else:
            merged.setdefault(word, value)
