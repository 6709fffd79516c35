"""A poll: a question with options that people choose among; who chose what is nobody's to see."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models.post import Post
from esn.kit import clock
from people.models import Person

FEWEST, MOST = 2, 12


class Poll(models.Model):
    """What a post asks its readers to choose among."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="poll")
    is_multiple = models.BooleanField(_("several answers"), default=False)
    # Results stay hidden from whoever has not voted, until the poll is closed.
    is_hidden = models.BooleanField(_("results after voting"), default=False)
    closes_at = models.DateTimeField(_("open until"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return str(self.post)

    @property
    def is_closed(self) -> bool:
        """Whether nobody may vote any more: it was closed, or its end has come."""
        return self.closed_at is not None or (self.closes_at is not None and self.closes_at <= clock.now())

    @property
    def ended_at(self) -> datetime | None:
        """When it ended; None while it is open."""
        ends = [at for at in (self.closed_at, self.closes_at) if at is not None]
        return min(ends) if self.is_closed else None


class PollOption(models.Model):
    """One of the things that can be chosen."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=140)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["poll", "place"], name="poll_option_place_once"),
            models.UniqueConstraint(fields=["poll", "text"], name="poll_option_text_once"),
            models.CheckConstraint(condition=Q(place__lt=MOST), name="poll_option_at_most_twelve"),
        ]

    def __str__(self) -> str:
        return self.text


class Vote(models.Model):
    """A person chose an option; counted for everybody, shown to nobody but its owner."""

    poll = models.ForeignKey(Poll, models.CASCADE, related_name="votes")
    option = models.ForeignKey(PollOption, models.CASCADE, related_name="votes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="votes")
    # The poll's own rule, here so that the database can hold it.
    is_single = models.BooleanField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "option"], name="vote_once_per_option"),
            models.UniqueConstraint(
                fields=["person", "poll"], condition=Q(is_single=True), name="vote_once_per_single_poll"
            ),
        ]
        indexes = [models.Index(fields=["poll", "person"], name="vote_of_person")]
