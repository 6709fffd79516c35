"""Why participation fell: which factor, and which departments."""

from typing import Any

import numpy as np

from analytics.detectors.series import Census, Series
from analytics.detectors.sight import plain
from analytics.maths.decomposition import Period, decompose
from analytics.maths.withering import MEAN_WEEKS

SHOWN = 3


def decomposed(taken: Census, series: Series, *, peak: int, week: int) -> dict[str, Any]:
    """Split the change in weekly acts between the peak's four weeks and the last four."""
    before, after = (_period(taken, series, last) for last in (peak, week))
    split = decompose(before, after)
    return {
        "change": plain(split.change),
        "before": plain(before.weekly_acts),
        "after": plain(after.weekly_acts),
        "parts": {part: plain(effect) for part, effect in split.effects.items()},
        "largest": split.largest,
    }


def losers(taken: Census, names: dict[int, str], *, peak: int, week: int) -> list[dict[str, Any]]:
    """Return the departments that lost most interactive people a week since the peak, with what they lost."""
    lost: list[dict[str, Any]] = []
    for pk, name in names.items():
        series = taken.series(pk)
        then, now = (_mean(series.active, last) for last in (peak, week))
        if then > now:
            people = int(np.nan_to_num(series.headcount[week]))
            lost.append(
                {"id": pk, "name": name, "people": people, "before": plain(then), "after": plain(now)}
            )
    lost.sort(key=lambda row: float(row["after"] or 0) - float(row["before"] or 0))
    return lost[:SHOWN]


def _period(taken: Census, series: Series, last: int) -> Period:
    first = max(last - MEAN_WEEKS + 1, 0)
    whole = np.flatnonzero(np.isfinite(series.active[first : last + 1])) + first
    active = (taken.took_part & taken.counted)[:, whole].any(axis=1).sum()
    return Period(
        headcount=float(np.mean(series.headcount[whole])),
        active=float(active),
        weekly_active=float(np.mean(series.active[whole])),
        weekly_acts=float(np.mean(series.acts[whole])),
    )


def _mean(values: np.ndarray[Any, Any], last: int) -> float:
    window = values[max(last - MEAN_WEEKS + 1, 0) : last + 1]
    known = window[np.isfinite(window)]
    return float(known.mean()) if known.size else 0.0
