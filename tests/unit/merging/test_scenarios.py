"""What people do to a generated locustfile, and what the document does to it at the same time."""

import re

import pytest

from apigen.workspace.merging.definitions import merge_python
from apigen.workspace.merging.outcome import Event, Kind, OnConflict, Outcome
from apigen.workspace.merging.places import located

BASE = '''"""Load test of the Shop API."""

from locust import between, tag, task

from support import ApiUser

WEIGHTS = {
    "orders": 3,
    "products": 5,
}
ORDER = ("id", "status")


class ShopUser(ApiUser):
    """One user of the Shop API."""

    wait_time = between(1, 3)  # seconds between two tasks

    @tag("products", "read")
    @task(58)
    def list_products(self) -> None:
        """Browse the catalogue."""
        with self.rest("GET", "/products", **self.sample("list_products")) as response:
            self.product_ids.listed(response.find("items[].id"))

    @tag("orders", "write")
    @task(8)
    def create_order(self) -> None:
        """Place an order."""
        with self.rest(
            "POST",
            "/orders",
            expect=(201,),
            has=ORDER,
            **self.sample("create_order", product_id=self.product_ids.pick),
        ) as response:
            self.order_ids.created(response.find("id"))
        self.think(3, 8)

    @tag("orders", "read")
    @task(3)
    def get_order(self) -> None:
        """Look at one order."""
        order_id = self.order_ids.pick()
        with self.rest("GET", f"/orders/{order_id}", name="/orders/[id]", has=ORDER):
            pass


if __name__ == "__main__":
    run_single_user(ShopUser)
'''
NEW_TASK = '''
    @tag("orders", "write")
    @task(3)
    def delete_order(self) -> None:
        """Remove an order."""
        order_id = self.order_ids.take()
        with self.rest("DELETE", f"/orders/{order_id}", name="/orders/[id]"):
            pass
'''


def edited(text: str, *edits: tuple[str, str]) -> str:
    """The text with each edit made once; an edit that does not apply is a fault of the test."""
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def without(text: str, name: str) -> str:
    """The file without a method."""
    pattern = rf"\n    @tag[^\n]*\n    @task[^\n]*\n    def {name}\(.*?\n(?=\n    (?:@|def)|\n\n)"
    shorter = re.sub(pattern, "", text, flags=re.DOTALL)
    assert shorter != text
    return shorter


def merged(ours: str, theirs: str, on_conflict: OnConflict = OnConflict.MINE) -> Outcome:
    return merge_python("locustfile.py", BASE, ours, theirs, on_conflict)


def kinds(outcome: Outcome, kind: Kind) -> list[str]:
    return [event.unit for event in outcome.events if event.kind is kind]


LAST = "            pass\n\n\nif __name__"


def test_a_weight_and_the_lines_below_it() -> None:
    ours = edited(BASE, ("@task(8)", "@task(80)"))
    theirs = edited(BASE, ("def create_order(self) -> None:", "def create_order(self) -> None:  # 201"))
    assert merged(ours, theirs).text == edited(
        ours, ('order(self) -> None:\n        """Place', 'order(self) -> None:  # 201\n        """Place')
    )


def test_the_user_extends_the_last_task_and_the_generator_appends_one() -> None:
    ours = edited(BASE, (LAST, "            pass\n        self.think(1, 2)\n\n\nif __name__"))
    theirs = edited(BASE, (LAST, f"            pass\n{NEW_TASK}\n\nif __name__"))
    expected = edited(ours, ("        self.think(1, 2)\n", f"        self.think(1, 2)\n{NEW_TASK}"))
    outcome = merged(ours, theirs)
    assert outcome.text == expected
    assert kinds(outcome, Kind.ADDED) == ["ShopUser.delete_order"]


def test_a_task_moves_and_was_edited() -> None:
    ours = edited(BASE, ("@task(3)", "@task(33)"))
    order = BASE[BASE.index('    @tag("orders", "read")') : BASE.index("\n\nif __name__")]
    theirs = edited(
        BASE.replace("\n" + order, ""), ('    @tag("products", "read")', f'{order}\n    @tag("products", "read")')
    )
    assert merged(ours, theirs).text == edited(theirs, ("@task(3)", "@task(33)"))


@pytest.mark.parametrize("change", [('/orders"', '/v2/orders"'), ("Place an order", "Order")])
def test_a_deleted_task_stays_deleted(change: tuple[str, str]) -> None:
    ours = without(BASE, "create_order")
    outcome = merged(ours, edited(BASE, change))
    assert outcome.text == ours
    assert kinds(outcome, Kind.DELETED) == ["ShopUser.create_order"]


def test_an_operation_goes_that_nobody_edited() -> None:
    outcome = merged(edited(BASE, ("@task(8)", "@task(9)")), without(BASE, "get_order"))
    assert outcome.text == without(edited(BASE, ("@task(8)", "@task(9)")), "get_order")
    assert kinds(outcome, Kind.REMOVED) == ["ShopUser.get_order"]


def test_an_operation_goes_that_the_user_edited() -> None:
    outcome = merged(edited(BASE, ("@task(3)", "@task(9)")), without(BASE, "get_order"))
    gone = "    # apigen: gone from the document or left out; kept because you edited it, and not run: it was @task(9)"
    assert outcome.text == edited(
        BASE, ('    @tag("orders", "read")\n    @task(3)', f'{gone}\n    @tag("orders", "read")\n    @task(0)')
    )
    assert not outcome.conflicts


def test_the_user_formats_the_whole_file_and_the_generator_changes_one_call() -> None:
    ours = (
        BASE.replace('"', "'")
        .replace("'''", '"""')
        .replace("    expect=(201,),\n            has=ORDER,", "    expect=(201,), has=ORDER,")
    )
    theirs = edited(BASE, ("expect=(201,)", "expect=(200, 201)"))
    outcome = merged(ours, theirs)
    assert "expect=(200, 201)" in outcome.text
    assert kinds(outcome, Kind.UPDATED) == ["ShopUser.create_order"]
    assert "@tag('products', 'read')" in outcome.text
    assert not outcome.conflicts


def test_both_extend_an_import_and_append_to_the_file() -> None:
    ours = edited(BASE, ("between, tag", "between, events, tag")) + "\n\ndef mine() -> None:\n    pass\n"
    theirs = edited(BASE, ("between, tag", "between, run_single_user, tag")) + "\n\ndef theirs() -> None:\n    pass\n"
    text = merged(ours, theirs).text
    assert "from locust import between, events, run_single_user, tag, task\n" in text
    assert "def mine" in text
    assert "def theirs" in text


def test_a_helper_beside_a_task_that_goes() -> None:
    helper = "\n    def helper(self) -> int:\n        return 3  # mine\n"
    ours = edited(BASE, ('\n    @tag("orders", "read")', f'{helper}\n    @tag("orders", "read")'))
    assert merged(ours, without(BASE, "create_order")).text == without(ours, "create_order")


def test_neighbouring_entries_of_a_dict() -> None:
    ours = edited(BASE, ('"orders": 3', '"orders": 30'))
    theirs = edited(BASE, ('"products": 5,\n', '"products": 5,\n    "users": 1,\n'))
    outcome = merged(ours, theirs)
    assert 'WEIGHTS = {"orders": 30, "products": 5, "users": 1}' in outcome.text
    assert not outcome.conflicts


def test_the_same_statement_changed_by_both_is_a_conflict() -> None:
    ours = edited(BASE, ("self.think(3, 8)", "self.think(1, 1)"))
    theirs = edited(BASE, ("self.think(3, 8)", "self.think(5, 9)"))
    outcome = merged(ours, theirs)
    remark = "# apigen: conflict; the generator's version: .apigen/conflicts/locustfile.py.ShopUser.create_order.py"
    assert outcome.text == edited(ours, ("        self.think(1, 1)", f"        {remark}\n        self.think(1, 1)"))
    ((unit, text),) = outcome.conflicts.items()
    assert unit == "ShopUser.create_order"
    assert text in theirs
    assert "self.think(5, 9)" in text


def test_a_line_of_the_users_that_needs_a_variable_which_the_generator_renamed() -> None:
    ours = edited(BASE, (LAST, "            pass\n        print(order_id)\n\n\nif __name__"))
    theirs = BASE.replace("order_id = ", "item_id = ").replace("{order_id}", "{item_id}")
    outcome = merged(ours, theirs)
    remark = "# apigen: conflict; the generator's version: .apigen/conflicts/locustfile.py.ShopUser.get_order.py"
    assert outcome.text == edited(ours, ('    @tag("orders", "read")', f'    {remark}\n    @tag("orders", "read")'))
    assert "item_id" in outcome.conflicts["ShopUser.get_order"]
    told = [(event.unit, event.line) for event in located("locustfile.py", outcome.text, ())]
    assert told == [("ShopUser.get_order", outcome.text[: outcome.text.index(remark)].count("\n") + 1)]


def test_a_conflict_is_settled_as_wished() -> None:
    ours = edited(BASE, ("self.think(3, 8)", "self.think(1, 1)"))
    theirs = edited(BASE, ("self.think(3, 8)", "self.think(5, 9)"))
    assert merged(ours, theirs, OnConflict.THEIRS).text == theirs
    both = "<<<<<<< yours\n        self.think(1, 1)\n=======\n        self.think(5, 9)\n>>>>>>> apigen\n"
    assert merged(ours, theirs, OnConflict.MARKERS).text == edited(BASE, ("        self.think(3, 8)\n", both))


def test_the_user_moves_and_edits_a_task_that_the_generator_edits() -> None:
    order = BASE[BASE.index('    @tag("orders", "read")') : BASE.index("\n\nif __name__")]
    moved = edited(
        BASE.replace("\n" + order, ""), ('    @tag("products", "read")', f'{order}\n    @tag("products", "read")')
    )
    ours = edited(moved, ("@task(3)", "@task(33)"))
    theirs = edited(BASE, ("Look at one order", "Read one order"))
    assert merged(ours, theirs).text == edited(ours, ("Look at one order", "Read one order"))


# Not of the twelve: what else people and documents do.


def test_an_argument_by_each_side() -> None:
    ours = edited(BASE, ('"/products", **', '"/products", timeout=5, **'))
    theirs = edited(BASE, ('"/products", **', '"/v2/products", expect=(200, 206), **'))
    text = merged(ours, theirs).text
    call = """        with self.rest(
            "GET",
            "/v2/products",
            expect=(200, 206),
            timeout=5,
            **self.sample("list_products"),
        ) as response:
"""
    assert call in text


def test_the_weight_of_the_user_wins_without_a_conflict() -> None:
    ours, theirs = edited(BASE, ("@task(8)", "@task(80)")), edited(BASE, ("@task(8)", "@task(12)"))
    outcome = merged(ours, theirs)
    assert outcome.text == ours
    assert not outcome.conflicts
    assert (
        Event(Kind.KEPT, "locustfile.py", "ShopUser.create_order", "your weight; the generator has @task(12)")
        in outcome.events
    )


def test_a_body_of_both_sides_in_place_of_pass() -> None:
    ours = edited(BASE, (LAST, "            assert self.environment  # mine\n\n\nif __name__"))
    theirs = edited(BASE, ("has=ORDER):\n            pass", "has=ORDER) as response:\n            self.seen(response)"))
    text = merged(ours, theirs).text
    assert "as response:\n            assert self.environment  # mine\n            self.seen(response)\n" in text


def test_a_check_that_the_user_put_into_a_block_that_the_generator_rewrites() -> None:
    ours = edited(
        BASE, ('created(response.find("id"))\n', 'created(response.find("id"))\n            assert response.js\n')
    )
    theirs = edited(
        BASE,
        ("            has=ORDER,\n", "            has=ORDER,\n            security=(),\n"),
        ('find("id")', 'find("data.id")'),
    )
    text = merged(ours, theirs).text
    assert 'created(response.find("data.id"))\n            assert response.js\n' in text
    assert "security=(),\n" in text


def test_an_import_that_the_user_removed_comes_back_where_a_new_task_needs_it() -> None:
    ours = re.sub(r"    @tag.*\n", "", edited(BASE, ("between, tag, task", "between, task")))
    outcome = merged(ours, edited(BASE, (LAST, f"            pass\n{NEW_TASK}\n\nif __name__")))
    assert "from locust import between, tag, task\n" in outcome.text


def test_a_constant_stays_where_the_users_task_uses_it() -> None:
    mine = "\n    def mine(self) -> tuple[str, ...]:\n        return ORDER\n"
    ours = edited(BASE, ('\n    @tag("orders", "read")', f'{mine}\n    @tag("orders", "read")'))
    theirs = edited(
        BASE.replace(", has=ORDER", "").replace("            has=ORDER,\n", ""), ('ORDER = ("id", "status")\n', "")
    )
    assert 'ORDER = ("id", "status")\n' in merged(ours, theirs).text


def test_a_comment_of_the_user_survives_a_change_of_its_line() -> None:
    ours = edited(
        BASE, ("        self.think(3, 8)\n", "        # people read first\n        self.think(3, 8)  # slow\n")
    )
    theirs = edited(BASE, ("self.think(3, 8)", "self.think(4, 9)"))
    assert "        # people read first\n        self.think(4, 9)  # slow\n" in merged(ours, theirs).text


def test_a_comment_behind_a_line_inside_a_call_that_the_generator_changes() -> None:
    ours = edited(BASE, ("            expect=(201,),", "            expect=(201,),  # mine"))
    theirs = edited(BASE, ("            expect=(201,),", "            expect=(201, 202),"))
    assert merged(ours, theirs).text == edited(ours, ("(201,),  # mine", "(201, 202),  # mine"))


def test_comments_between_arguments_stay_with_their_arguments() -> None:
    ours = edited(
        BASE,
        ("            has=ORDER,\n", "            # as agreed\n            has=ORDER,  # all of it\n"),
        ('            "POST",\n', "            'POST',\n"),
    )
    theirs = edited(
        BASE,
        (
            "            expect=(201,),\n            has=ORDER,\n",
            "            expect=(201, 202),\n            has=NEW,\n",
        ),
        (
            '            "/orders",\n            expect',
            '            "/v2/orders",\n            security=(),\n            expect',
        ),
    )
    outcome = merged(ours, theirs)
    assert not outcome.conflicts
    assert "            # as agreed\n            has=NEW,  # all of it\n" in outcome.text
    assert '"/v2/orders",\n' in outcome.text
    assert "security=(),\n" in outcome.text


def test_a_comment_on_an_argument_that_goes_is_a_conflict() -> None:
    ours = edited(BASE, ("            has=ORDER,\n", "            has=ORDER,  # as agreed\n"))
    theirs = edited(BASE, ("            has=ORDER,\n", ""), ("            expect=(201,),\n", ""))
    outcome = merged(ours, theirs)
    assert outcome.conflicts
    assert "# as agreed" in outcome.text
