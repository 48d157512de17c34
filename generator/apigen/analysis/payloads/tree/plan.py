"""The plan: what stands at every place of a request, and where its values come from.

Schemas may refer to themselves, so the tree grows as far as drawing walks and no further. A node belongs to a place
of the document (`body.items[].sku`), never to one record, and can be asked for its sources to explain a value.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from apigen.analysis.payloads.meaning.documented import examples_of
from apigen.analysis.payloads.meaning.names import noun_of_definition, singular, words_of
from apigen.analysis.payloads.tree.discriminators import announced, children, tag_for, tagged
from apigen.analysis.payloads.tree.idle import idle_values, in_service
from apigen.analysis.payloads.tree.merging import merged
from apigen.analysis.payloads.tree.request_view import CALLED, CHOICES, NAME, Flat, RequestView
from apigen.data_settings import FieldRule
from apigen.openapi.patterns import python_pattern

WRAPPERS = frozenset("data attributes payload input object resource body item request record fields entity".split())

_ADDRESS = frozenset("city zip postal postcode zipcode street county province".split())
"""Names that make an object an address, whatever it is called."""


_COLUMNS = 3  # lists beside each other that make a table
_LANGUAGE = re.compile(
    r"(ar|cs|da|de|el|en|es|fi|fr|he|hu|it|ja|ko|nb|nl|no|pl|pt|ro|ru|sv|tr|uk|zh)([-_][A-Za-z]{2})?"
)

T = TypeVar("T")
_UNKNOWN: Any = object()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a node stands and what is around it."""

    path: str  # body.items[].sku
    words: tuple[str, ...]  # of the nearest property name
    owners: tuple[str, ...]  # what the property belongs to, most telling first: line_item, item
    location: str  # body, or that of the parameter
    depth: int = 0
    is_top: bool = False  # a direct member of the thing that the request is about
    trail: tuple[str, ...] = ()  # definitions on the way, to notice recursion
    description: str = ""
    pointer: str = ""  # /items/*/sku, from the root of the body or the parameter
    name: str = ""  # of the nearest property, as it is written
    rules: tuple[FieldRule, ...] = ()  # of the user, for this operation
    asked: tuple[tuple[str, Any], ...] = ()  # members that the operation's description wants, with its value or None
    siblings: frozenset[str] = frozenset()  # the names of the object's properties, with its own
    key: str = ""  # what the path of the new thing calls it: the last parameter below the operation's path
    is_create: bool = False  # of a POST on a collection
    switch: bool | None = None  # the value of a switch that harms nobody
    is_column: bool = False  # one of several lists of an object, which belong together item by item
    is_change: bool = False  # of what the path names, and others may use


class Node:
    """One place of the plan."""

    def __init__(self, view: RequestView, flat: Flat | None, place: Place, hints: tuple[Any, ...] = ()) -> None:
        self.view = view
        self.schema = None if flat is None else announced(flat, view)
        name = (flat or {}).get(NAME)
        self.place = replace(place, trail=(*place.trail, name)) if name else place
        self.hints = hints
        self._grown: dict[Any, Node] = {}
        self._known: dict[Any, Any] = {}

    def once(self, work: "Callable[..., T]", *details: Any) -> T:
        """What `work(node, *details)` finds out about this place, which is the same for every record."""
        found: T = self._known.get((work, details), _UNKNOWN)
        if found is _UNKNOWN:
            found = self._known[work, details] = work(self, *details)
        return found

    @cached_property
    def examples(self) -> tuple[Any, ...]:
        """What the document shows for this place, from the outside in."""
        return (*self.hints, *examples_of(self.schema or {}))

    @property
    def description(self) -> str:
        return str((self.schema or {}).get("description") or self.place.description)

    @cached_property
    def repeats(self) -> int:
        """How often the definition of this node occurs on the way to it."""
        return max((self.place.trail.count(name) for name in self.place.trail), default=0)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The types a request may use here, without null where there is another; `any` where nothing is said."""
        schema = self.schema or {}
        given = schema.get("type")
        types = (given,) if isinstance(given, str) else tuple(given or ()) or _implied(schema)
        return tuple(kind for kind in types if kind != "null") or types

    @cached_property
    def properties(self) -> Mapping[str, Any]:
        """The declared properties that a request may carry."""
        declared = (self.schema or {}).get("properties") or {}
        return {name: schema for name, schema in declared.items() if not self.view.is_read_only(schema)}

    @cached_property
    def idle_values(self) -> Mapping[str, bool]:
        """The values of the switches of an object that would act by itself; only bodies make such objects."""
        if self.place.location != "body":
            return {}
        booleans = [name for name, schema in self.properties.items() if self._is_open(schema)]
        return idle_values((*self.properties, *self._nouns), booleans) if booleans else {}

    @cached_property
    def required(self) -> frozenset[str]:
        """The required properties, without those that only the server writes."""
        declared = (self.schema or {}).get("properties") or {}
        named = (self.schema or {}).get("required") or ()
        return frozenset(name for name in named if name not in declared or name in self.properties)

    def member(self, name: str) -> "Node":
        """The node of a property, declared or not."""
        if name not in self._grown:
            hints = tuple(each[name] for each in self.examples if isinstance(each, Mapping) and name in each)
            schema = self.properties[name] if name in self.properties else self._undeclared(name)
            if (value := dict(self.place.asked).get(name)) is not None:
                schema = {"allOf": [schema, {"const": value}]}
            self._grown[name] = Node(self.view, self.view.flat(schema), self._inside(name), hints)
        return self._grown[name]

    def item(self, position: int) -> "Node":
        """The node of an array's items, or of one that `prefixItems` describes."""
        schema = self.schema or {}
        prefix = schema.get("prefixItems") or ()
        key = min(position, len(prefix))
        if ("item", key) not in self._grown:
            hints = tuple(item for each in self.examples if isinstance(each, list) for item in each)
            own = prefix[key] if key < len(prefix) else schema.get("items", schema.get("unevaluatedItems", True))
            path, pointer = f"{self.place.path}[]", f"{self.place.pointer}/*"
            place = replace(
                self.place, path=path, pointer=pointer, depth=self.place.depth + 1, description=self.description
            )
            self._grown["item", key] = Node(self.view, self.view.flat(own), place, hints)
        return self._grown["item", key]

    def beside(self, schema: Any) -> "Node":
        """A node at the same place for another schema, as for the names of a map's entries."""
        key = "beside", json.dumps(schema, sort_keys=True, default=str)
        if key not in self._grown:
            self._grown[key] = Node(self.view, self.view.flat(schema), replace(self.place, words=()))
        return self._grown[key]

    def narrowed(self, key: Any, addition: Any) -> "Node":
        """The node with another schema that must hold as well."""
        if key not in self._grown:
            self._grown[key] = self._with(addition, self.schema)
        return self._grown[key]

    @cached_property
    def branches(self) -> tuple["Node", ...]:
        """The ways to resolve the first open choice; empty where nothing is to be chosen."""
        schema = self.schema or {}
        groups = schema.get(CHOICES, ())
        if groups:
            base = {**schema, CHOICES: groups[1:]}
            nodes = [self._with(branch, base) for branch in groups[0]]
        else:
            base = {key: value for key, value in schema.items() if key != "discriminator"}
            nodes = [self._with({"$ref": f"#/$defs/{child}"}, base) for child in children(schema, self.view)]
        return tuple(node for node in nodes if node.schema is not None)

    def _with(self, branch: Any, base: Flat | None) -> "Node":
        chosen = self.view.flat(branch)
        if chosen is not None and base is not None and (tag := tag_for(base, chosen.get(NAME))):
            chosen = tagged(chosen, *tag, self.view)
        both = merged(base, chosen)
        if both is not None and chosen and NAME in chosen:
            both = {**both, NAME: chosen[NAME]}
        place = self.place
        if own := (self.schema or {}).get(NAME):
            place = replace(place, trail=place.trail[:-1] if place.trail[-1:] == (own,) else place.trail)
        return Node(self.view, both, place, self.hints)

    def _undeclared(self, name: str) -> Any:
        """What holds for a name that is not declared."""
        schema = self.schema or {}
        for pattern, member in (schema.get("patternProperties") or {}).items():
            if (readable := python_pattern(pattern)) and readable.search(name):
                return member
        return schema.get("additionalProperties", schema.get("unevaluatedProperties", True))

    def _is_open(self, schema: Any) -> bool:
        """Whether a property is true or false as we like."""
        flat = self.view.flat(schema) or {}
        return flat.get("type") in ("boolean", ["boolean", "null"]) and {"const", "enum"}.isdisjoint(flat)

    def _inside(self, name: str) -> Place:
        called = (self.schema or {}).get(CALLED, {}).get(name, name)
        words, owners = words_of(called), self._nouns
        is_top = self.place.depth == 0 or (self.place.is_top and self._is_wrapper)
        if self.place.words and all(map(_LANGUAGE.fullmatch, (name, *self.properties))):
            words, owners, is_top = self.place.words, self.place.owners, self.place.is_top  # a translation of it
        return replace(
            self.place,
            path=f"{self.place.path}.{name}",
            pointer=f"{self.place.pointer}/{name.replace('~', '~0').replace('/', '~1')}",
            name=called,
            words=words,
            owners=owners,
            depth=self.place.depth + 1,
            is_top=is_top,
            description="",
            asked=(),
            siblings=self._names,
            is_column=self._has_columns,
            switch=self._switch(name, is_top),
        )

    @property
    def _is_wrapper(self) -> bool:
        """Whether what the request is about stands in a member: in `data`, or in `server` of `POST /servers`."""
        words = self.place.words
        return bool(words) and (words[-1] in WRAPPERS or "_".join(words) in self.place.owners)

    def _switch(self, name: str, is_top: bool) -> bool | None:
        """The value that a switch has to have, where the property is one."""
        is_ours = is_top and self.place.is_change and self._is_open(self.properties.get(name))
        return self.idle_values.get(name, in_service(name) if is_ours else None)

    @cached_property
    def _has_columns(self) -> bool:
        """Whether an object is a table by columns: at least three members are lists, and most of all."""
        flat = (self.view.flat(schema) or {} for schema in self.properties.values())
        lists = sum("array" in each.get("type", ()) for each in flat)
        return lists >= _COLUMNS and lists * 2 > len(self.properties)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self.properties)

    @cached_property
    def _nouns(self) -> tuple[str, ...]:
        """What an object is: by the property it stands in, by its definition, by what surrounds it."""
        defined = noun_of_definition(str((self.schema or {}).get(NAME, "")))
        words = self.place.words
        if not words or words[-1] in WRAPPERS:
            nouns = (defined, *self.place.owners)
        else:
            nouns = ("_".join((*words[:-1], singular(words[-1]))), singular(words[-1]), defined)
        is_address = len(_ADDRESS.intersection(word for name in self.properties for word in words_of(name))) > 1
        return tuple(dict.fromkeys(filter(None, (*nouns, "address" if is_address else ""))))


_SIGNS = (
    ("object", ("properties", "additionalProperties", "patternProperties", "required", "minProperties")),
    ("array", ("items", "prefixItems", "minItems", "maxItems", "uniqueItems")),
    ("string", ("pattern", "minLength", "maxLength")),
    ("number", ("minimum", "maximum", "multipleOf", "exclusiveMinimum", "exclusiveMaximum")),
)


def _implied(schema: Flat) -> tuple[str, ...]:
    """The type that the other keywords speak of."""
    form = str(schema.get("format", ""))
    if form:
        return ("integer" if form.startswith("int") else "number" if form in ("float", "double") else "string",)
    found = next((kind for kind, keywords in _SIGNS if any(keyword in schema for keyword in keywords)), "any")
    forbidden = schema.get("not")
    if found == "any" and isinstance(forbidden, Mapping) and forbidden.keys() == {"type"}:
        return tuple(kind for kind in ("string", "integer", "boolean") if kind not in forbidden["type"])[:1] or (
            "null",
        )
    return (found,)
