"""From typed text to safe HTML, with the names in it resolved to what exists."""

from dataclasses import dataclass

from django.db.models.functions import Lower
from django.urls import reverse

from activity.models import Comment, Mention, Tag, Tagging, Thread
from esn.kit import markup
from people.models import Person


@dataclass(frozen=True)
class Wording:
    """Safe HTML, who is mentioned, and the tags used."""

    html: str
    mentioned: list[Person]
    tags: list[str]


def word(writer: Person, text: str) -> Wording:
    """Render text as `writer` typed it: only people whom the writer may see become mentions."""
    names = {match[1].lower() for match in markup.MENTION.finditer(text)} if "@" in text else set()
    candidates = names | {name.rstrip("._-") for name in names}
    people = (
        Person.objects.visible_to(writer).annotate(name=Lower("username")).filter(name__in=candidates)
        if names
        else []
    )
    known: dict[str, Person] = {person.username: person for person in people}

    def mention_url(name: str) -> str | None:
        return reverse("people:profile", args=[name]) if name in known else None

    rendered = markup.render(
        text, mention_url=mention_url, tag_url=lambda tag: reverse("activity:tag", args=[tag])
    )
    mentioned = {name: known[name] for name in rendered.mentions}
    return Wording(rendered.html, list(mentioned.values()), list(dict.fromkeys(rendered.tags)))


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
