"""A shop's load test as people use it: generated, edited in every way, generated again from a changed document."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import yaml

from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.plan.model import TestPlan
from apigen.workspace.changes import ChangeSet
from apigen.workspace.merging.outcome import Kind
from apigen.workspace.writing import apply_changes

ROOT = Path(__file__).parents[2]
SHOP = (ROOT / "specs" / "shop.yaml").read_text()

Replacements = tuple[tuple[str, str], ...]


def edited(text: str, *edits: tuple[str, str]) -> str:
    """The text with each edit made; one that does not apply is a fault of the test."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return text


@dataclass(frozen=True, slots=True)
class Folder:
    """A generated folder; its document stands beside it."""

    path: Path

    def generate(self, *changes: tuple[str, str]) -> ChangeSet:
        """Generate again, from the shop's document with some changes."""
        decided = decide(plan_of(edited(SHOP, *changes), self.path.parent), self.path)
        apply_changes(self.path, decided)
        return decided

    def edit(self, name: str, *edits: tuple[str, str]) -> None:
        self.write(name, edited(self.text(name), *edits))

    def write(self, name: str, text: str) -> None:
        (self.path / name).write_text(text)

    def text(self, name: str = "locustfile.py") -> str:
        return (self.path / name).read_text()

    def state(self) -> dict[str, tuple[bytes, int]]:
        """Every file with its content and the moment when it was written."""
        files = [path for path in sorted(self.path.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]
        return {path.relative_to(self.path).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


_PLANS: dict[str, TestPlan] = {}


def plan_of(document: str, beside: Path) -> TestPlan:
    """The plan of a document; each is made once."""
    if document not in _PLANS:
        (beside / "shop.yaml").write_text(document)
        _PLANS[document], _ = make_plan(str(beside / "shop.yaml"), Wishes(), beside / "shop")
    return _PLANS[document]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("fresh") / "shop"
    Folder(path).generate()
    return path


@pytest.fixture
def folder(fresh: Path, tmp_path: Path) -> Folder:
    """A fresh folder."""
    return Folder(shutil.copytree(fresh, tmp_path / "shop"))


def told(changes: ChangeSet, kind: Kind) -> list[str]:
    """What was told of one kind: definitions, or files."""
    return [event.unit or event.path for event in changes.events if event.kind is kind]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person does to the locustfile, and what must be in it afterwards, whatever the document does."""

    edits: Replacements
    expected: tuple[str, ...]


ORDERS = '    @tag("orders", "write")\n    @task(8)\n'
OWN_TASK = "    @task(4)\n    def mine(self) -> None:\n        self.think(1, 2)\n"
OWN_CODE = "def now() -> float:\n    return time.time()\n\n\nclass Mixin:\n    x = 1\n"
SAMPLE = '**self.sample("create_order", product_id'

EDITS = {
    "weight": Edit((("@task(8)", "@task(80)"),), ("    @task(80)\n    def create_order(",)),
    "checks": Edit(
        ((f"has=ORDER,\n            {SAMPLE}", f'has=("id", "total"),\n            {SAMPLE}'),),
        ('has=("id", "total"),',),
    ),
    "payload": Edit(((SAMPLE, SAMPLE.replace("create_order", "mine")),), ('self.sample("mine", product_id',)),
    "wait time": Edit((("between(1, 3)", "between(2, 9)"),), ("wait_time = between(2, 9)",)),
    "class name": Edit((("ShopUser", "Shopper"),), ("class Shopper(ApiUser):", "run_single_user(Shopper)")),
    "new task": Edit(((ORDERS, f"{OWN_TASK}\n{ORDERS}"),), (OWN_TASK,)),
    "helper, class, import": Edit(
        (("from locust", "import time\n\nfrom locust"), ("class ShopUser", f"{OWN_CODE}\n\nclass ShopUser")),
        ("import time\n", OWN_CODE),
    ),
    "comments": Edit(
        (("    @task(8)", "    # it pays\n    @task(8)"), ("self.think(3, 8)", "self.think(3, 8)  # a while")),
        ("    # it pays\n    @task(", "self.think(3, 8)  # a while\n"),
    ),
    "statement": Edit(
        (("self.think(3, 8)", "self.think(3, 8)\n        self.bought = True"),), ("        self.bought = True\n",)
    ),
    "renamed task": Edit((("def create_order(", "def buy("),), ("    def buy(self) -> None:\n",)),
}

INVOICE = """
  /api/orders/{id}/invoice:
    parameters:
      - $ref: '#/components/parameters/OrderId'
    get:
      operationId: getInvoice
      tags: [orders]
      summary: The invoice of an order
      responses:
        '200': {description: A text., content: {text/plain: {schema: {type: string}}}}
"""
PARAMETER = "      parameters: [{name: dry, in: query, required: true, schema: {type: boolean}}]\n"
ID = "operationId: createOrder\n"

CHANGES: dict[str, Replacements] = {
    "nothing": (),
    "version": (("version: 1.0.0", "version: 2.0.0"),),
    "operation added": (("\n  /api/health:\n", f"{INVOICE}\n  /api/health:\n"),),
    "parameter": (("      summary: Place an order\n", f"      summary: Place an order\n{PARAMETER}"),),
    "status": (("'201':\n          description: The order as placed.", "'202':\n          description: Accepted."),),
    "body": (
        ("\n    NewOrder:\n      type: object\n", "\n    NewOrder:\n      type: object\n      minProperties: 1\n"),
    ),
    "priority": (("x-traffic: {share: 5%, think_time: [3, 8]}", "x-traffic: {share: 9%, think_time: [3, 8]}"),),
    "security": ((ID, f"{ID}      security: []\n"),),
    "path": (("  /api/orders:", "  /api/v2/orders:"), ("  /api/orders/{id}:", "  /api/v2/orders/{id}:")),
    "operationId": ((ID, "operationId: placeOrder\n"),),
    "tag": (("tags: [orders]", "tags: [purchases]"), ("name: orders\n", "name: purchases\n")),
    "title": (("title: Shop API", "title: Store API"),),
}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_there_after_any_change(folder: Folder, edit: str, change: str) -> None:
    folder.edit("locustfile.py", *EDITS[edit].edits)
    changes = folder.generate(*CHANGES[change])
    text = folder.text()
    for part in EDITS[edit].expected:
        assert (part.replace("def create_order", "def place_order") if change == "operationId" else part) in text
    assert changes.conflicts == ()
    compile(text, "locustfile.py", "exec")
    before = folder.state()
    folder.generate(*CHANGES[change])
    assert folder.state() == before


@pytest.mark.parametrize("change", CHANGES)
def test_without_edits_the_folder_is_as_a_fresh_one(folder: Folder, change: str, tmp_path: Path) -> None:
    folder.generate(*CHANGES[change])
    other = Folder(tmp_path / "other" / "shop")
    other.path.parent.mkdir()
    other.generate(*CHANGES[change])
    ours, fresh = ({k: v[0] for k, v in f.state().items() if "/backup/" not in k} for f in (folder, other))
    assert ours == fresh


def test_without_a_change_no_file_is_touched(folder: Folder) -> None:
    for name in ("locustfile.py", "support.py", "README.md", "locust.conf", "TESTPLAN.md", "data/create_order.jsonl"):
        with (folder.path / name).open("a") as file:
            file.write("{}\n" if name.endswith("l") else "# mine\n")
    before = folder.state()
    assert not folder.generate().is_stale
    assert folder.state() == before


def test_a_new_version_of_the_same_document_touches_no_file_of_the_user(folder: Folder) -> None:
    before = folder.state()
    folder.generate(("version: 1.0.0", "version: 1.0.1"), ("# writing takes longer than reading", "# as it does"))
    changed = {name for name, state in folder.state().items() if before.get(name) != state}
    assert {name for name in changed if "/backup/" not in name} <= {
        ".apigen/lock.json",  # the digest of the document
        ".apigen/base/TESTPLAN.md.base",
        "TESTPLAN.md",  # says the version
    }


def test_a_deleted_task_stays_deleted_and_is_listed(folder: Folder) -> None:
    text = folder.text()
    start, end = text.index(ORDERS), text.index('    @tag("orders", "read")\n    @task(3)')
    folder.write("locustfile.py", text[:start] + text[end:])
    for change in ("nothing", "path", "nothing", "operationId", "status"):
        changes = folder.generate(*CHANGES[change])
        name = "place_order" if change == "operationId" else "create_order"
        assert told(changes, Kind.DELETED) == [f"ShopUser.{name}"]
        assert "    def create_order(" not in folder.text()
        assert "    def place_order(" not in folder.text()


def test_a_task_that_moved_to_another_class_gets_what_changes(folder: Folder) -> None:
    text = folder.text()
    start, end = text.index(ORDERS), text.index('    @tag("orders", "read")\n    @task(3)')
    buyer = f"\n\nclass Buyer(ApiUser):\n    wait_time = between(5, 9)\n\n{text[start:end].rstrip()}\n"
    folder.write("locustfile.py", edited(text[:start] + text[end:], ("\n\nif __name__", f"{buyer}\n\nif __name__")))
    folder.generate(*CHANGES["path"])
    assert folder.text().count("def create_order(") == 1
    moved = folder.text()[folder.text().index("class Buyer") :]
    assert '"/api/v2/orders",\n' in moved
    assert "wait_time = between(5, 9)" in moved


def test_a_task_that_moved_to_a_file_of_the_user_gets_what_changes(folder: Folder) -> None:
    text = folder.text()
    start, end = text.index(ORDERS), text.index('    @tag("orders", "read")\n    @task(3)')
    header = "from locust import tag, task\n\nfrom support import ApiUser\n\nORDER = ()\n\n\nclass Buying(ApiUser):\n"
    folder.write("buying.py", f"{header}    abstract = True\n\n{text[start:end].rstrip()}\n")
    folder.write("locustfile.py", text[:start] + text[end:])
    folder.generate(*CHANGES["path"])
    assert "def create_order(" not in folder.text()
    assert folder.text("buying.py") == edited(
        f"{header}    abstract = True\n\n{text[start:end].rstrip()}\n", ("/api/orders", "/api/v2/orders")
    )


def test_a_renamed_file_gets_what_changes(folder: Folder) -> None:
    (folder.path / "locustfile.py").rename(folder.path / "shop_test.py")
    folder.edit("shop_test.py", ("@task(8)", "@task(80)"))
    expected = edited(folder.text("shop_test.py"), ('"/api/health"', '"/api/v2/health"'))
    folder.generate(("  /api/health:", "  /api/v2/health:"))
    assert folder.text("shop_test.py") == expected
    assert not (folder.path / "locustfile.py").exists()


@pytest.mark.parametrize("options", ["--line-length=60", "--line-length=140", "--config=format.quote-style='single'"])
def test_a_file_that_was_formatted_otherwise_gets_what_changes(folder: Folder, options: str) -> None:
    command = [sys.executable, "-m", "ruff", "format", "--isolated", options, "locustfile.py"]
    subprocess.run(command, cwd=folder.path, check=True, capture_output=True)
    before = folder.text()
    changes = folder.generate(*CHANGES["security"])
    assert told(changes, Kind.CONFLICT) == []
    assert "ShopUser.create_order" in told(changes, Kind.UPDATED)
    kept, new = (
        [part for part in text.split("\n\n    @tag") if "create_order" not in part] for text in (before, folder.text())
    )
    assert kept == new
    assert "security=()," in folder.text()[folder.text().index("def create_order") :]


def test_reordered_tasks_stay_in_the_users_order(folder: Folder) -> None:
    text = folder.text()
    start, end = text.index(ORDERS), text.index('    @tag("orders", "read")\n    @task(3)')
    first = text.index('    @tag("auth"')
    folder.write("locustfile.py", text[:first] + text[start:end] + text[first:start] + text[end:])
    expected = edited(folder.text(), ('"/api/health"', '"/api/v2/health"'))
    folder.generate(("  /api/health:", "  /api/v2/health:"))
    assert folder.text() == expected


def test_a_task_whose_operation_is_gone_goes_where_nobody_edited_it(folder: Folder) -> None:
    start = SHOP.index("\n  /api/health:")
    changes = folder.generate((SHOP[start : SHOP.index("\ncomponents:")], ""))
    assert told(changes, Kind.REMOVED) == ["ShopUser.get_health"]
    assert "get_health" not in folder.text()


def test_a_task_whose_operation_is_gone_stays_where_it_was_edited_and_does_not_run(folder: Folder) -> None:
    start = SHOP.index("\n  /api/health:")
    gone = (SHOP[start : SHOP.index("\ncomponents:")], "")
    folder.edit("locustfile.py", ('"/api/health"', '"/api/healthz"'))
    for _ in range(3):
        changes = folder.generate(gone)
        assert told(changes, Kind.STAYS) == ["ShopUser.get_health"]
        assert all(event.line for event in changes.events if event.kind is Kind.STAYS)
    assert "    # apigen: gone from the document or left out; kept because you edited it" in folder.text()
    assert "    @task(0)\n    def get_health(" in folder.text()
    assert '"/api/healthz"' in folder.text()


def test_edited_data_keeps_the_rows_of_the_user(folder: Folder) -> None:
    path = "data/create_order.jsonl"
    rows = folder.text(path).splitlines(keepends=True)
    mine = '{"json": {"items": [], "notes": "mine"}}\n'
    folder.write(path, "".join([rows[0], mine, *rows[3:]]))
    folder.generate(*CHANGES["operationId"], *CHANGES["body"])
    assert mine in folder.text("data/place_order.jsonl")
    assert rows[1] not in folder.text("data/place_order.jsonl")
    assert not (folder.path / path).exists()


def test_data_that_the_user_replaced_is_the_users(folder: Folder) -> None:
    folder.write("data/create_order.jsonl", '{"json": {"mine": 1}}\n')
    folder.write("data/accounts.csv", "username,password,token\nann,secret,\n")
    folder.generate(*CHANGES["parameter"])
    assert folder.text("data/create_order.jsonl") == '{"json": {"mine": 1}}\n'
    assert folder.text("data/accounts.csv") == "username,password,token\nann,secret,\n"


def test_a_new_credential_is_a_new_column(folder: Folder) -> None:
    columns = folder.text("data/accounts.csv").strip()
    folder.write("data/accounts.csv", f"{columns}\n{','.join(['mine'] * len(columns.split(',')))}\n")
    key = "  securitySchemes:\n    apiKey: {type: apiKey, in: header, name: X-Key}\n"
    folder.generate(
        ("  securitySchemes:\n", key),
        ("security:\n  - bearerAuth: []\n", "security:\n  - bearerAuth: []\n    apiKey: []\n"),
    )
    header, row = folder.text("data/accounts.csv").splitlines()
    assert set(header.split(",")) > set(columns.split(","))
    assert row.count("mine") == len(columns.split(","))
    assert row.count(",") == header.count(",")


def test_settings_and_texts_are_merged(folder: Folder) -> None:
    folder.edit("locust.conf", ("users = 50", "users = 500\nloglevel = WARNING"))
    folder.edit("README.md", ("## What it needs\n", "## Ours\n\nAsk Ann.\n\n## What it needs\n"))
    folder.edit("ruff.toml", ("line-length = 88", "line-length = 100"))
    folder.generate(("url: http://127.0.0.1:8765", "url: http://127.0.0.1:9000"), *CHANGES["title"])
    assert "users = 500\nloglevel = WARNING\n" in folder.text("locust.conf")
    assert "host = http://127.0.0.1:9000\n" in folder.text("locust.conf")
    assert "# Load test of the Store API\n" in folder.text("README.md")
    assert "## Ours\n\nAsk Ann.\n" in folder.text("README.md")
    assert "line-length = 100" in folder.text("ruff.toml")


def test_a_document_that_grows_over_several_files_takes_the_edits_along(folder: Folder) -> None:
    folder.edit("locustfile.py", *EDITS["weight"].edits, *EDITS["statement"].edits)
    document = yaml.safe_load(SHOP)
    for n in range(70):
        operation = {"operationId": f"extra{n}", "tags": ["extra"], "responses": {"200": {"description": "ok"}}}
        document["paths"][f"/extra/{n}"] = {"get": operation}
    changes = folder.generate((SHOP, yaml.safe_dump(document, sort_keys=False)))
    text = folder.text("tasks/orders.py")
    assert "    @task(80)\n    def create_order(" in text
    assert "        self.bought = True\n" in text
    assert "def create_order(" not in folder.text()
    assert changes.conflicts == ()
    assert listed(folder) == ["ShopUser"]


@cache
def environment() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}


def listed(folder: Folder) -> list[str]:
    """The user classes that Locust finds."""
    command = [sys.executable, "-m", "locust", "--list"]
    found = subprocess.run(
        command, cwd=folder.path, env=environment(), capture_output=True, text=True, timeout=60, check=True
    )
    return [line.strip() for line in found.stdout.splitlines() if line.startswith(" ")]


def test_everything_at_once_and_locust_still_loads_it(folder: Folder) -> None:
    names = ("new task", "comments", "weight", "checks", "wait time", "helper, class, import", "class name")
    folder.edit("locustfile.py", *(edit for name in names for edit in EDITS[name].edits))
    everything = ("operation added", "parameter", "security", "path", "tag", "title")
    changes = [change for name in everything for change in CHANGES[name]]
    decided = folder.generate(*changes)
    assert decided.conflicts == ()
    text = folder.text()
    for part in (
        "@task(80)",
        'has=("id", "total")',
        "between(2, 9)",
        OWN_TASK,
        OWN_CODE,
        "# it pays",
        "class Shopper(",
    ):
        assert part in text, part
    assert listed(folder) == ["Shopper"]
    before = folder.state()
    folder.generate(*changes)
    assert folder.state() == before


def test_the_command_line_tells_what_happened(folder: Folder) -> None:
    folder.edit("locustfile.py", ("Place an order.", "Buy."), ("@task(58)", "@task(1)"))
    document = folder.path.parent / "shop.yaml"
    document.write_text(edited(SHOP, ("summary: Place an order", "summary: Order things"), *CHANGES["operation added"]))
    dry = run(folder, "--dry-run")
    assert dry.returncode == 1
    assert "conflict" not in folder.text()
    stale = run(folder, "--check")
    assert (stale.returncode, "is stale: " in stale.stdout) == (1, True)
    assert '+        """The invoice of an order."""' in run(folder, "--diff").stdout
    done = run(folder)
    assert done.returncode == 1
    remark = "# apigen: conflict; the generator's version: .apigen/conflicts/locustfile.py.ShopUser.create_order.py"
    line = folder.text().splitlines().index(f"        {remark}")
    assert f"ShopUser.create_order  {folder.path}/locustfile.py:{line + 1}" in done.stderr
    assert done.stdout.startswith("1 task added, ")
    assert done.stdout.splitlines()[0].endswith("; 1 conflict")
    beside = folder.path / ".apigen/conflicts/locustfile.py.ShopUser.create_order.py"
    assert '"""Order things."""' in beside.read_text()
    assert run(folder, "--check").returncode == 1  # a conflict is open
    folder.write(
        "locustfile.py", "".join(text for text in folder.text().splitlines(True) if "apigen: conf" not in text)
    )
    fresh = run(folder, "--check")
    assert (fresh.returncode, fresh.stdout.splitlines()[-1]) == (0, f"{folder.path} is up to date: 16 operations.")


def run(folder: Folder, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "apigen", "from-spec", "../shop.yaml", "-o", str(folder.path), *options]
    return subprocess.run(command, cwd=folder.path, capture_output=True, text=True, timeout=120, check=False)


def test_undo_brings_the_folder_back_and_forth(folder: Folder) -> None:
    folder.edit("locustfile.py", ("@task(8)", "@task(80)"))
    before = visible(folder)
    folder.generate(*CHANGES["operation added"], *CHANGES["operationId"])
    after = visible(folder)
    assert run(folder, "--undo").returncode == 0
    assert visible(folder) == before
    assert run(folder, "--undo").returncode == 0
    assert visible(folder) == after


def visible(folder: Folder) -> dict[str, bytes]:
    return {name: state[0] for name, state in folder.state().items() if "/backup/" not in name}


BOTH = (ID, "operationId: buyThings\n"), *CHANGES["path"]


def test_operations_of_which_both_changed_are_joined_by_the_user(folder: Folder) -> None:
    folder.edit("locustfile.py", *EDITS["statement"].edits)
    changes = folder.generate(*BOTH)
    assert told(changes, Kind.STAYS) == ["ShopUser.create_order"]
    assert ("POST /api/orders", "POST /api/v2/orders") in changes.decisions.likely
    joined = subprocess.run(
        [sys.executable, "-m", "apigen", "rename", "createOrder", "buyThings"],
        cwd=folder.path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "was create_order, POST /api/orders" in joined.stdout
    assert "def create_order" not in folder.text()
    start = folder.text().index("def buy_things(")
    assert "        self.bought = True\n" in folder.text()[start : folder.text().index("def ", start + 5)]
    assert '"/api/v2/orders"' in folder.text()


def test_operations_are_joined_before_they_are_generated(folder: Folder) -> None:
    folder.edit("locustfile.py", *EDITS["statement"].edits)
    command = [
        sys.executable,
        "-m",
        "apigen",
        "rename",
        "POST /api/orders",
        "POST /api/v2/orders",
        "-o",
        str(folder.path),
    ]
    subprocess.run(command, capture_output=True, timeout=60, check=True)
    changes = folder.generate(*BOTH)
    assert "ShopUser.buy_things" in told(changes, Kind.RENAMED)
    assert "def create_order" not in folder.text()
    assert "        self.bought = True\n" in folder.text()
