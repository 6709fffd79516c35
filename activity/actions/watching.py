"""Following and muting threads; whoever starts or answers one follows it by doing so."""

from django.utils.translation import gettext as _

from activity.models import Thread, Watch
from activity.policies import may_see, require
from esn.kit import clock
from people.models import Person


def follow_by_doing(actor: Person, thread: Thread) -> None:
    """Have the actor follow a thread that they take part in, unless they chose something for it themselves."""
    Watch.objects.bulk_create(
        [Watch(person=actor, thread=thread, since_at=clock.now())], ignore_conflicts=True
    )


def watch_thread(actor: Person, thread: Thread, *, level: str) -> Watch:
    """Follow a thread, mute it, or do neither whatever one does in it; the choice is one's own and private."""
    require(may_see(actor, thread), _("You cannot see this conversation."))
    chosen = {"level": level, "is_chosen": True, "since_at": clock.now()}
    watch, _is_new = Watch.objects.update_or_create(person=actor, thread=thread, defaults=chosen)
    return watch
