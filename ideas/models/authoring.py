"""Who writes an idea with whom, and what is not yet handed in."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models import Attachment
from activity.models.attachment import register_share
from communities.models import Community
from ideas.models.challenge import Challenge
from ideas.models.idea import Idea
from people.models import Person


class IdeaDraftQuerySet(models.QuerySet["Draft"]):
    """Drafts as adjectives."""

    def visible_to(self, viewer: Person) -> Self:
        """Those that the viewer writes, alone or with others, where they may still read the community."""
        own = Contributor.objects.filter(person=viewer).exclude(draft=None).values("draft")
        readable = Community.objects.readable_by(viewer).values("pk")
        return self.filter(Q(author=viewer) | Q(pk__in=own), challenge__community__in=readable)

    def waiting(self) -> Self:
        """Those handed in, to be published when submissions close."""
        return self.exclude(submitted_at=None)

    def for_display(self) -> Self:
        return self.select_related("author__department", "challenge__community")


class Draft(models.Model):
    """An idea that nobody but its authors can see: unfinished, or handed in where ideas are incubated.

    It has no thread, so no stream, search, count or notice can know of it.
    """

    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="drafts")
    author = models.ForeignKey(Person, models.PROTECT, related_name="idea_drafts")
    title = models.CharField(_("your idea in a line"), max_length=160)
    problem = models.TextField(_("what is wrong today"), max_length=6000, blank=True)
    proposal = models.TextField(_("what you propose"), max_length=10_000, blank=True)
    answers = models.JSONField(default=dict)
    cost_cents = models.BigIntegerField(_("rough cost in cents"), null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    # Uploaded and not sent: they go beside the idea when it is published.
    files = models.ManyToManyField(Attachment, related_name="idea_drafts")

    objects: ClassVar[IdeaDraftQuerySet] = IdeaDraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at=None) | ~Q(proposal=""), name="draft_handed_in_with_words"
            ),
            models.CheckConstraint(
                condition=Q(cost_cents=None) | Q(cost_cents__gte=0), name="draft_costs_nothing_or_more"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@register_share
def files_of_drafts(viewer: Person) -> Q:
    """Whoever writes a draft opens what the others put beside it."""
    drafts = Draft.objects.visible_to(viewer).values("pk")
    beside = Draft.files.through.objects.filter(draft__in=drafts)
    return Q(pk__in=beside.values("attachment"), thread=None)


class Contributor(models.Model):
    """Somebody who has a part in an idea besides its first author; asked, and named once they agreed."""

    class Role(models.TextChoices):
        COAUTHOR = "coauthor", _("co-author")
        MERGED = "merged", _("author of a merged idea")

    idea = models.ForeignKey(Idea, models.CASCADE, null=True, related_name="contributors")
    draft = models.ForeignKey(Draft, models.CASCADE, null=True, related_name="contributors")
    person = models.ForeignKey(Person, models.CASCADE, related_name="contributions")
    role = models.CharField(max_length=8, choices=Role, default=Role.COAUTHOR)
    share = models.PositiveSmallIntegerField(_("share of the credit in percent"), null=True)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    consented_at = models.DateTimeField(null=True)
    # Came with this merge, and goes again when it is undone.
    merge = models.ForeignKey("ideas.Merge", models.CASCADE, null=True, related_name="contributors")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(idea=None, draft__isnull=False) | Q(idea__isnull=False, draft=None),
                name="contributor_of_one",
            ),
            models.UniqueConstraint(fields=["idea", "person"], name="contributor_once"),
            models.UniqueConstraint(fields=["draft", "person"], name="draft_contributor_once"),
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__lte=100), name="contributor_share_in_percent"
            ),
        ]
