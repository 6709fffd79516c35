"""How far the roll-up has come, and which days it must do again."""

from django.db import models


class Watermark(models.Model):
    """The ledger has been looked through up to this event; also the lock that lets one roll-up run at a
    time."""

    CLAIM, FILL = "claim", "fill"

    name = models.CharField(max_length=16, primary_key=True)
    event_id = models.BigIntegerField(default=0)
    rolled_at = models.DateTimeField(null=True)


class DirtyDay(models.Model):
    """A day whose facts do not yet tell the whole ledger."""

    day = models.DateField(primary_key=True)


class Import(models.Model):
    """A message history that was read in."""

    at = models.DateTimeField()
    file_name = models.CharField(max_length=200)
    lines = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    people_added = models.PositiveIntegerField()
