"""What one asked the site to do later: a reminder that is due, a scheduled post that could not appear."""

from activity.models import Bookmark
from esn.kit.models import Event
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks, thread_of
from inbox.verbs import BOOKMARK_DUE, SCHEDULE_REFUSED


@picks(BOOKMARK_DUE)
def due(event: Event) -> list[Call]:
    """Whose bookmark it is, while they keep it."""
    thread = thread_of(event)
    bookmark = Bookmark.objects.select_related("comment").filter(pk=event.object_id).first()
    if thread is None or bookmark is None:
        return []
    people, subject = only(bookmark.person_id), f"bookmark:{bookmark.pk}"
    return [Call(Kind.BOOKMARK, people, subject, thread=thread, comment=bookmark.comment, is_to_actor=True)]


@picks(SCHEDULE_REFUSED)
def refused(event: Event) -> list[Call]:
    """Whose post it was; why it could not appear stands beside the draft."""
    people = only(event.owner_id or event.actor_id)
    subject = f"{event.object_type}:{event.object_id}"
    return [Call(Kind.SCHEDULE, people, subject, is_to_actor=True)]
