"""A comment: an answer in a thread, at most two levels deep."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from activity.models.thread import Held, Thread, not_held_from
from communities.models import SharedQuerySet
from people.models import Person


class CommentQuerySet(SharedQuerySet["Comment"]):
    """Comments as adjectives."""

    through: ClassVar[str] = "thread__community"

    def visible_to(self, viewer: Person) -> Self:
        """Those of threads that the viewer may see; what is held, for its author and its moderators."""
        thread = Thread.objects.visible_to(viewer).values("pk")
        return self.filter(not_held_from(viewer, "author", "thread__community"), thread__in=thread)

    def public(self) -> Self:
        """What is neither removed nor held."""
        return self.filter(removed_at=None, held_at=None)

    def oldest_first(self) -> Self:
        return self.order_by("pk")

    def for_display(self) -> Self:
        return self.select_related("author__department")


class Comment(models.Model):
    """Somebody answers in a thread."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    author = models.ForeignKey(Person, models.PROTECT, related_name="comments")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="replies")
    body = models.TextField(_("text"))
    body_html = models.TextField()
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    # Counts the wordings, so that an edit knows on which one it stands.
    revision = models.PositiveIntegerField(default=1)
    version = models.PositiveIntegerField(default=1)
    # Held back: waiting for approval, or hidden while a report is looked at.
    held_at = models.DateTimeField(null=True)
    held_because = models.CharField(max_length=12, blank=True, choices=Held)
    # A removed comment keeps its place so that its replies make sense.
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    removal_reason = models.CharField(max_length=400, blank=True)

    objects: ClassVar[CommentQuerySet] = CommentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["thread", "id"], name="comment_in_thread")]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    def get_absolute_url(self) -> str:
        return f"{self.thread.get_absolute_url()}#comment-{self.pk}"
