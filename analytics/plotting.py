"""A measure over time as coordinates: any unit, also below zero, with its yardstick and its goal."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil, floor, log10

from django.utils.formats import date_format

from analytics.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Point, Tick
from analytics.units import told

STEPS, ROOM = 4, 24


@dataclass(frozen=True)
class Curve:
    """A line over weeks; pieces are split where nothing is known."""

    pieces: list[str]
    points: list[Point]
    rows: list[Tick]
    columns: list[Tick]
    benchmark_y: float | None
    goal_y: float | None
    table: list[tuple[str, str]] = field(default_factory=list)
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT + ROOM
    right: int = WIDTH - RIGHT - ROOM


def curve(
    weeks: Sequence[tuple[date, float | None]],
    unit: str,
    *,
    benchmark: float | None = None,
    goal: float | None = None,
) -> Curve | None:
    """Draw a value by week; nothing below two known values."""
    known = [value for _day, value in weeks if value is not None]
    if len(known) < 2:
        return None
    low, step = _scale([*known, *(mark for mark in (benchmark, goal) if mark is not None)], unit)
    left, right = LEFT + ROOM, WIDTH - RIGHT - ROOM

    def x(place: int) -> float:
        return round(left + (right - left) * place / (len(weeks) - 1), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (STEPS * step), 1)

    return Curve(
        pieces=_pieces([None if value is None else (x(n), y(value)) for n, (_, value) in enumerate(weeks)]),
        points=[
            Point(x(n), y(value), f"{date_format(day, 'j M Y')}: {told(value, unit)}")
            for n, (day, value) in enumerate(weeks)
            if value is not None
        ],
        rows=[Tick(y(low + step * n), _label(low + step * n, unit)) for n in range(STEPS + 1)],
        columns=[
            Tick(x(n), date_format(day, "j M"))
            for n, (day, _value) in enumerate(weeks)
            if n % ceil(len(weeks) / 12) == 0
        ],
        benchmark_y=None if benchmark is None else y(benchmark),
        goal_y=None if goal is None else y(goal),
        table=[(day.isoformat(), told(value, unit) or "–") for day, value in weeks],
    )


def _scale(values: list[float], unit: str) -> tuple[float, float]:
    """Return the lowest line and the distance of lines: four plain steps that hold all values, from zero where they can."""
    least, most = min([0.0, *values]), max([0.0, *values])
    if unit == "share":
        most = min(most, 1.0) if least >= 0 else most
    raw = max((most - least) / STEPS, 1e-6)
    scale = 10.0 ** floor(log10(raw))
    step = next(
        plain * scale
        for plain in (1, 1.25, 1.5, 2, 2.5, 3, 4, 5, 7.5, 10, 12.5, 15, 20)
        if (floor(least / (plain * scale) + 1e-9) + STEPS) * plain * scale >= most - 1e-9
    )
    return floor(least / step + 1e-9) * step, step


def _label(value: float, unit: str) -> str:
    return f"{100 * value:.3g} %" if unit == "share" else f"{round(value, 6):g}"


def _pieces(points: list[tuple[float, float] | None]) -> list[str]:
    runs: list[list[str]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(f"{point[0]},{point[1]}")
    return [" ".join(run) for run in runs if len(run) > 1]
