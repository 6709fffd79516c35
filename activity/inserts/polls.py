"""The piece of a poll: the options with the viewer's choice, and the counts where they are shown to them."""

from collections.abc import Sequence

from django.template.loader import render_to_string

from activity.inserts import register
from activity.kinds import polls
from esn.kit import live
from people.models import Person


@register("poll")
def pieces(viewer: Person, keys: Sequence[int]) -> dict[int, str]:
    """Return polls as the viewer sees them, each with its own live topic."""
    return {
        pk: render_to_string(
            "activity/_poll.html", {"result": result, "live_topic": live.sign(viewer, f"poll:{pk}")}
        )
        for pk, result in polls.results(viewer, keys).items()
    }
