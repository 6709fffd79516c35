"""The organisation: a tree of units, sites, and who was where from when to when."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Site(models.Model):
    """A place where people work."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    timezone = models.CharField(_("time zone"), max_length=40, default="UTC")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OrgUnit(models.Model):
    """A unit of the org tree; figures are kept per department."""

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        DIVISION = "division", _("division")
        DEPARTMENT = "department", _("department")
        TEAM = "team", _("team")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.DEPARTMENT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    code = models.CharField(
        _("code"), max_length=80, unique=True, help_text=_("Key in the source directory.")
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def ancestors(self) -> "list[OrgUnit]":
        """Return the units above, nearest first."""
        above: list[OrgUnit] = []
        unit = self.parent
        while unit is not None and unit not in above:
            above.append(unit)
            unit = unit.parent
        return above

    def department(self) -> "OrgUnit | None":
        """Return the department that this unit is or lies in."""
        line = [self, *self.ancestors()]
        return next((unit for unit in line if unit.kind == self.Kind.DEPARTMENT), None)


class Placement(models.Model):
    """A person's unit and level from one day until another: the history that re-organisations never rewrite."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="placements")
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="placements")
    department = models.ForeignKey(OrgUnit, models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(default=1)
    since_on = models.DateField(null=True, help_text=_("Empty: as long as anybody remembers."))
    until_on = models.DateField(null=True, help_text=_("First day that it no longer holds."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until_on=None), name="placement_one_current"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(since_on=None) | Q(until_on__gte=F("since_on")),
                name="placement_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.unit}"


class Leave(models.Model):
    """An absence; more than 28 days takes a person out of the headcount for that time."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="leaves")
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="leave_ends_after_start")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.starts_on} – {self.ends_on}"
