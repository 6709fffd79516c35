"""The Method of Equal Shares: exact, never over budget, and as published."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideas.maths.accounts import account, breaches, price_system
from ideas.maths.completion import Completion, completed
from ideas.maths.elections import Election, ElectionError, drawn, lot_of
from ideas.maths.equal_shares import Utility, equal_shares
from ideas.maths.greedy import Merit, greedy
from tests.ideas.maths.elections import APPENDIX, COLOURS, RUNNING, slow_equal_shares


@st.composite
def elections(draw: st.DrawFn, *, top: int = 8) -> Election:
    """Draw elections with many ties, equal ballots, empty ballots and free projects."""
    keys = "abcdefgh"[: draw(st.integers(1, top))]
    costs: dict[str, int | Fraction] = {
        key: Fraction(draw(st.sampled_from([0, 3, 3, 6, 7, 9, 15])), 3) for key in keys
    }
    ballots = draw(st.lists(st.lists(st.sampled_from(keys), unique=True), max_size=14))
    return Election.of(costs, ballots, draw(st.integers(0, 12)), lot=draw(st.text(max_size=2)))


def test_the_running_example_buys_one_seat_and_each_payer_gives_an_eighth() -> None:
    outcome = equal_shares(RUNNING)
    assert RUNNING.keys(outcome.winners) == ["a"]
    assert [purchase.price for purchase in outcome.rounds] == [Fraction(1, 8)]


def test_the_running_example_completed_in_steps_of_a_fraction() -> None:
    done = completed(RUNNING, step=Fraction(1, 24))
    assert RUNNING.keys(done.winners) == ["a", "b", "c", "d"]
    prices = {RUNNING.projects[entry.project].key: entry.price for entry in done.shares.rounds}
    assert prices == {"a": Fraction(1, 8), "b": Fraction(1, 4), "c": Fraction(1, 4), "d": Fraction(1, 2)}
    assert (done.shares.share, done.overspent_at) == (Fraction(17, 24), 10)
    for share, winners in ((Fraction(5, 8), "abcd"), (Fraction(5, 8) - Fraction(1, 999), "abc")):
        assert RUNNING.keys(equal_shares(RUNNING, share=share).winners) == list(winners)
    assert equal_shares(RUNNING, share=Fraction(3, 4)).spending > 4


@pytest.mark.parametrize(("utility", "winners"), [(Utility.CARDINALITY, "013"), (Utility.COST, "02")])
def test_the_second_example_of_the_appendix(utility: Utility, winners: str) -> None:
    assert APPENDIX.keys(equal_shares(APPENDIX, utility=utility).winners) == list(winners)


def colours(winners: frozenset[int]) -> tuple[int, int]:
    keys = COLOURS.keys(winners)
    return sum(key[0] == "r" for key in keys), sum(key[0] == "b" for key in keys)


def test_forty_nine_of_a_hundred_get_their_share() -> None:
    assert colours(equal_shares(COLOURS).winners) == (5, 4)
    assert colours(completed(COLOURS, step=Fraction(1, 1000)).winners) == (5, 5)
    assert colours(frozenset(greedy(COLOURS))) == (10, 0)


def test_empty_ballots_buy_nothing() -> None:
    for ballots in ([], ["", ""]):
        election = Election.of({"a": 0, "b": 1}, ballots, 10)
        assert completed(election).winners == frozenset()
        assert greedy(election) == ()


def test_a_free_project_that_somebody_wants_is_taken() -> None:
    election = Election.of({"free": 0, "dear": 9, "lonely": 0}, [["free"], ["dear"]], 2)
    for utility in Utility:
        assert election.keys(equal_shares(election, utility=utility).winners) == ["free"]
    broke = Election.of({"free": 0, "dear": 9}, [["free", "dear"]], 0)
    assert broke.keys(completed(broke).winners) == ["free"]


def test_when_the_budget_holds_all_all_are_bought() -> None:
    election = Election.of({"a": 3, "b": 4, "c": 2}, [["a"], ["b"], ["c"], ["a", "b"]], 9)
    done = completed(election)
    assert election.keys(done.winners) == ["a", "b", "c"]
    assert done.overspent_at is None


def test_a_tie_goes_by_supporters_then_cost_then_the_published_lot() -> None:
    tied = dict.fromkeys("abcdef", 2)
    firsts = set()
    for number in range(30):
        lot = lot_of(number, "2026-03-01T12:00:00+00:00")
        election = Election.of(tied, [list("abcdef")] * 2, 2, lot=lot)
        winner = election.keys(equal_shares(election).winners)
        assert winner == [min("abcdef", key=lambda key: drawn(lot, key))]
        firsts.add(winner[0])
    assert len(firsts) > 3
    ranked = Election.of({"dear": 3, "cheap": 1, "loved": 9}, [["dear", "cheap", "loved"], ["loved"]], 1)
    assert sorted(range(3), key=ranked.precedence.__getitem__) == [2, 1, 0]


@pytest.mark.parametrize(
    ("costs", "ballots", "budget", "message"),
    [
        ({"a": -1}, [], 1, "cost of 'a' is negative"),
        ({"a": 1}, [], -1, "budget is negative"),
        ({"a": 1}, [["b"]], 1, "unknown project 'b'"),
    ],
)
def test_an_impossible_election_is_refused(
    costs: dict[str, int | Fraction], ballots: list[list[str]], budget: int, message: str
) -> None:
    with pytest.raises(ElectionError, match=message):
        Election.of(costs, ballots, budget)


def test_add1_does_not_stop_at_an_exhaustive_set_and_tops_up_only_when_asked() -> None:
    """`small` would still fit beside what the voters buy; equal shares leave it, the top-up takes it."""
    election = Election.of(
        {"big": 8, "small": 2, "other": 5}, [["big"]] * 8 + [["other"]] * 1 + [["small"]], 10
    )
    plain = completed(election)
    topped = completed(election, completion=Completion.ADD1U)
    assert plain.winners <= topped.winners
    assert topped.spending <= 10
    assert election.keys(greedy(election, merit=Merit.VOTES_PER_COST)) == ["big", "small"]


@given(elections(), st.sampled_from(list(Utility)), st.sampled_from([1, 2, Fraction(1, 3)]))
@settings(max_examples=300, deadline=None)
def test_the_fast_count_is_the_definition(election: Election, utility: Utility, times: Fraction) -> None:
    share = times * election.budget / max(election.voters, 1)
    outcome = equal_shares(election, utility=utility, share=share)
    expected = slow_equal_shares(election, by_cost=utility is Utility.COST, share=share)
    assert [(step.project, step.price) for step in outcome.rounds] == expected


@given(elections(), st.sampled_from(list(Utility)), st.sampled_from(list(Completion)))
@settings(deadline=None)
def test_no_count_overspends(election: Election, utility: Utility, completion: Completion) -> None:
    done = completed(election, utility=utility, completion=completion)
    assert done.spending <= election.budget
    for merit in Merit:
        assert election.cost_of(greedy(election, merit=merit)) <= election.budget


@given(elections())
@settings(deadline=None)
def test_every_outcome_is_priceable_and_every_payment_adds_up(election: Election) -> None:
    outcome = completed(election).shares
    assert breaches(election, outcome.winners, price_system(outcome)) == []
    for entry in account(outcome):
        paid = sum(amount * int(election.weights[g]) for g, amount in entry.payments.items())
        assert paid == entry.cost
        assert entry.payers + entry.had_nothing_left == election.votes[entry.project]


@given(elections(top=5), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_ballots_and_projects_does_not_matter(election: Election, dice) -> None:  # type: ignore[no-untyped-def]
    ballots = [
        [election.projects[p].key for p in group]
        for group, weight in zip(election.groups, election.weights, strict=True)
        for _ in range(weight)
    ]
    projects = list(election.projects)
    dice.shuffle(ballots)
    dice.shuffle(projects)
    mixed = Election.of(projects, ballots, election.budget, lot=election.lot)
    assert set(mixed.keys(completed(mixed).winners)) == set(election.keys(completed(election).winners))
