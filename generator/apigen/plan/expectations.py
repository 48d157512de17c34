"""What a good answer of an operation looks like, as far as a check at run time should know it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apigen.identifiers import words_of
from apigen.openapi.lookup import is_json, merged, properties, resolve, type_of
from apigen.openapi.model import Api, MediaType, Operation, Response, Schema


@dataclass(frozen=True, slots=True)
class Expectation:
    """The verdict's measure: statuses, the kind of body, members of a JSON object."""

    statuses: tuple[int, ...] = ()  # empty: any 2xx
    returns: str = ""  # json, xml, text, any; empty: no body is promised
    members: tuple[str, ...] = ()
    may_have_error: bool = False
    schema_name: str = ""  # of the answer, where it has one in the document


def expectation(operation: Operation, definitions: Mapping[str, Schema]) -> Expectation:
    """From the declared 2xx responses, or redirects; where only some of them have a body, none is promised.

    A `default` that stands for all answers promises nothing: it may be that of errors.
    """
    if stated := _stated(operation.stated("expect")):
        return Expectation(stated)
    good = [r for r in operation.responses if r.is_success and not r.stands_alone] or _redirects(operation)
    statuses = tuple(sorted({int(r.status) for r in good})) if all(r.status.isdigit() for r in good) else ()
    if operation.method == "HEAD" or not good or not all(r.content for r in good) or 204 in statuses:
        return Expectation(statuses)
    if any(response.is_stream for response in good):  # one JSON text after another
        return Expectation(statuses, "any")
    media_type = _accepted(good[0].content)
    returns = _kind(media_type.content_type)
    schema = merged(media_type.schema, definitions)
    if returns == "json" and (not schema or type_of(schema) == "string"):  # frameworks say so of plain text, too
        return Expectation(statuses, "any")
    if returns == "xml" and type_of(schema) == "object" and not properties(schema, definitions):
        return Expectation(statuses)  # an element without content: servers send nothing
    if returns != "json" or type_of(schema) != "object" or "null" in schema.get("type", ()):
        return Expectation(statuses, returns)
    declared = properties(schema, definitions)
    same = len(good) == 1
    names = [name for name in dict.fromkeys(schema.get("required", [])) if name in declared]
    return Expectation(
        statuses,
        returns,
        tuple(name for name in names if not _is_withheld(name, declared[name], definitions)) if same else (),
        bool({"error", "errors"} & set(declared)),
        _name(media_type.schema),
    )


def confined_accept(api: Api) -> str:
    """The Accept header where the document lists its values; empty where it may be anything.

    OpenAPI 3.1 section 4.8.12.1 ignores such parameters, but servers and validators that read them do not.
    """
    return next((text for text in api.accepted if is_json(text)), "")


def _redirects(operation: Operation) -> list[Response]:
    """The answers of an operation that does nothing but send the client elsewhere: a login page, a download."""
    return [Response(r.status) for r in operation.responses if r.status in ("301", "302", "303", "307", "308")]


def _is_withheld(name: str, schema: Any, definitions: Mapping[str, Schema]) -> bool:
    """Whether an answer does without a member that its schema requires: frameworks use that of the request as well."""
    is_password = any(word.startswith("passw") for word in words_of(name))
    return is_password or bool(resolve(schema, definitions).get("writeOnly"))


def _stated(statuses: object) -> tuple[int, ...]:
    """`x-apigen: {expect: [200, 404]}`: these statuses, whatever the body."""
    found = statuses if isinstance(statuses, list) else [statuses]
    return tuple(sorted({status for status in found if type(status) is int and 100 <= status < 600}))


def _name(schema: Schema | None) -> str:
    reference = schema.get("$ref", "") if isinstance(schema, Mapping) else ""
    return str(reference).rpartition("/")[2]


def _accepted(content: tuple[MediaType, ...]) -> MediaType:
    """The representation that the test asks for: JSON where there is one."""
    return next((media_type for media_type in content if _kind(media_type.content_type) == "json"), content[0])


def _kind(content_type: str) -> str:
    essence = content_type.partition(";")[0].strip().lower()
    if "*" in essence:
        return "any"
    if is_json(essence):
        return "json"
    if essence.endswith(("/xml", "+xml")):
        return "xml"
    return "text" if essence.startswith("text/") else "any"
