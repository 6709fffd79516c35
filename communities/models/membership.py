"""Who belongs to a community, in which role, and who asks to."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from people.models import Person


class Membership(models.Model):
    """A person belongs to a community."""

    class Role(models.TextChoices):
        OWNER = "owner", _("owner")
        MODERATOR = "moderator", _("moderator")
        MEMBER = "member", _("member")

    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    since_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "community"], name="membership_once")]
        indexes = [models.Index(fields=["community", "role"], name="membership_role")]

    def __str__(self) -> str:
        return f"{self.person} in {self.community}"

    @property
    def is_lead(self) -> bool:
        """Whether this member runs the community."""
        return self.role in {self.Role.OWNER, self.Role.MODERATOR}


class JoinRequest(models.Model):
    """Somebody asks to join; the row keeps who decided and when."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="join_requests")
    person = models.ForeignKey(Person, models.CASCADE, related_name="join_requests")
    note = models.CharField(_("why I would like to join"), max_length=400, blank=True)
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
