"""Who can read a community, compared: what sharing and moving between two of them would show to whom.

Guests are left out on purpose: what is shown to a guest is decided for each of them when it is shown.
"""

from django.db.models import QuerySet

from communities.models import Community, Membership
from people.models import Person


def is_within(inner: Community, outer: Community) -> bool:
    """Tell whether every colleague who can read `inner` can read `outer` as well."""
    return outer.is_open or inner.pk == outer.pk or (not inner.is_open and not gaining(outer, inner).exists())


def gaining(source: Community, target: Community) -> QuerySet[Person]:
    """Return the colleagues who can read `target` but not `source`."""
    readers = _colleagues(target)
    return readers.none() if source.is_open else readers.exclude(pk__in=_members(source))


def losing(source: Community, target: Community) -> QuerySet[Person]:
    """Return the colleagues who can read `source` but not `target`."""
    return gaining(target, source)


def _colleagues(community: Community) -> QuerySet[Person]:
    people: QuerySet[Person] = Person.objects.active().human().filter(is_external=False)
    return people if community.is_open else people.filter(pk__in=_members(community))


def _members(community: Community) -> QuerySet[Membership, int]:
    return Membership.objects.current().filter(community=community).values_list("person_id", flat=True)
