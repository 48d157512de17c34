"""The document as openapi-core can judge it: a copy without what would end in false verdicts."""

from collections.abc import Mapping
from typing import Any

from apigen.mock.document import Document, as_list, as_tree, meant_type
from apigen.mock.patterns import read_pattern

_DEMANDS = {"allOf", "anyOf", "oneOf", "not", "minProperties", "enum", "const", "additionalProperties"}

_WORDS = {"type", "format", "title", "description", "example", "nullable", "deprecated"}


def judgeable_tree(document: Document) -> dict[str, Any]:
    """The whole tree, its patterns readable and its `required` lists free of one-way properties.

    OpenAPI 3.0 says that a read-only property is required in answers only, and openapi-core's
    validators of 3.0 know, unless a reference says so; those of 3.1 do not, and would refuse each
    request without the id that the server gives. A pattern that Python cannot read is left out: not
    judged. A `oneOf` of which several branches demand the same members, or none, or one of several texts
    is any text, is read as `anyOf`: nearly every value is valid for all of them.
    """
    copy: dict[str, Any] = _copy(document, document.tree, not str(document.tree["openapi"]).startswith("3.0"))
    return copy


def _copy(document: Document, node: Any, is_relaxed: bool) -> Any:
    if isinstance(node, list):
        return [_copy(document, item, is_relaxed) for item in node]
    if not isinstance(node, Mapping):
        return node
    copy = {key: _copy(document, value, is_relaxed) for key, value in node.items()}
    if isinstance(node.get("content"), Mapping):
        copy["content"] = {meant_type(name): value for name, value in copy["content"].items()}
    if isinstance(node.get("pattern"), str):
        readable = read_pattern(node["pattern"])
        copy["pattern"] = readable or ""
    if "propertyName" in as_tree(node.get("discriminator")):
        copy["discriminator"] = _discriminator(document, node)
        if not copy["discriminator"]:
            del copy["discriminator"]  # openapi-core would refuse everything
    if "anyOf" not in node and _are_alike(document, as_list(node.get("oneOf"))):
        copy["anyOf"] = copy.pop("oneOf")
    properties = as_tree(node.get("properties"))
    if properties and isinstance(node.get("required"), list):
        hidden = {name for name, part in properties.items() if is_relaxed or "$ref" in as_tree(part)}
        copy["required"] = [
            name for name in node["required"] if name not in hidden or not _is_one_way(document, properties[name])
        ]
    return copy


def _discriminator(document: Document, node: Mapping[str, Any]) -> dict[str, Any]:
    """The discriminator with references in place of plain names; `{}` where it leads nowhere."""
    own, branches = node["discriminator"], [*as_list(node.get("oneOf")), *as_list(node.get("anyOf"))]
    mapping = {
        value: target if set("#/.") & set(target) else f"#/components/schemas/{target}"
        for value, target in as_tree(own.get("mapping")).items()
        if isinstance(target, str)
    }
    told = mapping.values() or [as_tree(branch).get("$ref") for branch in branches]
    leads = all(document.resolve({"$ref": reference}) for reference in told)
    return {**own, "mapping": mapping} if leads else {}


def _are_alike(document: Document, branches: list[Any]) -> bool:
    """Whether what one branch of a `oneOf` admits is mostly admitted by another one, too."""
    demands = [_demands(document, branch) for branch in branches]
    texts = [schema for schema in map(document.resolve, branches) if schema.get("type") == "string"]
    is_any_text = len(texts) > 1 and any(text.keys() <= _WORDS for text in texts)
    return is_any_text or any(each is not None and demands.count(each) > 1 for each in demands)


def _demands(document: Document, branch: Any) -> dict[str, Any] | None:
    """The members that a schema of an object asks for; None where it asks for more than members."""
    schema = document.resolve(branch)
    properties = as_tree(schema.get("properties"))
    if not properties or _DEMANDS & schema.keys():
        return None
    return {name: properties.get(name) for name in map(str, as_list(schema.get("required")))}


def _is_one_way(document: Document, schema: Any) -> bool:
    resolved = document.resolve(schema)
    return resolved.get("readOnly") is True or resolved.get("writeOnly") is True
