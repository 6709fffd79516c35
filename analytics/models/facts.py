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
    level = models.SmallIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    # A number of `verbs.Opening`.
    opening = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "thread_id"], name="postfact_once")]


class ResponseFact(models.Model):
    """Somebody's first reply and first reaction of a day in a thread, and the answer they accepted there.

    Whose thread it is, the reader compares.
    """

    day = models.DateField()
    thread_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    replied_at = models.DateTimeField(null=True)
    reacted_at = models.DateTimeField(null=True)
    replies = models.IntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    # Whose answer it was.
    answerer_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "thread_id", "person_id"], name="responsefact_once")
        ]
        indexes = [models.Index(fields=["thread_id"], name="responsefact_thread")]


class WorkFact(models.Model):
    """What one person did on a day beyond reading, by how far it reached and by kind of process: the value matrix."""

    day = models.DateField()
    person_id = models.BigIntegerField()
    scope = models.CharField(max_length=8)
    kind = models.CharField(max_length=8)
    acts = models.IntegerField(default=0)
    outcomes = models.IntegerField(default=0)
    # Of the acts, those about ideas; and files, which are no acts of their own.
    ideas = models.IntegerField(default=0)
    files = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "person_id", "scope", "kind"], name="workfact_once")
        ]


class AskFact(models.Model):
    """Somebody named somebody else in a thread: a direct ask, where the thread or the person makes it one."""

    day = models.DateField()
    thread_id = models.BigIntegerField()
    source_id = models.BigIntegerField()
    target_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["day", "thread_id", "source_id", "target_id"], name="askfact_once"
            )
        ]


class IdeaFact(models.Model):
    """A step of an idea (a number of `verbs.Step`), known by its thread; nobody where the calendar acted."""

    day = models.DateField()
    thread_id = models.BigIntegerField(null=True)
    step = models.SmallIntegerField()
    person_id = models.BigIntegerField(null=True)
    department_id = models.BigIntegerField(null=True)
    level = models.SmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["day"], name="ideafact_day")]


FACTS: tuple[type[models.Model], ...] = (
    DayFact,
    UnitDay,
    EdgeFact,
    PostFact,
    ResponseFact,
    WorkFact,
    AskFact,
    IdeaFact,
)
