"""Ideas: everybody who took part in one hears what became of it."""

from typing import Any

from django.db.models import QuerySet

from activity.models import Comment
from esn.kit.models import Event
from ideas import events as ideas
from ideas.families import family_of
from ideas.models import Assignment, Concern, Contributor, Idea, Support
from inbox.models import Kind
from inbox.recipients.calls import Call, only, picks, thread_of
from inbox.recipients.comments import followers_of
from people.models import Person, PersonQuerySet

# What everybody who had a part hears, and by which word.
TURNS = {
    ideas.IDEA_MERGED: "merge",
    ideas.IDEA_UNMERGED: "unmerge",
    ideas.IDEA_REOPENED: "reopened",
    ideas.DELIVERY_STARTED: "delivering",
    ideas.IDEA_IMPLEMENTED: "implemented",
    ideas.BENEFIT_CONFIRMED: "measured",
}


@picks(ideas.IDEA_DECIDED, *TURNS)
def decided(event: Event) -> list[Call]:
    """Its authors, who supported it, who spoke in it, who scored it, and who follows it."""
    thread = thread_of(event)
    idea = Idea.objects.select_related("decision").filter(thread=thread).first() if thread else None
    if thread is None or idea is None:
        return []
    is_decided = event.verb == ideas.IDEA_DECIDED and idea.decision is not None
    word = idea.decision.outcome if is_decided and idea.decision else TURNS.get(event.verb, "merge")
    return [Call(Kind.IDEA, took_part_in(idea), thread=thread, word=word)]


@picks(ideas.INFO_ASKED)
def asked(event: Event) -> list[Call]:
    """The first author, who may change the idea now, and the co-authors."""
    thread = thread_of(event)
    idea = Idea.objects.filter(pk=event.object_id).first()
    if thread is None or idea is None:
        return []
    authors = only(idea.author_id) | Person.objects.filter(pk__in=coauthors_of([idea.pk]))
    return [Call(Kind.IDEA, authors, thread=thread, word="needs_info")]


@picks(ideas.COAUTHOR_ASKED)
def named(event: Event) -> list[Call]:
    """Who is asked to stand beside the author."""
    thread = thread_of(event)
    return [Call(Kind.IDEA, only(event.owner_id), thread=thread, word="coauthor")] if thread else []


@picks(ideas.EVALUATOR_ASKED)
def evaluating(event: Event) -> list[Call]:
    """Who is asked to score: one row for all scorecards of a challenge, and no thread, for it names the author."""
    card = Assignment.objects.filter(pk=event.object_id).select_related("panel__challenge__community").first()
    if card is None:
        return []
    challenge = card.panel.challenge
    return [
        Call(
            Kind.IDEA,
            only(event.owner_id),
            subject=f"panel:{card.panel_id}",
            community=challenge.community,
            word="evaluate",
        )
    ]


@picks(ideas.OUTCOME_ASKED_30, ideas.OUTCOME_ASKED_180)
def asked_for_readings(event: Event) -> list[Call]:
    """Who built it, for readings; and everybody who had a part, for how it stands."""
    thread = thread_of(event)
    idea = Idea.objects.filter(pk=event.object_id).first()
    if thread is None or idea is None:
        return []
    word = "after_30" if event.verb == ideas.OUTCOME_ASKED_30 else "after_180"
    builder = event.owner_id or 0
    others = took_part_in(idea)
    return [
        Call(Kind.IDEA, only(builder), subject=f"readings:{idea.pk}", thread=thread, word="readings"),
        Call(Kind.IDEA, others, thread=thread, word=word, others_than=frozenset({builder})),
    ]


@picks(ideas.DECISION_APPEALED)
def appealed(event: Event) -> list[Call]:
    """Who decided."""
    thread = thread_of(event)
    return [Call(Kind.IDEA, only(event.owner_id), thread=thread, word="appeal")] if thread else []


def took_part_in(idea: Idea) -> PersonQuerySet:
    """Return everybody who had a part in an idea, or in one that went into it."""
    family = family_of(idea)
    parts = (
        Support.objects.filter(idea__in=family).values("person"),
        Concern.objects.filter(idea__in=family).values("person"),
        Assignment.objects.filter(idea__in=family, scored_at__isnull=False).values("evaluator"),
        Comment.objects.filter(thread__idea__in=family, removed_at=None).values("author"),
        Idea.objects.filter(pk__in=family).values("author"),
        coauthors_of(family),
    )
    everybody: PersonQuerySet = followers_of(idea.thread)
    for part in parts:
        everybody = everybody | Person.objects.filter(pk__in=part)
    return everybody


def coauthors_of(family: list[int]) -> QuerySet[Contributor, Any]:
    """Return the numbers of who agreed to stand beside the authors."""
    agreed = Contributor.objects.filter(idea__in=family, consented_at__isnull=False)
    return agreed.values_list("person", flat=True)
