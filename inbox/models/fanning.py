"""Telling many people of one event: how far it has come, so that another worker goes on where one died."""

from django.db import models
from django.db.models import Q

from esn.kit.models import Event


class FanOut(models.Model):
    """One large audience of one event; the cursor moves in the transaction that writes a batch."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="+", db_index=False)
    place = models.PositiveSmallIntegerField(help_text="Which of the event's audiences.")
    after = models.BigIntegerField(default=0, help_text="Everybody up to this person has been told.")
    told = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    next_at = models.DateTimeField(help_text="When the sweep takes over if nobody moved it.")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "place"], name="fan_out_once")]
        indexes = [models.Index(fields=["next_at"], condition=Q(done_at=None), name="fan_out_due")]

    def __str__(self) -> str:
        return f"{self.event_id}/{self.place} after {self.after}"
