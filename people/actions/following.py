"""Following and unfollowing."""

from django.db import transaction

from esn.kit import clock, events
from people import events as verbs
from people.models import Follow, Person
from people.policies import may_follow, require


@transaction.atomic
def follow_person(actor: Person, person: Person) -> None:
    """Follow a person; following twice is the same as once."""
    require(may_follow(actor, person))
    follow, is_new = Follow.objects.get_or_create(
        follower=actor, followed=person, defaults={"since_at": clock.now()}
    )
    if is_new:
        events.record(verbs.PERSON_FOLLOWED, actor=actor, about=follow, owner=person)


def unfollow_person(actor: Person, person: Person) -> None:
    """Stop following a person."""
    Follow.objects.filter(follower=actor, followed=person).delete()
