"""The lines of a task method, as the template places them."""

import re
from collections.abc import Iterable
from typing import Any

from apigen.plan.model import Fill, Harvest, Journey, Pick, Shape, Task, TaskGroup
from apigen.render.literals import WIDTH, call, f_string, laid_out, on_lines, py

_BODY = 8  # columns before a statement of a method


def shape_line(shape: Shape) -> str:
    """`ORDER = ("id", "status", "items")`."""
    return f"{shape.name} = {laid_out(shape.members, 0, len(shape.name) + 3)}"


def import_order(groups: Iterable[TaskGroup]) -> list[TaskGroup]:
    """As isort has them: `tag_9` before `tag_10`."""
    return sorted(groups, key=lambda group: [_rank(part) for part in re.findall(r"\d+|\D+", group.module)])


def _rank(part: str) -> tuple[int, int, str]:
    """Numbers stand before letters, by their size; those that begin with a zero stand first, digit by digit."""
    if not part.isdigit():
        return 2, 0, part
    return (0, 0, part) if part.startswith("0") else (1, int(part), "")


def group_import(group: TaskGroup) -> str:
    """`from tasks.orders import OrdersTasks`."""
    line = f"from tasks.{group.module} import {group.class_name}"
    return line if len(line) <= WIDTH else on_lines(f"from tasks.{group.module} import (", [group.class_name], ")", 0)


def tag_decorator(task: Task | Journey) -> str:
    """`@tag("orders", "write")`."""
    return call("@tag(", [py(tag) for tag in task.tags], ")", 4)


def pick_line(pick: Pick) -> str:
    """`project_id, task_id = self.tasks.pick()`, or a value of a data file."""
    if pick.value_file:
        arguments = [py(pick.value_file), *(["encoded=True"] if pick.is_encoded else [])]
        return call(f"{pick.variables[0]} = self.{pick.method}(", arguments, ")", _BODY)
    names, value = ", ".join(pick.variables), f"self.{pick.pool}.{pick.method}()"
    line = f"{names} = {value}"
    if _BODY + len(line) <= WIDTH:
        return line
    margin = " " * _BODY
    return f"{names} = (\n{margin}    {value}\n{margin})"


def needs_record(task: Task) -> bool:
    """Whether the drawn request is used after it was sent, and so needs a name."""
    return any(len(harvest.sent) > 1 for harvest in task.harvests)


def record_line(task: Task) -> str:
    """`record = self.record("create_zone")`."""
    return call("record = self.record(", _sample_arguments(task), ")", _BODY)


def _sample_arguments(task: Task) -> list[str]:
    return [py(task.sample), *(f"{fill.placeholder}={_giver(fill)}" for fill in task.fills)]


def _giver(fill: Fill) -> str:
    if fill.variable:
        return f"lambda: {fill.variable}"
    return f"self.{fill.pool}.{fill.method}" if fill.pool else f"self.{fill.method}"


def request_lines(task: Task) -> str:
    """The `with self.rest(...)` line, on several lines where it does not fit."""
    closing = ") as response:" if _uses_response(task) else "):"
    return call("with self.rest(", _rest_arguments(task), closing, _BODY)


def _uses_response(task: Task) -> bool:
    return bool(task.harvests)


def _rest_arguments(task: Task) -> list[str]:
    arguments = [py(task.method), f_string(task.url)]
    if task.request_name != "".join(part for part in task.url if isinstance(part, str)) or len(task.url) > 1:
        arguments.append(f"name={py(task.request_name)}")
    if task.expected != (200,):
        arguments.append(f"expect={_argument('expect', task.expected) if task.expected else 'ANY_2XX'}")
    if any(300 <= status < 400 for status in task.expected):
        arguments.append("allow_redirects=False")
    if task.returns != "json":
        arguments.append(f"returns={py(task.returns)}")
    if task.shape:
        arguments.append(f"has={task.shape}")
    elif task.members:
        arguments.append(f"has={_argument('has', task.members)}")
    if task.may_have_error:
        arguments.append("errors=True")
    if task.security is not None:
        arguments.append(f"security={_argument('security', task.security)}")
    if task.sample:
        drawn = call("**self.sample(", _sample_arguments(task), "),", _BODY + 4)[:-1]
        arguments.append("**record" if needs_record(task) else drawn)
    return arguments


def _argument(name: str, value: tuple[Any, ...]) -> str:
    """The value of a keyword argument that has a line of its own."""
    return laid_out(value, _BODY + 4, len(f"{name}="), 1)


def harvest_line(harvest: Harvest) -> str:
    """`self.order_ids.listed(response.find("items[].id"))`; ids of parents follow."""
    if harvest.method == "shown":
        arguments = ["response", *(py(source) for source in harvest.sources), *harvest.parents]
        return call(f"self.{harvest.pool}.shown(", arguments, ")", _BODY + 4)
    if harvest.sent:
        name, *steps = harvest.sent
        found = f"response.sent({name}{''.join(f'[{py(step)}]' for step in steps)})"
    else:
        found = call("response.find(", [py(source) for source in harvest.sources], ")", _BODY + 8)
    return call(f"self.{harvest.pool}.{harvest.method}(", [found, *harvest.parents], ")", _BODY + 4)


def follow_line(journey: Journey) -> str:
    """`self.follow(self.create_order, self.get_order)`."""
    return call("self.follow(", [f"self.{step}" for step in journey.steps], ")", _BODY)
