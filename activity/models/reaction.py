"""A reaction: one sign by one person on a thread's opening or on a comment."""

from django.db import models
from django.db.models import Q

from activity.models.comment import Comment
from activity.models.thread import Thread
from people.models import Person


class Reaction(models.Model):
    """A person reacts, with one sign per object; another sign takes its place."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="reactions")
    comment = models.ForeignKey(Comment, models.CASCADE, null=True, related_name="reactions")
    person = models.ForeignKey(Person, models.CASCADE, related_name="reactions")
    # The key of a sign: signs come and go, what was said with them stays.
    kind = models.CharField(max_length=12, default="like")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thread"], condition=Q(comment=None), name="reaction_once_per_thread"
            ),
            models.UniqueConstraint(
                fields=["person", "comment"],
                condition=Q(comment__isnull=False),
                name="reaction_once_per_comment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} by {self.person}"
