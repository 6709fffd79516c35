"""What people change about themselves, and what moderators hold back of it or take away."""

from django.db import transaction

from esn.kit import clock, events
from people import events as verbs
from people.models import HeldWords, Person
from people.policies import may_edit_profile, require

# What a profile says in its owner's or somebody's words; name and place come from the directory.
WORDS = ("bio", "skills", "title")


@transaction.atomic
def edit_profile(actor: Person, profile: Person, **fields: str) -> Person:
    """Change the words of one's own profile; while they are held back, what is written is held back too."""
    require(may_edit_profile(actor, profile))
    held = HeldWords.objects.select_for_update().filter(person=profile).first()
    if held is not None:
        held.words |= {name: fields.pop(name) for name in WORDS if name in fields}
        held.save(update_fields=["words"])
    for name, value in fields.items():
        setattr(profile, name, value)
    profile.save()
    events.record(verbs.PROFILE_EDITED, actor=actor, about=profile)
    return profile


def choose_reading(
    actor: Person, *, stream_order: str | None = None, has_shortcuts: bool | None = None
) -> None:
    """Remember in which order home is read, and whether single keys do something; None leaves a choice as it is."""
    chosen = {"stream_order": stream_order, "has_shortcuts": has_shortcuts}
    for name, value in chosen.items():
        if value is not None:
            setattr(actor, name, value)
    actor.save(update_fields=[name for name, value in chosen.items() if value is not None])


@transaction.atomic
def hold_words(person: Person) -> bool:
    """Hold a profile's words back, and tell whether they were there; who may is decided where it is looked at."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    words = {name: str(getattr(row, name)) for name in WORDS}
    _held, is_new = HeldWords.objects.get_or_create(
        person=row, defaults={"words": words, "since_at": clock.now()}
    )
    if is_new:
        _write(row, dict.fromkeys(WORDS, ""))
    return is_new


@transaction.atomic
def release_words(person: Person) -> bool:
    """Let a profile's words be read again, and tell whether they were held back."""
    held = HeldWords.objects.select_for_update().filter(person=person).first()
    if held is None:
        return False
    held.delete()
    _write(Person.objects.select_for_update().get(pk=person.pk), held.words)
    return True


@transaction.atomic
def take_words(person: Person) -> dict[str, str]:
    """Take a profile's words away by ruling, held back or not, and return them; who may is decided there."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    held = HeldWords.objects.select_for_update().filter(person=row).first()
    words: dict[str, str] = held.words if held else {name: str(getattr(row, name)) for name in WORDS}
    HeldWords.objects.filter(person=row).delete()
    _write(row, dict.fromkeys(WORDS, ""))
    return words


@transaction.atomic
def give_words(person: Person, words: dict[str, str]) -> None:
    """Give back what an overturned ruling took; what the person has written there since stays."""
    row = Person.objects.select_for_update().get(pk=person.pk)
    missing = {name: value for name, value in words.items() if name in WORDS and not getattr(row, name)}
    if missing:
        _write(row, missing)


def _write(row: Person, words: dict[str, str]) -> None:
    for name, value in words.items():
        setattr(row, name, value)
    row.save()
    # Who decided it stands in the audit log; this tells whatever shows profiles to look again.
    events.record(verbs.PROFILE_EDITED, actor=None, about=row, owner=row, is_mandatory=True)


def choose_theme(actor: Person, *, theme: str) -> None:
    """Remember light, dark, or (empty) what the system prefers."""
    actor.theme = theme
    actor.save(update_fields=["theme"])
