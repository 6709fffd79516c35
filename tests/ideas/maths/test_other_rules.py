"""The rules beside equal shares, and who is served by an outcome, on elections of our own."""

from fractions import Fraction

import pytest
from hypothesis import given, settings

from ideas.maths.accounts import Prices, account, breaches, price_system
from ideas.maths.completion import completed
from ideas.maths.counting import Method, Rule, counted
from ideas.maths.elections import Election, ElectionError
from ideas.maths.equal_shares import equal_shares
from ideas.maths.greedy import Merit, greedy
from ideas.maths.phragmen import sequential_phragmen
from ideas.maths.representation import compared, represented, without_ballot
from tests.ideas.maths.elections import COLOURS, RUNNING, slow_phragmen
from tests.ideas.maths.test_equal_shares import elections


def test_phragmen_elects_the_running_example_with_its_loads() -> None:
    steps = sequential_phragmen(RUNNING)
    assert [RUNNING.projects[step.project].key for step in steps] == ["a", "b", "c", "d"]
    assert [step.load for step in steps] == [
        Fraction(1, 8),
        Fraction(11, 32),
        Fraction(55, 128),
        Fraction(5, 8),
    ]


def test_phragmen_ends_with_the_first_that_does_not_fit() -> None:
    """The bridge comes third and costs more than is left; the mat would fit and comes later."""
    small = ["bench", "lamp", "mat"]
    costs = {"bridge": 9, "bench": 1, "lamp": 2, "mat": 3}
    town = Election.of(costs, [["bridge"]] * 8 + [small] * 3, 11)
    assert [town.projects[step.project].key for step in sequential_phragmen(town)] == ["bench", "lamp"]
    assert town.keys(greedy(town)) == ["bridge", "bench"]


@given(elections())
@settings(deadline=None)
def test_loads_follow_the_definition_rise_and_add_up_to_what_was_spent(election: Election) -> None:
    steps = sequential_phragmen(election)
    assert [(step.project, step.load) for step in steps] == slow_phragmen(election)
    loads = [step.load for step in steps]
    assert loads == sorted(loads)
    assert election.cost_of(step.project for step in steps) <= election.budget
    held: dict[int, Fraction] = {}
    for step in steps:
        held |= dict.fromkeys(election.supporters[step.project].tolist(), step.load)
    spent = sum((load * int(election.weights[g]) for g, load in held.items()), Fraction(0))
    assert spent == election.cost_of(step.project for step in steps)


def test_greedy_by_cost_prefers_what_is_cheap_for_its_votes() -> None:
    town = Election.of({"a": 10, "b": 2, "free": 0}, [["a"]] * 6 + [["b"]] * 3 + [["free"]], 10)
    assert [town.projects[p].key for p in greedy(town)] == ["a", "free"]
    by_cost = greedy(town, merit=Merit.VOTES_PER_COST)
    assert [town.projects[p].key for p in by_cost] == ["free", "b"]


@pytest.mark.parametrize("rule", list(Rule))
def test_one_door_leads_to_every_rule(rule: Rule) -> None:
    outcome = counted(COLOURS, Method(rule))
    assert (len(outcome.winners), int(outcome.spending)) in {(10, 10), (9, 9)}
    assert (outcome.increments is None) == (rule is not Rule.EQUAL_SHARES)


def test_progress_is_heard_at_each_increment() -> None:
    heard: list[int] = []
    done = counted(RUNNING, Method(step=Fraction(1, 24)), progress=heard.append)
    assert heard == list(range(1, (done.overspent_at or 0) + 1))


def test_an_account_tells_who_paid_all_and_who_the_rest() -> None:
    town = Election.of({"a": 4, "b": 5}, [["a", "b"], ["a"], ["b"], ["b"]], 12)
    first, second = account(equal_shares(town))
    assert (town.projects[first.project].key, first.price, first.payers) == ("b", Fraction(5, 3), 3)
    assert (second.price, second.paid_in_full, second.paid_what_was_left) == (Fraction(8, 3), 1, 1)
    assert sorted(second.payments.values()) == [Fraction(4, 3), Fraction(8, 3)]


@pytest.mark.parametrize(
    ("winners", "share", "payments", "breach"),
    [
        ("a", 1, {"a": {"ab": 1}}, "a costs 2 and 1 is paid"),
        ("a", 1, {"a": {"ab": 1, "b": 1}}, "a is paid for by voters who do not approve it"),
        ("a", 2, {"a": {"ab": 1, "a": 1}, "b": {"ab": 1}}, "b is paid for but was not chosen"),
        ("a", 2, {"a": {"ab": 3, "a": -1}}, "a pays voters"),
        ("a", 0, {"a": {"ab": 1, "a": 1}}, "pays more than it has"),
        ("a", 9, {"a": {"ab": 1, "a": 1}}, "the supporters of b have 17 left, more than its cost"),
    ],
)
def test_prices_that_are_not_fair_are_told(
    winners: str, share: int, payments: dict[str, dict[str, int]], breach: str
) -> None:
    town = Election.of({"a": 2, "b": 1}, ["ab", "a", "b"], 2)
    group = {"ab": 0, "a": 1, "b": 2}
    paid = {
        "ab".index(project): {group[who]: Fraction(amount) for who, amount in own.items()}
        for project, own in payments.items()
    }
    found = breaches(town, ["ab".index(key) for key in winners], Prices(Fraction(share), paid))
    assert any(breach in line for line in found), found


def test_greedy_is_not_priceable_where_it_passes_over_many() -> None:
    """Forty-nine blue voters are left with enough for a project that nobody bought."""
    outcome = equal_shares(COLOURS)
    assert breaches(COLOURS, outcome.winners, price_system(outcome)) == []
    reds = {p: dict.fromkeys(COLOURS.supporters[p].tolist(), Fraction(1, 51)) for p in greedy(COLOURS)}
    assert "the supporters of b0 have" in breaches(COLOURS, reds, Prices(Fraction(10, 51), reds))[0]


def test_who_is_represented() -> None:
    shared = represented(COLOURS, completed(COLOURS, step=Fraction(1, 1000)).winners)
    alone = represented(COLOURS, greedy(COLOURS))
    assert (shared.represented, shared.share, shared.mean_projects) == (100, 1, 5)
    assert (alone.represented, alone.by_projects, int(alone.mean_money * 10)) == (51, {0: 49, 10: 51}, 51)
    assert represented(Election.of({"a": 1}, [], 1), []).share == 0


def test_outcomes_are_compared_voter_by_voter() -> None:
    town = Election.of({"a": 5, "b": 1, "c": 1}, [["a"], ["b", "c"], ["a", "b", "c"], []], 7)
    by_money, by_number = compared(town, [0], [1, 2]), compared(town, [0], [1, 2], by_cost=False)
    assert (by_money.first, by_money.second, by_money.equal) == (2, 1, 1)
    assert (by_number.first, by_number.second, by_number.equal) == (1, 2, 1)


def test_one_ballot_less_changes_something_or_nothing() -> None:
    town = Election.of({"a": 4, "b": 5}, [["a"]] * 3 + [["b"]] * 2, 5)
    answer = without_ballot(town, ["a"], greedy)
    assert answer.changes_nothing
    close = Election.of({"a": 4, "b": 5}, [["a"]] * 2 + [["b"]] * 2, 5)
    turned = without_ballot(close, ["a"], greedy)
    assert (turned.gained, turned.lost, turned.changes_nothing) == (("b",), ("a",), False)
    assert without_ballot(Election.of({"a": 1}, [["a"]], 1), ["a"], greedy).lost == ("a",)
    for nobody in (["a", "b"], ["x"], []):
        with pytest.raises(ElectionError, match="Nobody has cast"):
            without_ballot(town, nobody, greedy)


def test_what_costs_more_than_the_budget_can_be_left_out() -> None:
    town = Election.of({"dear": 9, "cheap": 1}, [["dear"], ["dear", "cheap"], ["cheap"]], 5)
    within = town.within_budget()
    assert [project.key for project in within.projects] == ["cheap"]
    assert (within.voters, within.votes) == (3, (2,))
