"""A notification: one unread row per person and subject, with what caused it.

Neither titles nor words are kept: they are read when it is shown, by the rule of sight of their own table.
"""

from collections.abc import Callable
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from activity.models import Comment, Thread
from communities.models import Community
from inbox.models.kinds import Kind
from people.models import Follow, Person

Sight = Callable[[Person], Q]
_sights: dict[str, Sight] = {}


def register_sight(kind: str, sight: Sight) -> None:
    """Name the condition under which a person still sees rows of a kind whose object is another app's."""
    _sights[kind] = sight


class NotificationQuerySet(models.QuerySet["Notification"]):
    """Notifications as adjectives."""

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def visible_to(self, viewer: Person) -> Self:
        """The viewer's own whose object they may see now: what was closed to them is gone from list and count alike."""
        if not viewer.is_active:
            return self.none()
        # EXISTS and not IN: a few rows are looked up by their key, never everything that is visible.
        thread = Exists(Thread.objects.visible_to(viewer).filter(pk=OuterRef("thread")))
        comments = Comment.objects.visible_to(viewer).filter(removed_at=None)
        comment = Exists(comments.filter(pk=OuterRef("comment")))
        place = Exists(Community.objects.visible_to(viewer).filter(pk=OuterRef("community")))
        known = Exists(Person.objects.visible_to(viewer).filter(pk=OuterRef("follower")))
        follows = Exists(Follow.objects.filter(followed=viewer, follower=OuterRef("follower")))
        led = Exists(Community.objects.led_by(viewer).filter(pk=OuterRef("community")))
        return self.filter(
            Q(comment=None, thread=None) | Q(Q(comment=None) & thread) | comment,
            Q(community=None) | place,
            Q(follower=None) | Q(known & follows),
            ~Q(kind=Kind.REQUEST) | Q(led),
            *(~Q(kind=kind) | sight(viewer) for kind, sight in _sights.items()),
            person=viewer,
        )

    def newest_first(self) -> Self:
        return self.order_by("-last_at", "-pk")


class Notification(models.Model):
    """Something happened that concerns a person; what follows on the same subject joins it until it is read."""

    # Each list and count of a person has an index that begins with them.
    person = models.ForeignKey(Person, models.CASCADE, related_name="notifications", db_index=False)
    kind = models.CharField(max_length=12, choices=Kind)
    subject = models.CharField(max_length=64, help_text="What folds together: the kind and what it is about.")
    # The exact place: the first comment that was not read yet, when there is one.
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="+")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="+")
    community = models.ForeignKey(Community, models.CASCADE, null=True, related_name="+")
    follower = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    # The newest object, as the event log names it, for kinds whose place is another app's.
    object_type = models.CharField(max_length=24, blank=True)
    object_id = models.BigIntegerField(null=True)
    word = models.CharField(max_length=24, blank=True, help_text="A nuance of the newest: declined, owner …")
    count = models.PositiveIntegerField(default=0, help_text="How many things are folded into it.")
    people = models.PositiveIntegerField(default=0, help_text="By how many different people.")
    actors = models.JSONField(default=list, help_text="The last three of them, newest first.")
    is_waiting = models.BooleanField(default=False, help_text="Waits until the person does something.")
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    objects: ClassVar[NotificationQuerySet] = NotificationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject"], condition=Q(read_at=None), name="notification_one_unread"
            )
        ]
        indexes = [
            models.Index(fields=["person", "-last_at", "-id"], name="notification_newest"),
            models.Index(
                fields=["person", "-last_at", "-id"], condition=Q(read_at=None), name="notification_unread"
            ),
            models.Index(
                fields=["person", "-last_at", "-id"],
                condition=Q(is_waiting=True),
                name="notification_waiting",
            ),
            models.Index(fields=["read_at"], condition=Q(read_at__isnull=False), name="notification_read_at"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.subject}"

    @property
    def is_unread(self) -> bool:
        """Whether nobody marked it read and nothing of it was opened."""
        return self.read_at is None


class Cause(models.Model):
    """One event that is folded into a notification: what makes a second delivery harmless and a withdrawal exact."""

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="causes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+", db_index=False)
    # Plain numbers: the log names what may be gone already.
    event_id = models.BigIntegerField()
    actor_id = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=24)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "event_id"], name="cause_once")]
        indexes = [
            models.Index(fields=["object_type", "object_id"], name="cause_object"),
            models.Index(fields=["actor_id"], name="cause_actor"),
        ]
