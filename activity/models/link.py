"""The card below a post that shows where its first link leads: to a page elsewhere, or to a thread of this site."""

from typing import ClassVar, Self

from django.db import models

from activity.models.post import Post
from activity.models.thread import Thread
from communities.models import SharedQuerySet
from people.models import Person


class LinkCardQuerySet(SharedQuerySet["LinkCard"]):
    """Cards as adjectives."""

    through: ClassVar[str] = "post__thread__community"

    def visible_to(self, viewer: Person) -> Self:
        """Those below posts that the viewer may see."""
        return self.filter(post__thread__in=Thread.objects.visible_to(viewer).values("pk"))

    def ready(self) -> Self:
        return self.filter(state=LinkCard.State.READY)


class LinkCard(models.Model):
    """What is known of the page behind a post's first link."""

    class State(models.TextChoices):
        WAITING = "waiting", "waiting"
        READY = "ready", "ready"
        # Nothing worth showing was found, or the page could not be had.
        EMPTY = "empty", "empty"
        REMOVED = "removed", "removed"

    post = models.OneToOneField(Post, models.CASCADE, related_name="link")
    url = models.CharField(max_length=2000)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    # A thread of this site: shown to whoever may see it, as it is now.
    target = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    description = models.CharField(max_length=400, blank=True)
    site_name = models.CharField(max_length=100, blank=True)
    # Of the picture beside it; nothing where there is none.
    image_width = models.PositiveSmallIntegerField(default=0)
    image_height = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)

    objects: ClassVar[LinkCardQuerySet] = LinkCardQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="link_waiting", condition=models.Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return self.url


class LinkImage(models.Model):
    """The picture of a link's page, made small and encoded anew; beside the card, which is read far more often."""

    card = models.OneToOneField(LinkCard, models.CASCADE, related_name="image")
    content = models.BinaryField()
