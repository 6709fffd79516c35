"""Read models of communities: lists, one by its address, members, requests, what waits for a leader."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.functional import SimpleLazyObject

from communities import policies
from communities.models import (
    Community,
    CommunityAddress,
    CommunityQuerySet,
    Invitation,
    JoinRequest,
    Membership,
    Resource,
)
from people.models import Person, PersonQuerySet, fold

LEADING = (Membership.Role.OWNER, Membership.Role.MODERATOR)
SHOWN_LEADS, SHOWN_CHILDREN = 6, 30


def listed(
    viewer: Person, words: str = "", *, is_own: bool = False, reach: str = "", is_archived: bool = False
) -> CommunityQuerySet:
    """Return the communities that the viewer may know of, with `is_joined`, `is_requested` and `is_invited`."""
    own = Membership.objects.current().filter(community=OuterRef("pk"), person=viewer)
    asked = JoinRequest.objects.filter(community=OuterRef("pk"), person=viewer, decided_at=None)
    invited = Invitation.objects.filter(community=OuterRef("pk"), person=viewer, answered_at=None)
    known = Community.objects.visible_to(viewer)
    if is_own:
        known = known.joined_by(viewer)
    if reach:
        known = known.filter(reach=reach)
    known = known.exclude(archived_at=None) if is_archived else known.filter(archived_at=None)
    communities = known.annotate(
        is_joined=Exists(own), is_requested=Exists(asked), is_invited=Exists(invited)
    )
    for word in words.split()[:8]:
        topic = word.lstrip("#").casefold()
        communities = communities.filter(
            Q(name__icontains=word)
            | Q(description__icontains=word)
            | Q(pk__in=Community.objects.filter(topics__name=topic).values("pk"))
        )
    return communities.by_name()


def joined(viewer: Person) -> list[Community]:
    """Return the viewer's own communities for navigation; what is archived is out of the way."""
    return list(Community.objects.joined_by(viewer).standing().by_name())


def startable(viewer: Person) -> list[Community]:
    """Return the viewer's own communities in which they may start a thread, for the composer."""
    return list(Community.objects.joined_by(viewer).startable_by(viewer).by_name())


def own(viewer: Person) -> list[Community]:
    """Return all that the viewer belongs to, each with `is_startable`: for a page that needs them in several ways."""
    startable = Community.objects.startable_by(viewer).filter(pk=OuterRef("pk"))
    return list(Community.objects.joined_by(viewer).annotate(is_startable=Exists(startable)).by_name())


def former(viewer: Person, slug: str) -> Community | None:
    """Return the community that once had this address, if the viewer may know of it."""
    had = CommunityAddress.objects.filter(slug=slug).values("community")
    return Community.objects.visible_to(viewer).filter(pk__in=had).order_by("-pk").first()


def members(viewer: Person, community: Community, words: str = "") -> QuerySet[Membership]:
    """Return the members that the viewer may see; a guest sees only who runs it, who wrote, and themselves."""
    rows = Membership.objects.current().filter(
        community=community, person__is_active=True, person__is_service=False
    )
    if viewer.is_external:
        rows = rows.filter(person__in=Person.objects.visible_to(viewer).values("pk"))
    if not policies.may_see_members(viewer, community):
        rows = rows.filter(Q(role__in=LEADING) | Q(wrote_at__isnull=False) | Q(person=viewer))
    for word in fold(words).split()[:8]:
        rows = rows.filter(person__search_text__contains=word)
    return rows.select_related("person__department", "person__site")


def open_requests(viewer: Person) -> QuerySet[JoinRequest]:
    """Return the requests that wait for the viewer as a leader."""
    led = Community.objects.led_by(viewer).values("pk")
    waiting = JoinRequest.objects.filter(community__in=led, decided_at=None)
    return waiting.select_related("person__department", "community").order_by("asked_at")


def invitations_of(viewer: Person) -> QuerySet[Invitation]:
    """Return the invitations that wait for the viewer's answer."""
    rows = Invitation.objects.filter(person=viewer, answered_at=None, community__merged_into=None)
    return rows.select_related("community", "invited_by").order_by("-invited_at")


def audience_size(community: Community) -> int:
    """Return how many people can read what is written there."""
    inside = Membership.objects.current().filter(community=community, person__is_active=True)
    if not community.is_open:
        return inside.count()
    employees: int = Person.objects.active().human().filter(is_external=False).count()
    return employees + inside.filter(person__is_external=True).count()


def readers(community: Community) -> PersonQuerySet:
    """Return everybody who can read what is written there now: the inverse of `readable_by`."""
    own = _belongs(community)
    everybody: PersonQuerySet = Person.objects.active().human()
    return everybody.filter(own | Q(is_external=False)) if community.is_open else everybody.filter(own)


def belonging(community: Community) -> PersonQuerySet:
    """Return the members as of now; every employee belongs to the company's own."""
    members: PersonQuerySet = Person.objects.active().human().filter(_belongs(community))
    return readers(community) if community.is_everyone else members


def _belongs(community: Community) -> Q:
    return Q(Exists(Membership.objects.current().filter(community=community, person=OuterRef("pk"))))


def is_name_taken(name: str, besides: Community | None = None) -> bool:
    """Whether another community has the name; what is secret takes none, and what was merged away has none."""
    others = Community.objects.exclude(kind=Community.Kind.SECRET).filter(merged_into=None)
    if besides:
        others = others.exclude(pk=besides.pk)
    return others.filter(name__iexact=name).exists()


@dataclass
class About:
    """What a community says of itself, and what lies around it, as far as the viewer may know."""

    topics: list[str] = field(default_factory=list)
    links: list[Resource] = field(default_factory=list)
    pinned: list[Resource] = field(default_factory=list)
    parent: Community | None = None
    children: list[Community] = field(default_factory=list)


def about(viewer: Person, community: Community) -> About:
    """Return topics, links, pinned resources, the community above and those below."""
    resources = list(Resource.objects.filter(community=community))
    known = Community.objects.visible_to(viewer)
    parent = known.filter(pk=community.parent_id).first() if community.parent_id else None
    below = known.filter(parent=community, archived_at=None).by_name()
    return About(
        topics=list(community.topics.values_list("name", flat=True)),
        links=[row for row in resources if not row.is_pinned],
        pinned=[row for row in resources if row.is_pinned],
        parent=parent,
        children=list(below[:SHOWN_CHILDREN]),
    )


def header(viewer: Person, community: Community) -> dict[str, Any]:
    """Return what the head of every page of a community shows: the viewer's place in it, and who runs it."""
    may_lead = policies.may_lead(viewer, community)
    is_member = policies.is_member(viewer, community)
    leads = Membership.objects.leading().filter(community=community).select_related("person")
    waiting = JoinRequest.objects.filter(community=community, decided_at=None)
    invited = None if is_member else invitations_of(viewer).filter(community=community).first()
    return {
        "community": community,
        "is_member": is_member,
        "is_guest": policies.is_guest(viewer, community),
        "may_read": policies.may_read(viewer, community),
        "may_join": policies.may_join(viewer, community),
        "may_leave": policies.may_leave(viewer, community),
        "may_request": policies.may_request(viewer, community),
        "may_lead": may_lead,
        "may_own": policies.may_own(viewer, community),
        "may_archive": policies.may_archive(viewer, community),
        "invitation": invited,
        "is_requested": not is_member and waiting.filter(person=viewer).exists(),
        "request_count": waiting.count() if may_lead else 0,
        # Looked up where they are shown.
        "leads": SimpleLazyObject(lambda: [row.person for row in leads[:SHOWN_LEADS]]),
    }


def greeting(viewer: Person, community: Community) -> Membership | None:
    """Return the viewer's membership while the welcome is still to be shown to them."""
    if not community.welcome:
        return None
    own = Membership.objects.current().filter(community=community, person=viewer, welcomed_at=None)
    return own.first()


def guest_count(community: Community) -> int:
    """Return how many people from outside the company read along."""
    inside = Membership.objects.current().filter(community=community, person__is_active=True)
    return inside.filter(person__is_external=True).count()


def shared(viewer: Person, person: Person) -> CommunityQuerySet:
    """Return the communities of a person that the viewer may know of."""
    holds = Membership.objects.current().filter(person=person).values("community")
    return Community.objects.visible_to(viewer).standing().filter(pk__in=holds).order_by("name")


def led(viewer: Person) -> CommunityQuerySet:
    """Return the communities that the viewer runs."""
    return Community.objects.led_by(viewer)
