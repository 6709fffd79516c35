"""What one person pays attention to: read marks, followed and muted threads, muted people and tags, bookmarks.

Private to that person; nobody else sees any of it.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models.comment import Comment
from activity.models.post import Tag
from activity.models.thread import Thread
from people.models import Person


class Watch(models.Model):
    """A person follows or mutes a thread, or chose to do neither; without a row it is neither too."""

    class Level(models.TextChoices):
        FOLLOWING = "following", _("following")
        NEITHER = "neither", _("neither")
        MUTED = "muted", _("muted")

    person = models.ForeignKey(Person, models.CASCADE, related_name="watches")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="watches")
    level = models.CharField(max_length=10, choices=Level, default=Level.FOLLOWING)
    # Whoever starts or answers follows by doing so; a choice of their own is never overwritten by that.
    is_chosen = models.BooleanField(default=False)
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "person"], name="watch_once")]
        indexes = [models.Index(fields=["person", "level", "-thread"], name="watch_of_person")]

    def __str__(self) -> str:
        return f"{self.person} {self.level} {self.thread}"


class Muting(models.Model):
    """A person does not want to meet somebody's posts, or a tag, in their streams."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mutings")
    muted_person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="+")
    tag = models.ForeignKey(Tag, models.CASCADE, null=True, related_name="+")
    since_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "muted_person"],
                condition=Q(muted_person__isnull=False),
                name="muting_person_once",
            ),
            models.UniqueConstraint(
                fields=["person", "tag"], condition=Q(tag__isnull=False), name="muting_tag_once"
            ),
            models.CheckConstraint(
                condition=Q(muted_person=None, tag__isnull=False) | Q(muted_person__isnull=False, tag=None),
                name="muting_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} mutes {self.muted_person or self.tag}"


class Reading(models.Model):
    """How far a person has read a thread."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="readings")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="readings")
    # The last comment on the screen; 0 when only the opening was read. Later comments are unread.
    last_comment_id = models.BigIntegerField(default=0)
    is_unread = models.BooleanField(default=False, help_text=_("Marked unread by its reader."))
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "thread"], name="reading_once")]
        indexes = [models.Index(fields=["at"], name="reading_by_age")]

    def __str__(self) -> str:
        return f"{self.person} read {self.thread}"


class Bookmark(models.Model):
    """A person keeps a thread or a comment for later, perhaps to be reminded."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="bookmarks")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="bookmarks")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="bookmarks")
    note = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    remind_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thread"], condition=Q(comment=None), name="bookmark_thread_once"
            ),
            models.UniqueConstraint(
                fields=["person", "comment"],
                condition=Q(comment__isnull=False),
                name="bookmark_comment_once",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-created_at"], name="bookmark_of_person"),
            models.Index(
                fields=["remind_at"],
                condition=Q(remind_at__isnull=False, reminded_at=None),
                name="bookmark_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} keeps {self.thread}"
