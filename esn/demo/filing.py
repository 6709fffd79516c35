"""Puts the files of `papers` where people of the demo would: beside what they write, and beside an answer."""

from datetime import timedelta

from activity.actions import attaching, commenting, publishing
from activity.models import Attachment, Thread
from communities.models import Membership
from esn.demo import papers
from esn.demo.playing import Stage
from esn.kit import clock
from esn.search import extracting, reading
from people.models import Person

ALT = "Drawing of a deck oven from the front; the left edge of the third deck, where the hinge sags, has a red circle."
# Room, title, text, files, and how many days before the end.
SHARED = (
    ("field", "Door seals: one page for the van",
     ("I wrote down what we look at on every visit, because three of us were asked the same thing last week. "
     "Print it, put it in the van, and tell me what is missing. The drawing shows the hinge that I mean."),
     ("checks", "picture"), 33),
    ("sole8", "Data sheet of the Sole 8, preliminary",
     "For talks at the fair, not for offers yet: the connected load may still change.", ("sheet",), 26),
    ("bakelab", "Rye at falling heat, measured",
     "Twenty minutes, four decks, no steam after the sixth minute. The third deck runs two degrees hot. #rye",
     ("curve",), 19),
    ("hearthlink", "4.2 is out", "Release notes attached; the short version: ovens no longer forget at night.",
     ("notes",), 12),
)  # fmt: skip
LATE = (
    "parts",
    "Which parts will be late this spring?",
    "The list as of today; what is new is in the last column.",
    8,
)


def hand_out(stage: Stage) -> None:
    """Share all files; they are ours, so they are read here, not by a worker in a process of its own."""
    files = papers.uploads()
    now = clock.now()
    for room, title, body, names, days in SHARED:
        with clock.at(now - timedelta(days=days)):
            author = _author(stage, room)
            own = [_uploaded(author, files, name) for name in names]
            _publish(stage, author, room, title, body, own)
    room, title, body, days = LATE
    author = _first(stage, room)
    with clock.at(now - timedelta(days=days)):
        thread = _publish(stage, author, room, title, "I am asked twice a day. One list for all of us?", [])
        commenting.add_comment(author, thread, body=body, attachments=[_uploaded(author, files, "dates")])
    for pk in Attachment.objects.filter(uploader__is_demo=True).values_list("pk", flat=True):
        reading.read(pk, by=extracting.text_of)


def _author(stage: Stage, room: str) -> Person:
    """Return the technician whom everybody can look up where he is in, else whoever runs the room."""
    own = Membership.objects.filter(community=stage.places[room], person__username="bo")
    return stage.people["bo"] if room == "field" and own.exists() else _first(stage, room)


def _first(stage: Stage, room: str) -> Person:
    """Return the first who runs a room."""
    leading = Membership.objects.leading().filter(community=stage.places[room]).select_related("person")
    return leading.order_by("pk")[0].person


def _uploaded(author: Person, files: "papers.Uploads", name: str) -> Attachment:
    return attaching.upload_file(author, files[name], alt=ALT if name == "picture" else "")


def _publish(stage: Stage, author: Person, room: str, title: str, body: str, own: list[Attachment]) -> Thread:
    post = publishing.publish_post(
        author, community=stage.places[room], title=title, body=body, attachments=own
    )
    return post.thread
