"""Home by relevance: a plain formula over the newest threads, published on the page and in docs/streams.md.

    score = (10 + points) × ½ ^ (age in hours ÷ 24)

There are no points for titles, levels, followers, reactions or announcements: a leader's post is a colleague's post.
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activity.feed import rows, window
from activity.feed.pull import Ground, Reach, ground, home_candidates, unmuted
from activity.feed.rows import PAGE, Stream
from activity.feed.streams import home
from activity.feed.window import Window
from activity.models import Thread, Watch
from esn.kit import clock, pages
from people.models import Person, StreamOrder

# So many of the newest are ranked; what is older follows by date.
RANKED = 120
# Room for what was let go again into the window after it was opened.
SPARE = 20
BASE = 10
HALF_LIFE = timedelta(hours=24)
MOST_ANSWERERS = 5
# What was read just now keeps its place for a while: whoever goes back finds the page as they left it.
SETTLED = timedelta(minutes=30)


@dataclass(frozen=True)
class Rule:
    """One line of the formula."""

    points: int
    label: Promise


POINTS = {
    "answered": Rule(1, _("each other person who answered, up to five")),
    "mentioned": Rule(8, _("it mentions you")),
    "author": Rule(4, _("you follow its author")),
    "watched": Rule(3, _("you follow it or take part, and there are new comments")),
    "open": Rule(2, _("a question that nobody has answered")),
    "skill": Rule(4, _("such a question about one of your skills")),
    "unread": Rule(2, _("you have not read it, or only in the last half hour")),
    "member": Rule(1, _("you belong to its community")),
}


@dataclass(frozen=True)
class Reason:
    """Why a thread stands where it stands: points and words."""

    points: int
    text: str


def front(
    viewer: Person, cursor: str = "", size: int = PAGE, order: str = "", own: Ground | None = None
) -> Stream:
    """Return home in the order that the viewer prefers, or in the one asked for; a cursor keeps its own."""
    if cursor.startswith(window.MARK) or (
        not cursor and (order or viewer.stream_order) == StreamOrder.RANKED
    ):
        return ranked(viewer, cursor, size, own)
    return home(viewer, cursor, size, own)


def ranked(viewer: Person, cursor: str = "", size: int = PAGE, own: Ground | None = None) -> Stream:
    """Return a page of the ranked window; what is older than the window follows by date."""
    own = own or ground(viewer)
    frame = window.decode(cursor) if cursor else None
    reach = Reach(RANKED + (SPARE if frame else 1), unmuted(viewer), frame.before if frame else None)
    found = home_candidates(viewer, own, reach)
    if frame is None and not found:
        return Stream([])
    if frame is None:
        has_older, found = len(found) > RANKED, found[:RANKED]
        frame = Window(found[0], found[-1], has_older)
    left = [pk for at, pk in found if (at, pk) >= frame.oldest and pk not in frame.shown]
    chosen = rows.dressed(viewer, Thread.objects.visible_to(viewer).filter(pk__in=left))
    ordered = in_order(viewer, list(rows.with_talk(viewer, chosen)), own)
    return _cut(viewer, frame, ordered, size)


def _cut(viewer: Person, frame: Window, ordered: list[Thread], size: int) -> Stream:
    """Take a page off the ordered rest of the window, with everything that is folded into it."""
    origins = list(dict.fromkeys(row.shared_from_id or row.pk for row in ordered))
    here = set(origins[:size])
    page = [row for row in ordered if (row.shared_from_id or row.pk) in here]
    shown = frame.shown | {row.pk for row in page}
    more = ""
    if len(origins) > size:
        more = Window(frame.newest, frame.oldest, frame.has_older, shown).encode()
    elif frame.has_older:
        more = pages.encode(list(frame.oldest))
    return rows.of_rows(viewer, page, more, newest=pages.encode(list(frame.newest)))


def in_order(viewer: Person, threads: list[Thread], own: Ground) -> list[Thread]:
    """Sort dressed threads by their score, highest first; the newer of two equals comes first."""
    scores = {row.pk: score(row, reasons(viewer, row, own)) for row in threads}
    return sorted(threads, key=lambda row: (scores[row.pk], row.created_at, row.pk), reverse=True)


def score(row: Thread, because: list[Reason]) -> float:
    """Return (10 + points) × ½ ^ (age ÷ 24 hours)."""
    age = max(clock.now() - row.created_at, timedelta(0)) / HALF_LIFE
    return float((BASE + sum(reason.points for reason in because)) * 0.5**age)


def reasons(viewer: Person, row: Any, own: Ground) -> list[Reason]:
    """Return the points of a dressed thread with their words, the weightiest first."""
    found = [*_of_talk(row), *_of_bond(viewer, row, own)]
    if row.is_question and not row.comment_count and row.starter_id != viewer.pk:
        found.append(Reason(POINTS["open"].points, str(_("nobody has answered this question yet"))))
        if skill := _shared_skill(viewer, row):
            found.append(Reason(POINTS["skill"].points, str(_("it is about %s, which you know")) % skill))
    return sorted(found, key=lambda reason: -reason.points)


def _of_talk(row: Any) -> list[Reason]:
    found = []
    if number := min(row.answerers, MOST_ANSWERERS):
        words = ngettext("%d person answered", "%d people answered", row.answerers) % row.answerers
        found.append(Reason(number * POINTS["answered"].points, words))
    if row.is_mentioned:
        found.append(Reason(POINTS["mentioned"].points, str(_("it mentions you"))))
    if row.watch == Watch.Level.FOLLOWING and row.news:
        words = ngettext("%d new comment", "%d new comments", row.news) % row.news
        found.append(Reason(POINTS["watched"].points, words))
    return found


def _of_bond(viewer: Person, row: Any, own: Ground) -> list[Reason]:
    found = []
    if row.starter_id in own.followed:
        words = (
            str(_("you follow %s")) % row.starter.display_name if "starter" in row._state.fields_cache else ""
        )
        found.append(Reason(POINTS["author"].points, words))
    if row.starter_id != viewer.pk and (row.is_marked or _was_unread(row)):
        found.append(Reason(POINTS["unread"].points, str(_("you have not read it"))))
    if row.community_id in own.joined:
        found.append(Reason(POINTS["member"].points, str(_("it is in one of your communities"))))
    return found


def _was_unread(row: Any) -> bool:
    return row.read_at is None or bool(row.read_at > clock.now() - SETTLED)


def _shared_skill(viewer: Person, row: Any) -> str:
    """Return a skill of the viewer that is a tag of the thread, or stands in its title."""
    title = row.title.casefold()
    words = set(re.findall(r"\w+", title))
    skills = [skill.casefold() for skill in viewer.skill_list]
    return row.known_tag or next((s for s in skills if s in words or (" " in s and s in title)), "")


def why(viewer: Person, thread: Thread) -> list[Reason]:
    """Return why a thread stands where it stands in the viewer's home."""
    chosen = Thread.objects.visible_to(viewer).filter(pk=thread.pk).select_related("starter")
    row = rows.with_talk(viewer, rows.dressed(viewer, chosen)).get()
    return reasons(viewer, row, ground(viewer))
