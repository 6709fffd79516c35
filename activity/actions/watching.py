"""Following and muting threads; whoever starts or answers one follows it by doing so."""

from activity.models import Thread, Watch
from esn.kit import clock
from people.models import Person


def follow_by_doing(actor: Person, thread: Thread) -> None:
    """Have the actor follow a thread that they take part in, unless they chose something for it themselves."""
    Watch.objects.bulk_create(
        [Watch(person=actor, thread=thread, since_at=clock.now())], ignore_conflicts=True
    )
