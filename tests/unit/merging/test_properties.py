"""What holds for every merge, over random edits of real folders and random changes of their documents."""

import ast
import random
import re
import subprocess
import sys
from collections.abc import Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from apigen.workspace.decisions import decide
from apigen.workspace.lock import Base
from apigen.workspace.merging.code import parse
from apigen.workspace.merging.definitions import merge_python
from apigen.workspace.merging.outcome import OnConflict
from apigen.workspace.merging.surgery import methods
from apigen.workspace.operations import follow
from support.regenerations import versions, written
from support.user_edits import edited

ROOT = Path(__file__).parents[3]
SEEDS = st.integers(0, 2**32)
FEW = settings(max_examples=40, deadline=None, derandomize=True)  # benchmarks/merge.py goes on where this ends


@cache
def made() -> list[Base]:
    """What the shop's document and changes of it give."""
    with TemporaryDirectory() as folder:
        return versions(ROOT / "specs" / "shop.yaml", Path(folder), count=7, seed=3)


def regenerated(old: Base, files: Mapping[str, bytes], new: Base) -> dict[str, bytes]:
    return written(files, decide(old, files, new, dict, OnConflict.MINE).changes)


def text(files: Mapping[str, bytes], name: str = "locustfile.py") -> str:
    return files[name].decode()


def said(files: Mapping[str, bytes]) -> set[str]:
    """The methods of the locustfile, by what they say; named arguments say the same in any order."""
    return {f"{place}: {meaning(part.node)}" for place, part in methods(parse(text(files))).items()}


def meaning(node: ast.stmt) -> str:
    copy = deepcopy(node)
    for call in ast.walk(copy):
        if isinstance(call, ast.Call):
            call.keywords.sort(key=ast.dump)
    return ast.dump(copy)


@FEW
@given(SEEDS)
def test_without_a_change_the_users_files_come_out_byte_for_byte(seed: int) -> None:
    chance = random.Random(seed)
    old = chance.choice(made())
    mine = edited(old, chance).files
    assert regenerated(old, mine, old) == mine
    assert merge_python("locustfile.py", text(old.files), text(mine), text(old.files)).text == text(mine)


@FEW
@given(SEEDS)
def test_without_edits_the_result_is_a_fresh_generation_byte_for_byte(seed: int) -> None:
    chance = random.Random(seed)
    old, new = chance.choice(made()), chance.choice(made())
    assert regenerated(old, old.files, new) == new.files
    if not [each for each in follow(old.tasks, new.tasks, {}) if each.old.name != each.new.name]:
        for name in ("locustfile.py", "support.py"):
            merged = merge_python(name, text(old.files, name), text(old.files, name), text(new.files, name))
            assert merged.text == text(new.files, name)


@FEW
@given(SEEDS)
def test_the_same_change_on_both_sides_is_made_once(seed: int) -> None:
    chance = random.Random(seed)
    old = chance.choice(made())
    mine = edited(old, chance).files
    merged = merge_python("locustfile.py", text(old.files), text(mine), text(mine))
    assert (merged.text, merged.conflicts) == (text(mine), {})


@FEW
@given(SEEDS)
def test_the_users_order_stays_where_the_document_has_the_same(seed: int) -> None:
    chance = random.Random(seed)
    old, new = chance.choice(made()), chance.choice(made())
    common = [each for each in follow(old.tasks, new.tasks, {}) if each.old.name == each.new.name]
    if [each.new.name for each in common] != [
        n for n in (t.name for t in old.tasks.values()) if n in {e.new.name for e in common}
    ]:
        return
    mine = edited(old, chance).files
    names = [re.findall(r"^    def (\w+)", text(files), re.MULTILINE) for files in (mine, regenerated(old, mine, new))]
    kept = set(names[0]) & set(names[1])
    assert [name for name in names[0] if name in kept] == [name for name in names[1] if name in kept]


@settings(FEW, max_examples=10)
@given(SEEDS, st.sampled_from(["--line-length=60", "--line-length=160", "--config=format.quote-style='single'"]))
def test_merging_is_independent_of_formatting(seed: int, options: str) -> None:
    chance = random.Random(seed)
    old, new = chance.choice(made()), chance.choice(made())
    mine = edited(old, chance).files
    command = [sys.executable, "-m", "ruff", "format", "--isolated", options, "-"]
    done = subprocess.run(command, input=mine["locustfile.py"], capture_output=True, check=True)
    formatted = {**mine, "locustfile.py": done.stdout}
    decided = [decide(old, files, new, dict, OnConflict.MINE).changes for files in (formatted, mine)]
    if not any(
        change.beside for changes in decided for change in changes
    ):  # of comments inside a call only lines are known
        assert said(written(formatted, decided[0])) == said(written(mine, decided[1]))


@FEW
@given(SEEDS)
def test_there_and_back_again(seed: int) -> None:
    """A change of the document that is taken back leaves the user's edits, but for tasks that were gone meanwhile."""
    chance = random.Random(seed)
    old, new = chance.choice(made()), chance.choice(made())
    if len(follow(old.tasks, new.tasks, {})) != len(old.tasks) or len(old.tasks) != len(new.tasks):
        return
    edits = edited(old, chance)
    decided = decide(old, edits.files, new, dict, OnConflict.MINE)
    there = written(edits.files, decided.changes)
    back = decide(new, there, old, dict, OnConflict.MINE)
    if not any(change.beside for change in (*decided.changes, *back.changes)):
        assert said(written(there, back.changes)) == said(edits.files)


@FEW
@given(SEEDS)
def test_two_steps_are_one(seed: int) -> None:
    chance = random.Random(seed)
    first, second, third = chance.choice(made()), chance.choice(made()), chance.choice(made())
    followed = [
        len(follow(one.tasks, other.tasks, {})) for one, other in ((first, second), (second, third), (first, third))
    ]
    if followed != [len(first.tasks), len(second.tasks), len(first.tasks)]:
        return
    mine = edited(first, chance).files
    steps = decide(first, mine, second, dict, OnConflict.MINE)
    halfway = written(mine, steps.changes)
    again, direct = (
        decide(second, halfway, third, dict, OnConflict.MINE),
        decide(first, mine, third, dict, OnConflict.MINE),
    )
    if not any(change.beside for decided in (steps, again, direct) for change in decided.changes):
        assert said(written(halfway, again.changes)) == said(written(mine, direct.changes))
