"""Support that looks arranged is shown with its computation, ordinary support is left in peace."""

import numpy as np
import pytest
from scipy.stats import hypergeom, poisson

from ideas.maths.flags import Arrival, bursts, reciprocities

IDEAS = dict.fromkeys(range(20), 5)


def test_authors_who_always_support_each_other_are_flagged() -> None:
    exchange = [(0, 1)] * 4 + [(1, 0)] * 4 + [(0, n) for n in range(2, 6)] + [(1, n) for n in range(6, 10)]
    (pair,) = [found for found in reciprocities(exchange, IDEAS) if found.is_flagged]
    assert (pair.first, pair.second, pair.first_to_second, pair.second_to_first) == (0, 1, 4, 4)
    # 0 supports 8 of the 95 ideas of others; 1 has five of these.
    assert pair.expected_first == pytest.approx(8 * 5 / 95)
    assert pair.p_first == pytest.approx(float(hypergeom.sf(3, 95, 5, 8)))
    assert pair.ratio == pytest.approx(4 / (8 * 5 / 95))


def test_two_each_way_are_no_exchange() -> None:
    few = [(0, 1)] * 2 + [(1, 0)] * 2
    assert not any(pair.is_flagged for pair in reciprocities(few, IDEAS))
    assert reciprocities([(0, 1)] * 5, IDEAS) == []
    assert reciprocities([(0, 0)] * 5, IDEAS) == []


def test_who_supports_everybody_exchanges_nothing() -> None:
    every = [(giver, author) for giver in (0, 1) for author in range(20) for _ in range(5)]
    (pair,) = reciprocities(every, IDEAS)
    assert (pair.first_to_second, pair.second_to_first, pair.is_flagged) == (5, 5, False)
    assert pair.p == pytest.approx(1)


def test_random_support_is_hardly_ever_flagged() -> None:
    dice = np.random.default_rng(4)
    owner = np.repeat(np.arange(20), 5)
    given = [(giver, int(owner[idea])) for giver in range(20) for idea in dice.choice(100, 15, replace=False)]
    assert not any(pair.is_flagged for pair in reciprocities(given, IDEAS))


def arrivals(hour: int, count: int, *, unit: int | None = None) -> list[Arrival]:
    return [Arrival(hour, n if unit is None else unit, 3 if unit else 400) for n in range(count)]


def test_a_burst_is_told_with_what_was_expected() -> None:
    found = bursts([*arrivals(1, 2), *arrivals(5, 12, unit=7)], {1: 40.0, 5: 20.0}, rate=0.1)
    worst, usual = found
    assert (worst.hour, worst.supports, worst.is_flagged) == (5, 12, True)
    assert worst.expected == pytest.approx(2)
    assert worst.p == pytest.approx(float(poisson.sf(11, 2)))
    assert (worst.same_unit_share, worst.young_account_share, worst.is_proof) == (1, 1, False)
    assert (usual.is_flagged, usual.same_unit_share) == (False, 0.5)


def test_more_supports_than_views_are_proof() -> None:
    (burst,) = bursts(arrivals(3, 4), {3: 2.0}, rate=0.9)
    assert (burst.is_proof, burst.is_flagged) == (True, True)
    (unseen,) = bursts(arrivals(3, 2), {}, rate=0.9)
    assert (unseen.p, unseen.is_flagged) == (0, False)
