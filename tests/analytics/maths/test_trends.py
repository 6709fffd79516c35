"""Trends: the same slopes and tests as scipy where scipy has them, known answers where it has not."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import kendalltau, norm, rankdata, theilslopes

from analytics.maths.arrays import FloatArray
from analytics.maths.trends import break_points, mann_kendall, theil_sen

SERIES = st.lists(st.integers(-50, 50).map(float), min_size=4, max_size=20).map(np.array)


@given(SERIES)
def test_the_slope_is_scipys(series: FloatArray) -> None:
    assert theil_sen(series) == pytest.approx(theilslopes(series).slope)


def test_a_dropped_week_widens_the_step_it_leaves() -> None:
    assert theil_sen(np.array([8.0, 6.0, 2.0]), times=np.array([0.0, 1.0, 3.0])) == pytest.approx(-2.0)
    assert math.isnan(theil_sen(np.array([1.0])))


@given(SERIES)
def test_s_is_kendalls(series: FloatArray) -> None:
    assume(len(set(series)) == len(series))
    n = len(series)
    tau = kendalltau(np.arange(n), series).statistic
    assert mann_kendall(series).s == pytest.approx(tau * n * (n - 1) / 2)


@given(SERIES)
def test_turning_time_round_turns_the_trend_round(series: FloatArray) -> None:
    forth, back = mann_kendall(series), mann_kendall(series[::-1])
    assert forth.s == -back.s
    assert 0 <= forth.p <= 1
    assert forth.factor >= 0.3


def test_without_autocorrelation_it_is_the_textbook_test() -> None:
    series = np.array([5.0, 3.0, 4.0, 1.0, 2.0, 0.0])
    result = mann_kendall(series)
    assert result.s == -11
    assert result.factor == 1.0
    assert result.variance == pytest.approx(6 * 5 * 17 / 18)
    assert result.p == pytest.approx(2 * norm.sf(10 / math.sqrt(28.333333)), rel=1e-6)


def test_autocorrelated_noise_needs_more_evidence_than_white_noise() -> None:
    wave = np.sin(np.arange(24) / 3.0)
    assert mann_kendall(wave).factor > 1.5
    zigzag = np.tile([0.0, 1.0], 12) + np.arange(24) * 1e-4
    assert mann_kendall(zigzag).factor == pytest.approx(0.3)


@pytest.mark.parametrize("seed", range(8))
def test_the_correction_is_hamed_and_raos_formula(seed: int) -> None:
    series = np.cumsum(np.random.default_rng(seed).normal(size=14))
    n = len(series)
    residual = series - theilslopes(series).slope * np.arange(n)
    # The median slope runs through two of the points: their residuals are equal but for the last bit.
    ranks = rankdata(residual.round(12))
    ranks -= ranks.mean()
    total = 0.0
    for lag in range(1, n):
        rho = (ranks[: n - lag] * ranks[lag:]).sum() / (ranks**2).sum()
        if abs(rho) > 1.96 / math.sqrt(n):
            total += (n - lag) * (n - lag - 1) * (n - lag - 2) * rho
    assert mann_kendall(series).factor == pytest.approx(max(1 + 2 * total / (n * (n - 1) * (n - 2)), 0.3))


def test_a_flat_or_tiny_series_shows_nothing() -> None:
    assert mann_kendall(np.zeros(12)).p == 1.0
    assert mann_kendall(np.array([1.0, 0.0])).p == 1.0


def test_breaks_are_found_where_the_level_changes() -> None:
    rng = np.random.default_rng(4)
    level = np.repeat([0.0, -1.0, -2.5], [10, 8, 12])
    assert break_points(level + rng.normal(0, 0.05, 30)) == (10, 18)
    assert break_points(rng.normal(0, 1, 30)) == ()
    assert break_points(np.arange(5.0)) == ()


@given(st.lists(st.integers(0, 9).map(float), min_size=6, max_size=11).map(np.array), st.floats(0.5, 20))
def test_no_segmentation_is_cheaper(series: FloatArray, toll: float) -> None:
    def cost(breaks: tuple[int, ...]) -> float:
        parts = np.split(series, breaks)
        return sum(float(((part - part.mean()) ** 2).sum()) for part in parts) + toll * len(breaks)

    legal = (
        breaks
        for count in range(4)
        for breaks in itertools.combinations(range(3, len(series) - 2), count)
        if all(b - a >= 3 for a, b in itertools.pairwise(breaks))
    )
    assert cost(break_points(series, penalty=toll)) == pytest.approx(min(cost(b) for b in legal), abs=1e-9)
