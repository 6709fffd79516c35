"""Rows as people read them: who did what where, with a glimpse of it; everything is looked up when it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from esn.kit import clock, markup
from inbox.bell.places import address
from inbox.bell.sentences import names, sentence
from inbox.models import Kind, Notification
from people.models import Person

GLIMPSE, TITLE = 140, 72
# Only the beginning is looked at: a text may have 64 kB.
ENOUGH = 2000
# What the opening says is more than its title only where the title is not made of it.
OPENINGS = frozenset({Kind.MENTION, Kind.PRAISE, Kind.ACKNOWLEDGEMENT, Kind.POST})
ICONS = {
    Kind.MENTION: "at-symbol",
    Kind.REPLY: "chat-bubble-left",
    Kind.ANSWER: "chat-bubble-left",
    Kind.ACCEPTED: "check",
    Kind.COMMENT: "chat-bubble-left",
    Kind.REACTION: "face-smile",
    Kind.PRAISE: "trophy",
    Kind.POST: "document-text",
    Kind.ACKNOWLEDGEMENT: "megaphone",
    Kind.REQUEST: "user-plus",
    Kind.INVITATION: "envelope",
    Kind.MEMBERSHIP: "user-group",
    Kind.ROLE: "key",
    Kind.IDEA: "light-bulb",
    Kind.BOOKMARK: "bookmark",
    Kind.SCHEDULE: "clock",
    Kind.FOLLOWER: "user-plus",
    Kind.RULING: "scale",
    Kind.CASE: "flag",
}
REACTIONS = {
    "like": "hand-thumb-up",
    "love": "heart",
    "celebrate": "sparkles",
    "insightful": "light-bulb",
    "curious": "question-mark-circle",
}
# What people feel, what waits, what went well; the rest has the colour of action.
TONES = {
    Kind.REACTION: "ember",
    Kind.PRAISE: "ember",
    Kind.FOLLOWER: "ember",
    Kind.ACCEPTED: "good",
    Kind.ACKNOWLEDGEMENT: "warn",
    Kind.REQUEST: "warn",
    Kind.INVITATION: "warn",
    Kind.CASE: "warn",
    Kind.SCHEDULE: "bad",
}


@dataclass(frozen=True)
class Line:
    """One notification, ready to be shown."""

    row: Notification
    people: Sequence[Person]
    html: SafeString
    text: str
    glimpse: str
    place: str
    url: str

    @property
    def icon(self) -> str:
        """The sign of its kind; of a single reaction, its own."""
        alone = REACTIONS.get(self.row.word, "") if self.row.kind == Kind.REACTION else ""
        return alone if alone and self.row.people == 1 else ICONS[Kind(self.row.kind)]

    @property
    def tone(self) -> str:
        """The colour of its sign."""
        return TONES.get(Kind(self.row.kind), "accent")


@dataclass(frozen=True)
class Day:
    """The lines of one day in the reader's time zone."""

    on: date
    lines: list[Line] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Today, yesterday, or empty for a day that is named by its date."""
        distance = (clock.today() - self.on).days
        return {0: _("Today"), 1: _("Yesterday")}.get(distance, "")


def lines(rows: Iterable[Notification]) -> list[Line]:
    """Return the lines of rows that the viewer may see, `for_display`."""
    rows = list(rows)
    wanted = {pk for row in rows for pk in row.actors}
    people = Person.objects.in_bulk(wanted) if wanted else {}
    return [_line(row, [people[pk] for pk in row.actors if pk in people]) for row in rows]


def days(found: Iterable[Line]) -> list[Day]:
    """Group lines by the day of their newest event."""
    grouped: list[Day] = []
    for line in found:
        on = timezone.localdate(line.row.last_at)
        if not grouped or grouped[-1].on != on:
            grouped.append(Day(on))
        grouped[-1].lines.append(line)
    return grouped


def _line(row: Notification, people: list[Person]) -> Line:
    name = [person.display_name for person in people]
    who, whole = names(name, row.people), sentence(row)
    title = _title(row)
    a, b = (format_html("<strong>{}</strong>", each) for each in [*name, "", ""][:2])
    strong_who = format_html(who, a=a, b=b)
    html = format_html(whole, who=strong_who, what=format_html("<em>{}</em>", title))
    first, second = [*name, "", ""][:2]
    return Line(
        row=row,
        people=people,
        html=html,
        text=whole.format(who=who.format(a=first, b=second), what=title),
        glimpse=_glimpse(row),
        place=_place(row),
        url=address(row),
    )


def _title(row: Notification) -> str:
    if row.thread is not None:
        return Truncator(row.thread.title).chars(TITLE)
    return row.community.name if row.community is not None else ""


def _place(row: Notification) -> str:
    return row.thread.community.name if row.thread is not None else ""


def _glimpse(row: Notification) -> str:
    """Return the first words of what it is about."""
    if row.comment is not None:
        return markup.plain(row.comment.body_html[:ENOUGH], GLIMPSE)
    post = getattr(row.thread, "post", None) if row.thread is not None and row.kind in OPENINGS else None
    words = markup.plain(post.body_html[:ENOUGH], GLIMPSE) if post else ""
    return "" if row.thread and words.startswith(row.thread.title[:20]) else words
