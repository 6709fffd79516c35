"""How often D1 and D2 alarm in simulated companies, beside what is stated; and how long the weekly mathematics takes."""

import argparse
import math
import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np

from analytics.maths import (
    acceptance,
    concentration,
    network,
    openness,
    silos,
    simulation,
    stalwarts,
    withering,
)
from analytics.maths.arrays import FloatArray, IntArray
from analytics.maths.exchange import department_matrix, modularity

Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser("bin/bench detectors", description=__doc__)
    parser.add_argument("--runs", type=int, default=200, help="simulated years per cell of D1")
    parser.add_argument("--silo-runs", type=int, default=500, help="simulated companies per cell of D2")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--speed", action="store_true", help="measure the time instead")
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--ties", type=int, default=500_000)
    parser.add_argument("--departments", type=int, default=60)
    options = parser.parse_args()
    if options.speed:
        _measure_speed(options)
    else:
        _accept(options)


def _accept(options: argparse.Namespace) -> None:
    """Print both acceptance tables: found / stated, as watch and alert in percent, with the median week of an alert."""
    print(f"D1, metrics.md 4.1: {options.runs} years per cell, seed {options.seed} (stated: 200 years)")
    falls = simulation.withering_table(options.runs, seed=options.seed)
    columns = [f"H = {people:,}" for people in simulation.PEOPLE]
    missed = _table(columns, falls, acceptance.WITHERING, runs=options.runs, stated_runs=200)
    print(f"\nD2, metrics.md 4.2: {options.silo_runs} companies per cell, seed {options.seed} (stated: 500)")
    spreads = simulation.silos_table(options.silo_runs, seed=options.seed)
    missed += _table(
        list(simulation.COMPANIES), spreads, acceptance.SILOS, runs=options.silo_runs, stated_runs=500
    )
    words = f"{missed} cells are not within sampling error (marked *)"
    verdict = words if missed else "every cell is within sampling error of the stated figure"
    print(f"\n{verdict}")


def _table(
    columns: list[str],
    found: dict[str, list[simulation.Fired]],
    stated: dict[str, list[tuple[float, ...]]],
    *,
    runs: int,
    stated_runs: int,
) -> int:
    print(f"{'found watch/alert | stated':34}" + "".join(f"{column:>26}" for column in columns))
    missed = 0
    for name, cells in found.items():
        row = [
            acceptance.compared(cell, told, runs=runs, stated_runs=stated_runs)
            for cell, told in zip(cells, stated[name], strict=True)
        ]
        missed += sum(not one.is_within for one in row)
        print(f"{name:34}" + "".join(f"{_cell(one):>26}" for one in row), flush=True)
    return missed


def _cell(one: acceptance.Compared) -> str:
    def shares(values: tuple[float, ...]) -> str:
        words = "/".join("–" if math.isnan(value) else f"{value:.0f}" for value in values[:2])
        return words + (f" w{values[2]:.0f}" if len(values) > 2 else "")

    week = (one.found.week,) if len(one.stated) > 2 else ()
    found = shares((100 * one.found.watch, 100 * one.found.alert, *week))
    return f"{found} | {shares(one.stated)}{' ' if one.is_within else '*'}"


def _measure_speed(options: argparse.Namespace) -> None:
    rng = np.random.default_rng(1)
    department = rng.integers(0, options.departments, options.people)
    source, target = _edges(options.people, options.ties, rng=rng)
    ties = _timed("ties from edges", lambda: network.ties_from_edges(source, target, people=options.people))
    print(f"  {ties.count:,} ties, {ties.two_way_count:,} two-way, {options.people:,} people")
    _measure_network(ties, department, rng=rng)
    _measure_people(options.people, options.departments, rng=rng)


def _edges(people: int, ties: int, *, rng: np.random.Generator) -> tuple[IntArray, IntArray]:
    """Draw edges both ways between so many pairs, some people far better connected than others."""
    first = np.minimum(rng.pareto(1.5, ties) * people / 20, people - 1).astype(np.int64)
    second = rng.integers(0, people, ties)
    return np.concatenate([first, second]), np.concatenate([second, first])


def _measure_network(ties: network.Ties, department: IntArray, *, rng: np.random.Generator) -> None:
    count = int(department.max()) + 1
    _timed("E-I, 1,000 permutations", lambda: openness.openness(ties, department, rng=rng))
    _timed("M-20 and E-I intervals", lambda: network.network_intervals(ties, department, rng=rng))
    _timed("department matrix", lambda: department_matrix(ties, department, count=count))
    _timed("modularity", lambda: modularity(ties, department))
    _timed("key players with interval", lambda: network.key_player_interval(ties, rng=rng))


def _measure_people(people: int, departments: int, *, rng: np.random.Generator) -> None:
    contributions: FloatArray = rng.poisson(rng.pareto(1.2, (people, 1)) * np.ones((1, 52))).astype(float)
    year = simulation.adoption_year(simulation.ADOPTION["decline to 20 %"], people, rng=rng)
    evidence = stalwarts.evidence_from(contributions, np.arange(52) // 4)
    sizes = rng.multinomial(people, np.full(departments, 1 / departments))
    active = rng.binomial(sizes, 0.3)
    _timed("Gini with interval", lambda: concentration.gini_interval(contributions.sum(axis=1), rng=rng))
    _timed("D1, one look", lambda: withering.look(year, people))
    _timed("D1, 52 looks with evidence", lambda: withering.replay(year, people, evidence=evidence))
    _timed("D2, one look", lambda: silos.look(active, sizes, rng=rng))


def _timed(name: str, measure: Callable[[], Result]) -> Result:
    start = time.perf_counter()
    result = measure()
    print(f"{name:28} {time.perf_counter() - start:8.3f} s", flush=True)
    return result


if __name__ == "__main__":
    main()
