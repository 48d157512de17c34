"""How the task of an operation differs: what it expects, proves, weighs, and where its identifiers come from."""

from collections.abc import Iterator, Sequence

from apigen.difference.model import Change, Kind, Side
from apigen.openapi.model import SecurityRequirement
from apigen.plan.host import ORIGIN
from apigen.plan.model import Harvest, Task, TestPlan

_STILL = "the task follows"


def task_changes(old: Task, new: Task, before: Side, after: Side) -> Iterator[Change]:
    """What is otherwise in the task besides its requests."""
    yield from _answers(old, new)
    yield from _security(_security_of(old, before.plan), _security_of(new, after.plan))
    if _server(old) != _server(new):
        what = f"requests go to {_server(new)}, and went to {_server(old)}"
        yield Change(Kind.SERVER, what, "the task calls it there", True)
    yield from _tags(old, new, before.plan, after.plan)
    yield from _traffic(old, new)
    if old.role != new.role:
        what = f"is the {new.role} of users now" if new.role else f"is no longer the {old.role} of users"
        yield Change(Kind.LOGIN, what, "users prove who they are otherwise")
    yield from _identifiers(old, new)


def _answers(old: Task, new: Task) -> Iterator[Change]:
    if old.expected != new.expected:
        is_breaking = bool(old.expected) and not (new.expected and set(new.expected) <= set(old.expected))
        what = f"good statuses are {_statuses(new)}, and were {_statuses(old)}"
        yield Change(Kind.STATUSES, what, "the check expects them", is_breaking)
    if old.returns != new.returns:
        what = f"the answer is {new.returns or 'no promised body'}, and was {old.returns or 'none'}"
        is_breaking = old.returns in ("json", "xml", "text")
        yield Change(Kind.ANSWER, what, "the check expects that", is_breaking)
    if lost := [name for name in old.members if name not in new.members]:
        yield Change(
            Kind.ANSWER, f"the answer need not have {', '.join(lost)}", "the check no longer asks for it", True
        )
    if added := [name for name in new.members if name not in old.members]:
        yield Change(Kind.ANSWER, f"the answer always has {', '.join(added)}", "the check asks for it")


def _statuses(task: Task) -> str:
    return ", ".join(map(str, task.expected)) or "any 2xx"


Security = Sequence[SecurityRequirement]


def _security_of(task: Task, plan: TestPlan) -> Security:
    return plan.auth.security if task.security is None else task.security


def _security(old: Security, new: Security) -> Iterator[Change]:
    if old == new:
        return
    sent = set(old[0]) if old else set()
    is_breaking = bool(new) and not any(set(schemes) <= sent for schemes in new)
    what = f"needs {_alternatives(new)}, and needed {_alternatives(old)}"
    yield Change(Kind.SECURITY, what, f"the task sends {_together(new[0] if new else ())}", is_breaking)


def _alternatives(security: Security) -> str:
    return " or ".join(map(_together, security)) or "no credentials"


def _together(schemes: SecurityRequirement) -> str:
    return " with ".join(schemes) or "no credentials"


def _server(task: Task) -> str:
    """What the path of a task is appended to, which servers of its own may say."""
    parts = [part if isinstance(part, str) else _ROOT if part == (ORIGIN,) else "{" for part in task.url]
    prefix = "".join(parts).partition(task.path.partition("{")[0])[0]
    return prefix if prefix.startswith(_ROOT) else f"the host{prefix}"


_ROOT = "the root of the host"


def _tags(old: Task, new: Task, before: TestPlan, after: TestPlan) -> Iterator[Change]:
    files = task_file(old, before), task_file(new, after)
    if old.tags != new.tags:
        moved = f", and moves to {files[1]}" if files[0] != files[1] else ""
        what = f"tags are {', '.join(new.tags)}, and were {', '.join(old.tags)}"
        yield Change(Kind.TAGS, what, f"locust -T finds the task by them{moved}")


def task_file(task: Task, plan: TestPlan) -> str:
    """The file that a task stands in."""
    groups = (group for user in plan.user_classes for group in user.groups)
    return next((f"tasks/{group.module}.py" for group in groups if task in group.tasks), "locustfile.py")


def _traffic(old: Task, new: Task) -> Iterator[Change]:
    weights = f"weight {new.weight}, was {old.weight}"
    shares = f"{percent(new.share)} of all requests, was {percent(old.share)}"
    if old.priority != new.priority or (old.reason != new.reason and old.weight != new.weight):
        what = f"priority {_level(new)} ({new.reason}), was {_level(old)} ({old.reason})"
        yield Change(Kind.TRAFFIC, what, f"{weights}; {shares}")
    elif old.weight != new.weight:
        yield Change(Kind.WEIGHT, weights, shares)
    if old.think_time != new.think_time:
        times = [
            f"{task.think_time[0]:g} to {task.think_time[1]:g} s" if task.think_time else "usual" for task in (old, new)
        ]
        yield Change(Kind.TRAFFIC, f"the think time is {times[1]}, and was {times[0]}", _STILL)


def _level(task: Task) -> str:
    return task.priority or "as declared"


def percent(share: float) -> str:
    """A share as people read it: 0.081 is 8.1 %."""
    return f"{share * 100:.1f} %"


def _identifiers(old: Task, new: Task) -> Iterator[Change]:
    taken, takes = _sources(old), _sources(new)
    if taken != takes:
        what = f"identifiers come from {', '.join(takes) or 'nowhere'}, and came from {', '.join(taken) or 'nowhere'}"
        yield Change(Kind.IDENTIFIERS, what, _STILL)
    if set(old.harvests) != set(new.harvests):
        pools = [", ".join(map(_yielded, task.harvests)) for task in (old, new)]
        what = f"the answer yields {pools[1] or 'no identifiers'}, and yielded {pools[0] or 'none'}"
        yield Change(Kind.IDENTIFIERS, what, _STILL)


def _yielded(harvest: Harvest) -> str:
    return f"{harvest.pool} from {' or '.join(harvest.sources)}" if harvest.sources else harvest.pool


def _sources(task: Task) -> list[str]:
    picks = [f"{pick.pool}.{pick.method}" if pick.pool else f"data/{pick.value_file}.csv" for pick in task.picks]
    return picks + [f"{fill.pool or 'user'}.{fill.method} for {fill.placeholder}" for fill in task.fills]
