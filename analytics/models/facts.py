"""The facts of a day, recomputed whole from the ledger; a day needs nothing but its own events and the
directory."""

from django.db import models


class DayFact(models.Model):
    """What one person did on one day, by tier, with department and level as of then."""

    day = models.DateField()
    person_id = models.BigIntegerField()
    department_id = models.BigIntegerField(null=True)
    level = models.SmallIntegerField(null=True)
    passive = models.IntegerField(default=0)
    light = models.IntegerField(default=0)
    contribute = models.IntegerField(default=0)
    outcome = models.IntegerField(default=0)
    posts = models.IntegerField(default=0)
    replies = models.IntegerField(default=0)
    reactions = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "person_id"], name="dayfact_once")]


class UnitDay(models.Model):
    """One day of a department, or of the company where the department is empty."""

    day = models.DateField()
    department_id = models.BigIntegerField(null=True)
    headcount = models.IntegerField(default=0)
    active = models.IntegerField(default=0)
    interactive = models.IntegerField(default=0)
    contributors = models.IntegerField(default=0)
    contributions = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "department_id"], name="unitday_once"),
            models.UniqueConstraint(
                fields=["day"], condition=models.Q(department_id=None), name="unitday_company_once"
            ),
        ]


class EdgeFact(models.Model):
    """Who turned to whom on a day, and how."""

    day = models.DateField()
    source_id = models.BigIntegerField()
    target_id = models.BigIntegerField()
    replies = models.IntegerField(default=0)
    mentions = models.IntegerField(default=0)
    reactions = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "source_id", "target_id"], name="edgefact_once")
        ]


class PostFact(models.Model):
    """A thread was opened."""

    day = models.DateField()
    thread_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    department_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "thread_id"], name="postfact_once")]


class ResponseFact(models.Model):
    """Somebody's first reply and first reaction of a day in a thread; whose thread it is, the reader
    compares."""

    day = models.DateField()
    thread_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    replied_at = models.DateTimeField(null=True)
    reacted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "thread_id", "person_id"], name="responsefact_once")
        ]
        indexes = [models.Index(fields=["thread_id"], name="responsefact_thread")]


FACTS: tuple[type[models.Model], ...] = (DayFact, UnitDay, EdgeFact, PostFact, ResponseFact)
