"""Rows of the bell about moderation: what waits for moderators, what was decided about people; where they lead."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from communities.models import Community, Membership
from inbox.models import Kind, Notification
from inbox.recipients.calls import Call
from moderation.models import Appeal, Case, Report, Ruling, Sanction
from people.models import Person, PersonQuerySet, RoleGrant


def place(row: Notification) -> str:
    """Return the page of the ruling; a sanction without one stands on the page of one's own sanctions."""
    if row.object_type == "ruling":
        return reverse("moderation:ruling", args=[row.object_id])
    if row.object_type == "appeal":
        return reverse("moderation:appeal", args=[row.object_id])
    return reverse("moderation:mine")


def sight(viewer: Person) -> Q:
    """Return the condition under which the viewer sees such a row: what it tells of concerns them still."""
    rulings = Ruling.objects.visible_to(viewer).values("pk")
    appeals = Appeal.objects.filter(ruling__case__author=viewer).values("pk")
    sanctions = Sanction.objects.filter(person=viewer).values("pk")
    return (
        Q(object_type="ruling", object_id__in=rulings)
        | Q(object_type="appeal", object_id__in=appeals)
        | Q(object_type="sanction", object_id__in=sanctions)
    )


def queue_place(row: Notification) -> str:
    """Return the case that waits, or the queue where several do."""
    if row.object_type == "case" and row.count == 1:
        return reverse("moderation:case", args=[row.object_id])
    here = f"in={row.community.slug}" if row.community is not None else ""
    shown = "show=appeals" if row.object_type == "appeal" and row.count == 1 else ""
    asked = "&".join(part for part in (shown, here) if part)
    return reverse("moderation:queue") + (f"?{asked}" if asked else "")


def queue_sight(viewer: Person) -> Q:
    """Return the condition under which a row about the queue is seen: its newest case can be looked at still."""
    cases = Case.objects.visible_to(viewer)
    newest = Exists(cases.filter(pk=OuterRef("object_id")))
    appealed = Exists(Appeal.objects.filter(pk=OuterRef("object_id"), ruling__case__in=cases.values("pk")))
    return Q(Q(object_type="case") & newest) | Q(Q(object_type="appeal") & appealed)


def calling(case: Case, word: str, *others_than: int | None) -> Call:
    """Return who is to look at a case: who runs its community; where none of them may judge, the administrators.

    One unread row a queue, with a count; who made the thing, and who reported it, judge nothing in it.
    """
    reported = Report.objects.filter(case=case).values_list("reporter", flat=True)
    aside = frozenset({case.author_id, *reported, *(pk for pk in others_than if pk)})
    community = case.community
    if community is not None:
        leads = _leading(community).exclude(pk__in=aside)
        if leads.exists():
            return _call(leads, community, word, aside)
    return _call(_administering(), None, word, aside)


def _call(people: PersonQuerySet, community: Community | None, word: str, aside: frozenset[int]) -> Call:
    subject = f"queue:{community.pk if community else 0}"
    return Call(Kind.CASE, people, subject=subject, community=community, word=word, others_than=aside)


def _leading(community: Community) -> PersonQuerySet:
    leads = Membership.objects.leading().filter(community=community).order_by().values("person")
    people: PersonQuerySet = Person.objects.active().filter(pk__in=leads)
    return people


def _administering() -> PersonQuerySet:
    granted = RoleGrant.objects.filter(role=RoleGrant.Role.ADMINISTRATOR).values("person")
    people: PersonQuerySet = Person.objects.active().filter(Q(is_superuser=True) | Q(pk__in=granted))
    return people
