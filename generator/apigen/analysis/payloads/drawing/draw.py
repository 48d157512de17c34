"""Requests for one operation: valid, readable, different from each other, the same on every machine."""

import json
from typing import Any

from apigen.analysis.payloads.drawing.operation_plan import OperationPlan
from apigen.analysis.payloads.drawing.validity import TOKEN
from apigen.analysis.payloads.meaning.leaves import TIRED
from apigen.analysis.payloads.model import NO_BODY, CannotDraw, DrawnRequest, DrawOptions, Note
from apigen.openapi.model import Api, Operation, Parameter


def draw_requests(api: Api, operation: Operation, options: DrawOptions) -> tuple[DrawnRequest, ...]:
    """Up to `options.count` distinct requests; fewer where the document describes fewer."""
    return draw_with_notes(api, operation, options)[0]


def draw_with_notes(
    api: Api, operation: Operation, options: DrawOptions, with_paths: bool = True
) -> tuple[tuple[DrawnRequest, ...], tuple[Note, ...]]:
    """The same requests, and what came up while they were drawn.

    A line with a token is new in every request: where others have none, several lines may be the same with one.
    Without paths only the first has values for its path, which shows that there are any: the others are taken to have
    different ones.
    """
    plan = OperationPlan(api, operation, options)
    is_bare = not with_paths and bool(operation.path_parameters)
    found: dict[Any, DrawnRequest] = {}
    bodies: set[str] = set()
    are_some_old = False
    for index in range(options.count * 2):
        if index >= options.count and len(found) * 3 < options.count:
            break
        request, body = _new_request(plan, index, bodies, with_path=not (is_bare and found))
        is_new = TOKEN.search(body) is not None
        are_some_old = are_some_old or not is_new
        found.setdefault(index if is_bare or (is_new and are_some_old) else _fingerprint(request, body), request)
        if len(found) == options.count:
            break
    return tuple(found.values()), plan.notes()


def _new_request(plan: "OperationPlan", index: int, bodies: set[str], with_path: bool) -> tuple[DrawnRequest, str]:
    """The request of one record, with a body that none before had, unless many tries show that there are few bodies.

    Then it is a full one, in which a slot may stand. `bodies` are those of the records before, as text, to which that
    of this one is added; it is returned as well.
    """
    request = plan.request(index, with_path)
    if request.body is NO_BODY:
        return request, ""
    content = _content(request.body)
    for variety in range(1, _VARIETIES) if len(bodies) * 2 >= index else (TIRED,):
        if content not in bodies:
            break
        request = plan.with_other_body(request, index, variety)
        content = _content(request.body)
    bodies.add(content)
    return request, content


def draw_edge_cases(api: Api, operation: Operation, options: DrawOptions) -> tuple[DrawnRequest, ...]:
    """Up to `options.count` distinct requests with extreme values in body and query: valid, and like nobody's."""
    plan = OperationPlan(api, operation, options)
    found: dict[Any, DrawnRequest] = {}
    for request in plan.edge_cases():
        found.setdefault(_fingerprint(request, _content(request.body)), request)
    return tuple(found.values())[: options.count]


def values_of(api: Api, parameter: Parameter, operation: Operation, options: DrawOptions) -> tuple[Any, ...]:
    """Distinct values for one parameter, as for a pool of path values."""
    plan = OperationPlan(api, operation, options)
    drawer = plan.parameter_drawer(parameter)
    found: dict[str, Any] = {}
    for index in range(options.count * 2):
        try:
            value = drawer.value(plan.record(index))
        except CannotDraw:
            break
        found.setdefault(json.dumps(value, sort_keys=True, default=str), value)
        if len(found) == options.count or (index > options.count and len(found) * 3 < options.count):
            break
    return tuple(found.values())


def _fingerprint(request: DrawnRequest, body: str) -> tuple[str, str]:
    return _content([request.path, request.query, request.headers, request.cookies]), body


_content = json.JSONEncoder(sort_keys=True, default=repr).encode


_VARIETIES = 24  # how often a record is drawn before it may have the body of another one
