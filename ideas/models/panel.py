"""A panel that scores ideas blind, in rounds; and figures that the background has computed."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.utils.translation import gettext_lazy as _

from activity.models.attachment import register_share
from activity.models.thread import register_veil
from ideas.models.challenge import Challenge
from ideas.models.idea import Idea
from ideas.models.plan import Criterion
from people.models import Person

FEWEST_EVALUATORS = 3
MOST_ROUNDS = 3
SHORTEST_RATIONALE = 30

models.TextField.register_lookup(Length)
models.TextField.register_lookup(Trim)


class Panel(models.Model):
    """The evaluators of a challenge; blind means that they see no author."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="panel")
    is_blind = models.BooleanField(_("authors are hidden from the evaluators"), default=True)
    # A boss scores no idea of their people, nor the other way round.
    minds_chain = models.BooleanField(_("nobody scores ideas of their own line of managers"), default=True)
    round = models.PositiveSmallIntegerField(default=1)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(round__gte=1, round__lte=MOST_ROUNDS), name="panel_of_few_rounds"
            )
        ]


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Assignments as adjectives."""

    def judging_blind(self, viewer: Person) -> Self:
        """The viewer's of panels that still judge without names: until the panel ends or the idea has its answer."""
        return self.filter(
            evaluator=viewer,
            has_conflict=False,
            panel__is_blind=True,
            panel__closed_at=None,
            idea__decision=None,
        )


class Assignment(models.Model):
    """An evaluator is asked to score an idea in a round, or says why they must not."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="assignments")
    evaluator = models.ForeignKey(Person, models.CASCADE, related_name="assignments")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="assignments")
    round = models.PositiveSmallIntegerField(default=1)
    assigned_at = models.DateTimeField()
    has_conflict = models.BooleanField(default=False)
    conflict_reason = models.CharField(_("conflict of interest"), max_length=400, blank=True)
    scored_at = models.DateTimeField(null=True)

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "evaluator", "idea", "round"], name="assignment_once_a_round"
            ),
            models.CheckConstraint(
                condition=Q(has_conflict=False, conflict_reason="")
                | (Q(has_conflict=True, scored_at=None) & ~Q(conflict_reason="")),
                name="assignment_conflict_with_reason",
            ),
        ]


@register_veil
def threads_judged_blind(viewer: Person) -> models.QuerySet[Assignment, Any]:
    """Whoever judges an idea without its author's name does not meet its talk, where authors answer by name."""
    return Assignment.objects.judging_blind(viewer).values("idea__thread")


@register_share
def files_judged_blind(viewer: Person) -> Q:
    """They open its files all the same."""
    ideas = Assignment.objects.judging_blind(viewer).values("idea")
    seen = Idea.objects.visible_to(viewer).filter(pk__in=ideas)
    return Q(thread__idea__in=seen.values("pk"), comment=None)


class Score(models.Model):
    """One mark of an evaluator; the ends of the scale are given with a reason."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField()
    confidence = models.PositiveSmallIntegerField(_("how sure, 1 to 5"), null=True)
    rationale = models.TextField(_("why"), max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="score_once"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=7), name="score_from_1_to_7"),
            models.CheckConstraint(
                condition=Q(confidence=None) | Q(confidence__gte=1, confidence__lte=5),
                name="score_confidence_from_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=3, value__lte=5) | Q(rationale__trim__length__gte=SHORTEST_RATIONALE),
                name="score_extreme_with_reason",
            ),
        ]


class RoundFeedback(models.Model):
    """What the panel sees of a round before the next: median, quartiles and rationales, unsigned."""

    panel = models.ForeignKey(Panel, models.CASCADE, related_name="feedback")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="round_feedback")
    criterion = models.ForeignKey(Criterion, models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField()
    median = models.FloatField()
    lower_quartile = models.FloatField()
    upper_quartile = models.FloatField()
    rationales = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["panel", "idea", "criterion", "round"], name="round_feedback_once"
            )
        ]


class Tally(models.Model):
    """A figure of a challenge that takes a while: counted in the background, with how far it is."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="tallies")
    figure = models.CharField(max_length=24)
    settings = models.JSONField(default=dict)
    result = models.JSONField(null=True)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    counted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["challenge", "figure"], name="tally_once"),
            models.CheckConstraint(condition=Q(progress__lte=100), name="tally_progress_in_percent"),
        ]
