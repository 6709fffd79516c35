"""Read model of counting: what a closed challenge's figures rest on, without a name, and which figures that allows.

Fewer than five people are shown in no figure: such a kind of ballot is withheld, and the page says so.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Sum

from ideas import ballots, comparisons
from ideas.families import counted, roots_of
from ideas.maths.bundles import draw_key, stripped
from ideas.maths.elections import lot_of
from ideas.models import FEWEST_EVALUATORS, BallotRule, Challenge, Exposure, Idea, Score, Support

Body = dict[str, Any]
Wanted = list[tuple[str, dict[str, Any]]]
SUMMED = ("approval", "points", "quadratic", "lemons")
# Schulze takes the cube of it, Bradley–Terry's errors a matrix of it.
MOST_RANKED, MOST_COMPARED = 300, 2000
# Opinions are compared on the ideas with most votes: more say little more, and the file would be huge.
MOST_STATEMENTS = 50
CENTS = 100


@dataclass
class Ground:
    """A body without its figures, the figures that it allows, and what was too little to show."""

    body: Body
    wanted: Wanted = field(default_factory=list)
    withheld: list[str] = field(default_factory=list)


def smallest() -> int:
    """Return the fewest people that a figure may be about."""
    return int(settings.MINIMUM_GROUP)


def ground_of(challenge: Challenge, version: str) -> Ground:
    """Return everything that the figures of a closed challenge rest on."""
    standing = Idea.objects.filter(challenge=challenge, thread__removed_at=None, canonical=None)
    ideas = list(standing.order_by("pk"))
    assert challenge.voting_close_at is not None  # noqa: S101  (only what has closed is counted)
    closes_at = challenge.voting_close_at.isoformat()
    body: Body = {
        "challenge": {"id": challenge.pk, "title": challenge.title, "closes_at": closes_at},
        "code": {"version": version},
        "keys": {
            "draw": draw_key(settings.SECRET_KEY, challenge.pk),
            "lot": lot_of(challenge.pk, closes_at),
        },
        "ideas": [_idea(challenge, idea) for idea in ideas],
        "inputs": {},
    }
    if challenge.budget_cents is not None:
        body["challenge"]["budget"] = str(challenge.budget_cents)
    found = Ground(body)
    if ideas:
        _add_support(found, challenge, ideas)
        known = {idea.pk for idea in ideas}
        _add_ballots(found, challenge, known)
        _add_comparisons(found, challenge, known)
        _add_scores(found, challenge, known)
    return found


def _idea(challenge: Challenge, idea: Idea) -> Body:
    """Return an idea; without a cost it takes no part in sharing out money, nor where it costs more than there is."""
    row: Body = {"id": str(idea.pk), "born_at": int(idea.published_at.timestamp())}
    if idea.cost_cents is not None and idea.cost_cents <= (challenge.budget_cents or 0):
        row["cost"] = str(idea.cost_cents)
    return row


def _add_support(found: Ground, challenge: Challenge, ideas: list[Idea]) -> None:
    inputs = found.body["inputs"]
    inputs["supports"] = {str(idea.pk): idea.support_count for idea in ideas}
    inputs["exposures"] = _exposures(challenge, {idea.pk for idea in ideas})
    found.wanted += [("appeal", {}), ("fairness", {})]
    units = {
        str(idea): sorted(sizes.values(), reverse=True)
        for idea, sizes in departments_of(challenge).items()
        if sum(sizes.values()) >= smallest()
    }
    if units:
        inputs["units"] = units
        found.wanted.append(("breadth", {}))


def _exposures(challenge: Challenge, known: set[int]) -> dict[str, dict[str, int]]:
    """Return how often each idea was shown at each place, from 0, until voting closed."""
    rows = Exposure.objects.filter(idea__in=known, day__lte=challenge.voting_close_at.date())  # type: ignore[union-attr]
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for idea, place, shown in rows.values_list("idea_id", "place").annotate(n=Sum("count")):
        found[str(idea)][str(place - 1)] = shown
    return dict(found)


def supporters_by_idea(challenge: Challenge) -> dict[int, dict[int, int | None]]:
    """Return for each standing idea its supporters with their departments, through merges; each once."""
    roots = roots_of(challenge.pk)
    rows = counted(Support.objects.filter(idea__challenge=challenge, idea__thread__removed_at=None))
    found: dict[int, dict[int, int | None]] = defaultdict(dict)
    for idea, person, department in rows.values_list("idea_id", "person_id", "person__department_id"):
        found[roots.get(idea, idea)][person] = department
    return found


def departments_of(challenge: Challenge) -> dict[int, Counter[int | None]]:
    """Return for each idea how many of its supporters each department has."""
    return {idea: Counter(people.values()) for idea, people in supporters_by_idea(challenge).items()}


def _add_ballots(found: Ground, challenge: Challenge, known: set[int]) -> None:
    by_kind: dict[str, list[dict[int, int]]] = {}
    for rule in challenge.ballot_rules.exclude(kind=BallotRule.Kind.PAIRWISE):
        cast = [
            {idea: value for idea, value in lines.items() if idea in known}
            for lines in ballots.anonymous_ballots(challenge, rule)
        ]
        if len(cast) < smallest():
            found.withheld.append(rule.kind)
        else:
            by_kind[rule.kind] = cast
    for kind in SUMMED:
        if kind in by_kind:
            found.body["inputs"][kind] = stripped({"lines": _in_words(lines)} for lines in by_kind[kind])
            found.wanted.append(("totals", {"kind": kind}))
    if "approval" in by_kind:
        _add_election(found, by_kind["approval"])
    if "ranking" in by_kind:
        _add_ranking(found, by_kind["ranking"])
    _add_opinions(found, by_kind)


def _in_words(lines: Mapping[int, int]) -> dict[str, int]:
    return {str(idea): value for idea, value in lines.items()}


def _add_election(found: Ground, cast: list[dict[int, int]]) -> None:
    chosen = Counter(idea for lines in cast for idea in lines)
    answers = {row["id"]: [chosen[int(row["id"])], len(cast)] for row in found.body["ideas"]}
    found.body["inputs"]["answers"] = answers
    found.wanted.append(("wilson", {}))
    budget = found.body["challenge"].get("budget")
    if budget and any("cost" in row for row in found.body["ideas"]):
        step = str(step_of(int(budget), len(cast)))
        found.wanted += [("election", {"rule": "mes", "step": step}), ("election", {"rule": "greedy"})]


def step_of(budget: int, voters: int) -> int:
    """Return by how many cents a voter's share grows in each increment: one unit of money, or a hundredth of the share.

    The second keeps the count short where few people share out much.
    """
    return max(CENTS, budget // voters // 100 // CENTS * CENTS)


def _add_ranking(found: Ground, cast: list[dict[int, int]]) -> None:
    if len(found.body["ideas"]) > MOST_RANKED:
        found.withheld.append("ranking")
        return
    orders = ({"order": [str(pk) for pk in sorted(lines, key=lines.__getitem__)]} for lines in cast)
    found.body["inputs"]["ranking"] = stripped(orders)
    found.wanted.append(("ranking", {}))


def _add_opinions(found: Ground, by_kind: Mapping[str, list[dict[int, int]]]) -> None:
    """Take the ballots that say most of likes and dislikes: given is +1, against −1, passed over 0."""
    kind = next((kind for kind in ("quadratic", "approval", "points") if kind in by_kind), None)
    if kind is None:
        return
    votes = Counter(idea for lines in by_kind[kind] for idea in lines)
    shown = [idea for idea, _n in sorted(votes.items(), key=lambda row: (-row[1], row[0]))[:MOST_STATEMENTS]]
    lines = ({"lines": {str(idea): _sign(own.get(idea, 0)) for idea in shown}} for own in by_kind[kind])
    if len(shown) > 1:
        found.body["inputs"]["opinions"] = stripped(lines)
        found.wanted.append(("opinions", {"of": kind}))


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _add_comparisons(found: Ground, challenge: Challenge, known: set[int]) -> None:
    people = ballots.turnout(challenge).get("pairwise")
    if people is None:
        return
    if people < smallest() or len(known) > MOST_COMPARED:
        found.withheld.append("pairwise")
        return
    answers = [row for row in comparisons.answers(challenge) if {row[0], row[1]} <= known]
    found.body["inputs"]["comparisons"] = [
        {"left": str(left), "right": str(right), "answer": answer} for left, right, answer in answers
    ]
    found.wanted.append(("pairwise", {"alpha": "0.5"}))


def _add_scores(found: Ground, challenge: Challenge, known: set[int]) -> None:
    """Add the last scorecard of each evaluator for each idea that at least three scored; evaluators by lot."""
    rows = Score.objects.filter(assignment__panel__challenge=challenge, assignment__idea__in=known)
    rows = rows.exclude(assignment__scored_at=None).select_related("assignment", "criterion")
    last: dict[tuple[int, int, str], int] = {}
    for row in rows.order_by("assignment__round"):
        given = row.assignment
        last[given.evaluator_id, given.idea_id, row.criterion.name] = row.value
    panels: dict[int, set[int]] = defaultdict(set)
    for evaluator, idea, _name in last:
        panels[idea].add(evaluator)
    scored = {idea for idea, people in panels.items() if len(people) >= FEWEST_EVALUATORS}
    if not scored:
        return
    names = _by_lot(evaluator for evaluator, idea, _name in last if idea in scored)
    found.body["inputs"]["criteria"] = {row.name: str(row.weight) for row in challenge.criteria.all()}
    marks = [
        {"evaluator": names[evaluator], "idea": str(idea), "criterion": name, "value": value}
        for (evaluator, idea, name), value in last.items()
        if idea in scored
    ]
    found.body["inputs"]["scores"] = sorted(marks, key=lambda m: (m["evaluator"], m["idea"], m["criterion"]))
    found.wanted.append(("scorecards", {}))


def _by_lot(people: Iterable[int]) -> dict[int, str]:
    order = sorted(set(people))
    random.SystemRandom().shuffle(order)
    return {person: f"e{number}" for number, person in enumerate(order, 1)}
