"""What people say to an idea in one click or in a sentence: support, a concern, the kind of a comment."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.utils.translation import gettext_lazy as _

from activity.models import Comment
from ideas.models.idea import Idea
from people.models import Person

SHORTEST_CONCERN = 10

models.TextField.register_lookup(Length)
models.TextField.register_lookup(Trim)


class Support(models.Model):
    """A person says: I would use it, help with it, or benefit from it."""

    class Benefit(models.TextChoices):
        USE = "use", _("I would use it")
        HELP = "help", _("I would help")
        BENEFIT = "benefit", _("I would benefit")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, related_name="supports")
    benefit = models.CharField(max_length=8, choices=Benefit, default=Benefit.BENEFIT)
    # The version of the words that was supported.
    revision = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="support_once")]


class Concern(models.Model):
    """What somebody fears about an idea, in words; it is shown with their name and never subtracted."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="concerns")
    person = models.ForeignKey(Person, models.CASCADE, related_name="concerns")
    text = models.TextField(_("your concern"), max_length=1000)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "person"], name="concern_once"),
            models.CheckConstraint(
                condition=Q(text__trim__length__gte=SHORTEST_CONCERN), name="concern_in_words"
            ),
        ]


class CommentKind(models.Model):
    """What a comment on an idea is: a question, evidence, a risk, something built on it, or the official answer."""

    class Kind(models.TextChoices):
        QUESTION = "question", _("Question")
        EVIDENCE = "evidence", _("Evidence")
        RISK = "risk", _("Risk")
        BUILD = "build", _("Builds on it")
        ANSWER = "answer", _("Official answer")

    comment = models.OneToOneField(Comment, models.CASCADE, primary_key=True, related_name="idea_kind")
    kind = models.CharField(max_length=8, choices=Kind)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["question", "evidence", "risk", "build", "answer"]),
                name="comment_known_kind",
            )
        ]


class Exposure(models.Model):
    """How often an idea was shown at a place of a list on a day; no person is kept."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="exposures")
    order = models.CharField(max_length=12)
    place = models.PositiveSmallIntegerField(help_text=_("1 for the first ten, 2 for the next, …"))
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "order", "place", "day"], name="exposure_once")
        ]
