"""Locust's own choice of tasks, in the test of the shop: each comes as often as its weight says, in every round."""

import json
import subprocess
import sys
from pathlib import Path

SHOP = Path(__file__).parents[2] / "generated" / "shop"
DEAL = """
import json
from collections import Counter
from locust import events
from locust.env import Environment
from locust.user.task import DefaultTaskSet
import locustfile

[user_class] = [c for c in vars(locustfile).values() if isinstance(c, type) and getattr(c, "weight", 0) and c.tasks]
wanted = Counter(task.__name__ for task in user_class.tasks)
user_class.host = "http://localhost"
environment = Environment(user_classes=[user_class], events=events)
environment.create_local_runner()
environment.events.test_start.fire(environment=environment)
users = [user_class(environment) for _ in range(3)]
choices = [DefaultTaskSet(user) for user in users]
dealt = [choices[n % 3].get_next_task().__name__ for n in range(2 * sum(wanted.values()))]
rounds = [Counter(dealt[: len(dealt) // 2]), Counter(dealt[len(dealt) // 2 :])]
print(json.dumps({"wanted": wanted, "rounds": rounds, "same": dealt[: len(dealt) // 2] == dealt[len(dealt) // 2 :]}))
"""


def test_tasks_are_dealt_by_weight_to_all_users() -> None:
    done = subprocess.run([sys.executable, "-c", DEAL], cwd=SHOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["rounds"] == [told["wanted"], told["wanted"]]
    assert max(told["wanted"].values()) > 1
    assert not told["same"], "the order is chance"


JUDGED = """
from refusals import Values

values = Values("abcde")
dealt = [values[0] for _ in values]
for value in dealt:
    values.learn(value, 200 if value == "c" else 404)
drawn = [values[0] for _ in range(200)]
values.learn("c", 404)  # what was good once stays so
print("".join(sorted(dealt)), 100 < drawn.count("c") < 200, values.accepted)
"""


def test_values_of_a_path_come_more_often_where_the_server_takes_them() -> None:
    folder = SHOP.parent / "undeclared"
    done = subprocess.run([sys.executable, "-c", JUDGED], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "abcde True ['c']"
