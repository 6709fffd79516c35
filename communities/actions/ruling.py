"""Members by rule: whoever stands in the units and at the sites of a rule belongs by itself, and hand-made choices win."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from communities import events as verbs
from communities.actions.admitting import admit, drop
from communities.actions.noting import note
from communities.models import Community, Departure, JoinRule, Membership
from people.models import OrgUnit, Person, PersonQuerySet

BATCH = 200
MOST_ROUNDS = 1000


def matching(rule: JoinRule) -> PersonQuerySet:
    """Return the employees whom a rule means: in one of its units or below, and at one of its sites."""
    units = set(rule.units.values_list("pk", flat=True))
    sites = set(rule.sites.values_list("pk", flat=True))
    if not units and not sites:
        nobody: PersonQuerySet = Person.objects.none()
        return nobody
    people: PersonQuerySet = Person.objects.active().human().filter(is_external=False)
    if units:
        below = subtree(units)
        people = people.filter(Q(unit__in=below) | Q(department__in=below))
    if sites:
        people = people.filter(site__in=sites)
    return people


def subtree(roots: set[int]) -> set[int]:
    """Return the units with all units below them."""
    found = set(roots)
    fresh = set(roots)
    while fresh:
        below = OrgUnit.objects.filter(parent__in=fresh).values_list("pk", flat=True)
        fresh = set(below) - found
        found |= fresh
    return found


def missing(rule: JoinRule) -> PersonQuerySet:
    """Return whom the rule means and who is not in yet, except those who went by hand."""
    inside = Membership.objects.filter(community=rule.community_id, person=OuterRef("pk"))
    went = Departure.objects.filter(community=rule.community_id, person=OuterRef("pk"))
    return matching(rule).filter(~Exists(inside), ~Exists(went)).order_by("pk")


def surplus(rule: JoinRule) -> QuerySet[Membership]:
    """Return the members whom the rule added and no longer means; none where the rule takes nobody out."""
    added = Membership.objects.filter(community=rule.community_id, via=Membership.Via.RULE)
    if not rule.is_removing:
        return added.none()
    return added.exclude(person__in=matching(rule).values("pk")).select_related("person")


def apply_rule(community_id: int) -> int:
    """Make a community's members agree with its rule, in batches; return how many changes it took."""
    rule = JoinRule.objects.select_related("community").filter(community=community_id).first()
    if rule is None or rule.community.is_archived or rule.community.is_everyone:
        return 0
    changes = 0
    for _round in range(MOST_ROUNDS):
        step = _step(rule)
        changes += step
        if not step:
            break
    return changes


@transaction.atomic
def _step(rule: JoinRule) -> int:
    people, rows = list(missing(rule)[:BATCH]), list(surplus(rule)[:BATCH])
    taken = sum(_take(rule.community, row.person) for row in rows)
    return taken + sum(_add(rule.community, person) for person in people)


def _add(community: Community, person: Person) -> bool:
    is_new = admit(community, person, via=Membership.Via.RULE)
    if is_new:
        note(verbs.MEMBER_ADDED, None, community, owner=person, is_automated=True)
    return is_new


def _take(community: Community, person: Person) -> bool:
    was_in = drop(community, person, by=None, is_lasting=False)
    if was_in:
        note(verbs.MEMBER_REMOVED, None, community, owner=person, is_automated=True)
    return was_in


def place_person(person_id: int) -> None:
    """Have every rule look at one person who came or moved."""
    rules = JoinRule.objects.filter(community__archived_at=None, community__merged_into=None)
    person = Person.objects.filter(pk=person_id).first()
    if person is None:
        return
    for rule in rules.select_related("community"):
        if missing(rule).filter(pk=person_id).exists():
            _add(rule.community, person)
        elif surplus(rule).filter(person=person_id).exists():
            _take(rule.community, person)


def apply_all() -> int:
    """Make all communities agree with their rules; what a listener missed is found here."""
    due = JoinRule.objects.filter(community__archived_at=None, community__merged_into=None)
    return sum(apply_rule(pk) for pk in due.order_by("pk").values_list("community_id", flat=True))
