"""Journeys on the wire: the steps of one stay with one thing, in order, and end with the first that fails."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.workspace.writing import apply_changes
from support.relay import Relay, relaying
from support.servers import running

ROOT = Path(__file__).parents[2]
SHOP = [sys.executable, "-m", "apigen.demo", "--port", "0"]
SECRETS = {"SHOP_USERNAME": "shopper1@example.com", "SHOP_PASSWORD": "correct-horse"}
WORKFLOW = """
arazzo: 1.0.1
info: {title: How people shop, version: 1.0.0}
sourceDescriptions: [{name: shop, url: shop.yaml, type: openapi}]
workflows:
  - workflowId: browseAndBuy
    steps:
      - {stepId: find, operationId: listProducts}
      - {stepId: look, operationId: $sourceDescriptions.shop.getProduct}
      - {stepId: order, operationPath: '{$sourceDescriptions.shop.url}#/paths/~1api~1orders/post'}
      - {stepId: check, operationId: getOrder}
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shop's test with a workflow and a life cycle, in a hurry."""
    folder = tmp_path_factory.mktemp("journeys") / "shop"
    workflow = folder.parent / "shopping.yaml"
    workflow.write_text(WORKFLOW)
    wishes = Wishes(arazzo=(workflow,), life_cycles=True)
    plan, _ = make_plan(str(ROOT / "specs" / "shop.yaml"), wishes, folder)
    apply_changes(folder, decide(plan, folder))
    return folder


def run_only(journey: str, folder: Path, host: str, users: int = 1) -> str:
    """Run nothing but one journey for three seconds; what Locust had to say of failures."""
    locustfile = folder / "locustfile.py"
    original = locustfile.read_text()
    lines = original.replace("wait_time = between(1, 3)", "wait_time = between(0.01, 0.02)").split("\n")
    for number, line in enumerate(lines):
        if line.startswith("    @task("):
            lines[number] = f"    @task({int(f'def {journey}(' in lines[number + 1])})"
    locustfile.write_text("\n".join(line for line in lines if ".think(" not in line))
    command = [sys.executable, "-m", "locust", "--headless", "--only-summary", "--keep-created", "--host", host]
    try:
        done = subprocess.run(
            [*command, "-u", str(users), "-r", str(users), "-t", "3s"],
            cwd=folder,
            env={**os.environ, **SECRETS},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    finally:
        locustfile.write_text(original)
    return done.stderr.partition("Error report")[2]


def sent(relay: Relay) -> list[tuple[str, str]]:
    """What was asked for, without what users do beforehand."""
    return [(method, target) for method, target, _, _ in relay.passed if not target.startswith("/api/auth/")]


def created(relay: Relay) -> list[str]:
    """The ids of the orders in the order of their creation."""
    return [
        json.loads(body)["id"]
        for method, target, status, body in relay.passed
        if (method, target, status) == ("POST", "/api/orders", 201)
    ]


def test_a_life_cycle_stays_with_one_order(shop: Path) -> None:
    with running(SHOP) as server, relaying(server.url) as relay:
        assert run_only("order_life_cycle", shop, relay.url) == ""
    orders = [pair for pair in sent(relay) if pair[1].startswith("/api/orders")]
    ids = created(relay)
    expected = [
        step
        for name in ids
        for step in [
            ("POST", "/api/orders"),
            *((method, f"/api/orders/{name}") for method in ("GET", "PATCH", "DELETE")),
        ]
    ]
    assert len(ids) >= 5
    assert orders == expected[: len(orders)], "create, read, change and delete the same one, one after the other"


def test_a_workflow_goes_on_with_what_it_has_met(shop: Path) -> None:
    with running(SHOP) as server, relaying(server.url) as relay:
        assert run_only("browse_and_buy", shop, relay.url) == ""
    steps = sent(relay)
    starts = [number for number, (_, target) in enumerate(steps) if target.partition("?")[0] == "/api/products"]
    looked = 0
    for start, end in zip(starts, [*starts[1:], len(steps)], strict=True):
        page = json.loads([row for row in relay.passed if not row[1].startswith("/api/auth/")][start][3])
        found = {f"/api/products/{item['id']}" for item in page["items"]}
        rest = steps[start + 1 : end]
        if found and rest:
            assert rest[0][1] in found, "the product that it looks at is one of those that it has found"
            looked += 1
        assert [method for method, _ in rest] == ["GET", "POST", "GET"][: len(rest)]
    bought = [target for method, target in steps if method == "GET" and target.startswith("/api/orders/")]
    assert looked >= 3
    assert bought == [f"/api/orders/{name}" for name in created(relay)][: len(bought)]


@pytest.mark.parametrize("refused", ["POST", "PATCH"])
def test_a_journey_ends_with_the_step_that_fails(refused: str, shop: Path) -> None:
    asked: list[str] = []

    def refuses(method: str, target: str) -> bool:
        """All but the first one: what never works is tried less often."""
        if method != refused or not target.startswith("/api/orders"):
            return False
        asked.append(target)
        return len(asked) > 1

    with running(SHOP) as server, relaying(server.url, refuses) as relay:
        assert "HTTP 500, expected" in run_only("order_life_cycle", shop, relay.url)
    methods = [method for method, target in sent(relay) if target.startswith("/api/orders")]
    steps = ["POST", "GET", "PATCH", "DELETE"]
    reached = steps[: steps.index(refused) + 1]
    assert methods.count(refused) >= 5
    assert methods == (steps + reached * len(methods))[: len(methods)], "and begins anew"


def test_users_do_not_meet_in_a_journey(shop: Path) -> None:
    with running(SHOP) as server, relaying(server.url) as relay:
        assert run_only("order_life_cycle", shop, relay.url, users=4) == ""
    by_order: dict[str, list[str]] = {}
    for method, target in sent(relay):
        if target.startswith("/api/orders/"):
            by_order.setdefault(target, []).append(method)
    assert len(by_order) >= 10
    assert all(methods == ["GET", "PATCH", "DELETE"][: len(methods)] for methods in by_order.values())
