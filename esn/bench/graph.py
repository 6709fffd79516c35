"""`bin/bench graph`: seconds for the weekly figures of a network of 10,000 people with 500,000 ties, each by itself.

The network is drawn: forty departments of unlike size, most ties inside them, a few people with very many. Arrays only:
reading the facts from the database is part of `bin/bench rollup`.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from analytics.maths import clusters, exchange, graph, network, novelty, openness

DEPARTMENTS, INSIDE = 40, 0.6


def main() -> None:
    """Draw the network and print how long each figure takes."""
    parser = argparse.ArgumentParser(prog="bin/bench graph", description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--ties", type=int, default=500_000)
    options = parser.parse_args()
    source, target, day, mere, unit = drawn(options.people, options.ties)
    ties = network.ties_from_edges(source, target, people=options.people, is_reaction=mere)
    print(
        f"{options.people:,} people, {len(source):,} edges, {ties.count:,} ties, {ties.two_way_count:,} two-way"
    )
    whole, pairs = graph.adjacency(ties), graph.adjacency(ties, two_way=True)
    between = np.zeros(options.people)

    def betweenness() -> None:
        between[:] = graph.betweenness(whole, rng=rng())

    figures: dict[str, Callable[[], Any]] = {
        "ties from edges": lambda: network.ties_from_edges(
            source, target, people=options.people, is_reaction=mere
        ),
        "E-I with 1,000 shuffles": lambda: openness.openness(ties, unit, rng=rng()),
        "intervals, 1,000 resamples": lambda: network.network_intervals(ties, unit, rng=rng()),
        "key players with interval": lambda: network.key_player_interval(ties, rng=rng()),
        "department matrix": lambda: exchange.department_matrix(ties, unit, count=DEPARTMENTS),
        "modularity with interval": lambda: clusters.modularity_interval(ties, unit, rng=rng()),
        "circles (Louvain)": lambda: clusters.louvain(pairs, rng=rng()),
        "betweenness, 500 pivots": betweenness,
        "constraint": lambda: graph.constraint(graph.adjacency(ties, strength=True)),
        "fragmentation without five": lambda: graph.fragmentation(whole, np.argsort(-between)[:5]),
        "first two-way days": lambda: novelty.first_two_way_days(source, target, day, mere),
    }
    passed, burnt = sum(told(name, work) for name, work in figures.items())
    print(f"  {'together':<28} {passed:7.2f} s   {burnt:7.2f} s of the processor")


def told(name: str, work: Callable[[], Any]) -> Any:
    """Do it once and print how long it took."""
    started, burnt = time.perf_counter(), time.process_time()
    work()
    passed, burnt = time.perf_counter() - started, time.process_time() - burnt
    print(f"  {name:<28} {passed:7.2f} s   {burnt:7.2f} s of the processor", flush=True)
    return np.array([passed, burnt])


def rng() -> np.random.Generator:
    return np.random.default_rng(1)


def drawn(people: int, ties: int) -> tuple[Any, Any, Any, Any, Any]:
    """Draw directed edges with days until there are about so many ties; return them with everybody's department."""
    dice = rng()
    unit = np.sort((DEPARTMENTS * dice.random(people) ** 1.5).astype(np.int64))
    starts, sizes = np.searchsorted(unit, np.arange(DEPARTMENTS)), np.bincount(unit, minlength=DEPARTMENTS)
    count = int(ties * 1.06)
    a = (people * dice.random(count) ** 1.5).astype(np.int64)
    a = dice.permutation(people)[a]
    near = starts[unit[a]] + (dice.random(count) * sizes[unit[a]]).astype(np.int64)
    b = np.where(dice.random(count) < INSIDE, near, dice.integers(0, people, count))
    back = dice.random(count) < 0.45
    source, target = np.concatenate([a, b[back]]), np.concatenate([b, a[back]])
    day = dice.integers(0, 90, len(source))
    return source, target, day, dice.random(len(source)) < 0.3, unit


if __name__ == "__main__":
    main()
