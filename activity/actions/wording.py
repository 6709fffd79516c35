"""From typed text to safe HTML, with the names in it resolved to what exists."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Lower
from django.urls import reverse

from activity.models import Comment, CommunityMention, Mention, Tag, Tagging, Thread
from communities.models import Community
from esn.kit import markup
from people.models import Person

MOST_NAMES = 200


@dataclass(frozen=True)
class Wording:
    """Safe HTML, who and which communities are mentioned, and the tags used."""

    html: str
    mentioned: list[Person]
    tags: list[str]
    places: list[Community] = field(default_factory=list)


def word(writer: Person, text: str) -> Wording:
    """Render text as `writer` typed it: only people and communities that the writer may know become mentions.

    A text is read by more people than its writer knows. So only an open community becomes a link, and it shows the
    words that were typed; any other stays plain text, the same as a name that means nothing.
    """
    known = _people(writer, text) if "@" in text else {}
    places = _places(writer, text, known) if "@" in text else {}

    def mention_url(name: str) -> str | None:
        return reverse("people:profile", args=[name]) if name in known else None

    def place_url(name: str) -> str | None:
        place = places.get(name)
        if place is None:
            return None
        return place.get_absolute_url() if place.is_open else ""

    rendered = markup.render(
        text,
        mention_url=mention_url,
        tag_url=lambda tag: reverse("activity:tag", args=[tag]),
        place_url=place_url,
    )
    mentioned = {name: known[name] for name in rendered.mentions}
    meant = {places[name].pk: places[name] for name in rendered.places}
    return Wording(
        rendered.html, list(mentioned.values()), list(dict.fromkeys(rendered.tags)), list(meant.values())
    )


def _people(writer: Person, text: str) -> dict[str, Person]:
    names = {match[1].lower() for match in markup.MENTION.finditer(text)}
    candidates = _some(names | {name.rstrip("._-") for name in names})
    people = Person.objects.visible_to(writer).annotate(name=Lower("username")).filter(name__in=candidates)
    return {person.username: person for person in people} if names else {}


def _places(writer: Person, text: str, known: Iterable[str]) -> dict[str, Community]:
    """Return the communities named in a text, by slug and by name in lower case; people come first."""
    slugs = {match[1].lower() for match in markup.PLACE.finditer(text)} - set(known)
    names = {match[1].lower() for match in markup.QUOTED.finditer(text)}
    if not slugs and not names:
        return {}
    wanted = Q(slug__in=_some(slugs | names)) | Q(lower_name__in=_some(names))
    found: dict[str, Community] = {}
    for place in Community.objects.visible_to(writer).annotate(lower_name=Lower("name")).filter(wanted):
        found.setdefault(place.slug, place)
        # A secret community may bear another's name: the one that everybody may read is meant.
        if place.name.lower() not in found or place.is_open:
            found[place.name.lower()] = place
    return found


def _some(names: set[str]) -> list[str]:
    return sorted(names)[:MOST_NAMES]


def keep_tags(thread: Thread, names: list[str]) -> None:
    """Make the thread carry exactly these tags."""
    tags = [Tag.objects.get_or_create(name=name[:50])[0] for name in names[:30]]
    Tagging.objects.filter(thread=thread).exclude(tag__in=tags).delete()
    Tagging.objects.bulk_create([Tagging(tag=tag, thread=thread) for tag in tags], ignore_conflicts=True)


def keep_mentions(people: list[Person], thread: Thread, comment: Comment | None = None) -> list[Person]:
    """Make this text mention exactly these people; return those who are new."""
    before = set(Mention.objects.filter(thread=thread, comment=comment).values_list("person_id", flat=True))
    fresh = [person for person in people if person.pk not in before]
    Mention.objects.filter(thread=thread, comment=comment).exclude(person__in=people).delete()
    Mention.objects.bulk_create([Mention(person=person, thread=thread, comment=comment) for person in fresh])
    return fresh


def keep_places(places: list[Community], thread: Thread, comment: Comment | None = None) -> None:
    """Make this text mention exactly these communities."""
    rows = CommunityMention.objects.filter(thread=thread, comment=comment)
    rows.exclude(community__in=places).delete()
    CommunityMention.objects.bulk_create(
        [CommunityMention(community=place, thread=thread, comment=comment) for place in places],
        ignore_conflicts=True,
    )
