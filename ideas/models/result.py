"""What a closed challenge comes to: counted once in the background, kept, and published by its sponsor."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ideas.models.challenge import Challenge
from people.models import Person


class Result(models.Model):
    """The figures of a closed challenge with all that they rest on; nobody is named in it."""

    challenge = models.OneToOneField(Challenge, models.CASCADE, related_name="result")
    asked_at = models.DateTimeField()
    # Nobody, when the calendar asked.
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(null=True)
    progress = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    counted_at = models.DateTimeField(null=True)
    # The body of the bundle: inputs without names, and the figures; see docs/ideas.md.
    body = models.JSONField(default=dict)
    # What stays on the page: departments, flags, and what was too little to show.
    notes = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    signature = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="result_progress_in_percent"),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False, counted_at__isnull=False),
                name="result_published_when_counted",
            ),
        ]

    def __str__(self) -> str:
        return str(_("Results"))

    @property
    def is_counted(self) -> bool:
        """Whether its figures stand."""
        return self.counted_at is not None

    @property
    def is_published(self) -> bool:
        """Whether everybody who may read the challenge may read it."""
        return self.published_at is not None
