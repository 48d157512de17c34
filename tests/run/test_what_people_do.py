"""More of what people do to a folder and to its document: files renamed, split, edited beside the locustfile."""

import re
import shutil
from pathlib import Path

import pytest
import yaml

from apigen.cli.from_spec_command import decide
from apigen.cli.pipeline import Wishes, make_plan
from apigen.workspace.merging.outcome import Kind
from apigen.workspace.writing import apply_changes
from support.folders import edit, edited, files, generate, told

SHOP = (Path(__file__).parents[2] / "specs" / "shop.yaml").read_text("utf-8")
INVOICE = """
  /api/orders/{id}/invoice:
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    get: {operationId: getInvoice, tags: [orders], responses: {'200': {description: The invoice.}}}
"""
DATA = "data/create_order.jsonl"
KEY = (
    ("  securitySchemes:\n", "  securitySchemes:\n    apiKey: {type: apiKey, in: header, name: X-Key}\n"),
    ("security:\n  - bearerAuth: []\n", "security:\n  - bearerAuth: []\n    apiKey: []\n"),
)


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


def test_a_new_operation_stands_where_the_document_has_it(folder: Path) -> None:
    edit(folder, ("@task(8)", "@task(80)"), ("class ShopUser", "class Shopper"), ("ShopUser)", "Shopper)"))
    generate(folder, edited(SHOP, ("\n  /api/user/profile:\n", f"{INVOICE}\n  /api/user/profile:\n")))
    names = re.findall(r"    def (\w+)\(self\)", code(folder))
    at = names.index("get_invoice")
    assert names[at - 1 : at + 2] == ["delete_order", "get_invoice", "get_profile"]


def test_a_document_that_is_split_into_files_touches_nothing(folder: Path) -> None:
    edit(folder, ("@task(8)", "@task(80)"))
    before = files(folder)
    schemas = yaml.safe_dump(yaml.safe_load(SHOP)["components"]["schemas"], sort_keys=False)
    (folder.parent / "schemas.yaml").write_text(schemas.replace("#/components/schemas/", "#/"), "utf-8")
    text = SHOP[: SHOP.index("\n  schemas:\n")].replace("#/components/schemas/", "schemas.yaml#/")
    (folder.parent / "openapi.yaml").write_text(text, "utf-8")
    plan, _ = make_plan(str(folder.parent / "openapi.yaml"), Wishes(), folder)
    changes = decide(plan, folder)
    apply_changes(folder, changes)
    assert changes.conflicts == ()
    changed = {name for name, content in files(folder).items() if before.get(name) != content}
    assert {name for name in changed if not name.startswith(".apigen/")} == set()


def test_data_that_the_user_renamed_stay_where_they_are(folder: Path) -> None:
    (folder / DATA).rename(folder / "data" / "baskets.jsonl")
    edit(folder, ('self.sample("create_order"', 'self.sample("baskets"'))
    for document in (SHOP, edited(SHOP, ("operationId: createOrder", "operationId: placeOrder"))):
        changes = generate(folder, document)
        assert changes.conflicts == ()
        assert 'self.sample("baskets"' in code(folder)
        assert (folder / "data/baskets.jsonl").is_file()
        assert not (folder / DATA).exists()
        assert not (folder / "data/place_order.jsonl").exists()


def test_edits_of_support_are_merged_as_well(folder: Path) -> None:
    own = "\n    def mine(self) -> str:\n        return self.host or ''\n"
    edit(folder, ("class ApiUser(", "LIMIT = 5\n\n\nclass ApiUser("), name="support.py")
    text = (folder / "support.py").read_text("utf-8")
    at = text.index("\n    def ", text.index("class ApiUser("))
    (folder / "support.py").write_text(text[:at] + own + text[at:], "utf-8")
    changes = generate(folder, edited(SHOP, *KEY))
    assert changes.conflicts == ()
    text = (folder / "support.py").read_text("utf-8")
    assert own in text
    assert "LIMIT = 5\n" in text
    assert "X-Key" in text
    compile(text, "support.py", "exec")


def test_loads_and_plan_that_the_user_edited_or_deleted(folder: Path) -> None:
    (folder / "loads/soak.py").unlink()
    edit(folder, ("# Test plan: ", "# Our test plan: "), name="TESTPLAN.md")
    before = (folder / "loads/spike.py").read_text("utf-8") + "\nMINE = 1\n"
    (folder / "loads/spike.py").write_text(before, "utf-8")
    changes = generate(folder, edited(SHOP, ("summary: Place an order", "summary: Order things")))
    assert told(changes, Kind.DELETED) == ["loads/soak.py"]
    assert not (folder / "loads/soak.py").exists()
    assert (folder / "loads/spike.py").read_text("utf-8") == before
    plan = (folder / "TESTPLAN.md").read_text("utf-8")
    assert plan.startswith("# Our test plan: ")
    assert "Order things" in plan
