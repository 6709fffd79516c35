"""What a person chose to hear of, beside what holds for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from communities import browsing
from communities.models import Community
from inbox.models import SWITCHED, Channel, CommunityLevel, Default, Kind, Preference
from people.models import Person

GROUPS: Sequence[tuple[object, Sequence[Kind]]] = (
    (_("Said to me"), (Kind.MENTION, Kind.REPLY, Kind.ANSWER, Kind.ACCEPTED, Kind.PRAISE)),
    (_("Around me"), (Kind.COMMENT, Kind.REACTION, Kind.POST, Kind.FOLLOWER, Kind.IDEA)),
    (_("Communities"), (Kind.REQUEST, Kind.CASE, Kind.INVITATION, Kind.MEMBERSHIP)),
    (_("For later"), (Kind.BOOKMARK, Kind.SCHEDULE)),
)


@dataclass(frozen=True)
class Switch:
    """One kind, and whether it is on."""

    kind: Kind
    is_on: bool

    @property
    def label(self) -> str:
        """What it is called."""
        return str(self.kind.label)


def defaults() -> dict[Kind, bool]:
    """Return what holds for who chose nothing."""
    kept = dict(Default.objects.filter(channel=Channel.BELL).values_list("kind", "is_on"))
    return {kind: kept.get(kind, True) for kind in SWITCHED}


def switches(person: Person) -> dict[Kind, bool]:
    """Return what is on for a person."""
    own = Preference.objects.filter(person=person, channel=Channel.BELL)
    return defaults() | {
        Kind(kind): is_on for kind, is_on in own.values_list("kind", "is_on") if kind in SWITCHED
    }


def grouped(chosen: dict[Kind, bool]) -> list[tuple[object, list[Switch]]]:
    """Return switches in the groups that the page shows."""
    return [(name, [Switch(kind, chosen[kind]) for kind in kinds]) for name, kinds in GROUPS]


def level_in(person: Person, community: Community) -> str:
    """Return how much of a community a person wants to hear."""
    own = CommunityLevel.objects.filter(person=person, community=community)
    return own.values_list("level", flat=True).first() or CommunityLevel.Level.NORMAL


def levels(person: Person) -> list[tuple[Community, str]]:
    """Return the person's communities, each with how much of it they want to hear."""
    own = dict(CommunityLevel.objects.filter(person=person).values_list("community_id", "level"))
    return [(place, own.get(place.pk, CommunityLevel.Level.NORMAL)) for place in browsing.joined(person)]
