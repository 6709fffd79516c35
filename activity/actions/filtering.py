"""Streams of one's own: saving, changing and deleting filters."""

from typing import Any

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activity.feed.streams import pinned_key
from activity.models import SavedFilter
from activity.models.filters import MOST
from activity.policies import NotAllowed, require
from communities.policies import may_read
from esn.kit import clock
from people.models import Person


class TooManyFilters(NotAllowed):
    """A person keeps at most twenty filters."""


class NameTaken(NotAllowed):
    """A person's filters have different names."""


@transaction.atomic
def save_filter(actor: Person, *, name: str, **wanted: Any) -> SavedFilter:
    """Save a filter in the first free slot. Raises TooManyFilters, NameTaken."""
    # Two at once take their slots one after the other.
    Person.objects.select_for_update().get(pk=actor.pk)
    taken = set(SavedFilter.objects.filter(person=actor).values_list("slot", flat=True))
    slot = next((number for number in range(1, MOST + 1) if number not in taken), None)
    if slot is None:
        raise TooManyFilters(_("You have %d filters already. Delete one first.") % MOST)
    saved = SavedFilter(person=actor, slot=slot, created_at=clock.now())
    return _written(actor, saved, name=name, **wanted)


@transaction.atomic
def change_filter(actor: Person, saved: SavedFilter, **wanted: Any) -> SavedFilter:
    """Rename a filter or change what it lets through. Raises NameTaken."""
    return _written(actor, saved, **wanted)


def delete_filter(actor: Person, saved: SavedFilter) -> None:
    """Delete one's filter; nothing that it showed is touched."""
    require(saved.person_id == actor.pk)
    saved.delete()
    cache.delete(pinned_key(actor))


def _written(actor: Person, saved: SavedFilter, **wanted: Any) -> SavedFilter:
    require(saved.person_id == actor.pk)
    place, author = wanted.get("community"), wanted.get("author")
    require(place is None or may_read(actor, place))
    require(author is None or Person.objects.visible_to(actor).filter(pk=author.pk).exists())
    for field, value in wanted.items():
        setattr(saved, field, value)
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:
        raise NameTaken(_("You have a filter of this name already.")) from error
    transaction.on_commit(lambda: cache.delete(pinned_key(actor)))
    return saved
