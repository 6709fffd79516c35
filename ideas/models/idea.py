"""An idea with its thread, who supports it, and how often it was shown."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from activity.models import Thread
from activity.models.thread import not_held_from
from communities.models import SharedQuerySet
from ideas.models.challenge import Challenge
from ideas.models.decision import Decision
from people.models import Person


class IdeaQuerySet(SharedQuerySet["Idea"]):
    """Ideas as adjectives."""

    through: ClassVar[str] = "challenge__community"

    def visible_to(self, viewer: Person) -> Self:
        """Those in readable communities whose thread was not removed; what is held, for its author and its moderators."""
        held = not_held_from(viewer, "author", "challenge__community", row="thread__")
        return super().visible_to(viewer).filter(held, thread__removed_at=None)

    def undecided(self) -> Self:
        return self.filter(decision=None)

    def for_display(self) -> Self:
        return self.select_related(
            "author__department", "thread__community", "challenge__community", "decision__decided_by"
        )


class Idea(models.Model):
    """An answer to a challenge."""

    class Stage(models.TextChoices):
        OPEN = "open", _("open")
        ADOPTED = "adopt", _("adopted")
        ON_TRIAL = "trial", _("on trial")
        PARKED = "park", _("parked")
        MERGED = "merge", _("merged")
        DECLINED = "decline", _("declined")

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="ideas")
    thread = models.OneToOneField(Thread, models.CASCADE, related_name="idea")
    author = models.ForeignKey(Person, models.PROTECT, related_name="ideas")
    title = models.CharField(_("your idea in a line"), max_length=160)
    problem = models.TextField(_("what is wrong today"), max_length=6000, blank=True)
    proposal = models.TextField(_("what you propose"), max_length=10_000)
    body_html = models.TextField(editable=False)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.OPEN)
    decision = models.OneToOneField(Decision, models.PROTECT, null=True, related_name="idea")
    published_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    support_count = models.PositiveIntegerField(default=0, help_text=_("Derived; `reconcile` checks it."))

    objects: ClassVar[IdeaQuerySet] = IdeaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["challenge", "-published_at"], name="idea_in_challenge")]
        constraints = [
            # No idea ends without an answer: the table refuses a decided stage without its decision.
            models.CheckConstraint(
                condition=Q(stage="open", decision=None) | (~Q(stage="open") & Q(decision__isnull=False)),
                name="idea_decided_with_decision",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["open", "adopt", "trial", "park", "merge", "decline"]),
                name="idea_known_stage",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("ideas:idea", args=[self.pk, self.slug])

    @property
    def slug(self) -> str:
        """Decoration of the address; the number decides."""
        return slugify(self.title)[:60].strip("-") or "idea"


class Support(models.Model):
    """A person says: I would use it, help with it, or benefit from it."""

    class Benefit(models.TextChoices):
        USE = "use", _("I would use it")
        HELP = "help", _("I would help")
        BENEFIT = "benefit", _("I would benefit")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.CASCADE, related_name="supports")
    benefit = models.CharField(max_length=8, choices=Benefit, default=Benefit.BENEFIT)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="support_once")]


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
