"""Geometry of charts: numbers in, coordinates out; templates draw them as SVG with classes alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil, log10

from django.utils.formats import date_format

WIDTH, HEIGHT = 1040, 280
LEFT, RIGHT, TOP, BOTTOM = 40, 12, 26, 26
LABEL_ROOM = 62


@dataclass(frozen=True)
class Point:
    """A measured point with the words that say what it is."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Mark:
    """A dated remark: a dashed line with a word, on whichever side there is room."""

    x: float
    y: float
    words: str
    is_before: bool


@dataclass(frozen=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Lines:
    """A line over time with its interval; pieces are split where weeks are missing."""

    pieces: list[str]
    bands: list[str]
    points: list[Point]
    marks: list[Mark]
    rows: list[Tick]
    columns: list[Tick]
    benchmark_y: float | None
    rows_of_table: list[tuple[str, str, str]] = field(default_factory=list)
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    base: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Week:
    """One week of a share with its interval; None where the week does not count."""

    monday: date
    share: float | None
    low: float | None = None
    high: float | None = None


def lines(
    weeks: Sequence[Week], marks: Sequence[tuple[date, str]] = (), benchmark: float | None = None
) -> Lines:
    """Draw a weekly share."""
    tops = [week.high or week.share or 0.0 for week in weeks]
    top = _round_top(max([*tops, benchmark or 0.0, 0.01]))
    place = {
        week.monday: LEFT + (WIDTH - LEFT - RIGHT) * i / max(len(weeks) - 1, 1)
        for i, week in enumerate(weeks)
    }

    def y(share: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share / top, 1)

    runs = _runs(weeks)
    return Lines(
        pieces=[" ".join(f"{place[w.monday]:.1f},{y(w.share or 0)}" for w in run) for run in runs],
        bands=[_band(run, place, y) for run in runs if len(run) > 1],
        points=[
            Point(round(place[w.monday], 1), y(w.share), _label(w)) for w in weeks if w.share is not None
        ],
        marks=_marks(marks, place),
        rows=[Tick(y(top * step / 4), f"{100 * top * step / 4:.3g} %") for step in range(5)],
        columns=_months(weeks, place),
        benchmark_y=y(benchmark) if benchmark is not None else None,
        rows_of_table=[
            (f"{w.monday:%Y-%m-%d}", _percent(w.share), f"{_percent(w.low)} – {_percent(w.high)}")
            for w in weeks
        ],
    )


def spark(values: Sequence[float | None], width: int = 100, height: int = 32) -> tuple[str, str]:
    """Return the points of a small line and the path of the area below it; empty below two values."""
    known = [(place, value) for place, value in enumerate(values) if value is not None]
    if len(known) < 2:
        return "", ""
    low, high = min(value for _, value in known), max(value for _, value in known)
    room = (high - low) or max(high, 0.01)
    floor = low if high > low else low - room / 2

    def at(place: int, value: float) -> str:
        x, y = width * place / (len(values) - 1), height - 4 - (height - 8) * (value - floor) / room
        return f"{x:.1f},{y:.1f}"

    points = [at(place, value) for place, value in known]
    start, end = points[0].split(",")[0], points[-1].split(",")[0]
    return " ".join(points), f"M{start},{height} L{' L'.join(points)} L{end},{height} Z"


def _runs(weeks: Sequence[Week]) -> list[list[Week]]:
    runs: list[list[Week]] = [[]]
    for week in weeks:
        if week.share is None:
            runs.append([])
        else:
            runs[-1].append(week)
    return [run for run in runs if run]


def _band(run: Sequence[Week], place: dict[date, float], y: Callable[[float], float]) -> str:
    upper = [f"{place[w.monday]:.1f} {y(w.high or 0)}" for w in run]
    lower = [f"{place[w.monday]:.1f} {y(w.low or 0)}" for w in reversed(run)]
    return f"M{' L'.join(upper)} L{' L'.join(lower)} Z"


def _marks(marks: Sequence[tuple[date, str]], place: dict[date, float]) -> list[Mark]:
    """Put each remark at its week; words that would touch go one line down."""
    placed: list[Mark] = []
    known = sorted((place[monday], words) for monday, words in marks if monday in place)
    for x, words in known:
        near = [mark for mark in placed if abs(mark.x - x) < LABEL_ROOM * 2]
        placed.append(
            Mark(round(x, 1), TOP - 12 + 13 * len(near), words, is_before=x > WIDTH - RIGHT - LABEL_ROOM * 2)
        )
    return placed


def _months(weeks: Sequence[Week], place: dict[date, float]) -> list[Tick]:
    firsts = [
        w
        for before, w in zip([None, *weeks], weeks, strict=False)
        if before is None or before.monday.month != w.monday.month
    ]
    every = max(1, ceil(len(firsts) / 12))
    ticks: list[Tick] = []
    for week in firsts[::every]:
        x = round(place[week.monday], 1)
        if x <= WIDTH - RIGHT - 24 and (not ticks or x - ticks[-1].at > 36):
            pattern = "M Y" if week.monday.month == 1 or not ticks else "M"
            ticks.append(Tick(x, date_format(week.monday, pattern)))
    return ticks


def _round_top(value: float) -> float:
    """Return the next value above that divides into four plain steps."""
    scale = 10 ** (ceil(log10(value)) - 1)
    steps = (1, 1.2, 1.6, 2, 2.4, 3.2, 4, 6, 8, 10)
    return min(float(next(step for step in steps if step * scale >= value - 1e-12) * scale), 1.0)


def _label(week: Week) -> str:
    interval = f" ({_percent(week.low)} – {_percent(week.high)})" if week.low is not None else ""
    return f"{date_format(week.monday, 'j M Y')}: {_percent(week.share)}{interval}"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
