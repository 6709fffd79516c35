"""Ideas that are alike, and ideas that became one. A merge moves no row: counting follows `Idea.canonical`."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ideas.models.idea import Idea
from people.models import Person


class DuplicateLink(models.Model):
    """Somebody or something says that two ideas are the same, or that they are not."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("perhaps the same")
        CONFIRMED = "confirmed", _("the same")
        REJECTED = "rejected", _("different")

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Idea, models.CASCADE, related_name="likenesses_from")
    score = models.FloatField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    difference = models.TextField(_("mine differs because"), max_length=600, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "other"], name="likeness_once"),
            models.CheckConstraint(condition=~Q(idea=F("other")), name="likeness_of_two"),
        ]


class Merge(models.Model):
    """One idea went into another: by whom, why, and what both counted before and after."""

    source = models.ForeignKey(Idea, models.CASCADE, related_name="merges")
    target = models.ForeignKey(Idea, models.CASCADE, related_name="merges_taken")
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField()
    stage_before = models.CharField(max_length=12, choices=Idea.Stage)
    # {"source": n, "target": n, "after": n}: supporters when it was done.
    counts = models.JSONField(default=dict)
    objections_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(source=F("target")), name="merge_of_two"),
            models.UniqueConstraint(
                fields=["source"], condition=Q(undone_at=None), name="merge_into_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_somebody",
            ),
        ]


class MergeObjection(models.Model):
    """A supporter of the merged idea does not want their support to count for the other."""

    merge = models.ForeignKey(Merge, models.CASCADE, related_name="objections")
    person = models.ForeignKey(Person, models.CASCADE, related_name="merge_objections")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["merge", "person"], name="objection_once")]
