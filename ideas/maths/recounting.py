"""Every published figure as a function of a bundle's body: what the site publishes and what a stranger recomputes.

A figure takes the body and its settings and returns plain values: whole numbers, exact fractions and rounded
decimals in words. Names of figures and of their settings are a promise; see docs/ideas.md.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np

from ideas.maths import agreement, appeal, breadth, lists, opinions, pairwise, rates, schulze, scorecards
from ideas.maths.ballots import totals
from ideas.maths.canonical import Json, exactly, rounded
from ideas.maths.completion import Completion
from ideas.maths.counting import Method, Rule, counted
from ideas.maths.elections import Election, Project
from ideas.maths.equal_shares import Utility
from ideas.maths.representation import represented

Body = Mapping[str, Any]
Settings = Mapping[str, Any]
Figure = Callable[[Body, Settings], Json]


def recounted(body: Body, figure: str, settings: Settings) -> Json:
    """Return a figure; raises KeyError for an unknown one or for an input that the body lacks."""
    return FIGURES[figure](body, settings)


def _ideas(body: Body) -> list[str]:
    return [str(idea["id"]) for idea in body["ideas"]]


def _appeal(body: Body, settings: Settings) -> Json:
    """Scores and cautious scores of A2, by the given prior or the one fitted to all ideas."""
    supports, shown = body["inputs"]["supports"], _exposures(body)
    figures = {idea: (int(supports.get(idea, 0)), shown[idea]) for idea in _ideas(body)}
    given = settings.get("prior")
    prior = (float(given[0]), float(given[1])) if given else appeal.fitted_prior(list(figures.values()))
    return {
        "prior": [rounded(prior[0]), rounded(prior[1])],
        "score": {idea: rounded(appeal.appeal(k, e, prior)) for idea, (k, e) in figures.items()},
        "cautious": {idea: rounded(appeal.cautious_appeal(k, e, prior)) for idea, (k, e) in figures.items()},
    }


def _exposures(body: Body) -> dict[str, float]:
    """Return E of each idea from impressions by place; without propensities every place counts alike."""
    theta = [float(t) for t in body["inputs"].get("propensities", ["1"])]
    shown = body["inputs"].get("exposures", {})
    return {
        idea: appeal.exposure({int(place): n for place, n in shown.get(idea, {}).items()}, theta)
        for idea in _ideas(body)
    }


def _wilson(body: Body, settings: Settings) -> Json:
    """Interval of the share of agreement among answers."""
    answers = body["inputs"]["answers"]
    return {idea: [rounded(bound) for bound in rates.wilson(*pair)] for idea, pair in answers.items()}


def _breadth(body: Body, settings: Settings) -> Json:
    """Effective number of units behind each idea, from the sizes of its units without their names."""
    sizes = body["inputs"]["units"]
    return {
        idea: rounded(breadth.effective_units(n for n, size in enumerate(own) for _ in range(size)))
        for idea, own in sizes.items()
    }


def _fairness(body: Body, settings: Settings) -> Json:
    """Age correlation of the appeal, and how evenly the board showed the ideas."""
    shown = _exposures(body)
    scores: Any = _appeal(body, settings)
    births = [int(idea["born_at"]) for idea in body["ideas"]]
    ids = _ideas(body)
    found = lists.fairness([float(scores["score"][i]) for i in ids], births, [shown[i] for i in ids])
    return {
        "age_correlation": rounded(found.age_correlation),
        "exposure_gini": rounded(found.exposure_gini),
        "may_be_published": found.may_be_published,
    }


def _order(body: Body, settings: Settings) -> Json:
    """The shuffled list of one viewer, whoever knows their own number: settings challenge, viewer, epoch."""
    key, place = body["keys"]["draw"], (settings["challenge"], settings["viewer"], settings.get("epoch", 0))
    return sorted(_ideas(body), key=lambda idea: lists.shuffle_key(key, *place, int(idea)))


def election_of(body: Body, settings: Settings) -> Election:
    """Return the election that a body holds: its ideas with a cost, and the approval ballots."""
    projects = [
        Project(str(idea["id"]), Fraction(idea["cost"])) for idea in body["ideas"] if idea.get("cost")
    ]
    known = {project.key for project in projects}
    ballots = (
        [idea for idea, value in ballot["lines"].items() if value and idea in known]
        for ballot in body["inputs"]["approval"]
    )
    budget = settings.get("budget") or body["challenge"]["budget"]
    return Election.of(projects, ballots, Fraction(budget), lot=body["keys"].get("lot", ""))


def _election(body: Body, settings: Settings) -> Json:
    """Winners in the order of purchase, spending, and who is represented."""
    election = election_of(body, settings)
    method = Method(
        Rule(settings.get("rule", Rule.EQUAL_SHARES)),
        Utility(settings.get("utility", Utility.COST)),
        Completion(settings.get("completion", Completion.ADD1)),
        Fraction(settings.get("step", "1")),
    )
    found = counted(election, method)
    return {
        "winners": [election.projects[p].key for p in found.order],
        "spending": exactly(found.spending),
        "share": None if found.share is None else exactly(found.share),
        "increments": found.increments,
        "overspent_at": found.overspent_at,
        "voters": election.voters,
        "represented": represented(election, found.order).represented,
    }


def _totals(body: Body, settings: Settings) -> Json:
    """What the ballots of a kind add up to."""
    ballots = [ballot["lines"] for ballot in body["inputs"][settings["kind"]]]
    found = totals(ballots)
    return {"ballots": len(ballots), "totals": {str(idea): value for idea, value in found.items()}}


def _pairwise(body: Body, settings: Settings) -> Json:
    """Bradley–Terry strengths with errors, and the shown score of each idea."""
    ids = _ideas(body)
    row = {idea: number for number, idea in enumerate(ids)}
    won, lost, undecided = [], [], []
    for one in body["inputs"]["comparisons"]:
        left, right = row[str(one["left"])], row[str(one["right"])]
        if one["answer"] == "cant_decide":
            undecided.append((left, right))
        elif one["answer"] in {"left", "right"}:
            won.append(left if one["answer"] == "left" else right)
            lost.append(right if one["answer"] == "left" else left)
    played = pairwise.games(len(ids), won, lost, undecided)
    found = pairwise.strengths(played, alpha=float(settings.get("alpha", "0.5")))
    wins, losses = played.wins, played.comparisons - played.wins
    return {
        "strength": {idea: rounded(found.log_strength[n]) for idea, n in row.items()},
        "error": {idea: rounded(error) for idea, error in zip(ids, found.errors(), strict=True)},
        "score": {idea: rounded(pairwise.shown_score(wins[n], losses[n])) for idea, n in row.items()},
    }


def _scorecards(body: Body, settings: Settings) -> Json:
    """Weighted scores, and how far the panel agrees on each criterion."""
    weights = {name: Fraction(weight) for name, weight in body["inputs"]["criteria"].items()}
    marks = [
        scorecards.Mark(m["evaluator"], str(m["idea"]), m["criterion"], m["value"])
        for m in body["inputs"]["scores"]
    ]
    counted_marks = scorecards.centred(marks) if settings.get("centre", True) else marks
    scores = scorecards.idea_scores(counted_marks, weights)
    return {
        "score": {idea: rounded(score) for idea, score in scores.items()},
        "alpha": {name: rounded(_alpha(marks, name)) for name in weights},
    }


def _alpha(marks: list[scorecards.Mark], criterion: str) -> float:
    own = [mark for mark in marks if mark.criterion == criterion]
    if not own:
        return float("nan")
    evaluators, ideas = sorted({m.evaluator for m in own}), sorted({m.idea for m in own})
    table = np.full((len(evaluators), len(ideas)), np.nan)
    for mark in own:
        table[evaluators.index(mark.evaluator), ideas.index(mark.idea)] = mark.value
    return agreement.alpha(table, agreement.Scale.ORDINAL)


def _ranking(body: Body, settings: Settings) -> Json:
    """Tiers by Schulze, with both tables in the order of the ideas."""
    link = schulze.Link(settings.get("link", schulze.Link.WINNING_VOTES))
    ballots = [(ballot["order"], 1) for ballot in body["inputs"]["ranking"]]
    found = schulze.schulze(_ideas(body), ballots, link=link)
    return {
        "tiers": [list(tier) for tier in found.tiers],
        "preferences": found.preferences.tolist(),
        "paths": found.paths.tolist(),
    }


def _opinions(body: Body, settings: Settings) -> Json:
    """Sizes of the groups of opinion, the consensus of each statement, and what each group said of it."""
    ballots = sorted(body["inputs"]["opinions"], key=lambda ballot: str(ballot["ballot"]))
    statements = sorted({statement for ballot in ballots for statement in ballot["lines"]})
    votes = np.array([[ballot["lines"].get(s, np.nan) for s in statements] for ballot in ballots], float)
    groups = opinions.opinion_groups(votes.reshape(len(ballots), len(statements)))
    shared = opinions.consensus(votes, groups.group) if groups.groups else []
    return {
        "sizes": [int((groups.group == n).sum()) for n in range(groups.groups)],
        "consensus": {statements[one.statement]: rounded(one.score) for one in shared},
        "agreed": {statements[one.statement]: list(one.agreed) for one in shared},
        "answered": {statements[one.statement]: list(one.answered) for one in shared},
    }


FIGURES: dict[str, Figure] = {
    "appeal": _appeal,
    "breadth": _breadth,
    "election": _election,
    "fairness": _fairness,
    "opinions": _opinions,
    "order": _order,
    "pairwise": _pairwise,
    "ranking": _ranking,
    "scorecards": _scorecards,
    "totals": _totals,
    "wilson": _wilson,
}
