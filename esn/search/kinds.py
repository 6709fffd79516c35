"""The kinds of things that the product lets people find; files register theirs the same way (`files`)."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext_noop as _

from activity import events as activity_verbs
from activity.models import Comment, Tagging, Thread
from communities import events as community_verbs
from communities.models import Community
from esn.kit import markup
from esn.kit.models import Event
from esn.search import extras
from esn.search.models import Document
from esn.search.sources import Entry, Ids, Part, Source, register
from ideas import events as idea_verbs
from ideas.models import Challenge, Idea
from people import events as people_verbs
from people.models import Person

Reach = Callable[[Event], Ids]
# More than any post may hold; a file's text is cut before it comes here.
WHOLE = 1_000_000


def _about(model: str, event: Event) -> Ids:
    return [event.object_id] if event.object_type == model else []


def _concerned(event: Event) -> Ids:
    return [pk for pk in (event.actor_id, event.owner_id) if pk]


def _thread(event: Event) -> Ids:
    return [event.thread_id] if event.thread_id else []


def _place(event: Event) -> Ids:
    return [event.community_id] if event.community_id else []


def _idea(event: Event) -> Ids:
    return Idea.objects.filter(thread=event.thread_id).values_list("pk", flat=True) if event.thread_id else []


def _comments(event: Event) -> Ids:
    """Return the comments of a thread that moved or came back as a whole."""
    if not event.thread_id:
        return []
    return Comment.objects.filter(thread=event.thread_id).values_list("pk", flat=True)


def _on(reach: Reach, *verbs: str) -> Mapping[str, Reach]:
    return dict.fromkeys(verbs, reach)


def plain(html: str) -> str:
    """Return all of rendered HTML as plain text."""
    return markup.plain(html, WHOLE)


def tags_of(thread: Thread) -> str:
    """Return the tags of a thread as they are written."""
    return " ".join(sorted(f"#{tagging.tag.name}" for tagging in thread.taggings.all()))


def _tags(path: str) -> "Prefetch[str]":
    return Prefetch(path, Tagging.objects.select_related("tag"))


def person(row: Person) -> Entry:
    """Return what a person is found by."""
    place = " · ".join(dict.fromkeys(unit.name for unit in (row.unit, row.department) if unit))
    return Entry(
        row.pk,
        row.joined_at,
        row.display_name,
        (
            Part(_("title"), row.title, True),
            Part(_("skills"), row.skills, True),
            Part(_("user name"), row.username, True),
            Part(_("department"), place, True),
            Part(_("site"), row.site.name if row.site else "", True),
            Part(_("about"), row.bio),
        ),
        author_id=row.pk,
    )


def community(row: Community) -> Entry:
    """Return what a community is found by."""
    parts = (Part(_("what it is for"), row.description),)
    return Entry(row.pk, row.founded_at, row.name, parts, community_id=row.pk)


def post(row: Thread) -> Entry:
    """Return what a post is found by; the thread is what people call the post."""
    answered = row.post.accepted_answer_id is not None
    flags = {
        "is_question": row.is_question,
        "is_answered": row.comment_count > 0,
        "is_solved": answered,
        "has_link": extras.has_link(row.post.body_html),
        "has_file": bool(row.attachments.all()),
    }
    return Entry(
        row.pk,
        row.created_at,
        row.title,
        (
            Part(_("tags"), tags_of(row), True),
            Part(_("text"), plain(row.post.body_html)),
            *extras.parts(row.post),
        ),
        thread_id=row.pk,
        community_id=row.community_id,
        author_id=row.starter_id,
        label=row.post.kind[:12],
        language=row.language,
        flags=flags | {"is_thread_hidden": _is_hidden(row)},
    )


def comment(row: Comment) -> Entry:
    """Return what a comment is found by."""
    return Entry(
        row.pk,
        row.created_at,
        "",
        (Part(_("comment"), plain(row.body_html)),),
        thread_id=row.thread_id,
        community_id=row.thread.community_id,
        author_id=row.author_id,
        language=row.thread.language,
        flags={
            "has_link": extras.has_link(row.body_html),
            "has_file": bool(row.attachments.all()),
            "is_hidden": _is_hidden(row),
            "is_thread_hidden": _is_hidden(row.thread),
        },
    )


def idea(row: Idea) -> Entry:
    """Return what an idea is found by."""
    return Entry(
        row.pk,
        row.published_at,
        row.title,
        (Part(_("tags"), tags_of(row.thread), True), Part(_("text"), plain(row.body_html))),
        thread_id=row.thread_id,
        community_id=row.thread.community_id,
        author_id=row.author_id,
        flags={
            "has_link": extras.has_link(row.body_html),
            "is_thread_hidden": _is_hidden(row.thread),
        },
    )


def challenge(row: Challenge) -> Entry:
    """Return what a challenge is found by."""
    parts = (Part(_("text"), plain(row.brief_html)), Part(_("pledge"), row.pledge))
    return Entry(
        row.pk, row.created_at, row.title, parts, community_id=row.community_id, author_id=row.manager_id
    )


def _is_hidden(row: Any) -> bool:
    return row.removed_at is not None or row.held_at is not None


def _register(
    kind: str,
    model: Any,
    entry: Callable[[Any], Entry],
    verbs: Iterable[Mapping[str, Reach]],
    *,
    loaded: "tuple[tuple[str, ...], tuple[Prefetch[str], ...]]",
    **choices: Any,
) -> None:
    joined, fetched = loaded
    usual = {
        "rows": model.objects.all,
        "visible_to": model.objects.visible_to,
    }
    register(
        Source(
            kind=kind,
            entry=entry,
            loaded=lambda rows: rows.select_related(*joined).prefetch_related(*fetched),
            verbs={verb: reach for group in verbs for verb, reach in group.items()},
            **(usual | choices),
        )
    )


_FILES_GONE = (activity_verbs.FILE_REMOVED, activity_verbs.FILE_RESTORED, activity_verbs.FILE_HELD)
_FILES = (activity_verbs.FILE_ATTACHED, *_FILES_GONE)
_THREADS = (
    activity_verbs.THREAD_REMOVED,
    activity_verbs.THREAD_RESTORED,
    "activity.thread_moved",
    "activity.thread_shared",
)
_register(
    Document.Kind.PERSON,
    Person,
    person,
    [
        _on(partial(_about, "person"), people_verbs.PERSON_JOINED, people_verbs.PROFILE_EDITED),
        _on(_concerned, people_verbs.PERSON_MOVED, people_verbs.PERSON_DEACTIVATED),
    ],
    loaded=(("unit", "department", "site"), ()),
    rows=Person.objects.human,
    is_by_community=False,
)
_register(
    Document.Kind.COMMUNITY,
    Community,
    community,
    [
        _on(
            _place,
            community_verbs.COMMUNITY_FOUNDED,
            community_verbs.COMMUNITY_EDITED,
            "communities.community_archived",
            "communities.community_revived",
            "communities.community_merged",
        )
    ],
    loaded=(("department",), ()),
    is_by_community=False,
)
_register(
    Document.Kind.POST,
    Thread,
    post,
    [
        _on(
            _thread,
            activity_verbs.POST_PUBLISHED,
            activity_verbs.QUESTION_ASKED,
            activity_verbs.POST_EDITED,
            *_FILES,
            *extras.VERBS,
            *_THREADS,
        )
    ],
    loaded=(
        ("community", "starter__department", *extras.JOINED),
        (_tags("taggings"), extras.files(comment=None), *extras.FETCHED),
    ),
    rows=lambda: Thread.objects.filter(kind=Thread.Kind.POST, post__isnull=False),
    visible_to=lambda viewer: Thread.objects.visible_to(viewer).public().filter(post__isnull=False),
)
_register(
    Document.Kind.COMMENT,
    Comment,
    comment,
    [
        _on(
            partial(_about, "comment"),
            activity_verbs.COMMENT_ADDED,
            activity_verbs.COMMENT_EDITED,
            activity_verbs.COMMENT_REMOVED,
            activity_verbs.COMMENT_RESTORED,
        ),
        _on(_comments, *_FILES_GONE, *_THREADS),
        _on(extras.commented, activity_verbs.FILE_ATTACHED),
    ],
    loaded=(("thread__community", "author__department"), (extras.files(comment__isnull=False),)),
    visible_to=lambda viewer: Comment.objects.visible_to(viewer).public().filter(thread__held_at=None),
)
_register(
    Document.Kind.IDEA,
    Idea,
    idea,
    [
        _on(_idea, idea_verbs.IDEA_SUBMITTED, idea_verbs.IDEA_EDITED, idea_verbs.IDEA_DECIDED, *_THREADS),
    ],
    loaded=(
        ("thread__community", "author__department", "challenge"),
        (_tags("thread__taggings"),),
    ),
    visible_to=lambda viewer: Idea.objects.named_to(viewer).filter(thread__held_at=None),
)
_register(
    Document.Kind.CHALLENGE,
    Challenge,
    challenge,
    [_on(partial(_about, "challenge"), idea_verbs.CHALLENGE_LAUNCHED, idea_verbs.CHALLENGE_EDITED)],
    loaded=(("community", "manager__department"), ()),
)
