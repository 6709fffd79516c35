"""Forecasts, and whether something worked."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.maths.forecasts import Market, brier, calibration, pooled
from ideas.maths.outcomes import difference_in_differences, paired_difference_in_differences


def test_brier() -> None:
    assert brier([(0.7, True), (0.2, False)]) == pytest.approx((0.09 + 0.04) / 2)
    assert brier([(0.5, True), (0.5, False)]) == 0.25
    for wrong in ([], [(1.2, True)]):
        with pytest.raises(ValueError, match="probabilities"):
            brier(wrong)


def test_a_pool_is_the_mean_of_log_odds() -> None:
    assert pooled([0.8, 0.8]) == pytest.approx(0.8)
    assert pooled([0.9, 0.1]) == pytest.approx(0.5)
    assert pooled([0.9, 0.5]) == pytest.approx(0.75)
    assert pooled([0.9, 0.1], [3, 1]) == pytest.approx(0.75)
    assert 0.5 < pooled([1.0, 0.2, 0.2]) < 0.9
    with pytest.raises(ValueError, match="needs a forecast"):
        pooled([])


def test_a_curve_tells_what_came_of_what_was_said() -> None:
    curve = calibration([(0.1, False), (0.15, True), (0.95, True), (1.0, True)])
    assert [(band.forecasts, band.came) for band in curve] == [(2, 0.5), (2, 1.0)]
    assert curve[0].said == pytest.approx(0.125)


def test_the_market_of_hanson() -> None:
    market = Market()
    assert market.cost == pytest.approx(69.3147, abs=5e-5)
    after, cost = market.buy(0, 10)
    assert cost == pytest.approx(5.124948, abs=5e-7)
    assert after.price(0) == pytest.approx(0.524979, abs=5e-7)


@given(st.lists(st.tuples(st.integers(0, 2), st.floats(-500, 500)), max_size=12))
def test_the_market_never_loses_more_than_its_depth_allows(trades: list[tuple[int, float]]) -> None:
    market, paid = Market((0.0, 0.0, 0.0)), 0.0
    for outcome, amount in trades:
        market, cost = market.buy(outcome, amount)
        paid += cost
    assert sum(market.price(n) for n in range(3)) == pytest.approx(1)
    assert max(market.quantities) - paid <= 100 * math.log(3) + 1e-6


def test_what_changed_for_all_is_no_effect() -> None:
    found = difference_in_differences([10, 12, 11], [20, 22, 21], [5, 6, 7], [9, 10, 11])
    assert (found.effect, found.treated_change, found.other_change) == pytest.approx((6, 10, 4))
    # Four variances of 1/3 with two degrees of freedom each: t(8) · √(4/3).
    assert (found.low, found.high) == pytest.approx((6 - 2.662744, 6 + 2.662744), abs=1e-5)
    assert found.is_certain


def test_units_that_were_read_twice_are_their_own_comparison() -> None:
    found = paired_difference_in_differences([(100, 110), (10, 21), (50, 59)], [(80, 82), (8, 10)])
    assert found.effect == pytest.approx(8)
    assert found.is_certain
    same = paired_difference_in_differences([(1, 3), (5, 7)], [(1, 1), (2, 2)])
    assert (same.effect, same.low, same.high) == (2, 2, 2)


def test_one_reading_has_no_interval() -> None:
    found = difference_in_differences([10], [20], [5, 6], [6, 7])
    assert found.effect == 9
    assert math.isnan(found.low)
    assert not found.is_certain
    with pytest.raises(ValueError, match="needs a reading"):
        difference_in_differences([], [1], [1], [1])


def test_the_interval_holds_the_truth_as_often_as_it_says() -> None:
    dice = np.random.default_rng(2)
    hits = 0
    for _ in range(400):
        groups = [dice.normal(mean, 2, 8) for mean in (0, 3, 0, 1)]
        found = difference_in_differences(*(group.tolist() for group in groups))
        hits += found.low <= 2 <= found.high
    assert 0.92 <= hits / 400 <= 0.98
