"""The jump: people and communities by the beginning of a name, then threads by their title."""

from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from activity.models import Thread
from communities.models import Community
from esn.search import near, sight
from esn.search.engines import Unavailable
from esn.search.engines.choosing import engine
from esn.search.language import Query, Term, parse
from esn.search.models import Document
from esn.search.tally import newest
from esn.search.words import fold
from people import directory
from people.models import Person

PEOPLE, COMMUNITIES, THREADS = 6, 4, 4
MOST = 80


@dataclass(frozen=True)
class Place:
    """Somewhere to jump to."""

    kind: str
    id: int
    name: str
    note: str
    url: str


def jump(viewer: Person, typed: str) -> list[Place]:
    """Return where somebody who types this may want to go; what is misspelt is understood when nothing begins so."""
    text = " ".join(typed.replace("\x00", " ").split())[:MOST].lstrip("@#")
    if not text:
        return []
    found = [*_people(viewer, text), *_titled(viewer, text)]
    if not found and len(text) >= near.SHORTEST:
        better = _better(viewer, text)
        found = [*_people(viewer, better), *_titled(viewer, better)] if better else []
    return found


def _people(viewer: Person, text: str) -> list[Place]:
    return [
        Place("person", person.pk, person.display_name, person.title, person.get_absolute_url())
        for person in directory.named(viewer, text, PEOPLE)
    ]


def _titled(viewer: Person, text: str) -> list[Place]:
    terms = [replace(term, is_prefix=not term.is_phrase) for term in parse(text).terms]
    if not terms:
        return []
    try:
        holds, is_place = (engine().holding(terms, in_title=True, is_named=named) for named in (False, True))
    except Unavailable:
        return []
    seen = sight.visible_to(viewer)
    rooms = seen.filter(is_place, kind=Document.Kind.COMMUNITY).values("object_id")
    threads = newest(seen.filter(holds, kind__in=[Document.Kind.POST, Document.Kind.IDEA]), THREADS)
    places = dict(Document.objects.filter(pk__in=[row.pk for row in threads]).values_list("pk", "thread_id"))
    ids = [thread for row in threads if (thread := places.get(row.pk))]
    communities = Community.objects.visible_to(viewer).filter(pk__in=rooms).by_name()[:COMMUNITIES]
    shown = Thread.objects.visible_to(viewer).public().filter(pk__in=ids).select_related("community")
    return [
        *(Place("community", c.pk, c.name, c.description[:120], c.get_absolute_url()) for c in communities),
        *(
            Place("thread", t.pk, str(t), t.community.name, reverse("activity:thread", args=[t.pk, t.slug]))
            for t in sorted(shown, key=lambda thread: ids.index(thread.pk))
        ),
    ]


def _better(viewer: Person, text: str) -> str:
    """Return the typed words put right by the names that the viewer may see."""
    try:
        asked = Query(text, [_whole(piece) for piece in parse(text).pieces if isinstance(piece, Term)])
        return near.meant(viewer, asked)
    except Unavailable:
        return ""


def _whole(term: Term) -> Term:
    return replace(term, raw=fold(term.raw))


def kind_name(kind: str) -> str:
    """Return what a place is, in a word."""
    names = {"person": _("Person"), "community": _("Community"), "thread": _("Post")}
    return names[kind]
