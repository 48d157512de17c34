"""What deletes the things that a run created and that its tasks did not delete themselves."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from apigen.openapi.model import Operation
from apigen.plan.model import CleanUp, IdPool, Pick, Task
from apigen.plan.urls import UrlParts


def with_clean_up(
    pools: Iterable[IdPool], operations: Mapping[str, Operation], tasks: Iterable[Task]
) -> tuple[IdPool, ...]:
    """The pools; those whose things a DELETE removes by nothing but their identifier know it."""
    found: dict[str, CleanUp] = {}
    sizes = {pool.attribute: pool.keys for pool in pools}
    for task in tasks:
        takes = [pick for pick in task.picks if pick.method == "take"]
        if task.method == "DELETE" and len(takes) == 1 and _needs_nothing_else(operations[task.operation]):
            url = _url(task.url, takes[0], sizes[takes[0].pool])
            if url:
                found.setdefault(takes[0].pool, CleanUp(url, task.security))
    return tuple(
        replace(pool, clean_up=found[pool.attribute]) if pool.attribute in found and pool.created_by else pool
        for pool in pools
    )


def _needs_nothing_else(operation: Operation) -> bool:
    body = operation.request_body
    return not (body and body.required) and not any(p.required and p.location != "path" for p in operation.parameters)


def _url(parts: UrlParts, pick: Pick, keys: int) -> str:
    """The URL as a format of the parts of the identifier, `/projects/{0}/tasks/{1}`; empty if it needs more."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part.replace("{", "{{").replace("}", "}}")
        else:
            name, colon, form = part[0].partition(":")
            if (place := _place(name, pick, keys)) is None:
                return ""
            text += f"{{{place}{colon}{form}}}"
    return text


def _place(variable: str, pick: Pick, keys: int) -> int | None:
    """Where a variable stands in an identifier of so many parts."""
    if variable not in pick.variables:
        return None
    place = pick.variables.index(variable)
    return place if "*_" not in pick.variables[:place] else keys - len(pick.variables) + place
