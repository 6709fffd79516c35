"""What those who run a community could do now, each with the place where to do it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activity.health import Waiting
from communities.models import Community

SHOWN_NEWCOMERS = 3


@dataclass(frozen=True)
class Suggestion:
    """One thing to do: why, and the button that leads there."""

    icon: str
    text: str
    label: str
    url: str


def suggested(community: Community, waits: Waiting, requests: int) -> list[Suggestion]:
    """Return what waits first, then what would do the community good."""
    return [*_people(community, waits, requests), *_upkeep(community, waits)]


def _people(community: Community, waits: Waiting, requests: int) -> list[Suggestion]:
    found = []
    if requests:
        text = ngettext("%(n)d person asks to join", "%(n)d people ask to join", requests) % {"n": requests}
        url = reverse("communities:requests", args=[community.slug])
        found.append(Suggestion("user-plus", text, _("Decide"), url))
    if waits.questions:
        n = waits.question_count
        text = ngettext("%(n)d question waits for an answer", "%(n)d questions wait for an answer", n) % {
            "n": n
        }
        found.append(
            Suggestion("question-mark-circle", text, _("Answer"), waits.questions[0].get_absolute_url())
        )
    for row in waits.ungreeted[:SHOWN_NEWCOMERS]:
        said = _("%(name)s joined %(ago)s ago and nobody has greeted them yet")
        text = said % {"name": row.person.display_name, "ago": timesince(row.since_at, depth=1)}
        query = urlencode({"in": community.slug, "body": _("Welcome, @%s!") % row.person.username})
        found.append(Suggestion("hand-raised", text, _("Greet"), f"{reverse('activity:publish')}?{query}"))
    return found


def _upkeep(community: Community, waits: Waiting) -> list[Suggestion]:
    settings = reverse("communities:edit", args=[community.slug])
    found = []
    if waits.is_quiet and not community.is_archived:
        text = _("Nobody started anything for two weeks: a question wakes people up")
        url = f"{reverse('activity:publish')}?{urlencode({'in': community.slug})}"
        found.append(Suggestion("moon", text, _("Start a thread"), url))
    if waits.owners == 1:
        text = _("It has only one owner; when they are away, nobody can change anything")
        url = reverse("communities:members", args=[community.slug])
        found.append(Suggestion("key", text, _("Name a second one"), url))
    if not community.rules:
        text = _("It has no rules yet; a few lines spare long talks later")
        found.append(Suggestion("scale", text, _("Write them"), settings))
    return found
