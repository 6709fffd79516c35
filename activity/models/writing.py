"""What is kept of a text besides the text: drafts, earlier wordings, mentioned communities, what was just sent."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models.comment import Comment
from activity.models.thread import Thread
from communities.models import Community
from esn.kit import clock
from people.models import Person


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts as adjectives; each is its author's alone."""

    def of(self, author: Person) -> Self:
        return self.filter(author=author)

    def scheduled(self) -> Self:
        return self.filter(due_at__isnull=False)

    def waiting(self) -> Self:
        """What was not scheduled, or came back from it."""
        return self.filter(due_at=None)

    def due(self) -> Self:
        return self.filter(due_at__lte=clock.now())


class Draft(models.Model):
    """A text that its author has not sent yet: the composer's fields as they were typed, kept per place.

    Nobody but the author ever reads one: no page, export or search of others may touch this table.
    """

    class Place(models.TextChoices):
        POST = "post", _("post")
        COMMENT = "comment", _("comment")
        EDIT_POST = "edit_post", _("change of a post")
        EDIT_COMMENT = "edit_comment", _("change of a comment")

    author = models.ForeignKey(Person, models.CASCADE, related_name="drafts")
    # Where it was typed, such as "community:7" or "thread:12"; one draft each. What is scheduled has a key of its own.
    key = models.CharField(max_length=60)
    place = models.CharField(max_length=12, choices=Place, default=Place.POST)
    community = models.ForeignKey(Community, models.SET_NULL, null=True, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    # Every field of the form by name, each with its list of values.
    fields = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    refusal = models.CharField(max_length=400, blank=True, help_text=_("Why it was not published."))

    objects: ClassVar[DraftQuerySet] = DraftQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [models.UniqueConstraint(fields=["author", "key"], name="draft_once_per_place")]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="draft_due"),
            models.Index(fields=["author", "-updated_at"], name="draft_of_author"),
        ]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    def field(self, name: str) -> str:
        """Return the first value of a field."""
        values: list[Any] = self.fields.get(name) or [""]
        return str(values[0])

    @property
    def beginning(self) -> str:
        """The title, or the first words."""
        return (self.field("title") or " ".join(self.field("body")[:400].split()))[:120]


class Revision(models.Model):
    """The words that an edit replaced, with who replaced them and when; readable by all who see the thread."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="revisions")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField()
    language = models.CharField(max_length=12, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_minor = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "number"], condition=Q(comment=None), name="revision_once_per_opening"
            ),
            models.UniqueConstraint(
                fields=["comment", "number"],
                condition=Q(comment__isnull=False),
                name="revision_once_per_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"revision {self.number} of {self.comment or self.thread}"


class CommunityMention(models.Model):
    """A community is named in a thread's opening or in one of its comments."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="mentions")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="community_mentions")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="community_mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "thread"], condition=Q(comment=None), name="place_once_per_opening"
            ),
            models.UniqueConstraint(
                fields=["community", "comment"],
                condition=Q(comment__isnull=False),
                name="place_once_per_comment",
            ),
        ]


class Sent(models.Model):
    """The fields of a form that was just sent, for as long as sending can be undone."""

    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    stamp = models.CharField(max_length=64, blank=True, help_text=_("The form's idempotency key."))
    key = models.CharField(max_length=60, blank=True)
    fields = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["thread"], condition=Q(comment=None), name="sent_opening_once"),
            models.UniqueConstraint(
                fields=["comment"], condition=Q(comment__isnull=False), name="sent_comment_once"
            ),
        ]
        indexes = [models.Index(fields=["author", "stamp"], name="sent_stamp")]
