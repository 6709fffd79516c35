"""Groups of opinion on made-up votes, and on a conversation whose groups are published."""

import csv

import numpy as np
import pytest
from sklearn.metrics import normalized_mutual_info_score

from ideas.maths.opinions import consensus, consensus_score, opinion_groups, opinion_map, priority
from tests.ideas.maths.real import real_file


def two_camps(each: int = 12) -> np.ndarray:
    """Two camps that disagree on ten statements and agree on one; a tenth of the votes is missing."""
    dice = np.random.default_rng(3)
    side = np.repeat([1.0, -1.0], [each, each + 3])
    votes = np.column_stack([*[side * (1 if n % 2 else -1) for n in range(10)], np.ones(len(side))])
    is_other = dice.random(votes.shape) < 0.1
    votes[is_other] *= -1
    votes[dice.random(votes.shape) < 0.1] = np.nan
    return votes


def test_two_camps_are_found_and_what_unites_them() -> None:
    votes = two_camps()
    found = opinion_groups(votes)
    assert found.groups == 2
    assert found.group.tolist() == [1] * 12 + [0] * 15
    assert consensus(votes, found.group)[0].statement == 10


def test_the_same_votes_give_the_same_groups() -> None:
    votes = two_camps()
    first, again = opinion_groups(votes), opinion_groups(votes)
    assert np.array_equal(first.group, again.group)
    assert np.array_equal(first.places, again.places, equal_nan=True)


def test_the_order_of_people_does_not_matter() -> None:
    votes = two_camps()
    order = np.random.default_rng(1).permutation(len(votes))
    found, mixed = opinion_groups(votes), opinion_groups(votes[order])
    assert np.array_equal(found.group[order], mixed.group)
    assert np.array_equal(found.places[order], mixed.places, equal_nan=True)


def test_two_opinions_are_two_groups() -> None:
    found = opinion_groups(np.vstack([np.ones((6, 8)), -np.ones((7, 8))]))
    assert (found.groups, found.silhouette) == (2, 1)


def test_no_group_is_smaller_than_five() -> None:
    lonely = np.vstack([np.ones((20, 6)), -np.ones((4, 6))])
    assert opinion_groups(lonely).groups == 1
    assert opinion_groups(two_camps(each=5)).groups in {1, 2}


@pytest.mark.parametrize("shape", [(0, 3), (1, 3), (3, 1), (6, 4), (4, 0)])
def test_too_little_is_at_most_one_group(shape: tuple[int, int]) -> None:
    assert opinion_groups(np.full(shape, np.nan)).groups == 0
    assert opinion_groups(np.ones(shape)).groups == (1 if shape[0] and shape[1] else 0)
    assert opinion_map(np.ones(shape)).shape == (shape[0], 2)


def test_who_has_voted_too_little_is_in_no_group() -> None:
    votes = two_camps()
    votes[0, 6:] = np.nan
    found = opinion_groups(votes)
    assert (found.group[0], found.groups) == (-1, 2)
    assert np.isnan(found.places[0]).all()


def test_one_group_against_it_sinks_a_statement() -> None:
    assert consensus_score((8, 9, 1), (10, 12, 10)) == pytest.approx(0.089286, abs=5e-7)


@pytest.mark.parametrize(
    ("agrees", "passes", "seen", "extremity", "weight"),
    [(1, 0, 1, 0, 12.529726), (20, 3, 20, 0, 1.372383), (18, 3, 20, 1, 4.493699)],
)
def test_which_statement_comes_next(
    agrees: int, passes: int, seen: int, extremity: float, weight: float
) -> None:
    assert priority(agrees, passes, seen, extremity) == pytest.approx(weight, abs=5e-7)


def seattle() -> tuple[np.ndarray, np.ndarray]:
    """Return the votes of the participants, and the group that was published for each (−1: none)."""
    path = real_file("polis/15-per-hour-seattle.participants-votes.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    statements = [name for name in rows[0] if name.isdecimal()]
    votes = [[float(row[name]) if row[name] else np.nan for name in statements] for row in rows]
    return np.array(votes), np.array([int(row["group-id"] or -1) for row in rows])


def test_the_published_groups_of_a_real_conversation_are_found() -> None:
    votes, published = seattle()
    assert votes.shape == (339, 54)
    found = opinion_groups(votes)
    assert found.groups == 2
    # Polis, too, places only those who voted on at least seven.
    assert np.array_equal(found.group >= 0, published >= 0)
    known = published >= 0
    assert (found.group[known] == published[known]).mean() > 0.9
    assert normalized_mutual_info_score(published[known], found.group[known]) > 0.65


def test_the_sign_of_the_published_votes_is_ours() -> None:
    path = real_file("polis/15-per-hour-seattle.participants-votes.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    votes, _published = seattle()
    assert [int(row["n-agree"]) for row in rows] == (votes == 1).sum(axis=1).tolist()
    assert [int(row["n-disagree"]) for row in rows] == (votes == -1).sum(axis=1).tolist()
