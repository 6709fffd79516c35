"""What a challenge asks for besides its brief: questions of its own, kinds of ballots, criteria; and plans of challenges."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ideas.maths.ballots import Approval, Lemons, Points, Quadratic, Rule
from ideas.models.challenge import Challenge
from people.models import Person


class TemplateQuestion(models.Model):
    """A question that every idea of the challenge answers in its own words."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="questions")
    place = models.PositiveSmallIntegerField()
    question = models.CharField(_("question"), max_length=160)
    help = models.CharField(_("help"), max_length=300, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [models.UniqueConstraint(fields=["challenge", "place"], name="question_place_once")]

    def __str__(self) -> str:
        return self.question


class BallotRule(models.Model):
    """One way in which a challenge is voted on, with its numbers; fixed once voting has opened."""

    class Kind(models.TextChoices):
        APPROVAL = "approval", _("Choose some")
        POINTS = "points", _("Share out points")
        QUADRATIC = "quadratic", _("Quadratic votes")
        PAIRWISE = "pairwise", _("Compare two at a time")
        RANKING = "ranking", _("Rank")
        LEMONS = "lemons", _("Name the weakest")

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="ballot_rules")
    kind = models.CharField(max_length=10, choices=Kind)
    # Approval: how many ideas; points, quadratic and lemons: how many of them to spend; ranking: how many places.
    amount = models.PositiveSmallIntegerField(_("how many"), default=5)
    cap = models.PositiveSmallIntegerField(_("at most on one idea"), default=3)
    may_oppose = models.BooleanField(_("votes against are allowed"), default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "kind"], name="ballot_rule_once"),
            models.CheckConstraint(
                condition=Q(amount__gte=1, amount__lte=1000, cap__gte=1), name="ballot_rule_has_numbers"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["approval", "points", "quadratic", "pairwise", "ranking", "lemons"]),
                name="ballot_rule_known_kind",
            ),
            models.CheckConstraint(
                condition=Q(may_oppose=False) | Q(kind="quadratic"), name="ballot_rule_opposes_by_square"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def rule(self) -> Rule | None:
        """The arithmetic of its lines; a ranking and comparisons have another."""
        match self.kind:
            case self.Kind.APPROVAL:
                return Approval(most=self.amount)
            case self.Kind.POINTS:
                return Points(budget=self.amount, cap=self.cap)
            case self.Kind.QUADRATIC:
                return Quadratic(credit=self.amount, may_oppose=self.may_oppose)
            case self.Kind.LEMONS:
                return Lemons(tokens=self.amount, cap=self.cap)
        return None


class Criterion(models.Model):
    """What evaluators score from 1 to 7, with the words that stand for 1, 4 and 7."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="criteria")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(_("criterion"), max_length=80)
    question = models.CharField(_("question"), max_length=300)
    low = models.CharField(_("1 means"), max_length=200)
    middle = models.CharField(_("4 means"), max_length=200)
    high = models.CharField(_("7 means"), max_length=200)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["challenge", "name"], name="criterion_once"),
            models.CheckConstraint(condition=Q(weight__gte=1, weight__lte=100), name="criterion_weighs"),
        ]

    def __str__(self) -> str:
        return self.name


class ChallengePlanQuerySet(models.QuerySet["ChallengePlan"]):
    """Plans as adjectives."""

    def visible_to(self, viewer: Person) -> Self:
        """The viewer's own: nobody else hears of a question that is not asked yet."""
        return self.filter(author=viewer)


class ChallengePlan(models.Model):
    """A challenge that somebody is still writing, step by step; it goes when the challenge is launched."""

    author = models.ForeignKey(Person, models.CASCADE, related_name="challenge_plans")
    # What was typed at each step, as it was typed: nothing is lost for being wrong.
    said = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects: ClassVar[ChallengePlanQuerySet] = ChallengePlanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["author", "-changed_at"], name="challenge_plans_of_author")]

    def __str__(self) -> str:
        return str((self.said.get("question", {}).get("title") or [""])[0]) or str(
            _("Without a question yet")
        )
