"""What the inbox does when something happened: tell whom it concerns, or take back what no longer holds."""

from django.db.models import Q

from activity import events as activity
from activity.models import Mention
from communities import events as communities
from esn.kit import events
from esn.kit.models import Event
from ideas import events as ideas
from inbox.actions import notifying, settling
from inbox.models import Cause, Kind, Notification
from inbox.recipients import verbs
from inbox.verbs import ACKNOWLEDGED, COMMUNITY_ARCHIVED, COMMUNITY_MERGED, THREAD_MOVED
from people import events as people

for _verb in verbs():
    events.listen(_verb, "inbox.notify")(notifying.answer)


@events.listen(activity.REACTION_WITHDRAWN, "inbox.take_back")
@events.listen(activity.COMMENT_REMOVED, "inbox.take_back")
def take_back(event: Event) -> None:
    """Drop what a withdrawn reaction or a removed comment caused."""
    settling.take_back(Cause.objects.filter(object_type=event.object_type, object_id=event.object_id))


@events.listen(activity.COMMENT_EDITED, "inbox.unname")
@events.listen(activity.POST_EDITED, "inbox.unname")
@events.listen(ideas.IDEA_EDITED, "inbox.unname")
def unname(event: Event) -> None:
    """Drop the mentions that were edited away."""
    comment = event.object_id if event.object_type == "comment" else None
    named = Mention.objects.filter(thread=event.thread_id, comment=comment).values("person")
    told = Cause.objects.filter(object_type=event.object_type, object_id=event.object_id)
    settling.take_back(told.filter(notification__kind=Kind.MENTION).exclude(person__in=named))


@events.listen(communities.JOIN_WITHDRAWN, "inbox.answered")
@events.listen(communities.JOIN_DECIDED, "inbox.answered")
@events.listen(communities.MEMBER_ADDED, "inbox.answered")
def request_answered(event: Event) -> None:
    """Drop a request from every leader's bell once one of them answered it, or it was withdrawn."""
    who = event.actor_id if event.verb == communities.JOIN_WITHDRAWN else event.owner_id
    asked = Cause.objects.filter(
        notification__kind=Kind.REQUEST, object_id=event.community_id or 0, actor_id=who
    )
    settling.take_back(asked.filter(object_type="community"))


@events.listen(communities.MEMBER_JOINED, "inbox.entered")
@events.listen(communities.MEMBER_ADDED, "inbox.entered")
def entered(event: Event) -> None:
    """Note that an invitation was followed."""
    who = event.owner_id or event.actor_id
    rows = Notification.objects.filter(
        kind=Kind.INVITATION, person=who, community=event.community_id, is_waiting=True
    )
    settling.mark_done(rows)


@events.listen(ACKNOWLEDGED, "inbox.acknowledged")
def acknowledged(event: Event) -> None:
    """Note that an announcement waits no longer for this person."""
    rows = Notification.objects.filter(
        kind=Kind.ACKNOWLEDGEMENT, person=event.actor_id, thread=event.thread_id
    )
    settling.mark_done(rows)


@events.listen(communities.MEMBER_REMOVED, "inbox.closed")
@events.listen(communities.MEMBER_LEFT, "inbox.closed")
def place_left(event: Event) -> None:
    """Have the person's count made anew: what lies there is closed to them."""
    who = event.owner_id or event.actor_id
    settling.look_again(Notification.objects.filter(person=who or 0))


@events.listen(activity.THREAD_REMOVED, "inbox.closed")
@events.listen(THREAD_MOVED, "inbox.closed")
def thread_closed(event: Event) -> None:
    """Have the counts made anew of whom the thread was told to."""
    settling.look_again(Notification.objects.filter(thread=event.thread_id or 0))


@events.listen(communities.COMMUNITY_EDITED, "inbox.closed")
@events.listen(COMMUNITY_ARCHIVED, "inbox.closed")
@events.listen(COMMUNITY_MERGED, "inbox.closed")
def place_closed(event: Event) -> None:
    """Have the counts made anew of whom something in the community was told to."""
    place = event.community_id or 0
    settling.look_again(Notification.objects.filter(Q(community=place) | Q(thread__community=place)))


@events.listen(people.PERSON_DEACTIVATED, "inbox.left")
def left(event: Event) -> None:
    """Empty the bell of who has left: nobody reads it any more."""
    Notification.objects.filter(person=event.object_id).delete()
