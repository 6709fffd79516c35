"""Waiting, hours at work, medians and differences: textbook values."""

import math
from datetime import UTC, datetime

import numpy as np
import pytest
from scipy.stats import bootstrap

from analytics.maths.differences import difference_interval, ratio_interval, standardised_difference
from analytics.maths.hours import is_workday, work_hours
from analytics.maths.medians import median_interval
from analytics.maths.novelty import first_two_way_days
from analytics.maths.personas import Persona, personas
from analytics.maths.survival import greenwood, kaplan_meier, quantile_interval

# Freireich et al. (1963): weeks of remission under 6-MP and under placebo; the flag says that it ended.
DRUG = np.array([6, 6, 6, 6, 7, 9, 10, 10, 11, 13, 16, 17, 19, 20, 22, 23, 25, 32, 32, 34, 35])
ENDED = np.array([1, 1, 1, 0, 1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0], bool)
PLACEBO = np.array([1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23])


def test_the_remission_curve_and_its_errors_are_the_published_ones() -> None:
    curve = kaplan_meier(DRUG, ENDED)
    assert curve.times.tolist() == [6, 7, 10, 13, 16, 22, 23]
    expected = [0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]
    assert curve.waiting.tolist() == pytest.approx(expected, abs=5e-4)
    errors = curve.waiting * np.sqrt(greenwood(DRUG, ENDED))
    published = [0.0764, 0.0869, 0.0963, 0.1068, 0.1141, 0.1282, 0.1346]
    assert errors.tolist() == pytest.approx(published, abs=5e-5)


def test_the_median_remission_has_its_interval() -> None:
    assert kaplan_meier(DRUG, ENDED).median == 23
    bounds = quantile_interval(DRUG, ENDED)
    assert bounds.low == 13
    assert math.isnan(bounds.high)
    assert kaplan_meier(PLACEBO, np.ones(21, bool)).median == 8
    bounds = quantile_interval(PLACEBO, np.ones(21, bool))
    assert (bounds.low, bounds.high) == (4, 11)


def test_adding_unanswered_ones_never_shortens_the_median() -> None:
    medians = []
    for more in (0, 1, 5, 8, 20):
        waited = np.concatenate([PLACEBO, np.full(more, 30)])
        answered = np.concatenate([np.ones(21, bool), np.zeros(more, bool)])
        medians.append(kaplan_meier(waited, answered).median)
    assert medians == [8, 8, 8, 11, 23]


def at(text: str) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        ("2026-03-02 09:00", "2026-03-02 17:00", 8),
        ("2026-03-02 16:30", "2026-03-03 09:30", 1),
        ("2026-03-06 16:00", "2026-03-09 10:00", 2),  # over a weekend
        ("2026-03-07 10:00", "2026-03-08 20:00", 0),
        ("2026-03-02 18:00", "2026-03-03 08:00", 0),
        ("2026-03-02 12:00", "2026-03-16 12:00", 80),
    ],
)
def test_only_hours_at_work_count(since: str, until: str, hours: float) -> None:
    assert work_hours(at(since), at(until)) == pytest.approx(hours)


def test_a_monday_is_a_workday_and_a_sunday_is_not() -> None:
    days = [datetime(2026, 3, day, tzinfo=UTC).toordinal() for day in range(2, 9)]
    assert is_workday(days).tolist() == [True] * 5 + [False] * 2


def test_a_median_is_bounded_by_ranks() -> None:
    bounds = median_interval(np.arange(1, 11))
    assert (bounds.low, bounds.high) == (2, 9)  # 97.9 %, the textbook's for n = 10
    values = np.random.default_rng(1).exponential(size=400)
    witness = bootstrap((values,), np.median, method="percentile", rng=1).confidence_interval
    assert median_interval(values).low == pytest.approx(witness.low, abs=0.03)
    assert median_interval(values).high == pytest.approx(witness.high, abs=0.03)
    assert math.isnan(median_interval([]).low)


def test_a_difference_is_newcombes() -> None:
    bounds = difference_interval((56, 48), (70, 80))  # his table II, row (a), method 10
    assert (bounds.low, bounds.high) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    bounds = difference_interval((9, 3), (10, 10))  # row (b)
    assert (bounds.low, bounds.high) == pytest.approx((0.1705, 0.8090), abs=5e-5)


def test_a_ratio_is_bounded_on_the_log_scale() -> None:
    bounds = ratio_interval((15, 30), (100, 100))
    assert bounds.low == pytest.approx(0.5 * math.exp(-1.959964 * math.sqrt(1 / 15 + 1 / 30 - 0.02)))
    assert bounds.high == pytest.approx(0.25 / bounds.low)


def test_a_difference_that_is_all_make_up_goes_when_groups_are_alike() -> None:
    # Within each stratum both groups stay alike; the active are mostly of the stratum that stays more.
    stratum = np.repeat([0, 1], 100)
    group = np.tile(np.repeat([True, False], 50), 2)
    group[:40] = False
    hit = np.concatenate([np.tile([True, False], 50), np.ones(100, bool)])
    assert hit[group].mean() - hit[~group].mean() > 0.1
    found = standardised_difference(hit, group, stratum)
    assert found.difference == pytest.approx(0)
    assert found.covered == 200


def test_personas_are_told_apart() -> None:
    posts = np.array([0, 2, 1, 1, 5.0])
    replies = np.array([2, 2, 2, 5, 1.0])
    reactions = np.array([0, 1, 0, 2, 0.0])
    received = np.array([9, 5, 5, 2, 1.0])
    assert personas(posts, replies, reactions, received).tolist() == list(Persona)


def test_a_tie_is_born_when_both_ways_have_words_within_the_window() -> None:
    edges = [
        (0, 1, 10, False), (1, 0, 120, True),  # too far apart
        (1, 0, 130, False), (0, 1, 140, True),  # born on 140
        (2, 3, 5, True), (3, 2, 6, True), (2, 3, 50, False),  # only then a word
        (4, 4, 1, False),
        (5, 6, 7, False),
    ]  # fmt: skip
    source, target, day, mere = (np.array(column) for column in zip(*edges, strict=True))
    found = first_two_way_days(source, target, day, mere)
    assert list(zip(found.low.tolist(), found.high.tolist(), found.day.tolist(), strict=True)) == [
        (0, 1, 140),
        (2, 3, 50),
    ]
