"""What communities hear: people who come and move, members who do something, guests who wait for their mail."""

from communities import events as verbs
from communities.actions import counting, guesting, ruling
from esn.kit import events
from esn.kit.models import Event
from people import events as people


@events.listen(people.PERSON_JOINED, "communities.place")
@events.listen(people.PERSON_MOVED, "communities.place")
def place(event: Event) -> None:
    """Let the rules look at somebody who came or moved."""
    ruling.place_person(event.object_id)


@events.listen(events.EVERY_VERB, "communities.activity")
def note_activity(event: Event) -> None:
    """Keep when somebody was last active where."""
    counting.note_activity(event)


@events.listen(verbs.GUEST_INVITED, "communities.guest_mail")
def send_mail(event: Event) -> None:
    """Send a guest the link that signs them in."""
    guesting.mail_link(event.object_id, event.actor_id)
