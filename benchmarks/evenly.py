"""Beside a generated locustfile in a run (`-f locustfile.py,evenly.py`): no pauses, and each task in its turn.

So a few seconds reach every operation, also on a slow machine.
"""

from itertools import cycle
from typing import Any

from locust import constant, events
from locust.user.task import DefaultTaskSet


@events.init.add_listener
def take_turns(environment: Any, **_: Any) -> None:
    for user_class in environment.user_classes:
        user_class.wait_time = constant(0.01)
        user_class.think = lambda *_: None
        user_class.turns = cycle(dict.fromkeys(user_class.tasks))


DefaultTaskSet.get_next_task = lambda self: next(type(self.user).turns)
