"""A sanction: somebody may not write in a community for a while, or not come back to it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from esn.kit import clock
from moderation.models.ruling import Ruling
from people.models import Person


class SanctionQuerySet(models.QuerySet["Sanction"]):
    """Sanctions as adjectives."""

    def standing(self) -> Self:
        """Those that hold now."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=clock.now()), lifted_at=None)

    def for_display(self) -> Self:
        return self.select_related("person__department", "by")


class Sanction(models.Model):
    """What somebody may not do in a community."""

    class Kind(models.TextChoices):
        MUTE = "mute", _("may not write")
        BAN = "ban", _("may not come back")

    person = models.ForeignKey(Person, models.CASCADE, related_name="sanctions")
    community = models.ForeignKey(Community, models.CASCADE, related_name="sanctions")
    kind = models.CharField(_("sanction"), max_length=4, choices=Kind)
    since_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    reason = models.CharField(_("reason"), max_length=400, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    ruling = models.ForeignKey(Ruling, models.SET_NULL, null=True, related_name="sanctions")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[SanctionQuerySet] = SanctionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community", "kind"],
                condition=Q(lifted_at=None),
                name="sanction_one_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind="ban") | Q(until_at__isnull=False), name="sanction_mute_ends"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person} in {self.community}"
