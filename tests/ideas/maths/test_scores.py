"""Scores of supports and ratings against their published and recomputed answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas import scoring
from ideas.maths import appeal, hot, rates
from ideas.maths.breadth import effective_units


@pytest.mark.parametrize(
    ("supports", "shown", "score", "bound"),
    [
        (0, 0, 0.157895, 0.018518),
        (10, 100, 0.105023, 0.059774),
        (3, 10, 0.230769, 0.085259),
        (30, 100, None, 0.208865),
    ],
)
def test_appeal_normalised_by_exposure(
    supports: int, shown: float, score: float | None, bound: float
) -> None:
    assert score is None or appeal.appeal(supports, shown) == pytest.approx(score, abs=1e-6)
    assert appeal.cautious_appeal(supports, shown) == pytest.approx(bound, abs=1e-6)


@given(st.integers(0, 500), st.floats(0, 5_000), st.floats(0.01, 100))
def test_appeal_rises_with_supports_and_falls_with_exposure(supports: int, shown: float, more: float) -> None:
    for score in (appeal.appeal, appeal.cautious_appeal):
        assert score(supports + 1, shown) > score(supports, shown) > score(supports, shown + more)


def test_the_prior_finds_what_it_was_drawn_from() -> None:
    """Rates 0.1 and 0.5 seen without noise (E = 10,000): mean 0.3, variance 0.04·n/(n−1)."""
    pairs = [(1_000, 10_000.0), (5_000, 10_000.0)] * 50
    a, b = appeal.fitted_prior(pairs)
    assert a / b == pytest.approx(0.3)
    assert a / b**2 == pytest.approx(0.04 * 100 / 99 - 0.3 / 10_000)


def test_the_prior_of_too_few_or_of_equals_is_the_usual_one() -> None:
    assert appeal.fitted_prior([(1, 5.0)] * 9) == appeal.PRIOR
    assert appeal.fitted_prior([(1, 10.0)] * 20) == appeal.PRIOR
    assert appeal.fitted_prior([(0, 10.0)] * 20) == appeal.PRIOR


def test_places_never_gain_by_standing_lower() -> None:
    theta = appeal.place_propensities([50, 20, 30, 5, 0], [100, 100, 100, 100, 0])
    assert theta == pytest.approx([1, 0.5, 0.5, 0.1, 0.1])
    assert appeal.place_propensities([0, 0], [10, 10]).tolist() == [1, 1]


def test_exposure_weighs_each_place() -> None:
    assert appeal.exposure({0: 10, 1: 10, 7: 10}, [1.0, 0.5, 0.2]) == pytest.approx(17)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_in_newcombe(successes: int, trials: int, low: float, high: float) -> None:
    assert rates.wilson(successes, trials) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("better", "score", "worse", "lower"),
    [((600, 1000), 0.5693, (5500, 10000), 0.5402), ((100, 101), 0.9460, (2, 2), 0.3424)],
)
def test_wilson_orders_as_in_miller(
    better: tuple[int, int], score: float, worse: tuple[int, int], lower: float
) -> None:
    assert rates.wilson_score(*better) == pytest.approx(score, abs=5e-5)
    assert rates.wilson_score(*worse) == pytest.approx(lower, abs=5e-5)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_rises_with_each_success(rate: tuple[int, int]) -> None:
    successes, trials = rate
    low, high = rates.wilson(successes, trials)
    assert 0 <= low <= successes / trials <= high <= 1
    assert rates.wilson_score(successes + 1, trials + 1) > low
    assert rates.wilson_score(successes, trials + 1) <= low


def test_nothing_tried_says_nothing() -> None:
    assert (rates.wilson(0, 0), rates.wilson_score(0, 0)) == ((0, 1), 0)


def test_bayesian_average() -> None:
    assert rates.bayesian_average([5, 5], prior_count=5, prior_mean=3) == pytest.approx(3.571429, abs=5e-7)
    assert rates.bayesian_average([4.5] * 100, prior_count=5, prior_mean=3) == pytest.approx(
        4.428571, abs=5e-7
    )


@pytest.mark.parametrize(("score", "later", "heat"), [(10, 0, 1), (100, 0, 2), (-10, 0, -1), (10, 45_000, 2)])
def test_hot(score: int, later: int, heat: float) -> None:
    assert hot.hot(score, 1_134_028_003 + later) == pytest.approx(heat)


def test_formulas_of_importers() -> None:
    assert hot.fider_trend(10, 2, 24) == pytest.approx(0.574646, abs=1e-6)
    assert hot.astuto_trend(9, 99, 90_000) == pytest.approx(1 + 2 + 2)
    assert hot.consul_hot(30, 7) == pytest.approx(30 / 7)
    assert hot.consul_confidence(80, 20) == pytest.approx(4800)
    assert hot.consul_confidence(0, 0) == 0


def test_breadth_of_support() -> None:
    assert effective_units([1, 2, 3, 4]) == 4
    assert effective_units([1] * 97 + [2, 3, 4]) == pytest.approx(1.0625, abs=5e-5)
    assert effective_units([]) == 0


def test_the_short_names_are_these_formulas() -> None:
    assert scoring.appeal is appeal.appeal
    assert scoring.wilson is rates.wilson
