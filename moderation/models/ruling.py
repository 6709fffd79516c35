"""A ruling: what a moderator decided in a case, and the appeal against it."""

from datetime import datetime, timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from esn.kit import clock
from moderation.models.case import Case
from people.models import Person


class Outcome(models.TextChoices):
    """What happens to the thing."""

    KEEP = "keep", _("stays")
    REMOVE = "remove", _("removed")
    APPROVE = "approve", _("approved")
    DECLINE = "decline", _("declined")


class Measure(models.TextChoices):
    """What happens to who made it."""

    NONE = "", _("nothing further")
    WARN = "warn", _("warned")
    MUTE = "mute", _("muted")
    BAN = "ban", _("banned from the community")
    DEACTIVATE = "deactivate", _("account closed")


def _concerns(viewer: Person) -> Q:
    # Who wrote it hears of what concerns them: of a report that came to nothing they never knew.
    own = Q(case__author=viewer) & ~Q(outcome=Outcome.KEEP, measure="", case__hidden_at=None)
    reported = Case.objects.filter(reports__reporter=viewer).values("pk")
    return own | Q(case__in=reported)


class RulingQuerySet(models.QuerySet["Ruling"]):
    """Rulings as adjectives."""

    def visible_to(self, viewer: Person) -> Self:
        """Those on what the viewer wrote or reported, and those in cases that they may look at."""
        if not viewer.is_active:
            return self.none()
        cases = Case.objects.visible_to(viewer).values("pk")
        return self.filter(_concerns(viewer) | Q(case__in=cases))

    def concerning(self, viewer: Person) -> Self:
        """Those on what the viewer wrote or reported."""
        return self.filter(_concerns(viewer)) if viewer.is_active else self.none()

    def for_display(self) -> Self:
        return self.select_related(
            "case__thread__community", "case__author", "case__file", "case__person", "by"
        )


class Ruling(models.Model):
    """The end of a case."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="ruling")
    outcome = models.CharField(_("decision"), max_length=8, choices=Outcome)
    measure = models.CharField(_("measure"), max_length=12, choices=Measure, blank=True)
    until_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    # Whether the reason is also shown where the removed comment stood.
    is_public = models.BooleanField(_("show the reason in its place"), default=True)
    note = models.TextField(_("note for moderators"), max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="rulings")
    at = models.DateTimeField(db_index=True)
    # What has to be known to undo it: a role, the words of a profile.
    kept = models.JSONField(default=dict)
    overturned_at = models.DateTimeField(null=True)

    objects: ClassVar[RulingQuerySet] = RulingQuerySet.as_manager()  # type: ignore[assignment]

    def __str__(self) -> str:
        return f"ruling {self.pk} in case {self.case_id}: {self.outcome}"

    def get_absolute_url(self) -> str:
        return reverse("moderation:ruling", args=[self.pk])

    @property
    def is_against_author(self) -> bool:
        """Whether it took something from who made the thing."""
        return self.outcome in {Outcome.REMOVE, Outcome.DECLINE} or bool(self.measure)

    @property
    def appeal_until(self) -> datetime:
        """Until when the author may appeal."""
        return self.at + timedelta(days=settings.APPEAL_DAYS)

    @property
    def is_appealable(self) -> bool:
        """Whether the author may appeal now: against what took something, in time, and once."""
        is_appealed = self._appeal is not None
        return self.is_against_author and not is_appealed and clock.now() <= self.appeal_until

    @property
    def _appeal(self) -> Any:
        return Appeal.objects.filter(ruling=self).first() if self.pk else None


class Appeal(models.Model):
    """The author asks somebody else to look again; once."""

    ruling = models.OneToOneField(Ruling, models.CASCADE, related_name="appeal")
    text = models.TextField(_("why it should be decided differently"), max_length=4000)
    at = models.DateTimeField()
    is_overturned = models.BooleanField(null=True)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_at=None, is_overturned=None)
                | Q(decided_at__isnull=False, is_overturned__isnull=False),
                name="appeal_decided_whole",
            )
        ]
        indexes = [
            models.Index(fields=["at", "id"], name="appeal_waiting", condition=Q(decided_at=None)),
        ]

    def __str__(self) -> str:
        return f"appeal against ruling {self.ruling_id}"
