"""Putting away the suggestion to make a community of a word that many use."""

from communities.models import DismissedSuggestion
from esn.kit import clock
from people.models import Person


def dismiss_suggestion(actor: Person, *, name: str) -> None:
    """Suggest no community of this word to the person again."""
    word = name.replace("\x00", "").lstrip("#").casefold()[:50]
    if word:
        DismissedSuggestion.objects.get_or_create(person=actor, name=word, defaults={"at": clock.now()})
