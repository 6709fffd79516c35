"""Rule 6: counts below 50 are rounded to 5, and shares of small groups are given as bands."""

from typing import Any

from analytics.maths.intervals import wilson
from analytics.measures.declared import ACTION, Measure
from analytics.measures.registry import MEASURES
from analytics.release.cells import PUBLIC_ROLE

Body = dict[str, Any]
STEP, SMALL = 5, 50
# What a rounded count may really have been: no further away than this.
WITHIN = STEP // 2


def to_step(count: float) -> int:
    """Return a count to the nearest 5."""
    return int(count + WITHIN) // STEP * STEP


def small_to_step(count: int) -> int:
    """Round a count below 50, and leave a larger one."""
    return to_step(count) if count < SMALL else count


def round_body(shown: Body, k: int) -> None:
    """Round whatever is small in a released body; what is held was rounded when it was new."""
    for key, measure in shown["measures"].items():
        if key in PUBLIC_ROLE:
            continue
        if measure["company"]["why"] != "time":
            _round_past(measure, k)
        for figure in (measure["company"], *measure["departments"].values()):
            if figure["why"] != "time":
                _round_figure(figure, MEASURES.get(key))
    for unit in [*shown["departments"], *(shown["matrix"] or {"departments": []})["departments"]]:
        unit["people"] = None if unit["people"] < k else small_to_step(unit["people"])
    for name in {"people", "unplaced"} & shown.keys():
        shown[name] = small_to_step(int(shown[name]))
    _round_weeks(shown)


def _round_figure(figure: Body, measure: Measure | None) -> None:
    if figure["hidden"]:
        figure["n"] = figure["people"] = None
        return
    units = {name: part.unit for name, part in measure.parts.items()} if measure else {}
    if measure and measure.panel == ACTION and figure["n"] != figure["people"]:
        # Ideas are things that everybody can count on the board.
        return
    figure["parts"] = {
        name: _part(units.get(name, "share"), part, figure["n"]) for name, part in figure["parts"].items()
    }
    if figure["value"] is not None:
        (_round_share if _is_share(figure) else _round_index)(figure)
    figure["n"], figure["people"] = small_to_step(figure["n"]), small_to_step(figure["people"])
    figure.pop("largest_shares", None)


def _round_share(figure: Body) -> None:
    n, count = figure["n"], figure["count"]
    if min(n, count, n - count) >= SMALL:
        return
    is_known = figure["n"] == figure["people"] or n >= SMALL
    least, base, most = (
        (n, n, n) if is_known else (max(to_step(n) - WITHIN, 1), to_step(n), to_step(n) + WITHIN)
    )
    # Who is left out is told of as well: of 57 among 60 the three are rounded.
    near = n - to_step(n - count) if count >= SMALL else min(to_step(count), base)
    bounds = wilson(near, base)
    figure.update(
        count=small_to_step(near),
        value=near / base,
        low=bounds.low,
        high=bounds.high,
        band=[max(near - WITHIN, 0) / most, min((near + WITHIN) / least, 1.0)],
    )


def _round_index(figure: Body) -> None:
    if figure["people"] >= SMALL:
        return
    value = round(figure["value"], 1)
    figure.update(value=value, low=None, high=None, parts={}, band=[value - 0.05, value + 0.05])


def _is_share(figure: Body) -> bool:
    """Tell whether the value is a count of all that it rests on."""
    count, n = figure.get("count"), figure["n"]
    return count is not None and n > 0 and abs(figure["value"] - count / n) < 1e-5


def _part(unit: str, part: float | None, n: int) -> float | None:
    if part is None or not n:
        return part
    if unit == "count":
        return float(small_to_step(int(part)))
    if unit != "share" or not 0 <= part <= 1:
        return part if n >= SMALL else round(part, 1)
    return part if min(part, 1 - part) * n >= SMALL else min(to_step(part * n) / n, 1.0)


def _round_past(measure: Body, k: int) -> None:
    """Give earlier values in steps of k people: day by day few come and go, and each would show."""
    company = measure["company"]
    step = 0.01
    if company["value"] is not None and _is_share(company):
        step = max(k / company["n"], 0.001)
    for name in ("previous", "last_year"):
        measure[name] = _in_steps(measure[name], step)
    measure["history"] = [_in_steps(value, step) for value in measure["history"]]


def _in_steps(value: float | None, step: float) -> float | None:
    return None if value is None else round(round(value / step) * step, 6)


def _round_weeks(shown: Body) -> None:
    """Give the weekly counts to the nearest 5, however large: from week to week few people come and go."""
    weekly = shown.get("weekly")
    headline = shown["measures"].get("M-3")
    if not weekly:
        return
    is_hidden = headline is None or headline["company"]["hidden"]
    for name in ("interactive", "headcount", "acts"):
        weekly[name] = [None if is_hidden else _to_step(value) for value in weekly[name]]


def _to_step(value: float | None) -> float | None:
    return None if value is None else float(to_step(value))
