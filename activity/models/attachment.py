"""A file beside an opening or a comment; who sees those sees it."""

from collections.abc import Callable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activity.models.comment import Comment
from activity.models.thread import Thread, not_held_from
from people.models import Person

# Under which condition an app above lets a person open more files, such as those of a common draft.
Share = Callable[[Person], Q]
_shares: list[Share] = []


def register_share(share: Share) -> Share:
    """Name a condition under which a person sees files besides those of threads that they see."""
    _shares.append(share)
    return share


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Attachments as adjectives."""

    def visible_to(self, viewer: Person) -> Self:
        """Those of openings and comments that the viewer may see, and the viewer's own that are not sent yet.

        What is held back is seen by who put it there and by who leads the community; what was removed, by nobody.
        """
        if not viewer.is_active:
            return self.none()
        threads = Thread.objects.visible_to(viewer).values("pk")
        comments = Comment.objects.visible_to(viewer).filter(removed_at=None).values("pk")
        seen = (
            Q(thread=None, uploader=viewer)
            | Q(thread__in=threads, comment=None)
            | Q(thread__isnull=False, comment__in=comments)
        )
        for share in _shares:
            seen |= share(viewer)
        return self.filter(seen, not_held_from(viewer, "uploader", "thread__community"), removed_at=None)

    def public(self) -> Self:
        """What is neither removed nor held by itself."""
        return self.filter(removed_at=None, held_at=None)

    def unsent(self) -> Self:
        """Those that belong to nothing yet."""
        return self.filter(thread=None)

    def in_order(self) -> Self:
        return self.order_by("pk")


class Attachment(models.Model):
    """An uploaded file, kept under a random name; its type was looked at, its picture written anew."""

    uploader = models.ForeignKey(Person, models.CASCADE, related_name="attachments")
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="attachments")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="attachments")
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64, help_text=_("SHA-256 of what is kept."))
    file = models.FileField(upload_to="")
    small = models.FileField(upload_to="", blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    alt = models.CharField(_("description for those who cannot see it"), max_length=500, blank=True)
    created_at = models.DateTimeField()
    # By itself, while its text stands: hidden while a report on it is looked at, or taken away by ruling.
    held_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    # Nothing instead of no words: so the column comes without the table being written anew.
    removal_reason = models.CharField(max_length=400, null=True, blank=True)

    objects: ClassVar[AttachmentQuerySet] = AttachmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["thread", "comment"], name="attachment_of_thread"),
            models.Index(fields=["created_at"], name="attachment_unsent", condition=Q(thread=None)),
            models.Index(fields=["uploader"], name="attachment_uploader"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(comment=None) | Q(thread__isnull=False), name="attachment_comment_in_thread"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activity:file", args=[self.pk, self.name])

    @property
    def is_picture(self) -> bool:
        """Whether it is shown as a picture."""
        return bool(self.small)

    @property
    def ending(self) -> str:
        """The ending for the file's sign: "PDF"."""
        return self.name.rpartition(".")[2][:5].upper() if "." in self.name else ""
