"""Folders with a file of tasks for each tag: edits go along wherever the document or the user moves them."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from apigen.workspace.merging.outcome import Kind
from support.folders import edit, edited, generate, told

SHOP = (Path(__file__).parents[2] / "specs" / "shop.yaml").read_text("utf-8")
EXTRA = "".join(
    f"  /extra/{n}:\n    get: {{operationId: extra{n}, tags: [extra], responses: {{'200': {{description: ok}}}}}}\n"
    for n in range(60)
)
LARGE = edited(SHOP, ("\npaths:\n", f"\npaths:\n{EXTRA}"))
PURCHASES = (("tags: [orders]", "tags: [purchases]"), ("name: orders\n", "name: purchases\n"))
ORDERS = "tasks/orders.py"

# What a person adds to the file in which orders are placed: a helper, what that needs, and a use of it.
HELPER = "def moment() -> float:\n    return time.time() + SPARE\n"
OWN = (
    ("from locust import", "import time\n\nfrom locust import"),
    ("\n\n\nclass ", f"\n\nSPARE = 5\n\n\n{HELPER}\n\nclass "),
    ("self.think(3, 8)", "self.bought = moment()\n        self.think(3, 8)"),
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large") / "shop"
    generate(folder, LARGE)
    return folder


@pytest.fixture
def folder(large: Path, tmp_path: Path) -> Path:
    return shutil.copytree(large, tmp_path / "shop")


def undefined(folder: Path) -> str:
    """What ruff says of names: used but not defined, defined but not used."""
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select=F", "--output-format=concise", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False).stdout.strip()


def code(folder: Path, name: str) -> str:
    return (folder / name).read_text("utf-8")


def test_a_tag_with_another_name_takes_tasks_and_helpers_along(folder: Path) -> None:
    edit(folder, *OWN, name=ORDERS)
    changes = generate(folder, edited(LARGE, *PURCHASES))
    assert changes.conflicts == ()
    assert not (folder / ORDERS).exists()
    text = code(folder, "tasks/purchases.py")
    for part in (
        "import time\n",
        "SPARE = 5\n",
        HELPER,
        "        self.bought = moment()\n",
        '@tag("purchases", "write")',
    ):
        assert part in text
    assert undefined(folder) == "All checks passed!"
    assert not generate(folder, edited(LARGE, *PURCHASES)).is_stale


def test_one_operation_that_moves_takes_copies_of_what_others_use(folder: Path) -> None:
    edit(
        folder,
        *OWN,
        ("order_id = self.order_ids.take()", "order_id = self.order_ids.take()\n        moment()"),
        name=ORDERS,
    )
    moved = edited(
        LARGE, ("operationId: createOrder\n      tags: [orders]", "operationId: createOrder\n      tags: [user]")
    )
    assert generate(folder, moved).conflicts == ()
    for name in (ORDERS, "tasks/user.py"):
        assert HELPER in code(folder, name)
    assert "self.bought = moment()" in code(folder, "tasks/user.py")
    assert undefined(folder) == "All checks passed!"


def test_a_document_that_grows_takes_helpers_along(tmp_path: Path) -> None:
    folder = tmp_path / "shop"
    generate(folder, SHOP)
    edit(folder, *OWN)
    assert generate(folder, LARGE).conflicts == ()
    text = code(folder, ORDERS)
    assert HELPER in text
    assert "self.bought = moment()" in text
    assert HELPER not in code(folder, "locustfile.py")
    assert undefined(folder) == "All checks passed!"


def test_a_document_that_shrinks_takes_helpers_along(folder: Path) -> None:
    edit(folder, *OWN, name=ORDERS)
    assert generate(folder, SHOP).conflicts == ()
    text = code(folder, "locustfile.py")
    assert HELPER in text
    assert "self.bought = moment()" in text
    assert not (folder / ORDERS).exists()
    assert undefined(folder) == "All checks passed!"


def test_a_file_of_tasks_that_the_user_renamed_gets_what_changes(folder: Path) -> None:
    (folder / ORDERS).rename(folder / "tasks" / "buying.py")
    edit(folder, ("from tasks.orders import", "from tasks.buying import"))
    edit(folder, ("self.think(3, 8)", "self.think(2, 2)"), name="tasks/buying.py")
    expected = edited(code(folder, "tasks/buying.py"), ('"/api/orders"', '"/api/v2/orders"'))
    changes = generate(folder, edited(LARGE, ("  /api/orders:", "  /api/v2/orders:")))
    assert changes.conflicts == ()
    assert code(folder, "tasks/buying.py") == expected
    assert not (folder / ORDERS).exists()
    assert "from tasks.buying import OrdersTasks" in code(folder, "locustfile.py")


def test_files_of_tasks_in_another_order_stay_so(folder: Path) -> None:
    lines = code(folder, "locustfile.py").splitlines(keepends=True)
    last = next(n for n, line in enumerate(lines) if line.startswith("    SystemTasks,"))
    first = next(n for n, line in enumerate(lines) if line.startswith("    ExtraTasks,"))
    lines.insert(first, lines.pop(last))
    (folder / "locustfile.py").write_text("".join(lines), "utf-8")
    generate(folder, edited(LARGE, ("  /api/health:", "  /api/healthz:")))
    (user,) = (node for node in ast.parse(code(folder, "locustfile.py")).body if isinstance(node, ast.ClassDef))
    assert [ast.unparse(base) for base in user.bases][:2] == ["SystemTasks", "ExtraTasks"]


def test_a_tag_that_is_new_gets_a_file_and_a_place(folder: Path) -> None:
    edit(folder, ("    wait_time = between(1, 3)", "    wait_time = between(2, 2)"))
    gifts = "  /gifts:\n    get: {operationId: listGifts, tags: [gifts], responses: {'200': {description: ok}}}\n"
    changes = generate(folder, edited(LARGE, ("\ncomponents:\n", f"\n{gifts}\ncomponents:\n")))
    assert "tasks/gifts.py" in told(changes, Kind.ADDED)
    assert "GiftsTasks,  # 1 task in tasks/gifts.py" in code(folder, "locustfile.py")
    assert "between(2, 2)" in code(folder, "locustfile.py")
