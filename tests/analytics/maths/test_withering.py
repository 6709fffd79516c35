"""D1: what fires, when, and why; the margins of the simulation; a real network that withered."""

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.maths import simulation, stalwarts, weeks
from analytics.maths.arrays import FloatArray, IntArray
from analytics.maths.decomposition import PARTS, Period, decompose
from analytics.maths.levels import Level, confirmed
from analytics.maths.withering import Campaign, Evidence, Look, first_fired, look, replay
from tests.analytics.maths.real import real_table

PEOPLE = 1_000
RISE = [70, 140, 210, 280, 350, 350, 350, 350]


def falling(weeks_: int = 20) -> FloatArray:
    """Return a rise to 35 % and a steady fall of 5 % a week."""
    return np.array([*RISE, *(350 * 0.95**n for n in range(1, weeks_ + 1))])


def test_a_steady_fall_is_measured_from_the_peak() -> None:
    seen = look(falling(12), PEOPLE)
    current = np.mean([0.35 * 0.95**n for n in (9, 10, 11, 12)])
    assert (seen.launch, seen.peak_week, seen.level) == (0, 7, Level.ALERT)
    assert (seen.peak, seen.current) == pytest.approx((0.35, current))
    assert seen.drawdown == pytest.approx(1 - current / 0.35)
    noise = 1.64 * 0.7 * math.sqrt(0.35 * 0.65 / PEOPLE + current * (1 - current) / PEOPLE) / 0.35
    assert seen.drawdown_low == pytest.approx(seen.drawdown - noise)
    assert seen.slope == pytest.approx(math.log(0.95))
    assert seen.p < 0.001


def test_one_look_is_no_look() -> None:
    looks = replay(falling(), PEOPLE)
    raised = next(one for one in looks if one.level >= Level.WATCH)
    assert raised.fired is Level.CALM
    fired = first_fired(looks, Level.WATCH)
    assert fired is not None
    assert fired.week == raised.week + 1
    levels = [Level.ALERT, Level.WATCH, Level.CALM, Level.CRITICAL, Level.CRITICAL]
    assert [level.name for level in confirmed(levels)] == ["CALM", "WATCH", "CALM", "CALM", "CRITICAL"]


def test_a_look_back_knows_only_its_own_past() -> None:
    series = falling()
    for one in replay(series, PEOPLE)[10:]:
        alone = look(series[: one.week + 1], PEOPLE)
        assert replace(alone, fired=one.fired) == one


def test_nothing_is_said_before_a_launch_nor_soon_after_the_peak() -> None:
    assert look([3, 4, 5], PEOPLE).standing == "no launch yet"
    assert look(falling(5), PEOPLE).standing == "too soon after the peak"
    assert look(falling(6), PEOPLE).standing == "judged"
    assert look([math.nan] * 9, PEOPLE).standing == "no launch yet"


def test_the_trend_is_that_of_the_last_twelve_weeks() -> None:
    last = [350 * 0.97**n for n in range(12)]
    calm, stormy = look([*RISE, 350, 5, *last], PEOPLE), look([*RISE, 350, 350, *last], PEOPLE)
    assert (calm.slope, calm.p) == (stormy.slope, stormy.p)
    assert calm.slope == pytest.approx(math.log(0.97))


def test_a_declared_launch_leaves_an_earlier_peak_out() -> None:
    pilot = np.concatenate([[600, 600, 600, 600, 20, 20], falling()])
    assert look(pilot, PEOPLE).peak == pytest.approx(0.6)
    assert look(pilot, PEOPLE, launch=5).peak == pytest.approx(0.35)


def test_a_dropped_week_changes_neither_peak_nor_slope() -> None:
    series = falling(16)
    series[15] = math.nan
    whole, holed = look(falling(16), PEOPLE), look(series, PEOPLE)
    assert (whole.peak, whole.slope) == pytest.approx((holed.peak, holed.slope))
    assert [one.week for one in replay(series, PEOPLE, first_look=14)][:2] == [14, 16]


def test_a_shrinking_company_does_not_look_like_a_decline() -> None:
    shrinking = PEOPLE * 0.95 ** np.arange(28)
    assert look(0.35 * shrinking, shrinking).level is Level.CALM


@given(st.integers(20, 5_000), st.integers(0, 10_000))
def test_the_bound_never_promises_more_than_the_fall(people: int, seed: int) -> None:
    year = simulation.adoption_year(simulation.ADOPTION["stable"], people, rng=np.random.default_rng(seed))
    seen = look(year, people)
    assert not seen.drawdown_low > seen.drawdown


def test_after_a_campaign_it_keeps_quiet() -> None:
    series = [*RISE, *[150] * 6, *[300] * 4, *(300 * 0.85**n for n in range(1, 6))]
    looks = {one.week: one for one in replay(series, PEOPLE, campaigns=[Campaign(first=14, last=17)])}
    assert replay(series, PEOPLE)[21].level is Level.ALERT
    assert (looks[21].is_silenced, looks[21].level) == (True, Level.CALM)
    assert (looks[22].is_silenced, looks[22].level) == (False, Level.ALERT)


def test_a_fall_below_the_level_before_the_campaign_is_not_hushed_up() -> None:
    series = [*RISE, *[150] * 6, *[300] * 4, *(300 * 0.5**n for n in range(1, 5))]
    last = look(series, PEOPLE, campaigns=[Campaign(first=14, last=17)])
    assert last.current < 0.15
    assert (last.is_silenced, last.level) == (False, Level.ALERT)


@pytest.mark.parametrize(
    ("evidence", "level"),
    [
        (Evidence(0.09, 0.10), Level.CRITICAL),
        (Evidence(0.10, 0.40), Level.ALERT),
        (Evidence(0.02, 0.09), Level.ALERT),
        (Evidence(), Level.ALERT),
    ],
)
def test_an_alert_turns_critical_only_on_both_pieces_of_evidence(evidence: Evidence, level: Level) -> None:
    assert look(falling(), PEOPLE, evidence=lambda _: evidence).level is level


def test_evidence_is_not_asked_for_while_all_is_calm() -> None:
    def refuse(_: Look) -> Evidence:
        raise AssertionError

    assert look([350] * 30, PEOPLE, evidence=refuse).level is Level.CALM


def test_stalwarts_gain_when_the_others_leave() -> None:
    table = np.ones((40, 12))
    table[2:, 8:] = 0
    assert stalwarts.stalwart_rise(table, peak_week=3, week=11) == pytest.approx(1.0 - 0.05)


PERIODS = st.tuples(st.floats(50, 1e4), st.floats(0.01, 1), st.floats(0.25, 1), st.floats(1, 50)).map(
    lambda f: Period(f[0], f[0] * f[1], f[0] * f[1] * f[2], f[0] * f[1] * f[2] * f[3])
)


@given(PERIODS, PERIODS)
def test_the_parts_of_a_fall_add_up(before: Period, after: Period) -> None:
    found = decompose(before, after)
    assert found.change == pytest.approx(after.weekly_acts - before.weekly_acts, rel=1e-6, abs=1e-6)
    assert sum(found.effects.values()) == pytest.approx(found.change, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("part", PARTS)
def test_the_part_that_fell_is_named(part: str) -> None:
    factors = dict.fromkeys(PARTS, 1.0) | {part: 0.4}
    h = 1_000 * factors["headcount"]
    a = h * 0.5 * factors["activation"]
    w = a * 0.8 * factors["frequency"]
    found = decompose(Period(1_000, 500, 400, 1_200), Period(h, a, w, w * 3 * factors["intensity"]))
    assert found.largest == part
    assert decompose(Period(1_000, 500, 400, 1_200), Period(1_000, 0, 0, 0)).change == pytest.approx(-1_200)


def test_the_week_in_which_a_record_begins_counts_when_enough_of_it_is_there() -> None:
    thursday, monday = dt.date(2004, 4, 15), dt.date(2004, 4, 12)
    assert weeks.monday_of(thursday) == monday
    assert weeks.is_dropped(monday, first_on=thursday, last_on=dt.date(2004, 10, 26))
    assert not weeks.is_dropped(monday, first_on=dt.date(2004, 4, 14), last_on=dt.date(2004, 10, 26))
    holidays = [monday + dt.timedelta(days=n) for n in range(3)]
    assert weeks.is_dropped(monday, first_on=monday, last_on=thursday + dt.timedelta(9), days_off=holidays)
    assert len(weeks.mondays(thursday, dt.date(2004, 10, 26))) == 29


def _student_network() -> tuple[list[dt.date], IntArray, FloatArray]:
    rows = real_table("college-msg.txt", skip_lines=1)
    days = [dt.datetime.fromtimestamp(second, dt.UTC).date() for second in rows[:, 2].tolist()]
    calendar = weeks.mondays(min(days), max(days))
    column = {monday: n for n, monday in enumerate(calendar)}
    sent = np.zeros((1_899, len(calendar)))
    week = np.array([column[weeks.monday_of(day)] for day in days])
    np.add.at(sent, (rows[:, 0] - 1, week), 1)
    for monday, n in column.items():
        if weeks.is_dropped(monday, first_on=min(days), last_on=max(days)):
            sent[:, n] = math.nan
    months = np.array([monday.year * 12 + monday.month for monday in calendar])
    return calendar, months, sent


def test_a_real_network_withers_to_a_few_stalwarts() -> None:
    calendar, months, sent = _student_network()
    senders = np.where(np.isnan(sent[0]), math.nan, (sent > 0).sum(axis=0))
    looks = replay(senders, len(sent), evidence=stalwarts.evidence_from(sent, months))
    fired = {level: first_fired(looks, level) for level in (Level.WATCH, Level.ALERT, Level.CRITICAL)}
    dates = {level.name: str(calendar[one.week]) for level, one in fired.items() if one}
    assert dates == {"WATCH": "2004-07-19", "ALERT": "2004-07-19", "CRITICAL": "2004-09-27"}
    last = looks[-1]
    assert str(calendar[last.peak_week or 0]) == "2004-05-31"
    assert (last.peak, last.drawdown) == pytest.approx((0.312, 0.874), abs=0.001)
    assert last.evidence.cohort_floor == pytest.approx(0.090, abs=0.001)
    assert last.evidence.stalwart_rise == pytest.approx(0.397, abs=0.001)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("people", "detected", "week"), [(30, 0.90, 37), (100, 0.99, 32), (300, 1.0, 29), (1_000, 1.0, 24)]
)
def test_the_simulated_margins_hold(people: int, detected: float, week: float) -> None:
    rng = np.random.default_rng(people)
    stable, decline, mild = (
        simulation.withering_cell(base, people, runs=60, rng=rng) for base in simulation.ADOPTION.values()
    )
    assert stable.alert <= (0.09 if people == 30 else 0.02)
    assert stable.watch <= 0.28
    assert decline.alert >= detected - 0.12
    assert abs(decline.week - week) <= 4
    assert mild.alert <= 0.40
