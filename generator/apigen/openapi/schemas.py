"""Schemas of every OpenAPI version as JSON Schema 2020-12, each normalised once and only when an operation needs it.

References become names: `#/components/schemas/Order` reads `#/$defs/Order`, and what `Order` means is read when
`definitions` is asked for. So recursion in the document never becomes recursion here.
"""

from collections.abc import Callable
from typing import Any

from apigen.diagnostics import Diagnostic, Location
from apigen.openapi.contradictions import contradiction
from apigen.openapi.definitions import DefinitionNames, Place, map_at
from apigen.openapi.keywords import (
    ANNOTATIONS,
    CHECKS,
    DROPPED,
    ONE_SCHEMA,
    OURS,
    PROVIDER_KEYWORDS,
    SCHEMA_LISTS,
    SCHEMA_MAPS,
    cleaned_types,
    nullable,
    provider_name,
    with_bounds,
)
from apigen.openapi.model import Schema
from apigen.openapi.patterns import is_readable
from apigen.source import Node
from apigen.source.references import find, follow, place, reference_of, resolve

_REFERENCES = ("$ref", "$dynamicRef")  # the latter is taken for the former: no schema here is extended at run time
_COMPONENTS = ("components", "schemas")


class Schemas:
    """Reads schemas and collects the definitions they refer to."""

    def __init__(self, root: Node, siblings_count: bool) -> None:
        """`siblings_count`: whether keywords beside a `$ref` count, as they do since OpenAPI 3.1."""
        self._siblings_count = siblings_count
        self._made = DefinitionNames(root)
        self._names: dict[Place, str] = {}
        self._waiting: list[tuple[str, Node]] = []
        self._definitions: dict[str, Schema] = {}
        self.providers: dict[str, Location] = {}  # names under x-faker and its like, with the first place of each
        self._special: dict[str, Callable[[Node], dict[str, Any]]] = {
            "type": _types,
            "enum": _enum,
            "required": _required,
            "examples": _examples,
            "items": self._items,
            "dependencies": self._dependencies,
            "dependentRequired": _dependent_required,
            "discriminator": self._discriminator,
        }

    def read(self, node: Node) -> Schema:
        """The schema at a node, with the names of its references."""
        if isinstance(node.value, bool):
            return node.value
        if not isinstance(node.value, dict):
            node.expect("a schema")
            return True
        reference = next((node.value[key] for key in _REFERENCES if isinstance(node.value.get(key), str)), None)
        return self._keywords(node, set(node.value)) if reference is None else self._reference(node, reference)

    def definitions(self) -> dict[str, Schema]:
        """What the names mean that were given out so far, and the names in those, and so on; sorted by name."""
        while self._waiting:
            name, node = self._waiting.pop()
            self._definitions[name] = self.read(node)
        return dict(sorted(self._definitions.items()))

    def _reference(self, node: Node, reference: str) -> Schema:
        keys = {key for key in node.value if self._siblings_count or key in ANNOTATIONS or key.startswith("x-")}
        siblings = self._keywords(node, keys.difference(_REFERENCES))
        target = self._target(node, reference)
        if target is None:
            return siblings or True
        linked = {"$ref": self._link(target), **siblings}
        needed = {} if self._siblings_count else self._keywords(node, node.value.keys() & {"required"})
        return {"allOf": [linked, needed]} if needed else linked  # what is sent too much is wrong in no version

    def _target(self, node: Node, reference: str) -> Node | None:
        """Where a reference leads; None where it leads nowhere or, over other references alone, back to itself."""
        target = find(node, reference)
        fault = target if isinstance(target, Diagnostic) else resolve(target)
        if isinstance(fault, Diagnostic):
            node.notes.add(fault)
            return None
        return target if isinstance(target, Node) else None

    def _link(self, target: Node) -> str:
        """The reference to a definition, which is read later."""
        target = _without_detour(target)
        key = place(target)
        if key not in self._names:
            self._names[key] = self._made.new(target)
            self._waiting.append((self._names[key], target))
        return f"#/$defs/{self._names[key]}"

    def _keywords(self, node: Node, keys: set[str]) -> dict[str, Any]:
        """The keywords of a schema that are named in `keys`, in the order of the document."""
        schema: dict[str, Any] = {}
        for key, value in node.value.items():
            if key in keys and key not in DROPPED and not key.startswith(OURS):
                schema.update(self._keyword(node, key, value))
        schema = with_bounds(schema)
        may_be_null = schema.pop("nullable", False) | schema.pop("x-nullable", False)
        schema = nullable(schema) if may_be_null else schema
        _tell_contradiction(node, schema)
        return schema

    def _keyword(self, node: Node, key: str, value: Any) -> dict[str, Any]:
        """What a keyword becomes; nothing where its value is unusable."""
        if key in CHECKS:
            return _checked(node, key, value)
        if key in ONE_SCHEMA:
            return {key: self.read(node.child(key, value))}
        if key in SCHEMA_MAPS:
            return self._schema_map(node.child(key, value))
        if key in SCHEMA_LISTS:
            return self._schema_list(node.child(key, value))
        if key in PROVIDER_KEYWORDS and (name := provider_name(key, value)):
            self.providers.setdefault(name, node.child(key, value).location)
        special = self._special.get(key)
        return special(node.child(key, value)) if special else {key: value}

    def _schema_map(self, node: Node) -> dict[str, Any]:
        members = follow(node) if reference_of(node) is not None else node
        if members is None or not members.is_map:
            return _unusable(node, "a map of schemas")
        keyword = node.pointer[-1]
        is_named = keyword != "patternProperties"
        return {
            keyword: {name: self.read(each) for name, each in members.items() if is_named or _is_pattern(each, name)}
        }

    def _schema_list(self, node: Node, keyword: str = "") -> dict[str, Any]:
        if not isinstance(node.value, list) or not node.value:
            return _unusable(node, "a list with schemas")
        return {keyword or node.pointer[-1]: [self.read(schema) for schema in node.elements()]}

    def _items(self, node: Node) -> dict[str, Any]:
        """One schema for all items; a list of them, as older drafts have it, is `prefixItems` now."""
        is_list = isinstance(node.value, list)
        return self._schema_list(node, "prefixItems") if is_list else {"items": self.read(node)}

    def _dependencies(self, node: Node) -> dict[str, Any]:
        """Draft 7's `dependencies`, which 2020-12 divides into two keywords."""
        if not node.is_map:
            return _unusable(node, "a map")
        schemas = {key: self.read(member) for key, member in node.items() if not isinstance(member.value, list)}
        return {**_dependent_required(node), "dependentSchemas": schemas}

    def _discriminator(self, node: Node) -> dict[str, Any]:
        """Its mapping names schemas by reference or by bare name (OpenAPI 3.1, section 4.8.25)."""
        if isinstance(node.value, str):
            return {"discriminator": {"propertyName": node.value}}
        if not node.is_map:
            return _unusable(node, "a map")
        mapping = node.mapping("mapping")
        links = {key: self._mapped(member) for key, member in mapping.items()} if mapping else {}
        rest = {key: value for key, value in node.value.items() if key != "mapping"}
        usable = {key: link for key, link in links.items() if link}
        return {"discriminator": {**rest, "mapping": usable} if usable else rest}

    def _mapped(self, node: Node) -> str | None:
        if not isinstance(node.value, str):
            node.expect("text")
            return None
        components = map_at(Node.root(node.document, node.notes), _COMPONENTS)
        is_name = components is not None and node.value in components.value
        target = self._target(node, f"#/components/schemas/{node.value}" if is_name else node.value)
        return self._link(target) if target else None


def _without_detour(target: Node) -> Node:
    """The schema in another file where a component is nothing but a reference to it."""
    reference = reference_of(target) if target.is_map and len(target.value) == 1 else None
    behind = find(target, reference) if reference else None
    is_elsewhere = isinstance(behind, Node) and behind.document.address != target.document.address
    return _without_detour(behind) if isinstance(behind, Node) and is_elsewhere else target


def _checked(node: Node, key: str, value: Any) -> dict[str, Any]:
    passes, kind = CHECKS[key]
    if not passes(value):
        return _unusable(node.child(key, value), kind)
    if key == "format":
        return {key: _SPELLINGS.get(value.lower(), value)}
    return {key: value} if key != "pattern" or _is_pattern(node.child(key, value), value) else {}


_SPELLINGS = {"guid": "uuid", "uuid4": "uuid"}  # what frameworks call the format of RFC 9562


def _is_pattern(node: Node, pattern: str) -> bool:
    """Whether a pattern can be read; told at the node where it cannot."""
    if is_readable(pattern):
        return True
    message = f"{node.reference} is no regular expression of ECMA-262: {pattern!r}; it is ignored"
    node.warn("AG219", message, "correct it, or escape what shall stand for itself")
    return False


def _types(node: Node) -> dict[str, Any]:
    """The types that exist; `file` of OpenAPI 2.0 means binary content, and `any` is what no type means."""
    known, unknown = cleaned_types(node.value)
    if unknown == ["file"]:
        return {"format": "binary"}
    if unknown and unknown != ["any"]:
        node.warn("AG219", f"{node.reference} names no type of JSON Schema: {unknown[0]!r}; it is ignored", _TYPES_HINT)
    if not known:
        return {}
    return {"type": known if isinstance(node.value, list) else known[0]}


_TYPES_HINT = "use string, integer, number, boolean, array, object or null"


def _enum(node: Node) -> dict[str, Any]:
    if not isinstance(node.value, list) or not node.value:
        return _unusable(node, "a list with values")
    return {"enum": node.value}


def _examples(node: Node) -> dict[str, Any]:
    """A list of values; the named examples that media types have are taken for their values."""
    return {"examples": list(node.value.values()) if node.is_map else [child.value for child in node.elements()]}


def _required(node: Node) -> dict[str, Any]:
    """The names of required properties, each once; `required: true` on a property is draft 3 and has no meaning."""
    if not isinstance(node.value, list):
        return _unusable(node, "a list of property names")
    return {"required": list(dict.fromkeys(name for name in node.value if isinstance(name, str)))}


def _dependent_required(node: Node) -> dict[str, Any]:
    """By property: the names of those it needs beside it."""
    lists = {key: member.value for key, member in node.items() if isinstance(member.value, list)}
    return {
        "dependentRequired": {
            key: list(dict.fromkeys(name for name in names if isinstance(name, str))) for key, names in lists.items()
        }
    }


def _tell_contradiction(node: Node, schema: dict[str, Any]) -> None:
    """AG226 at the keyword that keeps a schema from admitting anything."""
    wrong = contradiction(schema)
    if not wrong:
        return
    reasons = {
        "type": ("`enum` lists nothing of the `type` beside it", "make the type that of the values"),
        "pattern": ("the pattern stands between slashes, which match themselves", "leave out the slashes"),
    }
    reason, hint = reasons[wrong]
    message = f"{node.reference} admits nothing as it is written: {reason}; it is sent as it is meant where it must be"
    node.child(wrong, node.value[wrong]).warn("AG226", message, hint)


def _unusable(node: Node, kind: str) -> dict[str, Any]:
    node.warn("AG219", f"{node.reference} should be {kind} and is {node.shown}; it is ignored")
    return {}
