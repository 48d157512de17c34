"""Operations that are left out for a while, by the user or by the document: edits are there when they come back."""

import shutil
from pathlib import Path

import pytest

from apigen.workspace.joining import join
from apigen.workspace.merging.outcome import Kind
from apigen.workspace.writing import undo
from support.folders import edit, files, generate, told

SHOP = (Path(__file__).parents[2] / "specs" / "shop.yaml").read_text("utf-8")
WITHOUT = ("id:createOrder",)
DATA = "data/create_order.jsonl"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fresh") / "shop"
    generate(folder, SHOP)
    return folder


@pytest.fixture
def folder(fresh: Path, tmp_path: Path) -> Path:
    return shutil.copytree(fresh, tmp_path / "shop")


def code(folder: Path) -> str:
    return (folder / "locustfile.py").read_text("utf-8")


def task(folder: Path, name: str = "create_order") -> str:
    """A method with its decorators."""
    parts = code(folder).split('\n    @tag("')
    return next((part for part in parts if f"def {name}(" in part), "")


EDITED = (
    ("    @task(8)\n", "    # it pays\n    @task(80)\n"),
    ("self.think(3, 8)", "self.think(3, 8)\n        self.bought = True"),
)


def test_an_edited_task_comes_back_as_the_user_left_it(folder: Path) -> None:
    edit(folder, *EDITED)
    before = task(folder)
    assert told(generate(folder, SHOP, exclude=WITHOUT), Kind.STAYS) == ["ShopUser.create_order"]
    assert "@task(0)" in task(folder)
    changes = generate(folder, SHOP)
    assert changes.conflicts == ()
    assert task(folder) == before
    assert not generate(folder, SHOP).is_stale


def test_what_changed_meanwhile_is_merged_into_it(folder: Path) -> None:
    edit(folder, *EDITED)
    for _ in range(2):
        generate(folder, SHOP, exclude=WITHOUT)
    edit(folder, ("self.bought = True", "self.bought = 2"))
    changed = SHOP.replace("'201':\n          description: The order as", "'202':\n          description: The order as")
    changed = changed.replace("operationId: createOrder\n", "operationId: placeOrder\n")
    changes = generate(folder, changed)
    assert changes.conflicts == ()
    assert "create_order" not in code(folder)
    for part in ("# it pays\n    @task(80)\n    def place_order(", "expect=(202,)", "self.bought = 2"):
        assert part in task(folder, "place_order")


def test_an_untouched_task_comes_back_as_generated(folder: Path) -> None:
    fresh = code(folder)
    assert told(generate(folder, SHOP, exclude=WITHOUT), Kind.REMOVED)
    assert task(folder) == ""
    generate(folder, SHOP)
    assert code(folder) == fresh


def test_what_the_user_deleted_stays_deleted(folder: Path) -> None:
    edit(folder, (f'    @tag("{task(folder)}\n', ""))
    generate(folder, SHOP, exclude=WITHOUT)
    changes = generate(folder, SHOP)
    assert told(changes, Kind.DELETED) == ["ShopUser.create_order"]
    assert task(folder) == ""


def test_what_the_user_deleted_while_it_did_not_run_stays_deleted(folder: Path) -> None:
    edit(folder, *EDITED)
    generate(folder, SHOP, exclude=WITHOUT)
    text = code(folder)
    start = text.index("    # apigen: gone")
    edit(folder, (text[start : text.index('    @tag("orders", "read")\n    @task(3)', start)], ""))
    assert told(generate(folder, SHOP), Kind.DELETED) == ["ShopUser.create_order"]
    assert task(folder) == ""


def test_a_task_that_the_user_renamed_is_found(folder: Path) -> None:
    edit(folder, *EDITED, ("def create_order(", "def buy("))
    generate(folder, SHOP, exclude=WITHOUT)
    changes = generate(folder, SHOP)
    assert changes.conflicts == ()
    assert "create_order(self)" not in code(folder)
    assert "self.bought = True" in task(folder, "buy")


def test_edited_data_are_found(folder: Path) -> None:
    mine = '{"json": {"mine": 1}}\n'
    first, *_ = (folder / DATA).read_text("utf-8").splitlines(keepends=True)
    edit(folder, (first, mine), name=DATA)
    edited = (folder / DATA).read_text("utf-8")
    assert DATA in told(generate(folder, SHOP, exclude=WITHOUT), Kind.STAYS)
    changes = generate(folder, SHOP)
    assert changes.conflicts == ()
    assert (folder / DATA).read_text("utf-8") == edited


def test_a_mark_in_the_document_does_the_same(folder: Path) -> None:
    edit(folder, *EDITED)
    before = task(folder)
    generate(
        folder, SHOP.replace("operationId: createOrder\n", "operationId: createOrder\n      x-apigen: {skip: true}\n")
    )
    assert "@task(0)" in task(folder)
    generate(folder, SHOP)
    assert task(folder) == before


def test_a_task_in_a_class_of_the_user_is_found(folder: Path) -> None:
    edit(folder, *EDITED)
    own = f'    @tag("{task(folder)}\n'
    text = code(folder).replace(own, "")
    buyer = f"class Buyer(ApiUser):\n    wait_time = between(5, 9)\n\n{own.rstrip()}\n"
    (folder / "locustfile.py").write_text(text.replace("\n\nif __name__", f"\n\n{buyer}\n\nif __name__"), "utf-8")
    before = code(folder)
    generate(folder, SHOP, exclude=WITHOUT)
    assert "@task(0)" in task(folder)
    assert generate(folder, SHOP).conflicts == ()
    assert code(folder) == before


def test_everything_can_be_taken_back(folder: Path) -> None:
    edit(folder, *EDITED)
    generate(folder, SHOP, exclude=WITHOUT)
    state = files(folder)
    generate(folder, SHOP)
    undo(folder)
    assert files(folder) == state
    generate(folder, SHOP)
    assert "# it pays\n    @task(80)\n" in task(folder)


def test_the_lock_forgets_what_came_back(folder: Path) -> None:
    before = files(folder)
    edit(folder, *EDITED)
    generate(folder, SHOP, exclude=WITHOUT)
    assert b'"gone"' in (folder / ".apigen/lock.json").read_bytes()
    generate(folder, SHOP)
    changed = {name for name, content in files(folder).items() if content != before.get(name)}
    assert changed == {"locustfile.py"}


def test_a_file_of_tasks_is_found(tmp_path: Path) -> None:
    folder, extra = tmp_path / "shop", ""
    for n in range(60):
        answer = "responses: {'200': {description: ok}}"
        extra += f"  /extra/{n}:\n    get: {{operationId: extra{n}, tags: [extra], {answer}}}\n"
    large = SHOP.replace("\npaths:\n", f"\npaths:\n{extra}")
    generate(folder, large)
    fresh = files(folder)
    name = "tasks/orders.py"
    edit(folder, ("self.think(3, 8)", "self.think(3, 8)\n        self.bought = True"), name=name)
    edit(folder, ('"GET",\n            "/api/orders"', '"GET",\n            "/api/my/orders"'), name=name)
    edited = (folder / name).read_text("utf-8")
    changes = generate(folder, large, exclude=("tag:orders", "tag:auth"))
    assert name in told(changes, Kind.STAYS)
    assert generate(folder, large).conflicts == ()
    assert (folder / name).read_text("utf-8") == edited
    assert {path for path, content in files(folder).items() if content != fresh[path]} == {name}


def test_an_operation_that_is_gone_for_long_can_be_joined(folder: Path) -> None:
    edit(folder, *EDITED)
    for _ in range(2):
        generate(folder, SHOP, exclude=WITHOUT)
    assert join(folder, "createOrder", "buyThings") is None
    both = SHOP.replace("operationId: createOrder", "operationId: buyThings").replace(
        "  /api/orders:", "  /api/v2/orders:"
    )
    assert generate(folder, both).conflicts == ()
    assert task(folder) == ""
    for part in ("# it pays\n    @task(80)\n", '"/api/v2/orders"', "self.bought = True"):
        assert part in task(folder, "buy_things")


def test_force_new_ignores_edits_and_keeps_them_for_undo(folder: Path) -> None:
    fresh = files(folder)
    edit(folder, *EDITED)
    edit(folder, ("users = 50", "users = 500"), name="locust.conf")
    (folder / DATA).unlink()
    (folder / "own.py").write_text("mine = 1\n", "utf-8")
    before = files(folder)
    assert generate(folder, SHOP, force_new=True).conflicts == ()
    assert files(folder) == {**fresh, "own.py": b"mine = 1\n"}
    kept = (folder / ".apigen/backup/locustfile.py.bak").read_text("utf-8")
    assert "self.bought = True" in kept
    undo(folder)
    assert files(folder) == before


def test_force_new_forgets_what_was_gone(folder: Path) -> None:
    fresh = code(folder)
    edit(folder, *EDITED)
    generate(folder, SHOP, exclude=WITHOUT)
    generate(folder, SHOP, force_new=True)
    assert code(folder) == fresh
    assert not generate(folder, SHOP).is_stale
