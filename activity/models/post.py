"""A post: the opening words of a thread, with whom it mentions and how it is tagged."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models.thread import Thread
from people.models import Person


class Post(models.Model):
    """The opening words of a thread."""

    class Kind(models.TextChoices):
        UPDATE = "update", _("update")
        QUESTION = "question", _("question")
        POLL = "poll", _("poll")
        PRAISE = "praise", _("praise")
        ANNOUNCEMENT = "announcement", _("announcement")

    thread = models.OneToOneField(Thread, models.CASCADE, related_name="post")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.UPDATE)
    author = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    body = models.TextField(_("text"))
    body_html = models.TextField()
    accepted_answer = models.OneToOneField(
        "activity.Comment", models.SET_NULL, null=True, related_name="accepted_for"
    )
    edited_at = models.DateTimeField(null=True)
    # Counts the wordings, so that an edit knows on which one it stands.
    revision = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.thread)


class Tag(models.Model):
    """A word that people mark threads with; there is no other taxonomy."""

    name = models.CharField(max_length=50, unique=True)

    def __str__(self) -> str:
        return f"#{self.name}"


class Tagging(models.Model):
    """A thread carries a tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="taggings")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="taggings")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "thread"], name="tagging_once")]


class Mention(models.Model):
    """A person is named in a thread's opening or in one of its comments."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="mentions")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="mentions")
    comment = models.ForeignKey("activity.Comment", models.CASCADE, null=True, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thread"], condition=Q(comment=None), name="mention_once_per_opening"
            ),
            models.UniqueConstraint(
                fields=["person", "comment"],
                condition=Q(comment__isnull=False),
                name="mention_once_per_comment",
            ),
        ]
        indexes = [models.Index(fields=["person", "-id"], name="mention_of_person")]
