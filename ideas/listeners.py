"""What ideas do when something happened below: a removed idea no longer waits for an answer."""

from activity import events as activity_verbs
from esn.kit import events
from esn.kit.models import Event
from ideas.actions.reconciling import recount
from ideas.models import Challenge, Idea


@events.listen(activity_verbs.THREAD_REMOVED, "ideas.count_standing")
def count_standing(event: Event) -> None:
    """Count the ideas of the removed thread's challenge anew."""
    idea = Idea.objects.filter(thread=event.thread_id).first()
    if idea is None:
        return
    # Whoever submits or decides at this moment changes the same row: wait, and count after them.
    challenge = Challenge.objects.select_for_update().get(pk=idea.challenge_id)
    recount(challenge)
