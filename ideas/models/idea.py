"""An idea with its thread, its stages and the versions of its words."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from activity.models import Thread
from activity.models.thread import not_held_from
from communities.models import SharedQuerySet
from ideas.models.challenge import Challenge
from ideas.models.decision import Decision
from people.models import Person

UNDECIDED = ("needs_info", "open", "shortlisted", "evaluating")
DECIDED = (
    "adopt", "trial", "park", "merge", "decline", "delivering", "implemented", "measured", "closed",
)  # fmt: skip


class IdeaQuerySet(SharedQuerySet["Idea"]):
    """Ideas as adjectives."""

    through: ClassVar[str] = "challenge__community"

    def visible_to(self, viewer: Person) -> Self:
        """Those in readable communities whose thread was not removed; what is held, for its author and its moderators."""
        held = not_held_from(viewer, "author", "challenge__community", row="thread__")
        return super().visible_to(viewer).filter(held, thread__removed_at=None)

    def named_to(self, viewer: Person) -> Self:
        """Those visible whose author the viewer may know: not what they judge blind for now."""
        threads = Thread.objects.visible_to(viewer).values("pk")
        return self.visible_to(viewer).filter(thread__in=threads)

    def undecided(self) -> Self:
        return self.filter(decision=None)

    def for_display(self) -> Self:
        return self.select_related(
            "author__department", "thread__community", "challenge__community", "decision__decided_by"
        )


class Idea(models.Model):
    """An answer to a challenge."""

    class Stage(models.TextChoices):
        NEEDS_INFO = "needs_info", _("question to the author")
        OPEN = "open", _("open")
        SHORTLISTED = "shortlisted", _("shortlisted")
        EVALUATING = "evaluating", _("being evaluated")
        ADOPTED = "adopt", _("adopted")
        ON_TRIAL = "trial", _("on trial")
        PARKED = "park", _("parked")
        MERGED = "merge", _("merged")
        DECLINED = "decline", _("declined")
        DELIVERING = "delivering", _("being built")
        IMPLEMENTED = "implemented", _("built")
        MEASURED = "measured", _("benefit confirmed")
        CLOSED = "closed", _("closed")

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="ideas")
    thread = models.OneToOneField(Thread, models.CASCADE, related_name="idea")
    author = models.ForeignKey(Person, models.PROTECT, related_name="ideas")
    title = models.CharField(_("your idea in a line"), max_length=160)
    problem = models.TextField(_("what is wrong today"), max_length=6000, blank=True)
    proposal = models.TextField(_("what you propose"), max_length=10_000)
    body_html = models.TextField(editable=False)
    # Answers to the challenge's own questions, by the number of the question.
    answers = models.JSONField(default=dict)
    cost_cents = models.BigIntegerField(_("rough cost in cents"), null=True, blank=True)
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.OPEN)
    decision = models.OneToOneField(Decision, models.RESTRICT, null=True, related_name="idea")
    # The idea into which this one was merged.
    canonical = models.ForeignKey("self", models.SET_NULL, null=True, related_name="merged_ideas")
    revision = models.PositiveIntegerField(default=1)
    published_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    support_count = models.PositiveIntegerField(default=0, help_text=_("Derived; `reconcile` checks it."))

    objects: ClassVar[IdeaQuerySet] = IdeaQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["challenge", "-published_at"], name="idea_in_challenge")]
        constraints = [
            # No idea ends without an answer: the table refuses a decided stage without its decision.
            models.CheckConstraint(
                condition=Q(stage__in=UNDECIDED, decision=None)
                | (~Q(stage__in=UNDECIDED) & Q(decision__isnull=False)),
                name="idea_decided_with_decision",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=[*UNDECIDED, *DECIDED]),
                name="idea_known_stage",
            ),
            models.CheckConstraint(
                condition=Q(canonical=None) | (Q(stage="merge") & ~Q(canonical=F("pk"))),
                name="idea_merged_into_another",
            ),
            models.CheckConstraint(
                condition=Q(cost_cents=None) | Q(cost_cents__gte=0), name="idea_costs_nothing_or_more"
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

    @property
    def is_undecided(self) -> bool:
        """Whether its answer is still to come."""
        return self.decision_id is None


class IdeaRevision(models.Model):
    """One version of an idea's words, the present one included; a vote remembers which one it saw."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    problem = models.TextField(blank=True)
    proposal = models.TextField()
    answers = models.JSONField(default=dict)
    cost_cents = models.BigIntegerField(null=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="idea_revisions")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "number"], name="revision_once")]


class StageChange(models.Model):
    """An idea went from one stage to another: who moved it, when, and what was said; nobody for the calendar."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="stage_changes")
    before = models.CharField(max_length=12, choices=Idea.Stage)
    after = models.CharField(max_length=12, choices=Idea.Stage)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["idea", "at"], name="stage_changes_of_idea")]
