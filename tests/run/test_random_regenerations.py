"""Random edits of generated folders and random changes of their documents: nothing is lost, nothing silently wrong.

`benchmarks/merge.py` runs the same ten thousand times and more.
"""

import random
from collections import Counter
from pathlib import Path

import pytest

from support.regenerations import trial, versions

ROOT = Path(__file__).parents[2]
TRIALS = 100  # of each document


@pytest.mark.parametrize("name", ["shop", "nested", "traffic", "styles", "forms"])
def test_edits_survive_changes(name: str, tmp_path: Path) -> None:
    made = versions(ROOT / "specs" / f"{name}.yaml", tmp_path, count=8, seed=1)
    counts = Counter[str]()
    for n in range(TRIALS):
        chance = random.Random(f"{name} {n}")
        found = trial(chance.choice(made), chance.choice(made), chance)
        assert found.wrong == (), f"trial {n}: {'; '.join(found.log)}"
        counts["edits"] += found.edits
        counts["false conflicts"] += bool(found.false_conflicts)
    assert counts["edits"] > TRIALS
    assert counts["false conflicts"] <= 0.03 * TRIALS
