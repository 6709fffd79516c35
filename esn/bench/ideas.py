"""How long counting takes: equal shares on a city's ballots, Bradley–Terry, Phragmén, one ballot less."""

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from esn.bench import board
from ideas.maths import pabulib, pairwise
from ideas.maths.accounts import breaches, price_system
from ideas.maths.completion import completed
from ideas.maths.elections import Election
from ideas.maths.equal_shares import equal_shares
from ideas.maths.greedy import greedy
from ideas.maths.likeness import LikenessIndex
from ideas.maths.opinions import opinion_groups
from ideas.maths.phragmen import sequential_phragmen

Result = TypeVar("Result")


def main() -> None:
    parser = argparse.ArgumentParser("bin/bench ideas", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="Pabulib files to count; else an invented city")
    parser.add_argument("--voters", type=int, default=6_586)
    parser.add_argument("--projects", type=int, default=64)
    parser.add_argument("--items", type=int, default=2_000)
    parser.add_argument("--comparisons", type=int, default=40_000)
    parser.add_argument(
        "--board",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="the pages, suggestions and counting too, with 5,000 ideas and 20,000 people; takes minutes",
    )
    options = parser.parse_args()
    for name, election in _elections(options.files, options.voters, options.projects):
        _measure_election(name, election)
    _measure_pairs(options.items, options.comparisons)
    _measure_texts(5_000)
    _measure_opinions(people=2_000, statements=100)
    if options.board:
        board.at_size()


def _elections(files: list[Path], voters: int, projects: int) -> list[tuple[str, Election]]:
    if files:
        return [(path.stem, pabulib.read(path.read_bytes()).election()) for path in files]
    return [("an invented city", _city(voters, projects))]


def _city(voters: int, projects: int) -> Election:
    """Draw a city: some projects far more popular than others, ballots of one to ten, money for a fourth."""
    dice = np.random.default_rng(1)
    popularity = dice.pareto(1.2, projects) + 0.2
    costs = np.maximum(1_000, dice.lognormal(9.5, 1, projects)).astype(int).tolist()
    chances = popularity / popularity.sum()
    ballots = (
        map(str, set(dice.choice(projects, dice.integers(1, 11), p=chances).tolist())) for _ in range(voters)
    )
    return Election.of(dict(zip(map(str, range(projects)), costs, strict=True)), ballots, sum(costs) // 4)


def _measure_election(name: str, election: Election) -> None:
    print(f"{name}: {election.voters:,} voters, {len(election.projects)} projects")
    one = _timed("equal shares, once", lambda: equal_shares(election))
    done = _timed("equal shares, add1", lambda: completed(election), goal=5)
    print(
        f"  {len(done.winners)} winners, {float(done.spending):,.0f} of {float(election.budget):,.0f}, "
        f"{done.increments} increments"
    )
    _timed("account and certificate", lambda: breaches(election, one.winners, price_system(one)))
    _timed("greedy", lambda: greedy(election))
    _timed("sequential Phragmén", lambda: sequential_phragmen(election))


def _measure_pairs(items: int, comparisons: int) -> None:
    dice = np.random.default_rng(2)
    truth = dice.normal(0, 1, items)
    one = dice.integers(0, items, comparisons)
    other = (one + dice.integers(1, items, comparisons)) % items
    is_won = dice.random(comparisons) < 1 / (1 + np.exp(truth[other] - truth[one]))
    print(f"{comparisons:,} comparisons of {items:,} ideas")
    played = pairwise.games(items, np.where(is_won, one, other), np.where(is_won, other, one))
    fitted = _timed("Bradley–Terry, MAP", lambda: pairwise.strengths(played), goal=2)
    _timed("its standard errors", fitted.errors)


def _measure_texts(count: int) -> None:
    dice = np.random.default_rng(3)
    words = ["".join(dice.choice(list("abcdefghiklmnorstu"), dice.integers(3, 10))) for _ in range(3_000)]
    texts = [" ".join(dice.choice(words, 40)) for _ in range(count)]
    print(f"{count:,} ideas of 40 words")
    index = _timed("index of likeness", lambda: LikenessIndex(texts))
    _timed("one look-up", lambda: index.matches(texts[7] + " and more"))


def _measure_opinions(*, people: int, statements: int) -> None:
    dice = np.random.default_rng(4)
    lean = dice.choice([-1.0, 1.0], people)[:, None] * dice.choice([-1.0, 1.0], statements)[None, :]
    votes = np.where(dice.random(lean.shape) < 0.7, lean, -lean)
    votes[dice.random(lean.shape) < 0.6] = np.nan
    print(f"{people:,} people, {statements} statements")
    _timed("groups of opinion", lambda: opinion_groups(votes))


def _timed(name: str, measure: Callable[[], Result], goal: int = 0) -> Result:
    start = time.perf_counter()
    result = measure()
    aim = f"  goal < {goal} s" if goal else ""
    print(f"  {name:28} {time.perf_counter() - start:8.3f} s{aim}", flush=True)
    return result


if __name__ == "__main__":
    main()
