"""Whole numbers that reproduce declared traffic."""

import random

import pytest

from apigen.analysis.priority import Priority
from apigen.plan.weights import task_weights


def weighted(weight: float) -> Priority:
    return Priority("medium", weight, None, None, None, "", declared=True)


def shared(share: float) -> Priority:
    return Priority("medium", None, share, None, None, "", declared=True)


def rated(rps: float) -> Priority:
    return Priority("medium", None, None, rps, None, "", declared=True)


NONE = Priority("none", None, None, None, None, "", declared=True)


def numbers(*priorities: Priority) -> list[int]:
    weights = task_weights({str(place): priority for place, priority in enumerate(priorities)})
    assert sum(weight.share for weight in weights.values()) == pytest.approx(
        1 if any(p is not NONE for p in priorities) else 0
    )
    return [weight.weight for weight in weights.values()]


def test_whole_weights_stay_as_they_are() -> None:
    assert numbers(weighted(40), weighted(20), weighted(5)) == [40, 20, 5]


def test_fractions_are_multiplied() -> None:
    assert numbers(weighted(0.5), weighted(1.5)) == [1, 3]


def test_none_gets_nothing() -> None:
    assert numbers(weighted(3), NONE) == [3, 0]
    assert numbers(NONE) == [0]
    assert numbers() == []


def test_the_rest_is_divided_by_weights() -> None:
    assert numbers(shared(0.5), weighted(2), weighted(1)) == [3, 2, 1]
    assert numbers(shared(0.25), shared(0.25), weighted(1)) == [1, 1, 2]


def test_shares_alone_are_the_whole() -> None:
    assert numbers(shared(0.2), shared(0.2)) == [1, 1]


def test_shares_over_the_whole_are_scaled_down_and_nothing_is_lost() -> None:
    first, second, third = numbers(shared(0.8), shared(0.4), weighted(10))
    assert first / second == pytest.approx(2, rel=0.02)
    assert third == 1


def test_rates_are_proportions() -> None:
    assert numbers(rated(5), rated(2), rated(0.5)) == [10, 4, 1]


def test_the_median_rate_weighs_as_much_as_the_median_weight() -> None:
    assert numbers(rated(100), rated(50), rated(10), weighted(5), weighted(10), weighted(1)) == [10, 5, 1, 5, 10, 1]


def test_a_huge_weight_does_not_make_a_huge_list() -> None:
    large, small = numbers(weighted(1_000_000), weighted(1))
    assert small == 1
    assert large <= 2000


def test_large_documents() -> None:
    found = numbers(*(weighted(random.Random(place).choice((1, 2, 4, 8, 10))) for place in range(1200)))
    assert sum(found) <= 12_000
    assert min(found) >= 1


@pytest.mark.parametrize("seed", range(60))
def test_declared_shares_are_met(seed: int) -> None:
    rng = random.Random(seed)
    shares = [rng.choice((0.35, 0.125, 0.05, 0.01, 1 / 3)) for _ in range(rng.randint(1, 2))]
    weights = [float(rng.choice((1, 2, 3, 5, 8, 10, 40, 2.5))) for _ in range(rng.randint(1, 30))]
    found = numbers(*map(shared, shares), *map(weighted, weights))
    total = sum(found)
    for share, number in zip(shares, found, strict=False):
        assert abs(number / total - share) <= max(0.002, 0.005 * share)
    assert total <= 2000
    rest = found[len(shares) :]
    for weight, number in zip(weights, rest, strict=True):
        assert number / sum(rest) == pytest.approx(weight / sum(weights), rel=0.12, abs=0.005)
