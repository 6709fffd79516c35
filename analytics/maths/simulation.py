"""The acceptance tables of D1 and D2 as simulations: `python -m analytics.maths.simulation [--runs N]`."""

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analytics.maths import silos, withering
from analytics.maths.arrays import UNDEFINED, FloatArray, IntArray
from analytics.maths.levels import Level

WEEKS = 52
PEOPLE = (30, 100, 300, 1_000)


@dataclass(frozen=True, slots=True)
class Fired:
    """Shares of runs that fired, and the median first week of an alert (counted from 1)."""

    watch: float
    alert: float
    week: float = UNDEFINED


def _bases() -> dict[str, FloatArray]:
    week = np.arange(1, WEEKS + 1, dtype=float)
    ramp = 0.35 * np.minimum(week / 5, 1)
    gone = np.maximum(week - 5, 0)
    return {
        "stable": ramp,
        "decline to 20 %": ramp * (0.2 + 0.8 * 0.5 ** (gone / 26)),
        "mild fall to 75 %": ramp * (0.75 + 0.25 * 0.5 ** (gone / 13)),
    }


ADOPTION = _bases()

COMPANIES: dict[str, IntArray] = {
    "10 depts, 40-840": np.array([40, 60, 90, 120, 150, 200, 300, 500, 700, 840]),
    "20 depts, 15-300": np.linspace(15, 300, 20).round().astype(np.int64),
    "6 depts, 30-400": np.linspace(30, 400, 6).round().astype(np.int64),
    "10 depts of 30": np.full(10, 30),
}


def rates(count: int) -> dict[str, FloatArray]:
    """Return the eight patterns of interactive rates for departments sorted by size."""
    middle = int(0.6 * count)
    return {
        "all 30 %": np.full(count, 0.30),
        "all 8 %": np.full(count, 0.08),
        "18-42 %, rising with size": np.linspace(0.18, 0.42, count),
        "10-50 %, small best": np.linspace(0.50, 0.10, count),
        "half at 40 %, half at 8 %": np.where(np.arange(count) % 2, 0.08, 0.40),
        "two mid-size at 50 %, rest 10 %": _raised(count, (middle, middle + 1), 0.50, rest=0.10),
        "one mid-size at 60 %, rest 8 %": _raised(count, (middle,), 0.60, rest=0.08),
        "one large at 60 %, rest 8 %": _raised(count, (count - 1,), 0.60, rest=0.08),
    }


def adoption_year(base: FloatArray, people: int, *, rng: np.random.Generator) -> IntArray:
    """Draw weekly interactive people, binomial around base × exp(AR(1)) with coefficient 0.4, SD 0.06."""
    mood = np.empty(len(base))
    mood[0] = rng.normal(0, 0.06 / np.sqrt(1 - 0.4**2))
    for week in range(1, len(base)):
        mood[week] = 0.4 * mood[week - 1] + rng.normal(0, 0.06)
    return rng.binomial(people, np.minimum(base * np.exp(mood), 1.0))


def withering_cell(base: FloatArray, people: int, *, runs: int, rng: np.random.Generator) -> Fired:
    """Replay simulated years of one company size, looking weekly from week 14."""
    years = [
        withering.replay(adoption_year(base, people, rng=rng), people, first_look=13) for _ in range(runs)
    ]
    alerts = [withering.first_fired(year, Level.ALERT) for year in years]
    weeks = [look.week + 1 for look in alerts if look]
    return Fired(
        watch=float(np.mean([withering.first_fired(year, Level.WATCH) is not None for year in years])),
        alert=len(weeks) / runs,
        week=float(np.median(weeks)) if weeks else UNDEFINED,
    )


def withering_table(
    runs: int = 200, *, seed: int = 1, people: Sequence[int] = PEOPLE
) -> dict[str, list[Fired]]:
    """Return the acceptance table of 4.1: rows by what happens, columns by headcount."""
    rng = np.random.default_rng(seed)
    return {
        name: [withering_cell(base, size, runs=runs, rng=rng) for size in people]
        for name, base in ADOPTION.items()
    }


def silos_cell(
    people: IntArray, rate: FloatArray, *, runs: int, rounds: int, rng: np.random.Generator
) -> Fired:
    """Look once at each of many simulated companies."""
    looks = [
        silos.look(rng.binomial(people, rate), people, rng=rng, rounds=rounds).level for _ in range(runs)
    ]
    return Fired(
        watch=float(np.mean([level >= Level.WATCH for level in looks])),
        alert=float(np.mean([level >= Level.ALERT for level in looks])),
    )


def silos_table(runs: int = 500, *, seed: int = 1, rounds: int = 1_000) -> dict[str, list[Fired]]:
    """Return the acceptance table of 4.2: rows by pattern of rates, columns by company."""
    rng = np.random.default_rng(seed)
    table: dict[str, list[Fired]] = {}
    for people in COMPANIES.values():
        for name, rate in rates(len(people)).items():
            cell = silos_cell(people, rate, runs=runs, rounds=rounds, rng=rng)
            table.setdefault(name, []).append(cell)
    return table


def _raised(count: int, chosen: Sequence[int], rate: float, *, rest: float) -> FloatArray:
    result = np.full(count, rest)
    result[list(chosen)] = rate
    return result


def _print(title: str, columns: Sequence[str], table: dict[str, list[Fired]]) -> None:
    print(f"\n{title}: watch / alert (median week of the alert)")
    print(f"{'':34}" + "".join(f"{column:>20}" for column in columns))
    for name, cells in table.items():
        shown = (
            f"{cell.watch:.0%} / {cell.alert:.0%}"
            + (f" ({cell.week:.0f})" if not math.isnan(cell.week) else "")
            for cell in cells
        )
        print(f"{name:34}" + "".join(f"{text:>20}" for text in shown), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Simulate the acceptance tables of the detectors.")
    parser.add_argument("--runs", type=int, default=200, help="simulated companies per cell")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    _print("D1", [str(size) for size in PEOPLE], withering_table(options.runs, seed=options.seed))
    _print("D2", list(COMPANIES), silos_table(options.runs, seed=options.seed))


if __name__ == "__main__":
    main()
