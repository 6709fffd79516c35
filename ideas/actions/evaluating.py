"""A panel scores ideas blind, in rounds: who scores what, conflicts of interest, marks, and the spread of each round."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from communities.policies import may_read
from esn.kit import audit, clock
from ideas import events as verbs
from ideas.actions.challenging import note
from ideas.actions.moving import GuardRefused
from ideas.judging import conflict_of, is_current
from ideas.maths.scorecards import delphi_round, needs_rationale
from ideas.models import (
    MOST_ROUNDS,
    SHORTEST_RATIONALE,
    Assignment,
    Challenge,
    Criterion,
    Idea,
    Panel,
    RoundFeedback,
    Score,
)
from ideas.policies import is_in_charge, require
from people.models import Person


@transaction.atomic
def set_panel(
    actor: Person, challenge: Challenge, *, is_blind: bool = True, minds_chain: bool = True
) -> Panel:
    """Have a panel for a challenge, or change how it works while nobody has scored. Raises GuardRefused."""
    require(is_in_charge(actor, challenge), _("Only sponsor and manager run the panel."))
    if not challenge.criteria.exists():
        raise GuardRefused(_("First say by which criteria ideas are scored."))
    panel = Panel.objects.select_for_update().filter(challenge=challenge).first()
    if panel is None:
        panel = Panel(challenge=challenge, made_by=actor, made_at=clock.now())
    elif Score.objects.filter(assignment__panel=panel).exists():
        raise GuardRefused(_("Somebody has scored already: the panel stays as it is."))
    panel.is_blind, panel.minds_chain = is_blind, minds_chain
    panel.save()
    audit.record(
        "ideas.panel_set", actor=actor, about=challenge, community_id=challenge.community_id,
        after={"blind": is_blind, "minds_chain": minds_chain},
    )  # fmt: skip
    return panel


def _require_open(actor: Person, panel: Panel) -> None:
    require(is_in_charge(actor, panel.challenge), _("Only sponsor and manager run the panel."))
    require(panel.closed_at is None, _("This panel has ended."))


@transaction.atomic
def assign(actor: Person, panel: Panel, *, evaluator: Person, idea: Idea) -> Assignment:
    """Ask somebody to score an idea in this round. Raises GuardRefused for a conflict of interest."""
    _require_open(actor, panel)
    require(may_read(evaluator, panel.challenge.community), _("That person cannot read this challenge."))
    require(idea.challenge_id == panel.challenge_id and idea.decision_id is None)
    conflict = conflict_of(panel, evaluator, idea)
    if conflict:
        raise GuardRefused(
            _("%(name)s cannot score this idea. %(why)s") % {"name": evaluator.display_name, "why": conflict}
        )
    made, is_new = Assignment.objects.get_or_create(
        panel=panel, evaluator=evaluator, idea=idea, round=panel.round, defaults={"assigned_at": clock.now()}
    )
    if is_new:
        note(verbs.EVALUATOR_ASKED, actor, panel.challenge, about=made, owner=evaluator)
    return made


@transaction.atomic
def assign_evenly(
    actor: Person, panel: Panel, *, evaluators: Sequence[Person], ideas: Iterable[Idea], each: int = 3
) -> list[Idea]:
    """Give each idea so many evaluators without a conflict, all with about as much to do; return ideas left short."""
    _require_open(actor, panel)
    given = panel.assignments.filter(round=panel.round)
    load: Counter[int] = Counter(given.filter(has_conflict=False).values_list("evaluator", flat=True))
    there: dict[int, set[int]] = defaultdict(set)
    for idea_id, person_id in given.filter(has_conflict=False).values_list("idea", "evaluator"):
        there[idea_id].add(person_id)
    short = []
    for idea in ideas:
        free = [
            who for who in evaluators if who.pk not in there[idea.pk] and not conflict_of(panel, who, idea)
        ]
        free = [who for who in free if not given.filter(idea=idea, evaluator=who, has_conflict=True).exists()]
        for who in sorted(free, key=lambda who: (load[who.pk], who.pk))[: max(0, each - len(there[idea.pk]))]:
            assign(actor, panel, evaluator=who, idea=idea)
            load[who.pk] += 1
            there[idea.pk].add(who.pk)
        if len(there[idea.pk]) < each:
            short.append(idea)
    return short


@transaction.atomic
def step_back(actor: Person, card: Assignment, *, reason: str) -> Assignment:
    """Say that one must not score an idea, and why; marks given before are taken away. Raises GuardRefused."""
    require(card.evaluator_id == actor.pk and is_current(card), _("This scorecard cannot be changed now."))
    if not reason.strip():
        raise GuardRefused(_("Say in a few words what the conflict is."))
    card.scores.all().delete()
    card.has_conflict, card.conflict_reason, card.scored_at = True, reason.strip()[:400], None
    card.save(update_fields=["has_conflict", "conflict_reason", "scored_at"])
    return card


class MarkRefused(ValidationError):  # noqa: N818  (says what is wrong)
    """A mark is missing, or one at the end of the scale lacks its reason; keyed by field of the scorecard."""


@transaction.atomic
def give_scores(actor: Person, card: Assignment, *, marks: Mapping[int, tuple[int, str]]) -> Assignment:
    """Fill in a scorecard whole, or change it while its round is open: {criterion: (mark, why)}. Raises MarkRefused."""
    rows = Assignment.objects.select_for_update(of=("self",))
    card = rows.select_related("panel__challenge__community", "idea").get(pk=card.pk)
    require(card.evaluator_id == actor.pk and is_current(card), _("This scorecard cannot be changed now."))
    criteria = list(Criterion.objects.filter(challenge=card.panel.challenge_id))
    _check_marks(criteria, marks)
    card.scores.all().delete()
    Score.objects.bulk_create(
        Score(assignment=card, criterion=row, value=marks[row.pk][0], rationale=marks[row.pk][1].strip())
        for row in criteria
    )
    if card.scored_at is None:
        note(verbs.SCORECARD_FILLED, actor, card.panel.challenge)
    card.scored_at = clock.now()
    card.save(update_fields=["scored_at"])
    return card


def _check_marks(criteria: Sequence[Criterion], marks: Mapping[int, tuple[int, str]]) -> None:
    wrong: dict[str, list[str]] = {}
    for row in criteria:
        value, why = marks.get(row.pk, (0, ""))
        if not 1 <= value <= 7:
            wrong[f"value_{row.pk}"] = [_("Give a mark from 1 to 7.")]
        elif needs_rationale(value) and len(why.strip()) < SHORTEST_RATIONALE:
            wrong[f"why_{row.pk}"] = [
                _("Say why in at least %(n)d characters: a mark near the end of the scale is explained.")
                % {"n": SHORTEST_RATIONALE}
            ]
    if wrong:
        raise MarkRefused(wrong)


@transaction.atomic
def next_round(actor: Person, panel: Panel) -> Panel:
    """End a round, keep its spread, and ask the same evaluators again. Raises GuardRefused."""
    panel = (
        Panel.objects.select_for_update(of=("self",)).select_related("challenge__community").get(pk=panel.pk)
    )
    _require_open(actor, panel)
    if panel.round >= MOST_ROUNDS:
        raise GuardRefused(_("After three rounds a panel decides or talks."))
    given = panel.assignments.filter(round=panel.round, has_conflict=False)
    if not given.exclude(scored_at=None).exists():
        raise GuardRefused(_("Nobody has scored in this round yet."))
    _keep_spread(panel)
    before = list(given.select_related("idea", "evaluator"))
    panel.round += 1
    panel.save(update_fields=["round"])
    for row in before:
        if row.idea.decision_id is None:
            _ask_again(actor, panel, row)
    return panel


def _ask_again(actor: Person, panel: Panel, row: Assignment) -> None:
    made = Assignment.objects.create(
        panel=panel, evaluator=row.evaluator, idea=row.idea, round=panel.round, assigned_at=clock.now()
    )
    note(verbs.EVALUATOR_ASKED, actor, panel.challenge, about=made, owner=row.evaluator)


def _keep_spread(panel: Panel) -> None:
    """Keep median, quartiles and unsigned rationales, in an order that tells nobody."""
    rows = Score.objects.filter(assignment__panel=panel, assignment__round=panel.round)
    values: dict[tuple[int, int], list[float]] = defaultdict(list)
    reasons: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in rows.exclude(assignment__scored_at=None).select_related("assignment"):
        key = row.assignment.idea_id, row.criterion_id
        values[key].append(row.value)
        if row.rationale:
            reasons[key].append(row.rationale)
    for (idea, criterion), own in values.items():
        found = delphi_round(own)
        RoundFeedback.objects.create(
            panel=panel, idea_id=idea, criterion_id=criterion, round=panel.round, median=found.median,
            lower_quartile=found.lower, upper_quartile=found.upper, at=clock.now(),
            rationales=sorted(reasons[idea, criterion]),
        )  # fmt: skip


@transaction.atomic
def close_panel(actor: Person, panel: Panel) -> Panel:
    """End the panel: its marks stay as they are."""
    _require_open(actor, panel)
    panel.closed_at = clock.now()
    panel.save(update_fields=["closed_at"])
    return panel
