"""Read model of an idea's page: who wrote it, what was asked and answered, what went into it, what became of it."""

from dataclasses import dataclass
from typing import Any

from ideas.models import Appeal, Concern, Contributor, Delivery, DuplicateLink, Idea, Merge, Outcome, Support
from people.models import Person


@dataclass(frozen=True)
class Answer:
    """A question of the challenge with the idea's answer."""

    question: str
    text: str


def told(viewer: Person, idea: Idea) -> dict[str, Any]:
    """Return the parts of the page beside the idea's own words and its talk."""
    authors = list(idea.contributors.select_related("person__department").order_by("pk"))
    return {
        "answers": answers(idea),
        "authors": [row for row in authors if row.consented_at],
        "asked_authors": [row for row in authors if not row.consented_at],
        "asked_me": next(
            (row for row in authors if row.person_id == viewer.pk and not row.consented_at), None
        ),
        "concerns": list(
            Concern.objects.filter(idea=idea).select_related("person__department").order_by("pk")
        ),
        "own_concern": Concern.objects.filter(idea=idea, person=viewer).first(),
        "differences": differences(viewer, idea),
        "way": list(idea.stage_changes.select_related("by").order_by("pk")),
        "question": _open_question(idea),
        "earlier_decisions": list(
            idea.decisions.exclude(pk=idea.decision_id or 0).select_related("decided_by").order_by("-pk")
        ),
        "appeal": Appeal.objects.filter(decision=idea.decision_id).select_related("opened_by").first(),
        "backers": Appeal.backers.through.objects.filter(appeal__decision=idea.decision_id).count(),
        "delivery": Delivery.objects.filter(idea=idea).select_related("owner__department").first(),
        "outcomes": list(
            Outcome.objects.filter(idea=idea).prefetch_related("readings").select_related("verified_by")
        ),
        **merges(viewer, idea),
    }


def answers(idea: Idea) -> list[Answer]:
    """Return the challenge's questions that the idea answers, in their order."""
    asked = idea.challenge.questions.all() if idea.answers else []
    return [Answer(q.question, idea.answers[str(q.pk)]) for q in asked if str(q.pk) in idea.answers]


def differences(viewer: Person, idea: Idea) -> list[DuplicateLink]:
    """Return what its author says of ideas that are alike: "mine differs because"."""
    seen = Idea.objects.visible_to(viewer).values("pk")
    rows = DuplicateLink.objects.filter(idea=idea, state=DuplicateLink.State.REJECTED, other__in=seen)
    return list(rows.exclude(difference="").select_related("other"))


def _open_question(idea: Idea) -> str:
    """Return what the author was asked and has not answered."""
    if idea.stage != Idea.Stage.NEEDS_INFO:
        return ""
    asked = idea.stage_changes.filter(after=Idea.Stage.NEEDS_INFO).order_by("-pk").first()
    return asked.note if asked else ""


def merges(viewer: Person, idea: Idea) -> dict[str, Any]:
    """Return what went into the idea, or what it went into and whether the viewer may still object."""
    standing = Merge.objects.filter(undone_at=None)
    into = standing.filter(source=idea).select_related("target").first()
    has_supported = bool(into) and Support.objects.filter(idea=idea, person=viewer).exists()
    return {
        "merged_here": list(
            standing.filter(target=idea).select_related("source__author", "source__thread").order_by("pk")
        ),
        "merged_into": into,
        "has_objected": bool(into) and into is not None and into.objections.filter(person=viewer).exists(),
        "may_object": has_supported,
    }


def contributors_of(idea: Idea) -> list[Contributor]:
    """Return who stands beside the author, as far as they agreed."""
    return list(idea.contributors.exclude(consented_at=None).select_related("person").order_by("pk"))
