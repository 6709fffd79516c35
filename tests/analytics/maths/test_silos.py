"""D2: one department alone is found, a lively company is left in peace."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.maths import simulation
from analytics.maths.arrays import IntArray
from analytics.maths.concentration import weighted_gini
from analytics.maths.levels import Level
from analytics.maths.silos import confirmed_looks, damped_interest, gini_low, look, reference_rate

COMPANY = simulation.COMPANIES["10 depts, 40-840"]


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def adopting(*, rest: float) -> IntArray:
    active: IntArray = np.rint(COMPANY * rest).astype(np.int64)
    return active


def test_one_department_alone_is_named() -> None:
    active = adopting(rest=0.05)
    active[8] = 500
    seen = look(active, COMPANY, rng=rng())
    assert seen.top is not None
    assert (seen.level, seen.wording, seen.top.number) == (Level.CRITICAL, "one department", 8)
    assert seen.top.quotient == pytest.approx((500 / active.sum()) / (700 / 3_000))
    assert [d.number for d in seen.departments if not d.is_lagging] == [8]
    assert seen.breadth == pytest.approx(0.1)
    assert seen.gini_low < seen.gini


def test_a_few_departments_are_not_called_one() -> None:
    active = adopting(rest=0.06)
    active[[5, 6, 7]] = [90, 140, 230]
    seen = look(active, COMPANY, rng=rng())
    assert (seen.level, seen.wording) == (Level.ALERT, "a few departments")


def test_an_evenly_lively_company_is_calm() -> None:
    seen = look(adopting(rest=0.3), COMPANY, rng=rng())
    assert (seen.level, seen.breadth, seen.wording) == (Level.CALM, 1.0, None)
    assert seen.gini < 0.02
    assert seen.concentration == pytest.approx(0, abs=0.01)
    assert seen.effective == pytest.approx(1, abs=0.01)


def test_the_reference_is_what_the_best_tenth_reach() -> None:
    assert reference_rate(np.array([5, 30, 10]), np.array([5, 60, 100])) == pytest.approx(35 / 65)
    assert reference_rate(np.array([8, 30, 10]), np.array([10, 60, 30])) == pytest.approx(0.8)
    assert look([10, 10, 17], [10, 20, 170], rng=rng()).reference_rate == pytest.approx(20 / 30)


def test_watch_needs_a_certain_gini_or_a_lost_breadth() -> None:
    uncertain = look([9, 5, 3], [30, 30, 30], rng=rng())
    assert (uncertain.gini > 0.2, uncertain.gini_low < 0.2, uncertain.level) == (True, True, Level.CALM)
    halved = look([60, 60, 60, 20, 20, 20], [150] * 6, rng=rng())
    assert (halved.breadth, halved.gini_low < 0.2, halved.level) == (0.5, True, Level.WATCH)


def test_tiny_departments_do_not_count_for_breadth() -> None:
    people = np.array([4, 4, 4, 200, 200])
    seen = look([0, 0, 0, 80, 80], people, rng=rng())
    assert [d.is_counted for d in seen.departments] == [False, False, False, True, True]
    assert seen.breadth == 1.0


def test_a_department_without_people_is_left_out() -> None:
    seen = look([30, 0, 30], [100, 0, 100], rng=rng())
    assert [d.number for d in seen.departments] == [0, 2]
    with pytest.raises(ValueError, match="more interactive people"):
        look([3], [2], rng=rng())


def test_where_nobody_came_there_is_no_silo() -> None:
    seen = look([0, 0], [10, 20], rng=rng())
    assert (seen.level, seen.top) == (Level.CALM, None)
    assert math.isnan(seen.gini)


def test_two_looks_in_a_row_fire() -> None:
    alone = adopting(rest=0.05)
    alone[8] = 500
    pair = [look(active, COMPANY, rng=rng()) for active in (adopting(rest=0.3), alone, alone)]
    assert [one.fired for one in confirmed_looks(pair)] == [Level.CALM, Level.CALM, Level.CRITICAL]


@given(st.permutations(range(6)))
def test_the_order_of_departments_does_not_matter(order: list[int]) -> None:
    people = np.array([30, 60, 100, 150, 250, 400])
    active = np.array([3, 30, 9, 80, 20, 44])
    first, mixed = look(active, people, rng=rng()), look(active[order], people[order], rng=rng())
    assert (first.gini, first.theil, first.breadth) == pytest.approx((mixed.gini, mixed.theil, mixed.breadth))
    assert first.gini_low == pytest.approx(mixed.gini_low, abs=0.02)


def test_the_lower_bound_is_the_one_of_resampling_people_within_departments() -> None:
    people, active = np.array([40, 60, 100]), np.array([30, 10, 20])
    dice = np.random.default_rng(2)
    crowd = [np.arange(n) < x for n, x in zip(people, active, strict=True)]

    def gini_of_a_draw() -> float:
        drawn = [float(dice.choice(one, len(one)).sum()) for one in crowd]
        w, h = np.array(drawn) / sum(drawn), people / people.sum()
        order = np.argsort(w / h)
        x, y = np.cumsum(h[order]), np.cumsum(w[order])
        return float(1 - (np.diff(x, prepend=0) * (y + np.concatenate([[0], y[:-1]]))).sum())

    draws = [gini_of_a_draw() for _ in range(2_000)]
    estimate = look(active, people, rng=rng()).gini
    expected = 2 * estimate - float(np.quantile(draws, 0.95))
    assert gini_low(active, people, rng=rng(), rounds=4_000) == pytest.approx(expected, abs=0.006)


def test_a_heavy_poster_cannot_stand_for_a_department() -> None:
    damped = damped_interest([1_000, 0, 3, 3, 3, 9], [0, 0, 1, 1, 1, -1], count=2)
    assert damped[0] == pytest.approx(math.log(1_001) / (math.log(1_001) + 3 * math.log(4)))
    assert damped.sum() == pytest.approx(1)


def test_raw_counts_would_see_a_silo_where_none_is() -> None:
    """Why D2 counts people: a few heavy posters push G of a proportional company past the watch's figure."""
    dice = np.random.default_rng(7)
    posts = [[dice.lognormal(0, 2.5, n).sum() for n in COMPANY] for _ in range(100)]
    assert np.quantile(weighted_gini(posts, COMPANY), 0.95) > 0.20


TABLE = {
    "all 30 %": [(0, 0)] * 4,
    "all 8 %": [(0, 0), (0, 0), (0, 0), (12, 0)],
    "18-42 %, rising with size": [(0, 0)] * 4,
    "10-50 %, small best": [(94, 0), (80, 0), (89, 0), (32, 0)],
    "half at 40 %, half at 8 %": [(100, 0), (100, 0), (100, 0), (96, 0)],
    "two mid-size at 50 %, rest 10 %": [(100, 97), (100, 67), (100, 49), (97, 27)],
    "one mid-size at 60 %, rest 8 %": [(100, 99), (100, 58), (100, 100), (98, 74)],
    "one large at 60 %, rest 8 %": [(100, 100), (100, 100), (100, 100), (99, 78)],
}


@pytest.mark.slow
def test_the_simulated_margins_hold() -> None:
    runs = 80
    table = simulation.silos_table(runs, seed=3, rounds=400)
    for name, cells in TABLE.items():
        for cell, (watch, alert) in zip(table[name], cells, strict=True):
            for mine, published in ((cell.watch, watch / 100), (cell.alert, alert / 100)):
                spread = math.sqrt(max(published * (1 - published), 0.01) / runs)
                assert mine == pytest.approx(published, abs=3.5 * spread), (name, cell)


def test_the_measured_levels_of_g_hold() -> None:
    def quantiles(rates: list[float]) -> tuple[float, float]:
        draws = weighted_gini(np.random.default_rng(4).binomial(COMPANY, rates, (500, 10)), COMPANY)
        return float(np.median(draws)), float(np.quantile(draws, 0.95))

    assert quantiles([0.30] * 10) == pytest.approx((0.04, 0.06), abs=0.01)
    assert quantiles(np.linspace(0.18, 0.42, 10).tolist()) == pytest.approx((0.09, 0.11), abs=0.01)
    assert quantiles([0.08] * 8 + [0.60] + [0.08])[0] == pytest.approx(0.49, abs=0.01)
    assert quantiles([0.08] * 6 + [0.60] + [0.08] * 3)[0] == pytest.approx(0.40, abs=0.01)
