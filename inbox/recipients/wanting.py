"""Of an audience, those who may see it and want to hear: one question to the database, whatever its size."""

from django.db.models import Exists, OuterRef, Q

from activity.models import Muting, Watch
from communities.models import Community, Membership
from esn.kit.models import Event
from inbox.models import ADDRESSED, ALWAYS, FORMAL, Channel, CommunityLevel, Default, Kind, Preference
from inbox.recipients.calls import Call
from people.models import PersonQuerySet

ME = OuterRef("pk")


def wanting(event: Event, call: Call) -> PersonQuerySet:
    """Return the people of a call who are there, may see it, and have not said that they would rather not."""
    people = call.people.filter(is_active=True, is_service=False).exclude(pk__in=call.others_than)
    if event.actor_id and not call.is_to_actor:
        people = people.exclude(pk=event.actor_id)
    if call.thread is not None:
        people = people.filter(readers_of(call.thread.community))
    return _unmuted(event, call, switched_on(people, call.kind))


def readers_of(community: Community) -> Q:
    """Return the condition "may read the community": `readable_by`, asked from the other side."""
    member = Q(Exists(Membership.objects.filter(community=community, person=ME)))
    return member | Q(is_external=False) if community.is_open else member


def switched_on(people: PersonQuerySet, kind: Kind) -> PersonQuerySet:
    """Return those who have the kind on in the bell, by their own choice or by the default."""
    if kind in ALWAYS:
        return people
    chosen = Preference.objects.filter(person=ME, kind=kind, channel=Channel.BELL)
    default = Default.objects.filter(kind=kind, channel=Channel.BELL).values_list("is_on", flat=True).first()
    if default is False:
        return people.filter(Exists(chosen.filter(is_on=True)))
    return people.exclude(Exists(chosen.filter(is_on=False)))


def _unmuted(event: Event, call: Call, people: PersonQuerySet) -> PersonQuerySet:
    """Leave out who muted the writer, the thread or the community; what is a duty or a right passes all three."""
    if call.kind in FORMAL:
        return people
    if event.actor_id:
        people = people.exclude(Exists(Muting.objects.filter(person=ME, muted_person=event.actor_id)))
    # Being named on purpose reaches somebody in a thread that they muted; the rest of it does not.
    if call.thread is not None and call.kind != Kind.MENTION:
        muted = Watch.objects.filter(person=ME, thread=call.thread, level=Watch.Level.MUTED)
        people = people.exclude(Exists(muted))
    if call.place is not None:
        levels = [CommunityLevel.Level.NONE]
        levels += [] if call.kind in ADDRESSED else [CommunityLevel.Level.MENTIONS]
        quiet = CommunityLevel.objects.filter(person=ME, community=call.place, level__in=levels)
        people = people.exclude(Exists(quiet))
    return people
