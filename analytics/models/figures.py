"""Computed figures as they are shown: pages and the API read these and nothing else."""

from django.db import models


class Snapshot(models.Model):
    """Everything that was computed for one day, in one piece, so that a page never mixes two states."""

    as_of = models.DateField(db_index=True)
    computed_at = models.DateTimeField()
    body = models.JSONField(help_text="Exact; nobody is shown it.")
    shown = models.JSONField(null=True, help_text="What of it may be shown, by all rules of disclosure.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["as_of"], name="snapshot_once_a_day")]


class Disclosure(models.Model):
    """What had been shown in one state of the directory: who was where, what was counted, which figures were fresh.

    A later figure that differs from it by the acts of a few people alone is held back.
    """

    on = models.DateField()
    at = models.DateTimeField(db_index=True)
    roster = models.JSONField()
    counts = models.JSONField()
    shown = models.JSONField()


class Look(models.Model):
    """One weekly look of a detector at the company (no department) or at a department, with its evidence."""

    detector = models.CharField(max_length=4)
    department_id = models.BigIntegerField(null=True)
    on = models.DateField()
    seen = models.SmallIntegerField(help_text="The level of this look alone.")
    level = models.SmallIntegerField(help_text="What has fired: this look and the one before agree.")
    version = models.CharField(max_length=12)
    evidence = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["detector", "department_id", "on"], name="look_once"),
            models.UniqueConstraint(
                fields=["detector", "on"], condition=models.Q(department_id=None), name="look_company_once"
            ),
        ]
