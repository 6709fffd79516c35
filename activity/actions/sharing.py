"""Carrying an opening into another community, with a word of one's own, as far as its author allows."""

from django.db import transaction
from django.utils.translation import gettext as _

from activity import events as verbs
from activity.actions.noting import note
from activity.actions.publishing import publish_post
from activity.models import Post, Thread
from activity.policies import NotAllowed, may_publish, may_set_sharing, may_share, require
from communities.models import Community
from people.models import Person


class TooFar(NotAllowed):
    """The author does not allow the opening to be shown to this audience."""


@transaction.atomic
def share_thread(actor: Person, thread: Thread, *, community: Community, body: str = "") -> Post:
    """Show a thread's opening in another community; raises TooFar where its author has not allowed it."""
    origin = origin_of(thread)
    require(may_publish(actor, community), _("You may not write in this community."))
    if not may_share(actor, origin, community):
        raise TooFar(_("Its author has not allowed this to be shown there."))
    return carry(actor, origin, community=community, body=body)


def origin_of(thread: Thread) -> Thread:
    """Return what is carried when this thread is shared: of a share without the origin's own, the origin."""
    return thread.shared_from if thread.shared_from_id and thread.shared_from else thread


def carry(actor: Person, origin: Thread, *, community: Community, body: str = "") -> Post:
    """Publish the share; the caller has checked that it may be, and holds the transaction."""
    # The share's own title says nothing of the origin: its author may narrow the audience again.
    post = publish_post(actor, community=community, body=body, title="" if body else _("A shared post"))
    Thread.objects.filter(pk=post.thread_id).update(shared_from=origin)
    post.thread.shared_from = origin
    note(verbs.THREAD_SHARED, actor, origin, post.thread, owner=origin.starter)
    return post


@transaction.atomic
def set_sharing(actor: Person, thread: Thread, *, sharing: str) -> None:
    """Say how far the opening of one's own thread may travel; shares that went further show it no longer."""
    require(may_set_sharing(actor, thread))
    if thread.sharing == sharing:
        return
    thread.sharing = sharing
    thread.save(update_fields=["sharing"])
    note(verbs.SHARING_SET, actor, thread, thread)
