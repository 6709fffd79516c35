"""Not meeting somebody's posts, or a tag, in one's own streams; search, permalinks and places still show them."""

from django.utils.translation import gettext as _

from activity.models import Muting, Tag
from activity.policies import NotAllowed, require
from esn.kit import clock
from people.models import Person


class MutedOneself(NotAllowed):
    """Nobody mutes themselves."""


def mute_person(actor: Person, person: Person) -> None:
    """Leave what a person begins out of one's streams. Raises MutedOneself."""
    if person.pk == actor.pk:
        raise MutedOneself(_("You cannot mute yourself."))
    require(Person.objects.visible_to(actor).filter(pk=person.pk).exists())
    muting = Muting(person=actor, muted_person=person, since_at=clock.now())
    Muting.objects.bulk_create([muting], ignore_conflicts=True)


def unmute_person(actor: Person, person: Person) -> None:
    """Let a person's posts into one's streams again."""
    Muting.objects.filter(person=actor, muted_person=person).delete()


def mute_tag(actor: Person, tag: Tag) -> None:
    """Leave what carries a tag out of one's streams."""
    Muting.objects.bulk_create([Muting(person=actor, tag=tag, since_at=clock.now())], ignore_conflicts=True)


def unmute_tag(actor: Person, tag: Tag) -> None:
    """Let what carries a tag into one's streams again."""
    Muting.objects.filter(person=actor, tag=tag).delete()
