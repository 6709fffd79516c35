"""Read models for those who run a community: members through a sieve, in an order, for a table of twenty thousand."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any, Self

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from communities import browsing
from communities.models import Community, Invitation, InvitationLink, Membership
from esn.kit import clock
from people.models import OrgUnit, Person, Site

ORDERS: dict[str, tuple[str, ...]] = {
    "name": ("person__sort_name", "pk"),
    "joined": ("-since_at", "-pk"),
    "active": ("-last_active_at", "-pk"),
}
INACTIVE = (30, 90, 180, 365)


@dataclass(frozen=True)
class Sieve:
    """What narrows the list of members; empty values let everybody through."""

    q: str = ""
    role: str = ""
    department: int | None = None
    site: int | None = None
    external: str = ""
    inactive: int | None = None
    sort: str = "name"

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Self:
        """Return a sieve from what stands in an address, a form or a table; what makes no sense is left out."""
        kept: dict[str, Any] = {}
        for field in fields(cls):
            value = str(asked.get(field.name) or "").replace("\x00", "")[:100]
            if field.name in {"department", "site", "inactive"}:
                kept[field.name] = int(value) if value.isdecimal() and len(value) < 19 else None
            else:
                kept[field.name] = value
        kept["role"] = kept["role"] if kept["role"] in Membership.Role.values else ""
        kept["external"] = kept["external"] if kept["external"] in {"yes", "no"} else ""
        kept["sort"] = kept["sort"] if kept["sort"] in ORDERS else "name"
        return cls(**kept)

    @property
    def given(self) -> dict[str, Any]:
        """What is asked for, without what is usual; for addresses and hidden fields."""
        return {
            name: value for name, value in asdict(self).items() if value and (name, value) != ("sort", "name")
        }

    @property
    def is_narrow(self) -> bool:
        """Whether it leaves anybody out."""
        return bool(set(self.given) - {"sort"})

    @property
    def order(self) -> tuple[str, ...]:
        """The keys of the page's order."""
        return ORDERS[self.sort]


def members(viewer: Person, community: Community, sieve: Sieve) -> QuerySet[Membership]:
    """Return the members that the viewer may see and the sieve lets through."""
    rows = browsing.members(viewer, community, sieve.q)
    conditions: dict[str, Any] = {
        "role": sieve.role,
        "person__department": sieve.department,
        "person__site": sieve.site,
    }
    rows = rows.filter(**{name: value for name, value in conditions.items() if value})
    if sieve.external:
        rows = rows.filter(person__is_external=sieve.external == "yes")
    if sieve.inactive:
        # Capped, or a silly number of days would leave the calendar.
        since = clock.now() - timedelta(days=min(sieve.inactive, 36_500))
        rows = rows.filter(last_active_at__lt=since)
    return rows


def departments_of(community: Community) -> QuerySet[OrgUnit]:
    """Return the departments from which there are members."""
    rows = Membership.objects.filter(community=community).values("person__department")
    return OrgUnit.objects.filter(pk__in=rows).order_by("name")


def sites_of(community: Community) -> QuerySet[Site]:
    """Return the sites from which there are members."""
    rows = Membership.objects.filter(community=community).values("person__site")
    return Site.objects.filter(pk__in=rows).order_by("name")


def chosen(viewer: Person, community: Community, ids: list[int], sieve: Sieve | None) -> QuerySet[Membership]:
    """Return the chosen members: those of these numbers, or all that the sieve lets through."""
    rows = members(viewer, community, sieve or Sieve())
    return (rows if sieve else rows.filter(pk__in=ids)).order_by("pk")


def open_invitations(community: Community) -> QuerySet[Invitation]:
    """Return the personal invitations that nobody has answered."""
    rows = Invitation.objects.filter(community=community, answered_at=None)
    return rows.select_related("person__department", "invited_by").order_by("-invited_at", "-pk")


def links(community: Community) -> QuerySet[InvitationLink]:
    """Return the invitation links, the newest first; of those that are over only the latest."""
    rows = InvitationLink.objects.filter(community=community)
    return rows.select_related("made_by", "revoked_by").order_by("-made_at", "-pk")


def guests(community: Community) -> QuerySet[Membership]:
    """Return who is there from outside the company, whose access ends first on top."""
    rows = Membership.objects.current().filter(community=community, person__is_external=True)
    ends = Coalesce("until_at", clock.now() + timedelta(days=36_500))
    return rows.filter(Q(person__is_active=True)).select_related("person").order_by(ends, "pk")
