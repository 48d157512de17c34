"""What a run creates is gone afterwards, whatever ends the run; the shop counts what is left."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from support.servers import running

ROOT = Path(__file__).parents[2]
SHOP = [sys.executable, "-m", "apigen.demo", "--port", "0"]
CUT = 1  # Locust may end a user in the middle of a request: whatever that creates, nobody learns of
SECRETS = {"SHOP_USERNAME": "shopper1@example.com", "SHOP_PASSWORD": "correct-horse"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shop's test, with users that do nothing but create orders, and delete one now and then."""
    ours = shutil.ignore_patterns("created")  # of runs in the checkout, such as that of `make demo`
    copy = shutil.copytree(ROOT / "generated" / "shop", tmp_path / "shop", ignore=ours)
    locustfile = copy / "locustfile.py"
    text = locustfile.read_text().replace("wait_time = between(", "wait_time = lambda _: 0.05  # (")
    for task, weight in (("create_order", 9), ("delete_order", 1)):
        text = text.replace(f"    def {task}(", f"    @task({weight})\n    def {task}(")
    lines = [line for line in text.split("\n") if ".think(" not in line]
    text = "\n".join("    @task(0)" if line.startswith("    @task(") and line[-3:] != "(9)" else line for line in lines)
    locustfile.write_text(
        text.replace("    @task(0)\n    @task(9)", "    @task(9)").replace("    @task(0)\n    @task(0)", "    @task(1)")
    )
    return copy


def orders(host: str, account: str = "shopper1") -> int:
    """How many orders of an account the shop holds."""
    answer = asked(host, "/api/auth/login", {"email": f"{account}@example.com", "password": "correct-horse"})
    return int(asked(host, "/api/orders", None, answer["access_token"])["total"])


def asked(host: str, path: str, body: dict[str, str] | None, token: str = "") -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(host + path, json.dumps(body).encode() if body else None, headers)
    with urllib.request.urlopen(request) as response:
        found: dict[str, str] = json.load(response)
        return found


def command(host: str, seconds: int, *options: str) -> list[str]:
    users = ["-u", "4", "-r", "4", "-t", f"{seconds}s"]
    return [sys.executable, "-m", "locust", "--headless", "--only-summary", "--host", host, *users, *options]


def run(folder: Path, arguments: Sequence[str], secrets: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, **secrets}
    return subprocess.run(arguments, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


def created(folder: Path) -> list[Path]:
    return sorted((folder / ".apigen" / "created").glob("*.jsonl"))


def test_a_run_deletes_what_it_created(folder: Path) -> None:
    with running(SHOP) as shop:
        before = orders(shop.url)
        done = run(folder, command(shop.url, 4, "--csv", "out"), SECRETS)
        assert done.returncode == 0, done.stderr
        assert orders(shop.url) - before <= CUT
    assert " things that were left" in done.stderr
    assert created(folder) == []
    rows = (folder / "out_stats.csv").read_text()
    posts = next(line.split(",") for line in rows.splitlines() if line.startswith("POST,/api/orders,"))
    deletes = [line.split(",") for line in rows.splitlines() if line.startswith("DELETE,")]
    assert int(posts[2]) > 20
    assert sum(int(row[2]) for row in deletes) < int(posts[2]) / 2, "cleaning up is not part of the load"


def test_it_can_be_told_not_to(folder: Path) -> None:
    with running(SHOP) as shop:
        before = orders(shop.url)
        run(folder, command(shop.url, 3, "--keep-created"), SECRETS)
        assert orders(shop.url) > before + 5
        left = sum(len(path.read_text().splitlines()) for path in created(folder))
        done = run(folder, [sys.executable, "-m", "apigen", "cleanup", ".", "--host", shop.url], SECRETS)
        assert done.returncode == 0, done.stderr + done.stdout
        assert done.stdout.startswith(f"Deleted {left} order on ")
        assert orders(shop.url) - before <= CUT
    assert created(folder) == []


def test_a_killed_run_is_finished_by_cleanup(folder: Path) -> None:
    accounts = "".join(f"shopper{number}@example.com,correct-horse,\n" for number in (1, 2))
    (folder / "data" / "accounts.csv").write_text(f"username,password,token\n{accounts}")
    with running(SHOP) as shop:
        before = orders(shop.url), orders(shop.url, "shopper2")
        process = subprocess.Popen(
            command(shop.url, 60), cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 40
        while time.monotonic() < deadline and not (created(folder) and orders(shop.url, "shopper2") > before[1] + 3):
            time.sleep(0.2)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert orders(shop.url, "shopper2") > before[1]
        elsewhere = run(folder, [sys.executable, "-m", "apigen", "cleanup", ".", "--host", "http://127.0.0.1:9"], {})
        assert elsewhere.stdout == "Nothing of earlier runs is left on http://127.0.0.1:9.\n"
        assert elsewhere.stderr.startswith(f"On {shop.url} there is: ")
        done = run(folder, [sys.executable, "-m", "apigen", "cleanup", ".", "--host", shop.url], {})
        assert done.returncode == 0, done.stderr
        after = orders(shop.url), orders(shop.url, "shopper2")
        assert sum(after) - sum(before) <= CUT + 1
    assert created(folder) == []


def test_each_process_cleans_up_after_itself(folder: Path) -> None:
    with running(SHOP) as shop:
        before = orders(shop.url)
        run(folder, command(shop.url, 4, "--processes", "2"), SECRETS)
        assert orders(shop.url) - before <= CUT
    assert created(folder) == []


def test_cleanup_tells_what_the_server_keeps(folder: Path) -> None:
    with running(SHOP) as shop:
        line = {"host": shop.url, "kind": "order", "url": "/api/orders/1", "account": "-1"}
        (folder / ".apigen" / "created").mkdir()
        (folder / ".apigen" / "created" / "1.jsonl").write_text(json.dumps(line) + "\n")
        wrong = {**SECRETS, "SHOP_PASSWORD": "wrong"}
        done = run(folder, [sys.executable, "-m", "apigen", "cleanup", ".", "--host", shop.url], wrong)
    assert done.returncode == 1
    assert "The server keeps 1 order" in done.stderr
    assert len(created(folder)) == 1


REFUSED_ONCE = """
import locust
from identifiers import creations

class Pool:
    name = "order"
    def __init__(self, user):
        self.user, self.tries = user, []
    def undo(self, url):
        self.tries.append(url)
        if len(self.tries) > 3:
            creations.things.pop(url)

pool = Pool("ann")
creations.things = {"/orders/1": pool, "/orders/2": pool, "/orders/3": pool}
creations.delete_all()
print(*pool.tries, len(creations.things))
"""


def test_what_is_refused_is_tried_once_more_when_all_else_is_gone(folder: Path) -> None:
    done = run(folder, [sys.executable, "-c", REFUSED_ONCE], {})
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"/orders/{number}" for number in (3, 2, 1, 3, 2, 1)] + ["0"]
