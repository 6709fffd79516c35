"""Concentration: the known answers of the design, and the properties that make them mean something."""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analytics.maths import concentration as c
from analytics.maths.arrays import FloatArray

H = np.array([0.5, 0.3, 0.2])
COUNTS = st.lists(st.integers(0, 200), min_size=1, max_size=40).filter(any)
DEPARTMENTS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 60)), min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("h", "w", "gini", "relative", "theil", "effective"),
    [
        (H, np.array([0.2, 0.3, 0.5]), 0.39, 0.0, 0.274887, 1.0),
        (H, H, 0.0, 0.0, 0.0, 1.0),
        (H, np.array([0.4, 0.3, 0.3]), 0.13, -0.064516, 0.032382, 1.061037),
        (np.array([0.7, 0.2, 0.1]), np.array([0.0, 0.0, 1.0]), 0.9, 1.0, 2.302585, 0.448513),
    ],
)
def test_the_known_answers_hold(
    h: FloatArray, w: FloatArray, gini: float, relative: float, theil: float, effective: float
) -> None:
    assert float(c.weighted_gini(w, h)) == pytest.approx(gini, abs=1e-9)
    assert c.relative_concentration(w, h) == pytest.approx(relative, abs=5e-7)
    assert c.theil(w, h) == pytest.approx(theil, abs=5e-7)
    assert c.effective_departments(w, h) == pytest.approx(effective, abs=5e-7)


def test_a_swap_shows_in_the_quotients() -> None:
    assert c.location_quotients(np.array([0.2, 0.3, 0.5]), H).max() == pytest.approx(2.5)


@given(DEPARTMENTS)
def test_gini_and_theil_are_zero_only_when_proportional(rows: list[tuple[int, int]]) -> None:
    assume(any(w for w, _ in rows))
    w, h = (c.shares([row[i] for row in rows]) for i in (0, 1))
    gini, theil = float(c.weighted_gini(w, h)), c.theil(w, h)
    assert -1e-12 <= gini <= 1
    assert theil >= -1e-12
    is_proportional = bool(np.allclose(w, h))
    assert (gini < 1e-9) == is_proportional
    assert (theil < 1e-9) == is_proportional


@given(DEPARTMENTS, st.randoms())
def test_renaming_departments_changes_nothing(rows: list[tuple[int, int]], dice: object) -> None:
    assume(any(w for w, _ in rows))
    mixed = sorted(rows, key=lambda _: dice.random())  # type: ignore[attr-defined]
    first, second = (float(c.weighted_gini(*zip(*table, strict=True))) for table in (rows, mixed))
    assert first == pytest.approx(second)


@given(COUNTS)
def test_the_gini_is_half_the_relative_mean_difference(counts: list[int]) -> None:
    x = np.array(counts, float)
    difference = np.abs(x[:, None] - x[None, :]).mean() / (2 * x.mean())
    assert c.gini(x) == pytest.approx(difference)


@given(COUNTS, st.integers(1, 50))
def test_silent_people_make_it_more_unequal(counts: list[int], silent: int) -> None:
    assert c.gini([*counts, *[0] * silent]) > c.gini(counts)


def test_participation_counts_the_silent() -> None:
    found = c.participation([50, 30, 20], headcount=100)
    assert (found.headcount, found.contributors) == (100, 3)
    assert (found.top_1, found.top_10) == (0.5, 1.0)
    assert found.gini == pytest.approx(c.gini([50, 30, 20, *[0] * 97]))
    with pytest.raises(ValueError, match="headcount is 2"):
        c.participation([1, 1, 1], headcount=2)


def test_where_nobody_contributed_nothing_is_defined() -> None:
    assert math.isnan(c.gini([0, 0]))
    assert math.isnan(c.top_share([0, 0], 0.1))
    assert math.isnan(float(c.weighted_gini([0, 0], [3, 4])))


def test_the_interval_of_the_gini_is_the_one_of_resampling_people() -> None:
    counts = np.random.default_rng(1).geometric(0.2, 300) - 1.0
    fast = c.gini_interval(counts, rng=np.random.default_rng(2), rounds=2_000)
    rng = np.random.default_rng(3)
    slow = np.quantile([c.gini(rng.choice(counts, 300)) for _ in range(2_000)], [0.025, 0.975])
    assert (fast.low, fast.high) == pytest.approx(tuple(slow), abs=0.006)
    assert c.gini(counts) in fast
