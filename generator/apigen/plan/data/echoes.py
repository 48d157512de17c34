"""Members of a body that repeat what the path says: `project_id` of `POST /projects/{project_id}/tasks`.

A value of their own would contradict the path, and servers refuse that.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from apigen.analysis.payloads import DrawnRequest
from apigen.identifiers import words_of
from apigen.openapi.lookup import body_media_type, merged, properties, resolve, type_of
from apigen.openapi.model import Operation, Parameter, Schema
from apigen.plan.model import Fill


def echoes(
    operation: Operation, variables: Mapping[str, str], numbers: Collection[str], definitions: Mapping[str, Schema]
) -> Iterator[tuple[str, str, Fill]]:
    """Places such as `body project_id`, their slots, and what fills these.

    `variables` are those of path parameters; `numbers` are those of them that may hold numbers.
    """
    media_type = body_media_type(operation)
    declared = properties(media_type.schema, definitions) if media_type else {}
    members = {tuple(words_of(name)): name for name in reversed(list(declared))}
    for parameter in operation.path_parameters:
        variable = variables[parameter.name]
        name = next((members[words] for words in _spellings(operation, parameter, variable) if words in members), "")
        kind = _kind(declared[name], definitions) if name else ""
        if name and kind == _kind(parameter.schema, definitions):
            as_text = "!s" if kind == "string" and variable in numbers else ""
            yield f"body {name}", f"this_{variable}{as_text}", Fill(f"this_{variable}", "", "", variable)


def without_own_key(
    requests: tuple[DrawnRequest, ...],
    operation: Operation,
    variables: Mapping[str, str],
    definitions: Mapping[str, Schema],
) -> tuple[DrawnRequest, ...]:
    """The requests of a PATCH without members that repeat which thing is meant, where anything else is in a body.

    They would change nothing, and servers refuse to hear of what cannot change.
    """
    media_type = body_media_type(operation)
    if operation.method != "PATCH" or media_type is None:
        return requests
    needed = merged(media_type.schema, definitions).get("required") or ()
    repeated = {place.removeprefix("body ") for place, _, _ in echoes(operation, variables, (), definitions)}
    bodies = [(each, each.body) for each in requests if isinstance(each.body, Mapping)]
    told = [(each, {k: v for k, v in body.items() if k in needed or k not in repeated}) for each, body in bodies]
    return tuple(replace(each, body=body) for each, body in told if body) or requests


def _spellings(operation: Operation, parameter: Parameter, variable: str) -> Iterator[tuple[str, ...]]:
    """What a member is called that means a parameter of the path, or the thing that it names."""
    said = tuple(words_of(parameter.name))
    is_itself = operation.method in ("PUT", "PATCH") and operation.path.rstrip("/").endswith(f"{{{parameter.name}}}")
    if len(said) > 1 or is_itself:
        yield said
    if is_itself and len(said) > 1:  # `key` and `variable` of `/variables/{variable_key}`
        yield from (said[-1:], said[:-1])
    *noun, last = words_of(variable)
    if last == "id" and noun:
        yield from ((*noun, last), tuple(noun))
    if is_itself:
        yield ("id",)


def _kind(schema: Schema | None, definitions: Mapping[str, Schema]) -> str:
    """The type of a value; of alternatives the first one that is not null."""
    own = resolve(schema, definitions)
    branches = [resolve(branch, definitions) for branch in (*own.get("anyOf", ()), *own.get("oneOf", ()))]
    return next((kind for each in (own, *branches) if (kind := type_of(each)) not in ("", "null")), "")
