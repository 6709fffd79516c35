"""D3: leaders who are not there, and people who do not know what is fine to post."""

import numpy as np
import pytest

from analytics.maths.leadership import Leaders, confusion_index, level
from analytics.maths.levels import Level

THERE = Leaders(0.60, 0.70, 0.80)


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (THERE, THERE, Level.CALM),
        (Leaders(0.50, 0.70, 0.80), THERE, Level.CALM),
        (Leaders(0.49, 0.70, 0.80), THERE, Level.WATCH),
        (Leaders(0.32, 0.70, 0.80), THERE, Level.WATCH),
        (Leaders(0.32, 0.70, 0.80), Leaders(0.32, 0.70, 0.80), Level.ALERT),
        (Leaders(0.60, 0.29, 0.80), Leaders(0.60, 0.29, 0.80), Level.ALERT),
        (Leaders(0.60, 0.70, 0.39), Leaders(0.60, 0.70, 0.39), Level.ALERT),
        # Nobody asked anything: that is no failing.
        (Leaders(0.60), Leaders(0.60), Level.CALM),
    ],
)
def test_levels_of_leaders(now: Leaders, before: Leaders, expected: Level) -> None:
    assert level(now, before) == expected


def test_stymied_from_the_start_is_critical_while_they_are_still_absent() -> None:
    assert level(Leaders(0.20), Leaders(0.20), started=0.09) == Level.CRITICAL
    assert level(Leaders(0.20), Leaders(0.20), started=0.10) == Level.ALERT
    assert level(THERE, THERE, started=0.0) == Level.CALM


def test_three_confused_weeks_are_an_alert_two_are_not() -> None:
    assert level(THERE, THERE, confusion=[1.6, 1.7, 1.6]) == Level.ALERT
    assert level(THERE, THERE, confusion=[1.4, 1.7, 1.6]) == Level.CALM
    assert level(THERE, THERE, confusion=[1.7, 1.6]) == Level.CALM


def test_the_index_is_the_mean_of_the_z_scores() -> None:
    steady = np.array([0.1, 0.2] * 7, float)
    jump = steady.copy()
    jump[13] = 0.15 + 2 * steady[:13].std(ddof=1)
    mean = steady[:13].mean()
    index = confusion_index({"a": jump, "b": steady}, least_spread={"a": 0.001, "b": 0.001})
    spread = steady[:13].std(ddof=1)
    assert np.isnan(index[:13]).all()
    assert index[13] == pytest.approx(((jump[13] - mean) / spread + (0.2 - mean) / spread) / 2)


def test_what_never_moved_makes_no_sensation_and_what_is_unknown_is_left_out() -> None:
    flat = np.zeros(14)
    flat[13] = 0.01
    unknown = np.full(14, np.nan)
    index = confusion_index({"a": flat, "b": unknown}, least_spread={"a": 0.05, "b": 0.05})
    assert index[13] == pytest.approx(0.2)
