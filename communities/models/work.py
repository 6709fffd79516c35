"""Long work on many members or threads: rows that say what is to be done and how far it is, so that a worker may die."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from people.models import Person


class WorkQuerySet(models.QuerySet["MemberWork"]):
    """Work as adjectives."""

    def unfinished(self) -> Self:
        return self.filter(finished_at=None)


class MemberWork(models.Model):
    """One deed for many members: a new role, removal, or a list of people to add."""

    class Deed(models.TextChoices):
        ROLE = "role", _("Change role")
        REMOVE = "remove", _("Remove from community")
        IMPORT = "import", _("Add from a list")

    community = models.ForeignKey(Community, models.CASCADE, related_name="member_work")
    actor = models.ForeignKey(Person, models.CASCADE, related_name="+")
    deed = models.CharField(max_length=8, choices=Deed)
    role = models.CharField(max_length=10, blank=True)
    # Which members: chosen ones by their number, or all that a filter finds; a list has lines of its own.
    chosen = models.JSONField(default=list)
    sieve = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    remark = models.CharField(max_length=400, blank=True)
    last_id = models.BigIntegerField(
        default=0, help_text=_("How far it is: members up to this row are done.")
    )
    until_id = models.BigIntegerField(default=0, help_text=_("Members that came later are left alone."))
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[WorkQuerySet] = WorkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        indexes = [
            models.Index(
                fields=["made_at"], name="member_work_unfinished", condition=models.Q(finished_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.deed} in {self.community}"


class Merge(models.Model):
    """Two communities become one: everything in the source moves to the target, in batches."""

    source = models.OneToOneField(Community, models.CASCADE, related_name="merge_out")
    target = models.ForeignKey(Community, models.CASCADE, related_name="merges_in")
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    total = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(default=0)
    touched_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(source=models.F("target")), name="merge_of_two_communities"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
