"""What warnings leave behind: each firing with its outcome, thresholds that were changed, and what people state."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.models import Person


class Firing(models.Model):
    """A detector rose to a level at the company (no department) or at a department; its outcome after eight weeks."""

    class Outcome(models.TextChoices):
        OPEN = "", _("not judged yet")
        RECOVERED = "recovered", _("recovered")
        STANDS = "stands", _("still stood")

    detector = models.CharField(max_length=4)
    department_id = models.BigIntegerField(null=True)
    on = models.DateField()
    level = models.SmallIntegerField()
    version = models.CharField(max_length=12)
    sentence = models.TextField(blank=True)
    advice = models.JSONField(default=list)
    evidence = models.JSONField(default=dict)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True, default="")
    outcome_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["detector", "department_id", "on"], name="firing_once"),
            models.UniqueConstraint(
                fields=["detector", "on"], condition=models.Q(department_id=None), name="firing_company_once"
            ),
        ]


class Threshold(models.Model):
    """A threshold of a detector that somebody changed, with who and when."""

    detector = models.CharField(max_length=4)
    name = models.CharField(max_length=40)
    value = models.FloatField()
    set_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["detector", "name"], name="threshold_once")]


class Statement(models.Model):
    """Somebody states that a gate of maturity is passed, with the evidence in words; withdrawn, never erased."""

    gate = models.CharField(max_length=24)
    on = models.DateField()
    words = models.CharField(max_length=400)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)


class SelfAssessment(models.Model):
    """How far somebody says that the company has come on one axis; the newest of each axis counts."""

    axis = models.CharField(max_length=16)
    stage = models.SmallIntegerField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()


class Viewing(models.Model):
    """Somebody looked at figures: which page, and which departments it told of."""

    at = models.DateTimeField(db_index=True)
    viewer = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    page = models.CharField(max_length=60)
    departments = models.JSONField(default=list)
