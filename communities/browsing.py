"""Read models of communities: lists, one by its address, members, requests, what waits for a leader."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from communities import policies
from communities.models import Community, CommunityQuerySet, JoinRequest, Membership
from people.models import Person, PersonQuerySet, fold

LEADING = (Membership.Role.OWNER, Membership.Role.MODERATOR)


def listed(viewer: Person, words: str = "", *, is_own: bool = False) -> CommunityQuerySet:
    """Return the communities that the viewer may know of, or belongs to, with `is_joined` and `is_requested`."""
    own = Membership.objects.filter(community=OuterRef("pk"), person=viewer)
    asked = JoinRequest.objects.filter(community=OuterRef("pk"), person=viewer, decided_at=None)
    known = Community.objects.visible_to(viewer)
    if is_own:
        known = known.joined_by(viewer)
    communities = known.annotate(is_joined=Exists(own), is_requested=Exists(asked))
    for word in words.split()[:8]:
        communities = communities.filter(Q(name__icontains=word) | Q(description__icontains=word))
    return communities.by_name()


def joined(viewer: Person) -> list[Community]:
    """Return the viewer's own communities for navigation and the composer."""
    return list(Community.objects.joined_by(viewer).by_name())


def members(viewer: Person, community: Community, words: str = "") -> QuerySet[Membership]:
    """Return the members that the viewer may see."""
    people = Person.objects.visible_to(viewer)
    for word in fold(words).split()[:8]:
        people = people.filter(search_text__contains=word)
    rows = Membership.objects.filter(community=community, person__in=people.values("pk"))
    return rows.select_related("person__department")


def open_requests(viewer: Person) -> QuerySet[JoinRequest]:
    """Return the requests that wait for the viewer as a leader."""
    led = Community.objects.led_by(viewer).values("pk")
    waiting = JoinRequest.objects.filter(community__in=led, decided_at=None)
    return waiting.select_related("person__department", "community").order_by("asked_at")


def audience_size(community: Community) -> int:
    """Return how many people can read what is written there."""
    if not community.is_open:
        return Membership.objects.filter(community=community, person__is_active=True).count()
    guests = Membership.objects.filter(
        community=community, person__is_active=True, person__is_external=True
    ).count()
    employees: int = Person.objects.active().human().filter(is_external=False).count()
    return employees + guests


def readers(community: Community) -> PersonQuerySet:
    """Return everybody who can read what is written there now: the inverse of `readable_by`."""
    own = Exists(Membership.objects.filter(community=community, person=OuterRef("pk")))
    everybody: PersonQuerySet = Person.objects.active().human()
    return everybody.filter(Q(own) | Q(is_external=False)) if community.is_open else everybody.filter(own)


def belonging(community: Community) -> PersonQuerySet:
    """Return the members as of now; every employee belongs to the company's own."""
    if community.is_everyone:
        return readers(community)
    own = Exists(Membership.objects.filter(community=community, person=OuterRef("pk")))
    members: PersonQuerySet = Person.objects.active().human().filter(own)
    return members


def is_name_taken(name: str, besides: Community | None = None) -> bool:
    """Whether another community has the name; what is secret takes none."""
    others = Community.objects.exclude(kind=Community.Kind.SECRET)
    if besides:
        others = others.exclude(pk=besides.pk)
    return others.filter(name__iexact=name).exists()


def header(viewer: Person, community: Community) -> dict[str, Any]:
    """Return what the head of every page of a community shows: the viewer's place in it, and who runs it."""
    leads = Membership.objects.filter(community=community, role__in=LEADING, person__is_active=True)
    may_lead = policies.may_lead(viewer, community)
    waiting = JoinRequest.objects.filter(community=community, decided_at=None)
    return {
        "community": community,
        "is_member": policies.is_member(viewer, community),
        "may_join": policies.may_join(viewer, community),
        "may_leave": policies.may_leave(viewer, community),
        "may_request": policies.may_request(viewer, community),
        "may_lead": may_lead,
        "may_own": policies.may_own(viewer, community),
        "is_requested": waiting.filter(person=viewer).exists(),
        "request_count": waiting.count() if may_lead else 0,
        "leads": [row.person for row in leads.select_related("person").order_by("-role", "since_at")[:6]],
    }


def shared(viewer: Person, person: Person) -> CommunityQuerySet:
    """Return the communities of a person that the viewer may know of."""
    return Community.objects.visible_to(viewer).filter(memberships__person=person).order_by("name")


def led(viewer: Person) -> CommunityQuerySet:
    """Return the communities that the viewer runs."""
    return Community.objects.led_by(viewer)
