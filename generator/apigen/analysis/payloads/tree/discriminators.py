"""Discriminators: which definitions a base stands for, and the member by which each of them announces itself."""

from collections.abc import Mapping

from apigen.analysis.payloads.tree.request_view import CHOICES, NAME, Flat, RequestView, reference_name


def children(schema: Flat, view: RequestView) -> tuple[str, ...]:
    """The definitions that a base with a discriminator stands for."""
    name = schema.get(NAME)
    return view.children(name) if name and _property_of(schema) else ()


def _property_of(schema: Flat) -> str:
    discriminator = schema.get("discriminator")
    return str(discriminator.get("propertyName", "")) if isinstance(discriminator, Mapping) else ""


def announced(schema: Flat, view: RequestView) -> Flat:
    """A definition that extends a base announces itself in the base's discriminator."""
    name = schema.get(NAME)
    if not name or schema.get(CHOICES) or not _property_of(schema) or children(schema, view):
        return schema
    tag = tag_for(schema, name)
    return tagged(schema, *tag, view) if tag else schema


def tag_for(schema: Flat, name: str | None) -> tuple[str, str] | None:
    """The discriminator's property and the value that stands for a definition."""
    discriminator = schema.get("discriminator")
    if not name or not _property_of(schema) or not isinstance(discriminator, Mapping):
        return None
    mapping = discriminator.get("mapping")
    keys = mapping.items() if isinstance(mapping, Mapping) else ()
    value = next((key for key, target in keys if reference_name(target) == name), name)
    return _property_of(schema), value


def tagged(schema: Flat, tag: str, value: str, view: RequestView) -> Flat:
    """The schema with the value of its discriminator, or the one listed there that begins the name of the schema."""
    properties = schema.get("properties") or {}
    declared = view.flat(properties.get(tag, True)) or {}
    listed = declared.get("enum", [value])
    if value not in listed:
        value = next((each for each in listed if isinstance(each, str) and value.startswith(each)), "")
    if not value and "const" not in declared:
        return schema
    own = {} if "const" in declared else {"const": value}
    member = {"allOf": [properties[tag], own]} if tag in properties else own
    required = list(dict.fromkeys([*schema.get("required", ()), tag]))
    return {**schema, "properties": {**properties, tag: member}, "required": required}
