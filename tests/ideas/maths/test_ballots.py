"""Ballots: what may be cast, and ranked ballots as Schulze counts them."""

import itertools
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideas.maths.ballots import Approval, BallotError, Lemons, Points, Quadratic, Rule, merged, totals
from ideas.maths.schulze import Link, schulze

VOTERS = [
    ("ACBED", 5),
    ("ADECB", 5),
    ("BEDAC", 8),
    ("CABED", 3),
    ("CAEBD", 7),
    ("CBADE", 2),
    ("DCEBA", 7),
    ("EBADC", 8),
]


@pytest.mark.parametrize("link", list(Link))
def test_the_forty_five_voters(link: Link) -> None:
    found = schulze("ABCDE", VOTERS, link=link)
    assert found.tiers == (("E",), ("A",), ("C",), ("B",), ("D",))
    assert found.winners == ("E",)
    assert (found.paths.diagonal() == 0).all()
    assert found.preference("A", "B") == 20
    if link is Link.WINNING_VOTES:
        assert (found.path("E", "A"), found.path("A", "E")) == (25, 24)


@pytest.mark.parametrize(("link", "strength"), [(Link.WINNING_VOTES, 5), (Link.MARGINS, 3)])
def test_a_link_is_counted_by_votes_or_by_margin_and_only_for_the_winner(link: Link, strength: int) -> None:
    found = schulze("AB", [("AB", 5), ("BA", 2)], link=link)
    assert (found.path("A", "B"), found.path("B", "A")) == (strength, 0)


def test_ties_are_told() -> None:
    found = schulze("ABC", [("AB", 1), ("BA", 1)])
    assert found.tiers == (("A", "B"), ("C",))
    assert found.winners == ("A", "B")
    assert schulze("AB", []).tiers == (("A", "B"),)
    assert schulze("", []).tiers == ()


def test_what_a_ballot_leaves_out_stands_below_what_it_ranks() -> None:
    found = schulze("ABC", [("C", 2), (["A", ["B", "C"]], 1)])
    assert (found.preference("C", "A"), found.preference("A", "B"), found.preference("B", "C")) == (2, 1, 0)


@pytest.mark.parametrize(("ballot", "message"), [("AX", "unknown 'X'"), ("AA", "'A' twice")])
def test_a_ranking_that_cannot_be_is_refused(ballot: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        schulze("AB", [(ballot, 1)])


RANKINGS = st.lists(st.tuples(st.permutations("ABCDE"), st.integers(1, 9)), min_size=1, max_size=9)


@given(RANKINGS, st.sampled_from(list(Link)))
def test_who_beats_everybody_wins(ballots: list[Any], link: Link) -> None:
    found = schulze("ABCDE", ballots, link=link)
    for one in "ABCDE":
        if all(found.preference(one, x) > found.preference(x, one) for x in "ABCDE" if x != one):
            assert found.winners == (one,)
    assert found.winners == found.tiers[0]


@given(RANKINGS)
def test_the_order_has_no_cycle_and_renaming_renames(ballots: list[Any]) -> None:
    found = schulze("ABCDE", ballots)
    for a, b, c in itertools.permutations("ABCDE", 3):
        if found.path(a, b) > found.path(b, a) and found.path(b, c) > found.path(c, b):
            assert found.path(a, c) > found.path(c, a)
    swap = str.maketrans("ABCDE", "EDCBA")
    renamed = schulze("ABCDE", [("".join(ballot).translate(swap), n) for ballot, n in ballots])
    assert np.array_equal(renamed.paths, found.paths[::-1, ::-1])


@pytest.mark.parametrize(
    ("rule", "lines", "code"),
    [
        (Points(), {1: 3, 2: 3, 3: 3, 4: 2}, "over_budget"),
        (Points(), {1: 4}, "over_cap"),
        (Points(), {1: -1}, "negative"),
        (Points(), {1: 1.5}, "whole_numbers"),
        (Points(), {1: True}, "whole_numbers"),
        (Quadratic(), {1: 11}, "over_credit"),
        (Quadratic(), {1: -1}, "negative"),
        (Quadratic(may_oppose=True), {1: -10, 2: 1}, "over_credit"),
        (Approval(most=3), dict.fromkeys(range(4), 1), "too_many"),
        (Approval(most=3, fewest=1), {}, "too_few"),
        (Approval(), {1: 2}, "yes_or_nothing"),
        (Lemons.among(40), dict.fromkeys(range(4), 3), "over_budget"),
        (Lemons.among(40), {1: 4}, "over_cap"),
    ],
)
def test_a_ballot_that_breaks_its_rule_is_refused(rule: Rule, lines: dict[int, int], code: str) -> None:
    with pytest.raises(BallotError) as refused:
        rule.check(lines)
    assert refused.value.code == code
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize(
    ("rule", "lines"),
    [
        (Points(), {1: 3, 2: 3, 3: 3, 4: 1}),
        (Quadratic(), dict.fromkeys(range(16), 2)),
        (Quadratic(), {1: 10}),
        (Quadratic(may_oppose=True), {1: -6, 2: 8}),
        (Approval(most=3), {1: 1, 2: 0}),
        (Lemons.among(40), {1: 3, 2: 3, 3: 3, 4: 1}),
        (Points(), {}),
    ],
)
def test_a_ballot_within_its_rule_is_taken(rule: Rule, lines: dict[int, int]) -> None:
    rule.check(lines)


def test_what_is_left() -> None:
    assert Quadratic().left(dict.fromkeys(range(16), 2)) == 36
    assert Quadratic().most_on_one(dict.fromkeys(range(16), 2), 99) == 6
    assert Quadratic().most_on_one({1: 5}, 1) == 10
    assert Points().left({1: 3, 2: 2}) == 5
    assert Points().left({1: 3, 2: 2}, returned=[1]) == 8


def test_lemons_are_a_fifth_to_a_third_of_the_ideas() -> None:
    assert [Lemons.among(n).tokens for n in (40, 41, 100)] == [10, 11, 25]
    with pytest.raises(ValueError, match="Between"):
        Lemons.among(40, 0.5)


def test_a_merge_adds_points_and_gives_back_what_is_above_the_cap() -> None:
    assert merged({1: 2, 2: 3, 3: 1}, 1, 2, cap=3) == ({2: 3, 3: 1}, 2)
    assert merged({1: 2}, 1, 2, cap=3) == ({2: 2}, 0)
    assert merged({3: 1}, 1, 2) == ({3: 1}, 0)


@given(st.lists(st.dictionaries(st.integers(1, 5), st.integers(-3, 3))))
def test_totals_add_up(ballots: list[dict[int, int]]) -> None:
    assert sum(totals(ballots).values()) == sum(sum(lines.values()) for lines in ballots)
