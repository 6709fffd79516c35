"""Retention, survival and false discoveries: the figures in which the absent must not be forgotten."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import CensoredData, ecdf, false_discovery_control

from analytics.maths.discovery import adjusted_p, benjamini_hochberg
from analytics.maths.retention import cohort_retention
from analytics.maths.survival import kaplan_meier

WAITS = st.lists(st.tuples(st.integers(1, 30), st.booleans()), min_size=1, max_size=40)


def test_people_are_followed_from_their_own_first_week() -> None:
    activity = np.zeros((4, 20), bool)
    activity[0] = True
    activity[1, [1, 2, 14]] = True
    activity[2, [6, 7]] = True
    months = np.arange(20) // 4
    found = cohort_retention(activity, months)
    assert (found.months, found.sizes) == ((0, 1), (2, 1))
    assert found.rates[0, :4].tolist() == [1.0, 1.0, 0.5, 0.5]
    assert found.rates[0, 13] == 1.0
    assert math.isnan(found.rates[0, 19])
    assert found.rates[1, :3].tolist() == [1.0, 1.0, 0.0]


def test_the_floor_is_the_mean_of_weeks_twelve_to_sixteen() -> None:
    activity = np.zeros((30, 24), bool)
    activity[:, 0] = True
    activity[:6, 12:17] = True
    activity[20:, :5] = False
    activity[20:, 5] = True
    found = cohort_retention(activity, np.arange(24) // 4)
    assert found.floors == pytest.approx((0.3, 0.0))
    assert found.floor == pytest.approx(0.2)
    young = cohort_retention(activity[:, :17], np.arange(17) // 4)
    assert young.floors[0] == pytest.approx(0.3)
    assert math.isnan(young.floors[1])
    assert math.isnan(cohort_retention(activity[:, :16], np.arange(16) // 4).floor)


def test_a_first_week_known_from_elsewhere_is_respected() -> None:
    activity = np.array([[False, True, True], [False, False, False]])
    found = cohort_retention(activity, [7, 7, 8], first_week=np.array([0, -1]))
    assert (found.months, found.sizes) == ((7,), (1,))
    assert found.rates[0].tolist() == [0.0, 1.0, 1.0]


def test_nobody_came_yet() -> None:
    assert cohort_retention(np.zeros((3, 5), bool), range(5)).months == ()
    assert math.isnan(kaplan_meier([], []).median)


@given(WAITS)
def test_the_curve_is_scipys(waits: list[tuple[int, bool]]) -> None:
    answered = [float(wait) for wait, done in waits if done]
    pending = [float(wait) for wait, done in waits if not done]
    mine = kaplan_meier([wait for wait, _ in waits], [done for _, done in waits])
    if answered:
        theirs = ecdf(CensoredData(answered, right=pending)).sf
        assert mine.waiting.tolist() == pytest.approx(theirs.evaluate(mine.times).tolist())


@given(WAITS, st.integers(1, 20))
def test_unanswered_questions_never_shorten_the_median(waits: list[tuple[int, bool]], more: int) -> None:
    durations, done = [wait for wait, _ in waits], [answered for _, answered in waits]
    before = kaplan_meier(durations, done).median
    after = kaplan_meier([*durations, *[31] * more], [*done, *[False] * more]).median
    assert math.isnan(after) or after >= before


def test_the_median_of_a_known_case() -> None:
    curve = kaplan_meier([1, 2, 2, 4, 5, 8], [True, True, False, True, False, True])
    assert curve.waiting.tolist() == pytest.approx([5 / 6, 4 / 6, 4 / 9, 0])
    assert curve.median == 4
    assert curve.quantile(0.9) == 8
    assert kaplan_meier([1, 2, 3, 4], [True] * 4).median == 2
    assert kaplan_meier(range(1, 11), [True] * 10).quantile(0.3) == 3
    assert math.isnan(kaplan_meier([3, 3, 3], [True, False, False]).median)


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_discoveries_are_scipys(p_values: list[float]) -> None:
    assert adjusted_p(p_values).tolist() == pytest.approx(false_discovery_control(p_values).tolist())


def test_discoveries_of_the_classic_example() -> None:
    p = [0.001, 0.008, 0.039, 0.041, 0.042, 0.06, 0.074, 0.205]
    assert benjamini_hochberg(p, q=0.05).sum() == 2
    assert benjamini_hochberg(p).sum() == 7
    assert benjamini_hochberg([0.5, 0.6]).sum() == 0
