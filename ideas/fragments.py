"""The stream card of an idea, and what its comments are."""

from collections.abc import Sequence
from typing import Any

from activity.fragments import register_badges, register_card
from activity.models import Comment, Thread
from ideas.models import CommentKind, Idea

TONES = {"question": "accent", "evidence": "good", "risk": "bad", "build": "ember", "answer": "warn"}


def _extra(threads: Sequence[Thread]) -> dict[int, dict[str, Any]]:
    ideas = Idea.objects.filter(thread__in=threads).for_display()
    return {idea.thread_id: {"idea": idea} for idea in ideas}


register_card(Thread.Kind.IDEA, "ideas/_card.html", _extra)


@register_badges
def badges(comments: Sequence[Comment]) -> dict[int, tuple[str, str]]:
    """Return the kinds of comments on ideas with their colours."""
    kinds = CommentKind.objects.filter(comment__in=[comment.pk for comment in comments])
    return {row.pk: (str(row.get_kind_display()), TONES[row.kind]) for row in kinds}
