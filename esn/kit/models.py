"""The tables of the kit: the event log with its outbox, answered requests, kept mail, heartbeats."""

from typing import Any, Never

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from esn.kit import clock


class EventLogError(TypeError):
    """The event log is append-only."""


class EventQuerySet(models.QuerySet["Event"]):
    """Events can be read and added; a change of the past is refused."""

    def update(self, **_fields: Any) -> Never:
        raise EventLogError("Events are never changed; record a new one.")

    def by_people(self) -> "EventQuerySet":
        """Leave out what a program did and what duty required."""
        return self.filter(is_automated=False, is_mandatory=False)


class Event(models.Model):
    """One thing that happened, written in the transaction that made it so."""

    class Scope(models.TextChoices):
        OWN = "own", "own department"
        CROSS = "cross", "cross-department"
        EXTENDED = "extended", "extended enterprise"

    class Kind(models.TextChoices):
        INFORMAL = "informal", "conversation"
        FORMAL = "formal", "workflow"

    at = models.DateTimeField(db_index=True)
    verb = models.CharField(max_length=48)
    # Plain numbers, no foreign keys: the log outlives what it tells of.
    actor_id = models.BigIntegerField(null=True)
    object_type = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    owner_id = models.BigIntegerField(null=True, help_text="The person whose object it is: who was answered.")
    thread_id = models.BigIntegerField(null=True)
    community_id = models.BigIntegerField(null=True)
    department_id = models.BigIntegerField(null=True, help_text="The actor's department at that time.")
    level = models.SmallIntegerField(null=True, help_text="The actor's level at that time.")
    scope = models.CharField(max_length=8, choices=Scope)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.INFORMAL)
    is_automated = models.BooleanField(default=False)
    is_mandatory = models.BooleanField(default=False)
    key = models.UUIDField(null=True, unique=True, help_text="Identity of a fact that may arrive twice.")

    objects = EventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["actor_id", "at"], name="event_actor_at"),
            models.Index(fields=["object_type", "object_id"], name="event_object"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EventLogError("Events are never changed; record a new one.")
        super().save(*args, **kwargs)


class OutboxQuerySet(models.QuerySet["Outbox"]):
    """The events still to be handed to their listeners."""

    def due(self) -> "OutboxQuerySet":
        return self.filter(next_at__lte=clock.now(), quarantined_at=None)

    def quarantined(self) -> "OutboxQuerySet":
        return self.exclude(quarantined_at=None)


class Outbox(models.Model):
    """An event that is not yet delivered to all its listeners; the row goes when it is."""

    event = models.OneToOneField(Event, models.CASCADE, primary_key=True, related_name="outbox")
    next_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    quarantined_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet.as_manager()


class Delivery(models.Model):
    """One event reached one listener: what makes at-least-once exactly once in effect."""

    event = models.ForeignKey(Event, models.CASCADE)
    listener = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "listener"], name="delivery_once")]


class AnsweredRequest(models.Model):
    """The answer given to a keyed request, so that a retry gets the same one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    route = models.CharField(max_length=120)
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, help_text="Hash of what was asked.")
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=bytes)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "route", "key"], name="answered_request_once")
        ]


class Mail(models.Model):
    """A message that was kept here instead of being sent: the administrator's outbox."""

    at = models.DateTimeField(db_index=True)
    to = models.TextField()
    sender = models.TextField()
    subject = models.TextField()
    text = models.TextField()
    html = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.subject


class Heartbeat(models.Model):
    """The last sign of life of a process, by its role."""

    role = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()
    holder = models.CharField(max_length=80, blank=True)
    lease_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(lease_until=None) | Q(lease_until__gte=F("at")), name="lease_after_beat"
            )
        ]


class AuditQuerySet(models.QuerySet["AuditEntry"]):
    """Entries can be read and added; triggers in the database refuse the rest for everybody."""

    def update(self, **_fields: Any) -> Never:
        raise EventLogError("Audit entries are never changed.")

    def delete(self) -> Never:
        raise EventLogError("Audit entries are never removed.")


class AuditEntry(models.Model):
    """One change by somebody with power over others, chained to the entry before it."""

    at = models.DateTimeField(db_index=True)
    # Plain numbers and names: an entry outlives whom and what it tells of.
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=120, blank=True)
    verb = models.CharField(max_length=64)
    object_type = models.CharField(max_length=24)
    object_id = models.BigIntegerField()
    object_name = models.CharField(max_length=200, blank=True)
    community_id = models.BigIntegerField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    place = models.CharField(max_length=64, blank=True, help_text="The network address it came from.")
    digest = models.CharField(max_length=64)

    objects = AuditQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["actor_id", "at"], name="audit_actor"),
            models.Index(fields=["object_type", "object_id"], name="audit_object"),
            models.Index(fields=["community_id", "at"], name="audit_community"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.object_type}:{self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EventLogError("Audit entries are never changed.")
        super().save(*args, **kwargs)
