"""The stream card of an idea."""

from collections.abc import Sequence
from typing import Any

from activity.fragments import register_card
from activity.models import Thread
from ideas.models import Idea


def _extra(threads: Sequence[Thread]) -> dict[int, dict[str, Any]]:
    ideas = Idea.objects.filter(thread__in=threads).for_display()
    return {idea.thread_id: {"idea": idea} for idea in ideas}


register_card(Thread.Kind.IDEA, "ideas/_card.html", _extra)
