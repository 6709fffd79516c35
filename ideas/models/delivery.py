"""What became of an adopted idea: who builds it, by when, and what it really brought."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models import Community
from ideas.models.idea import Idea
from people.models import Person

# A benefit is believed when it still stands a month later.
FIRST_READING_AFTER_DAYS = 30


class Delivery(models.Model):
    """Somebody builds an idea."""

    idea = models.OneToOneField(Idea, models.CASCADE, related_name="delivery")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="deliveries")
    # Where the work is talked about.
    community = models.ForeignKey(Community, models.SET_NULL, null=True, related_name="+")
    promise = models.CharField(_("what it shall change"), max_length=300, blank=True)
    started_at = models.DateTimeField()
    due_on = models.DateField(_("ready by"), null=True, blank=True)
    finished_at = models.DateTimeField(null=True)


class Milestone(models.Model):
    """A step of a delivery."""

    delivery = models.ForeignKey(Delivery, models.CASCADE, related_name="milestones")
    title = models.CharField(_("milestone"), max_length=160)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "pk"]


class Outcome(models.Model):
    """A number that an idea was to change: where it stood, where it stands, and who else has checked."""

    class Kind(models.TextChoices):
        HARD_SAVING = "hard_saving", _("money saved")
        REVENUE = "revenue", _("revenue")
        HOURS = "hours", _("hours")
        RISK = "risk", _("risk")
        OTHER = "other", _("something else")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="outcomes")
    owner = models.ForeignKey(Person, models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=12, choices=Kind)
    metric = models.CharField(_("what is measured"), max_length=160)
    unit = models.CharField(_("unit"), max_length=24, blank=True)
    baseline = models.DecimalField(_("before"), max_digits=18, decimal_places=4)
    baseline_on = models.DateField(_("measured on"))
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True, blank=True)
    attribution = models.PositiveSmallIntegerField(_("owed to the idea, in percent"), default=100)
    note = models.TextField(max_length=2000, blank=True)
    created_at = models.DateTimeField()
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="verified_outcomes")
    verified_at = models.DateTimeField(null=True)
    verification = models.TextField(_("how it was checked"), max_length=2000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(verified_by=None, verified_at=None)
                | (Q(verified_by__isnull=False, verified_at__isnull=False) & ~Q(verified_by=F("owner"))),
                name="outcome_verified_by_another",
            ),
            models.CheckConstraint(condition=Q(attribution__lte=100), name="outcome_owed_in_percent"),
        ]


class Reading(models.Model):
    """One measurement of an outcome, or of the group that it is compared with."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="readings")
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    on = models.DateField(_("measured on"))
    source = models.CharField(_("source"), max_length=200)
    is_comparison = models.BooleanField(_("of the comparison group"), default=False)
    # Before the change or after it, for the difference in differences.
    is_before = models.BooleanField(_("from before"), default=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["on", "pk"]
