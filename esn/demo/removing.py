"""Takes the demo company away again: its people, what they did, and the places made for them.

What real people wrote inside it is real: it is counted first, and goes only when that is wanted.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.apps import apps
from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from activity.actions import attaching
from activity.actions.tipping import move_tip
from activity.models import Attachment, Comment, Reaction, Tag, Thread
from analytics.actions import rolling
from analytics.models import FACTS, DirtyDay, Disclosure, Firing, Look, Snapshot, Watermark
from communities.models import Community, Membership
from esn.demo.company import SITES
from esn.demo.playing import CODE
from esn.kit.models import Event
from ideas.families import recount_support
from ideas.models import Challenge, Decision, Idea, Support
from inbox.actions import settling
from people.models import OrgUnit, Person, Placement, Site


@dataclass
class Demo:
    """The seeded rows, found by their marks."""

    people: set[int] = field(default_factory=lambda: set(_keys(Person.objects.filter(is_demo=True))))
    places: set[int] = field(
        default_factory=lambda: set(_keys(Community.objects.filter(is_demo=True, is_everyone=False)))
    )

    @cached_property
    def challenges(self) -> QuerySet[Challenge]:
        """Challenges that a demo person answers for, or in a demo community."""
        return Challenge.objects.filter(
            Q(sponsor__in=self.people) | Q(manager__in=self.people) | Q(community__in=self.places)
        )

    @cached_property
    def threads(self) -> set[int]:
        """Threads by demo people, in demo communities, and of ideas in demo challenges."""
        found = Thread.objects.filter(
            Q(starter__in=self.people) | Q(community__in=self.places) | Q(idea__challenge__in=self.challenges)
        )
        return set(_keys(found))

    @cached_property
    def units(self) -> QuerySet[OrgUnit]:
        """The seeded part of the org tree."""
        return OrgUnit.objects.filter(Q(code=CODE) | Q(code__startswith=f"{CODE}:"))

    def real_content(self) -> dict[str, int]:
        """Return what real people added to the demo company and would lose with it."""
        real_threads = Thread.objects.filter(pk__in=self.threads).exclude(starter__in=self.people)
        lost = Q(thread__in=self.threads) | Q(parent__author__in=self.people)
        real_comments = Comment.objects.filter(lost).exclude(author__in=self.people)
        places = Community.objects.filter(department__in=self.units).exclude(pk__in=self.places)
        counts = {
            "posts and ideas": real_threads.count(),
            "comments": real_comments.count(),
            "people in demo departments": Person.objects.filter(unit__in=self.units, is_demo=False).count(),
            "communities of demo departments": places.count(),
            "communities founded by demo accounts": Community.objects.filter(
                founded_by__in=self.people, is_demo=False, is_everyone=False
            ).count(),
        }
        return {name: count for name, count in counts.items() if count}


def _keys(rows: QuerySet) -> Iterable[int]:  # type: ignore[type-arg]
    return rows.values_list("pk", flat=True)


@transaction.atomic
def remove(demo: Demo) -> dict[str, int]:
    """Remove the demo company with everything in it; return how many people, threads and events went."""
    people, threads = demo.people, demo.threads
    shaken = _touched_elsewhere(demo)
    tags = set(_keys(Tag.objects.filter(taggings__thread__in=threads)))
    events = _events_of(demo)
    days = set(rolling.days_of(Event.objects.filter(pk__in=events)))
    settling.forget_actors(people)
    attaching.forget_files(Attachment.objects.filter(Q(uploader__in=people) | Q(thread__in=threads)))
    _remove_ideas(demo)
    Comment.objects.filter(Q(author__in=people) | Q(thread__in=threads)).delete()
    Thread.objects.filter(pk__in=threads).delete()
    Tag.objects.filter(pk__in=tags, taggings=None).delete()
    Community.objects.filter(pk__in=demo.places).delete()
    _remove_people(demo)
    _remove_everyone()
    removed = Event.objects.filter(pk__in=events).delete()[1].get("kit.Event", 0)
    _settle(*shaken)
    _forget_figures(days)
    return {"people": len(people), "threads": len(threads), "events": removed}


def _touched_elsewhere(demo: Demo) -> tuple[set[int], set[int], set[int]]:
    """Return the real threads, ideas and communities in which demo people did something."""
    of_demo = {"person__in": demo.people}
    threads = set(Comment.objects.filter(author__in=demo.people).values_list("thread_id", flat=True))
    threads |= set(Reaction.objects.filter(**of_demo).values_list("thread_id", flat=True))
    ideas = set(Support.objects.filter(**of_demo).values_list("idea_id", flat=True))
    places = set(_keys(Community.objects.filter(memberships__person__in=demo.people)))
    places |= set(Thread.objects.filter(pk__in=demo.threads).values_list("community_id", flat=True))
    return threads - demo.threads, ideas, places - demo.places


def _events_of(demo: Demo) -> list[int]:
    about = Q(actor_id__in=demo.people) | Q(owner_id__in=demo.people)
    about |= Q(thread_id__in=demo.threads) | Q(community_id__in=demo.places)
    about |= Q(object_type="person", object_id__in=demo.people)
    return list(_keys(Event.objects.filter(about)))


def _remove_ideas(demo: Demo) -> None:
    ideas = Idea.objects.filter(thread__in=demo.threads)
    decisions = set(ideas.exclude(decision=None).values_list("decision_id", flat=True))
    counts = (
        ideas.exclude(challenge__in=demo.challenges)
        .values("challenge_id")
        .annotate(all=Count("pk"), undecided=Count("pk", filter=Q(decision=None)))
    )
    for row in list(counts):
        Challenge.objects.filter(pk=row["challenge_id"]).update(
            idea_count=F("idea_count") - row["all"], undecided_count=F("undecided_count") - row["undecided"]
        )
    Support.objects.filter(person__in=demo.people).delete()
    ideas.delete()
    Decision.objects.filter(pk__in=decisions).delete()
    _remove_traces(demo)
    Challenge.objects.filter(pk__in=list(_keys(demo.challenges))).delete()


def _remove_traces(demo: Demo) -> None:
    """Remove what demo people left on real ideas, wherever a row would hold on to them."""
    for model in apps.get_app_config("ideas").get_models():
        if model in {Challenge, Idea, Decision}:
            continue
        for column in model._meta.concrete_fields:
            if column.related_model is Person:
                model._default_manager.filter(**{f"{column.name}__in": demo.people}).delete()


def _remove_people(demo: Demo) -> None:
    units = list(_keys(demo.units.order_by("-code")))
    Person.objects.filter(pk__in=demo.people).delete()
    Placement.objects.filter(unit__in=units).delete()
    Person.objects.filter(unit__in=units).update(unit=None, department=None)
    for kind in (OrgUnit.Kind.TEAM, OrgUnit.Kind.DEPARTMENT, OrgUnit.Kind.COMPANY):
        OrgUnit.objects.filter(pk__in=units, kind=kind).delete()
    Site.objects.filter(name__in=[site.name for site in SITES.values()], people=None).delete()


def _remove_everyone() -> None:
    """Let the company's own community go if the seed made it and nothing real is in it."""
    made = Community.objects.filter(is_everyone=True, is_demo=True)
    made.filter(threads=None, memberships=None, challenges=None).delete()


def _settle(threads: set[int], ideas: set[int], places: set[int]) -> None:
    """Count again what is kept as a number on real rows."""
    for thread in Thread.objects.filter(pk__in=threads):
        standing = thread.comments.filter(removed_at=None).count()
        Thread.objects.filter(pk=thread.pk).update(comment_count=standing, version=F("version") + 1)
    for idea in Idea.objects.filter(pk__in=ideas):
        recount_support(idea)
    for room in Community.objects.filter(pk__in=places):
        move_tip(room)
        members = Membership.objects.filter(community=room).count()
        if not room.is_everyone:
            Community.objects.filter(pk=room.pk).update(member_count=members)


def _forget_figures(days: set[date]) -> None:
    """Make the figures tell what is left; without any event nothing is left of them."""
    if not Watermark.objects.exists() and not DirtyDay.objects.exists():
        return
    for shown in (Snapshot, Disclosure, Look, Firing):
        shown._default_manager.all().delete()
    if Event.objects.exists():
        rolling.mark(days)
        return
    for model in FACTS:
        model._default_manager.all().delete()
    DirtyDay.objects.all().delete()
    Watermark.objects.all().delete()
