"""Schemas as a request sees them: references followed, `allOf` merged, what only the server writes left out.

A flat schema is a plain dict of keywords with a few additions that no document can contain: the name of the
definition it came from, the alternatives (`oneOf`, `anyOf`, `if`) that are still open, and whether it was read
otherwise than it is written.
"""

from collections.abc import Mapping
from typing import Any, Final

from apigen.analysis.payloads.tree.merging import merged
from apigen.openapi.contradictions import contradiction
from apigen.openapi.model import Schema

Flat = Mapping[str, Any]

NAME: Final = "$apigen-name"
CHOICES: Final = "$apigen-choices"
"""A tuple of groups; one schema of each group must hold."""

CALLED: Final = "$apigen-called"
"""What members of an object mean: the names of others, whose values they take."""

MEANT: Final = "$apigen-meant"
"""True where nothing fits as it is written."""

_TAKEN_APART = frozenset(("$ref", "allOf", "oneOf", "anyOf", "if"))
_PREFIX = "#/$defs/"


def reference_name(reference: Any) -> str:
    """`#/$defs/Order` names `Order`; `#/components/schemas/Order`, as discriminators have it, too."""
    return str(reference).rpartition("/")[2].replace("~1", "/").replace("~0", "~")


class RequestView:
    """The schemas of one API from the side that sends requests."""

    def __init__(self, definitions: Mapping[str, Schema]) -> None:
        self.definitions = definitions
        self._flat: dict[int, tuple[Any, Flat | None]] = {}
        self._children: dict[str, tuple[str, ...]] | None = None

    def target(self, schema: Any) -> tuple[str, Schema] | None:
        """The definition that a schema refers to; None where it has no reference."""
        reference = schema.get("$ref") if isinstance(schema, Mapping) else None
        if not isinstance(reference, str):
            return None
        name = reference.removeprefix(_PREFIX).replace("~1", "/").replace("~0", "~")
        return name, self.definitions.get(name, True)

    def flat(self, schema: Any) -> Flat | None:
        """The schema with everything merged into one level; None where nothing can satisfy it.

        Results are kept by identity together with the schema, so an identity is never that of another object.
        """
        known = self._flat.get(id(schema))
        if known is None or known[0] is not schema:
            known = (schema, self._flatten(schema, frozenset()))
            self._flat[id(schema)] = known
        return known[1]

    def children(self, name: str) -> tuple[str, ...]:
        """The definitions that extend this one with `allOf`."""
        if self._children is None:
            found: dict[str, list[str]] = {}
            for child, schema in self.definitions.items():
                for part in _parts(schema):
                    if target := self.target(part):
                        found.setdefault(target[0], []).append(child)
            self._children = {parent: tuple(names) for parent, names in found.items()}
        return self._children.get(name, ())

    def is_read_only(self, schema: Any) -> bool:
        """Whether a property is written by the server alone."""
        flat = self.flat(schema)
        return flat is not None and flat.get("readOnly") is True

    def _flatten(self, schema: Any, seen: frozenset[str]) -> Flat | None:
        if schema is False:
            return None
        if not isinstance(schema, Mapping):
            return {}
        own = {key: value for key, value in schema.items() if key not in _TAKEN_APART}
        if wrong := contradiction(schema):
            own[MEANT] = True
            if wrong == "type":
                del own["type"]
        groups = tuple(_groups(schema))
        flat: Flat | None = {**own, CHOICES: groups} if groups else own
        if (target := self.target(schema)) and target[0] not in seen:
            name, definition = target
            flat = merged(flat, self._flatten(definition, seen | {name}))
            flat = None if flat is None else {**flat, NAME: name}
        for part in _parts(schema):
            flat = merged(flat, self._flatten(part, seen))
        return flat


def _parts(schema: Any) -> tuple[Any, ...]:
    parts = schema.get("allOf") if isinstance(schema, Mapping) else None
    return tuple(parts) if isinstance(parts, list | tuple) else ()


def _ways_out(forbidden: Any) -> tuple[Any, ...]:
    """How an object does not hold what is forbidden: one member is wrong, or a required one is missing."""
    if not isinstance(forbidden, Mapping) or not forbidden.keys() <= {"properties", "required", "type"}:
        return ()
    members, needed = forbidden.get("properties", {}), forbidden.get("required", ())
    if not isinstance(members, Mapping) or "object" not in forbidden.get("type", "object"):
        return ()
    missing = [{"properties": {name: False}} for name in needed]
    wrong = [{"required": [name], "properties": {name: {"not": member}}} for name, member in members.items()]
    return (*missing, *wrong)


def _groups(schema: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """What must be chosen: a branch of `oneOf`, of `anyOf`, the way of an `if`, whether a dependency applies."""
    groups = [tuple(schema[key]) for key in ("oneOf", "anyOf") if isinstance(schema.get(key), list | tuple)]
    if "if" in schema:
        condition, otherwise = schema["if"], schema.get("else", True)
        groups.append(({"allOf": [condition, schema.get("then", True)]}, {"allOf": [{"not": condition}, otherwise]}))
    groups.append(_ways_out(schema.get("not")))
    dependents = schema.get("dependentSchemas")
    for name, dependent in dependents.items() if isinstance(dependents, Mapping) else ():
        groups.append(({"required": [name], "allOf": [dependent]}, {"properties": {name: False}}))
    return [group for group in groups if group]
