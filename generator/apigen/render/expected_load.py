"""What the recommended first run will do to the server, in numbers that a README can quote."""

from dataclasses import dataclass

from apigen.plan.model import Task, TestPlan


@dataclass(frozen=True, slots=True)
class ExpectedLoad:
    """Requests a minute at full load, when answers take no time: an upper bound."""

    requests: int
    writes: int
    creates: tuple[tuple[str, int], ...]  # operation key, per minute
    deletes: bool


def expected_load(plan: TestPlan) -> ExpectedLoad:
    """From users, wait time and shares: `50 users * 60 s / 2 s = 1,500 requests a minute`."""
    low, high = plan.user_classes[0].wait_time
    per_minute = plan.users * 60 / max((low + high) / 2, 0.001)
    run = [row for row in plan.rows if row.task.share > 0]
    created = [row for row in run if _creates(row.task)]
    return ExpectedLoad(
        requests=round(per_minute),
        writes=round(per_minute * sum(row.task.share for row in run if row.is_write)),
        creates=tuple((row.task.operation, max(1, round(per_minute * row.task.share))) for row in created),
        deletes=any(row.task.method == "DELETE" for row in run),
    )


def _creates(task: Task) -> bool:
    """Whether something is there afterwards that was not before: an identifier is yielded, or 201 is declared."""
    return any(harvest.method == "created" for harvest in task.harvests) or (
        task.method == "POST" and 201 in task.expected
    )
