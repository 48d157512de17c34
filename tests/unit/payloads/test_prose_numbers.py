"""Numbers of which the description tells bounds or a default."""

import pytest

from apigen.analysis.payloads.meaning.prose_numbers import Told, told_of
from unit.payloads.apis import an_object, bodies


@pytest.mark.parametrize(
    ("description", "told"),
    [
        ("What temperature to use, between 0 and 2.", Told(0, 2, None)),
        ("Time(sec) before aborting (min: 1, max: 600).", Told(1, 600, None)),
        ("Ranges from 100 to 600ms.", Told(100, 600, None)),
        ("The largest packet, in bytes. Default is 67,108,864 (64M)", Told(None, None, 67108864)),
        ("Up to 1000 items, defaults to 20.", Told(None, 1000, 20)),
        ("The number of seconds, defaults to 2 days.", None),
        ("Between 1 and 30 days.", Told(1, 30, None)),
        ("Available since 2019-01-02, see https://example.com/from 1 to 2", None),
        ("How many there are", None),
        ("The number of flags. Defaults to -1, which returns everything.", None),
        ("At least -5, defaults to -1.", Told(-5, None, -1)),
    ],
)
def test_what_is_told(description: str, told: Told | None) -> None:
    assert told_of(description, "size") == told


@pytest.mark.parametrize("kind", ["integer", "number"])
def test_numbers_keep_what_is_told(kind: str) -> None:
    told = {"type": kind, "description": "Allowed from 20 to 40."}
    usual = {"type": kind, "description": "Defaults to 540000."}
    made = bodies(an_object(ratio=told, idle=usual))
    assert all(20 <= body["ratio"] <= 40 for body in made)
    assert all(54_000 <= body["idle"] <= 5_400_000 for body in made)
    assert len({body["idle"] for body in made}) > 3
