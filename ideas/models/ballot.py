"""Ballots and comparisons. They are secret: no page, program, log or administrator's list shows whose they are."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from ideas.models.challenge import Challenge
from ideas.models.idea import Idea
from ideas.models.plan import BallotRule
from people.models import Person


class Ballot(models.Model):
    """What somebody cast in one kind of vote; earlier ones are kept until voting closes, then deleted."""

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="ballots")
    person = models.ForeignKey(Person, models.CASCADE, related_name="ballots")
    kind = models.CharField(max_length=10, choices=BallotRule.Kind)
    cast_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "person", "kind"],
                condition=Q(superseded_at=None),
                name="ballot_one_that_counts",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["approval", "points", "quadratic", "ranking", "lemons"]),
                name="ballot_known_kind",
            ),
        ]


class BallotLine(models.Model):
    """What a ballot gives one idea: votes, or in a ranking the place."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="lines")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="ballot_lines")
    value = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ballot", "idea"], name="ballot_line_once"),
            models.CheckConstraint(condition=~Q(value=0), name="ballot_line_says_something"),
        ]


class PairVote(models.Model):
    """Two ideas that somebody was shown side by side, and which they found better."""

    class Answer(models.TextChoices):
        LEFT = "left", _("the left one")
        RIGHT = "right", _("the right one")
        CANT_DECIDE = "cant_decide", _("I can't decide")
        SKIP = "skip", _("skipped")

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="pair_votes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="pair_votes")
    left = models.ForeignKey(Idea, models.CASCADE, related_name="pairs_on_the_left")
    right = models.ForeignKey(Idea, models.CASCADE, related_name="pairs_on_the_right")
    turn = models.PositiveIntegerField()
    policy = models.CharField(max_length=12)
    shown_at = models.DateTimeField()
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(left=F("right")), name="pair_of_two"),
            models.UniqueConstraint(fields=["challenge", "person", "turn"], name="pair_turn_once"),
            # The same two are never shown twice to one person, whichever side they stood on.
            models.UniqueConstraint(
                "person", Least("left", "right"), Greatest("left", "right"), name="pair_once_per_person"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(answer__in=["left", "right", "cant_decide", "skip"], answered_at__isnull=False),
                name="pair_answered_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["challenge", "answer"], name="pairs_of_challenge")]
