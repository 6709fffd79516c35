"""Operators as conditions on documents; names are looked up among what the viewer may see."""

from collections.abc import Callable

from django.db.models import Q

from activity.models import Post, Tagging
from communities.models import Community
from esn.search.language import Condition, Query, moment
from esn.search.models import Document
from people.models import Person, fold

NOTHING = Q(pk__in=())
ALIASES = {
    "people": "person", "communities": "community", "group": "community", "posts": "post", "thread": "post",
    "comments": "comment", "answer": "comment", "ideas": "idea", "challenges": "challenge", "files": "file",
    "questions": "question", "announcements": "announcement", "updates": "update", "polls": "poll",
}  # fmt: skip
MOST_NAMED = 50


def narrowed(viewer: Person, query: Query, *, besides: str = "") -> Q:
    """Return the condition that the operators make together, leaving out those of one name."""
    condition = Q()
    for one in query.conditions:
        if one.name != besides:
            met = CONDITIONS[one.name](viewer, one)
            condition &= ~met if one.is_without else met
    return condition


def kinds(query: Query) -> Q:
    """Return the condition of the kind: operators alone."""
    return narrowed(Person(), Query(query.text, [c for c in query.conditions if c.name == "kind"]))


def kind_of(condition: Condition) -> str:
    """Return the kind of document or post that a kind: names."""
    return ALIASES.get(condition.value, condition.value)


def _kind(viewer: Person, condition: Condition) -> Q:
    kind = kind_of(condition)
    if kind in Document.Kind.values:
        return Q(kind=kind)
    if kind == Post.Kind.QUESTION:
        return Q(is_question=True)
    return Q(kind=Document.Kind.POST, label=kind) if kind in Post.Kind.values else NOTHING


def _from(viewer: Person, condition: Condition) -> Q:
    if condition.value.lower() == "me":
        return Q(author_id=viewer.pk)
    name = fold(condition.value)
    seen = Person.objects.visible_to(viewer)
    exact = Q(username=condition.value.lower()) | Q(sort_name=name)
    found = list(seen.filter(exact).values_list("pk", flat=True)[:MOST_NAMED])
    if not found:
        found = list(seen.filter(sort_name__startswith=name).values_list("pk", flat=True)[:MOST_NAMED])
    # People are found by their own name; from: asks what they wrote.
    return Q(author_id__in=found) & ~Q(kind=Document.Kind.PERSON)


def _in(viewer: Person, condition: Condition) -> Q:
    seen, name = Community.objects.visible_to(viewer), condition.value
    exact = Q(slug=name.lower()) | Q(name__iexact=name)
    found = list(seen.filter(exact).values_list("pk", flat=True)[:MOST_NAMED])
    if not found:
        begun = Q(slug__startswith=name.lower()) | Q(name__istartswith=name)
        found = list(seen.filter(begun).values_list("pk", flat=True)[:MOST_NAMED])
    return Q(community_id__in=found)


def _tag(viewer: Person, condition: Condition) -> Q:
    tagged = Tagging.objects.filter(tag__name=condition.value.lower()).values("thread")
    return Q(kind__in=[Document.Kind.POST, Document.Kind.IDEA], thread_id__in=tagged)


def _has(viewer: Person, condition: Condition) -> Q:
    return Q(has_file=True) if condition.value == "file" else Q(has_link=True)


def _is(viewer: Person, condition: Condition) -> Q:
    if condition.value == "mine":
        return Q(author_id=viewer.pk)
    if condition.value == "solved":
        return Q(is_question=True, is_solved=True)
    return Q(is_question=True, is_answered=False)


CONDITIONS: dict[str, Callable[[Person, Condition], Q]] = {
    "kind": _kind,
    "from": _from,
    "in": _in,
    "tag": _tag,
    "has": _has,
    "is": _is,
    "before": lambda _viewer, condition: Q(at__lt=moment(condition)),
    "after": lambda _viewer, condition: Q(at__gte=moment(condition)),
}
