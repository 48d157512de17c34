"""How the requests of an operation differ: path, parameters, body."""

from collections.abc import Iterator

from apigen.difference.model import Change, Kind
from apigen.difference.schemas import Definitions, Finding, schema_findings
from apigen.openapi.identity import shape
from apigen.openapi.model import Api, MediaType, Operation, Parameter, RequestBody

_DRAWN = "its data are drawn anew"
_MEMBERS = {"added": Kind.MEMBER_ADDED, "removed": Kind.MEMBER_REMOVED, "changed": Kind.MEMBER_CHANGED}


def request_changes(old: Operation, new: Operation, old_api: Api, new_api: Api) -> Iterator[Change]:
    """What is otherwise in the requests that the task sends."""
    definitions = old_api.definitions, new_api.definitions
    yield from _place(old, new)
    yield from _parameters(old, new, *definitions)
    yield from _body(old.request_body, new.request_body, *definitions)


def _place(old: Operation, new: Operation) -> Iterator[Change]:
    if old.method != new.method:
        yield Change(Kind.METHOD, f"{old.method} is {new.method} now", "the task sends the new method", True)
    if old.path != new.path:
        is_breaking = shape(old.path) != shape(new.path)
        effect = "the task calls the new path" if is_breaking else "the request has another name in the statistics"
        yield Change(Kind.PATH, f"{old.path} is {new.path} now", effect, is_breaking)
    if old.id != new.id:
        yield Change(Kind.ID, f"{old.id} is {new.id} now", "the task has another name; your edits go along")


def _parameters(old: Operation, new: Operation, before: Definitions, after: Definitions) -> Iterator[Change]:
    olds, news = _by_place(old), _by_place(new)
    if shape(old.path) == shape(new.path):  # parameters of the path may have other names
        pairs = zip(old.path_parameters, new.path_parameters, strict=False)
        olds |= {_place_of(after): olds.pop(_place_of(before)) for before, after in pairs}
    for place in olds:
        if place not in news:
            yield Change(Kind.PARAMETER_REMOVED, f"{_named(olds[place])} is gone", "the task no longer sends it")
    for place, parameter in news.items():
        if place in olds:
            yield from _parameter(olds[place], parameter, before, after)
            continue
        need, effect = (
            ("required", "every request has it") if parameter.required else ("optional", "some requests have it")
        )
        yield Change(Kind.PARAMETER_ADDED, f"{_named(parameter)} is new, {need}", effect, parameter.required)


def _by_place(operation: Operation) -> dict[tuple[str, str], Parameter]:
    return {_place_of(parameter): parameter for parameter in operation.parameters}


def _place_of(parameter: Parameter) -> tuple[str, str]:
    """A parameter is its place and its name; that of a header has no case."""
    name = parameter.name.lower() if parameter.location == "header" else parameter.name
    return parameter.location, name


def _named(parameter: Parameter) -> str:
    return f"{parameter.location} parameter {parameter.name}"


def _parameter(old: Parameter, new: Parameter, before: Definitions, after: Definitions) -> Iterator[Change]:
    name = _named(new)
    if old.required != new.required:
        need, effect = (
            ("required", "every request has it") if new.required else ("optional", "some requests go without")
        )
        yield Change(Kind.PARAMETER_CHANGED, f"{name} is {need} now", effect, new.required)
    forms = [(p.style, p.explode, p.allow_reserved, p.content_type) for p in (old, new)]
    if forms[0] != forms[1]:
        yield Change(Kind.PARAMETER_CHANGED, f"{name} is written otherwise", "the task writes it so", True)
    findings = schema_findings(old.schema, new.schema, before, after)
    yield from (_found(Kind.PARAMETER_CHANGED, name, finding) for finding in findings if finding.sort != "examples")
    if old.examples != new.examples or any(finding.sort == "examples" for finding in findings):
        yield Change(Kind.EXAMPLES, f"{name} has other examples", _DRAWN)


def _found(kind: Kind, name: str, finding: Finding) -> Change:
    place = f"{name}, {finding.member}:" if finding.member else f"{name}:"
    return Change(kind, f"{place} {finding.what}", _DRAWN, finding.is_breaking)


def _body(
    old: RequestBody | None, new: RequestBody | None, before: Definitions, after: Definitions
) -> Iterator[Change]:
    if old is None and new is not None:
        need = "required" if new.required else "optional"
        yield Change(Kind.BODY_ADDED, f"a body is new, {need}", "the task sends one", new.required)
    elif old is not None and new is None:
        yield Change(Kind.BODY_REMOVED, "the body is gone", "the task sends none")
    elif old is not None and new is not None:
        yield from _bodies(old, new, before, after)


def _bodies(old: RequestBody, new: RequestBody, before: Definitions, after: Definitions) -> Iterator[Change]:
    if old.required != new.required:
        need, effect = (
            ("required", "every request has one") if new.required else ("optional", "some requests go without")
        )
        yield Change(Kind.BODY_CHANGED, f"the body is {need} now", effect, new.required)
    olds, news = _by_type(old), _by_type(new)
    for name in olds:
        if name not in news:
            yield Change(Kind.BODY_CHANGED, f"{name} is no longer taken", "the task sends another kind of body", True)
    for name in news:
        if name not in olds:
            yield Change(Kind.BODY_CHANGED, f"{name} is taken as well", "the task may send another kind of body")
    same = [(olds[name], news[name]) for name in olds if name in news]
    found = (change for pair in same for change in _contents(*pair, before, after))
    yield from dict.fromkeys(found)  # most bodies are of one schema in all their media types


def _by_type(body: RequestBody) -> dict[str, MediaType]:
    return {media_type.content_type: media_type for media_type in body.content}


def _contents(old: MediaType, new: MediaType, before: Definitions, after: Definitions) -> Iterator[Change]:
    findings = schema_findings(old.schema, new.schema, before, after)
    for finding in findings:
        if finding.sort != "examples":
            where = f"body member {finding.member}" if finding.member else "body:"
            yield Change(_MEMBERS[finding.sort], f"{where} {finding.what}", _DRAWN, finding.is_breaking)
    if dict(old.encoding) != dict(new.encoding):
        yield Change(Kind.BODY_CHANGED, f"{new.content_type} is encoded otherwise", "the task encodes it so", True)
    if old.examples != new.examples or any(finding.sort == "examples" for finding in findings):
        yield Change(Kind.EXAMPLES, "the body has other examples", _DRAWN)
