"""Who belongs to a community, in which role and since when, who asks to, and who went."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from esn.kit import clock
from people.models import Person


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships as adjectives."""

    def current(self) -> Self:
        """Those that hold now: a guest's ends at its moment, whether or not the row was swept away yet."""
        return self.filter(Q(until_at=None) | Q(until_at__gt=clock.now()))

    def leading(self) -> Self:
        """Those of owners and moderators whose accounts are open, owners first."""
        rows = self.filter(
            role__in=[Membership.Role.OWNER, Membership.Role.MODERATOR], person__is_active=True
        )
        return rows.order_by(RANKED, "since_at", "pk")


class Membership(models.Model):
    """A person belongs to a community."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        MODERATOR = "moderator", _("moderator")
        MEMBER = "member", _("member")
        GUEST = "guest", _("guest")

    class Via(models.TextChoices):
        JOINED = "joined", _("joined")
        ADDED = "added", _("added")
        REQUEST = "request", _("asked to join")
        INVITATION = "invitation", _("invited")
        LINK = "link", _("invitation link")
        RULE = "rule", _("by rule")
        IMPORT = "import", _("list")
        MERGE = "merge", _("merged community")

    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    since_at = models.DateTimeField()
    via = models.CharField(max_length=10, choices=Via, default=Via.JOINED, db_default="joined")
    until_at = models.DateTimeField(null=True, help_text=_("When a guest's access ends."))
    last_active_at = models.DateTimeField(
        default=clock.now, db_default=Now(), help_text=_("Kept by a listener; at first when they joined.")
    )
    # What a guest may know of the others: who wrote. Empty for somebody who only reads.
    wrote_at = models.DateTimeField(null=True)
    welcomed_at = models.DateTimeField(null=True, help_text=_("When they put the welcome away."))

    objects: ClassVar[MembershipQuerySet] = MembershipQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "community"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(role="guest"), name="membership_only_guests_end"
            ),
        ]
        indexes = [
            models.Index(fields=["community", "role"], name="membership_role"),
            models.Index(fields=["community", "-since_at", "-id"], name="membership_newest"),
            models.Index(fields=["community", "-last_active_at", "-id"], name="membership_active"),
            models.Index(fields=["until_at"], name="membership_ending", condition=Q(until_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.person} in {self.community}"

    @property
    def is_lead(self) -> bool:
        """Whether this member runs the community."""
        return self.role in {self.Role.OWNER, self.Role.MODERATOR}


RANKS = {"owner": 0, "moderator": 1, "member": 2, "guest": 3}
RANKED = Case(
    *(When(role=role, then=Value(rank)) for role, rank in RANKS.items()),
    default=Value(9),
    output_field=IntegerField(),
)


class JoinRequest(models.Model):
    """Somebody asks to join; the row keeps who decided and when."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, models.CASCADE, related_name="join_requests")
    note = models.CharField(_("why I would like to join"), max_length=400, blank=True)
    # [{"question": …, "answer": …}], with the questions as they were then.
    answers = models.JSONField(default=list, blank=True, db_default=[])
    asked_at = models.DateTimeField()
    is_accepted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"], condition=Q(decided_at=None), name="join_request_one_open"
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_accepted=None)
                | Q(decided_at__isnull=False, is_accepted__isnull=False),
                name="join_request_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} asks to join {self.community}"


class Departure(models.Model):
    """Somebody left, or was taken out: no rule and no link brings them back by itself."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="departures")
    person = models.ForeignKey(Person, models.CASCADE, related_name="departures")
    at = models.DateTimeField()
    removed_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    is_removal = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "community"], name="departure_once")]

    def __str__(self) -> str:
        return f"{self.person} left {self.community}"
