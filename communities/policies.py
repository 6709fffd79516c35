"""What a person may do with a community; pure questions over a role that is looked up once.

`may_join`, `may_post` and `may_start` are the single points for entering, answering and starting: apps above add
their bars (a ban, a mute, slow mode) with `bar`, and `refusal` says in one sentence what stands in the way.
"""

from collections.abc import Callable

from django.utils.translation import gettext as _

from communities.models import Community, Membership
from people.models import Person
from people.policies import NotAllowed, may_administer, require

__all__ = ["NotAllowed", "require"]

LEADS = {Membership.Role.OWNER, Membership.Role.MODERATOR}
JOIN, WRITE, START = "join", "write", "start"
# Answers with the sentence that tells why the person may not do the deed, or with nothing.
Bar = Callable[[Person, Community, str], str]
_bars: list[Bar] = []


def bar(rule: Bar) -> Bar:
    """Register something that stands in the way of joining, writing or starting; for apps above."""
    _bars.append(rule)
    return rule


def role_in(person: Person, community: Community) -> str:
    """Return the person's role, or an empty string for somebody who is no member (any more)."""
    if person.roles_by_community is None:
        pairs = Membership.objects.current().filter(person=person).values_list("community_id", "role")
        person.roles_by_community = dict(pairs)
    return person.roles_by_community.get(community.pk, "")


def forget_roles(*people: Person) -> None:
    """Drop the looked-up roles after a change of membership."""
    for person in people:
        person.roles_by_community = None


def is_member(person: Person, community: Community) -> bool:
    """Whether the person belongs to it; every employee belongs to the company's own."""
    return bool(role_in(person, community)) or (community.is_everyone and not person.is_external)


def is_guest(person: Person, community: Community) -> bool:
    """Whether the person is there as a guest: reads and answers, no more."""
    return role_in(person, community) == Membership.Role.GUEST


def may_read(person: Person, community: Community) -> bool:
    """Whether the person may read what is in it; the same rule as `readable_by`."""
    return (
        person.is_active
        and community.merged_into_id is None
        and (is_member(person, community) or (community.is_open and not person.is_external))
    )


def refusal(person: Person, community: Community, deed: str) -> str:
    """Return why the person may not join, write or start there, as a sentence; empty if nothing stands in the way."""
    if community.is_archived:
        return _("%(name)s is archived: it can be read, and nothing new is written.") % {
            "name": community.name
        }
    if deed == START and not _may_open(person, community):
        if is_guest(person, community):
            return _("As a guest you answer here; members start the threads.")
        return _("Only those who run %(name)s start threads in it. You may answer in each.") % {
            "name": community.name
        }
    return next((said for rule in _bars if (said := rule(person, community, deed))), "")


def _may_open(person: Person, community: Community) -> bool:
    is_free = community.posting == Community.Posting.EVERYONE and not is_guest(person, community)
    is_leader = community.is_everyone and person.level >= Person.Level.DIRECTOR
    return is_free or is_leader or may_lead(person, community)


def may_post(person: Person, community: Community) -> bool:
    """Whether the person may answer and react in it: who reads it, until it is archived or they are barred."""
    return may_read(person, community) and not refusal(person, community, WRITE)


def may_start(person: Person, community: Community) -> bool:
    """Whether the person may start a thread: who may answer, no guest, and where only leads start, only they."""
    return may_post(person, community) and not refusal(person, community, START)


def may_lead(person: Person, community: Community) -> bool:
    """Whether the person owns or moderates it."""
    return person.is_active and role_in(person, community) in LEADS


def may_own(person: Person, community: Community) -> bool:
    """Whether the person owns it."""
    return person.is_active and role_in(person, community) == Membership.Role.OWNER


def may_join(person: Person, community: Community) -> bool:
    """Whether the person may join at once: an employee who knows of it, where one joins without asking."""
    return _may_come(person, community) and community.join_policy == Community.JoinPolicy.OPEN


def may_request(person: Person, community: Community) -> bool:
    """Whether the person may ask to join."""
    return _may_come(person, community) and community.join_policy == Community.JoinPolicy.REQUEST


def _may_come(person: Person, community: Community) -> bool:
    is_known = community.kind != Community.Kind.SECRET and community.merged_into_id is None
    is_stranger = person.is_active and not person.is_external and not is_member(person, community)
    return is_known and is_stranger and not refusal(person, community, JOIN)


def may_be_added(person: Person, community: Community) -> bool:
    """Whether the person can be let in by others: an open account, and nobody from outside in the company's own."""
    is_stranger_here = community.is_everyone and person.is_external
    is_open = person.is_active and not person.is_service and not is_stranger_here
    return is_open and not any(rule(person, community, JOIN) for rule in _bars)


def may_leave(person: Person, community: Community) -> bool:
    """Whether the person is a member who may go."""
    return bool(role_in(person, community)) and not community.is_everyone


def may_found(person: Person) -> bool:
    """Whether the person may start a community: every employee."""
    return person.is_active and not person.is_external


def may_archive(person: Person, community: Community) -> bool:
    """Whether the person may close it for writing or open it again: its owners, and the administrator who knows of it."""
    return not community.is_everyone and (may_own(person, community) or may_administer(person))


def may_merge(person: Person, source: Community, target: Community) -> bool:
    """Whether the person may move one into the other: an owner of both, or an administrator."""
    owns_both = may_own(person, source) and may_own(person, target)
    return not source.is_everyone and source.pk != target.pk and (owns_both or may_administer(person))


def may_see_members(person: Person, community: Community) -> bool:
    """Whether the person sees who belongs; a guest sees only who runs it and who wrote."""
    return may_read(person, community) and not is_guest(person, community)
