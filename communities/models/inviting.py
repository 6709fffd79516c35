"""Ways in that somebody opened: a personal invitation, a link that ends, a rule about departments and sites."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from communities.models.community import Community
from communities.models.membership import Membership
from esn.kit import clock
from people.models import OrgUnit, Person, Site

# Who runs a community is made so by an owner, not by a link.
INVITED_ROLES = [(Membership.Role.MEMBER, _("member")), (Membership.Role.GUEST, _("guest"))]


class Invitation(models.Model):
    """Somebody is asked to come; the row keeps what they answered and when."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, models.CASCADE, related_name="community_invitations")
    role = models.CharField(max_length=10, choices=INVITED_ROLES, default=Membership.Role.MEMBER)
    note = models.CharField(_("a word with it"), max_length=400, blank=True)
    invited_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    invited_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    # Empty and answered: it was taken back.
    is_accepted = models.BooleanField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community"], condition=Q(answered_at=None), name="invitation_one_open"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} is invited to {self.community}"


class InvitationLinkQuerySet(models.QuerySet["InvitationLink"]):
    """Links as adjectives."""

    def usable(self) -> Self:
        """Those that let somebody in now: neither ended, used up nor revoked, and their maker still runs the place."""
        leads = (
            Membership.objects.leading()
            .order_by()
            .filter(community=models.OuterRef("community"), person=models.OuterRef("made_by"))
        )
        return self.filter(
            models.Exists(leads),
            revoked_at=None,
            expires_at__gt=clock.now(),
            uses__lt=F("max_uses"),
            community__archived_at=None,
            community__merged_into=None,
        )


class InvitationLink(models.Model):
    """A link that lets some people in for some time; only its hash is kept."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="links_in")
    digest = models.CharField(max_length=64, unique=True)
    role = models.CharField(_("role"), max_length=10, choices=INVITED_ROLES, default=Membership.Role.MEMBER)
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    max_uses = models.PositiveIntegerField()
    uses = models.PositiveIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[InvitationLinkQuerySet] = InvitationLinkQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(uses__lte=F("max_uses")), name="invitation_link_not_overused")
        ]

    def __str__(self) -> str:
        return f"link into {self.community}"

    @property
    def state(self) -> str:
        """Open, used, ended or revoked."""
        if self.revoked_at:
            return "revoked"
        if self.expires_at <= clock.now():
            return "ended"
        return "used" if self.uses >= self.max_uses else "open"


class JoinRule(models.Model):
    """Whoever stands in these units (or below them) and at these sites belongs by itself."""

    community = models.OneToOneField(Community, models.CASCADE, related_name="rule")
    units = models.ManyToManyField(OrgUnit, related_name="+", blank=True)
    sites = models.ManyToManyField(Site, related_name="+", blank=True)
    is_removing = models.BooleanField(
        _("who no longer matches is taken out"), default=True, help_text=_("Only those whom the rule added.")
    )
    made_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"rule of {self.community}"
