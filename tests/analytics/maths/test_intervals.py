"""Intervals hold what they promise."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from analytics.maths.intervals import Interval, bootstrap, clopper_pearson, interval_of_draws, wilson

RATES = st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(RATES)
def test_wilson_holds_the_rate_it_was_made_from(rate: tuple[int, int]) -> None:
    successes, trials = rate
    interval = wilson(successes, trials)
    assert successes / trials in interval
    assert 0 <= interval.low < interval.high <= 1


@given(RATES)
def test_both_intervals_for_rates_agree_with_scipy(rate: tuple[int, int]) -> None:
    test = binomtest(*rate)
    theirs = test.proportion_ci(method="wilson")
    assert (wilson(*rate).low, wilson(*rate).high) == pytest.approx((theirs.low, theirs.high), abs=1e-7)
    exact = test.proportion_ci(method="exact")
    mine = clopper_pearson(*rate)
    assert (mine.low, mine.high) == pytest.approx((exact.low, exact.high), abs=1e-9)


def test_nothing_tried_means_anything_is_possible() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)
    assert clopper_pearson(0, 0) == Interval(0.0, 1.0)


def test_more_successes_than_trials_is_refused() -> None:
    with pytest.raises(ValueError, match="6 of 5"):
        wilson(6, 5)


def test_the_bootstrap_is_repeatable_and_about_as_wide_as_theory_says() -> None:
    people = np.random.default_rng(1).normal(10, 2, 400)
    first, again = (
        bootstrap(people, lambda some: float(some.mean()), rng=np.random.default_rng(2)) for _ in range(2)
    )
    assert first == again
    assert people.mean() in first
    assert first.width == pytest.approx(2 * 1.96 * people.std() / 20, rel=0.15)


def test_basic_mirrors_percentile_around_the_estimate() -> None:
    draws, estimate = np.array([1.0, 2.0, 3.0, 9.0, np.nan]), 2.5
    percentile = interval_of_draws(draws, estimate)
    basic = interval_of_draws(draws, estimate, kind="basic")
    assert basic.low == pytest.approx(5 - percentile.high)
    assert basic.high == pytest.approx(5 - percentile.low)
