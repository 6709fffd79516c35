"""Threads that are pinned in their community, and openings that somebody wants to show to a wider audience."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activity.models.thread import Thread
from communities.models import Community
from esn.kit import clock
from people.models import Person


class PinQuerySet(models.QuerySet["Pin"]):
    """Pins as adjectives."""

    def standing(self) -> Self:
        """Those that have not ended."""
        return self.filter(Q(until=None) | Q(until__gt=clock.now()))


class Pin(models.Model):
    """A thread stands at the top of its community, until a day if one is named."""

    thread = models.OneToOneField(Thread, models.CASCADE, related_name="pin")
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects: ClassVar[PinQuerySet] = PinQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [models.Index(fields=["until"], name="pin_until")]

    def __str__(self) -> str:
        return f"{self.thread} is pinned"


class Promotion(models.Model):
    """Somebody asks an author to show the opening of a thread to a wider audience; the author decides."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="promotions")
    target = models.ForeignKey(Community, models.CASCADE, related_name="promotions")
    note = models.CharField(_("why"), max_length=400, blank=True)
    asked_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    is_accepted = models.BooleanField(null=True)
    decided_at = models.DateTimeField(null=True)
    share = models.ForeignKey(Thread, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "target"], condition=Q(decided_at=None), name="promotion_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_accepted=None)
                | Q(decided_at__isnull=False, is_accepted__isnull=False),
                name="promotion_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread} for {self.target}"
